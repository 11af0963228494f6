#!/bin/bash
# The options: --help, the man page and the completions name the same ones,
# with the same operands.
. tests/lib.sh
need mandoc

# "-r, --raw" or "--curl RESOURCE" of each row of --help.
helped() { "$1" --help | sed -n 's/^  *\(--*[^ ].*\)$/\1/p' | sed 's/   *.*//' | sort; }

# The same of each .It Fl of its man page.
paged() {
	sed -n 's/^\.It Fl /-/p' "$1" | sed 's/ , Fl /, -/; s/ Ar / /g; s/ Ns//g' | sort
}

for program in port-token port-get; do
	page=$(echo */$program.1)
	[ -e "$page" ] || continue
	is "$(helped $program)" "$(paged "$page")" "$program: --help and $page"
	like "$(helped $program)" "--help" 'there are some'
	while read -r option; do
		for file in completions/$program.bash completions/_$program; do
			ok "$file knows $option" grep -qE -e "(^|[^a-z-])$option([^a-z-]|\$)" "$file"
		done
		ok "completions/$program.fish knows $option" \
			grep -qe "-l ${option#--}\\b" completions/$program.fish
	done < <(helped $program | grep -o -e '--[a-z0-9-]*')
	is "$(mandoc -T lint "$page" 2> /dev/null |
		grep -v 'referenced manual not found')" '' "$page: mandoc has nothing to say"
	ok "$page: nor does it warn" mandoc -T lint -W warning "$page"
done

done_testing
