#!/bin/bash
# login, status and logout: what they ask, store and delete.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need jq secret-tool script

port_start
us=$port_url/v1
port_start --credentials other-id:other-secret --credentials "$port_id:rotated"
api=$port_url/v1
unset PORT_API_URL

# stored [PROFILE]: URL and id of a profile, from status.
stored() {
	port-token status -j 2> /dev/null | jq -r --arg p "${1-default}" \
		'.profiles[] | select(.name == $p) | .api_url + " " + .client_id'
}
kinds() { secret-tool search --all application port-token 2>&1 | sed -n 's/^attribute.kind = //p' | sort | xargs; }

# --- what login refuses ---

fails 2 'client id' 'no id anywhere: 2' port-token login <<< "$port_secret"
fails 2 'hint: port-token login -p us --client-id ID$' 'the profile stays' \
	port-token login -p us <<< "$port_secret"
fails 2 'ID is empty' 'an empty --client-id' port-token login --client-id '' <<< "$port_secret"
fails 2 'not a client id' 'a control byte in it' port-token login --client-id $'a\tb' <<< x
fails 2 'not a client id' 'a byte that is not UTF-8' port-token login --client-id $'a\xff' <<< x
for bad in '' $' \t ' $'a\nb' $'a\001b' $'a\xffb' $'a\xc2\x9bb'; do
	run port-token login --api-url "$api" --client-id "$port_id" <<< "$bad"
	is "$status" 2 "no secret: $(printf %q "$bad")"
done
run port-token login --api-url "$api" --client-id "$port_id" < /dev/null
is "$status" 2 'nothing on stdin'
PORT_CLIENT_SECRET=$port_secret run port-token login --api-url "$api" --client-id "$port_id" < /dev/null
is "$status" 2 'PORT_CLIENT_SECRET is not read'
fails 2 URL 'a bad URL' port-token login --api-url ftp://a --client-id a <<< x
fails 2 name 'a bad name' port-token login -p a/b <<< x
run port-token login --api-url "$api" --client-id "$port_id" <<< wrong
is "$status" 7 'credentials that Port refuses: 7'
like "$err" 'HTTP 401.*hint: .*port-token login --api-url us$' 'and the hint names the US organization'
is "$(kinds)" '' 'nothing was kept of all that'

# --- variables that are none of its business ---

for word in 'login --client-id a' logout; do
	for name in PORT_ACCESS_TOKEN PORT_CLIENT_SECRET; do
		# shellcheck disable=SC2086 # its words
		run env $name=$'a\tb' port-token $word --api-url "$api" <<< ''
		unlike "$err" "$name" "$word does not look at $name"
	done
done
for variable in PORT_PROFILE='a b' PORT_API_URL=ftp://a PORT_API_URL='$UNDEFINED' \
	PORT_CLIENT_ID=$'a\tb' PORT_ACCESS_TOKEN=$'a\tb'; do
	run env "$variable" port-token logout --all
	is "$status" 0 "logout --all does not look at $(printf %q "$variable")"
done
fails 2 'control byte' 'but at the keyring it does' env CI=$'a\tb' port-token logout --all

# --- first use ---

run port-token login --api-url "$port_url/" --client-id "$port_id" <<< $' \t'"$port_secret"$' \t\r'
is "$status,$out" 0, 'login, the secret from a pipe'
like "$err" "^port-token: profile default: .*$api .*$port_id.* port-get " \
	'ends with a line: profile, URL, id, what to try next'
is "$(wc -l < "$tmp/err")" 1 'one line'
like "$err" 'port-get blueprints ' 'which reads the default profile'
unlike "$err" "$(sed 's/[+.]/[&]/g' <<< "$port_secret")" 'without the secret'
is "$(stored)" "$api $port_id" 'it is there'
is "$(kinds)" 'secret token' 'secret and token'
fresh
ok 'and used' port-token
is "$(mints)" 0 'without another mint'
is "$(secret-tool search --all application port-token 2> /dev/null | grep -c '^secret = {.*}$')" 2 \
	'each item is one line of JSON'
# where KIND: the collection of the item.
where() {
	dbus-send --session --print-reply --dest=org.freedesktop.secrets \
		/org/freedesktop/secrets org.freedesktop.Secret.Service.SearchItems \
		"dict:string:string:application,port-token,kind,$1" |
		sed -n 's,.*/collection/\([^/]*\)/.*,\1,p'
}
is "$(where secret)" login 'the secret is in the default collection'
is "$(where token)" session 'the token in the session collection'

# --- second use ---

run port-token login <<< rotated
is "$status" 0 'the secret was rotated: URL and id are the stored ones'
is "$(stored)" "$api $port_id" 'and stay so'
is "$(kinds)" 'secret token' 'nothing is left of the old one'
ok 'a token of the new one' port-token -R
run port-token login --client-id ' other-id ' <<< other-secret
is "$status,$(stored)" "0,$api other-id" 'another id replaces the profile'
is "$(kinds)" 'secret token' 'and its tokens'
is "$(port-token -j | jq -r .client_id)" other-id 'which is who we are now'
run port-token login <<< wrong
is "$status,$(stored)" "7,$api other-id" 'a refused login changes nothing'
run env PORT_CLIENT_ID="$port_id" port-token login <<< other-secret
is "$status,$(stored)" "0,$api other-id" 'the stored id comes before PORT_CLIENT_ID'
run env PORT_CLIENT_ID="$port_id" port-token login -p fresh --api-url "$api" <<< "$port_secret"
is "$status,$(stored fresh)" "0,$api $port_id" 'which serves a new profile'
run env PORT_API_URL="$us" PORT_CLIENT_ID="$port_id" PORT_PROFILE=second port-token login <<< "$port_secret"
is "$status,$(stored second)" "0,$us $port_id" 'PORT_PROFILE and PORT_API_URL name a new one'
run port-token login -p us --api-url "$us" --client-id "$port_id" <<< "$port_secret"
like "$err" 'try: port-get -p us blueprints ' 'what to try next is of the profile that -p named'
is "$status,$(stored us)" "0,$us $port_id" 'a second organization'
is "$(stored)" "$api other-id" 'beside the first'
run env PORT_API_URL="$api" port-token login -p us <<< "$port_secret"
is "$status,$(stored us)" "0,$us $port_id" 'variables do not move what -p names'
run port-token login -p us -q <<< "$port_secret"
is "$status,$err" 0, '-q: no last line'

# --- a person at a terminal ---

# typed TEXT COMMAND: types the lines, each once there is a prompt for it.
typed() {
	local n=0 line
	: > "$tmp/tty"
	printf '%b' "$1" | while IFS= read -r line; do
		: $((n++))
		for (( tries = 0; tries < 600; tries++ )); do
			[ "$(grep -oE 'Client (ID|secret)' "$tmp/tty" | wc -l)" -lt $n ] || break
			sleep 0.1
		done
		printf '%s\n' "$line"
	done | script -qec "$2" /dev/null >> "$tmp/tty" 2>&1
}
typed "\n$port_secret\n" "port-token login -p fresh"
is "$?" 0 'Enter takes the stored id'
like "$(cat "$tmp/tty")" "Client ID \[$port_id\]: .*Client secret: " 'which the prompt shows'
unlike "$(cat "$tmp/tty")" "${port_secret%%+*}[+]" 'the secret is not echoed'
typed "other-id\nother-secret\n" "port-token login -p fresh"
is "$?,$(stored fresh)" "0,$api other-id" 'another id can be typed'
typed "other-secret\n" "port-token login -p fresh --client-id other-id"
is "$?" 0 'none is asked for with --client-id'
unlike "$(cat "$tmp/tty")" 'Client ID' 'nor shown'

typed '\004' "port-token login -p fresh"
like "$?,$(tr -d '\r' < "$tmp/tty")" \
	"^2,port-token: profile fresh at $api"$'\n'"Client ID \[other-id\]: "$'\n''port-token: the terminal: end of input'$'\n'?'$' \
	'it says which profile and URL it asks for; Ctrl-D ends with a line of its own'
typed '\n\004' "port-token login -p fresh"
like "$?,$(tr -d '\r' < "$tmp/tty")" $'Client secret: \nport-token: the terminal: end of input\n?$' \
	'so it does at the secret'

port_tell fault 'blueprints status=401'
fails 7 'hint: port-token status -p fresh .* port-token login -p fresh --api-url us$' \
	'a hint that works when it is typed' port-get -p fresh blueprints
port_tell reset

# --- status ---

fresh
run port-token status
is "$status,$err" 0, 'status: a token is at hand'
like "$out" 'identity: profile default \(.*other-id.*expires 20[0-9-]+ [0-9:]+ .*, in (3 h 0|2 h 5[0-9]) min' \
	'who, why, and until when'
like "$out" "profile:    us +$us +$port_id" 'and every profile'
like "$out" "profile:  \* default +$api +other-id" 'the active one is marked'
is "$(sed -n 's/^profile:  \(.*\)http.*/\1/p' <<< "$out" | awk '{ print length }' | sort -u | wc -l)" 1 \
	'in columns'
like "$out" 'checked:  on this machine; to ask Port: port-get organization' \
	'and how far that may be trusted'
like "$(PORT_ACCESS_TOKEN=t port-token status --api-url us)" \
	'to ask Port: port-get --api-url us organization' 'at the URL that was given'
TZ=Asia/Tokyo run port-token status
like "$out" 'expires .* JST, in ' 'in local time'
secrets=$(secret-tool search --all application port-token 2> /dev/null |
	sed -n 's/^secret = //p' | jq -r '.access_token, .client_secret | values')
found=no
while read -r secret; do
	[[ $out != *"$secret"* ]] || found=$secret
done <<< "$secrets"
is "$(wc -l <<< "$secrets"),$found" 8,no 'never a secret'
run port-token status -j
is "$(jq -r 'keys_unsorted | join(" ")' <<< "$out")" \
	'source profile api_url client_id expires_at keyring shadowed profiles' '-j: its keys'
is "$(jq -c '[.source, .profile, .api_url, .client_id, .keyring, .shadowed]' <<< "$out")" \
	"[\"keyring\",\"default\",\"$api\",\"other-id\",\"ready\",[]]" '-j: a profile'
is "$(jq -c '[.profiles[].name] | sort' <<< "$out")" '["default","fresh","second","us"]' '-j: the profiles'
is "$(jq -r '.profiles[0] | keys_unsorted | join(" ")' <<< "$out")" 'name api_url client_id' '-j: of each'
is "$(wc -l <<< "$out")" 1 '-j: one line'
exp=$(($(date +%s) + 1000))
run env PORT_ACCESS_TOKEN="$(jwt $exp)" PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b PORT_PROFILE=us port-token status -j
is "$(jq -c '[.source, .profile, .client_id, .expires_at, .shadowed]' <<< "$out")" \
	"[\"env\",null,null,$exp,[\"PORT_CLIENT_ID\",\"PORT_CLIENT_SECRET\",\"PORT_PROFILE\",\"profile default\"]]" \
	'-j: a token variable, and what it shadows'
run env PORT_ACCESS_TOKEN=abc port-token status
is "$status" 0 'a token of unknown life is usable'
like "$out" 'PORT_ACCESS_TOKEN.*does not tell' 'and it says so'
run env PORT_ACCESS_TOKEN="$(jwt 1)" port-token status -j
is "$status" 6 'an expired token and nothing that may replace it: 6'
run env PORT_ACCESS_TOKEN="$(jwt 1)" PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b port-token status -j
is "$status,$(json client_id)" 0,a 'credentials may'
run env PORT_CLIENT_ID=a PORT_CLIENT_SECRET=b port-token status
is "$status" 0 'credentials without a token are usable'
like "$out" 'PORT_CLIENT_ID and PORT_CLIENT_SECRET.*none cached' 'and it says so'
run port-token status -p us
like "$out" 'to ask Port: port-get -p us organization' 'to ask Port as -p'
run port-token status -p us -j
is "$status,$(json profile),$(json source)" 0,us,keyring '-p'
run port-token status -p nobody -j
is "$status,$(json source),$(json profile)" 6,null,null 'no such profile: 6'
is "$(jq '.profiles | length' <<< "$out")" 4 'and still the list'
run env PORT_CLIENT_ID=a port-token status -j
is "$status,$(json source)" 6,null 'half of the credentials: 6'
run env PORT_CLIENT_ID=a port-token status
like "$out" '^identity: none \(nothing that can be used ' 'which does not say that nothing is set'
run env PORT_KEYRING=off port-token status -j
is "$status,$(json keyring),$(json source)" 6,off,null 'no keyring and nothing set: 6'
run env PORT_KEYRING=off port-token status -p us -j
is "$status" 8 'a profile, the keyring off: 8'
run bash -c 'port-token status > /dev/full'
is "$status" 13 'a full disk'
is "$(mints),$(requests other)" 0,0 'all of it offline'

# --- logout ---

run port-token logout
is "$status,$out" 0, logout
like "$err" 'profile default: forgotten; Port accepts the token until 20.*, in (3 h 0|2 h 5[0-9]) min$' \
	'says until when Port honours the token'
is "$(stored)" '' 'it is gone'
is "$(stored us)" "$us $port_id" 'and no other'
run port-token logout
is "$status" 0 'again: nothing to do'
like "$err" 'nothing was stored' 'and says so'
fails 2 "profile us is for $us, but --api-url says $api" 'logout -p with the URL of another' \
	port-token logout -p us --api-url "$api"
is "$(stored us)" "$us $port_id" 'forgets nothing'
fails 2 'all: not with --api-url' 'logout --all of one URL' port-token logout --all --api-url "$api"
ok 'logout -p, with its URL' port-token logout -p us --api-url "$us"
is "$(stored us)" '' 'forgets that one'
fails 6 'profile us' 'which is nobody then' port-token -p us
export PORT_API_URL=$api
credentials
ok 'a token for credentials in the environment' port-token
before=$(kinds)
ok 'logout' port-token logout
is "$(wc -w <<< "$before") $(kinds | wc -w)" '5 4' 'forgets that as well'
ok 'a token again' port-token
no_credentials
secret-tool store --label=foreign application something kind secret profile default <<< x
ok 'logout --all' port-token logout --all
is "$(kinds)" '' 'forgets all that is ours'
is "$(secret-tool lookup application something)" x 'and nothing else'
run port-token logout --all
is "$status" 0 'again: nothing to do'

fails 8 'there is no keyring.*hint: .*set PORT_CLIENT_ID and PORT_CLIENT_SECRET' 'login without a keyring' \
	env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR port-token login --client-id a

done_testing
