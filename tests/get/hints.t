#!/bin/bash
# Wrong command lines that get a hint.
# shellcheck disable=SC2016,SC2119,SC2140 # the quotes that the shell removes
. tests/lib.sh
. tests/get/common.sh

demo_start

# hints STATUS ERE NAME COMMAND...: COMMAND fails, and its hint matches ERE.
hints() {
	local want=$1 ere=$2
	shift 2
	fails "$want" $'\nhint: [^\n]*'"$ere" "$@"
}

# suggests STATUS COMMAND NAME MISTAKE...: MISTAKE fails, and the hint ends with
# COMMAND (of port-get or port-token), which works.
suggests() {
	local want=$1 command=$2 name=$3 hint
	shift 3
	hints "$want" '' "$name" "$@"
	[[ $err =~ .*(port-(get|token) .*)$ ]]
	hint=${BASH_REMATCH[1]}
	is "$hint" "$command" "$name: the hint"
	run bash -c "$hint"
	is "$status,$err" 0, "$name: the hint works"
}

hints 10 'port-get service: lists entities, port-get blueprints/service shows the blueprint' \
	'a bare word' port-get service
hints 10 'port-get ciJob: .*port-get blueprints/ciJob ' 'another bare word' port-get ciJob -r .identifier
run port-get blueprints/no-such-one
unlike "$err" 'hint:' 'a PATH of two words gets no hint'
run port-get service:no-such-one
unlike "$err" 'hint:' 'an entity that does not exist gets none'
suggests 10 "port-get blueprints -r '.blueprints[].identifier'" 'an entity of a blueprint that does not exist' port-get Service:checkout

suggests 10 'port-get service:checkout' 'a slash instead of a colon' port-get service/checkout
suggests 10 'port-get blueprints' 'a slash at the end' port-get blueprints/
suggests 10 'port-get blueprints/service' 'a slash at the end of two words' port-get blueprints/service/
suggests 10 "port-get blueprints -r '.blueprints[].identifier'" 'a listing of a blueprint that does not exist' port-get services:
suggests 10 "port-get service: --query '{property: \"\$identifier\", operator: \"beginsWith\", value: \"check\"}'" 'a pattern' port-get 'service:check*'
is "$(jq -r .identifier <<< "$out" | head -n 1)" checkout 'the hint finds the entity'
suggests 10 'port-get service:' 'a pattern for all' port-get 'service:*'
printf 'checkout\n' > "$tmp/bare names"
hints 10 "sed 's/\^/BLUEPRINT:/' '$tmp/bare names' \\| port-get @-$" 'names without their blueprint' \
	port-get "@$tmp/bare names"
command=${err##*hint: }
run bash -c "${command/BLUEPRINT/service}"
is "$status" 0 'the hint works once BLUEPRINT is replaced'
hints 10 "sed 's/\^/BLUEPRINT:/' \\| port-get @-$" 'names without their blueprint on stdin' port-get @- < "$tmp/bare names"

names=$'service:checkout\nblueprints/service'
for filter in '' .identifier; do
	hints 5 'port-get @-$' "names for port-get - $filter" port-get - $filter <<< "$names"
	hints 5 'port-get -p x @-$' 'names and a profile' port-get -p x - $filter <<< "$names"
	hints 5 'port-get @-$' 'a name without a colon' port-get - $filter <<< checkout
	hints 5 'port-get @-$' 'a name after a comment' port-get - $filter <<< $'# all\n\nservice:checkout'
	run port-get - $filter <<< $'{}\nservice:checkout'
	unlike "$err" 'hint:' 'no hint for a name after JSON'
done
for text in 'not json' '{"a":}' '[1,' '<html>' "it's" 1x; do
	run port-get - <<< "$text"
	is "$status" 5 "not JSON: $text"
	unlike "$err" 'hint:' "no hint for $text"
done

printf '{"identifier": "checkout"}\n' > "$tmp/a list.json"
suggests 2 "port-get - . '$tmp/a list.json'" 'a file of entities instead of names' port-get "@$tmp/a list.json" .identifier
hints 2 'port-get -$' 'JSON on stdin instead of names' port-get @- <<< '[1]'

# Verbs of other tools: status 2, nothing is sent.
while IFS='|' read -r words want; do
	# shellcheck disable=SC2086
	suggests 2 "$want" "port-get $words" port-get $words
done << 'EOT'
get service:checkout|port-get service:checkout
GET /v1/blueprints|port-get /v1/blueprints
get service checkout|port-get service:checkout
get entity service checkout|port-get service:checkout
get blueprint service|port-get blueprints/service
get service|port-get service:
show service:checkout|port-get service:checkout
list service|port-get service:
ls blueprints|port-get blueprints
list|port-get blueprints -r '.blueprints[].identifier'
api blueprints|port-get blueprints
entities|port-get blueprints -r '.blueprints[].identifier'
runs|port-get actions/runs
runs/|port-get actions/runs
blueprint|port-get blueprints
blueprint service|port-get blueprints/service
blueprint/service|port-get blueprints/service
action/deploy_service|port-get actions/deploy_service
help|port-get --help
version|port-get --version
status|port-token status
whoami|port-token status
token|port-token -r
EOT
for verb in login auth; do hints 2 'port-token login$' "$verb" port-get $verb; done
hints 2 'port-get -p x service:checkout$' 'a verb and a profile' port-get get service checkout -p x
hints 2 'port-token logout$' 'logout' port-get logout
hints 2 "port-token --curl service:x --request DELETE \| curl -K-$" 'delete' port-get delete service:x
for verb in create update POST put PATCH; do
	hints 2 "port-token --curl 'BLUEPRINT:\?upsert=true&merge=true' --each FILE \| curl -K-$" "$verb" port-get $verb service
done
hints 2 'port-get BLUEPRINT: --query ' 'search' port-get search gold
hints 2 'port-get BLUEPRINT: > FILE' 'export' port-get export

hints 2 'port-get https://api.getport.io/v1/blueprints$' 'a URL without https://' \
	port-get api.getport.io/v1/blueprints

# Files, pages of the portal, several at once.
echo '{"a":1}' > "$tmp/a.json"
(
	cd "$tmp" || exit
	suggests 2 'port-get - . ./a.json' 'a file' port-get ./a.json
	suggests 2 'port-get - .a a.json' 'a file by its name, with a filter' port-get a.json .a
	echo $tests > tests
)
tests=$(cat "$tmp/tests")
suggests 2 'port-get service:checkout' 'an entity in the portal' port-get 'https://app.getport.io/serviceEntity?identifier=checkout&activeTab=2'
hints 2 '--api-url us service:checkout$' 'an entity in the portal of the US' port-get 'https://app.us.getport.io/serviceEntity?identifier=checkout'
suggests 2 "port-get blueprints -r '.blueprints[].identifier'" 'another page of the portal' port-get https://app.port.io/services
hints 2 "printf '%s.n' service:checkout service:payments \| port-get @-$" 'several RESOURCEs' \
	port-get service:checkout service:payments
run bash -c "${err##*hint: } -r .identifier"
is "$out" $'checkout\npayments' 'the hint prints both'
hints 2 "printf '%s.n' blueprints teams \| port-get -p x @-$" 'several routes and a profile' port-get -p x blueprints teams
hints 2 'once for each listing' 'several listings' port-get service: domain:
suggests 2 'port-get service: --limit 2' 'a listing without its colon' port-get service --limit 2
suggests 2 'port-get - -n 1+1' '-n and no RESOURCE' port-get -n 1+1
is "$out" 2 'the hint for 1+1 prints 2'

hints 3 'a path begins with a dot' 'a path without its dot' \
	port-get service:checkout properties.version
hints 3 'a path begins with a dot' 'a JSONPath' port-get service:checkout '$.title'
suggests 3 'port-get service:checkout' 'a space instead of a colon' port-get service checkout
hints 3 'port-get -p x service:checkout$' 'a space instead of a colon, and a profile' port-get -p x service checkout
suggests 3 'port-get blueprints/service' 'a space instead of a slash' port-get blueprints service
echo service:checkout > "$tmp/one"
hints 3 'a path begins with a dot' 'a word after a list' port-get "@$tmp/one" title
hints 3 'a path begins with a dot' 'a word after an entity' port-get service:checkout title
hints 3 "'.properties\\[\"on-call\"\\]'$" 'a dash in a name' port-get service:checkout .properties.on-call
hints 3 "'\\.\\[\"on-call\"\\]\\.name'$" 'a dash in the first of two names' port-get service:checkout .on-call.name
run bash -c "port-get service:checkout ${err##*: }"
is "$status,$out" 0,null 'the hinted path compiles'
hints 3 "the shell has passed this FILTER: select\(.properties.tier == gold\) -- put it in '...'" \
	'quotes that the shell removed' port-get service: "select(.properties.tier == "gold")"
for pasted in 'select(.a == “gold”)' 'select(.a == "gold”)' '.a – 1' $'.a |\u00a0.b' $'.a\r'; do
	# Newer versions of libjq take a carriage return for a blank.
	[[ $pasted != *$'\r' ]] || ! port-get - -n $'1\r' > "$tmp/taken" 2>&1 || continue
	hints 3 'holds a curly quote, a long dash' "pasted: $pasted" port-get service: "$pasted"
done
run port-get service: '"a \"– b" | map('
unlike "$err" 'hint:' 'a long dash in a text is not what is wrong'
hints 3 "put the FILTER in '...'$" 'single quotes in a FILTER' port-get service: "select(.properties.tier == 'gold')"
hints 3 "put the FILTER in '...'$" 'single quotes around a long dash' port-get service: "select(.properties.tier == 'a – b')"
hints 3 'FILTER: select\(.a == \) -- ' 'a variable that the shell expanded' port-get service: "select(.a == ${nothing-})"
hints 3 'FILTER: map\(test\(x\)\) -- ' "quotes of a function's argument" port-get service: -s "map(test("x"))"
run port-get service:checkout .entity.identifier
is "$status,$out" 0,null '.entity of an entity is null'
is "$err" 'hint: an entity comes without its envelope: .identifier' 'the hint says why'
run port-get service: .entity.identifier --limit 2
is "$err" 'hint: an entity comes without its envelope: .identifier' 'also in a listing'
run port-get service:checkout .relations.nothing
is "$status,$out,$err" 0,null, 'another null gets no hint'
run port-get service: 'map('
unlike "$err" 'hint:' 'no hint for another filter that does not compile'
# Not `.[].identifier`: libjq 1.6 leaks a key when an error leaves .[].
for filter in '.entities[].identifier' '.[0].identifier'; do
	run port-get service: "$filter"
	is "$status" 5 "a listing's $filter"
	like "$err" $'^[^\n]*\nhint: each entity ' 'the hint follows the first error'
	is "$(wc -l < "$tmp/err")" 7 'not every error is printed'
done
run port-get blueprints '.[].identifier'
unlike "$err" 'hint:' 'no hint for a PATH, which is one input'
run port-get service: --stream '.[0] + 1'
unlike "$err" 'hint:' 'no hint with --stream'
printf 'blueprints\nteams\n' > "$tmp/paths"
run port-get "@$tmp/paths" '.[0]'
is "$status" 5 'a list of PATHs'
unlike "$err" 'hint:' 'no hint for a list of PATHs'
hints 2 'operator' 'a --query in another language' port-get service: --query owner=ada
run port-get entities/aggregate --query '{func'
is "$status" 2 'a --query that is not JSON'
unlike "$err" 'hint:' 'no hint outside a listing'
hints 2 '--api-url' 'the URL of another region' port-get https://api.us.getport.io/v1/blueprints
run env PORT_ACCESS_TOKEN='Bearer x' port-get blueprints
like "$status,$err" $'^2,.*\nhint: [^\n]*port-token -r' 'a header in PORT_ACCESS_TOKEN'

hints 2 'port-get - -n' 'a FILTER instead of RESOURCE' port-get -n '{a: 1}'
hints 2 'RESOURCE' 'a path instead of RESOURCE' port-get '.blueprints[].identifier'
# More of these are in habits.t.
for habit in -XPOST -X '-rX POST' -d@x.json '-d{}' --json={} --method=PUT; do
	# shellcheck disable=SC2086
	hints 2 'port-token --curl RESOURCE --each FILE \| curl -K-$' "$habit" port-get service:x $habit
done

faults 'page status=504 as=text body="request was too long"'
hints 9 '--page-size 200' 'a 504 on a listing' port-get service: --retry 0
faults 'blueprints status=504'
run port-get blueprints --retry 0
unlike "$err" '--page-size' 'no such hint for a PATH'
faults

faults 'page status=504 as=text body="request was too long"'
hints 9 '--page-size 12$' 'a 504 with --page-size' port-get service: --retry 0 --page-size 50
hints 9 '--page-size 2$' 'a 504 with --limit' port-get service: --retry 0 --limit 8
run port-get service: --retry 0 --limit 1
unlike "$err" 'hint' 'no hint for a page of one entity'
faults
hints 2 '--param' 'an option of listings on a PATH' port-get actions/runs --limit 3

# --- who you are ---

token=$(port-token -r)
port_tell 'token?revoke=1'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get blueprints
is "$status" 7 'a refused PORT_ACCESS_TOKEN'
like "$err" $'\nhint: [^\n]*unset PORT_ACCESS_TOKEN' 'the hint: unset it'
PORT_CLIENT_SECRET=wrong hints 7 '(port-token status|--api-url us)' 'a refused secret' port-get blueprints
hints 7 'needs PORT_API_URL=us$' 'a refused secret in a job' env CI=true PORT_CLIENT_SECRET=wrong port-get blueprints
faults 'blueprints status=401'
hints 7 'port-token status.*--api-url us' 'a 401 after a renewal' port-get blueprints
for name in PORT_API_URL PORT_BASE_URL PORT_REGION; do
	hints 7 "port-token status shows who you are; an organization in the US needs $name=us$" \
		"a 401 after a renewal in a job with $name" \
		env -u PORT_API_URL CI=true "$name=$PORT_API_URL" port-get blueprints
done
hints 7 'needs --api-url us$' 'a 401 after a renewal in a job with --api-url' env CI=true port-get --api-url "$PORT_API_URL" blueprints
faults
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET port-get blueprints
is "$status" 6 'no credentials'
like "$err" $'\nhint: [^\n]*PORT_CLIENT_ID.*port-token login' 'the hint names both ways to log in'

run port-get -q service
like "$err" $'^port-get: service: HTTP 404[^\n]*$' '-q: no hint'

done_testing
