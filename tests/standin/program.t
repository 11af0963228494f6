#!/bin/bash
# The stand-in as a program: its log, its options, how it ends, https, and many
# entities.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

# logged JQ NAME: JQ is true of the last line of the log.
logged() {
	local lines
	mapfile -t lines < "$port_log"
	holds "$1" "$2" "${lines[-1]}"
}

# --- the log ---
restart
is "$(requests),$(requests mint)" 1,1 'one request so far'
logged '[.method, .path, .kind, .status, .auth, .fault] ==
	["POST","/v1/auth/access_token","mint",200,"none",null]' 'the line of a mint'
logged '(.body | fromjson) == {"clientId":"'"$port_id"'","clientSecret":"[secret]"}' 'the secret is hidden in it'
unlike "$(< "$port_log")" "$port_secret" 'the secret is nowhere in the log'
api GET 'blueprints/service/entities/a%2Fb?include=identifier' '' -A "tester/1" -H 'Accept-Encoding: gzip' -H 'X-Any: 1'
logged '[.path, .kind, .auth, .bytes, .headers["user-agent", "accept-encoding", "x-any"]] ==
	["/v1/blueprints/service/entities/a%2Fb?include=identifier","entity","token#1",0,"tester/1","gzip","1"]' 'the line of a GET'
unlike "$(< "$port_log")" "${token##*.}" 'the token is in no line'
logged '.headers | has("authorization") | not' 'nor the header that carries it'
good=$token token=nonsense
api GET teams
logged '[.auth, .status] == ["unknown",401]' 'an unknown token'
token=$good
port_tell token?revoke=1
mint
api GET teams
logged '.auth == "token#2"' 'tokens are numbered'
port_tell fault 'other@1 status=503'
api GET teams
logged '[.status, .fault] == [503,"other@1 status=503"]' 'a fault is logged'
api POST blueprints/image/entities "{\"identifier\":\"x\",\"title\":\"$(printf '%05000d' 0)\"}"
logged '[.bytes, .body] == [5029,null]' 'a long body is not logged'
before=$(requests)
port_tell reset
is "$(requests)" "$before" 'requests of control are not logged'
curl -s -H "Authorization: Bearer $token" "$port_url/v1/teams" "$port_url/v1/teams" > /dev/null
curl -s "$port_url/v1/teams" > /dev/null
mapfile -t lines < "$port_log"
holds 'map(.connection) | .[0] == .[1] and .[1] != .[2]' 'connections are numbered' \
	"[${lines[-3]},${lines[-2]},${lines[-1]}]"
restart --log-secrets
logged '.body | fromjson | .clientSecret == "'"$port_secret"'"' '--log-secrets: the secret is in the log'

# --- control ---
holds '.minted == 1' 'state tells how many tokens were minted' "$(curl -s "$port_url/_stand-in/state")"
for wrong in set?nonsense=1 set?gzip=maybe set?token-life=x token token?x=1 nonsense; do
	run port_tell $wrong
	is "$status" 1 "control refuses $wrong"
done
answers 201 .ok 'and the stand-in goes on' POST blueprints/image/entities '{"identifier":"x"}'

# --- options ---
run "$B/tests/port" --help
is "$status,$err" 0, '--help'
all=()
while read -r name values; do
	[[ $values == N=* ]] && values=7 wrong=x || wrong=nonsense
	for value in ${values//|/ }; do
		all+=("--$name" "$value")
	done
	run port_tell "set?$name=$wrong"
	is "$status" 1 "not --$name $wrong"
done < <(sed -n 's/^  --\([a-z0-9-]*\) \(N=.*\|.*|.*\)$/\1 \2/p' <<< "$out")
run "$B/tests/port" "${all[@]}" --life 0
is "$status,$err" 0, "every value of every setting is accepted: ${all[*]}"
for wrong in --nonsense nonsense '--life x' --life '--credentials x' '--entities x' '--gzip nonsense' \
	'--token-life x' '--synthetic service=10000000' '--seed'; do
	# shellcheck disable=SC2086
	run "$B/tests/port" $wrong
	is "$status" 2 "not $wrong"
	like "$err" $'^port: [^\n]*$' 'and one line says so'
done
run "$B/tests/port" --seed /nonexistent
is "$status,$err" '1,port: /nonexistent is not one JSON text' 'a seed that is not there'
for seed in '{"blueprints":[{}]}' '{"entities":{"x":[{}]}}' '{"generate":[{}]}' \
	'{"blueprints":[{"identifier":"b","schema":{"properties":{"n":{"type":"number"}}}}],"entities":{"b":[{"properties":{"n":"1"}}]}}'; do
	echo "$seed" > "$tmp/seed"
	run "$B/tests/port" --seed "$tmp/seed" --life 1
	is "$status" 1 "not a seed: $seed"
done
run "$B/tests/port" --log /nonexistent/x
is "$status" 1 'a log that cannot be written'

# --- two seeds: the documented ciJob replaces that of the first seed ---
port_stop
branch='{"identifier":"j","properties":{"jobBranch":"main"}}'
url='{"identifier":"j","properties":{"jobBranch":"https://gitlab.example.org/shop/-/tree/main"}}'
state='{"identifier":"s","properties":{"status":"running"}}'
restart
answers 201 .ok 'demo.json: jobBranch is a name' POST blueprints/ciJob/entities "$branch"
restart --seed tests/seed/documented.json
answers 422 '.error == "blueprint_schema_mismatch" and (.message | contains("jobBranch"))' \
	'documented.json: jobBranch is not a name' POST blueprints/ciJob/entities "$branch"
answers 201 .ok 'but a URL' POST blueprints/ciJob/entities "$url"
answers 422 '.message | contains("status")' 'a job has no status' POST blueprints/ciJob/entities "$state"
answers 200 .ok 'an image of the first seed is still there' GET blueprints/image/entities/example-image
answers 200 '.count == 275' 'and so are its services' GET blueprints/service/entities-count
port_end
port_start --seed tests/seed/documented.json
mint
answers 200 '[.blueprints[].identifier] == ["image","ciJob"]' 'documented.json alone has two blueprints' GET blueprints
# shellcheck disable=SC2046
run "$B/tests/port" $(printf -- '--seed tests/seed/documented.json %.0s' {1..9})
is "$status" 2 'at most eight seeds'

# --- how it ends ---
run timeout 10 "$B/tests/port" --life 0
is "$status" 0 'it ends after its life'
run timeout 10 "$B/tests/port" --until-eof < /dev/null
is "$status" 0 'it ends with standard input'
port_stop
port_start --credentials a:b --ipv6
like "$port_url" '^http://\[::1\]:[0-9]+$' '--ipv6'
mint a b
answers 200 '.blueprints == []' 'without a seed it is empty' GET blueprints
port_tell fault 'any stall'
curl -s -m 20 "$port_url/v1/teams" &
client=$!
until grep -q stall "$port_log"; do pause 0.05; done
kill "$port_pid"
wait "$port_pid"
is $? 0 'SIGTERM ends it while a client waits for an answer'
wait "$client"
unset 'port_pids[-1]'

# --- https ---
# secure CURL OPTION...: asks for the teams through https.
secure() { port_url=$port_tls_url api GET teams '' "$@"; }
port_start --seed tests/seed/demo.json --tls "$tmp"
like "$port_tls_url" '^https://127.0.0.1:[0-9]+$' '--tls: a second URL'
mint
secure --cacert "$tmp/ca.pem"
is "$code" 200 'https works with its certificate authority'
port_tls_url=${port_tls_url/127.0.0.1/localhost} secure --cacert "$tmp/ca.pem"
is "$code" 200 'and by the name localhost'
run curl -s "$port_tls_url/v1/teams"
is "$status" 60 'but not without the authority'
if command -v openssl > /dev/null; then
	like "$(openssl s_client -connect "${port_tls_url#https://}" -CAfile "$tmp/ca.pem" -x509_strict \
		-verify_return_error < /dev/null 2>&1)" 'Verify return code: 0 ' 'the certificate passes strict checks'
fi
for fault in 'cut=100 18' 'cut=before 52' 'reset=0 56' 'stall=0 28' 'chunked 0' 'chunked cut=100 18'; do
	port_tell reset "other ${fault% *}"
	run curl -s -m 1 --cacert "$tmp/ca.pem" -H "Authorization: Bearer $token" "$port_tls_url/v1/organization"
	# curl may report a cut as a missing close_notify.
	[ "$status" != 56 ] || [ "${fault##* }" = 0 ] || status=${fault##* }
	is "$status" "${fault##* }" "${fault% *} over TLS"
done
if command -v openssl > /dev/null; then
	port_tell reset 'other@1 late=0'
	coproc client { exec openssl s_client -quiet -connect "${port_tls_url#https://}" -CAfile "$tmp/ca.pem" 2> /dev/null; }
	exec {from}<&"${client[0]}" {to}>&"${client[1]}" # a subshell does not see those of a coproc
	raw_request >&"$to"
	is "$(until_unrequested "$from" | grep -ao 'HTTP/1.1 200' | wc -l)" 2 'an answer that nobody requested, over TLS'
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
is "$status" 60 '--tls-expired: an expired certificate'
port_stop

# --- many entities ---
restart --entities service=500
answers 200 '.count == 505' '--entities: so many, and those that the seed lists' GET blueprints/service/entities-count
# Entities beyond the thousandth repeat those before, but for the number.
restart --synthetic service=1100
s=blueprints/service/entities/search
fields='"limit":400,"include":["$identifier","tier"]'
answers 200 '.count == 1100' '--synthetic: so many' GET blueprints/service/entities-count
picked='' pages=''
answers 201 .ok 'another entity is added' POST blueprints/service/entities '{"identifier":"real","properties":{"tier":"gold"}}'
answers 200 '.count == 1101' 'and counted' GET blueprints/service/entities-count
for n in 400 400 300 1; do
	answers 200 ".entities | length == $n" "a page of $n" POST $s "{$fields${picked:+,\"from\":\"$picked\"}}"
	pages+=,$body
	pick next
done
holds '[.[].entities[].identifier[-7:]] | [.[1022], .[1100], (unique | length)] == ["0001023", "real", 1101]' \
	'each comes once, in order' "[${pages#,}]"
answers 200 .ok 'a query' POST $s \
	"{${fields/400/1000},\"query\":{\"combinator\":\"and\",\"rules\":[{\"property\":\"tier\",\"operator\":\"=\",\"value\":\"gold\"}]}}"
holds '.[-1].entities == [.[:-1][].entities[] | select(.properties.tier == "gold")]
	and (.[-1].entities | last.identifier == "real" and .[-2].identifier[-4:] > "1000")' \
	'it finds synthetic entities and the other' "[${pages#,},$body]"
for _ in 1 2; do
	api POST $s '{"limit":100}' -H 'Accept-Encoding: gzip'
	is "$(header Content-Encoding)" gzip 'a page is compressed, or comes from the cache of compressed pages'
	body=$(gzip -dc "$tmp/body")
	holds '.entities | length == 100' 'and holds all its entities'
done
bytes=$((${#body} / 100))
ok "an entity has about 1.9 KB: $bytes" [ $bytes -gt 1800 -a $bytes -lt 2000 ]
[[ ${body:0:1000} =~ \"identifier\":\"([^\"]*)\" ]]
id=${BASH_REMATCH[1]}
answers 200 ".entity.identifier == \"$id\" and .entity.properties.url == \"https://$id.example.org/\"" \
	'one entity by its name' GET "blueprints/service/entities/$id"
answers 404 .message 'its number alone is not its name' GET "blueprints/service/entities/x-${id: -7}"
answers 403 '.error == "protected_entity"' 'a synthetic entity cannot be changed' PATCH "blueprints/service/entities/$id" '{}'
answers 403 '.error == "protected_entity"' 'nor deleted' DELETE "blueprints/service/entities/$id?delete_dependents=false"
port_end
done_testing
