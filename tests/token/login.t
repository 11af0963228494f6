#!/bin/bash
# login, status and logout: what they ask for, store, print and delete.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need jq secret-tool script

port_start
us=$port_url/v1
port_start --credentials other-id:other-secret --credentials "$port_id:rotated"
api=$port_url/v1
unset PORT_API_URL

# stored [PROFILE]: URL and id of a stored profile, from status.
stored() {
	local out
	out=$(port-token status -j 2> /dev/null)
	[[ $out =~ \{\"name\":\"${1-default}\",\"api_url\":\"([^\"]*)\",\"client_id\":\"([^\"]*)\"\} ]] &&
		echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
}

# kinds: the kinds of our items in the keyring.
kinds() { secret-tool search --all application port-token 2>&1 | sed -n 's/^attribute.kind = //p' | sort | xargs; }

# --- what login refuses ---

fails 2 'client id' 'no client id: 2' port-token login <<< "$port_secret"
fails 2 'hint: port-token login -p us --client-id ID$' 'the hint repeats the profile' \
	port-token login -p us <<< "$port_secret"
fails 2 'ID is empty' 'an empty --client-id' port-token login --client-id '' <<< "$port_secret"
fails 2 'not a client id' 'a control byte in the id' port-token login --client-id $'a\tb' <<< x
fails 2 'not a client id' 'an id that is not UTF-8' port-token login --client-id $'a\xff' <<< x
for bad in '' $' \t ' $'a\nb' $'a\001b' $'a\xffb' $'a\xc2\x9bb'; do
	run port-token login --api-url "$api" --client-id "$port_id" <<< "$bad"
	is "$status" 2 "not a secret: $(printf %q "$bad")"
done
run port-token login --api-url "$api" --client-id "$port_id" < /dev/null
is "$status" 2 'an empty stdin'
PORT_CLIENT_SECRET=$port_secret run port-token login --api-url "$api" --client-id "$port_id" < /dev/null
is "$status" 2 'PORT_CLIENT_SECRET is not read'
fails 2 URL 'not a URL' port-token login --api-url ftp://a --client-id a <<< x
fails 2 name 'not a profile name' port-token login -p a/b <<< x
run port-token login --api-url "$api" --client-id "$port_id" <<< wrong
is "$status" 7 'credentials that Port refuses: 7'
like "$err" 'HTTP 401.*hint: .*port-token login --api-url us$' 'and the hint names the other region'
is "$(kinds)" '' 'none of these stores anything'

# --- variables that login and logout do not read ---

for word in 'login --client-id a' logout; do
	for name in PORT_ACCESS_TOKEN PORT_CLIENT_SECRET; do
		# shellcheck disable=SC2086 # its words
		run env $name=$'a\tb' port-token $word --api-url "$api" <<< ''
		unlike "$err" "$name" "$word ignores $name"
	done
done
for variable in PORT_PROFILE='a b' PORT_API_URL=ftp://a PORT_API_URL='$UNDEFINED' \
	PORT_CLIENT_ID=$'a\tb' PORT_ACCESS_TOKEN=$'a\tb'; do
	run env "$variable" port-token logout --all
	is "$status" 0 "logout --all ignores $(printf %q "$variable")"
done
fails 2 'control byte' 'but CI counts, which may switch off the keyring' env CI=$'a\tb' port-token logout --all

# --- the first login ---

run port-token login --api-url "$port_url/" --client-id "$port_id" <<< $' \t'"$port_secret"$' \t\r'
is "$status,$out" 0, 'login reads the secret from a pipe, and trims it'
like "$err" "^port-token: profile default: .*$api .*$port_id.* port-get " \
	'it names profile, URL, id and what to try next'
is "$(wc -l < "$tmp/err")" 1 'in one line'
like "$err" 'port-get blueprints ' 'which tries the default profile'
unlike "$err" "$(sed 's/[+.]/[&]/g' <<< "$port_secret")" 'the secret is not shown'
is "$(stored)" "$api $port_id" 'the profile is stored'
is "$(kinds)" 'secret token' 'as a secret and a token'
fresh
ok 'port-token uses them' port-token
is "$(mints)" 0 'and does not ask Port again'
is "$(secret-tool search --all application port-token 2> /dev/null | grep -c '^secret = {.*}$')" 2 \
	'each item is one line of JSON'
# where KIND: the collection that holds the item.
where() {
	dbus-send --session --print-reply --dest=org.freedesktop.secrets \
		/org/freedesktop/secrets org.freedesktop.Secret.Service.SearchItems \
		"dict:string:string:application,port-token,kind,$1" |
		sed -n 's,.*/collection/\([^/]*\)/.*,\1,p'
}
is "$(where secret)" login 'the secret is in the default collection'
is "$(where token)" session 'the token in the session collection'

# --- another login ---

run port-token login <<< rotated
is "$status" 0 'a rotated secret: URL and id come from the profile'
is "$(stored)" "$api $port_id" 'which keeps them'
is "$(kinds)" 'secret token' 'the old secret and token are gone'
ok 'the new secret gets a token' port-token -R
run port-token login --client-id ' other-id ' <<< other-secret
is "$status,$(stored)" "0,$api other-id" 'another id replaces the profile'
is "$(kinds)" 'secret token' 'and its token'
is "$(json_of client_id port-token -j)" other-id 'port-token uses the new id'
run port-token login <<< wrong
is "$status,$(stored)" "7,$api other-id" 'a refused login changes nothing'
run env PORT_CLIENT_ID="$port_id" port-token login <<< other-secret
is "$status,$(stored)" "0,$api other-id" 'the stored id wins over PORT_CLIENT_ID'
run env PORT_CLIENT_ID="$port_id" port-token login -p fresh --api-url "$api" <<< "$port_secret"
is "$status,$(stored fresh)" "0,$api $port_id" 'a new profile takes PORT_CLIENT_ID'
run env PORT_API_URL="$us" PORT_CLIENT_ID="$port_id" PORT_PROFILE=second port-token login <<< "$port_secret"
is "$status,$(stored second)" "0,$us $port_id" 'and PORT_PROFILE and PORT_API_URL'
run port-token login -p us --api-url "$us" --client-id "$port_id" <<< "$port_secret"
like "$err" 'try: port-get -p us blueprints ' 'with -p, what to try next has -p'
is "$status,$(stored us)" "0,$us $port_id" 'a second organization is stored'
is "$(stored)" "$api other-id" 'beside the first'
run env PORT_API_URL="$api" port-token login -p us <<< "$port_secret"
is "$status,$(stored us)" "0,$us $port_id" 'variables do not change a profile that -p names'
run port-token login -p us -q <<< "$port_secret"
is "$status,$err" 0, '-q: nothing is printed'

# --- a person at a terminal ---

# typed TEXT COMMAND: types each line of TEXT at the next prompt of COMMAND.
typed() {
	local n=0 line
	: > "$tmp/tty"
	printf '%b' "$1" | while IFS= read -r line; do
		: $((n++))
		for (( tries = 0; tries < 1200; tries++ )); do
			[ "$(grep -cE 'Client (ID|secret)' "$tmp/tty")" -lt $n ] || break
			pause 0.05
		done
		printf '%s\n' "$line"
	done | script -qec "$2" /dev/null >> "$tmp/tty" 2>&1
}
typed "\n$port_secret\n" "port-token login -p fresh"
is "$?" 0 'Enter accepts the stored id'
like "$(cat "$tmp/tty")" "Client ID \[$port_id\]: .*Client secret: " 'the prompt shows it'
unlike "$(cat "$tmp/tty")" "${port_secret%%+*}[+]" 'the secret is not echoed'
typed "other-id\nother-secret\n" "port-token login -p fresh"
is "$?,$(stored fresh)" "0,$api other-id" 'another id can be typed'
typed "other-secret\n" "port-token login -p fresh --client-id other-id"
is "$?" 0 'login --client-id at a terminal'
unlike "$(cat "$tmp/tty")" 'Client ID' 'does not ask for the id'

typed '\004' "port-token login -p fresh"
like "$?,$(tr -d '\r' < "$tmp/tty")" \
	"^2,port-token: profile fresh at $api"$'\n'"Client ID \[other-id\]: "$'\n''port-token: the terminal: end of input'$'\n'?'$' \
	'the prompt is preceded by profile and URL; Ctrl-D ends login with an error'
typed '\n\004' "port-token login -p fresh"
like "$?,$(tr -d '\r' < "$tmp/tty")" $'Client secret: \nport-token: the terminal: end of input\n?$' \
	'so does Ctrl-D at the secret'
long=$(printf 'x%.0s' {1..9000})
PORT_CLIENT_ID=$long typed '\n' "port-token login -p new"
like "$?,$(tr -d '\r' < "$tmp/tty")" '^2,.*Client ID \[xxx.*login: not a client id' \
	'a PORT_CLIENT_ID that is too long is shown, and refused'

port_tell fault 'blueprints status=401'
fails 7 'hint: port-token status -p fresh .* port-token login -p fresh --api-url us$' \
	'after a 401 the hint is a command that works' port-get -p fresh blueprints
port_tell reset

# --- status ---

fresh
run port-token status
is "$status,$err" 0, 'status: a cached token'
like "$out" 'identity: profile default \(.*other-id.*expires 20[0-9-]+ [0-9:]+ .*, in (3 h 0|2 h 5[0-9]) min' \
	'identity, source and expiry'
like "$out" "profile:    us +$us +$port_id" 'every profile'
like "$out" "profile:  \* default +$api +other-id" 'the active one is marked'
is "$(sed -n 's/^profile:  \(.*\)http.*/\1/p' <<< "$out" | awk '{ print length }' | sort -u | wc -l)" 1 \
	'the columns are aligned'
like "$out" 'checked:  on this machine; to ask Port: port-get organization' \
	'it says that Port was not asked'
like "$(PORT_ACCESS_TOKEN=t port-token status --api-url us)" \
	'to ask Port: port-get --api-url us organization' 'and how to ask at the given URL'
TZ=Asia/Tokyo run port-token status
like "$out" 'expires .* JST, in ' 'times are local'
# A file with one zone, an hour east; \033 is in its name.
{
	printf TZif
	head -c 32 /dev/zero
	printf '\0\0\0\1\0\0\0\5\0\0\16\20\0\0\033[1m\0'
} > "$tmp/zone"
TZ=:$tmp/zone run port-token status
like "$out" 'expires .* \+0100, in ' 'a zone whose name holds control bytes'
run port-token status
secrets=$(secret-tool search --all application port-token 2> /dev/null |
	sed -nE 's/^secret = .*"(access_token|client_secret)":"([^"]*)".*/\2/p')
found=no
while read -r secret; do
	[[ $out != *"$secret"* ]] || found=$secret
done <<< "$secrets"
is "$(wc -l <<< "$secrets"),$found" 8,no 'no secret is shown'
run port-token status -j
mapfile -t got < <(jq -rc 'keys_unsorted, [.source, .profile, .api_url, .client_id, .keyring, .shadowed],
	([.profiles[].name] | sort), (.profiles[0] | keys_unsorted)' <<< "$out")
is "${got[0]}" '["source","profile","api_url","client_id","expires_at","keyring","shadowed","profiles"]' 'status -j: its keys'
is "${got[1]}" "[\"keyring\",\"default\",\"$api\",\"other-id\",\"ready\",[]]" '-j: their values'
is "${got[2]}" '["default","fresh","second","us"]' '-j: the profiles'
is "${got[3]}" '["name","api_url","client_id"]' '-j: the keys of a profile'
is "$(wc -l <<< "$out")" 1 '-j: one line'
exp=$(($(date +%s) + 1000))
run env PORT_ACCESS_TOKEN="$(jwt $exp)" PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b PORT_PROFILE=us port-token status -j
is "$(jq -c '[.source, .profile, .client_id, .expires_at, .shadowed]' <<< "$out")" \
	"[\"env\",null,null,$exp,[\"PORT_CLIENT_ID\",\"PORT_CLIENT_SECRET\",\"PORT_PROFILE\",\"profile default\"]]" \
	'-j: PORT_ACCESS_TOKEN, and what it shadows'
run env PORT_ACCESS_TOKEN=abc port-token status
is "$status" 0 'a token of unknown expiry is usable'
like "$out" 'PORT_ACCESS_TOKEN.*does not tell' 'and status says so'
run env PORT_ACCESS_TOKEN="$(jwt 1)" port-token status -j
is "$status" 6 'an expired PORT_ACCESS_TOKEN without credentials: 6'
run env PORT_ACCESS_TOKEN="$(jwt 1)" PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b port-token status -j
is "$status,$(json client_id)" 0,a 'with credentials: 0'
run env PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b port-token status
is "$status" 0 'credentials without a token are usable'
like "$out" 'PORT_CLIENT_ID and PORT_CLIENT_SECRET.*none cached' 'and status says so'
run port-token status -p us
like "$out" 'to ask Port: port-get -p us organization' '-p: how to ask Port has -p'
run port-token status -p us -j
is "$status,$(json profile),$(json source)" 0,us,keyring '-p: its token'
run port-token status -p nobody -j
is "$status,$(json source),$(json profile)" 6,null,null 'a profile that does not exist: 6'
is "$(grep -o '"name":' <<< "$out" | wc -l)" 4 'and all profiles are listed'
run env PORT_CLIENT_ID=a port-token status -j
is "$status,$(json source)" 6,null 'an id without a secret: 6'
run env PORT_CLIENT_ID=a port-token status
like "$out" '^identity: none \(nothing that can be used ' 'the message does not claim that nothing is set'
run env PORT_KEYRING=off port-token status -j
is "$status,$(json keyring),$(json source)" 6,off,null 'keyring off and nothing set: 6'
run env PORT_KEYRING=off port-token status -p us -j
is "$status" 8 'keyring off and a profile: 8'
run bash -c 'port-token status > /dev/full'
is "$status" 13 'a full disk'
is "$(mints),$(requests other)" 0,0 'status never asks Port'

# --- logout ---

run port-token logout
is "$status,$out" 0, logout
like "$err" 'profile default: forgotten; Port accepts the token until 20.*, in (3 h 0|2 h 5[0-9]) min$' \
	'it says until when Port accepts the token'
is "$(stored)" '' 'the profile is gone'
is "$(stored us)" "$us $port_id" 'the others are not'
run port-token logout
is "$status" 0 'logout of nothing succeeds'
like "$err" 'nothing was stored' 'and says so'
fails 2 "profile us is for $us, but --api-url says $api" 'logout -p with another URL: 2' \
	port-token logout -p us --api-url "$api"
is "$(stored us)" "$us $port_id" 'deletes nothing'
fails 2 'all: not with --api-url' 'logout --all with a URL: 2' port-token logout --all --api-url "$api"
ok 'logout -p with its own URL' port-token logout -p us --api-url "$us"
is "$(stored us)" '' 'deletes the profile'
fails 6 'profile us' 'which then does not exist' port-token -p us
export PORT_API_URL=$api
credentials
ok 'credentials in the environment get a token' port-token
before=$(kinds)
ok 'logout' port-token logout
is "$(wc -w <<< "$before") $(kinds | wc -w)" '5 4' 'logout deletes it'
ok 'they get another token' port-token
no_credentials
secret-tool store --label=foreign application something kind secret profile default <<< x
ok 'logout --all' port-token logout --all
is "$(kinds)" '' 'deletes every item of ours'
is "$(secret-tool lookup application something)" x 'and no other item'
run port-token logout --all
is "$status" 0 'logout --all of nothing succeeds'

fails 8 'there is no keyring.*hint: .*set PORT_CLIENT_ID and PORT_CLIENT_SECRET' 'login without a keyring' \
	env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR port-token login --client-id a

done_testing
