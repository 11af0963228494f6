#!/bin/bash
# What start-up costs, as ratios of medians in one run: a token variable
# against a program that does nothing, a kept token against secret-tool.
# Three tries, since other work on the machine may fall on one side only.
. tests/lib.sh
with_keyring
need hyperfine jq secret-tool cc
[ -z "$SAN" ] || skip_all 'sanitizers cost more'

port_start
port-token login --client-id "$port_id" <<< "$port_secret" 2> /dev/null
unset PORT_API_URL
echo 'int main(void) { return 0; }' > "$tmp/nothing.c"
cc -O2 -o "$tmp/nothing" "$tmp/nothing.c"

# cheaper NAME LIMIT VARIABLE=VALUE COMMAND: port-token against COMMAND.
cheaper() {
	local ratio
	for _ in 1 2 3; do
		env ${3:+"$3"} hyperfine -N -w 20 -r 150 --export-json "$tmp/json" \
			"$4" port-token > /dev/null 2>&1
		ratio=$(jq '.results | .[1].median / .[0].median * 100 | round / 100' "$tmp/json")
		jq -ne "$ratio <= $2" > /dev/null && break
	done
	ok "$1: $ratio times" jq -ne "$ratio <= $2"
}

cheaper 'a token variable: at most 2.5 times nothing' 2.5 PORT_ACCESS_TOKEN=abc "$tmp/nothing"
cheaper 'a kept token: not slower than secret-tool' 1 '' \
	'secret-tool lookup application port-token kind token'

done_testing
