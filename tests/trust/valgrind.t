#!/bin/bash
# Runs of every kind under valgrind: no wrong access, and nothing definitely
# lost. valgrind.supp lists what the libraries lose.
. tests/lib.sh
. tests/get/common.sh
plain_only
need valgrind

export PORT_KEYRING=off
demo_start
entity=service:$(port-get service: --limit 1 -r .identifier)
PORT_ACCESS_TOKEN=$(port-token -r)
printf '{"a": [1, {"b": null}]}\n[2]\n' > "$tmp/in"
echo "$entity" > "$tmp/names"

# clean NAME COMMAND...
clean() {
	valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
		--errors-for-leak-kinds=definite --suppressions=tests/trust/valgrind.supp \
		"${@:2}" < "$tmp/in" > "$tmp/out" 2> "$tmp/err"
	status=$?
	if [ $status != 99 ] && ! grep -q '^==' "$tmp/err" && [ -s "$tmp/out" ]; then
		pass "$1: $status"
	else
		fail "$1" "status: $status" "$(head -n 40 "$tmp/err")"
	fi
}

clean 'a mint' port-token -j
export PORT_ACCESS_TOKEN
clean 'a token variable' port-token -x
clean '--curl' port-token --curl 'service:a b?x=1'
clean 'passing through' port-get - -M
clean 'a filter' port-get - -c '.a?, .[0]?'
clean 'an entity, a path of it' port-get "$entity" .properties
clean 'a listing' port-get service: --page-size 3 --limit 10
clean 'a listing, cut down' port-get service: --limit 10 -r '"\(.identifier) \(.title)"'
clean 'names' port-get "@$tmp/names" .identifier

done_testing
