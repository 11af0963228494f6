#!/bin/bash
# Many processes at once, and the lock that lets one of them mint.
. tests/lib.sh
. tests/token/common.sh
with_keyring

port_start
credentials

at_once 50 port-token -r
is "$failed $outputs $err" '0 1 ' '50 at once on an empty cache get one token'
ok "of one mint ($(mints), $late late)" test "$(mints)" -ge 1 -a "$(mints)" -le $((1 + late))
fresh
at_once 50 port-token -r
is "$failed $outputs $err" '0 1 ' '50 more'
ok "of none ($(mints), $late late)" test "$(mints)" -le "$late"

# Where the keyring was late for all of them, nobody needed the lock.
for ((i = 0; i < 20; i++)); do
	lock=$(ls "$XDG_RUNTIME_DIR"/port-token/*.lock 2> /dev/null) && break
	port-token logout -q
	port-token -q > /dev/null
done
is "$(stat -c %a "$XDG_RUNTIME_DIR/port-token" "$lock" | xargs)" '700 600' \
	'the lock is the user'"'"'s own'
is "$(wc -l <<< "$lock")" 1 'one for one identity'

# --- a holder that never lets go ---

port-token logout -q
( exec 9< "$lock"; flock 9; exec sleep 60 ) > /dev/null 2>&1 &
holder=$!
while flock -n "$lock" true; do sleep 0.01; done
fresh
began=$(date +%s%N)
ok 'a lock that is held' port-token --timeout 1
took=$((($(date +%s%N) - began) / 1000000))
ok "is waited for as long as --timeout says ($took ms)" test $took -ge 1000 -a $took -lt 15000
is "$(mints)" 1 'and then done without'
ok 'a kept token needs no lock' port-token
is "$(mints)" 1 'nor a mint'
kill $holder
wait $holder 2> /dev/null

# --- what may be in its place ---

place() {
	port-token logout -q
	rm -rf "$lock"
	fresh
}
place
ln -s "$tmp/elsewhere" "$lock"
ok 'a symlink in its place' port-token
is "$(mints) $(test -e "$tmp/elsewhere" && echo followed)" '1 ' 'is not followed'
place
mkfifo "$lock"
ok 'a FIFO' port-token
place
mkdir "$lock"
ok 'a directory' port-token
place
: > "$lock"
if [ "$(id -u)" = 0 ]; then
	chown 12345 "$lock"
	ok "somebody else's file" port-token
fi
place
rm -rf "$XDG_RUNTIME_DIR/port-token"
ln -s "$tmp" "$XDG_RUNTIME_DIR/port-token"
ok 'a symlink in the place of its directory' port-token
is "$(find "$tmp" -maxdepth 1 -name "*lock*")" "" 'is not followed'
rm "$XDG_RUNTIME_DIR/port-token"
port-token logout -q
bus=$DBUS_SESSION_BUS_ADDRESS
ok 'no XDG_RUNTIME_DIR: no lock' env -u XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS="$bus" port-token
is "$(find /tmp -maxdepth 1 -name 'port-token*' -newer "$tmp/port.0" | wc -l)" 0 'least of all in /tmp'

# --- a mint under way ---

port-token logout -q
port_tell fault 'mint status=500'
fresh
fails 9 'HTTP 500' 'Port cannot answer now: 9' port-token -q
is "$(mints)" 3 'after two retries'
port_tell reset
ok 'and the next caller is not held up' port-token --timeout 1

done_testing
