#!/bin/bash
# helper/base/exits.h and both man pages have the same table of exit statuses.
. tests/lib.sh
need mandoc perl

# "STATUS TEXT" for each row of the enum.
code=$(perl -0777 -ne '
	s/.*enum exits \{//s; s/\};.*//s;
	while (/= (\d+),?\s*\/\* (.*?) \*\//gs) {
		my ($n, $t) = ($1, $2);
		$t =~ s/\s+/ /g;
		$n = "128+n" if $t =~ s/; plus n$//;
		print "$n $t\n";
	}' helper/base/exits.h)
is "$(wc -l <<< "$code")" 15 'exits.h has 15 rows'

for page in helper/port-token.1 filter/port-get.1; do
	[ -e $page ] || continue
	is "$(mandoc -T ascii -O width=400 $page 2> /dev/null | col -bx |
		sed -n '/^EXIT STATUS/,/^[A-Z]/{ s/^ *\([0-9][0-9]*\(+n\)\{0,1\}\)  */\1 /p; }' |
		grep -v '^1 to 5' | sed "s/\`/'/g; s/  */ /g")" "$code" \
		"$page has the same table"
done

done_testing
