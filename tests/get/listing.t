#!/bin/bash
# port-get BLUEPRINT: reads all pages of a listing, and no more than needed.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
asked blueprints/service/entities > "$tmp/all.json"
jq -r '.entities[].identifier' "$tmp/all.json" > "$tmp/all"
n=$(wc -l < "$tmp/all")

# --- all entities, for every size of page ---

for size in '' 1000 200 100 7; do
	fresh
	run port-get service: ${size:+--page-size $size} -r .identifier
	is "$status,$err" 0, "pages of ${size:-the default size}"
	ok 'each entity is printed once' cmp "$tmp/out" "$tmp/all"
	is "$(pages)" $(((n + ${size:-1000} - 1) / ${size:-1000})) 'one request a page'
done

for end in absent null empty; do
	for key in first last; do
		port_tell "set?next-end=$end&next-key=$key"
		run port-get service: --page-size 100 -r .identifier
		ok "next: $end at the end, $key in the page" cmp "$tmp/out" "$tmp/all"
	done
done
port_tell 'set?key-order=sorted&gzip=off'
run port-get service: --page-size 100 -r .identifier
ok 'other order of keys, no compression' cmp "$tmp/out" "$tmp/all"
port_tell 'set?key-order=schema&gzip=search&next-end=absent&next-key=first'

run port-get service: --page-size 100
asked blueprints/service/entities/search '{"limit": 1000}' | jq -c '.entities[]' > "$tmp/want"
ok 'without a FILTER each entity is printed unchanged on a line' cmp "$tmp/out" "$tmp/want"

gives "$n" '`inputs` reads all pages' port-get service: --page-size 100 -n '[inputs] | length'
gives "$n" '-s makes one array of all pages' port-get service: --page-size 100 -s length
gives '[1,1,1]' 'each entity is one input' port-get service: --limit 3 --page-size 2 -cn '[inputs | 1]'
gives '' 'a blueprint without entities prints nothing' port-get environment:nothing?x -n '"" | empty'

# --- no more pages than needed ---

fresh
gives 7 '--limit with -n' port-get service: --limit 7 --page-size 5 -n '[inputs] | length'
is "$(pages)" 2 'requests two pages'
fresh
gives 5 '--limit with -s' port-get service: --limit 5 -s length
is "$(pages)" 1 'requests one page'
is "$(logged 'map(select(.kind == "page"))[-1].body')" '"{\"limit\":5}"' 'of that size'
fresh
gives 10 'a --limit of two whole pages' port-get service: --limit 10 --page-size 5 -s length
is "$(pages)" 2 'requests no third page'
fresh
gives "\"$(head -n 1 "$tmp/all")\"" 'first(inputs)' port-get service: --page-size 5 -n 'first(inputs).identifier'
ok 'requests at most one page more' [ "$(pages)" -le 2 ]
fresh
gives '1' 'halt' port-get service: --page-size 5 '1, halt'
ok 'requests at most one page more' [ "$(pages)" -le 2 ]
faults 'page@2+ delay=50'
fresh
port-get service: --page-size 1 > >(head -n 1 > "$tmp/head")
is "$?" 141 'a closed pipe ends the listing'
ok "soon: $(pages) pages" [ "$(pages)" -lt 40 ]
faults
fresh
minted=$(requests mint)
gives 1 'a filter that reads nothing' port-get service: -n 1
is "$(pages),$(($(requests mint) - minted))" 0,0 'requests nothing, not even a token'

# --- a page is printed before the next one arrives ---

faults 'page@2 stall'
mkfifo "$tmp/pipe"
port-get service: --page-size 100 --timeout 60 --retry 0 -r .identifier > "$tmp/pipe" &
pid=$!
exec 3< "$tmp/pipe"
for _ in $(seq 100); do read -r last <&3; done
is "$last" "$(sed -n 100p "$tmp/all")" 'the first page is printed while the second is awaited'
kill "$pid"
wait "$pid" 2> /dev/null
exec 3<&-
faults

# --- a page that fails, and --cursor ---

for size in 100 40; do
	faults 'page@3+ status=500 message=broken'
	run port-get service: --page-size $size --retry 0 -r .identifier
	faults
	is "$status" 9 'a page that fails is an error'
	ok 'the pages before it are printed' cmp <(head -n $((2 * size)) "$tmp/all") "$tmp/out"
	like "$err" "^port-get: service: after 2 pages, $((2 * size)) entities: HTTP 500 [^:]*: broken \(trace [0-9a-f]+\); go on with --cursor '[^']+'$" 'the error tells how many entities came, and the cursor'
	cursor=$(sed -n "s/.*--cursor '\([^']*\)'.*/\1/p" "$tmp/err")
	cp "$tmp/out" "$tmp/begun"
	run port-get service: --page-size $size --cursor "$cursor" -r .identifier
	ok 'it goes on where the listing ended' cmp <(cat "$tmp/begun" "$tmp/out") "$tmp/all"
done

faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -s length
is "$status,$out" 9, '-s prints nothing of a partial listing'
faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -n 'reduce inputs as $x (0; . + 1)'
is "$status,$out" 9, 'a `reduce inputs` prints nothing'
faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -n '[limit(100; inputs)] | length'
is "$status,$out" 0,100 'no error if the first page is enough'
faults

run port-get service: --cursor bogus
is "$status,$out" 11, 'a cursor that Port refuses'
faults 'page@3 json=repeat-cursor'
run port-get service: --page-size 50 -r .identifier
faults
is "$status" 9 'a repeated cursor is an error'
like "$err" "^port-get: service: after 3 pages, 150 entities: Port's cursor repeats$" 'the error says so'
ok 'the pages before it are printed' cmp <(head -n 150 "$tmp/all") "$tmp/out"
fails 10 'service2: HTTP 404 not_found: Blueprint' 'no such blueprint' port-get service2:

# --- -v, and progress on a terminal ---

run port-get -v service: --page-size 100 -n '[inputs] | length'
like "$err" $'\nport-get: page 3: '"$((n - 200)) entities, [0-9]+ bytes"$'\n?' '-v shows each page'
is "$(grep -c '^port-get: page ' "$tmp/err")" 3 'once'
unlike "$err" 'eyJ' 'no token'

faults 'page@2-4 delay=600'
script -qec "port-get service: --page-size 60 -n '[inputs] | length' 2>&1 >/dev/null" /dev/null > "$tmp/progress"
like "$(tr '\r' '\n' < "$tmp/progress")" 'port-get: 180 entities' 'a terminal shows the progress of a long listing'
faults 'page@2-4 delay=600'
gives "$n" 'a pipe shows none' port-get service: --page-size 60 -n '[inputs] | length'
faults
port_stop

# --- large listings ---

demo_start --synthetic service=12000
port-get service: -n 'reduce inputs as $x (0; . + 1), range(100000)' > "$tmp/pipe" &
pid=$!
exec 3< "$tmp/pipe"
read -r count <&3
is "$count" 12000 'twelve pages'
if [ -z "${SAN-}" ]; then
	# It waits until more of the pipe is read.
	peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$pid/status")
	read -r -a stat < "/proc/$pid/stat"
	ok "a listing needs little memory: $peak kB" [ "${peak:-99999}" -lt 20480 ]
	ok "all pages share it: ${stat[9]} page faults" [ "${stat[9]}" -lt 4000 ]
fi
exec 3<&-
wait "$pid"
faults 'page@1 bomb=269'
fails 9 '--page-size' 'a page that unpacks to 269 MB is refused' port-get service: --retry 0 -n 'first(inputs)'
faults
faults 'page@1 big=50'
gives '"payments-0000001"' 'a page of 50 MB is read' port-get service: --limit 1 .identifier

done_testing
