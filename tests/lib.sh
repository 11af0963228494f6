# The functions that shell tests use. A test looks like this; you run it from the
# top of the tree with `bash tests/get/usage.t` or `make check T=get/usage`:
#
#	#!/bin/bash
#	# What this file tests.
#	. tests/lib.sh
#	port_start --seed tests/seed/demo.json
#	gives image 'what is promised' port-get blueprints/image -r .blueprint.identifier
#	done_testing
#
# PATH starts with the programs under test. Variables that would change what they
# do are unset. HOME and $tmp are the same empty directory, which is removed at the
# end. Every stand-in that port_start started is stopped at the end.
# shellcheck shell=bash
# shellcheck disable=SC2034 # tests use the variables

top=$PWD
case ${B:=build} in /*) ;; *) B=$top/$B ;; esac	# already absolute in tests/session
PATH=$top/${SAN:+build/san/}helper:$top/${SAN:+build/san/}filter:$PATH
wire=$B/tests/wire
# make check-static: the static build is in this folder below the top.
if [ -n "${PROGRAMS-}" ]; then
	PATH=$top/$PROGRAMS:$top/$PROGRAMS/tests:$PATH
	wire=$top/$PROGRAMS/tests/wire
fi

# --- a clean environment ---

# Unsets the caller's settings for Port, CI, proxies, the desktop and language,
# and those of make.
clean_environment() {
	unset "${!PORT_@}" "${!GITLAB_@}" "${!CURL_@}" "${!SSL_CERT_@}" "${!XDG_@}" \
		"${!DBUS_@}" "${!GNOME_@}" "${!SECRET_@}" "${!LC_@}" "${!LANG@}" "${!JQ_@}" \
		CI DISPLAY WAYLAND_DISPLAY NO_COLOR TZ LD_PRELOAD DEPS \
		{http,https,ftp,all,no}_proxy {HTTP,HTTPS,FTP,ALL,NO}_PROXY
	export LC_ALL=C.UTF-8 TERM=xterm
}

# with_keyring: restarts the test inside a private D-Bus session with an unlocked
# gnome-keyring. Call it first in a test that needs a keyring.
with_keyring() {
	[ -z "${PROGRAMS-}" ] || skip_all 'the static build has no keyring'
	if [ -z "${TEST_SESSION-}" ]; then
		need dbus-run-session gnome-keyring-daemon dbus-send
		cleanup
		trap - EXIT
		exec tests/session "$BASH" "$0"
	fi
}

# A forked child has our traps until it runs its program, so a child that is
# killed before that would clean up: only the test's own process may.
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

# plan N: the file has N tests. Without it, done_testing counts them.
plan() { echo "1..$1"; planned=$1; }

# done_testing: call it last. A file that ends before this call fails.
done_testing() { [ -n "${planned-}" ] || echo "1..$tests"; }

# skip_all REASON: skips the whole file.
skip_all() { echo "1..0 # SKIP $*"; exit 0; }

# need TOOL...: skips the whole file if one of the tools is not installed.
need() {
	local tool
	for tool; do
		command -v "$tool" > /dev/null || skip_all "$tool is not installed"
	done
}

# plain_only: skips the whole file in a build with sanitizers, which loads other
# libraries, is slower, and cannot be traced in the same way.
plain_only() {
	[ -z "${SAN-}" ] || skip_all 'not for a build with sanitizers'
}

# pass NAME: reports a test that passed.
pass() { echo "ok $((++tests)) - $1"; }

# fail NAME [LINE...]: reports a test that failed. The LINEs say what happened;
# they go to stderr, which prove shows. Returns 1.
fail() {
	echo "not ok $((++tests)) - $1"
	printf '%s\n' "$0: $tests - $1" "${@:2}" | sed 's/^/# /' >&2
	return 1
}

# give_up WHY: fails, and ends this file. (TAP's "Bail out!" would also end the
# files that have not run yet.)
give_up() {
	fail "${1%%$'\n'*}" "$1"
	exit 1
}

# ok NAME COMMAND...: passes if the command succeeds. If it fails, its output is
# shown.
ok() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		pass "$name"
	else
		fail "$name" "failed: $*" "$said"
	fi
}

# is GOT WANT NAME: passes if both strings are equal.
is() {
	if [ "$1" = "$2" ]; then pass "$3"; else fail "$3" " got: $1" "want: $2"; fi
}

# like GOT ERE NAME: passes if GOT matches the extended regular expression.
# unlike GOT ERE NAME: passes if it does not.
like() {
	if [[ $1 =~ $2 ]]; then pass "$3"; else fail "$3" "      got: $1" "not like: $2"; fi
}

unlike() {
	if [[ $1 =~ $2 ]]; then fail "$3" "got: $1" "but not wanted: $2"; else pass "$3"; fi
}

# run COMMAND...: sets $status to its exit status, $out and $err to what it printed
# on stdout and stderr, without the newlines at the end. $tmp/out and $tmp/err hold
# every byte. Always succeeds.
run() {
	"$@" > "$tmp/out" 2> "$tmp/err"
	status=$?
	{ out=$(< "$tmp/out") err=$(< "$tmp/err"); } 2> /dev/null	# NULs
	return 0
}

# pause SECONDS: like sleep, but starts no process. Its first call changes $!.
pause() {
	[ -n "${idle-}" ] || exec {idle}<> <(:)
	read -rt "$1" -u "$idle" || :
}

# unread COMMAND...: runs it with a stdout that is a pipe without a reader.
# Returns its exit status.
unread() {
	local fd code reader
	exec {fd}> >(:)
	reader=$!
	# `wait` can miss the end of this process, and then waits for the others.
	while kill -0 "$reader" 2> /dev/null; do pause 0.01; done
	"$@" >&$fd
	code=$?
	exec {fd}>&-
	return $code
}

# gives OUT NAME COMMAND...: passes if the command exits with 0, prints OUT on
# stdout (newlines at the end do not count), and nothing on stderr.
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

# fails STATUS ERE NAME COMMAND...: passes if the command exits with STATUS, prints
# nothing on stdout, and on stderr one line, perhaps with a hint after it, that
# matches ERE.
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

# port_start [OPTION...]: starts a stand-in for Port with these options (see
# build/tests/port --help) and the credentials $port_id and $port_secret. Sets
# $port_url to its URL without /v1 and exports it as PORT_API_URL; $port_tls_url to
# its https URL, with --tls; $port_log to its log; $port_pid to its process ID.
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

# port_stop: stops the stand-in that was started last.
port_stop() {
	kill "$port_pid" && wait "$port_pid" 2> /dev/null
	unset "port_pids[-1]"
}

# port_tell PATH [LINE...]: controls the stand-in while it runs; build/tests/port
# --help lists what it can do. Examples: port_tell set?gzip=off
# port_tell fault 'page status=503'; port_tell token?left=5
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

# requests [KIND]: prints how many requests (of that kind) are in its log.
requests() {
	grep -c "\"kind\":\"${1:-.*}\"" "$port_log"
}

# at_once N COMMAND...: runs the command with -v, N times in parallel. Sets
# $failed to how many failed, $outputs to how many different outputs there were,
# and $err to the first lines of stderr that are not about requests. $late is how
# often the keyring did not answer in time, which depends on the machine's load:
# each of those programs requests a token of its own.
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
