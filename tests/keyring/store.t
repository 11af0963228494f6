#!/bin/bash
# What works alike with gnome-keyring, and with the fake service with and without
# a session collection.
. tests/lib.sh
with_keyring
. tests/keyring/lib.sh
need secret-tool

# raw KIND PROFILE LABEL BODY [WORD...]: an item that somebody else put there.
raw() {
	local kind=$1 profile=$2 label=$3 body=$4
	shift 4
	printf %s "$body" | secret-tool store --label="$label" \
		application port-token kind "$kind" profile "$profile" \
		api_url "${url#*=}" client_id "${id#*=}" "$@"
}

sha=dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c
head='{"api_url":"https://api.getport.io/v1","client_id":"me@example.org"'
head+=",\"secret_sha256\":\"$sha\""

# shellcheck disable=SC2086 # $url and $id are single words
conformance() {
	local store=$1 secret token long

	answers 0 ready "$store: can store a secret" "$K" can-store
	answers 0 ready "$store: is empty" "$K" find
	answers 0 "$(printf 'ready\n0 gone')" "$store: nothing to forget" \
		"$K" forget

	token="token default ${url#*=} ${id#*=}"
	secret="secret default ${url#*=} ${id#*=}"
	answers 0 ready "$store: takes a secret" "$K" put kind=secret \
		profile=default $url $id secret='a"b\c d√©'
	answers 0 "$(printf 'ready\n%s' "$secret a\"b\\c d√©")" \
		"$store: gives it back" "$K" find
	answers 0 ready "$store: takes a token" "$K" put kind=token \
		profile=default $url $id token=one life=100
	answers 0 "$(printf 'ready\n%s one\n%s' "$token" "$secret a\"b\\c d√©")" \
		"$store: finds both" "$K" find profile=default
	answers 0 "$(printf 'ready\n%s one' "$token")" \
		"$store: finds by kind" "$K" find kind=token
	answers 0 ready "$store: finds by profile" "$K" find profile=other
	answers 0 ready "$store: finds by URL" "$K" find api_url=https://x/v1
	answers 0 ready "$store: finds by id" "$K" find client_id=x

	answers 0 ready "$store: takes an item in the place of an equal one" \
		"$K" put kind=token profile=default $url $id token=two life=50
	answers 0 "$(printf 'ready\n%s two' "$token")" \
		"$store: which is then the only one" "$K" find kind=token
	answers 0 ready "$store: no profile is a profile" "$K" put kind=token \
		profile= $url $id token=three life=70
	answers 0 "$(printf 'ready\n%s three\n%s two' "${token/default/-}" "$token")" \
		"$store: the token that lives longest comes first" \
		"$K" find kind=token
	answers 0 "$(printf 'ready\n%s three' "${token/default/-}")" \
		"$store: finds it by the empty profile" "$K" find kind=token profile=

	long=$(printf 'x%.0s' {1..16384})
	answers 0 ready "$store: takes the longest token" "$K" put kind=token \
		profile=long $url $id token="$long" life=10
	answers 0 "$long" "$store: and gives it back" "$K" token kind=token \
		profile=long
	answers 8 silent "$store: does not take a secret that is no UTF-8" \
		"$K" put kind=secret profile=bad $url $id secret=$'a\xff'
	answers 8 silent "$store: nor one with a newline" \
		"$K" put kind=secret profile=bad $url $id secret=$'a\nb'
	answers 8 silent "$store: nor one that is too long" \
		"$K" put kind=secret profile=bad $url $id secret="$long$long"
	answers 0 ready "$store: and keeps nothing of them" "$K" find profile=bad

	run secret-tool search --all application port-token kind secret
	is "$(sed -n 's/^label = //p' <<< "$out")" \
		'Port client secret for default (api.getport.io)' \
		"$store: the label of a secret"
	like "$out" "secret = .\"api_url\":[^"$'\n'"]*\"client_secret\":[^"$'\n'"]*." \
		"$store: the body is one line of JSON"
	run secret-tool search --all application port-token kind token profile ''
	is "$(sed -n 's/^label = //p' <<< "$out")" \
		'Port token for me@example.org (api.getport.io)' \
		"$store: the label of a token without a profile"
	is "$(sed -n 's/^attribute\.//p' "$tmp/err" | sort)" \
		"$(printf '%s\n' "api_url = ${url#*=}" 'application = port-token' \
		"client_id = ${id#*=}" 'kind = token' 'profile = ')" \
		"$store: attributes find it and tell nothing else"
	long=x$(printf 'é%.0s' {1..110})
	"$K" put kind=token profile= $url client_id="$long" token=t life=100
	run secret-tool search --all application port-token client_id "$long"
	like "$(sed -n 's/^label = //p' <<< "$out")" '^Port token for xé+ \(' \
		"$store: the label of a long id ends with a character"
	"$K" forget client_id="$long" > /dev/null

	"$K" forget profile=long > /dev/null
	"$K" forget kind=token profile= > /dev/null
	foreign "$store" "$secret" "$token"

	answers 0 "$(printf 'ready\n1 gone')" "$store: forgets by kind" \
		"$K" forget kind=secret profile=default
	answers 0 "$(printf 'ready\n%s two' "$token")" \
		"$store: and only that" "$K" find
	answers 0 "$(printf 'ready\n1 gone')" "$store: forgets the rest" \
		"$K" forget profile=default
	answers 0 "$(printf 'ready\n0 gone')" "$store: once" "$K" forget
}

# What is not ours, or no longer what we wrote, is passed over and stays.
# shellcheck disable=SC2034
foreign() {
	local store=$1 secret=$2 token=$3 name body
	local -A damaged=(
		['no JSON']='hello'
		['half']="$head"
		['two texts']="$head,\"client_secret\":\"x\"} {}"
		['no object']='["client_secret"]'
		['empty']=' '
		['no secret']="$head}"
		['both']="$head,\"client_secret\":\"x\",\"access_token\":\"y\"}"
		['wrong type']="$head,\"client_secret\":7}"
		['newline inside']="$head,\"client_secret\":\"a\\nb\"}"
		['newline between']="$head,"$'\n'"\"client_secret\":\"x\"}"
	)

	printf x | secret-tool store --label=$'Some\eone' application port-token \
		of 'somebody else'
	raw secret elsewhere 'Disagrees' "${head/getport/evil},\"client_secret\":\"x\"}"
	raw token default-2 'A secret as a token' "$head,\"client_secret\":\"x\"}"
	raw other default 'Another kind' "$head,\"client_secret\":\"x\"}"
	for name in "${!damaged[@]}"; do
		raw secret "bad $name" "Damaged: $name" "${damaged[$name]}"
	done
	answers 0 "$(printf 'ready\n%s two\n%s' "$token" "$secret a\"b\\c d√©")" \
		"$store: what is not ours is passed over" "$K" -v find
	for name in "${!damaged[@]}"; do
		like "$err" "\"Damaged: $name\" is ignored: its content is damaged" \
			"$store: a body is refused: $name"
	done
	like "$err" '"Some\?one" is ignored: it was not put there by' \
		"$store: an item of somebody else is told"
	like "$err" '"Disagrees" is ignored: its attributes and its content' \
		"$store: attributes that disagree are told"
	like "$err" '"A secret as a token" is ignored: its attributes and' \
		"$store: a kind that disagrees is told"
	like "$err" '"Another kind" is ignored: it was not put there by' \
		"$store: an unknown kind is told"
	run secret-tool search --all application port-token
	is "$(grep -c '^label' <<< "$out")" "$((${#damaged[@]} + 6))" \
		"$store: nothing is deleted for that"
	for name in "${!damaged[@]}"; do
		"$K" forget profile="bad $name" > /dev/null
	done
	"$K" forget profile=elsewhere > /dev/null
	answers 0 "$(printf 'ready\n1 gone')" \
		"$store: a damaged item of ours can be forgotten" \
		"$K" forget profile=default-2
	raw secret newer Newer "$head,\"client_secret\":\"x\",\"colour\":[1]}"
	answers 0 "$(printf 'ready\n%s x' "${secret/default/newer}")" \
		"$store: an unknown key is passed over" "$K" find profile=newer
	"$K" forget profile=newer > /dev/null
}

conformance gnome-keyring

# Two items with equal attributes, in two collections.
body="$head,\"life\":%d,\"wall\":$(date +%s),\"boot\":0,\"boot_id\":\"\""
body+=',"asked":true,"access_token":"%s"}'
# shellcheck disable=SC2059
raw token default Older "$(printf "$body" 100 older)" > "$tmp/x"
# shellcheck disable=SC2086
"$K" put kind=token profile=default $url $id token=newer life=900 > "$tmp/x"
token="token default ${url#*=} ${id#*=}"
answers 0 "$(printf 'ready\n%s newer\n%s older' "$token" "$token")" \
	'of two equal items in two collections the one that lives longer is first' \
	"$K" find kind=token
answers 0 "$(printf 'ready\n2 gone')" 'and both are forgotten' "$K" forget

fake
conformance 'fake service'
fake --no-session
conformance 'fake service without a session collection'
ok 'no store was asked to create a collection' \
	test "$(cat "$tmp"/calls.* | grep -c CreateCollection)" = 0
ok 'nor to unlock or prompt' \
	test "$(cat "$tmp"/calls.* | grep -cE 'Unlock|Prompt')" = 0
done_testing
