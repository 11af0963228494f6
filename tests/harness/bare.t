#!/bin/bash
# A build where libsecret's headers are not there: both programs, no keyring.
. tests/lib.sh
plain_only
export MAKEFLAGS=

# What reads those headers is compiled in no such build. The other objects are
# the same with and without: they are taken from this one.
reads=$(cd "$B/obj/helper" && grep -lrE --include=\*.d 'libsecret-1|glib-2' . ../filter)
is "$(sort <<< "$reads" | tr '\n' ' ')" \
	'./keyring/bus.d ./keyring/libsecret.d ./keyring/search.d ./keyring/service.d ' \
	'only the modules of the keyring read their headers'
mkdir -p "$tmp/bare/obj"
cp -pr "$B/obj/helper" "$B/obj/filter" "$tmp/bare/obj"
(cd "$tmp/bare/obj/helper" && sed 's/d$/o/' <<< "$reads" | xargs rm)
build() { make -s B="$tmp/bare" PKG_CONFIG=false DEV=1 "$@"; }
build "$tmp/bare/flags" && touch -r LICENSE -d '-9 years' "$tmp/bare/flags"

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
