#!/bin/bash
# port-get when Port answers with an error, or with something broken.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: -r .identifier > "$tmp/all"
entity=service:$(head -n 1 "$tmp/all")

# --- errors that last: an exit status for each, one message ---

# once CODE KIND RESOURCE FAULT
once() {
	faults "$2 $4"
	fails "$1" "^port-get: ${3%:}: " "$4 for $3" port-get "$3" --retry 0
}

for fault in 'status=404' 'redirect=https://example.org/' cut json=not-json; do
	case $fault in status*) code=10 ;; redirect*) code=11 ;; *) code=9 ;; esac
	once $code page service: "$fault"
	once $code blueprints blueprints "$fault"
done
while read -r code fault; do
	once "$code" entity "$entity" "$fault"
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
fails 9 "^port-get: $entity: " 'an answer that stalls in the middle' port-get "$entity" --retry 0 --timeout 1
faults 'entity status=422 error=bad_thing message="what\u001b[31m it\nis" trace=0123456789abcdef'
fails 11 "^port-get: $entity: HTTP 422 bad_thing: what\[31m itis \(trace 0123456789abcdef\)$" \
	"Port's message is shown without its control bytes" port-get "$entity"
faults 'entity redirect=https://example.org/x'
fails 11 'https://example\.org ' 'the target of a redirect is shown' port-get "$entity"

no='{"ok":false,"error":"not_now","message":"come back later","blueprints":[],"entity":{},"entities":[]}'
no=$(jq -n --arg x "$no" '$x')
for what in 'blueprints blueprints' "entity $entity" 'page service:'; do
	faults "${what% *} body=$no trace=0123456789abcdef"
	what=${what#* }
	fails 9 "^port-get: ${what%:}: HTTP 200 not_now: come back later: the answer does not say ok: true \(trace 0123456789abcdef\)$" \
		"ok: false with HTTP 200: $what" port-get "$what"
done
faults 'entity body="busy, try again" type=text/plain trace=0123456789abcdef'
fails 9 "^port-get: $entity: HTTP 200: busy, try again: the answer is not JSON \(trace 0123456789abcdef\)$" \
	'a body that is not JSON is shown' port-get "$entity" --retry 0

# --- broken pages, and entities of all kinds ---

for how in array no-entities null-entities entities-object; do
	faults "page json=$how"
	fails 9 '^port-get: service: HTTP 200: the answer' "a page: $how" port-get service: --retry 0
done
faults 'page json=entity-string'
gives '"string"' 'an entity may be a string' port-get service: --limit 1 '.. | type'
faults 'page json=duplicate-keys'
run port-get service: -r .identifier
is "$status" 0 'of duplicate keys the last counts'
printf -v deep '%10001s' ''
printf '{"entities":[{"identifier":"a"},{"identifier":"b","properties":%s},{"identifier":"c"}]}' \
	"${deep// /[}${deep// /]}" > "$tmp/deep"
faults "page body=@$tmp/deep"
run port-get service: -r '.identifier, (.properties | length)'
is "$status" 5 'an entity too deep for libjq is an error'
like "$err" '^port-get: [^'$'\n'']*$' 'one line says so'
is "${out//$'\n'/ }" 'a 0 c 0' 'the other entities are printed'
printf '{"entities":[{"identifier":"a\\ud800","x":"b\xff"}]}' > "$tmp/lone"
faults "page body=@$tmp/lone"
gives $'"a\xef\xbf\xbd"' 'a filter sees a lone surrogate as U+FFFD' port-get service: .identifier
printf '%s\n' '{"identifier":"a\ud800","x":"b'$'\xff''"}' > "$tmp/want"
port-get service: > "$tmp/out"
ok 'without a FILTER it is unchanged, as is invalid UTF-8' cmp "$tmp/out" "$tmp/want"
printf '{"entities":[{"identifier":"a"}\0]}' > "$tmp/nul"
faults "page body=@$tmp/nul"
fails 9 'not JSON' 'a NUL in a page' port-get service:
faults
for missing in '{"ok":true}' '{"ok":true,"entities":[]}' '[]' null; do
	printf %s "$missing" > "$tmp/body"
	faults "entity body=@$tmp/body"
	fails 9 'holds no entity' "no entity: $missing" port-get "$entity"
done
faults 'blueprints body=[1,2]'
gives '[1,2]' 'a PATH may return any JSON' port-get blueprints -c

# --- errors that a retry hides ---

for fault in 'status=500' 'status=503 as=html' 'status=408' 'reset' 'cut' 'cut=head' 'cut=end chunked' 'reset=body' 'gzip=tail' 'gzip=cut'; do
	faults "page@2 $fault"
	run port-get service: --page-size 100 -r .identifier
	is "$status,$err" 0, "$fault is retried"
	ok 'each entity is printed once' cmp "$tmp/out" "$tmp/all"
done
for wait in retry-after=1 ratelimit=0/1; do
	faults "page@2 status=429 $wait"
	start=$(date +%s%N)
	run port-get service: --page-size 100 -r .identifier
	is "$status,$err" 0, "a 429 with $wait is retried"
	ok 'the wait is kept' [ $(($(date +%s%N) - start)) -ge 900000000 ]
	ok 'each entity is printed once' cmp "$tmp/out" "$tmp/all"
done
faults 'entity status=503'
before=$(requests entity)
fails 9 'HTTP 503' '--retry 2' port-get "$entity" --retry 2
is $(($(requests entity) - before)) 3 'two retries are three requests'
before=$(requests entity)
fails 9 'HTTP 503' '--retry 0' port-get "$entity" --retry 0
is $(($(requests entity) - before)) 1 'no retry is one request'
faults 'entity status=404'
before=$(requests entity)
fails 10 'HTTP 404' 'a 404' port-get "$entity"
is $(($(requests entity) - before)) 1 'is not retried'
faults 'entity retry-after=311 status=429'
fails 9 '311' 'a wait of more than 310 s is an error' port-get "$entity"
for wait in 6 310; do
	faults "entity retry-after=$wait status=429"
	: > "$tmp/waits"
	port-get "$entity" 2> "$tmp/waits" &
	pid=$!
	for ((i = 0; i < 1000; i++)); do
		[ ! -s "$tmp/waits" ] || break
		pause 0.02
	done
	kill "$pid"
	wait "$pid" 2> /dev/null
	is "$(< "$tmp/waits")" "port-get: waiting $wait s, as Port asks: HTTP 429" \
		"a wait of $wait s is waited and announced"
done
before=$(requests)
PORT_API_URL=http://127.0.0.1:1 fails 9 '127\.0\.0\.1' 'connection refused' port-get "$entity" --retry 0

# --- the token ---

mints() { requests mint; }
refused=0

# revoke_after N: revokes the token as soon as N pages were requested in all.
revoke_after() {
	local i
	for ((i = 0; i < 1000 && $(requests page) < $1; i++)); do pause 0.05; done
	port_tell 'token?revoke=1'
}
for n in 1 3 9; do
	faults 'page delay=100'
	revoke_after $(($(requests page) + n)) &
	run port-get service: --page-size 20 -r .identifier
	wait $!
	is "$status,$err" 0, "a token revoked after $n pages is renewed"
	ok 'each entity is printed once' cmp "$tmp/out" "$tmp/all"
	is "$(logged 'map(select(.kind == "page" and .status == 401)) | length')" $((++refused)) 'one request was refused'
done
faults 'page@2-3 status=401'
run port-get service: --page-size 100 --retry 5 -r .identifier
is "$status" 7 'a token refused after its renewal ends the run'
like "$err" 'after 1 page, 100 entities: .*HTTP 401.*; go on with --cursor ' 'the error says so'
is "$(wc -l < "$tmp/out")" 100 'the page before it is printed'
faults
token=$(port-token -r)
PORT_ACCESS_TOKEN=$token gives 1 'a token without credentials' port-get "$entity" 1
port_tell 'token?revoke=1'
was=$(mints)
run env PORT_ACCESS_TOKEN="$token" port-get "$entity" -r .identifier
is "$status,$out" "0,${entity#*:}" 'a refused PORT_ACCESS_TOKEN is renewed with the credentials'
is $(($(mints) - was)) 1 'by one request for a token'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get "$entity"
is "$status,$out" 7, 'without credentials it is an error'
like "$err" $'^port-get: [^\n]*401[^\n]*\nhint: [^\n]*unset' 'the hint says what to unset'
unlike "$err" "$token" 'the token is not shown'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get "blueprints/$(printf 'a%.0s' {1..5000})"
is "$status" 7 'the same for a very long PATH'
like "$err" '^port-get: blueprints/a+: [^:]*: HTTP 401' 'the error is still shown'
token=$(port-token -r)
faults "entity status=400 message=\"see $token, x\" trace=${token:0:60}" 'blueprints redirect=https://example.org/'"$token"
run env PORT_ACCESS_TOKEN="$token" port-get -v "$entity"
like "$err" 'HTTP 400 [^:]*: see \*+' "a token in Port's message is masked"
unlike "$err" "${token:0:60}[A-Za-z0-9]" 'also in the trace'
run env PORT_ACCESS_TOKEN="$token" port-get blueprints
like "$err" 'redirect to https://example.org \(' 'a token in a redirect is not shown'
faults "entity body={\"ok\":false,\"message\":\"$token\"}" "page body={\"message\":\"$token\"}"
run env PORT_ACCESS_TOKEN="$token" port-get "$entity"
like "$err" 'HTTP 200: \*+: the answer does not say ok' 'a token in a 200 is masked'
run env PORT_ACCESS_TOKEN="$token" port-get service:
like "$err" 'HTTP 200: \*+: the answer holds no' 'a token in a page is masked'
faults 'entity status=400 message=no trace=an-opaque-token'
run env PORT_ACCESS_TOKEN=an-opaque-token port-get "$entity"
like "$err" '\(trace \*+\)$' 'an opaque token in the trace is masked'

done_testing
