#!/bin/bash
# What a client sees of each fault that the stand-in can make: the answer, and
# how curl exits.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart

# served FAULT...: sets these faults, then asks for a page; see api.
served() {
	port_tell reset "$@"
	page
}

# page: asks for a page; $data is the body of the request.
page() { api POST blueprints/service/entities/search "${data-{\"limit\":50\}}"; }

# seen FAULT...: like served, but curl asks. $got is "EXIT STATUS SIZE": the
# exit status of curl, the HTTP status, and the bytes of the body. curl exits
# with 18 if part of the answer is missing, 28 after its timeout, 52 if no
# answer comes, 56 if the connection is reset, 61 if it cannot decode the body.
seen() {
	port_tell reset "$@"
	again
}

# again [CURL OPTION...]: curl asks again.
again() {
	got=$(curl -s -m 20 --json "${data-{\"limit\":50\}}" -H "Authorization: Bearer $token" -o "$tmp/body" \
		-D "$tmp/head" -w '%{exitcode} %{http_code} %{size_download}' "$@" \
		"$port_url/v1/blueprints/service/entities/search")
	{ head=$(< "$tmp/head") body=$(< "$tmp/body"); } 2> /dev/null	# NULs
}

seen
is "${got% *}" '0 200' 'without a fault'
size=${got##* } half=$((${got##* } / 2))
whole=$body
judging=(--argjson whole "$whole")

# --- when: KIND@FIRST-LAST ---
# codes WANT NAME FAULT...: the statuses of as many pages, one after the other.
codes() {
	local got=
	port_tell reset "${@:3}"
	for _ in $1; do
		page
		got+="$code "
	done
	is "${got% }" "$1" "$2"
}
codes '200 503 200' 'page@2: the second' 'page@2 status=503'
codes '200 503 503' 'page@2+: the second and all later ones' 'page@2+ status=503'
codes '503 503 200' 'page@1-2: the first two' 'page@1-2 status=503'
codes '500 502' 'the first fault that fits is used, and the others count as well' \
	'page@1 status=500' 'any@1-2 status=502'
codes 200 'a fault of another kind' 'entity status=500'
answers 500 true 'the kind it is for' GET blueprints/service/entities/checkout
for kind in mint:POST:auth/access_token entities:GET:blueprints/image/entities blueprints:GET:blueprints \
	blueprint:GET:blueprints/image search:POST:entities/search aggregate:POST:entities/aggregate \
	write:PUT:blueprints/image runs:GET:actions/runs run:GET:actions/runs/x other:GET:teams other:GET:nonsense \
	/v1/te:GET:teams /v1/blueprints/image:GET:blueprints/image/entities; do
	port_tell reset "${kind%%:*} status=418"
	method=${kind#*:}
	answers 418 true "kind $kind" "${method%%:*}" "${method#*:}"
done

# --- instead of the answer ---
for status in 400 401 403 404 408 409 410 413 422 429 500 502 503 504; do
	served "page status=$status"
	is "$code" "$status" "status $status"
	holds '[.ok, (.error | type), (.message | type)] == [false,"string","string"]' "$status is a refusal"
done
served 'page status=500 error=boom message="bad \u001b[31m\u0007 \u009b red"'
holds '.error == "boom"' 'error='
holds '.message == "bad \u001b[31m\u0007 \u009b red"' 'message= with control characters'
for style in json nomessage object text html empty; do
	served "page status=503 as=$style"
	type='application/json; charset=utf-8'
	case $style in
	json) holds '[.error, .message] | map(type) == ["string","string"]' "as=$style" ;;
	nomessage) holds '(.error | strings) and (has("message") | not)' "as=$style" ;;
	object) holds '(.error | objects) and (has("message") | not)' "as=$style" ;;
	text | empty) type=text/plain ;;
	html) type=text/html ;;
	esac
	is "$(header Content-Type)" "$type" "as=$style: its Content-Type"
done
is "$body" '' 'as=empty: the body is empty'
served 'page redirect=https://other.example.org/x'
is "$code,$(header Location)" '302,https://other.example.org/x' 'a redirect'
served 'page status=308 redirect=/v1/x'
is "$code,$(header Location)" '308,/v1/x' 'a redirect with another status'
served 'page body="{\"ok\":true, \"entities\":[1e1000, 1.10]}"'
is "$code,$body" '200,{"ok":true, "entities":[1e1000, 1.10]}' 'body= is any text'
printf '\377\0x\n' > "$tmp/bytes"
seen "page body=@$tmp/bytes type=application/octet-stream status=203"
is "${got% *},$(header Content-Type)" '0 203,application/octet-stream' 'body=@FILE'
ok 'byte for byte' cmp "$tmp/bytes" "$tmp/body"

# --- header lines ---
served 'page retry-after=7'
is "$(header Retry-After)" 7 'retry-after= in seconds'
served 'page status=429 retry-after="Wed, 21 Oct 2026 07:28:00 GMT"'
is "$(header Retry-After)" 'Wed, 21 Oct 2026 07:28:00 GMT' 'retry-after= as a date'
served 'page ratelimit=0/17'
is "$(header x-ratelimit-remaining),$(header x-ratelimit-reset)" 0,17 'ratelimit=: no requests left'
served 'page trace="x\u001b]0;title\u0007y"'
is "$(header X-Trace-Id)" $'x\e]0;title\ay' 'trace= with control characters'
served 'page header="Date:" header="X-Odd: 1"'
is "$(header Date),$(header X-Odd)" ,1 'header= removes one header and adds another'

seen 'page head=120'
filler=$(grep '^X-Filler-' "$tmp/head")$'\n'
is "${got% *},${#filler}" "0 200,$((120 * 1024))" 'head=120: header lines of 1 KB'
seen 'page line=90'
long=$(header X-Long)
is "${got% *},${#long}" "0 200,$((90 * 1024))" 'line=90: a header of 90 KB'
seen 'page head=400'
is "${got%% *}" 56 'head=400 is more than curl accepts'

# --- a refusal that repeats the request ---
served 'page status=422 message=no echo'
holds '.message == "no: {\"limit\":50}"' 'echo'
served 'page status=500 as=text echo'
like "$body" ': \{"limit":50\}$' 'echo in plain text'
data='"\u001b[31m"' served 'page status=500 as=object echo'
holds '.error.message | endswith("\"\\u001b[31m\"")' 'echo repeats the bytes of the request'

# --- JSON of another shape, and what is not JSON ---
while read -r how want; do
	served "page json=$how"
	is "$code" 200 "json=$how"
	holds "$want" "json=$how: $want"
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
served 'page json=duplicate-keys'
like "$body" '"entities":.*"entities":' 'json=duplicate-keys: a key comes twice'
served 'page json=not-json'
is "$body" 'this is not JSON' 'json=not-json'
served 'page json=empty'
is "$code,$body" 200, 'json=empty'
served 'page json=truncated'
is "$code,$(header Content-Length)" "200,$half" 'json=truncated: half of it'
is "$body" "${whole:0:${#body}}" 'json=truncated: the first half'
served 'page json=deep'
is "$code,${body:0:3}" '200,[[[' 'json=deep'
served 'page json=repeat-cursor'
body=$whole
pick next
cursor=$picked
data="{\"limit\":50,\"from\":\"$cursor\"}" page
pick next
is "$picked" "$cursor" 'json=repeat-cursor: the cursor of the request'

# one_odd_byte NAME: the body has one byte 9b, at the start of a string.
one_odd_byte() {
	local LC_ALL=C before=${body%%$'\x9b'*} after=${body#*$'\x9b'}
	[[ $after != *$'\x9b'* ]] || after='a second one'
	is "${before: -2} ${after:0:3}" ':" 31m' "$1"
}
served 'page json=byte-9b'
one_odd_byte 'json=byte-9b: one byte that is not UTF-8, in a string'
served 'page status=503 json=byte-9b'
one_odd_byte 'json=byte-9b in a refusal'
cursors=()
served 'page json=endless-pages'
for _ in 1 2 3 4; do
	holds '[.ok, .entities, (.next | length)] == [true,[],32]' 'json=endless-pages: an empty page with a cursor'
	pick next
	[[ " ${cursors[*]} " = *" $picked "* ]] || cursors+=("$picked")
	data="{\"limit\":50,\"from\":\"$picked\"}" page
done
is ${#cursors[@]} 4 'json=endless-pages: a new cursor each time'
served 'page@1 json=endless-pages'
pick next
data="{\"from\":\"$picked\"}" page
is "$code" 422 'json=endless-pages: the cursors are not real'

# --- size and compression ---
# unpacked: decodes the body; $said is what gzip says of it on stderr.
unpacked() { { said=$(gzip -dc "$tmp/body" 2>&1 >&3); } 3> "$tmp/unpacked"; }
seen 'page big=1'
is "$got" "0 200 $((size + 1000000))" 'big=1: a million more bytes'
holds '. == $whole' 'big=1: the same JSON'
seen 'page bomb=5'
again --compressed -m 5
ok "bomb=5: ${got##* } bytes become 5 million" [ "$(wc -c < "$tmp/body")" = $((size + 5000000)) -a "${got##* }" -lt 100000 ]
seen 'page gzip=on'
is "$(header Content-Encoding)" gzip 'gzip=on'
holds '. == $whole' 'gzip=on: the same JSON' "$(gzip -dc "$tmp/body")"
seen 'page gzip=cut'
unpacked
is "${got% *}" '0 200' 'gzip=cut is a whole answer of HTTP'
like "$said" 'unexpected end' 'gzip=cut: the compressed data ends early'
seen 'page gzip=tail'
unpacked
like "$said" 'unexpected end' 'gzip=tail: the trailer is missing'
holds '. == $whole' 'gzip=tail: the JSON is whole' "$(< "$tmp/unpacked")"
seen 'page gzip=crc'
unpacked
like "$said" 'crc error' 'gzip=crc'
seen 'page gzip=junk'
unpacked
like "$said" 'garbage' 'gzip=junk'
seen 'page gzip=garbage'
again --compressed
is "${got%% *}" 61 'gzip=garbage'

# These never end. An empty member of gzip has 20 bytes.
for how in endless endless-tail; do
	port_tell reset "page gzip=$how"
	curl -s -m 20 --json '{"limit":50}' -H "Authorization: Bearer $token" \
		"$port_url/v1/blueprints/service/entities/search" 2> /dev/null | head -c 300000 > "$tmp/body"
	is "$(wc -c < "$tmp/body"),$(tail -c 2000 "$tmp/body" | LC_ALL=C grep -aoF $'\x1f\x8b' | wc -l)" 300000,100 \
		"gzip=$how does not end"
done
unpacked
holds '. == $whole' 'gzip=endless-tail: after the answer' "$(< "$tmp/unpacked")"
port_tell reset 'page gzip=endless'
: > "$tmp/body"
again --compressed
ok "gzip=endless: nothing is in it for curl (${got%% *})" [ "${got%% *}" != 0 -a ! -s "$tmp/body" ]

# --- an answer that nobody requested ---
port_tell reset 'other@1 late=0'
exec {socket}<> "/dev/tcp/127.0.0.1/${port_url##*:}"
raw_request >&"$socket"
seen=$(until_unrequested "$socket")
like "$seen" 'HTTP/1.1 200.*org_BneDtWovPqXaA2VX.*HTTP/1.1 200' 'late=0: a second answer'
raw_request >&"$socket"
IFS= read -r -t 20 -u "$socket" line
is "$line" $'HTTP/1.1 200 OK\r' 'late=0: the connection goes on'
exec {socket}>&-

# --- on the wire ---
while read -r fault want; do
	seen "page ${fault//,/ }"
	is "$got" "${want//SIZE/$size}" "$fault"
done <<EOT
cut=before 52 000 0
cut 18 200 $half
cut=body 18 200 $half
cut=0 18 200 0
cut=100 18 200 100
cut=end 0 200 SIZE
chunked 0 200 SIZE
chunked,cut 18 200 $half
chunked,cut=end 18 200 SIZE
chunked,cut=0 18 200 0
bare 0 200 SIZE
bare,cut 0 200 $half
reset 56 000 0
reset=before 56 000 0
reset=head 56 200 0
reset=body 56 200 $half
reset=0 56 200 0
reset=end 0 200 SIZE
delay=100 0 200 SIZE
EOT
# These last until curl gives up: all of them at once.
lasting='/v1/teams stall,000 0
/v1/users stall=head,200 0
/v1/apps stall=body,200 HALF
/v1/scorecards stall=0,200 0
/v1/migrations delay=60000,000 0
/v1/webhooks drip=20,'
port_tell reset
api GET apps
half=$(($(header Content-Length) / 2))
while IFS=, read -r fault want; do
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
is "$(wc -l < "$tmp/lasted")" 6 'all six lasted'

seen 'page cut=head'
unlike "$head" 'Content-Length' 'cut=head'
seen 'page drip=2000 cut=200'
is "${got##* }" 200 'drip=2000'
seen 'page json=truncated cut=10'
is "$got" '18 200 10' 'json=truncated cut=10: both'
seen 'page status=503 cut=10'
is "$got" '18 503 10' 'status=503 cut=10: both'
seen 'write reset=0'
run api POST blueprints/image/entities '{"identifier":"lost"}' --http1.1
like "$err" 'curl: \(56\)' 'reset=0: the answer to a write is lost'
port_tell reset
answers 200 .ok 'but Port has carried it out' GET blueprints/image/entities/lost
port_tell fault 'write status=500'
api POST blueprints/image/entities '{"identifier":"refused"}'
answers 404 .message 'status=500: a write is not carried out' GET blueprints/image/entities/refused

# --- at start, and specifications that are wrong ---
restart --fault 'entity@1 status=500' --fault 'other status=502'
answers 500 true '--fault' GET blueprints/service/entities/checkout
answers 502 true 'a second --fault' GET teams
for wrong in '@1 status=500' 'page@0 status=500' 'page@2-1 cut' 'page@x cut' 'page nonsense' \
	'page status=1000' 'page status=' 'page as=nothing' 'page json=x' 'page gzip=x' 'page drip=0' \
	'page cut=nowhere' 'page chunked=1' 'page delay=-1' 'page body=@/nonexistent' 'page ratelimit=1' \
	'page header=x' 'page message="x'; do
	token='' ask POST /_stand-in/fault "$wrong"
	is "$code" 400 "not a fault: $wrong"
	like "${body//'\"'/'"'}" "fault \"$wrong\": what is \"" "$wrong: says what is wrong"
done
for wrong in '' 'page nonsense'; do
	run "$B/tests/port" --fault "$wrong" --life 1
	is "$status,${err%%: what*}" "2,port: fault \"$wrong\"" "not --fault '$wrong'"
done
port_end
done_testing
