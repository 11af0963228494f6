#!/bin/bash
# Both programs wait for non-blocking pipes.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh
demo_start

nonblock() { "$B/tests/nonblock" "$@"; }
late() { pause 0.3; cat; }
slowly() { local part; for part; do pause 0.2; printf '%s' "$part"; done; }

# --- stdout ---

seq 0 99999 > "$tmp/want"
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | late > "$tmp/out"
is "${PIPESTATUS[0]}" 0 'more output than a pipe holds, read late'
ok 'all of it arrives' cmp "$tmp/want" "$tmp/out"
port-get service: -c > "$tmp/want"
nonblock 1 port-get service: -c 2> "$tmp/err" | late > "$tmp/out"
is "${PIPESTATUS[0]}" 0 'a listing that is read late'
ok 'all of it arrives' cmp "$tmp/want" "$tmp/out"
# shellcheck disable=SC2216 # sleep reads nothing
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | sleep 0.2
is "${PIPESTATUS[0]}" 141 'a reader that reads nothing ends it'
nonblock 1 port-get - -n 'range(100000)' 2> "$tmp/err" | { head -n 1 > "$tmp/out"; pause 0.2; }
is "${PIPESTATUS[0]}" 141 'a reader that stops early ends it'
token=$(port-token -r)
for form in -r -j -x '--curl blueprints'; do
	# shellcheck disable=SC2086
	{ head -c 65536 /dev/zero; PORT_ACCESS_TOKEN=$token nonblock 1 port-token $form; echo $? > "$tmp/status"; } |
		late | tr -d '\0' > "$tmp/out"
	is "$(< "$tmp/status")" 0 "port-token $form into a full pipe"
	like "$(< "$tmp/out")" "${token//./\\.}" 'it is written once there is room'
done

# --- stdin ---

slowly '[1' ',2]' ' 3' | { nonblock 0 port-get -; echo $?; } > "$tmp/out" 2>&1
is "$(< "$tmp/out")" $'[1,2]\n3\n0' 'texts that arrive slowly'
slowly '[1' ',2]' ' 3' | { nonblock 0 port-get - -c '[.]'; echo $?; } > "$tmp/out" 2>&1
is "$(< "$tmp/out")" $'[[1,2]]\n[3]\n0' 'texts, with a FILTER'
slowly 'a' $'b\n' 'c' | { nonblock 0 port-get - -R .; echo $?; } > "$tmp/out" 2>&1
is "$(< "$tmp/out")" $'"ab"\n"c"\n0' 'lines'
slowly 'service:check' $'out\n' 'service:checkout' | { nonblock 0 port-get @- -r .identifier; echo $?; } > "$tmp/out" 2>&1
is "$(< "$tmp/out")" $'checkout\ncheckout\n0' 'names'
slowly '{property: "tier", ' 'operator: "=", value: "gold"}' |
	{ nonblock 0 port-get service: --query @- -n 'first(inputs) | .properties.tier'; echo $?; } > "$tmp/out" 2>&1
is "$(< "$tmp/out")" $'"gold"\n0' 'search rules'

slowly '{"a":' '1} {}' | { nonblock 0 port-token --curl blueprints --each -; echo $?; } > "$tmp/out" 2>&1
is "$(grep -c '^url' "$tmp/out"),$(tail -n 1 "$tmp/out")" 2,0 'bodies for many writes'
slowly 'blue' $'prints\nteams' | { nonblock 0 port-token --curl @-; echo $?; } > "$tmp/out" 2>&1
is "$(grep -c '^url' "$tmp/out"),$(tail -n 1 "$tmp/out")" 2,0 'names for many requests'

# --- stderr ---

{ nonblock 2 port-get - -n '[range(20000) | debug] | length' > "$tmp/length"; } 2>&1 | late > "$tmp/err"
is "$(< "$tmp/length")" 20000 'a full stderr'
is "$(grep -c '^\["DEBUG:",[0-9]*\]$' "$tmp/err")" 20000 'no line is lost'
{ nonblock 2 port-get - -n 'range(20000) | stderr | empty'; } 2>&1 | late > "$tmp/err"
is "$(< "$tmp/err")" "$(seq 0 19999 | tr -d '\n')" 'nor what `stderr` in a FILTER writes'
{ head -c 65536 /dev/zero; nonblock 1 port-get nowhere/at-all 2>&1 > /dev/null; } | late | tr -d '\0' > "$tmp/err"
like "$(< "$tmp/err")" '^port-get: nowhere/at-all: HTTP 404' 'an error message waits for room'
done_testing
