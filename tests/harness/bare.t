#!/bin/bash
# A build where libsecret's headers are not there: both programs, no keyring.
. tests/lib.sh
plain_only

# Quick to compile: how quick it is to run does not matter here.
build() { make -s CFLAGS=-O0 B="$tmp/bare" PKG_CONFIG=false DEV=1 "$@"; }

ok 'it builds' build "$tmp/bare/helper/port-token" "$tmp/bare/filter/port-get"
like "$(build -n all 2>&1)" 'built without keyring' 'and says what it lacks'
PATH=$tmp/bare/helper:$tmp/bare/filter:$PATH
run port-token -V
like "$out" $'\nlibsecret: built without' 'so does --version'
fails 8 'built without libsecret' 'a profile: 8' port-token -p somebody
fails 8 'built without libsecret' 'login: 8' port-token login --client-id x
fails 6 'no credentials' 'nobody asked for one: 6' port-token
port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
ok 'credentials are enough' port-token -r
gives image 'for port-get, too' port-get blueprints/image -r .blueprint.identifier
done_testing
