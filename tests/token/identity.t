#!/bin/bash
# Which URL and identity is used: the first that is given, explicit before
# ambient, and one identity never replaces another.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need jq

port_start
us=$port_url/v1
port_start
api=$port_url/v1
unset PORT_API_URL

# answers WANT NAME COMMAND...: api_url, client_id and source of the token.
answers() {
	local want=$1 name=$2
	shift 2
	run "$@"
	if [ "$status" = 0 ]; then
		is "$(jq -r '[.api_url, .client_id // "-", .source] | join(" ")' <<< "$out")" \
			"$want" "$name"
	else
		fail "$name" "status: $status" "err: $err"
	fi
}

# as NAME=VALUE... [COMMAND...]: with these variables.
as() { env "$@"; }
pair=("PORT_CLIENT_ID=$port_id" "PORT_CLIENT_SECRET=$port_secret")
eu=https://api.getport.io/v1

# --- nothing ---

fails 6 'no credentials' 'nothing: 6' port-token
like "$err" 'hint: .*PORT_CLIENT_ID and PORT_CLIENT_SECRET.*port-token login' \
	'and the hint says both ways out'

# --- profiles, for what follows ---

ok 'a default profile' port-token login --api-url "$api" \
	--client-id "$port_id" <<< "$port_secret"
ok 'and another, with another URL' port-token login -p other --api-url "$us" \
	--client-id "$port_id" <<< "$port_secret"

# --- the order ---

all=("PORT_ACCESS_TOKEN=abc" "${pair[@]}" "PORT_API_URL=$us" PORT_PROFILE=other)
answers "$api $port_id keyring" '-p comes before every variable' \
	as "${all[@]}" port-token -j -p default
is "$err" '' 'without a word, since it was said'
answers "$us $port_id keyring" '--profile too' as "${all[@]}" port-token -j --profile other
run as "${all[@]}" port-token -j
is "$(jq -r .access_token <<< "$out")" abc 'then PORT_ACCESS_TOKEN'
is "$(json source)$(json client_id)" envnull 'which is nobody known'
like "$err" 'PORT_PROFILE is ignored' 'a shadowed PORT_PROFILE is told, terminal or not'
run as "${all[@]}" port-token -j -q
is "$err" '' 'but with -q'
answers "$us $port_id api" 'then id and secret' \
	as "${pair[@]}" "PORT_API_URL=$us" PORT_PROFILE=default port-token -jq
answers "$us $port_id keyring" 'then PORT_PROFILE' as PORT_PROFILE=other port-token -j
answers "$api $port_id keyring" 'then default' port-token -j

fails 6 'profile nobody' 'a profile that is not there: 6' port-token -p nobody
fails 6 'profile nobody' 'whatever else is there' \
	as "${pair[@]}" port-token -p nobody
fails 6 'profile nobody.*hint: port-token status .* port-token login -p nobody stores' 'by PORT_PROFILE too' as PORT_PROFILE=nobody port-token
for bad in a/b '' 'a b' "$(printf 'x%.0s' {1..65})" é; do
	fails 2 'name|NAME is empty' "no name: '$bad'" port-token -p "$bad"
done
for good in A.b_c-9 "$(printf 'x%.0s' {1..64})"; do
	fails 6 "profile $good" "a name: $good" port-token -p "$good"
done

# --- a profile's URL is its own ---

fails 2 "is for $api, but --api-url.*hint: .*port-token login -p NAME --api-url http" 'another --api-url: 2' \
	port-token --api-url "$us"
fails 2 'is for .* but --api-url' 'with -p too' port-token -p other --api-url "$api"
for v in PORT_API_URL PORT_BASE_URL; do
	fails 2 "but $v" "another $v: 2" as "$v=$us" port-token
	answers "$api $port_id keyring" "the same $v" \
		as "$v=$port_url/" port-token -j
done
fails 2 'but PORT_REGION' 'another PORT_REGION: 2' as PORT_REGION=us port-token
answers "$api $port_id keyring" 'the built-in default was not given' port-token -j
answers "$api $port_id keyring" 'variables do not count against -p' \
	as PORT_API_URL=us port-token -p default -j
before=$(wc -l < "$port_log")
run as "PORT_API_URL=$us" port-token -R
is "$status $(wc -l < "$port_log")" "2 $before" 'and nothing was sent anywhere'

# --- the URL ---

at() { PORT_ACCESS_TOKEN=abc run "$@"; json api_url; }
is "$(at port-token -j)" $eu 'no URL: the built-in one'
is "$(at as PORT_REGION=us port-token -j)" https://api.us.getport.io/v1 PORT_REGION
is "$(at as PORT_REGION=us PORT_BASE_URL=https://b.example port-token -j)" \
	https://b.example/v1 'PORT_BASE_URL before it'
is "$(at as PORT_BASE_URL=https://b.example PORT_API_URL=https://a.example port-token -j)" \
	https://a.example/v1 'PORT_API_URL before that'
is "$(at as PORT_API_URL=https://a.example port-token -j --api-url EU)" $eu \
	'--api-url before all'
for same in https://api.port.io https://API.getport.io:443/v1/ HTTPS://api.port.io/ Eu; do
	is "$(at as "PORT_API_URL=$same" port-token -j)" $eu "$same is the same"
done
is "$(at as PORT_API_URL=https://api.us.port.io/v1 port-token -j)" \
	https://api.us.getport.io/v1 'api.us.port.io is api.us.getport.io'
for good in http://localhost:80 http://127.1.2.3:8080/v1 'http://[::1]:1'; do
	PORT_ACCESS_TOKEN=abc ok "good: $good" port-token --api-url "$good"
done
fails 2 "hint: port-get --api-url 'http://\[::1\]:1' a:b" 'a hint quotes brackets, which a shell expands' \
	port-token --api-url 'http://[::1]:1' a:b
for bad in http://api.getport.io ftp://a https://u:p@a https://a?b https://a#b \
	https:// http://127.1 http://localhost.example $'https://a\tb' de; do
	PORT_ACCESS_TOKEN=abc fails 2 'URL|control' "bad: $bad" port-token --api-url "$bad"
	unlike "$err" 'u:p' 'and never shown'
done

# --- the token variable ---

for bad in 'a b' 'a"b' "a'b" 'é' 'a;b' "$(printf 'x%.0s' {1..16385})"; do
	fails 2 'PORT_ACCESS_TOKEN.* malformed' "malformed: ${bad:0:5}" \
		as "PORT_ACCESS_TOKEN=$bad" port-token
done
long=$(printf 'x%.0s' {1..16384})
gives "$long" '16384 bytes are a token' as "PORT_ACCESS_TOKEN=$long" port-token -r
gives abc 'CR and LF at its ends are trimmed' \
	as PORT_ACCESS_TOKEN=$'\r\nabc\r\n' port-token -r
fails 2 'control' 'and refused inside' as PORT_ACCESS_TOKEN=$'a\rb' port-token
unlike "$err" 'a.b' 'and not shown'

# --- halves, and what CI leaves unexpanded ---

fails 6 'PORT_CLIENT_SECRET is missing' 'an id alone: 6' \
	as "${pair[0]}" port-token
fails 6 'PORT_CLIENT_ID is missing' 'a secret alone: 6' as "${pair[1]}" port-token
unlike "$err" "$port_secret" 'and it is not shown'
for ref in '$X_1' '${X_1}' '$(X_1)'; do
	fails 6 'PORT_CLIENT_SECRET is missing' "$ref is no secret" \
		as "${pair[0]}" "PORT_CLIENT_SECRET=$ref" port-token
	like "$err" 'hint: PORT_CLIENT_SECRET.*X_1.*not defined for this job' \
		'and the hint says what is undefined'
	answers "$api $port_id keyring" "$ref is no token" \
		as "PORT_ACCESS_TOKEN=$ref" port-token -j
	fails 6 PORT_API_URL "$ref is no URL: 6" as "PORT_API_URL=$ref" port-token
	like "$err" 'hint: .*X_1' 'and said'
done
fails 6 'no credentials' 'undefined credentials on CI' \
	as CI=true 'PORT_CLIENT_ID=$X' 'PORT_CLIENT_SECRET=$Y' port-token
like "$err" 'hint: .*X.*Y.*not defined for this job' 'name both'
unlike "$err" 'login' 'a job cannot log in'
for host in app.getport.io app.us.getport.io app.port.io; do
	fails 2 'the portal' "$host is no API" \
		as "${pair[@]}" "PORT_API_URL=https://$host" port-token
done
answers "$api $port_id keyring" 'an empty variable is unset' \
	as PORT_ACCESS_TOKEN= PORT_CLIENT_ID= PORT_CLIENT_SECRET= PORT_PROFILE= \
	PORT_API_URL= port-token -j

# --- nothing else is read ---

mkdir "$tmp/dir"
printf 'PORT_ACCESS_TOKEN=xyz\n' > "$tmp/dir/.env"
printf 'machine 127.0.0.1 login a password b\n' > "$HOME/.netrc"
cli=$top/${SAN:+build/san/}helper/port-token
run env -C "$tmp/dir" PORT_KEYRING=off "$cli"
is "$status" 6 'no .env is read'

done_testing
