#!/bin/bash
# The rules of the source, in every folder below helper/ and filter/. Give a folder
# as an argument to check the tree in it.
. tests/lib.sh
cd "${1:-.}" || exit

mapfile -t code < <(find helper filter -name '*.c' | sort)
mapfile -t files < <(find helper filter -name '*.[ch]' | sort)

is "$(grep -rn '#include "filter/' helper)" '' 'helper/ includes nothing of filter/'
is "$(grep -nHE '\<(strcpy|strcat|sprintf|vsprintf|strncpy|atoi|atol|strtok|system|popen|getpass|gets|alloca|tmpnam|mktemp) ?\(' \
	"${code[@]}")" '' 'no function that is banned'
is "$(grep -nHE '[^_a-z]exit ?\(' "${code[@]}" | grep -v '/output\.c:')" '' \
	'exit is called in one place'
is "$(sed 's|/\*.*\*/||; /^[[:space:]]*\/\?\*/d; s|"[^"]*"||g' "${files[@]}" |
	grep //)" '' 'comments are /* */'
# Joins a call that continues on the next line.
is "$(awk '/[,(]$/ { sub(/[\t ]*$/, " "); line = line $0; next } { print FILENAME ":" FNR ":" line $0; line = "" }' \
	"${code[@]}" | grep -E 'open(at)? ?\(|fopen ?\(|socket ?\(' |
	grep -v 'O_CLOEXEC\|"[rw]e"\|dlopen\||$\|/harden\.c:' |
	grep -E '(=|\(|!|return) ?(open|openat|fopen|socket) ?\(')" '' \
	'what is opened is closed on exec'
is "$(for file in "${files[@]}"; do
	expand "$file" | awk -v file="$file" 'length > 80 { print file ":" NR }'
done)" '' 'no line of more than 80 columns'
# A function is counted from the empty line before it to the } in the first column.
is "$(find helper filter tests -name '*.c' -exec awk '
	FNR == 1 { empty = start = 0 }
	/^$/ { empty = FNR }
	/^{/ { start = empty + 1 }
	/^}/ && start { if (FNR - start >= 60) print FILENAME ":" start; start = 0 }' \
	{} + | grep -v '^tests/\(unit\|fuzz\|shim\|bench\)/')" '' 'no function of more than 60 lines'
# service_none.c replaces other modules.
is "$(find helper filter -name '*.c' ! -name '*_none.c' -exec grep -HoE '^[a-z][a-z0-9_]*\(' {} + |
	sort -u | sed 's/.*://; s/($//' | sort | uniq -d | grep -vx main)" '' \
	'no two functions have one name, not even static ones'
is "$(find helper filter tests/port -name '*.[ch]' -exec wc -l {} + |
	awk '$2 != "total" && $1 > 400')" '' 'no file of more than 400 lines'
is "$(sed -n '/^## Source/,/^## License/p' README.md 2> /dev/null | grep -o '[a-z/_-]*[a-z]\.c`' |
	tr -d '`' | while read -r name; do
		[ -n "$(find helper filter -path "*${name#*/}")" ] || echo "$name"
	done)" '' 'README.md names files that exist'
# A reader has only this repository. (The tree of tests/harness/rules.t lacks some
# of these.)
for name in helper filter tests completions Makefile README.md; do
	[ ! -e "$name" ] || texts+=("$name")
done
is "$(grep -rnoIE '[A-Za-z0-9_/-]+\.(md|tsv)\>' "${texts[@]}" | while IFS=: read -r file line name; do
	[ -e "$name" ] || [ -e "${file%/*}/$name" ] || echo "$file:$line: $name"
done)" '' 'a page that is named is in the repository'
is "$(grep -rnIiE 'port[-]api\>|library[-]facts|plain[-]english|house[-]style' "${texts[@]}" |
	grep -v https://docs.port.io/)" '' \
	'and no other is meant'
# eval "" succeeds, so a script must assign the output first, and then evaluate it.
is "$(grep -rnIE 'eval "\$\(port-token -x\)"' "${texts[@]}")" '' \
	'no job goes on where port-token is not installed'
is "$(grep -rnoIE 'tests/port/API\.md, "[^"]*"' "${texts[@]}" | while IFS=: read -r file line name; do
	name=${name#*\"}
	grep -qx "## ${name%\"}" tests/port/API.md || echo "$file:$line: $name"
done)" '' 'its sections are there'
done_testing
