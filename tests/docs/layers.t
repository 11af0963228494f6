#!/bin/bash
# Dependencies point one way. A folder may include its own headers, and those of
# folders that are listed on earlier lines. Modules (X.c with X.h) do not include
# each other in a circle. Each header compiles by itself. Give a folder as an
# argument to check the tree in it.
. tests/lib.sh
need cc
cd "${1:-.}" || exit

# Lowest first. Folders on the same line must not include each other.
order='helper/base
helper/json helper/url
helper/identity
helper/http helper/keyring
helper/session
helper/cli
helper
filter/cli filter/projection
filter/print
filter/jq
filter/source
filter/slice filter/complete
filter'

# "FROM TO FILE HEADER" of each include, FROM and TO being folders. version.c
# lies beside the folders and stands for one of its own.
includes() {
	find helper filter -name '*.[ch]' -exec grep -H '^#include "' {} + |
		sed -E 's/^([^:]*):#include "([^"]*)".*/\1 \2/' |
		while read -r file header; do
			echo "$(room "$file") $(room "$header") $file $header"
		done
}

# room FILE: prints its folder.
room() {
	case $1 in
	helper/version.*) echo helper ;;
	*) echo "${1%/*}" ;;
	esac
}

is "$(includes | awk -v order="$order" '
	BEGIN {
		lines = split(order, line, "\n")
		for (i = 1; i <= lines; i++) {
			names = split(line[i], name, " ")
			for (j = 1; j <= names; j++)
				floor[name[j]] = i
		}
	}
	!($1 in floor) || !($2 in floor) { print $3 " is in no folder of the list"; next }
	$1 != $2 && floor[$2] >= floor[$1] { print $3 " includes " $4 }')" '' \
	'no include points upwards'

# tsort names on stderr the modules that include each other.
is "$(find helper filter -name '*.[ch]' -exec grep -H '^#include "' {} + |
	sed -E 's/^([^:]*)\.[ch]:#include "([^"]*)\.h".*/\1 \2/' | tsort 2>&1 > /dev/null)" '' \
	'no modules include each other'

flags=$(pkg-config --cflags libsecret-1 2> /dev/null)
mapfile -t headers < <(find helper filter -name '*.h' | sort)
# shellcheck disable=SC2086 # many flags
is "$(printf '%s\0' "${headers[@]}" | xargs -0 -P "$(nproc)" -n 20 \
	cc -std=gnu11 -I. -D_GNU_SOURCE $flags -Wall -Wextra -Werror -fsyntax-only -x c 2>&1)" '' \
	'each header compiles alone'
done_testing
