#!/bin/bash
# README.md names the variables that the source reads, and no others.
. tests/lib.sh

in_source=$(grep -rhoE --include='*.c' '"(PORT|CURL|SSL|XDG|DBUS|NO|JQ)_[A-Z_]+"' helper filter |
	tr -d '"' | sort -u | grep -Ev '^(PORT_GET_CUT|JQ_LIBRARY_PATH|JQ_ORIGIN)$')
in_readme=$(sed -n '/^## Environment/,/^## /{ /^| `/p; }' README.md | cut -d '|' -f 2 |
	grep -oE '[A-Z]+_[A-Z_]+' | grep -v _PROXY | sort -u)
is "$in_readme" "$in_source" 'the variables of README.md are those of the source'
done_testing
