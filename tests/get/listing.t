#!/bin/bash
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
asked blueprints/service/entities > "$tmp/all.json"
jq -r '.entities[].identifier' "$tmp/all.json" > "$tmp/all"
n=$(wc -l < "$tmp/all")

# --- all of it, whatever the page ---

for size in '' 1000 200 100 7; do
	fresh
	run port-get service: ${size:+--page-size $size} -r .identifier
	is "$status,$err" 0, "pages of ${size:-no size} end well"
	ok 'nothing twice, nothing missing' cmp "$tmp/out" "$tmp/all"
	is "$(pages)" $(((n + ${size:-1000} - 1) / ${size:-1000})) 'in as few requests as there are pages'
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
ok 'keys in another order, not compressed' cmp "$tmp/out" "$tmp/all"
port_tell 'set?key-order=schema&gzip=search&next-end=absent&next-key=first'

run port-get service: --page-size 100
asked blueprints/service/entities/search '{"limit": 1000}' | jq -c '.entities[]' > "$tmp/want"
ok 'without a filter each entity as it came, one a line' cmp "$tmp/out" "$tmp/want"

gives "$n" 'inputs walks all pages' port-get service: --page-size 100 -n '[inputs] | length'
gives "$n" '-s is one array over all pages' port-get service: --page-size 100 -s length
gives '[1,1,1]' 'each entity is an input of its own' port-get service: --limit 3 --page-size 2 -cn '[inputs | 1]'
gives '' 'a blueprint without entities gives none' port-get environment:nothing?x -n '"" | empty'

# --- no more than is wanted ---

fresh
gives 7 '--limit under -n' port-get service: --limit 7 --page-size 5 -n '[inputs] | length'
is "$(pages)" 2 'asks for its pages alone'
fresh
gives 5 '--limit under -s' port-get service: --limit 5 -s length
is "$(pages)" 1 'asks once'
is "$(logged 'map(select(.kind == "page"))[-1].body')" '"{\"limit\":5}"' 'and for no more'
fresh
gives 10 'a limit that ends with a page' port-get service: --limit 10 --page-size 5 -s length
is "$(pages)" 2 'asks for none behind it'
fresh
gives "\"$(head -n 1 "$tmp/all")\"" 'first(inputs)' port-get service: --page-size 5 -n 'first(inputs).identifier'
ok 'throws one page away at most' [ "$(pages)" -le 2 ]
fresh
gives '1' 'halt' port-get service: --page-size 5 '1, halt'
ok 'throws one page away at most' [ "$(pages)" -le 2 ]
faults 'page@2+ delay=50'
fresh
port-get service: --page-size 1 > >(head -n 1 > "$tmp/head")
is "$?" 141 'a closed pipe ends it'
ok "before long: $(pages)" [ "$(pages)" -lt 40 ]
faults
fresh
minted=$(requests mint)
gives 1 'a filter that reads nothing' port-get service: -n 1
is "$(pages),$(($(requests mint) - minted))" 0,0 'asks nothing, not even for a token'

# --- what is printed before the next page is there ---

faults 'page@2 stall'
mkfifo "$tmp/pipe"
port-get service: --page-size 100 --timeout 60 --retry 0 -r .identifier > "$tmp/pipe" &
pid=$!
exec 3< "$tmp/pipe"
for _ in $(seq 100); do read -r last <&3; done
is "$last" "$(sed -n 100p "$tmp/all")" 'the first page is out while the second is waited for'
kill "$pid"
wait "$pid" 2> /dev/null
exec 3<&-
faults

# --- one that fails, and the way on ---

for size in 100 40; do
	faults 'page@3+ status=500 message=broken'
	run port-get service: --page-size $size --retry 0 -r .identifier
	faults
	is "$status" 9 'a page that fails for good is an error'
	head -n $((2 * size)) "$tmp/all" | cmp - "$tmp/out" > "$tmp/cmp"
	is "$?" 0 'what came before it is printed'
	like "$err" "^port-get: service: after 2 pages, $((2 * size)) entities: HTTP 500 [^:]*: broken \(trace [0-9a-f]+\); go on with --cursor '[^']+'$" 'how far it came, and the cursor'
	cursor=$(sed -n "s/.*--cursor '\([^']*\)'.*/\1/p" "$tmp/err")
	cp "$tmp/out" "$tmp/begun"
	run port-get service: --page-size $size --cursor "$cursor" -r .identifier
	cat "$tmp/begun" "$tmp/out" > "$tmp/both"
	ok 'which goes on where it ended' cmp "$tmp/both" "$tmp/all"
done

faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -s length
is "$status,$out" 9, '-s does not run on a part'
faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -n 'reduce inputs as $x (0; . + 1)'
is "$out" '' 'nor does what reduces inputs'
ok 'which is an error' [ "$status" = 9 ]
faults 'page@2+ status=500'
run port-get service: --page-size 100 --retry 0 -n '[limit(100; inputs)] | length'
is "$status,$out" 0,100 'what the first page alone answers is none'
faults

run port-get service: --cursor bogus
is "$status,$out" 11, 'a cursor that Port refuses'
faults 'page@3 json=repeat-cursor'
run port-get service: --page-size 50 -r .identifier
faults
is "$status" 9 'a cursor that repeats'
like "$err" "^port-get: service: after 3 pages, 150 entities: Port's cursor repeats$" 'is told'
head -n 150 "$tmp/all" | cmp - "$tmp/out" > "$tmp/cmp"
is "$?" 0 'behind the pages that came'
fails 10 'service2: HTTP 404 not_found: Blueprint' 'a blueprint that is not there' port-get service2:

# --- what -v and a terminal show ---

run port-get -v service: --page-size 100 -n '[inputs] | length'
like "$err" $'\nport-get: page 3: '"$((n - 200)) entities, [0-9]+ bytes"$'\n?' '-v shows the pages'
is "$(grep -c '^port-get: page ' "$tmp/err")" 3 'each once'
unlike "$err" 'eyJ' 'and no token'

faults 'page@2-4 delay=600'
script -qec "port-get service: --page-size 60 -n '[inputs] | length' 2>&1 >/dev/null" /dev/null > "$tmp/progress"
like "$(tr '\r' '\n' < "$tmp/progress")" 'port-get: 180 entities' 'a terminal sees how far a long listing is'
faults 'page@2-4 delay=600'
gives "$n" 'nothing but a terminal does' port-get service: --page-size 60 -n '[inputs] | length'
faults
port_stop

# --- large ones ---

demo_start --synthetic service=12000
gives 12000 'twelve pages' port-get service: -n 'reduce inputs as $x (0; . + 1)'
if [ -z "${SAN-}" ]; then
	port-get service: -n '(inputs | empty), range(100000)' > "$tmp/pipe" &
	pid=$!
	read -r _ < <(exec < "$tmp/pipe"; head -n 1; sed -n 's/^VmHWM:[^0-9]*//p' "/proc/$pid/status" > "$tmp/peak"
		cut -d ' ' -f 10 "/proc/$pid/stat" > "$tmp/page-faults")
	wait "$pid" 2> /dev/null
	read -r peak _ < "$tmp/peak"
	ok "in little memory: $peak KB" [ "${peak:-99999}" -lt 20480 ]
	ok "which all pages share: $(cat "$tmp/page-faults") page faults" \
		test "$(cat "$tmp/page-faults")" -lt 4000
fi
faults 'page@1 bomb=269'
fails 9 '--page-size' 'a page of 269 MB, small before it is unpacked' port-get service: --retry 0 -n 'first(inputs)'
faults
faults 'page@1 big=50'
gives '"payments-0000001"' 'a page of 50 MB is read' port-get service: --limit 1 .identifier

done_testing
