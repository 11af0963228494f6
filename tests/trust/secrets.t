#!/bin/bash
# The client secret and the token go nowhere but to Port and, if asked for, to
# stdout: not into argv, stderr, files, attributes of the keyring, core files, a
# filter, freed memory, or to another server.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/get/common.sh
plain_only
need strace secret-tool
[ -n "${TEST_SESSION-}" ] || export PORT_KEYRING=off

# Unique, because the stand-in of a run beside this one has its secret in argv.
port_secret=Marked-Secret-$$-$RANDOM
demo_start
entity=service:$(port-get service: --limit 1 -r .identifier)
token=$(port-token -r)

# nowhere NAME FILE...: neither is in these files or below these folders.
nowhere() {
	is "$(grep -rlaF -e "$port_secret" -e "$token" "${@:2}" 2> /dev/null)" '' "$1"
}

# --- the keyring: this file runs itself in a session of its own ---

if [ -n "${TEST_SESSION-}" ]; then
	port-token login -p marked --client-id "$port_id" <<< "$port_secret" 2> "$tmp/said"
	port-token status > "$tmp/status"
	nowhere 'login and status print neither' "$tmp/said" "$tmp/status"
	secret-tool search --all --unlock application port-token > "$tmp/items" 2>&1
	is "$(grep -c '^secret = ' "$tmp/items")" 3 'the keyring holds a secret and two tokens'
	grep -v '^secret = ' "$tmp/items" > "$tmp/attributes"
	rm "$tmp/items"
	nowhere 'neither is in attributes or labels' "$tmp/attributes"
	nowhere 'neither is in a file of HOME, the runtime directory or TMPDIR' "$HOME" "$XDG_RUNTIME_DIR" "$tmp"
	exit
fi

# --- argv during a run, and files after a crash ---

mkdir "$tmp/dies"
ulimit -c unlimited
for signal in ABRT SEGV; do
	port_tell fault 'any delay=60000'
	(cd "$tmp/dies" && exec port-token) > /dev/null 2>&1 &
	pids=$!
	(cd "$tmp/dies" && exec port-get "$entity" '.') > /dev/null 2>&1 &
	pids="$pids $!"
	for pid in $pids; do
		until grep -q 'port-' "/proc/$pid/comm" &&
			grep -q 'core file size *0 *0' "/proc/$pid/limits"; do sleep 0.02; done
	done
	for pid in /proc/[0-9]*; do	# the stand-in has the secret in its argv
		[ "$pid" = "/proc/$port_pid" ] || cat "$pid/cmdline"
	done > "$tmp/argv" 2> /dev/null
	nowhere "$signal: neither is in any argv" "$tmp/argv"
	# shellcheck disable=SC2086
	kill -$signal $pids && wait $pids 2> /dev/null
	port_tell reset
	is "$(ls -A "$tmp/dies")" '' "$signal: no core file"
done

# --- stderr with -v, in success and failure ---

: > "$tmp/err.all"
for fault in '' status=401 status=403 'status=422 error=bad' status=503 'redirect=https://example.org/x' \
	json=not-json reset gzip=cut; do
	[ -z "$fault" ] || port_tell fault "any $fault"
	for run in 'port-token -Rj' "port-get $entity --retry 0" \
		'port-get service: --retry 0 --limit 2 .identifier'; do
		$run -v --timeout 5 > /dev/null 2>> "$tmp/err.all"
		PORT_ACCESS_TOKEN=$token $run -v --timeout 5 > /dev/null 2>> "$tmp/err.all"
	done
	port_tell reset
done
ok 'stderr has many lines' [ "$(wc -l < "$tmp/err.all")" -gt 60 ]
nowhere 'neither is on stderr' "$tmp/err.all"

# --- descriptors ---

# written FILE: the kinds of descriptors that got the token or the secret.
written() {
	grep -aF -e "$port_secret" -e "$token" "$1" | grep -av 'execve(' |
		sed -E 's/^[0-9]+ +//; s/^([a-z0-9]+)\(([0-9]+)<([^:>]*).*/\1 \2 \3/' |
		sed -E 's/^(write|writev|send|sendto|sendmsg|sendmmsg) [0-9]+ (TCP|socket)/to \2/; s/ [^ ]*pipe$/ pipe/' | sort -u
}
# shellcheck disable=SC2086
traced() { strace -f -qq -yy -s 20000 -e trace=write,writev,sendto,sendmsg,sendmmsg,pwrite64,execve -o "$tmp/trace" "$@" | cat > /dev/null; }
traced port-token -r
is "$(written "$tmp/trace")" $'to TCP\nwrite 1 pipe' 'port-token writes them only to Port and stdout'
traced port-get "$entity"
is "$(written "$tmp/trace")" 'to TCP' 'port-get writes them only to Port'
rm "$tmp/trace"

# --- files ---

rm -f "$tmp/argv" "$tmp/err.all"
nowhere 'neither is in a file of HOME' "$tmp"

# --- filters and their environment ---

gives '[null,null]' '$ENV contains neither' port-get - -cn '[$ENV, env] | map(.PORT_CLIENT_SECRET, .PORT_ACCESS_TOKEN) | unique | [.[0], .[0]]'
run env PORT_ACCESS_TOKEN="$token" port-get "$entity" '$ENV, env, input_line_number'
cp "$tmp/out" "$tmp/seen"
nowhere 'a filter sees neither' "$tmp/seen"

# --- memory: tests/shim/wiped.c ---

# leaves TEXT COMMAND...: the libraries that freed memory which contains it, and
# the memory that contains it at the end.
leaves() {
	local mark
	mark=$(printf %s "$1" | LC_ALL=C tr '\000-\376' '\001-\377')
	: > "$tmp/wiped"
	WIPED_LOG=$tmp/wiped WIPED_SECRET=$mark LD_PRELOAD=$B/tests/wiped.so "${@:2}" > /dev/null
	sort -u "$tmp/wiped" | paste -sd,
}
seq 900 | sed 's/.*/{"a":&}/' > "$tmp/body"
each="port-token --curl service: --each $tmp/body"
# libcurl keeps the headers it sends; libjq and GLib have no wiping.
theirs='^((free lib(curl|jq|glib)[^,]*|left (\[heap\]|-)),?)*$'
for run in 'port-token -r' 'port-token -x' "$each" "port-get $entity" 'port-get service: --limit 1 -r .identifier'; do
	like "$(leaves "$port_secret" $run)" "$theirs" "$run: our memory keeps no secret"
	like "$(leaves "$token" $run)" "$theirs" "$run: our memory keeps no token"
	PORT_ACCESS_TOKEN=$token like "$(PORT_ACCESS_TOKEN=$token leaves "$token" $run)" "$theirs" \
		"$run: our memory keeps no token of a variable"
done
is "$(PORT_ACCESS_TOKEN=$token leaves "$token" port-token)" '' 'no memory keeps the token of a variable'
# shellcheck disable=SC2086
is "$(PORT_ACCESS_TOKEN=$token leaves "$token" $each)" '' 'nor after 900 requests'
piecemeal=Marked-Token-9876543210
printf '{"accessToken":"%s","expiresIn":9000,"more":"%03000d"}' $piecemeal 0 > "$tmp/answer"
port_tell fault "mint status=200 body=@$tmp/answer drip=3000"
like "$(leaves $piecemeal port-token -r)" "$theirs" 'our memory keeps no token that came in pieces'
port_tell reset

# --- other servers: proxies, redirects ---

real=$port_url
credential=$port_id:$port_secret
port_start --credentials "$credential"
other=$port_url other_log=$port_log
export PORT_API_URL=$real
port_url=$real
for name in http_proxy HTTP_PROXY https_proxy all_proxy ALL_PROXY; do
	run env "$name=$other" port-get "$entity" -r .identifier
	is "$status,$out" "0,${entity#*:}" "$name is not used for loopback"
done
for status_code in 301 302 303 307 308; do
	port_tell fault "entity redirect=$other/v1/x status=$status_code" "mint@2+ redirect=$other/v1/x status=$status_code"
	fails 11 'redirect' "$status_code: port-get does not follow it" port-get "$entity"
	port_tell reset "mint redirect=$other/v1/x status=$status_code"
	fails 11 'redirect' "$status_code: port-token does not follow it" port-token -R
	port_tell reset
done
is "$(wc -l < "$other_log")" 0 'no request reached the other server'
fails 2 'another host' 'a URL of another host is refused' port-get "$other/v1/blueprints"

# --- answers of a hostile Port ---

long=$(head -c 16385 /dev/zero | tr '\0' x)
while IFS= read -r bad; do
	[ "$bad" != LONG ] || bad=$long
	printf '{"ok":true,"accessToken":"%s","expiresIn":9000}' "$bad" > "$tmp/answer"
	port_tell reset "mint body=@$tmp/answer status=200 type=application/json"
	for form in '' -r -j '--curl service:' "${each#port-token }"; do
		# shellcheck disable=SC2086
		fails 9 'accessToken' "port-token $form: ${bad:0:30}" port-token $form
	done
	run port-token -x
	is "$status,$out" '9,unset PORT_ACCESS_TOKEN; (exit 9)' "port-token -x: ${bad:0:30}"
	fails 9 'accessToken' "port-get: ${bad:0:30}" port-get "$entity"
done <<'EOT'
a\nb
a\r\nX-Evil: 1
a'; id; '
a$(id)
a`id`
a\"b
a\\b
a b
a\u001b[31mb
a\u0000b
a\u00e9b

LONG
EOT
port_tell reset 'entity status=422 error="\u001b]0;x\u0007" message="a\r\nb\u009b31m\u007f" trace="t\u001b[1m"'
run port-get "$entity" -v
is "$status" 11 'an error with control characters'
ok 'is shown without them' test -z "$(LC_ALL=C tr -d '\n\t -~\200-\377' < "$tmp/err")"
port_tell reset

# --- with a keyring ---

while IFS= read -r line; do
	case $line in
	ok*) pass "${line#ok * - }" ;;
	not*) fail "${line#not ok * - }" ;;
	esac
done < <(env -u PORT_KEYRING tests/session "$BASH" "$0")

done_testing
