#!/bin/bash
# Items that another program put into the keyring under our name: they pass the
# same checks as typed input, or they are ignored.
. tests/lib.sh
. tests/token/common.sh
with_keyring
. tests/keyring/lib.sh

port_start
base=$port_url/v1
unset PORT_API_URL
sha=dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c

# string TEXT: sets $string to TEXT as a JSON string.
string() {
	string=${1//\\/\\\\}
	string=${string//\"/\\\"} string=${string//$'\n'/\\n} string=${string//$'\e'/\\u001b}
	string=\"$string\"
}

# body URL ID KEY VALUE: sets $body to the content of an item.
body() {
	string "$1"
	body="{\"api_url\":$string,"
	string "$2"
	body+="\"client_id\":$string,\"secret_sha256\":\"$sha\",\"life\":9000,"
	string "$4"
	body+="\"wall\":$EPOCHSECONDS,\"boot\":0,\"boot_id\":\"\",\"asked\":false,\"$3\":$string}"
}

# item KIND PROFILE URL ID BODY: plants an item with a label of its own.
item() {
	plant "label=planted $2" "kind=$1" "profile=$2" "api_url=$3" "client_id=$4" "body=$5"
}

# both PROFILE URL ID: plants a token and a secret whose attributes and content agree.
both() {
	body "$2" "$3" access_token planted
	item token "$1" "$2" "$3" "$body"
	body "$2" "$3" client_secret "$port_secret"
	item secret "$1" "$2" "$3" "$body"
}

# ignored PROFILE NAME: port-token fails, and warns of the item.
ignored() {
	run port-token -x -p "$1" -v
	is "$status,$out" $'6,unset PORT_ACCESS_TOKEN; (exit 6)' "$2: no token"
	like "$err" "\"planted $1\" is ignored: " "$2: a warning"
}

# no_profile NAME: status knows no profile, and the keyring is empty again.
no_profile() {
	run port-token status -j
	like "$status,$out" '^6,[{].*"api_url":null,.*"profiles":\[\][}]$' "$1: status lists none"
	"$K" forget > /dev/null
}

# shellcheck disable=SC2016 # what must not run
urls=("https://a'; touch $tmp/ran; '/v1" "http://evil.example/v1"
	'https://$(touch '"$tmp"'/ran)/v1' "http://127.0.0.1.evil.example/v1"
	"${base%/v1}" "$base/" "HTTP${base#http}" us https://api.port.io/v1
	https://user@api.getport.io/v1 'https://api.getport.io/v1?x=y'
	https://api.getport.io:443/v1 $'https://api.getport.io/v1\nx' '?' '')
ids=($'a\eb' $'a\u009bb' $'a\nb' '' "$(printf 'x%.0s' {1..4097})")

# hostile STORE [N]: with the first N of the URLs and ids.
hostile() {
	local store=$1 n=${2-99} i
	both work "$base" me
	plant_all
	gives planted "$store: a correct token is used" port-token -r -p work
	"$K" forget > /dev/null
	for i in "${!urls[@]}"; do both "url$i" "${urls[i]}" me; done
	for i in "${!ids[@]}"; do both "id$i" "$base" "${ids[i]}"; done
	plant_all
	for i in "${!urls[@]}"; do
		[ "$i" -ge "$n" ] || ignored "url$i" "$store: URL $(printf %q "${urls[i]}")"
	done
	for i in "${!ids[@]}"; do
		[ "$i" -ge "$n" ] || ignored "id$i" "$store: id $(printf %.20q "${ids[i]}")"
	done
	fails 6 'not in the keyring' "$store: URL: port-get" port-get -p url0 blueprints
	fails 6 'not in the keyring' "$store: id: port-get" port-get -p id0 blueprints
	no_profile "$store"
}

hostile gnome-keyring
for name in 'a b' "a'b" $'a\eb' ../x "$(printf 'x%.0s' {1..65})"; do
	both "$name" "$base" me
done
body "$base" me client_secret x
item secret '' "$base" me "$body"
plant_all
no_profile 'bad profile names'

tokens=("a'b" 'a b' $'a\nb' '')
for i in "${!tokens[@]}"; do
	body "$base" me access_token "${tokens[i]}"
	item token "token$i" "$base" me "$body"
done
body "$base" me client_secret x
item secret latin1 "$base" me "${body/\"x\"/\"$'\xff'\"}"
plant_all
for i in "${!tokens[@]}"; do ignored "token$i" "token $(printf %.20q "${tokens[i]}")"; done
ignored latin1 'content that is not UTF-8'
no_profile 'bad contents'

credentials
item token '' "$base" "$port_id" ''
plant_all
PORT_API_URL=$port_url PORT_KEYRING=on run port-token -r -v
like "$status,$err" '^0,.*"planted " is ignored: its content is damaged' \
	'an item without content is damaged, not locked'
no_credentials
"$K" forget > /dev/null
port_tell reset
: > "$port_log"

fake
hostile 'fake service' 2
is "$(requests)" 0 'Port is never asked'
ok 'and nothing ran' test ! -e "$tmp/ran"

# --- a locked keyring shows only attributes ---

fake --prompt=never
for hostile in $'a\eb' $'a\u009bb' $'a\xc2\x9b31mb'; do
	item secret work "$base" "$hostile" x
	item secret "$hostile" "$base" me x
	item secret work "https://$hostile/v1" me x
done
item secret work "$base" me x
plant_all
lock_default
for form in '' -j; do
	# shellcheck disable=SC2086 # -j or nothing
	run port-token status -p work $form
	is "$status" 8 "locked: status $form"
	is "$(LC_ALL=C grep -c $'[\x01-\x08\x0b-\x1f\x7f-\x9f]' "$tmp/out")" 0 \
		"locked: status $form prints no control byte"
done
is "$(grep -o '"name":' <<< "$out" | wc -l)" 1 'locked: the one valid profile is listed'

# --- a locked session collection ---

fake --lock-session
credentials
PORT_API_URL=$port_url run port-token -v
is "$status,$(requests mint)" 0,1 'a locked session collection: Port gives a token'
like "$err" 'warning: the keyring is locked: the token is not cached' 'a warning says that it is not cached'
is "$(PORT_API_URL=$port_url json_of expires_at port-token status -j)" null 'and it is cached nowhere else'
no_credentials

# --- too much of it ---

for name in api_url client_id profile kind; do
	fake --swell=$name
	both work "$base" me
	plant_all
	run port-token status -j
	is "$status,$(json profiles)" '6,[]' "an attribute of 3 MB: $name: status lists no profile"
done
fake
puts=()
id=$(printf '"%.0s' {1..4096})
for ((i = 0; i < 150; i++)); do	# the bus accepts 128 pending calls of a client
	puts+=(-- put kind=secret "profile=p$i" "api_url=$base" "client_id=$id" secret=x)
done
"$K" "${puts[@]:1}" > /dev/null
[ -n "${SAN-}" ] || {	# with sanitizers it takes longer than the keyring may
	run port-token status -j
	is "$status,$(grep -o '"name":' <<< "$out" | wc -l)" 6,150 'a megabyte of profiles is listed'
}

done_testing
