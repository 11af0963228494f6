#!/bin/bash
# What the source keeps to: each header compiles alone, helper/ never looks
# into filter/, nobody calls what is not to be trusted, no function has grown past
# a screen or two and no file past one noun.
. tests/lib.sh
need cc

flags=$(pkg-config --cflags libsecret-1 2> /dev/null)
for header in helper/*.h filter/*.h; do
	# shellcheck disable=SC2086 # many flags
	ok "$header compiles alone" cc -std=gnu11 -I. -D_GNU_SOURCE \
		$flags -Wall -Wextra -Werror \
		-fsyntax-only -x c "$header"
done
is "$(grep -n '#include "filter/' helper/*)" '' 'helper/ includes nothing of filter/'
is "$(grep -nwE '(strcpy|strcat|sprintf|vsprintf|strncpy|atoi|atol|strtok|system|popen|getpass|gets|alloca|tmpnam|mktemp) ?\(' \
	helper/*.c filter/*.c)" '' 'no function that is banned'
is "$(grep -nE '[^_a-z]exit ?\(' helper/*.c filter/*.c | grep -v '^helper/output\.c:')" '' \
	'exit is called in one place'
is "$(sed 's|/\*.*\*/||; /^[[:space:]]*\/\?\*/d; s|"[^"]*"||g' helper/*.[ch] filter/*.[ch] |
	grep //)" '' 'comments are /* */'
is "$(grep -nE 'open(at)? ?\(|fopen ?\(|socket ?\(' helper/*.c filter/*.c |
	grep -v 'O_CLOEXEC\|"[rw]e"\|dlopen\||$\|^helper/guard\.c' |
	grep -E '(=|\(|!|return) ?(open|openat|fopen|socket) ?\(')" '' \
	'what is opened is closed on exec'
is "$(for file in helper/*.[ch] filter/*.[ch]; do
	expand "$file" | awk -v file="$file" 'length > 80 { print file ":" NR }'
done)" '' 'no line of more than 80 columns'
# From behind an empty line to the brace in the first column.
is "$(awk 'FNR == 1 { empty = start = 0 } /^$/ { empty = FNR }
	/^{/ { start = empty + 1 }
	/^}/ && start { if (FNR - start >= 60) print FILENAME ":" start; start = 0 }' \
	helper/*.c filter/*.c tests/*.c tests/port/*.c)" '' 'no function of more than 60 lines'
is "$(wc -l helper/*.[ch] filter/*.[ch] tests/port/*.[ch] | awk '$2 != "total" && $1 > 400')" '' \
	'no file of more than 400 lines'
is "$(sed -n '/^## Source/,/^## License/p' README.md | grep -o '[a-z/_-]*[a-z]\.c`' | tr -d '`' |
	while read -r name; do
		[ -e "$name" ] || [ -e "helper/$name" ] || [ -e "filter/$name" ] || echo "$name"
	done)" '' 'README.md names files that are there'
done_testing
