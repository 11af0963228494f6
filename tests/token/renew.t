#!/bin/bash
# A token that Port refuses, or that has expired, is replaced once per request: by
# the cached one if another process has renewed it, else by a new one.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need curl

faked port_start
get() { hasty port-get blueprints "$@"; }
token() { hasty port-token "$@"; }

# got NAME MINTS COMMAND...: succeeds, and asks Port for MINTS tokens.
got() {
	local name=$1 want=$2
	shift 2
	fresh
	run "$@"
	is "$status $(mints)" "0 $want" "$name" || sed 's/^/# /' "$tmp/err"
}

credentials
got 'an empty cache: port-get asks for a token' 1 get
got 'a cached token is used' 0 get
fresh
fails 7 'HTTP 401' 'not with another secret' \
	env PORT_CLIENT_SECRET="${port_secret}x" port-get blueprints
fails 7 'HTTP 401' 'nor with another id' \
	env PORT_CLIENT_ID="${port_id}x" port-get blueprints
is "$(mints)" 2 'each of which asks Port'
PORT_API_URL=${port_url/127.0.0.1/localhost} got 'nor at another URL' 1 get
ok 'logout of another profile' hasty \
	port-token logout -q -p other --api-url "$port_url"
got 'keeps the token' 0 get
port_tell 'token?revoke=1'
got 'a cached token that Port refuses is replaced' 1 get
got 'and the new one is cached' 0 get
dead=$(token -r)
port_tell 'token?revoke=1'
PORT_ACCESS_TOKEN=$dead got 'a refused PORT_ACCESS_TOKEN with credentials is replaced' 1 get
no_credentials
run env PORT_ACCESS_TOKEN="$dead" port-get blueprints
is "$status" 7 'without credentials: 7'
like "$err" 'PORT_ACCESS_TOKEN.*HTTP 401' 'the message names the variable and HTTP 401'
like "$err" 'hint: .*unset PORT_ACCESS_TOKEN' 'and the hint says what to do'

# Another process has renewed the token: the cached one is used.
credentials
token > /dev/null
PORT_ACCESS_TOKEN=$dead got 'the token that another process got is used' 0 get

# --- Port returns the same token ---

port_tell fault 'blueprints status=401'
run get
is "$status" 7 'a new token that Port refuses: 7'
like "$err" 'HTTP 401.*hint: .*port-token status.*--api-url us' 'and a hint'
port_tell reset
token -R > /dev/null
later 10785
port_tell fault 'blueprints@1 status=401'
was=$(ahead)
got 'a refused token with 30 s or less: waits for the next' 2 get
ok 'until it expires' test $((($(ahead) - was) / 1000)) -ge 5

# --- tokens that are about to expire ---

later 10790
was=$(ahead)
got 'a token with 10 s left is used' 0 get
is $(($(ahead) / 1000)) $((was / 1000)) 'without waiting'
later 20
got 'once it has expired Port is asked' 1 get
fails 12 'has expired' 'an expired PORT_ACCESS_TOKEN: 12' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET "PORT_ACCESS_TOKEN=$(jwt 1)" \
	port-get blueprints

# --- a profile ---

no_credentials
ok 'a profile' token login --client-id "$port_id" <<< "$port_secret"
port_tell 'token?revoke=1'
got "a refused token of a profile is replaced with its secret" 1 get

done_testing
