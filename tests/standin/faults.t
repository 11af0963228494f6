#!/bin/bash
# What each fault looks like to curl: its exit status, and what arrived.
. tests/lib.sh
. tests/standin/client.sh

# curl's own words: 0 fine, 18 partial, 28 timeout, 52 nothing, 56 reset,
# 61 bad encoding
restart

# seen FAULT... : sets them, then asks once; $got is "EXIT CODE SIZE".
seen() {
	port_tell reset "$@"
	again
}

# again [CURL OPTION...]: asks for a page.
again() {
	got=$(curl -s -m 20 --json "${data-{\"limit\":50\}}" -H "Authorization: Bearer $token" -o "$tmp/body" \
		-D "$tmp/head" -w '%{exitcode} %{http_code} %{size_download}' "$@" \
		"$port_url/v1/blueprints/service/entities/search")
	body=$(tr -d '\0' < "$tmp/body")
}

again
is "${got% *}" '0 200' 'without a fault'
size=${got##* }
whole=$(jq -c . "$tmp/body")

# --- when ---
seen 'page@2 status=503'
is "${got% *}" '0 200' 'the first is well'
again
is "${got% *}" '0 503' 'the second is not'
again
is "${got% *}" '0 200' 'the third is'
seen 'page@2+ status=503'
again
again
is "${got% *}" '0 503' 'the second and all later ones'
seen 'page@1-2 status=503'
again
is "${got% *}" '0 503' 'the first two'
again
is "${got% *}" '0 200' 'not the third'
seen 'page@1 status=500' 'any@1-2 status=502'
is "${got% *}" '0 500' 'the first fault counts'
again
is "${got% *}" '0 502' 'the second has counted too'
seen 'entity status=500'
is "${got% *}" '0 200' 'another kind'
answers 500 true 'that kind' GET blueprints/service/entities/checkout
for kind in mint:POST:auth/access_token entities:GET:blueprints/image/entities blueprints:GET:blueprints \
	blueprint:GET:blueprints/image search:POST:entities/search aggregate:POST:entities/aggregate \
	write:PUT:blueprints/image runs:GET:actions/runs run:GET:actions/runs/x other:GET:teams other:GET:nonsense \
	/v1/te:GET:teams /v1/blueprints/image:GET:blueprints/image/entities; do
	port_tell reset "${kind%%:*} status=418"
	method=${kind#*:}
	answers 418 true "kind $kind" "${method%%:*}" "${method#*:}"
done
port_tell reset

# --- instead of the answer ---
for status in 400 401 403 404 408 409 410 413 422 429 500 502 503 504; do
	seen "page status=$status"
	is "${got% *},$(jq -c '[.ok, (.error | type), (.message | type)]' <<< "$body")" \
		"0 $status,[false,\"string\",\"string\"]" "status $status"
done
seen 'page status=500 error=boom message="bad \u001b[31m\u0007 \u009b red"'
is "$(jq -r .error <<< "$body")" boom 'an error of choice'
is "$(jq -r .message <<< "$body")" $'bad \e[31m\a \u009b red' 'with control bytes'
for style in json nomessage object text html empty; do
	seen "page status=503 as=$style"
	type=$(header Content-Type)
	case $style in
	json) want='application/json; charset=utf-8,string,string' ;;
	nomessage) want='application/json; charset=utf-8,string,null' ;;
	object) want='application/json; charset=utf-8,object,null' ;;
	*) want="text/${style/text/plain}," want=${want/empty/plain} ;;
	esac
	is "$type,$(jq -r '[(.error, .message) | type] | join(",")' <<< "$body" 2> /dev/null)" "$want" "as $style"
done
is "$body" '' 'empty is empty'
seen 'page redirect=https://other.example.org/x'
is "${got% *},$(header Location)" '0 302,https://other.example.org/x' 'a redirect'
seen 'page status=308 redirect=/v1/x'
is "${got% *},$(header Location)" '0 308,/v1/x' 'of another kind'
seen 'page body="{\"ok\":true, \"entities\":[1e1000, 1.10]}"'
is "${got% *},$body" '0 200,{"ok":true, "entities":[1e1000, 1.10]}' 'any body'
printf '\377\0x\n' > "$tmp/bytes"
seen "page body=@$tmp/bytes type=application/octet-stream status=203"
is "${got% *},$(header Content-Type)" '0 203,application/octet-stream' 'of a file'
ok 'byte for byte' cmp "$tmp/bytes" "$tmp/body"

# --- header lines ---
seen 'page retry-after=7'
is "$(header Retry-After)" 7 'Retry-After'
seen 'page status=429 retry-after="Wed, 21 Oct 2026 07:28:00 GMT"'
is "$(header Retry-After)" 'Wed, 21 Oct 2026 07:28:00 GMT' 'as a date'
seen 'page ratelimit=0/17'
is "$(header x-ratelimit-remaining),$(header x-ratelimit-reset)" 0,17 'no requests left'
seen 'page trace="x\u001b]0;title\u0007y"'
is "$(header X-Trace-Id)" $'x\e]0;title\ay' 'a trace id with escapes'
seen 'page header="Date:" header="X-Odd: 1"'
is "$(header Date),$(header X-Odd)" ,1 'a header line less, one more'

seen 'page head=120'
is "${got% *},$(grep -c '^X-Filler-' "$tmp/head")" '0 200,120' 'head=120: so many header lines'
is "$(grep '^X-Filler-' "$tmp/head" | wc -c)" $((120 * 1024)) 'of a KB each'
seen 'page line=90'
is "${got% *},$(header X-Long | wc -c)" "0 200,$((90 * 1024 + 1))" 'line=90: one of 90 KB'
seen 'page head=400'
is "${got%% *}" 56 'head=400 is more than curl takes'

# --- a refusal that repeats the request ---
seen 'page status=422 message=no echo'
is "$(jq -r .message <<< "$body")" 'no: {"limit":50}' 'echo'
seen 'page status=500 as=text echo'
like "$body" ': \{"limit":50\}$' 'echo in plain text'
data='"\u001b[31m"' seen 'page status=500 as=object echo'
like "$(jq -r .error.message <<< "$body")" '"\\u001b\[31m"$' 'as it came'

# --- JSON that is none, or another ---
while read -r how want; do
	seen "page json=$how"
	is "${got% *}" '0 200' "json=$how arrives"
	ok "$want" jq -e --argjson whole "$whole" "$want" "$tmp/body"
done <<'EOT'
not-ok .ok == false and .entities == $whole.entities
array length == 1 and .[0] == $whole
no-entities . == ($whole | del(.entities))
null-entities . == ($whole | .entities = null)
entities-object . == ($whole | .entities = {})
entity-string .entities[0] == "an entity" and .entities[1:] == $whole.entities[1:]
duplicate-keys . == $whole
repeat-cursor .next == "00000000000000000000000000000000"
EOT
seen 'page json=duplicate-keys'
is "$(grep -o '"entities":' <<< "$body" | wc -l)" 2 'a key twice'
seen 'page json=not-json'
is "$body" 'this is not JSON' 'json=not-json'
seen 'page json=empty'
is "$got" '0 200 0' 'json=empty'
seen 'page json=truncated'
is "$got,$(jq -c . <<< "$body" 2>&1 | grep -c 'parse error')" "0 200 $((size / 2)),1" 'json=truncated'
seen 'page json=deep'
is "${body:0:3}$size" "[[[$size" 'json=deep'
seen 'page json=repeat-cursor'
cursor=$(jq -r .next <<< "$whole")
data="{\"limit\":50,\"from\":\"$cursor\"}" again
is "$(jq -r .next <<< "$body")" "$cursor" 'the cursor that was sent'

seen 'page json=byte-9b'
is "$(head -c 200 "$tmp/body" | LC_ALL=C grep -ac ':"'$'\x9b''31m')" 1 'json=byte-9b'
is "$(LC_ALL=C tr -cd '\233' < "$tmp/body" | wc -c)" 1 'one such byte'
seen 'page status=503 json=byte-9b'
is "$(LC_ALL=C tr -cd '\233' < "$tmp/body" | wc -c)" 1 'in a refusal, too'
seen 'page json=endless-pages'
cursors=
for _ in 1 2 3 4; do
	is "${got% *},$(jq -c '[.ok, .entities, (.next | length)]' <<< "$body")" '0 200,[true,[],32]' \
		'an empty page with a cursor'
	cursor=$(jq -r .next <<< "$body")
	cursors+="$cursor "
	data="{\"limit\":50,\"from\":\"$cursor\"}" again
done
is "$(tr ' ' '\n' <<< "$cursors" | sort -u | grep -c .)" 4 'a new one each time'
seen 'page@1 json=endless-pages'
data="{\"from\":\"$(jq -r .next <<< "$body")\"}" again
is "${got% *}" '0 422' 'which is none of its own'

# --- size and compression ---
seen 'page big=3'
is "$got" "0 200 $((size + 3000000))" 'big=3'
is "$(jq -c . <<< "$body")" "$whole" 'and the same JSON'
seen 'page bomb=20'
again --compressed -m 5
ok "a bomb: $(wc -c < "$tmp/body") bytes of ${got##* }" [ "$(wc -c < "$tmp/body")" = $((size + 20000000)) -a "${got##* }" -lt 100000 ]
seen 'page gzip=on'
is "$(header Content-Encoding),$(gzip -dc "$tmp/body" | jq -c .)" "gzip,$whole" 'gzip=on'
seen 'page gzip=cut'
ok 'gzip=cut' [ "$(gzip -dc "$tmp/body" 2>&1 > /dev/null | grep -c 'unexpected end')" = 1 ]
is "${got% *}" '0 200' 'gzip=cut is whole for HTTP'
seen 'page gzip=tail'
is "$(gzip -dc "$tmp/body" 2> /dev/null | jq -c .)" "$whole" 'gzip=tail has all but the trailer'
ok 'which is missing' [ "$(gzip -dc "$tmp/body" 2>&1 > /dev/null | grep -c 'unexpected end')" = 1 ]
seen 'page gzip=crc'
like "$(gzip -dc "$tmp/body" 2>&1 > /dev/null)" 'crc error' 'gzip=crc'
seen 'page gzip=junk'
like "$(gzip -dc "$tmp/body" 2>&1 > /dev/null)" 'garbage' 'gzip=junk'
seen 'page gzip=garbage'
again --compressed
is "${got%% *}" 61 'gzip=garbage'

# Not by seen, which would keep all of it.
for how in endless endless-tail; do
	port_tell reset "page gzip=$how"
	curl -s -m 20 --json '{"limit":50}' -H "Authorization: Bearer $token" -D "$tmp/head" \
		"$port_url/v1/blueprints/service/entities/search" 2> /dev/null | head -c 3000000 > "$tmp/body"
	is "$(header Content-Encoding),$(wc -c < "$tmp/body")" gzip,3000000 "gzip=$how does not end"
	tail -c 20 "$tmp/body" > "$tmp/member"
	is "$(tail -c 2000 "$tmp/body" | LC_ALL=C grep -aoF $'\x1f\x8b' | wc -l)" 100 'a member each 20 bytes'
done
is "$(head -c $((300000 / 20 * 20)) "$tmp/body" | gzip -dc 2> /dev/null | jq -c .)" "$whole" 'behind the answer'
port_tell reset 'page gzip=endless'
: > "$tmp/body"
again --compressed
ok "nothing in it for curl: ${got%% *}" [ "${got%% *}" != 0 -a ! -s "$tmp/body" ]

# --- an answer that nobody asked for ---
port_tell reset 'other@1 late=0'
exec {socket}<> "/dev/tcp/127.0.0.1/${port_url##*:}"
raw_request >&"$socket"
seen=$(until_unrequested "$socket")
is "$(grep -ao 'HTTP/1.1 200' <<< "$seen" | wc -l),$(grep -c org_BneDtWovPqXaA2VX <<< "$seen")" 2,1 'late=0: a second answer'
raw_request >&"$socket"
IFS= read -r -t 20 -u "$socket" line
is "$line" $'HTTP/1.1 200 OK\r' 'and the connection goes on'
exec {socket}>&-

# --- on the wire ---
while read -r fault want; do
	seen "page ${fault//,/ }"
	is "$got" "${want//SIZE/$size}" "$fault"
done <<EOT
cut=before 52 000 0
cut 18 200 $((size / 2))
cut=body 18 200 $((size / 2))
cut=0 18 200 0
cut=100 18 200 100
cut=end 0 200 SIZE
chunked 0 200 SIZE
chunked,cut 18 200 $((size / 2))
chunked,cut=end 18 200 SIZE
chunked,cut=0 18 200 0
bare 0 200 SIZE
bare,cut 0 200 $((size / 2))
reset 56 000 0
reset=before 56 000 0
reset=head 56 200 0
reset=body 56 200 $((size / 2))
reset=0 56 200 0
reset=end 0 200 SIZE
delay=100 0 200 SIZE
EOT
# Those that last, all at once.
lasting='/v1/teams stall,000 0
/v1/users stall=head,200 0
/v1/apps stall=body,200 HALF
/v1/scorecards stall=0,200 0
/v1/migrations delay=60000,000 0
/v1/webhooks drip=20,'
port_tell reset
while IFS=, read -r fault want; do
	path=${fault%% *}
	api GET "${path#/v1/}"
	half=$(($(wc -c < "$tmp/body") / 2))
	want=${want/HALF/$half}
	port_tell fault "$fault"
	curl -s -m 2 -o "$tmp/lasting" -H "Authorization: Bearer $token" \
		-w "$fault|28 $want|%{exitcode} %{http_code} %{size_download}\n" \
		"$port_url${fault%% *}" >> "$tmp/lasted" &
	pids+=($!)
done <<< "$lasting"
wait "${pids[@]}"
while IFS='|' read -r fault want got; do
	is "${got:0:${#want}}" "$want" "$fault"
done < "$tmp/lasted"
is "$(wc -l < "$tmp/lasted")" 6 'so many'

seen 'page cut=head'
unlike "$(< "$tmp/head")" 'Content-Length' 'cut=head'
seen 'page drip=2000 cut=200'
ok "drip=2000: ${got##* }" [ "${got##* }" = 200 ]
seen 'page json=truncated cut=10'
is "$got" '18 200 10' 'a wrong body, cut'
seen 'page status=503 cut=10'
is "$got" '18 503 10' 'a refusal, cut'
seen 'write reset=0'
run api POST blueprints/image/entities '{"identifier":"lost"}' --http1.1
like "$err" 'curl: \(56\)' 'a write whose answer is lost'
port_tell reset
answers 200 .ok 'was carried out' GET blueprints/image/entities/lost
port_tell fault 'write status=500'
api POST blueprints/image/entities '{"identifier":"refused"}'
answers 404 .message 'one that is refused was not' GET blueprints/image/entities/refused

# --- at start, and wrong ones ---
restart --fault 'entity@1 status=500' --fault 'other status=502'
answers 500 true 'told at start' GET blueprints/service/entities/checkout
answers 502 true 'twice' GET teams
for wrong in '' '@1 status=500' 'page@0 status=500' 'page@2-1 cut' 'page@x cut' 'page nonsense' \
	'page status=1000' 'page status=' 'page as=nothing' 'page json=x' 'page gzip=x' 'page drip=0' \
	'page cut=nowhere' 'page chunked=1' 'page delay=-1' 'page body=@/nonexistent' 'page ratelimit=1' \
	'page header=x' 'page message="x'; do
	run "$B/tests/port" --fault "$wrong" --life 1
	is "$status,${err%%: what*}" "2,port: fault \"$wrong\"" "no fault: $wrong"
done
run curl -s --data-binary 'page nonsense' "$port_url/_stand-in/fault"
is "$(jq -r .message <<< "$out")" 'fault "page nonsense": what is "nonsense"?' 'nor at run time'
port_end
done_testing
