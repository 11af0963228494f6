#!/bin/bash
# A token that Port refuses, or that expires, is renewed once per request, from
# the keyring if another process has renewed it already.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need jq curl

faked port_start
get() { hasty port-get blueprints "$@"; }
token() { hasty port-token "$@"; }

# got NAME MINTS COMMAND...: succeeds, and Port was asked for so many tokens.
got() {
	local name=$1 want=$2
	shift 2
	fresh
	run "$@"
	is "$status $(mints)" "0 $want" "$name" || sed 's/^/# /' "$tmp/err"
}

credentials
got 'an empty cache: minted in the same process' 1 get
got 'a kept token: none' 0 get
fresh
fails 7 'HTTP 401' 'it is not for another secret' \
	env PORT_CLIENT_SECRET="${port_secret}x" port-get blueprints
fails 7 'HTTP 401' 'nor for another id' \
	env PORT_CLIENT_ID="${port_id}x" port-get blueprints
is "$(mints)" 2 'for which Port is asked'
PORT_API_URL=${port_url/127.0.0.1/localhost} got 'nor at another URL' 1 get
ok 'that a profile is logged out' hasty \
	port-token logout -q -p other --api-url "$port_url"
got 'does not touch it' 0 get
port_tell 'token?revoke=1'
got 'a kept token that Port refuses is renewed' 1 get
got 'and the new one kept' 0 get
dead=$(token -r)
port_tell 'token?revoke=1'
PORT_ACCESS_TOKEN=$dead got 'a refused token variable, with credentials' 1 get
no_credentials
run env PORT_ACCESS_TOKEN="$dead" port-get blueprints
is "$status" 7 'without them: 7'
like "$err" 'PORT_ACCESS_TOKEN.*HTTP 401' 'named, with what Port said'
like "$err" 'hint: .*unset PORT_ACCESS_TOKEN' 'and a hint'

# Another process renewed it in the meantime: it is read, not minted.
credentials
token > /dev/null
PORT_ACCESS_TOKEN=$dead got 'one that another process got is taken' 0 get

# --- the same token back ---

port_tell fault 'blueprints status=401'
run get
is "$status" 7 'a token that Port hands out and refuses: 7'
like "$err" 'HTTP 401.*hint: .*port-token status.*--api-url us' 'and a hint'
port_tell reset
token -R > /dev/null
later 10785
port_tell fault 'blueprints@1 status=401'
was=$(ahead)
got 'with 30 s or less to live it is waited out' 2 get
ok 'that long' test $((($(ahead) - was) / 1000)) -ge 5

# --- any token that has not expired will do ---

later 10790
was=$(ahead)
got 'with seconds to live it is taken' 0 get
is $(($(ahead) / 1000)) $((was / 1000)) 'without a pause before the first request'
later 20
got 'once it has expired another one is minted' 1 get
fails 12 'has expired' 'an expired token variable: 12' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET "PORT_ACCESS_TOKEN=$(jwt 1)" \
	port-get blueprints

# --- a profile ---

no_credentials
ok 'a profile' token login --client-id "$port_id" <<< "$port_secret"
port_tell 'token?revoke=1'
got "a profile's token is renewed with its secret" 1 get

done_testing
