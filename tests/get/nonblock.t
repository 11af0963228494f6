#!/bin/bash
# Pipes that are non-blocking: both programs wait for them.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh
demo_start

nonblock() { "$B/tests/nonblock" "$@"; }
late() { sleep 0.3; cat; }
slowly() { local part; for part; do sleep 0.2; printf '%s' "$part"; done; }

# --- stdout ---

seq 0 99999 > "$tmp/want"
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | late > "$tmp/out"
is "${PIPESTATUS[0]}" 0 'more than a pipe holds, read late'
ok 'is all there' cmp "$tmp/want" "$tmp/out"
port-get service: -c > "$tmp/want"
nonblock 1 port-get service: -c 2> "$tmp/err" | late > "$tmp/out"
is "${PIPESTATUS[0]}" 0 'a listing, too'
ok 'is all there' cmp "$tmp/want" "$tmp/out"
# shellcheck disable=SC2216 # nobody is to read it
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | sleep 0.2
is "${PIPESTATUS[0]}" 141 'a reader that leaves ends it'
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | { head -n 1 > "$tmp/out"; sleep 0.2; }
is "${PIPESTATUS[0]}" 141 'so does one that has enough'
token=$(port-token -r)
for form in -r -j -x '--curl blueprints'; do
	# shellcheck disable=SC2086
	{ head -c 65536 /dev/zero; PORT_ACCESS_TOKEN=$token nonblock 1 port-token $form; echo $? > "$tmp/status"; } |
		late | tr -d '\0' > "$tmp/out"
	is "$(cat "$tmp/status")" 0 "port-token $form into a pipe that is full"
	like "$(cat "$tmp/out")" "${token//./\\.}" 'comes once there is room'
done

# --- stdin ---

slowly '[1' ',2]' ' 3' | { nonblock 0 port-get -; echo $?; } > "$tmp/out" 2>&1
is "$(cat "$tmp/out")" $'[1,2]\n3\n0' 'texts that come slowly'
slowly '[1' ',2]' ' 3' | { nonblock 0 port-get - -c '[.]'; echo $?; } > "$tmp/out" 2>&1
is "$(cat "$tmp/out")" $'[[1,2]]\n[3]\n0' 'with a FILTER'
slowly 'a' $'b\n' 'c' | { nonblock 0 port-get - -R .; echo $?; } > "$tmp/out" 2>&1
is "$(cat "$tmp/out")" $'"ab"\n"c"\n0' 'lines'
slowly 'service:check' $'out\n' 'service:checkout' | { nonblock 0 port-get @- -r .identifier; echo $?; } > "$tmp/out" 2>&1
is "$(cat "$tmp/out")" $'checkout\ncheckout\n0' 'names'
slowly '{property: "tier", ' 'operator: "=", value: "gold"}' |
	{ nonblock 0 port-get service: --query @- -n 'first(inputs) | .properties.tier'; echo $?; } > "$tmp/out" 2>&1
is "$(cat "$tmp/out")" $'"gold"\n0' 'search rules'

slowly '{"a":' '1} {}' | { nonblock 0 port-token --curl blueprints --each -; echo $?; } > "$tmp/out" 2>&1
is "$(grep -c '^url' "$tmp/out"),$(tail -n 1 "$tmp/out")" 2,0 'bodies for many writes'
slowly 'blue' $'prints\nteams' | { nonblock 0 port-token --curl @-; echo $?; } > "$tmp/out" 2>&1
is "$(grep -c '^url' "$tmp/out"),$(tail -n 1 "$tmp/out")" 2,0 'names for many requests'

# --- stderr ---

{ nonblock 2 port-get - -n '[range(20000) | debug] | length' > "$tmp/length"; } 2>&1 | late > "$tmp/err"
is "$(cat "$tmp/length")" 20000 'a stderr that is full'
is "$(grep -c '^\["DEBUG:",[0-9]*\]$' "$tmp/err")" 20000 'keeps its lines'
{ nonblock 2 port-get - -n 'range(20000) | stderr | empty'; } 2>&1 | late > "$tmp/err"
is "$(cat "$tmp/err")" "$(seq 0 19999 | tr -d '\n')" 'what a FILTER says there, too'
{ head -c 65536 /dev/zero; nonblock 1 port-get nowhere/at-all 2>&1 > /dev/null; } | late | tr -d '\0' > "$tmp/err"
like "$(cat "$tmp/err")" '^port-get: nowhere/at-all: HTTP 404' 'an error waits for room, too'
done_testing
