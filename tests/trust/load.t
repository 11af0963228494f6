#!/bin/bash
# Very many: runs at once, entities of a listing in little memory, names of a
# list, and requests for a server that counts them. LOAD=N: so many entities;
# `make torture` takes a million.
. tests/lib.sh
plain_only
with_keyring
need curl faketime

entities=${LOAD:-50000} memory=100000
port_start --seed tests/seed/demo.json --synthetic "service=$entities"
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret

# --- 200 at once ---

# at_once N COMMAND...: prints how many failed and how many different outputs
# there were; $tmp/err is what they said.
at_once() {
	local n=$1 i pid pids=() failed=0
	mkdir "$tmp/runs"
	for ((i = 0; i < n; i++)); do
		"${@:2}" > "$tmp/runs/$i.out" 2> "$tmp/runs/$i.err" &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid" || failed=$((failed + 1))
	done
	cat "$tmp"/runs/*.err | head -n 3 > "$tmp/err"
	echo "$failed $(cat "$tmp"/runs/*.out | sort -u | wc -l)"
	rm -r "$tmp/runs"
}

# On a machine that is busy enough the keyring does not answer 200 within its
# 2 s, and then they rightly go on without it: here these last longer.
slow=(faketime -f '+0 x0.1')
is "$(at_once 200 "${slow[@]}" port-token -r)" '0 1' '200 port-token at once get one token'
is "$(cat "$tmp/err")" '' 'without a word'
is "$(requests mint)" 1 'of one mint'
one=service:$("${slow[@]}" port-get service: --limit 1 -r .identifier)
is "$(at_once 200 "${slow[@]}" port-get "$one")" '0 1' '200 port-get at once get one entity'
is "$(cat "$tmp/err")" '' 'without a word'
is "$(requests entity)" 200 'and each asked once'
is "$(requests mint)" 1 'with the token that was kept'

# --- a listing, in memory that does not grow with it ---

# bounded COMMAND...: with so many KiB of address space.
bounded() { (ulimit -v "$memory" && exec "$@"); }

export PORT_ACCESS_TOKEN
PORT_ACCESS_TOKEN=$(port-token -r)
bounded port-get service: -r .identifier > "$tmp/all"
is "$?" 0 "$entities entities within $((memory / 1024)) MiB"
is "$(wc -l < "$tmp/all") $(sort -u "$tmp/all" | wc -l)" "$entities $entities" 'nothing twice, nothing missing'
is "$(bounded port-get service: | wc -l)" "$entities" 'the same without a FILTER'
is "$(bounded port-get service: -n 'reduce inputs as $e (0; . + 1)')" "$entities" 'and by inputs'
fails 13 memory 'where all of them are needed there is too little' \
	bounded port-get service: -s length

# --- names ---

head -n 10000 "$tmp/all" > "$tmp/ids"
sed 's/^/service:/' "$tmp/ids" > "$tmp/names"
fresh=$(requests entity)
bounded port-get @"$tmp/names" -r .identifier > "$tmp/out"
is "$?" 0 '10,000 names'
ok 'all of them, in their order' cmp "$tmp/out" "$tmp/ids"
is $(($(requests entity) - fresh)) 10000 'each asked once'

# --- a server that counts ---

port_start --seed tests/seed/demo.json --synthetic service=2000 \
	--ratelimit 100 --ratelimit-period 2 --ratelimit-enforce on
PORT_ACCESS_TOKEN=$(PORT_ACCESS_TOKEN='' port-token -r)
refused() { grep -c '"status":429' "$port_log"; }

run port-get service: --page-size 10 -r .identifier
is "$status,$(wc -l < "$tmp/out"),$(sort -u "$tmp/out" | wc -l)" 0,2000,2000 \
	'200 pages at 100 requests in 2 s'
is "$(refused) $(requests page)" '0 200' 'each asked once, and never refused'

# What is under way at once when the limit is reached is refused, once a window.
head -n 200 "$tmp/ids" > "$tmp/want"
sed 's/^/service:/' "$tmp/want" > "$tmp/names"
: > "$port_log"
run port-get @"$tmp/names" -r .identifier
is "$status,$err" 0, '200 names, eight at a time'
ok 'all of them, in their order' cmp "$tmp/out" "$tmp/want"
ok "of $(requests entity) requests few were refused: $(refused)" \
	[ "$(refused)" -le $((3 * 8)) ]
head -n 100 "$tmp/names" > "$tmp/some"
: > "$port_log"
is "$(at_once 4 port-get @"$tmp/some" -r .identifier)" '0 100' \
	'four runs that share the limit'
is "$(grep -c '"kind":"entity".*"status":200' "$port_log")" 400 'get it all'
ok "of $(requests entity) requests few were refused: $(refused)" \
	[ "$(refused)" -le $((5 * 4 * 8)) ]

done_testing
