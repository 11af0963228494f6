# What the tests of the keyring share, beside tests/lib.sh: buses of their own,
# and stores on them.
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

# fake [OPTION...]: a new bus with tests/secret-service.c on it; $calls holds
# what it was asked.
fake() {
	bus
	calls=$tmp/calls.${#port_pids[@]}
	"$B/tests/secret-service" "$@" > "$calls" &
	fake_pid=$!
	port_pids+=("$fake_pid")
	soon test -s "$calls"
}

# soon COMMAND...: until it succeeds, a minute at most.
soon() {
	local i
	for ((i = 0; i < 1200; i++)); do
		"$@" > /dev/null 2>&1 && return
		sleep 0.05
	done
	give_up "this never came: $*"
}

# asked METHOD: how often the service was.
asked() { grep -cx "$1" "$calls"; }

# answers STATUS OUT NAME COMMAND...: ends so, with exactly that on stdout.
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

# call PATH METHOD [ARGUMENT...]: asks the service past libsecret.
call() {
	dbus-send --session --print-reply --dest=org.freedesktop.secrets "$@"
}

# What one profile has.
# shellcheck disable=SC2086 # $url and $id are single words
put_both() {
	"$K" put kind=secret profile=default $url $id secret=hush -- \
		put kind=token profile=default $url $id token=tok life=100
}

# The fake service's fault begins.
arm() {
	call /org/freedesktop/secrets org.freedesktop.Secret.Service.Arm > /dev/null
}

lock_default() {
	call /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock \
		array:objpath:/org/freedesktop/secrets/collection/login > /dev/null
}

# on_terminal COMMAND...: runs it with a terminal of its own, output and status
# as with run, stderr too in $out.
on_terminal() {
	run script -qec "$(printf '%q ' "$@")" /dev/null
	out=${out//$'\r'/}
}
