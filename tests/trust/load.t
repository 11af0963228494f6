#!/bin/bash
# Large numbers: many runs at once, many entities in little memory, many names,
# and a server that limits requests. LOAD=N: the number of entities; `make
# torture` uses a million.
. tests/lib.sh
plain_only
with_keyring
need curl

# All entities together are larger than the memory (KiB).
entities=${LOAD:-20000} memory=60000
many=100 names=2000
[ -z "${LOAD-}" ] || many=200 names=10000
port_start --seed tests/seed/demo.json --synthetic "service=$entities"
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret

# --- many runs at once ---

at_once "$many" port-token -r
is "$failed $outputs $err" '0 1 ' "$many runs of port-token print the same token, and no error"
minted=$(requests mint)
# A run that the keyring does not answer in time mints its own.
ok "they mint once ($minted mints, $late without the keyring)" test "$minted" -ge 1 -a "$minted" -le $((1 + late))
one=service:$(port-get service: --limit 1 -r .identifier)
before=$(requests mint)
at_once "$many" port-get "$one"
is "$failed $outputs $err" '0 1 ' "$many runs of port-get print the same entity, and no error"
is "$(requests entity)" "$many" 'each requests it once'
minted=$(($(requests mint) - before))
ok "they use the cached token ($minted mints, $late without the keyring)" test "$minted" -le "$late"

# --- a listing in constant memory ---

# bounded COMMAND...: runs it with that much address space.
bounded() { (ulimit -v "$memory" && exec "$@"); }

export PORT_ACCESS_TOKEN
PORT_ACCESS_TOKEN=$(port-token -r)
bounded port-get service: -r .identifier > "$tmp/all"
is "$?" 0 "$entities entities within $((memory / 1024)) MiB"
is "$(wc -l < "$tmp/all") $(sort -u "$tmp/all" | wc -l)" "$entities $entities" 'each is printed once'
is "$(bounded port-get service: | wc -l)" "$entities" 'the same without FILTER'
is "$(bounded port-get service: -n 'reduce inputs as $e (0; . + 1)')" "$entities" 'the same through inputs'
fails 13 memory '-s, which needs all of them at once, is too much' \
	bounded port-get service: -s length

# --- names ---

head -n $names "$tmp/all" > "$tmp/ids"
sed 's/^/service:/' "$tmp/ids" > "$tmp/names"
fresh=$(requests entity)
bounded port-get @"$tmp/names" -r .identifier > "$tmp/out"
is "$?" 0 "$names names within the same memory"
ok 'all are printed, in the order of the list' cmp "$tmp/out" "$tmp/ids"
is $(($(requests entity) - fresh)) $names 'each is requested once'

# --- a server with a rate limit ---

port_start --seed tests/seed/demo.json --synthetic service=2000 \
	--ratelimit 100 --ratelimit-period 2 --ratelimit-enforce on
PORT_ACCESS_TOKEN=$(PORT_ACCESS_TOKEN='' port-token -r)
refused() { grep -c '"status":429' "$port_log"; }

run port-get service: --page-size 10 -r .identifier
is "$status,$(wc -l < "$tmp/out"),$(sort -u "$tmp/out" | wc -l)" 0,2000,2000 \
	'200 pages at 100 requests in 2 s'
is "$(refused) $(requests page)" '0 200' 'each is requested once, and none is refused'

# The server refuses only requests that were already sent when the limit was
# reached, once per window.
head -n 200 "$tmp/ids" > "$tmp/want"
sed 's/^/service:/' "$tmp/want" > "$tmp/names"
: > "$port_log"
run port-get @"$tmp/names" -r .identifier
is "$status,$err" 0, '200 names, eight at a time'
ok 'all are printed, in the order of the list' cmp "$tmp/out" "$tmp/want"
ok "few of $(requests entity) requests are refused: $(refused)" \
	[ "$(refused)" -le $((3 * 8)) ]
head -n 100 "$tmp/names" > "$tmp/some"
: > "$port_log"
at_once 4 port-get @"$tmp/some" -r .identifier
is "$failed $outputs" '0 100' 'four runs share the limit'
is "$(grep -c '"kind":"entity".*"status":200' "$port_log")" 400 'each gets all of its names'
ok "few of $(requests entity) requests are refused: $(refused)" \
	[ "$(refused)" -le $((5 * 4 * 8)) ]

done_testing
