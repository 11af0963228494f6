#!/bin/bash
# Items that another program put into the keyring under our name: they pass the
# same checks as what is typed, or are ignored.
. tests/lib.sh
. tests/token/common.sh
with_keyring
. tests/keyring/lib.sh
need secret-tool jq

port_start
base=$port_url/v1
unset PORT_API_URL
sha=dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c

# string TEXT: leaves it as a JSON string in $string.
string() {
	string=${1//\\/\\\\}
	string=${string//\"/\\\"} string=${string//$'\n'/\\n} string=${string//$'\e'/\\u001b}
	string=\"$string\"
}

# body URL ID KEY VALUE: leaves the content of an item in $body.
body() {
	string "$1"
	body="{\"api_url\":$string,"
	string "$2"
	body+="\"client_id\":$string,\"secret_sha256\":\"$sha\",\"life\":9000,"
	string "$4"
	body+="\"wall\":$EPOCHSECONDS,\"boot\":0,\"boot_id\":\"\",\"asked\":false,\"$3\":$string}"
}

# plant KIND PROFILE URL ID BODY: an item with these attributes.
plant() {
	printf %s "$5" | secret-tool store --label=planted application port-token \
		kind "$1" profile "$2" api_url "$3" client_id "$4"
}

# both PROFILE URL ID: a token and a secret, attributes and content agreeing.
both() {
	body "$2" "$3" access_token planted
	plant token "$1" "$2" "$3" "$body"
	body "$2" "$3" client_secret "$port_secret"
	plant secret "$1" "$2" "$3" "$body"
}

# passed_over NAME [PROFILE]: no command takes anything of it, on any way out.
passed_over() {
	local said
	run port-token -x -p "${2-work}" -v
	is "$status,$out" $'6,unset PORT_ACCESS_TOKEN; (exit 6)' "$1: -x"
	like "$err" '"planted" is ignored: ' "$1: with a warning"
	fails 6 'not in the keyring' "$1: port-get" port-get -p "${2-work}" blueprints
	said=$(port-token status -p "${2-work}" -j 2> /dev/null)
	like "$?,$said" '^6,[{].*"api_url":null,.*"profiles":\[\][}]$' "$1: status"
}

# shellcheck disable=SC2016 # what is not to run
urls=("https://a'; touch $tmp/ran; '/v1" "http://evil.example/v1"
	'https://$(touch '"$tmp"'/ran)/v1' "http://127.0.0.1.evil.example/v1"
	"${base%/v1}" "$base/" "HTTP${base#http}" us https://api.port.io/v1
	https://user@api.getport.io/v1 'https://api.getport.io/v1?x=y'
	https://api.getport.io:443/v1 $'https://api.getport.io/v1\nx' '?' '')
ids=($'a\eb' $'a\u009bb' $'a\nb' '' "$(printf 'x%.0s' {1..4097})")

# planted STORE [N]: with the first N of the URLs and ids.
planted() {
	local store=$1 n=${2-99} hostile
	both work "$base" me
	gives planted "$store: the plant is right where nothing is wrong" port-token -r -p work
	"$K" forget > /dev/null
	for hostile in "${urls[@]:0:n}"; do
		both work "$hostile" me
		passed_over "$store: URL $(printf %q "$hostile")"
		"$K" forget > /dev/null
	done
	for hostile in "${ids[@]:0:n}"; do
		both work "$base" "$hostile"
		passed_over "$store: id $(printf %.20q "$hostile")"
		"$K" forget > /dev/null
	done
}

planted gnome-keyring
for hostile in 'a b' "a'b" $'a\eb' ../x "$(printf 'x%.0s' {1..65})"; do
	both "$hostile" "$base" me
	run port-token status -j
	is "$status,$(json profiles)" '6,[]' "profile $(printf %.20q "$hostile")"
	"$K" forget > /dev/null
done
body "$base" me client_secret x
plant secret '' "$base" me "$body"
run port-token status -j
is "$status,$(json profiles)" '6,[]' 'a secret of no profile'
"$K" forget > /dev/null
for hostile in "a'b" 'a b' $'a\nb' ''; do
	body "$base" me access_token "$hostile"
	plant token work "$base" me "$body"
	passed_over "token $(printf %.20q "$hostile")"
	"$K" forget > /dev/null
done
body "$base" me client_secret x
plant secret work "$base" me "${body/\"x\"/\"$'\xff'\"}"
passed_over 'a body that is not UTF-8'
"$K" forget > /dev/null
fake
planted 'fake service' 2
is "$(requests)" 0 'Port was never asked'
ok 'and nothing was run' test ! -e "$tmp/ran"

# --- locked: there are only the attributes ---

fake --prompt=never
for hostile in $'a\eb' $'a\u009bb' $'a\xc2\x9b31mb'; do
	plant secret work "$base" "$hostile" x
	plant secret "$hostile" "$base" me x
	plant secret work "https://$hostile/v1" me x
done
plant secret work "$base" me x
lock_default
for form in '' -j; do
	# shellcheck disable=SC2086 # -j or nothing
	run port-token status -p work $form
	is "$status" 8 "locked: status $form"
	is "$(LC_ALL=C grep -c $'[\x01-\x08\x0b-\x1f\x7f-\x9f]' "$tmp/out")" 0 \
		"locked: no control byte on stdout: status $form"
done
is "$(json 'profiles | length')" 1 'locked: what could be ours is listed'

# --- a session collection that is locked ---

fake --lock-session
credentials
PORT_API_URL=$port_url run port-token -v
is "$status,$(requests mint)" 0,1 'a token all the same'
like "$err" 'warning: the keyring is locked: the token is not cached' 'which is not kept, and says so'
is "$(PORT_API_URL=$port_url port-token status -j | jq -r .expires_at)" null 'nowhere else either'
no_credentials

# --- a lot of it ---

for name in api_url client_id profile kind; do
	fake --swell=$name
	both work "$base" me
	run port-token status -j
	is "$status,$(json profiles)" '6,[]' "an attribute of 3 MB: $name"
done
fake
puts=()
id=$(printf '"%.0s' {1..4096})
for ((i = 0; i < 150; i++)); do	# the bus lets a client wait for 128 answers
	puts+=(-- put kind=secret "profile=p$i" "api_url=$base" "client_id=$id" secret=x)
done
"$K" "${puts[@]:1}" > /dev/null
[ -n "${SAN-}" ] || {	# which takes longer than a keyring may
	run port-token status -j
	is "$status,$(json 'profiles | length')" 6,150 'a megabyte of profiles is listed'
}

done_testing
