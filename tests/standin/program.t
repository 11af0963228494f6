#!/bin/bash
# The stand-in as a program: its options, its log, its end, https, size.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

# --- the log ---
restart
is "$(requests),$(requests mint)" 1,1 'one request so far'
line() { tail -n 1 "$port_log" | jq -c "$1"; }
is "$(line '[.method, .path, .kind, .status, .auth, .fault]')" \
	'["POST","/v1/auth/access_token","mint",200,"none",null]' 'the mint'
is "$(line .body)" "\"{\\\"clientId\\\":\\\"$port_id\\\",\\\"clientSecret\\\":\\\"[secret]\\\"}\"" 'without the secret'
unlike "$(< "$port_log")" "$port_secret" 'nowhere'
api GET 'blueprints/service/entities/a%2Fb?include=identifier' '' -A "tester/1" -H 'Accept-Encoding: gzip' -H 'X-Any: 1'
is "$(line '[.path, .kind, .auth, .bytes, .headers["user-agent"], .headers["accept-encoding"], .headers["x-any"]]')" \
	'["/v1/blueprints/service/entities/a%2Fb?include=identifier","entity","token#1",0,"tester/1","gzip","1"]' 'a request'
unlike "$(< "$port_log")" "${token##*.}" 'the token is in no line'
is "$(line '.headers | has("authorization")')" false 'nor its header line'
good=$token token=nonsense
api GET teams
is "$(line '[.auth, .status]')" '["unknown",401]' 'an unknown token'
token=$good
port_tell token?revoke=1
mint
api GET teams
is "$(line .auth)" '"token#2"' 'the second token'
port_tell fault 'other@1 status=503'
api GET teams
is "$(line '[.status, .fault]')" '[503,"other@1 status=503"]' 'a fault'
api POST blueprints/image/entities "{\"identifier\":\"x\",\"title\":\"$(printf '%05000d' 0)\"}"
is "$(line '[.bytes, .body]')" '[5029,null]' 'a long body is not kept'
before=$(requests)
port_tell reset
is "$(requests)" "$before" 'control is not logged'
curl -s -H "Authorization: Bearer $token" "$port_url/v1/teams" "$port_url/v1/teams" > /dev/null
is "$(tail -n 2 "$port_log" | jq -s 'map(.connection) | unique | length')" 1 'one connection'
curl -s "$port_url/v1/teams" > /dev/null
is "$(tail -n 2 "$port_log" | jq -s 'map(.connection) | unique | length')" 2 'another'
restart --log-secrets
like "$(line .body)" "$(printf %s "$port_secret" | sed 's/[+]/\\+/')" 'the secret, where it is wanted'

# --- what it can be told ---
is "$(curl -s "$port_url/_stand-in/state" | jq .minted)" 1 'how many tokens were minted'
for wrong in set?nonsense=1 set?gzip=maybe set?token-life=x token token?x=1 nonsense; do
	run port_tell $wrong
	is "$status" 1 "not $wrong"
done
answers 201 .ok 'data' POST blueprints/image/entities '{"identifier":"x"}'

# --- options ---
run "$B/tests/port" --help
is "$status,$err" 0, '--help'
help=$out
while read -r name values; do
	[[ $values == N=* ]] && values="7" wrong=x || wrong=nonsense
	for value in ${values//|/ }; do
		run "$B/tests/port" "--$name" "$value" --life 0
		is "$status,$err" 0, "--$name $value"
	done
	run "$B/tests/port" "--$name" $wrong --life 0
	is "$status" 2 "not --$name $wrong"
done < <(sed -n 's/^  --\([a-z0-9-]*\) \(N=.*\|.*|.*\)$/\1 \2/p' <<< "$help")
for wrong in --nonsense nonsense '--life x' --life '--credentials x' '--entities x' '--synthetic service=10000000' '--seed'; do
	# shellcheck disable=SC2086
	run "$B/tests/port" $wrong
	is "$status,$(wc -l < "$tmp/err")" 2,1 "not $wrong"
done
run "$B/tests/port" --seed /nonexistent
is "$status,$err" '1,port: /nonexistent is not one JSON text' 'no seed'
for seed in '{"blueprints":[{}]}' '{"entities":{"x":[{}]}}' '{"generate":[{}]}' \
	'{"blueprints":[{"identifier":"b","schema":{"properties":{"n":{"type":"number"}}}}],"entities":{"b":[{"properties":{"n":"1"}}]}}'; do
	echo "$seed" > "$tmp/seed"
	run "$B/tests/port" --seed "$tmp/seed" --life 1
	is "$status" 1 "no seed: $seed"
done
run "$B/tests/port" --log /nonexistent/x
is "$status" 1 'no log'

# --- two seeds: Port's documented ciJob takes the place of the first one's ---
port_stop
branch='{"identifier":"j","properties":{"jobBranch":"main"}}'
url='{"identifier":"j","properties":{"jobBranch":"https://gitlab.example.org/shop/-/tree/main"}}'
state='{"identifier":"s","properties":{"status":"running"}}'
restart
answers 201 .ok 'a branch by its name' POST blueprints/ciJob/entities "$branch"
restart --seed tests/seed/documented.json
answers 422 '.error == "blueprint_schema_mismatch" and (.message | contains("jobBranch"))' \
	'a branch has to be a URL' POST blueprints/ciJob/entities "$branch"
answers 201 .ok 'a branch by its URL' POST blueprints/ciJob/entities "$url"
answers 422 '.message | contains("status")' 'a job has no status' POST blueprints/ciJob/entities "$state"
answers 200 .ok 'an image of the first seed is still there' GET blueprints/image/entities/example-image
answers 200 '.count == 275' 'and its services' GET blueprints/service/entities-count
port_end
port_start --seed tests/seed/documented.json
mint
answers 200 '[.blueprints[].identifier] == ["image","ciJob"]' 'by itself: two blueprints' GET blueprints
# shellcheck disable=SC2046
run "$B/tests/port" $(printf -- '--seed tests/seed/documented.json %.0s' {1..9})
is "$status" 2 'no more than eight seeds'

# --- its end ---
run timeout 10 "$B/tests/port" --life 0
is "$status" 0 'a life that is over'
run timeout 10 "$B/tests/port" --until-eof < /dev/null
is "$status" 0 'the end of standard input'
port_stop
port_start --credentials a:b --ipv6
like "$port_url" '^http://\[::1\]:[0-9]+$' 'IPv6'
mint a b
answers 200 '.blueprints == []' 'empty without a seed' GET blueprints
port_tell fault 'any stall'
curl -s -m 20 "$port_url/v1/teams" &
until grep -q stall "$port_log"; do sleep 0.05; done
kill "$port_pid"
wait "$port_pid"
is $? 0 'SIGTERM ends it, whoever waits'
wait $!
unset 'port_pids[-1]'

# --- https ---
port_start --seed tests/seed/demo.json --tls "$tmp"
like "$port_tls_url" '^https://127.0.0.1:[0-9]+$' 'a second line'
mint
port_url=$port_tls_url
api GET teams '' --cacert "$tmp/ca.pem"
is "$code" 200 'https, with its authority'
api GET teams '' --cacert "$tmp/ca.pem" --resolve "localhost:${port_tls_url##*:}:127.0.0.1"
is "$code" 200 'by name'
run curl -s "$port_url/v1/teams"
is "$status" 60 'not without'
if command -v openssl > /dev/null; then
	like "$(openssl s_client -connect "${port_url#https://}" -CAfile "$tmp/ca.pem" -x509_strict \
		-verify_return_error < /dev/null 2>&1)" 'Verify return code: 0 ' 'strictly'
fi
port_tell_tls() { curl -s --cacert "$tmp/ca.pem" --data-binary "$2" "$port_url/_stand-in/$1" > /dev/null; }
for fault in 'cut=100 18' 'cut=before 52' 'reset=0 56' 'stall=0 28' 'chunked 0' 'chunked cut=100 18'; do
	port_tell_tls reset x
	port_tell_tls fault "other ${fault% *}"
	run curl -s -m 1 --cacert "$tmp/ca.pem" -H "Authorization: Bearer $token" "$port_url/v1/organization"
	[ "$status" != 56 ] || [ "${fault##* }" = 0 ] || status=${fault##* } # a cut may be told as a missing close_notify
	is "$status" "${fault##* }" "${fault% *} over TLS"
done
if command -v openssl > /dev/null; then
	port_tell_tls reset x
	port_tell_tls fault 'other@1 late=0'
	coproc client { exec openssl s_client -quiet -connect "${port_url#https://}" -CAfile "$tmp/ca.pem" 2> /dev/null; }
	exec {from}<&"${client[0]}" {to}>&"${client[1]}" # those of a coproc are in no subshell
	raw_request >&"$to"
	is "$(until_unrequested "$from" | grep -ao 'HTTP/1.1 200' | wc -l)" 2 'an answer nobody asked for, over TLS'
	raw_request >&"$to"
	IFS= read -r -t 20 -u "$from" line
	is "$line" $'HTTP/1.1 200 OK\r' 'and the connection goes on'
	exec {from}<&- {to}>&-
	# shellcheck disable=SC2154 # coproc sets it
	kill "$client_PID"
	wait "$client_PID"
fi
port_stop
port_start --tls "$tmp" --tls-expired
run curl -s --cacert "$tmp/ca.pem" "$port_tls_url/v1/teams"
is "$status" 60 'an expired certificate'
port_stop

# --- many entities ---
restart --entities service=500
answers 200 '.count == 505' 'as many as asked for, and those of the seed' GET blueprints/service/entities-count
restart --synthetic service=2500
s=blueprints/service/entities/search
answers 200 '.count == 2500' 'a synthetic blueprint' GET blueprints/service/entities-count
cursor=
rm -f "$tmp/all"
for n in 1000 1000 500; do
	answers 200 ".entities | length == $n" "a page of $n" POST $s "$(jq -nc --arg c "$cursor" '{limit: 1000} + if $c == "" then {} else {from: $c} end')"
	jq -r '.entities[].identifier' <<< "$body" >> "$tmp/all"
	cursor=$(jq -r .next <<< "$body")
done
is "$cursor" null 'and no more'
is "$(grep -o '[0-9]*$' "$tmp/all" | sort -u | wc -l)" 2500 'all different'
is "$(sed -n 1234p "$tmp/all" | grep -o '[0-9]*$')" 0001234 'by their numbers'
mean=$(($(jq -c '.entities[]' "$tmp/body" | wc -c) / 500))
ok "about 1.9 KB each: $mean" [ $mean -gt 1800 -a $mean -lt 2000 ]
id=$(sed -n 777p "$tmp/all")
answers 200 ".entity.identifier == \"$id\" and .entity.properties.url == \"https://$id.example.org/\"" 'one by name' GET "blueprints/service/entities/$id"
answers 404 .message 'its number alone is no name' GET "blueprints/service/entities/x-0000777"
answers 200 '[.entities[] | keys] | unique == [["identifier"]]' 'fields' POST $s '{"include":["$identifier"]}'
n=$(api POST $s '{"limit":1000}'; jq '[.entities[] | select(.properties.tier == "gold")] | length' <<< "$body")
answers 200 ".entities | length == $n + 1 and .[$n].identifier[-4:] > \"1000\"" 'a query' POST $s \
	"{\"limit\":$((n + 1)),\"query\":{\"combinator\":\"and\",\"rules\":[{\"property\":\"tier\",\"operator\":\"=\",\"value\":\"gold\"}]}}"
answers 201 .ok 'one more' POST blueprints/service/entities '{"identifier":"real","properties":{"tier":"gold"}}'
answers 200 '.count == 2501' 'counts' GET blueprints/service/entities-count
api POST $s '{"limit":1000}'
api POST $s "{\"limit\":1000,\"from\":\"$(jq -r .next <<< "$body")\"}"
api POST $s "{\"limit\":500,\"from\":\"$(jq -r .next <<< "$body")\"}"
answers 200 '[.entities[].identifier] == ["real"]' 'and comes last' POST $s "{\"limit\":1000,\"from\":\"$(jq -r .next <<< "$body")\"}"
for _ in 1 2; do
	api POST $s '{"limit":1000}' -H 'Accept-Encoding: gzip'
	is "$(header Content-Encoding),$(gzip -dc "$tmp/body" | jq '.entities | length')" gzip,1000 'compressed, made or kept'
done
answers 403 '.error == "protected_entity"' 'those cannot be changed' PATCH "blueprints/service/entities/$id" '{}'
answers 403 '.error == "protected_entity"' 'nor deleted' DELETE "blueprints/service/entities/$id?delete_dependents=false"
port_end
done_testing
