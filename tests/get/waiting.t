#!/bin/bash
# What a terminal shows while Port is slow or fails: lines of at most 30 columns,
# which are replaced and then erased. Without a terminal nothing is shown.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh
need script
demo_start

# shown COMMAND...: sets $lines to what COMMAND shows on stderr, a terminal: one
# line for each that it replaces or ends. $longest is the longest, in columns.
shown() {
	printf '%q ' "$@" > "$tmp/words"
	script -qec "sh -c '. $tmp/words' 2>&1 > $tmp/out" /dev/null > "$tmp/seen" < /dev/null
	lines=$(tr '\r' '\n' < "$tmp/seen" | sed 's/\x1b\[K//g' | sed '/^$/d')
	longest=$(grep -v '^port-[a-z]*: .*: \|^hint' <<< "$lines" | awk '{ if (length > n) n = length } END { print n + 0 }')
}

faults 'blueprints delay=2300'
shown port-get blueprints -r '.blueprints[0].identifier'
like "$lines" $'^port-get: waiting, 1 s\n' 'a slow request shows that it waits'
like "$lines" $'waiting, 2 s$' 'and for how long'
ok "in 30 columns: $longest" [ "$longest" -lt 30 ]
like "$(cat -v "$tmp/seen")" '\^M\^\[\[K$' 'the line is erased in the end'
run port-get blueprints
is "$status,$err" 0, 'without a terminal nothing is shown'
faults 'mint delay=1300'
shown port-token -r
like "$lines" '^port-token: waiting, 1 s' 'port-token shows it too'
faults

faults 'blueprints@1-2 status=503' 'blueprints@3 cut=head'
shown port-get blueprints -r '.blueprints[0].identifier'
like "$lines" $'port-get: HTTP 503, try 2/6' 'a retry is shown when it begins'
like "$lines" $'port-get: HTTP 503, try 3/6' 'each retry is shown'
like "$lines" $'port-get: failed, try 4/6' 'also a retry after a broken answer'
ok "in 30 columns: $longest" [ "$longest" -lt 30 ]
faults 'blueprints status=503'
shown port-get blueprints --retry 2
like "$lines" $'\nport-get: blueprints: HTTP 503.*, after 3 tries$' 'the last error says how many tries there were'
run port-get blueprints --retry 1
like "$err" '^port-get: blueprints: HTTP 503.*, after 2 tries$' 'also without a terminal'
is "$(wc -l < "$tmp/err")" 1 'which shows no retries'
run port-get blueprints --retry 0
unlike "$err" 'tries' 'one try is not mentioned'
PORT_API_URL=http://127.0.0.1:1 PORT_ACCESS_TOKEN=x run port-get blueprints --retry 1
like "$err" ', after 2 tries$' 'two tries to connect are mentioned'
faults 'page@2 status=503'
run port-get service: --page-size 100 --retry 0 -r .identifier
like "$err" "\); go on with --cursor '" 'a listing: one try'
faults 'page@2+ status=503'
run port-get service: --page-size 100 --retry 1 -r .identifier
like "$err" "\), after 2 tries; go on with --cursor '" 'a listing: two tries'

faults 'page@2-4 delay=600'
shown port-get service: --page-size 60 -n '[inputs] | length'
like "$lines" 'port-get: 180 entities' 'a long listing shows its progress'
ok "in 30 columns: $longest" [ "$longest" -lt 30 ]
printf 'service:checkout\n%.0s' {1..6} > "$tmp/names"
faults 'entity delay=500'
shown port-get "@$tmp/names" -P 1 -r .identifier
like "$lines" 'port-get: [2-5] of 6' 'a long list shows its progress'
faults 'page@2-4 delay=600'
printf '%q ' port-get service: --page-size 60 -c .identifier > "$tmp/words"
script -qec "sh -c '. $tmp/words'" /dev/null < /dev/null > "$tmp/seen"
ok 'entities and progress on one terminal' [ "$(wc -l < "$tmp/seen")" -gt 250 ]
is "$(sed 's/.*\r\x1b\[K//; s/\x1b\[[0-9;]*m//g; s/\r$//' "$tmp/seen" | grep -vc '^"[^"]*"$')" 0 'they do not mix in one line'
done_testing
