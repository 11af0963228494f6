#!/bin/bash
# Each state of the keyring has its own message: off, absent, locked, without a
# collection. When a person is asked to unlock it. silence.t has the state silent.
# shellcheck disable=SC2016,SC2086 # eval; $url and $id are single words
. tests/lib.sh
with_keyring
. tests/keyring/lib.sh
need script setsid faketime dbus-monitor
own_bus=$DBUS_SESSION_BUS_ADDRESS

secret="secret default ${url#*=} ${id#*=}"
token="token default ${url#*=} ${id#*=}"

# --- off, absent ---

# loads NAME COMMAND...: succeeds if a library of that name is loaded.
loads() {
	LD_DEBUG=files LD_DEBUG_OUTPUT=$tmp/ld "${@:2}" > /dev/null 2>&1
	cat "$tmp"/ld.* > "$tmp/loaded"
	rm "$tmp"/ld.*
	grep -q "calling init: .*/$1" "$tmp/loaded"
}

# fails_with ERE NAME COMMAND...: exits with 8, and the message matches ERE.
fails_with() {
	run "${@:3}"
	like "$status,$out,$err" "^8,[a-z ]*,keyring: find: .*$1" "$2"
}

# absent ERE NAME COMMAND...: the message gives the reason why there is no keyring.
absent() { fails_with 'there is no keyring: '"$1" "${@:2}"; }

fails_with 'switched off: CI is set' 'off: the message says what switched it off' \
	"$K" -o 'CI is set' find
answers 8 off 'off: cannot store' "$K" -o 'CI is set' can-store
answers 8 off 'off: does not store' "$K" -o x put kind=secret $url $id secret=x
answers 8 "$(printf 'off\n0 gone')" 'off: does not forget' "$K" -o x forget
answers 0 none 'off: there is no digest' "$K" -o x sha256 secret=x
ok 'a keyring loads GLib' loads libglib "$K" find
ok 'off: GLib is not loaded' eval '! loads libglib "$K" -o x find -- can-store'
answers 0 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad \
	'the digest is SHA-256' "$K" sha256 secret=abc

# GLib runs dbus-launch when it knows no bus.
mkdir "$tmp/bin"
printf '#!/bin/sh\necho "$@" >> %s/launched\n' "$tmp" > "$tmp/bin/dbus-launch"
chmod +x "$tmp/bin/dbus-launch"
PATH=$tmp/bin:$PATH
export DISPLAY=:99
unset DBUS_SESSION_BUS_ADDRESS
absent 'there is no D-Bus session' 'absent: no address, no socket' "$K" find
ok 'absent: GLib is not loaded' eval '! loads libglib "$K" find'
answers 8 absent 'absent: cannot store' "$K" can-store
DBUS_SESSION_BUS_ADDRESS='' absent 'there is no D-Bus session' \
	'absent: an empty address' "$K" find
DBUS_SESSION_BUS_ADDRESS=autolaunch: absent 'there is no D-Bus session' \
	'absent: an address that would start a bus' "$K" find
DBUS_SESSION_BUS_ADDRESS=unix:path=$tmp/none absent '.*' \
	'absent: an address where nothing listens' "$K" find
touch "$XDG_RUNTIME_DIR/bus"
absent 'there is no D-Bus session' 'absent: the socket is a file' "$K" find
rm "$XDG_RUNTIME_DIR/bus"
XDG_RUNTIME_DIR='' absent 'there is no D-Bus session' \
	'absent: no runtime directory' "$K" find
ok 'dbus-launch is never run' test ! -e "$tmp/launched"

path=${own_bus#unix:path=}
ln -s "${path%%,*}" "$XDG_RUNTIME_DIR/bus"
answers 0 ready 'the socket in the runtime directory is used' "$K" find
rm "$XDG_RUNTIME_DIR/bus"
unset DISPLAY
bus
absent "nothing on the session's D-Bus keeps secrets" \
	'absent: a bus without a service' "$K" find
answers 8 absent 'absent: a bus without a service cannot store' "$K" can-store

mkdir "$tmp/lib"
: > "$tmp/lib/libsecret-1.so.0"
LD_LIBRARY_PATH=$tmp/lib absent 'libsecret: .*/libsecret-1.so.0: file too short' \
	'absent: libsecret is broken' "$K" find
LD_LIBRARY_PATH=$tmp/lib answers 0 none 'absent: there is no digest' \
	"$K" sha256 secret=x
cc -shared -o "$tmp/lib/libsecret-1.so.0" -x c /dev/null
LD_LIBRARY_PATH=$tmp/lib absent 'libsecret: it is too old' \
	'absent: libsecret is too old' "$K" find

# --- gnome-keyring: encrypted transfer, locked, never unlocked ---

export DBUS_SESSION_BUS_ADDRESS=$own_bus
# heard TEXT COMMAND...: how often TEXT crosses the bus while COMMAND runs.
heard() {
	local text=$1 monitor
	rm -f "$tmp/heard"
	dbus-monitor --session > "$tmp/heard" 2>&1 &
	monitor=$!
	port_pids+=("$monitor")
	soon test -s "$tmp/heard"
	"${@:2}" > /dev/null
	# Once a later message has been heard, everything before it has, too.
	soon eval 'call / x.y.z 2> /dev/null; grep -q "interface=x.y" "$tmp/heard"'
	kill "$monitor"
	grep -c "$text" "$tmp/heard"
}
is "$(heard hush put_both)" 0 'a secret is encrypted on its way to the keyring'
is "$(heard hush "$K" find kind=secret)" 0 'and on its way back'
is "$(heard hush "$K" find)" 0 'also when it comes with a token'
is "$(heard tok, put_both)" 0 'a token is encrypted on its way to the keyring'
is "$(heard '"tok"' "$K" find)" 0 'and on its way back'
like "$(heard org.freedesktop.Secret "$K" find)" '^[1-9]' '(the test does hear the messages)'

lock_default
# is_locked_here NAME: what a locked default collection allows.
# shellcheck disable=SC2317
is_locked_here() {
	answers 0 "$(printf 'ready\n%s locked' "$secret")" \
		"$1: finds the secret, marked as locked" \
		"$K" find kind=secret profile=default $url $id
	answers 8 locked "$1: cannot store" "$K" can-store
	like "$err" 'can-store: the keyring is locked' "$1: the message says so"
	answers 8 locked "$1: does not store a secret" \
		"$K" put kind=secret profile=two $url $id secret=x
	answers 8 "$(printf 'locked\n0 gone')" "$1: does not delete the secret" \
		"$K" forget kind=secret
	answers 0 ready "$1: stores a token" \
		"$K" put kind=token profile=two $url $id token=tok2 life=9
	answers 0 "$(printf 'ready\n%s tok2' "${token/default/two}")" \
		"$1: finds it" "$K" find kind=token profile=two
	answers 0 "$(printf 'ready\n1 gone')" "$1: deletes it" \
		"$K" forget kind=token profile=two
}
is_locked_here 'gnome-keyring, locked'
answers 0 "$(printf 'ready\n%s tok\n%s locked' "$token" "$secret")" \
	'readable items come first' "$K" find
answers 8 "$(printf 'locked\n1 gone')" \
	'forget: the state is locked when an item is left' "$K" forget

kill "$TEST_KEYRING_PID"
soon eval '"$K" find 2>&1 | grep -q ^absent'
gnome-keyring-daemon --foreground --components=secrets > "$tmp/daemon" 2>&1 &
port_pids+=($!)
soon "$K" find
is_locked_here 'gnome-keyring, cold'
answers 0 "$(printf 'ready\nsecret ? ? ? locked')" \
	'gnome-keyring, cold: attributes that were not searched for are unknown' "$K" find
answers 0 "$(printf 'ready\nsecret default ? ? locked')" \
	'gnome-keyring, cold: the others are known' "$K" find profile=default
answers 0 ready 'gnome-keyring, cold: a missing profile is not found' \
	"$K" find profile=other

# --- collections ---

fake --picky
put_both > /dev/null
arm
fake_ok="$(printf 'ready\n%s tok' "$token")"
answers 0 "$fake_ok" 'a service that refuses a plain session gets another' \
	"$K" find kind=token
fake --no-default
answers 8 'no collection' 'no default collection: cannot store' "$K" can-store
like "$err" 'can-store: the keyring has no default collection' 'and says so'
answers 8 'no collection' 'no default collection: does not store a secret' \
	"$K" put kind=secret $url $id secret=x
answers 0 ready 'no default collection: stores a token' \
	"$K" put kind=token $url $id token=x life=9
is "$(asked CreateCollection),$(asked Prompt)" 0,0 'no collection is created'
fake --no-default --no-session
answers 8 'no collection' 'no collection at all: does not store a token' \
	"$K" put kind=token $url $id token=x life=9
fake --lock-session
answers 8 locked 'a locked session collection: a token is not stored elsewhere' \
	"$K" put kind=token $url $id token=x life=9
is "$(asked CreateItem)" 0 'nothing else is tried'
answers 0 ready 'a secret is stored' "$K" put kind=secret profile=a $url $id secret=x
fake --no-session --locked
answers 8 locked 'only a locked collection: does not store a token' \
	"$K" put kind=token $url $id token=x life=9
is "$(asked Unlock),$(asked Prompt)" 0,0 'and does not ask to unlock'

# --- calls for a cached token ---

fake
put_both > /dev/null
: > "$calls"
answers 0 "$(printf 'ready\n%s tok' "$token")" 'a cached token is found' "$K" find kind=token
is "$(tr -d '\0' < "$calls" | sort | xargs)" 'GetAll GetSecrets OpenSession SearchItems' \
	'with one call for each step'

# --- a service that the bus starts ---

# starts PROGRAM: a new bus that starts PROGRAM as the service.
starts() {
	mkdir -p "$tmp/services"
	sed "s|<listen>|<servicedir>$tmp/services</servicedir>&|" \
		"$top/tests/session.conf" > "$tmp/starts.conf"
	printf '[D-BUS Service]\nName=org.freedesktop.secrets\nExec=%s\n' "$1" \
		> "$tmp/services/org.freedesktop.secrets.service"
	bus "$tmp/starts.conf"
}
for kind in token secret; do
	starts "$B/tests/secret-service"
	answers 0 ready "find of a $kind starts the service" "$K" find kind=$kind
	starts "$B/tests/secret-service"
	answers 0 ready "put of a $kind starts it" \
		"$K" put kind=$kind $url $id $kind=x life=9
done
starts "$B/tests/secret-service"
answers 0 ready 'can-store starts it' "$K" can-store
starts "$(command -v false)"
answers 8 silent 'a service that cannot be started: silent' "$K" find kind=token

# --- prompts ---

# prompt_case PROMPT: a service with a locked secret, and a person who does PROMPT.
prompt_case() {
	fake --prompt="$1"
	put_both > /dev/null
	lock_default
}
prompt_case accept
locked="$(printf 'ready\n%s locked' "$secret")"
answers 0 "$locked" 'a locked secret: no prompt without -u' \
	"$K" find kind=secret
DISPLAY=:99 answers 0 "$locked" 'no prompt without a terminal' \
	setsid -w "$K" -u find kind=secret
on_terminal "$K" -u find kind=secret
is "$status,$out" "0,$locked" 'no prompt without a display'
export DISPLAY=:99
on_terminal "$K" -u -n find kind=secret
is "$status,$out" "0,$locked" 'no prompt with --no-prompt'
on_terminal "$K" -n can-store
is "$status,${out%%$'\n'*}" 8,locked 'can-store: no prompt with --no-prompt'
is "$(asked Unlock),$(asked Prompt)" 0,0 'the service is not asked to prompt'
on_terminal "$K" -u find kind=secret
is "$status,$out" "0,keyring: the keyring is locked; its password is asked for \
in a window (60 s)
$(printf 'ready\n%s hush' "$secret")" \
	'else one line announces the prompt, and the secret is found'
is "$(asked Prompt)" 1 'there is one prompt'
lock_default
WAYLAND_DISPLAY=w DISPLAY='' on_terminal "$K" can-store
is "$status,${out##*$'\n'}" 0,ready 'can-store unlocks the collection'
is "$(asked Prompt)" 2 'with a prompt'
prompt_case dismiss
on_terminal "$K" -u find kind=secret
is "$status,${out#*$'\n'}" "0,$locked" 'dismissed: still locked'
on_terminal "$K" can-store
like "$status,$out" '^8,.*locked' 'dismissed: cannot store'
# The clock runs faster, but leaves the keyring enough time to be read in 2 s.
for speed in 8 4 2; do
	prompt_case never
	on_terminal faketime -f "+0 x$speed" "$K" -u find kind=secret
	[[ $out = *'no answer in time'* ]] || break
done
is "$status,${out#*$'\n'}" "0,$locked" 'the prompt is never answered: still locked'
is "$(asked Prompt)" 1 'there was one prompt'

# There is no prompt for a token.
fake --no-session
put_both > /dev/null
lock_default
on_terminal "$K" -u find kind=token
is "$status,$out" "0,$(printf 'ready\n%s locked' "$token")" \
	'a locked token: no prompt'
on_terminal "$K" -u find
like "$status,$out" '^0,ready.* locked.* locked' 'nor for whatever there is, a secret included'
is "$(asked Unlock),$(asked Prompt)" 0,0 'the service is not asked to unlock'

done_testing
