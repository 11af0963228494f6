#!/bin/bash
# What port-token loads and opens, and how it protects itself: closed descriptors,
# what -v shows, and signals.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need strace cc
plain_only

# loaded COMMAND...: prints the libraries that it opens; leaves $tmp/trace.
loaded() {
	# LeakSanitizer does not work under strace.
	ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 strace -f -o "$tmp/trace" -e trace=open,openat,connect,prctl,prlimit64,setrlimit \
		"$@" > /dev/null 2>&1 || echo "failed: $*"
	grep -o '[^/"]*\.so[^"]*", [^=]* = [0-9]' "$tmp/trace" | sed 's/\.so.*//' | sort -u
}
# traced ERE: the number of such lines in the trace.
traced() { grep -c "$1" "$tmp/trace"; }

export PORT_ACCESS_TOKEN=abc
for form in '' -r -j -x '--curl service:'; do
	# shellcheck disable=SC2086
	libraries=$(loaded port-token $form)
	unlike "$libraries" 'curl|glib|secret|gio|ssl|failed' \
		"PORT_ACCESS_TOKEN${form:+, $form}: loads neither libcurl nor GLib"
done
is "$(traced 'connect(')" 0 'and connects to nothing'
if [ -z "$SAN" ]; then
	like "$(cat "$tmp/trace")" 'prctl\(PR_SET_DUMPABLE, SUID_DUMP_DISABLE\)' 'the process is not dumpable'
fi
like "$(cat "$tmp/trace")" 'RLIMIT_CORE, \{rlim_cur=0, rlim_max=0\}' 'and leaves no core file'
is "$(grep -c 'openat(.*O_' "$tmp/trace")" "$(grep -c 'openat(.*O_CLOEXEC' "$tmp/trace")" \
	'every file is closed on exec'
unset PORT_ACCESS_TOKEN

port_start
ok 'a profile' port-token login --client-id "$port_id" <<< "$port_secret"
unset PORT_API_URL
libraries=$(loaded port-token)
like "$libraries" secret 'a cached token: loads libsecret'
unlike "$libraries" 'curl|ssl|failed' 'but no libcurl'
is "$(traced boot_id)" 1 'boot_id is read once'
for name in a b c d; do
	PORT_API_URL=$port_url port-token login -q -p $name --client-id "$port_id" <<< "$port_secret"
done
libraries=$(loaded port-token -j -p a)
is "$(traced boot_id)" 1 'with -j, too'
libraries=$(loaded port-token logout -p a)
is "$(traced boot_id)" 1 'for logout'
libraries=$(loaded port-token status)
is "$(traced boot_id)" 1 'for status with many profiles'
unlike "$libraries" 'curl|ssl|failed' 'status loads no libcurl'
libraries=$(loaded port-token --help)
unlike "$libraries" 'curl|glib|secret|failed' '--help loads none of them'

# At exit, threads of libcurl and GLib may still run.
for program in port-token 'port-get blueprints'; do
	# shellcheck disable=SC2086
	run env LD_DEBUG=files LD_DEBUG_OUTPUT="$tmp/ld" $program
	is "$status,$(cat "$tmp"/ld.* | grep -c 'calling fini')" 0,0 \
		"$program: runs no destructors of libraries at exit"
	rm "$tmp"/ld.*
done

# --- descriptors that are closed at start ---

PORT_ACCESS_TOKEN=abc run bash -c 'port-token -r <&-'
is "$status,$out" 0,abc 'with stdin closed'
PORT_ACCESS_TOKEN=abc run bash -c 'port-token -r 2>&-'
is "$status,$out" 0,abc 'with stderr closed'
run bash -c 'port-token >&- 2>&-'
is "$status" 13 'with stdout closed: a cached token is not written to a socket'
export PORT_API_URL=$port_url
PORT_KEYRING=off PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret \
	run bash -c 'port-token <&- >&- 2>&-'
is "$status" 13 'nor a token from Port'

# --- what -v shows ---

PORT_KEYRING=off PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret \
	run port-token -v -r
is "$status" 0 'with -v'
like "$err" 'auth/access_token' 'shows requests'
unlike "$err" "${out:0:20}" 'but not the token'
unlike "$err" "${port_secret%%+*}[+]" 'nor the secret'
PORT_KEYRING=off PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=bad-secret run port-token -v
unlike "$err" bad-secret 'nor a secret that Port refuses'

# --- a signal under -x ---

port_tell fault 'mint stall'
for signal in HUP INT QUIT TERM USR1 ALRM XCPU SYS IO PWR STKFLT SEGV RTMIN RTMIN+1 RTMAX; do
	before=$(requests mint)
	PORT_KEYRING=off PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret \
		env --default-signal port-token -x > "$tmp/out" 2> /dev/null &
	pid=$!
	until [ "$(requests mint)" -gt "$before" ] || ! kill -0 $pid 2> /dev/null; do
		pause 0.02
	done
	kill -$signal $pid
	wait $pid 2> /dev/null
	code=$?
	is "$code $(cat "$tmp/out")" \
		"$((128 + $(kill -l $signal))) unset PORT_ACCESS_TOKEN; (exit $code)" \
		"SIG$signal with -x: unsets the token"
done
port_tell reset
cc -shared -fPIC -o "$tmp/deep.so" -x c - <<- 'end'
	int connect(int n, ...)
	{
		volatile char room[4096];

		room[0] = (char)n;
		return connect(n + 1) + room[0];
	}
end
PORT_KEYRING=off PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret \
	run env LD_PRELOAD="$tmp/deep.so" port-token -x
is "$status,$out" '139,unset PORT_ACCESS_TOKEN; (exit 139)' 'so does a stack overflow'

done_testing
