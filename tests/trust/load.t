#!/bin/bash
# Large numbers: runs at once, entities of a listing in little memory, names of a
# list, and requests to a server with a limit. LOAD=N: the number of entities;
# `make torture` uses a million.
. tests/lib.sh
plain_only
with_keyring
need curl

entities=${LOAD:-50000} memory=100000
many=100 names=3000
[ -z "${LOAD-}" ] || many=200 names=10000
port_start --seed tests/seed/demo.json --synthetic "service=$entities"
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret

# --- many at once ---

at_once "$many" port-token -r
is "$failed $outputs $err" '0 1 ' "$many port-token at once get one token, without a word"
minted=$(requests mint)
ok "of one mint ($minted, $late late)" test "$minted" -ge 1 -a "$minted" -le $((1 + late))
one=service:$(port-get service: --limit 1 -r .identifier)
before=$(requests mint)
at_once "$many" port-get "$one"
is "$failed $outputs $err" '0 1 ' "$many port-get at once get one entity, without a word"
is "$(requests entity)" "$many" 'and each asked once'
minted=$(($(requests mint) - before))
ok "with the token that was kept ($minted mints, $late late)" test "$minted" -le "$late"

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

head -n $names "$tmp/all" > "$tmp/ids"
sed 's/^/service:/' "$tmp/ids" > "$tmp/names"
fresh=$(requests entity)
bounded port-get @"$tmp/names" -r .identifier > "$tmp/out"
is "$?" 0 "$names names"
ok 'all of them, in their order' cmp "$tmp/out" "$tmp/ids"
is $(($(requests entity) - fresh)) $names 'each asked once'

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
at_once 4 port-get @"$tmp/some" -r .identifier
is "$failed $outputs" '0 100' 'four runs that share the limit'
is "$(grep -c '"kind":"entity".*"status":200' "$port_log")" 400 'get it all'
ok "of $(requests entity) requests few were refused: $(refused)" \
	[ "$(refused)" -le $((5 * 4 * 8)) ]

done_testing
