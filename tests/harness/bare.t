#!/bin/bash
# Both programs build without libsecret's headers; they then have no keyring.
. tests/lib.sh
plain_only
export MAKEFLAGS=

# Such a build leaves out the modules that include those headers. All other objects
# are the same, and are copied from this build.
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
like "$(build -n all 2>&1)" 'built without keyring' 'make says that the keyring is missing'
PATH=$tmp/bare/helper:$tmp/bare/filter:$PATH
run port-token -V
like "$out" $'\nlibsecret: built without' '--version says so, too'
fails 8 'built without libsecret' '--profile exits with 8' port-token -p somebody
fails 8 'built without libsecret' 'login exits with 8' port-token login --client-id x
fails 6 'no credentials' 'without credentials it exits with 6, as usual' port-token
port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
ok 'port-token works with credentials in the environment' port-token -r
gives image 'so does port-get' port-get blueprints/image -r .blueprint.identifier
done_testing
