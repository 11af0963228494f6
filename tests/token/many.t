#!/bin/bash
# Many processes at once, and the lock that lets one of them ask Port for a token.
. tests/lib.sh
. tests/token/common.sh
with_keyring

port_start
credentials

at_once 50 port-token -r
is "$failed $outputs $err" '0 1 ' '50 processes with an empty cache get the same token'
ok "Port is asked once ($(mints) times, the keyring was late $late times)" test "$(mints)" -ge 1 -a "$(mints)" -le $((1 + late))
fresh
at_once 20 port-token -r
is "$failed $outputs $err" '0 1 ' '20 more get the cached token'
ok "Port is not asked ($(mints) times, the keyring was late $late times)" test "$(mints)" -le "$late"

# If the keyring was late for all of them, none has used the lock yet.
for ((i = 0; i < 20; i++)); do
	lock=$(ls "$XDG_RUNTIME_DIR"/port-token/*.lock 2> /dev/null) && break
	port-token logout -q
	port-token -q > /dev/null
done
is "$(stat -c %a "$XDG_RUNTIME_DIR/port-token" "$lock" | xargs)" '700 600' \
	'only the user can open the lock'
is "$(wc -l <<< "$lock")" 1 'there is one lock for one identity'

# --- a process that never releases the lock ---

port-token logout -q
( exec 9< "$lock"; flock 9; exec sleep 60 ) > /dev/null 2>&1 &
holder=$!
while flock -n "$lock" true; do sleep 0.01; done
fresh
began=$(date +%s%N)
ok 'the lock is held: port-token succeeds' port-token --timeout 1
took=$((($(date +%s%N) - began) / 1000000))
ok "after waiting for --timeout ($took ms)" test $took -ge 1000 -a $took -lt 15000
is "$(mints)" 1 'and asks Port'
ok 'a cached token needs no lock' port-token
is "$(mints)" 1 'and no request'
kill $holder
wait $holder 2> /dev/null

# --- something else in the place of the lock ---

# place: an empty cache, and nothing in the place of the lock.
place() {
	port-token logout -q
	rm -rf "$lock"
	fresh
}
place
ln -s "$tmp/elsewhere" "$lock"
ok 'a symlink' port-token
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
	ok "another user's file" port-token
fi
place
rm -rf "$XDG_RUNTIME_DIR/port-token"
ln -s "$tmp" "$XDG_RUNTIME_DIR/port-token"
ok 'a symlink in the place of the directory' port-token
is "$(find "$tmp" -maxdepth 1 -name "*lock*")" "" 'is not followed'
rm "$XDG_RUNTIME_DIR/port-token"
port-token logout -q
bus=$DBUS_SESSION_BUS_ADDRESS
ok 'without XDG_RUNTIME_DIR' env -u XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS="$bus" port-token
is "$(find /tmp -maxdepth 1 -name 'port-token*' -newer "$tmp/port.0" | wc -l)" 0 'no lock is made in /tmp'

# --- the holder fails ---

port-token logout -q
port_tell fault 'mint status=500'
fresh
fails 9 'HTTP 500' 'Port has an error: 9' port-token -q
is "$(mints)" 3 'after two retries'
port_tell reset
ok 'and the next process does not wait' port-token --timeout 1

done_testing
