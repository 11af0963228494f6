#!/bin/bash
# shellcheck disable=SC2016,SC2119
# The habits that deserve a hint, typed.
. tests/lib.sh
. tests/get/common.sh

demo_start

# hints STATUS ERE NAME COMMAND...: fails, and the hint is like ERE.
hints() {
	local want=$1 ere=$2
	shift 2
	fails "$want" $'\nhint: [^\n]*'"$ere" "$@"
}

hints 10 "entities are 'service:', a blueprint is 'blueprints/service'" 'a bare word' port-get service
hints 10 "'ciJob:'.*'blueprints/ciJob'" 'another one' port-get ciJob -r .identifier
run port-get blueprints/no-such-one
unlike "$err" 'hint:' 'a PATH is none'
run port-get no-such-one:x
unlike "$err" 'hint:' 'nor is an entity'

hints 10 "an entity is 'service:checkout'" 'a slash for a colon' port-get service/checkout
hints 10 'port-get blueprints -r' 'a listing of no blueprint' port-get services:
hints 3 'a path begins with a dot' 'a path without its dot' \
	port-get service:checkout properties.version
for words in 'list service' 'get service:x' 'service checkout'; do
	# shellcheck disable=SC2086
	hints 3 'BLUEPRINT:ENTITY' "$words" port-get $words
done
run port-get service: 'map('
unlike "$err" 'hint:' 'another filter that does not compile gets none'
# Not `.[].identifier`: libjq 1.6 loses a key where .[] is left by an error.
for filter in '.entities[].identifier' '.[0].identifier'; do
	run port-get service: "$filter"
	is "$status" 5 "a listing's $filter"
	like "$err" $'^[^\n]*\nhint: each entity ' 'and why, behind the first error'
	is "$(wc -l < "$tmp/err")" 7 'which are not all told'
done
run port-get blueprints '.[].identifier'
unlike "$err" 'hint:' 'a PATH is one input'
run port-get service: --stream '.[0] + 1'
unlike "$err" 'hint:' 'nor is what --stream makes of a listing one'
printf 'blueprints\nteams\n' > "$tmp/paths"
run port-get "@$tmp/paths" '.[0]'
is "$status" 5 'PATHs of a file'
unlike "$err" 'hint:' 'are no listing'
hints 2 'operator' 'a --query in some other language' port-get service: --query owner=ada
run port-get entities/aggregate --query '{func'
is "$status" 2 'a body that is none'
unlike "$err" 'hint:' 'is no rule of a listing'
hints 2 '--api-url' 'the URL of another Port' port-get https://api.us.getport.io/v1/blueprints
run env PORT_ACCESS_TOKEN='Bearer x' port-get blueprints
like "$status,$err" $'^2,.*\nhint: [^\n]*port-token -r' 'a header in PORT_ACCESS_TOKEN'

hints 2 'port-get - -n' 'a filter in the place of RESOURCE' port-get -n '{a: 1}'
hints 2 'RESOURCE' 'the same without an option' port-get '.blueprints[].identifier'
hints 2 'FILTER' '--jq' port-get blueprints --jq .blueprints
for habit in '-X POST' '-X GET' '-d {}' '--method PUT' '--request POST' '--data {}'; do
	# shellcheck disable=SC2086
	hints 2 'port-token --curl RESOURCE \| curl -K-' "$habit" port-get service:x $habit
done
for habit in -XPOST -X '-rX POST' -d@x.json '-d{}' --json={} --method=PUT; do
	# shellcheck disable=SC2086
	hints 2 'port-token --curl RESOURCE \| curl -K-' "$habit" port-get service:x $habit
done

faults 'page status=504 as=text body="request was too long"'
hints 9 '--page-size 200' 'a 504 on a listing' port-get service: --retry 0
faults 'blueprints status=504'
run port-get blueprints --retry 0
unlike "$err" '--page-size' 'but not elsewhere'
faults

hints 2 '--param' 'an option of listings on a PATH' port-get actions/runs --limit 3

# --- who you are ---

token=$(port-token -r)
port_tell 'token?revoke=1'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get blueprints
is "$status" 7 'a token variable that is refused'
like "$err" $'\nhint: [^\n]*unset PORT_ACCESS_TOKEN' 'is to be unset'
PORT_CLIENT_SECRET=wrong hints 7 '(port-token status|--api-url us)' 'a refused secret' port-get blueprints
faults 'blueprints status=401'
hints 7 'port-token status.*--api-url us' 'a 401 after a renewal' port-get blueprints
faults
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET port-get blueprints
is "$status" 6 'no credentials'
like "$err" $'\nhint: [^\n]*PORT_CLIENT_ID.*port-token login' 'and both ways out'

run port-get -q service
like "$err" $'^port-get: service: HTTP 404[^\n]*$' '-q shows no hint'

done_testing
