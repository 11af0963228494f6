# What the shell tests share; they run from the top of the tree and begin with
#
#	#!/bin/bash
#	. tests/lib.sh
#
# and end with done_testing. The programs under test are first in PATH, the
# environment is clean, HOME and $tmp are a directory of the test's own, and
# what was started through port_start is gone when the test is.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for the tests

top=$PWD
case ${B:=build} in /*) ;; *) B=$top/$B ;; esac	# absolute in a session
PATH=$top/${SAN:+build/san/}helper:$top/${SAN:+build/san/}filter:$PATH
wire=$B/tests/wire
# The static build's, in a folder below the top: make check-static.
if [ -n "${PROGRAMS-}" ]; then
	PATH=$top/$PROGRAMS:$top/$PROGRAMS/tests:$PATH
	wire=$top/$PROGRAMS/tests/wire
fi

# --- a clean environment ---

# Nothing of the caller's Port, CI, proxies, desktop or language shows through,
# nor what make was told.
clean_environment() {
	local name
	for name in $(compgen -e); do
		case $name in
		PORT_* | CI | GITLAB_* | *_proxy | *_PROXY | CURL_* | SSL_CERT_* | \
		XDG_* | DBUS_* | DISPLAY | WAYLAND_DISPLAY | GNOME_* | SECRET_* | \
		LC_* | LANG* | NO_COLOR | JQ_* | TZ | LD_PRELOAD | DEPS)
			unset "$name" ;;
		esac
	done
	export LC_ALL=C.UTF-8 TERM=xterm
}

# Called first by a test that needs a keyring: it goes on inside a private
# D-Bus with an unlocked gnome-keyring.
with_keyring() {
	[ -z "${PROGRAMS-}" ] || skip_all 'the static build has no keyring'
	if [ -z "${TEST_SESSION-}" ]; then
		need dbus-run-session gnome-keyring-daemon dbus-send
		cleanup
		trap - EXIT
		exec tests/session "$BASH" "$0"
	fi
}

# A child that is killed before it has become what it is to run has our traps.
cleanup() {
	local pid
	[ "$BASHPID" = "$cleaner" ] || return
	for pid in "${port_pids[@]}"; do
		kill "$pid" 2> /dev/null && wait "$pid" 2> /dev/null
	done
	rm -rf "$tmp"
}

# --- TAP ---

tests=0

plan() { echo "1..$1"; planned=$1; }

done_testing() { [ -n "${planned-}" ] || echo "1..$tests"; }

skip_all() { echo "1..0 # SKIP $*"; exit 0; }

# need TOOL...: without one of them the whole file is skipped.
need() {
	local tool
	for tool; do
		command -v "$tool" > /dev/null || skip_all "$tool is not installed"
	done
}

# What is not true of a build with sanitizers: which libraries are loaded, how
# long it takes, how it is traced.
plain_only() {
	[ -z "${SAN-}" ] || skip_all 'not for a build with sanitizers'
}


pass() { echo "ok $((++tests)) - $1"; }

# fail NAME [LINE...]: each LINE says something about what was seen. It goes to
# stderr, where prove lets it through.
fail() {
	echo "not ok $((++tests)) - $1"
	printf '%s\n' "$0: $tests - $1" "${@:2}" | sed 's/^/# /' >&2
	return 1
}

# give_up WHY: this file cannot go on. ("Bail out!" would end all the others,
# and nobody would miss them.)
give_up() {
	fail "${1%%$'\n'*}" "$1"
	exit 1
}

# ok NAME COMMAND...: passes if the command succeeds; its output is shown
# where it does not.
ok() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		pass "$name"
	else
		fail "$name" "failed: $*" "$said"
	fi
}

# is GOT WANT NAME
is() {
	if [ "$1" = "$2" ]; then pass "$3"; else fail "$3" " got: $1" "want: $2"; fi
}

# like GOT ERE NAME; unlike GOT ERE NAME
like() {
	if [[ $1 =~ $2 ]]; then pass "$3"; else fail "$3" "      got: $1" "not like: $2"; fi
}

unlike() {
	if [[ $1 =~ $2 ]]; then fail "$3" "got: $1" "but not wanted: $2"; else pass "$3"; fi
}

# run COMMAND...: leaves $status, $out and $err (without the newlines at their
# ends), and both to the byte in $tmp/out and $tmp/err.
run() {
	"$@" > "$tmp/out" 2> "$tmp/err"
	status=$?
	{ out=$(< "$tmp/out") err=$(< "$tmp/err"); } 2> /dev/null	# NULs
	return 0
}

# pause SECONDS: `sleep` without a process.
pause() {
	[ -n "${idle-}" ] || exec {idle}<> <(:)
	read -rt "$1" -u "$idle" || :
}

# unread COMMAND...: its stdout is a pipe that nobody reads any more.
unread() {
	local fd code
	exec {fd}> >(:)
	wait $!
	"$@" >&$fd
	code=$?
	exec {fd}>&-
	return $code
}

# gives OUT NAME COMMAND...: succeeds, says nothing on stderr, prints OUT.
gives() {
	local want=$1 name=$2
	shift 2
	run "$@"
	if [ "$status,$out,$err" = "0,$want," ]; then
		pass "$name"
	else
		fail "$name" "ran: $*" "status: $status" "out: $out" "want: $want" "err: $err"
	fi
}

# fails STATUS ERE NAME COMMAND...: ends with STATUS, prints nothing on stdout,
# and on stderr the one line that is like ERE, and at most a hint after it.
fails() {
	local want=$1 ere=$2 name=$3 line='^port-(token|get): [^'$'\n'']+'
	shift 3
	line+=$'(\nhint: [^\n]+)?$'
	run "$@"
	if [ "$status" = "$want" ] && ! [ -s "$tmp/out" ] &&
		[[ $err =~ $line ]] && [[ $err =~ $ere ]]; then
		pass "$name"
	else
		fail "$name" "ran: $*" "status: $status" "want: $want" "out: $out" \
			"err: $err" "not like: $ere"
	fi
}

# --- the stand-in for Port ---

port_pids=() ports=0
port_id=ci-client port_secret=ci+secret/==

# port_start [OPTION...]: starts one (build/tests/port --help) that knows
# $port_id and $port_secret. $port_url is its URL without /v1, which PORT_API_URL
# is set to, $port_tls_url that of --tls, $port_pid its process.
port_start() {
	local n=$((ports++)) lines=1 started
	port_log=$tmp/port.$n.log
	[[ " $*" != *" --tls "* ]] || lines=2
	: > "$tmp/port.$n"
	"$B/tests/port" --log "$port_log" --credentials "$port_id:$port_secret" \
		"$@" > "$tmp/port.$n" 2> "$tmp/port.$n.err" &
	port_pid=$!
	port_pids+=("$port_pid")
	until mapfile -t started < "$tmp/port.$n" && [ ${#started[@]} -ge $lines ]; do
		kill -0 "$port_pid" 2> /dev/null || {
			give_up "the stand-in ended: $(cat "$tmp/port.$n.err")"
		}
		pause 0.02
	done
	port_url=${started[0]} port_tls_url=${started[1]-}
	export PORT_API_URL=$port_url
}

# Stops the one that was started last.
port_stop() {
	kill "$port_pid" && wait "$port_pid" 2> /dev/null
	unset "port_pids[-1]"
}

# port_tell PATH [LINE...]: its control below /_stand-in/, as --help tells:
# port_tell set?gzip=off; port_tell fault 'LINE'; port_tell token?left=5
port_tell() {
	local fd body='' line host=127.0.0.1 LC_ALL=C	# ${#body} is in bytes
	[[ $port_url != *::1* ]] || host=::1
	[ $# = 1 ] || printf -v body '%s\n' "${@:2}"
	exec {fd}<> "/dev/tcp/$host/${port_url##*:}" || return
	printf 'POST /_stand-in/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
		"$1" ${#body} "${body-}" >&$fd
	read -r line <&$fd
	exec {fd}>&-
	case $line in *' 20'*) ;; *) echo "stand-in: $*: ${line:-no answer}" >&2; return 1 ;; esac
}

# requests [KIND]: how many requests (of that kind) its log holds.
requests() {
	grep -c "\"kind\":\"${1:-.*}\"" "$port_log"
}

# at_once N COMMAND...: so many of them at once, with -v. $failed is how many
# failed, $outputs how many different things they printed, $err what they said
# but for their requests. $late is how often a keyring that is asked by so many
# did not answer in its seconds: whom it fails mints for itself, and how many
# those are is the machine's doing.
at_once() {
	local n=$1 i pid started=()
	failed=0
	mkdir "$tmp/runs"
	for (( i = 0; i < n; i++ )); do
		"${@:2}" -v > "$tmp/runs/$i.out" 2> "$tmp/runs/$i.err" &
		started+=($!)
	done
	for pid in "${started[@]}"; do
		wait "$pid" || failed=$((failed + 1))
	done
	outputs=$(cat "$tmp"/runs/*.out | sort -u | wc -l)
	late=$(cat "$tmp"/runs/*.err | grep -c 'no answer in time')
	err=$(cat "$tmp"/runs/*.err | grep -v ': HTTP 20[01], \|no answer in time\|going on without\|did not \(take\|store\)' | head -n 3)
	rm -r "$tmp/runs"
}

[ -n "${TEST_SESSION-}" ] || clean_environment
exec < /dev/null
tmp=$(mktemp -d "${TMPDIR:-/tmp}/port-test.XXXXXX") || exit 1
cleaner=$BASHPID
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
[ -n "${TEST_SESSION-}" ] || export HOME=$tmp
