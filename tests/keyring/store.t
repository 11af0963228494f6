#!/bin/bash
# Storing, finding and deleting items: the same in gnome-keyring, in the fake
# service, and in the fake service without a session collection.
. tests/lib.sh
with_keyring
. tests/keyring/lib.sh
need secret-tool

sha=dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c
head='{"api_url":"https://api.getport.io/v1","client_id":"me@example.org"'
head+=",\"secret_sha256\":\"$sha\""

# shellcheck disable=SC2086 # $url and $id are single words
# conformance STORE [own]: what every store must do; own: without foreign items.
conformance() {
	local store=$1 secret token long

	answers 0 ready "$store: can store a secret" "$K" can-store
	answers 0 ready "$store: is empty at first" "$K" find
	answers 0 "$(printf 'ready\n0 gone')" "$store: has nothing to delete" \
		"$K" forget

	token="token default ${url#*=} ${id#*=}"
	secret="secret default ${url#*=} ${id#*=}"
	answers 0 ready "$store: stores a secret" "$K" put kind=secret \
		profile=default $url $id secret='a"b\c d√©'
	answers 0 "$(printf 'ready\n%s' "$secret a\"b\\c d√©")" \
		"$store: returns it" "$K" find
	answers 0 ready "$store: stores a token" "$K" put kind=token \
		profile=default $url $id token=one life=100
	answers 0 "$(printf 'ready\n%s one\n%s' "$token" "$secret a\"b\\c d√©")" \
		"$store: finds both" "$K" find profile=default
	answers 0 "$(printf 'ready\n%s one' "$token")" \
		"$store: finds by kind" "$K" find kind=token
	answers 0 ready "$store: finds by profile" "$K" find profile=other
	answers 0 ready "$store: finds by URL" "$K" find api_url=https://x/v1
	answers 0 ready "$store: finds by id" "$K" find client_id=x

	answers 0 ready "$store: replaces an item with equal attributes" \
		"$K" put kind=token profile=default $url $id token=two life=50
	answers 0 "$(printf 'ready\n%s two' "$token")" \
		"$store: only the new one is left" "$K" find kind=token
	answers 0 ready "$store: stores a token without a profile" "$K" put kind=token \
		profile= $url $id token=three life=70
	answers 0 "$(printf 'ready\n%s three\n%s two' "${token/default/-}" "$token")" \
		"$store: the token with the longest life comes first" \
		"$K" find kind=token
	answers 0 "$(printf 'ready\n%s three' "${token/default/-}")" \
		"$store: finds it by the empty profile" "$K" find kind=token profile=

	long=$(printf 'x%.0s' {1..16384})
	answers 0 ready "$store: stores a token of the maximum length" "$K" put kind=token \
		profile=long $url $id token="$long" life=10
	answers 0 "$long" "$store: and returns it" "$K" token kind=token \
		profile=long
	answers 8 silent "$store: refuses a secret that is not UTF-8" \
		"$K" put kind=secret profile=bad $url $id secret=$'a\xff'
	answers 8 silent "$store: and one with a newline" \
		"$K" put kind=secret profile=bad $url $id secret=$'a\nb'
	answers 8 silent "$store: and one that is too long" \
		"$K" put kind=secret profile=bad $url $id secret="$long$long"
	answers 0 ready "$store: and stores nothing of them" "$K" find profile=bad

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
		"$store: it has no attributes but those that find it"
	long=x$(printf 'é%.0s' {1..110})
	"$K" put kind=token profile= $url client_id="$long" token=t life=100
	run secret-tool search --all application port-token client_id "$long"
	like "$(sed -n 's/^label = //p' <<< "$out")" '^Port token for xé+ \(' \
		"$store: the label of a long id is not cut inside a character"
	"$K" forget client_id="$long" -- forget profile=long -- \
		forget kind=token profile= > /dev/null
	[ "${2-}" = own ] || foreign "$store" "$secret" "$token"

	answers 0 "$(printf 'ready\n1 gone')" "$store: deletes by kind" \
		"$K" forget kind=secret profile=default
	answers 0 "$(printf 'ready\n%s two' "$token")" \
		"$store: and nothing else" "$K" find
	answers 0 "$(printf 'ready\n1 gone')" "$store: deletes by profile" \
		"$K" forget profile=default
	answers 0 "$(printf 'ready\n0 gone')" "$store: is empty again" "$K" forget
}

# foreign STORE SECRET TOKEN: items that are not ours, or that another program has
# changed, are ignored and stay.
# shellcheck disable=SC2034,SC2086
foreign() {
	local store=$1 secret=$2 token=$3 name forget=()
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

	plant of='somebody else' label=$'Some\eone' body=x
	plant kind=secret profile=elsewhere $url $id label='Disagrees' \
		body="${head/getport/evil},\"client_secret\":\"x\"}"
	plant kind=token profile=default-2 $url $id label='A secret as a token' \
		body="$head,\"client_secret\":\"x\"}"
	plant kind=other profile=default $url $id label='Another kind' \
		body="$head,\"client_secret\":\"x\"}"
	for name in "${!damaged[@]}"; do
		plant kind=secret profile="bad $name" $url $id label="Damaged: $name" \
			body="${damaged[$name]}"
	done
	plant_all
	answers 0 "$(printf 'ready\n%s two\n%s' "$token" "$secret a\"b\\c d√©")" \
		"$store: the items of another program are not found" "$K" -v find
	for name in "${!damaged[@]}"; do
		like "$err" "\"Damaged: $name\" is ignored: its content is damaged" \
			"$store: damaged content gets a warning: $name"
	done
	like "$err" '"Some\?one" is ignored: it was not put there by' \
		"$store: unknown attributes get a warning"
	like "$err" '"Disagrees" is ignored: its attributes and its content' \
		"$store: attributes that contradict the content, too"
	like "$err" '"A secret as a token" is ignored: its attributes and' \
		"$store: a kind that contradicts the content, too"
	like "$err" '"Another kind" is ignored: it was not put there by' \
		"$store: an unknown kind, too"
	run secret-tool search --all application port-token
	is "$(grep -c '^label' <<< "$out")" "$((${#damaged[@]} + 6))" \
		"$store: none of them is deleted"
	for name in "${!damaged[@]}"; do forget+=(-- forget profile="bad $name"); done
	"$K" forget profile=elsewhere "${forget[@]}" > /dev/null
	answers 0 "$(printf 'ready\n1 gone')" \
		"$store: a damaged item of ours can be deleted" \
		"$K" forget profile=default-2
	plant kind=secret profile=newer $url $id label=Newer \
		body="$head,\"client_secret\":\"x\",\"colour\":[1]}"
	plant_all
	answers 0 "$(printf 'ready\n%s x' "${secret/default/newer}")" \
		"$store: an unknown key in the content is ignored" "$K" find profile=newer
	"$K" forget profile=newer > /dev/null
}

conformance gnome-keyring

# Two items with equal attributes, in two collections.
body="$head,\"life\":%d,\"wall\":$(date +%s),\"boot\":0,\"boot_id\":\"\""
body+=',"asked":true,"access_token":"%s"}'
# shellcheck disable=SC2059,SC2086
plant kind=token profile=default $url $id label=Older \
	body="$(printf "$body" 100 older)"
plant_all
# shellcheck disable=SC2086
"$K" put kind=token profile=default $url $id token=newer life=900 > "$tmp/x"
token="token default ${url#*=} ${id#*=}"
answers 0 "$(printf 'ready\n%s newer\n%s older' "$token" "$token")" \
	'equal items in two collections: the one with the longest life comes first' \
	"$K" find kind=token
answers 0 "$(printf 'ready\n2 gone')" 'and both are deleted' "$K" forget

fake
conformance 'fake service'
fake --no-session
conformance 'fake service without a session collection' own
ok 'no service is asked to create a collection' \
	test "$(cat "$tmp"/calls.* | grep -c CreateCollection)" = 0
ok 'or to unlock or to prompt' \
	test "$(cat "$tmp"/calls.* | grep -cE 'Unlock|Prompt')" = 0
done_testing
