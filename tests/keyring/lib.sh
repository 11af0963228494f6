# What the tests of the keyring share, beside tests/lib.sh: how to start buses
# and services of their own, and how to ask them.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154

K=$B/tests/keyring
url=api_url=https://api.getport.io/v1
id=client_id=me@example.org
services=()

# bus [CONFIG]: a new session bus with nothing on it.
bus() {
	exec 3< <(exec dbus-daemon --config-file="${1:-$top/tests/session.conf}" \
		--nofork --print-address 2> /dev/null)
	port_pids+=($!)
	read -r DBUS_SESSION_BUS_ADDRESS <&3
	export DBUS_SESSION_BUS_ADDRESS
}

# fake [OPTION...]: a new bus with tests/secret-service.c on it, which writes the
# methods that are called to the file $calls.
fake() {
	bus
	calls=$tmp/calls.${#port_pids[@]}
	"$B/tests/secret-service" "$@" > "$calls" &
	fake_pid=$!
	port_pids+=("$fake_pid")
	soon test -s "$calls"
}

# soon COMMAND...: repeats it until it succeeds, for at most a minute.
soon() {
	local i
	for ((i = 0; i < 3000; i++)); do
		"$@" > /dev/null 2>&1 && return
		pause 0.02
	done
	give_up "never succeeded: $*"
}

# asked METHOD: how often the service was called.
asked() { grep -cx "$1" "$calls"; }

# answers STATUS OUT NAME COMMAND...: exits with STATUS, prints exactly OUT.
answers() {
	local want=$1 said=$2 name=$3
	shift 3
	run "$@"
	if [ "$status,$out" = "$want,$said" ]; then
		pass "$name"
	else
		fail "$name" "ran: $*" "status: $status" "out: $out" \
			"want: $want $said" "err: $err"
	fi
}

# plant NAME=VALUE...: an item as another program could have stored it, with
# these attributes, label= and body=; plant_all stores all of them.
plants=()
plant() { plants+=(-- "$@"); }
plant_all() {
	"$B/tests/plant" "${plants[@]:1}" || give_up 'no item was planted'
	plants=()
}

# call PATH METHOD [ARGUMENT...]: calls the service without libsecret.
call() {
	dbus-send --session --print-reply --dest=org.freedesktop.secrets "$@"
}

# put_both: stores a secret and a token of the profile default.
# shellcheck disable=SC2086 # $url and $id are single words
put_both() {
	"$K" put kind=secret profile=default $url $id secret=hush -- \
		put kind=token profile=default $url $id token=tok life=100
}

# arm: the fault of the fake service begins.
arm() {
	call /org/freedesktop/secrets org.freedesktop.Secret.Service.Arm > /dev/null
}

# lock_default: locks the default collection.
lock_default() {
	call /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock \
		array:objpath:/org/freedesktop/secrets/collection/login > /dev/null
}

# on_terminal COMMAND...: like run, but at a terminal; $out holds stderr, too.
on_terminal() {
	run script -qec "$(printf '%q ' "$@")" /dev/null
	out=${out//$'\r'/}
}
