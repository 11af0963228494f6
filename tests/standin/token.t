#!/bin/bash
# The stand-in's tokens: minting, using and losing them.
. tests/lib.sh
. tests/standin/client.sh

route=auth/access_token
pair='{"clientId":"demo-client-id","clientSecret":"demo-client-secret"}'

port_start --seed tests/seed/demo.json
token=
answers 200 'keys_unsorted == ["ok","accessToken","expiresIn","tokenType"] and
	.expiresIn == 10800 and .tokenType == "Bearer"' 'a mint' POST $route "$pair"
pick accessToken
first=$picked
like "$first" '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$' 'the token is a JWT'
holds ".exp - $EPOCHSECONDS | . > 10790 and . <= 10800" 'its exp is three hours ahead' "$(claims "$first")"
answers 200 ".accessToken == \"$first\"" 'another mint returns the same token' POST $route "$pair"

pair2='{"clientId":"ada@example.org","clientSecret":"a second + secret / of = all \"kinds\" \\"}'
answers 200 ".accessToken != \"$first\"" 'another pair of credentials has another token' POST $route "$pair2"
answers 401 '.ok == false and .error == "invalid_credentials"' 'a wrong secret' \
	POST $route '{"clientId":"demo-client-id","clientSecret":"no"}'
answers 401 true 'an unknown id' POST $route '{"clientId":"no","clientSecret":"no"}'
answers 422 '.message | contains("clientSecret")' 'half a pair' \
	POST $route '{"clientId":"demo-client-id"}'
answers 422 '.message | contains("additional")' 'an unknown member' \
	POST $route "${pair%\}},\"x\":1}"
answers 422 '.message | contains("must be string")' 'an id that is not a string' \
	POST $route '{"clientId":1,"clientSecret":"x"}'
answers 422 true 'a mint without a body' POST $route
answers 422 true 'a body that is not an object' POST $route '[]'
answers 400 '.error == "bad_request"' 'a body that is not JSON' POST $route '{'
api POST $route "$pair" -H 'Content-Type: text/plain'
is "$code" 415 'a Content-Type that is not JSON'
answers 404 true 'GET of the same path' GET $route

# --- using it ---
answers 401 '.error == "unauthorized"' 'a request without a token' GET blueprints
token=nonsense
answers 401 '.error == "unauthorized" and .message == "The token is invalid"' 'a wrong token' \
	GET blueprints
token=$first
answers 200 .ok 'the right token' GET blueprints
token=
api GET blueprints '' -H "Authorization: bearer $first"
is "$code" 200 'bearer in lower case'
api GET blueprints '' -H "Authorization: $first"
is "$code" 401 'a token without Bearer'
like "$(header X-Trace-Id)" '^[0-9a-f]{32}$' 'a trace id'

# --- its life ---
port_tell token?left=100
answers 200 ".accessToken == \"$first\" and .expiresIn >= 99 and .expiresIn <= 100" \
	'expiresIn is what remains' POST $route "$pair"
port_tell set?expires-in=constant
answers 200 '.expiresIn == 10800' 'expires-in=constant' POST $route "$pair"
port_tell set?expires-in=absent
answers 200 'has("expiresIn") | not' 'expires-in=absent' POST $route "$pair"
port_tell set?expires-in=remaining
port_tell token?left=0
token=$first
answers 401 '.message == "The token is expired"' 'an expired token is refused' GET blueprints
mint
ok 'the next mint returns a new token' [ "$token" != "$first" ]
port_tell token?age=7
mint
holds ".exp - $EPOCHSECONDS | . >= 5 and . <= 7" 'a token that another client minted has its own exp' "$(claims "$token")"
answers 200 '.expiresIn <= 7' 'and what remains as expiresIn' POST $route "$pair"
answers 200 .ok 'and is valid' GET blueprints
port_tell token?revoke=1
answers 401 true 'a revoked token is refused' GET blueprints
mint
answers 200 .ok 'the next token is valid' GET blueprints
port_tell set?token-life=2
port_tell token?revoke=1
mint
holds '.expiresIn == 2' 'token-life=2'
port_tell set?token-life=10800

# --- forms ---
for form in opaque no-exp jwt; do
	port_tell token?revoke=1
	port_tell set?token-form=$form
	mint
	case $form in
	opaque) like "$token" '^[A-Za-z0-9]{40}$' 'an opaque token' ;;
	no-exp) holds '(has("exp") | not) and .isMachine' 'no exp' "$(claims "$token")" ;;
	jwt) holds 'has("exp")' 'a JWT again' "$(claims "$token")" ;;
	esac
	answers 200 .ok "$form works" GET blueprints
done
token=
for type in bearer garbage Bearer; do
	port_tell "set?token-type=$type"
	answers 200 ".tokenType == \"$type\"" "tokenType $type" POST $route "$pair"
done
port_tell set?token-type=absent
answers 200 'has("tokenType") | not' 'no tokenType' POST $route "$pair"
port_tell set?token-ok=absent
answers 200 'has("ok") | not' 'no ok' POST $route "$pair"

# --- another clock ---
port_stop
port_start --clock-skew 7200 --credentials 'a:b:c'
mint a b:c
ahead=$(($(date -d "$(header Date)" +%s) - EPOCHSECONDS))
ok 'clock-skew: Date is ahead' [ $ahead -ge 7199 -a $ahead -le 7201 ]
holds ".exp - $EPOCHSECONDS | . >= 17980 and . <= 18001" 'clock-skew: so is exp' "$(claims "$token")"
holds '.expiresIn == 10800' 'clock-skew: expiresIn is not'

# --- 401 and 429 in many shapes ---
token=none
for what in 401 429; do
	[ $what = 401 ] || port_tell 'set?ratelimit=0&ratelimit-enforce=on'
	for style in json nomessage object text html empty; do
		port_tell "set?body-$what=$style"
		api GET blueprints
		is "$code" $what "a $what as $style"
		type=$(header Content-Type)
		case $style in
		json) holds '.ok == false and .error and .message' "$style" ;;
		nomessage) holds 'keys == ["error", "ok"]' "$style" ;;
		object) holds '.error.message and .error.code' "$style" ;;
		text) is "$type" text/plain "$style" ;;
		html) is "$type,${body:0:6}" 'text/html,<html>' "$style" ;;
		empty) is "$body" '' "$style" ;;
		esac
	done
done
port_end
done_testing
