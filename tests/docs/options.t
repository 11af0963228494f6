#!/bin/bash
# --help, the man page and completion list the same options with the same operands,
# for both programs and for each command of port-token.
. tests/lib.sh
need mandoc

# helped PROGRAM: prints "-r, --raw" or "--curl RESOURCE" for each row of --help.
helped() { "$@" --help | sed -n 's/^  *\(--*[^ ].*\)$/\1/p' | sed 's/   *.*//' | sort; }

# paged PAGE: prints the same for each .It Fl of the man page.
paged() {
	sed -n 's/^\.It Fl /-/p' "$1" | sed 's/ , Fl /, -/; s/ Ar / /g; s/ Ns//g' | sort
}

# spelled COMMAND...: prints each spelling of each option, from --help.
# offered COMMAND...: prints the same from what completion offers for a -.
spelled() {
	"$@" --help | sed -n 's/^  *\(--*[^ ].*\)$/\1/p' |
		sed -E 's/^(-.), (--[^ ]*)/\1\n\2/' | grep -o -e '^--*[a-zA-Z0-9-]*' | sort
}
offered() {
	port-get --complete fish "$@" - | sed -n 's/^\(-[^	]*\)	..*/\1/p' | sort
}

for program in port-token port-get; do
	page=$(echo */$program.1)
	[ -e "$page" ] || continue
	is "$(helped $program)" "$(paged "$page")" "$program: --help and $page"
	like "$(helped $program)" "--help" "$program: --help lists options"
	is "$(mandoc -T lint "$page" 2> /dev/null |
		grep -v 'referenced manual not found\|operating system explicitly specified')" '' "$page: mandoc has no complaints"
	ok "$page: mandoc has no warnings" mandoc -T lint -W warning "$page"
done
is "$(offered port-get)" "$(spelled port-get)" 'port-get: completion and --help'
for verb in login status logout; do
	is "$(offered port-token $verb)" "$(spelled port-token $verb)" \
		"port-token $verb: completion and --help"
	like "$(sed -n '/^\.Ss Commands/,/^\.Ss Options/p' helper/port-token.1)" \
		"\.It Cm $verb" "port-token $verb: the man page has it"
done
is "$(for verb in '' login status logout; do offered port-token $verb; done | sort -u)" \
	"$(spelled port-token)" 'port-token: completion and --help'
done_testing
