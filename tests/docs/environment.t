#!/bin/bash
# The man pages list in ENVIRONMENT exactly the variables that the source reads.
. tests/lib.sh

in_source=$(grep -rhoE --include='*.c' '"(PORT|CURL|SSL|XDG|DBUS|NO|JQ)_[A-Z_]+"' helper filter |
	tr -d '"' | sort -u | grep -Ev '^(JQ_LIBRARY_PATH|JQ_ORIGIN)$')
in_pages=$(sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh [F-Z]/s/^\.It Ev //p' helper/port-token.1 filter/port-get.1 |
	grep -oE '[A-Z]+_[A-Z_]+' | grep -v _PROXY | sort -u)
is "$in_pages" "$in_source" 'the man pages list the variables that the source reads'
done_testing
