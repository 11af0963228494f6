#!/bin/bash
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: -r .identifier > "$tmp/all"
entity=service:$(head -n 1 "$tmp/all")

# --- for good: a code for each status, one line ---

while read -r code fault; do
	for what in "page $entity" 'page service:' 'blueprints blueprints'; do
		kind=${what% *} what=${what#* }
		[ "$what" = "$entity" ] && kind=entity
		faults "$kind $fault"
		fails "$code" "^port-get: ${what%:}: " "$fault for $what" port-get "$what" --retry 0
	done
done <<'EOT'
11 status=400
7 status=403
10 status=404
9 status=408
10 status=410
11 status=413
11 status=422
9 status=429
9 status=500
9 status=502 as=html
9 status=503 as=empty
9 status=504 as=text
11 redirect=https://example.org/
11 redirect=https://example.org/ status=307
9 reset
9 cut
9 gzip=cut
9 json=not-json
9 json=empty
9 json=truncated
9 json=not-ok
9 body=<html></html> type=text/html
9 body=
EOT

faults 'entity stall=body'
fails 9 "^port-get: $entity: " 'an answer that stops in the middle' port-get "$entity" --retry 0 --timeout 1
faults 'entity status=422 error=bad_thing message="what\u001b[31m it\nis" trace=0123456789abcdef'
fails 11 "^port-get: $entity: HTTP 422 bad_thing: what\[31m itis \(trace 0123456789abcdef\)$" \
	'what Port says of it, without its control bytes' port-get "$entity"
faults 'entity redirect=https://example.org/x'
fails 11 'https://example\.org ' 'where a redirect leads' port-get "$entity"

no='{"ok":false,"error":"not_now","message":"come back later","blueprints":[],"entity":{},"entities":[]}'
no=$(jq -n --arg x "$no" '$x')
for what in 'blueprints blueprints' "entity $entity" 'page service:'; do
	faults "${what% *} body=$no trace=0123456789abcdef"
	what=${what#* }
	fails 9 "^port-get: ${what%:}: HTTP 200 not_now: come back later: the answer does not say ok: true \(trace 0123456789abcdef\)$" \
		"ok: false where it is no error status: $what" port-get "$what"
done
faults 'entity body="busy, try again" type=text/plain trace=0123456789abcdef'
fails 9 "^port-get: $entity: HTTP 200: busy, try again: the answer is not JSON \(trace 0123456789abcdef\)$" \
	'what is no JSON is shown' port-get "$entity" --retry 0

# --- pages that are none, and entities of all kinds ---

for how in array no-entities null-entities entities-object; do
	faults "page json=$how"
	fails 9 '^port-get: service: HTTP 200: the answer' "a page: $how" port-get service: --retry 0
done
faults 'page json=entity-string'
gives '"string"' 'an entity that is a string is an input' port-get service: --limit 1 '.. | type'
faults 'page json=duplicate-keys'
run port-get service: -r .identifier
is "$status" 0 'of keys that stand twice the last counts'
{
	printf '{"entities":[{"identifier":"a"},{"identifier":"b","properties":'
	head -c 10001 /dev/zero | tr '\0' '['
	head -c 10001 /dev/zero | tr '\0' ']'
	echo '},{"identifier":"c"}]}'
} > "$tmp/deep"
faults "page body=@$tmp/deep"
run port-get service: -r '.identifier, (.properties | length)'
is "$status" 5 'an entity too deep for libjq is an error of that input'
like "$err" '^port-get: [^'$'\n'']*$' 'which is told'
is "${out//$'\n'/ }" 'a 0 c 0' 'and the others go on'
printf '{"entities":[{"identifier":"a\\ud800","x":"b\xff"}]}' > "$tmp/lone"
faults "page body=@$tmp/lone"
gives $'"a\xef\xbf\xbd"' 'a lone surrogate is U+FFFD to a filter' port-get service: .identifier
printf '%s\n' '{"identifier":"a\ud800","x":"b'$'\xff''"}' > "$tmp/want"
port-get service: > "$tmp/out"
ok 'and what it was without one, as are bytes that are no UTF-8' cmp "$tmp/out" "$tmp/want"
printf '{"entities":[{"identifier":"a"}\0]}' > "$tmp/nul"
faults "page body=@$tmp/nul"
fails 9 'not JSON' 'a NUL' port-get service:
faults
for missing in '{"ok":true}' '{"ok":true,"entities":[]}' '[]' null; do
	faults "entity body=$(jq -Rn --arg x "$missing" '$x' | sed 's/\\\\/\\/g')"
	fails 9 'holds no entity' "no entity: $missing" port-get "$entity"
done
faults 'blueprints body=[1,2]'
gives '[1,2]' 'a PATH may answer anything' port-get blueprints -c

# --- once: what a retry hides ---

for fault in 'status=500' 'status=503 as=html' 'status=408' 'reset' 'cut' 'cut=head' 'cut=end chunked' 'reset=body' 'gzip=tail' 'gzip=cut'; do
	faults "page@2 $fault"
	run port-get service: --page-size 100 -r .identifier
	is "$status,$err" 0, "$fault once does not show"
	ok 'nothing twice, nothing missing' cmp "$tmp/out" "$tmp/all"
done
for wait in retry-after=1 ratelimit=0/1; do
	faults "page@2 status=429 $wait"
	start=$(date +%s%N)
	run port-get service: --page-size 100 -r .identifier
	is "$status,$err" 0, "a 429 with $wait does not show"
	ok 'and is waited out' [ $(($(date +%s%N) - start)) -ge 900000000 ]
	ok 'nothing twice, nothing missing' cmp "$tmp/out" "$tmp/all"
done
faults 'entity status=503'
before=$(requests entity)
fails 9 'HTTP 503' '--retry 2' port-get "$entity" --retry 2
is $(($(requests entity) - before)) 3 'is two more than one'
before=$(requests entity)
fails 9 'HTTP 503' '--retry 0' port-get "$entity" --retry 0
is $(($(requests entity) - before)) 1 'is one'
faults 'entity status=404'
before=$(requests entity)
fails 10 'HTTP 404' 'a 404' port-get "$entity"
is $(($(requests entity) - before)) 1 'is not asked again'
faults 'entity retry-after=311 status=429'
fails 9 '311' 'a wait of more than 310 s is not waited' port-get "$entity"
for wait in 6 310; do
	faults "entity retry-after=$wait status=429"
	: > "$tmp/waits"
	port-get "$entity" 2> "$tmp/waits" &
	for ((i = 0; i < 1000; i++)); do
		! grep -q . "$tmp/waits" || break
		sleep 0.02
	done
	kill $!
	wait $! 2> /dev/null
	is "$(< "$tmp/waits")" "port-get: waiting $wait s, as Port asks: HTTP 429" \
		"one of $wait s is, and told"
done
before=$(requests)
PORT_API_URL=http://127.0.0.1:1 fails 9 '127\.0\.0\.1' 'nobody there' port-get "$entity" --retry 0

# --- the token ---

mints() { requests mint; }
refused=0

# revoke_after N: as soon as Port was asked for so many pages in all, the token
# is no longer good.
revoke_after() {
	local i
	for ((i = 0; i < 1000 && $(requests page) < $1; i++)); do sleep 0.02; done
	port_tell 'token?revoke=1'
}
for n in 1 3 9; do
	faults 'page delay=60'
	revoke_after $(($(requests page) + n)) &
	run port-get service: --page-size 20 -r .identifier
	wait $!
	is "$status,$err" 0, "a token gone after $n pages does not show"
	ok 'nothing twice, nothing missing' cmp "$tmp/out" "$tmp/all"
	is "$(logged 'map(select(.kind == "page" and .status == 401)) | length')" $((++refused)) 'it was refused once'
done
faults 'page@2-3 status=401'
run port-get service: --page-size 100 --retry 5 -r .identifier
is "$status" 7 'a token refused after its renewal is the end'
like "$err" 'after 1 page, 100 entities: .*HTTP 401.*; go on with --cursor ' 'and told'
is "$(wc -l < "$tmp/out")" 100 'behind the page that came'
faults
token=$(port-token -r)
PORT_ACCESS_TOKEN=$token gives 1 'a token alone' port-get "$entity" 1
port_tell 'token?revoke=1'
was=$(mints)
run env PORT_ACCESS_TOKEN="$token" port-get "$entity" -r .identifier
is "$status,$out" "0,${entity#*:}" 'a token variable that is refused: the credentials beside it renew it'
is $(($(mints) - was)) 1 'with one mint'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get "$entity"
is "$status,$out" 7, 'without them it is the end'
like "$err" $'^port-get: [^\n]*401[^\n]*\nhint: [^\n]*unset' 'and the hint says what to unset'
unlike "$err" "$token" 'and nothing tells the token'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get "blueprints/$(printf 'a%.0s' {1..5000})"
is "$status" 7 'the same of a name longer than a line'
like "$err" '^port-get: blueprints/a+: [^:]*: HTTP 401' 'which does not displace what is wrong'
token=$(port-token -r)
faults "entity status=400 message=\"see $token, x\" trace=${token:0:60}" 'blueprints redirect=https://example.org/'"$token"
run env PORT_ACCESS_TOKEN="$token" port-get -v "$entity"
like "$err" 'HTTP 400 [^:]*: see \*+' 'a server that repeats the token'
unlike "$err" "${token:0:60}[A-Za-z0-9]" 'does not have it shown'
run env PORT_ACCESS_TOKEN="$token" port-get blueprints
like "$err" 'redirect to https://example.org \(' 'nor does one that sends it elsewhere'
faults "entity body={\"ok\":false,\"message\":\"$token\"}" "page body={\"message\":\"$token\"}"
run env PORT_ACCESS_TOKEN="$token" port-get "$entity"
like "$err" 'HTTP 200: \*+: the answer does not say ok' 'nor one that does so in a 200'
run env PORT_ACCESS_TOKEN="$token" port-get service:
like "$err" 'HTTP 200: \*+: the answer holds no' 'in the place of a page'
faults 'entity status=400 message=no trace=an-opaque-token'
run env PORT_ACCESS_TOKEN=an-opaque-token port-get "$entity"
like "$err" '\(trace \*+\)$' 'nor one that calls its trace so'

done_testing
