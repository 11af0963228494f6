#!/bin/bash
# When the keyring is used: off, on or auto, with a gnome-keyring that is ready,
# absent, silent or locked.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need secret-tool strace

port_start
bus=$DBUS_SESSION_BUS_ADDRESS

login() {
	port-token login --api-url "$port_url" --client-id "$port_id" "$@" \
		<<< "$port_secret"
}
ok 'a profile' login
ok 'and another' login -p other
creds=("PORT_CLIENT_ID=$port_id" "PORT_CLIENT_SECRET=$port_secret")

# absent COMMAND...: without a D-Bus session. bare COMMAND...: without libsecret.
absent() { env -u DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR="$tmp" "$@"; }
mkdir "$tmp/lib"
: > "$tmp/lib/libsecret-1.so.0"
bare() { LD_LIBRARY_PATH=$tmp/lib "$@"; }

# mints_for NAME MINTS COMMAND...: succeeds, and asks Port for MINTS tokens.
mints_for() {
	local name=$1 want=$2
	shift 2
	fresh
	run "$@"
	is "$status $(mints)" "0 $want" "$name"
}

# The URL of a profile is in the keyring.
run env -u PORT_API_URL port-token -p other --curl @<(printf 'b:x\n%s/v1/teams/t\n' "$port_url")
is "$status,$(grep -c "^url = \"$port_url/v1/" "$tmp/out")" 0,2 '@FILE: URLs of the host of a profile'
fails 2 ':2: .*another host' 'and of no other host' env -u PORT_API_URL \
	port-token -p other --curl @<(printf 'b:x\nhttps://api.getport.io/v1/teams/t\n')

# --- off ---

for off in PORT_KEYRING=off CI=true CI=1 CI=yes; do
	says=${off%%=*}
	gives abc "$off: PORT_ACCESS_TOKEN is used" env $off PORT_ACCESS_TOKEN=abc port-token -r
	mints_for "$off: credentials get a token from Port" 1 env $off "${creds[@]}" port-token
	mints_for "$off: each time" 1 env $off "${creds[@]}" port-token
	fails 8 "profile other: .*$says.*hint: set PORT_CLIENT_ID and PORT_CLIENT_SECRET; .*PORT_KEYRING=on$" "$off: -p fails" env $off port-token -p other
	fails 8 "$says" "$off: PORT_PROFILE fails" env $off PORT_PROFILE=other port-token
	fails 6 "$says" "$off: the default profile is skipped" env $off port-token
	fails 8 "$says" "$off: login fails" env $off port-token login
	fails 8 "$says" "$off: logout fails" env $off port-token logout
	fails 8 "$says" "$off: logout --all fails" env $off port-token logout --all
done
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 strace -f -o "$tmp/trace" -e trace=%file,%network \
	env -u PORT_API_URL PORT_KEYRING=off PORT_API_URL="$port_url" "${creds[@]}" \
	port-token > /dev/null
ok 'off: neither library nor bus is opened' test "$(grep -c 'libsecret\|libgio\|bus' "$tmp/trace")" = 0

# --- CI and PORT_KEYRING ---

for on in CI=false CI=0 CI= 'CI=true PORT_KEYRING=on' 'CI=true PORT_KEYRING=auto'; do
	# shellcheck disable=SC2086
	mints_for "$on: the keyring is used" 0 env $on port-token
done
for bad in yes ON 1; do
	fails 2 PORT_KEYRING "PORT_KEYRING=$bad is refused" env PORT_KEYRING=$bad port-token
done

# --- auto without a keyring ---

for none in absent bare; do
	gives abc "$none: PORT_ACCESS_TOKEN is used" $none env PORT_ACCESS_TOKEN=abc port-token -r
	mints_for "$none: credentials get a token from Port" 1 $none env "${creds[@]}" port-token
	mints_for "$none: each time" 1 $none env "${creds[@]}" port-token -v
	unlike "$err" warning "$none: without a warning"
	fails 8 'profile other' "$none: -p fails" $none port-token -p other
	fails 8 'profile other' "$none: PORT_PROFILE fails" $none env PORT_PROFILE=other port-token
	fails 6 'no credentials' "$none: the default profile is skipped" $none port-token
	fails 8 'no keyring' "$none: login fails" $none port-token login
	fails 8 'no keyring' "$none: logout fails" $none port-token logout
done

# --- on without a keyring ---

gives abc 'on, absent: PORT_ACCESS_TOKEN is used' \
	absent env PORT_KEYRING=on PORT_ACCESS_TOKEN=abc port-token -r
for none in absent bare; do
	fresh
	fails 8 'no keyring' "on, $none: credentials fail" \
		$none env PORT_KEYRING=on "${creds[@]}" port-token
	fails 8 'no keyring' "on, $none: also with -R" \
		$none env PORT_KEYRING=on "${creds[@]}" port-token -R
	fails 8 'no keyring' "on, $none: the default profile fails" $none env PORT_KEYRING=on port-token
	run $none env PORT_KEYRING=on "${creds[@]}" port-token status
	is "$status" 8 "on, $none: status fails"
	is "$(mints)" 0 "on, $none: Port is not asked"
done

# --- no bus is started ---

mkdir "$tmp/bin"
for launcher in dbus-launch dbus-daemon; do
	printf '#!/bin/sh\ntouch %s/launched\n' "$tmp" > "$tmp/bin/$launcher"
	chmod +x "$tmp/bin/$launcher"
done
absent env PATH="$tmp/bin:$PATH" DISPLAY=:99 "${creds[@]}" port-token > /dev/null
ok 'a DISPLAY and no bus: dbus-launch is not run' test ! -e "$tmp/launched"
mkdir -m 700 "$tmp/run"
ln -s "$(sed 's/^unix:path=//; s/,.*//' <<< "$bus")" "$tmp/run/bus"
mints_for 'a bus at $XDG_RUNTIME_DIR/bus is used' 0 \
	env -u DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR="$tmp/run" port-token -p other
mints_for 'also when DBUS_SESSION_BUS_ADDRESS is empty' 0 \
	env DBUS_SESSION_BUS_ADDRESS= XDG_RUNTIME_DIR="$tmp/run" port-token -p other

# --- silent ---

kill -STOP "$TEST_KEYRING_PID"
fresh
began=$(date +%s)
jobs=()
# try COMMAND...: runs it in the background.
try() {
	local n=${#jobs[@]}
	jobs+=("$n")
	( "$@" > "$tmp/j$n.out" 2> "$tmp/j$n.err"; echo $? > "$tmp/j$n.code" ) &
}
try env "${creds[@]}" port-token -v
try env "${creds[@]}" PORT_KEYRING=on port-token
try port-token
try port-token -p other
try env PORT_ACCESS_TOKEN=abc PORT_KEYRING=on port-token
try port-token login --client-id a
try port-token logout
try env "${creds[@]}" port-token status
# shellcheck disable=SC2046 # a list of processes
wait $(jobs -p | grep -vx "$port_pid")
kill -CONT "$TEST_KEYRING_PID"
took=$(($(date +%s) - began))
name=(credentials 'credentials, on' default -p 'PORT_ACCESS_TOKEN, on' login logout
	'status of credentials')
want=(0 8 8 8 0 8 8 0)
for n in "${!want[@]}"; do
	is "$(cat "$tmp/j$n.code")" "${want[n]}" "silent: ${name[n]}" ||
		sed 's/^/# /' "$tmp/j$n.err"
done
like "$(cat "$tmp/j0.err")" 'warning: .*does not answer' 'silent: credentials get a token and a warning'
is "$(mints)" 1 'silent: the token came from Port'
ok "silent: all give up after 2 s (it took $took s)" test $took -lt 15

# --- locked ---

export PORT_API_URL=$port_url
ok 'a token in the default collection' secret-tool store --label=t \
	--collection=login application port-token kind token profile '' \
	api_url "$port_url/v1" client_id "$port_id" <<< '{}'
unset PORT_API_URL
ok 'that collection is locked' dbus-send --session --print-reply --dest=org.freedesktop.secrets \
	/org/freedesktop/secrets org.freedesktop.Secret.Service.Lock \
	array:objpath:/org/freedesktop/secrets/collection/login
mints_for 'locked: a profile with a cached token' 0 port-token
is "$(PORT_PROFILE=other json_of keyring port-token status -j)" locked \
	'locked: status says so'
fails 8 'keyring is locked' 'locked: -R fails, which needs the secret' port-token -R
fails 8 'keyring is locked' 'locked: login fails' port-token login --client-id a
export PORT_API_URL=$port_url
fails 8 'keyring is locked' 'locked, on: credentials fail' \
	env PORT_KEYRING=on "${creds[@]}" port-token
mints_for 'locked: credentials get a token from Port' 1 env "${creds[@]}" port-token -v
like "$err" 'warning: .*locked' 'locked: with a warning'
mints_for 'locked: the token is cached in the session collection' 0 \
	env "${creds[@]}" port-token
unset PORT_API_URL
fails 8 'still stored' 'locked: logout fails' port-token logout
run port-token status
is "$status" 8 'locked: status of a profile without a token fails'

done_testing
