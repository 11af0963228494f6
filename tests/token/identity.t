#!/bin/bash
# Which identity and which URL port-token uses: options first, then variables,
# then the default profile. One identity never replaces another.
. tests/lib.sh
. tests/token/common.sh
with_keyring

port_start
us=$port_url/v1
port_start
api=$port_url/v1
unset PORT_API_URL

# answers WANT NAME COMMAND...: WANT is api_url, client_id and source of the token.
answers() {
	local want=$1 name=$2
	shift 2
	run "$@"
	if [ "$status" = 0 ]; then
		is "$(json api_url) $(json client_id) $(json source)" "$want" "$name"
	else
		fail "$name" "status: $status" "err: $err"
	fi
}

pair=("PORT_CLIENT_ID=$port_id" "PORT_CLIENT_SECRET=$port_secret")
eu=https://api.getport.io/v1

# --- nothing ---

fails 6 'no credentials' 'nothing is set: 6' port-token
like "$err" 'hint: .*PORT_CLIENT_ID and PORT_CLIENT_SECRET.*port-token login' \
	'the hint has both ways out'

# --- the profiles of the following tests ---

ok 'a default profile' port-token login --api-url "$api" \
	--client-id "$port_id" <<< "$port_secret"
ok 'another profile with another URL' port-token login -p other --api-url "$us" \
	--client-id "$port_id" <<< "$port_secret"

# --- the order ---

all=("PORT_ACCESS_TOKEN=abc" "${pair[@]}" "PORT_API_URL=$us" PORT_PROFILE=other)
answers "$api $port_id keyring" '-p comes before every variable' \
	env "${all[@]}" port-token -j -p default
is "$err" '' 'and no warning, since -p is explicit'
answers "$us $port_id keyring" 'so does --profile' env "${all[@]}" port-token -j --profile other
run env "${all[@]}" port-token -j
is "$(json access_token)" abc 'then PORT_ACCESS_TOKEN'
is "$(json source)$(json client_id)" envnull 'whose client is unknown'
like "$err" 'PORT_PROFILE is ignored' 'a warning says that PORT_PROFILE is ignored'
run env "${all[@]}" port-token -j -q
is "$err" '' 'but not with -q'
answers "$us $port_id api" 'then PORT_CLIENT_ID and PORT_CLIENT_SECRET' \
	env "${pair[@]}" "PORT_API_URL=$us" PORT_PROFILE=default port-token -jq
answers "$us $port_id keyring" 'then PORT_PROFILE' env PORT_PROFILE=other port-token -j
answers "$api $port_id keyring" 'then the profile default' port-token -j

fails 6 'profile nobody' 'a profile that does not exist: 6' port-token -p nobody
fails 6 'profile nobody' 'even with credentials' \
	env "${pair[@]}" port-token -p nobody
fails 6 'profile nobody.*hint: port-token status .* port-token login -p nobody stores' 'PORT_PROFILE with such a profile: 6' env PORT_PROFILE=nobody port-token
for bad in a/b '' 'a b' "$(printf 'x%.0s' {1..65})" é; do
	fails 2 'name|NAME is empty' "not a profile name: '$bad'" port-token -p "$bad"
done
for good in A.b_c-9 "$(printf 'x%.0s' {1..64})"; do
	fails 6 "profile $good" "a profile name: $good" port-token -p "$good"
done

# --- a profile keeps its URL ---

fails 2 "is for $api, but --api-url.*hint: .*port-token login -p NAME --api-url http" 'another --api-url: 2' \
	port-token --api-url "$us"
fails 2 'is for .* but --api-url' 'the same with -p' port-token -p other --api-url "$api"
for v in PORT_API_URL PORT_BASE_URL; do
	fails 2 "but $v" "another $v: 2" env "$v=$us" port-token
	answers "$api $port_id keyring" "the same $v" \
		env "$v=$port_url/" port-token -j
done
fails 2 'but PORT_REGION' 'another PORT_REGION: 2' env PORT_REGION=us port-token
answers "$api $port_id keyring" 'the built-in URL does not count as given' port-token -j
answers "$api $port_id keyring" 'with -p, variables do not count' \
	env PORT_API_URL=us port-token -p default -j
before=$(wc -l < "$port_log")
run env "PORT_API_URL=$us" port-token -R
is "$status $(wc -l < "$port_log")" "2 $before" 'and nothing is sent'

# --- the URL ---

at() { PORT_ACCESS_TOKEN=abc run "$@"; json api_url; }
is "$(at port-token -j)" $eu 'by default the built-in URL'
is "$(at env PORT_REGION=us port-token -j)" https://api.us.getport.io/v1 PORT_REGION
is "$(at env PORT_REGION=us PORT_BASE_URL=https://b.example port-token -j)" \
	https://b.example/v1 'PORT_BASE_URL wins over PORT_REGION'
is "$(at env PORT_BASE_URL=https://b.example PORT_API_URL=https://a.example port-token -j)" \
	https://a.example/v1 'PORT_API_URL wins over PORT_BASE_URL'
is "$(at env PORT_API_URL=https://a.example port-token -j --api-url EU)" $eu \
	'--api-url wins over PORT_API_URL'
for same in https://api.port.io https://API.getport.io:443/v1/ HTTPS://api.port.io/ Eu; do
	is "$(at env "PORT_API_URL=$same" port-token -j)" $eu "$same is the same URL"
done
is "$(at env PORT_API_URL=https://api.us.port.io/v1 port-token -j)" \
	https://api.us.getport.io/v1 'api.us.port.io is the same URL as api.us.getport.io'
for good in http://localhost:80 http://127.1.2.3:8080/v1 'http://[::1]:1'; do
	PORT_ACCESS_TOKEN=abc ok "accepted: $good" port-token --api-url "$good"
done
fails 2 "hint: port-get --api-url 'http://\[::1\]:1' a:b" 'a hint quotes brackets, which a shell expands' \
	port-token --api-url 'http://[::1]:1' a:b
for bad in http://api.getport.io ftp://a https://u:p@a https://a?b https://a#b \
	https:// http://127.1 http://localhost.example $'https://a\tb' de; do
	PORT_ACCESS_TOKEN=abc fails 2 'URL|control' "refused: $bad" port-token --api-url "$bad"
	unlike "$err" 'u:p' 'and the password is not shown'
done

# --- PORT_ACCESS_TOKEN ---

for bad in 'a b' 'a"b' "a'b" 'é' 'a;b' "$(printf 'x%.0s' {1..16385})"; do
	fails 2 'PORT_ACCESS_TOKEN.* malformed' "malformed: ${bad:0:5}" \
		env "PORT_ACCESS_TOKEN=$bad" port-token
done
long=$(printf 'x%.0s' {1..16384})
gives "$long" '16384 bytes are a token' env "PORT_ACCESS_TOKEN=$long" port-token -r
gives abc 'CR and LF around it are removed' \
	env PORT_ACCESS_TOKEN=$'\r\nabc\r\n' port-token -r
fails 2 'control' 'CR inside it is refused' env PORT_ACCESS_TOKEN=$'a\rb' port-token
unlike "$err" 'a.b' 'and not shown'

# --- missing halves, and references that CI did not expand ---

fails 6 'PORT_CLIENT_SECRET is missing' 'only an id: 6' \
	env "${pair[0]}" port-token
fails 6 'PORT_CLIENT_ID is missing' 'only a secret: 6' env "${pair[1]}" port-token
unlike "$err" "$port_secret" 'and it is not shown'
for ref in '$X_1' '${X_1}' '$(X_1)'; do
	fails 6 'PORT_CLIENT_SECRET is missing' "$ref is not a secret: 6" \
		env "${pair[0]}" "PORT_CLIENT_SECRET=$ref" port-token
	like "$err" 'hint: PORT_CLIENT_SECRET.*X_1.*not defined for this job' \
		'the hint names the undefined variable'
	answers "$api $port_id keyring" "$ref is not a token: as if unset" \
		env "PORT_ACCESS_TOKEN=$ref" port-token -j
	fails 6 PORT_API_URL "$ref is not a URL: 6" env "PORT_API_URL=$ref" port-token
	like "$err" 'hint: .*X_1' 'the hint names it'
done
fails 6 'no credentials' 'undefined credentials on CI' \
	env CI=true 'PORT_CLIENT_ID=$X' 'PORT_CLIENT_SECRET=$Y' port-token
like "$err" 'hint: .*X.*Y.*not defined for this job' 'the hint names both'
unlike "$err" 'login' 'and not login, which a job cannot use'
for host in app.getport.io app.us.getport.io app.port.io; do
	fails 2 'the portal' "$host is the portal: 2" \
		env "${pair[@]}" "PORT_API_URL=https://$host" port-token
done
answers "$api $port_id keyring" 'an empty variable is unset' \
	env PORT_ACCESS_TOKEN= PORT_CLIENT_ID= PORT_CLIENT_SECRET= PORT_PROFILE= \
	PORT_API_URL= port-token -j

# --- no other file is read ---

mkdir "$tmp/dir"
printf 'PORT_ACCESS_TOKEN=xyz\n' > "$tmp/dir/.env"
printf 'machine 127.0.0.1 login a password b\n' > "$HOME/.netrc"
cli=$top/${SAN:+build/san/}helper/port-token
run env -C "$tmp/dir" PORT_KEYRING=off "$cli"
is "$status" 6 'neither .env nor .netrc is read'

done_testing
