#!/bin/bash
# valgrind finds no invalid access and no definite leak in runs of each kind.
# valgrind.supp lists the leaks of the libraries. TORTURE=1: more runs.
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

clean 'an entity, after a mint' port-get "$entity" .properties
export PORT_ACCESS_TOKEN
clean 'a token variable' port-token -x
clean '--curl' port-token --curl 'service:a b?x=1'
clean 'passing through' port-get - -M
clean 'a filter' port-get - -c '.a?, .[0]?'
clean 'a listing with a filter' port-get service: --page-size 3 --limit 10 -r \
	'"\(.identifier) \(.title)"'
clean 'names' port-get "@$tmp/names" .identifier
if [ -n "${TORTURE-}" ]; then
	clean 'a mint' env PORT_ACCESS_TOKEN= port-token -j
	clean 'a listing' port-get service: --page-size 3 --limit 10
fi

done_testing
