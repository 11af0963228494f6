#!/bin/bash
# port-get -: what differs from jq. Exit statuses, error messages, unchanged
# texts, files, and what is corrected on every libjq.
. tests/lib.sh

# sliced STATUS OUT ERR NAME INPUT ARG...: OUT and INPUT as printf has them,
# ERR an ERE of all that is said.
sliced() {
	local want=$1 name=$4 input=$5 said=$3
	# shellcheck disable=SC2059
	printf "$2" > "$tmp/want"
	shift 5
	# shellcheck disable=SC2059
	printf "$input" | port-get - "$@" > "$tmp/out" 2> "$tmp/err"
	status=${PIPESTATUS[1]}
	err=$(< "$tmp/err")
	if [ "$status" = "$want" ] && cmp -s "$tmp/want" "$tmp/out" &&
		[[ $err =~ ^($said)$ ]]; then
		pass "$name"
	else
		fail "$name" "port-get - $*" "status: $status, want: $want" \
			"out: $(cat -v "$tmp/out")" "want: $(cat -v "$tmp/want")" "err: $err"
	fi
}

# --- without a FILTER ---
sliced 0 '1.10\n' '' 'digits stay' '1.10'
sliced 0 '[1E+2,-0,0.0,12345678901234567890123]\n' '' 'numbers stay as spelled' \
	' [ 1E+2 , -0,0.0 ,12345678901234567890123 ] '
sliced 0 '{"b":1,"a":2,"b":3}\n' '' 'keys stay in order, doubles too' '{"b":1, "a":2\n,\t"b" :3}'
sliced 0 '"\\u0041\\/\\ud800 x  y"\n' '' 'strings stay as spelled' '"\\u0041\\/\\ud800 x  y"'
sliced 0 '1\n"a"\n[]\n{}\nnull\ntrue\nfalse\n' '' 'one text a line' '1 "a"[]{} null\ntrue false'
sliced 0 '' '' 'no text, no line' ' \n\t\r '
sliced 0 '"a"\n' '' '-r -c -j -M --unbuffered without a FILTER: as it came' '"a"' -rcjM --unbuffered
sliced 0 '1\n' '' 'nor do arguments make one' '1' --arg a b
sliced 0 '[1]\n' '' 'CRLF is white space' '[\r\n1]\r\n'
sliced 5 '1\n{"a":2}\n' 'port-get: parse error: no JSON at line 2' \
	'what came before bad JSON is put out' '1\n{"a":2} nonsense 3'
for text in '{"a":1}' '"a"' 1 '[]2' ' 1'; do
	sliced 0 "$(printf %s "$text" | port-get -)\n" '' "a byte order mark before $text" \
		'\357\273\277'"$text"
done
sliced 0 '' '' 'a byte order mark alone' '\357\273\277'
sliced 5 '1\n' 'port-get: parse error: no JSON .*' 'a byte order mark further on' '1 \357\273\277 2'
for bad in '[1,]' '{"a"}' '{a:1}' "'a'" 01 1. .5 +1 nan 'tru' 'truefalse' '"\\x"' '"\t"' \
	'[1 2]' '}' ']' ',' '1,2' '[1}' '{"a":1]' '-' '1e' '/*x*/1' '"\\u12"'; do
	sliced 5 '' 'port-get: parse error: .*' "no JSON: $bad" "$bad"
done
for bad in '[1' '{"a":' '"a' '[[[[' '{"a":"\\"'; do
	sliced 5 '' 'port-get: parse error: an unfinished text at line 1' "unfinished: $bad" "$bad"
done
sliced 5 '1\n2\n' 'port-get: .*NUL.*' 'NUL ends it' '1 2 \0 3'
sliced 5 '' 'port-get: .*NUL.*' 'NUL in a string' '["a\0b"]'
deep=$(printf '%20000s' '' | tr ' ' '[')$(printf '%20000s' '' | tr ' ' ']')
ok 'depth is no matter without a FILTER' \
	[ "$(printf %s "$deep" | port-get - | wc -c)" = 40001 ]

# Texts of all sizes over every border of a read.
for i in {1..300}; do printf '{"n": %d, "s": "%*s\\\\\\"é"}\n' "$i" $((i * i % 997)) ''; done > "$tmp/in"
sed 's/": /":/g; s/, "/,"/g' "$tmp/in" > "$tmp/want"
port-get - < "$tmp/in" > "$tmp/out"
ok 'many texts, as they came' cmp "$tmp/want" "$tmp/out"
dd bs=7 status=none < "$tmp/in" | port-get - > "$tmp/out"
ok 'in small reads too' cmp "$tmp/want" "$tmp/out"

if [ -z "${SAN-}" ]; then
	ok 'in constant memory' bash -c "
		ulimit -v 60000
		for i in {1..400}; do cat '$tmp/in'; done | port-get - | tail -1 | cmp - <(tail -1 '$tmp/want')"
fi

# --- options that imply the FILTER `.` ---
sliced 0 '{\n  "a": 1,\n  "b": 2\n}\n' '' -S '{"b":2,"a":1}' -S
sliced 0 '"\\u00e9"\n' '' -a '"é"' -a
sliced 0 '[\n  1,\n  2\n]\n' '' -s '1 2' -s
sliced 0 'null\n' '' -n '1 2' -n
sliced 1 'null\n' '' -e 'null' -e
sliced 0 '"a b"\n' '' -R 'a b\n' -R
sliced 0 '[\n  [\n    0\n  ],\n  1\n]\n[\n  [\n    0\n  ]\n]\n' '' --stream '[1]' --stream
sliced 0 '\0361\n' '' --seq '\0361\n' --seq
sliced 0 '[\n\t1\n]\n' '' --tab '[1]' --tab
sliced 0 '[\n   1\n]\n' '' --indent '[1]' --indent 3
sliced 0 'a\0001\0' '' --raw-output0 '"a" 1' --raw-output0
printf '[1]' | port-get - -C > "$tmp/out"
ok '-C' grep -q $'\033' "$tmp/out"

# --- what jq 1.6 gets wrong, right on every libjq ---
sliced 1 '1\nnull\n' '' '-e: the last output counts' '1 null' -e .
sliced 0 'null\n1\n' '' '-e: the last one, not the first' 'null 1' -e .
sliced 4 '' '' '-e: no output' '1 2' -e empty
sliced 0 '1\n' '' '-e: an output, and then an input without' '1 2' -e 'select(. == 1)'
sliced 1 'false\n' '' '-e: false, and then an input without' 'false true' -e 'select(. == false)'
sliced 5 'null\n' 'port-get: error at .*' '-e: a failure is worse' 'null' -e '., error("x")'
sliced 0 'a\n' '' '-e: a string is true' '"a"' -er .
sliced 0 '1\n' '' 'halt stops at once' '1 2 3' '., halt'
sliced 0 'null\n' '' 'halt: -e has no say' 'null' -e '., halt'
sliced 5 '1\n' 'port-get: error at .*' 'halt ends with what had failed' '"a" 1 2' \
	'if type == "string" then error("x") else ., halt end'
sliced 5 '' 'bye' 'halt_error' '1 2' '"bye"|halt_error'
sliced 7 '' 'bye' 'halt_error with a code' '1 2' '"bye\n"|halt_error(7)'
sliced 5 '' '\{"a":1\}' 'halt_error with a value' '1' '{"a":1}|halt_error'
sliced 1 '' '' 'halt_error without a word' '1' 'null|halt_error(1)'
sliced 255 '' 'x' 'halt_error below 0' '1' '"x"|halt_error(-1)'
sliced 5 '' 'x' 'halt_error with what is no exit status' '1' '"x"|halt_error(1e10)'
sliced 5 'a\0d\0' 'port-get: error at .*.*NUL.*' '--raw-output0: NUL in a string' '"a" "b\\u0000c" "d"' --raw-output0 .
sliced 3 '' 'port-get: FILTER does not compile: module not found: absent.*' \
	'import without -L' '1' 'import "absent" as m; 1'
printf 'def f: "m";\n' > "$HOME/.jq"
sliced 0 '"m"\n' '' 'the .jq at home is read' '1' f
rm "$HOME/.jq"
sliced 0 '1\n' '' '-ra' '"é"' -ra '"\\u00e9"|1'
sliced 0 '"\\u00e9"\n' '' '-r and -a: ASCII, in quotes, as in jq' '"é"' -ra .

# --- one input after another ---
sliced 5 '1\n3\n' 'port-get: error at <stdin>:2: .*' 'an error on one input, the others go on' \
	'[1]\n"a"\n[3]\n' '.[0]'
sliced 5 '' 'port-get: error at <stdin>:1 \(not a string\): \{"a":1\}' 'an error that is a value' \
	'1\n' 'error({"a":1})'
sliced 5 '1\n' 'port-get: error at <stdin>:0: line one\?line two' 'an error is one line' '1' \
	'., error("line one\nline two")'
sliced 5 '1\n2\n' 'port-get: parse error: .*' 'bad JSON ends the run' '1 2 x 3' .
sliced 5 '1\n2\n' 'port-get: <stdin>: a NUL byte.*' 'so does NUL' '1 2 \0 3' .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'NUL in a string' '"a\0b"' .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'NUL: -s does not run' '1 2 \0' -s .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'NUL: inputs raises an error' '1 2 \0' -n '[inputs]'
sliced 5 '"caught"\n' 'port-get: <stdin>: a NUL byte.*' 'NUL that is caught is told all the same' \
	'1 2 \0' -n 'try [inputs] catch "caught"'
sliced 0 '"a\\u0000b"\n' '' '-R takes NUL' 'a\0b\n' -R .
sliced 5 '\0361\n\0364\n' 'port-get: parse error: .*' '--seq: bad JSON is passed over, and told' \
	'\0361\n\036[3}\n\0364\n' --seq .

# --- files ---
cd "$tmp" || exit 1
printf '1\n[2]\n' > a
printf '3 \0 4' > nul
printf '5' > b
mkdir dir
sliced 0 '1\n[\n  2\n]\n5\n' '' 'FILEs in order' '' . a b
sliced 5 '1\n[2]\n3\n' 'port-get: nul: a NUL byte.*' 'NUL in a FILE' '' -c . a nul b
sliced 5 '1\n[2]\n7\n3\n' 'port-get: nul: a NUL byte.*' 'after stdin among the FILEs' '7 ' -c . a - nul b
sliced 0 '7\n5\n' '' 'stdin among the FILEs' '7 ' . - b
sliced 2 '' 'port-get: absent: No such file.*' 'a FILE that is not there: nothing runs' '' . a absent
sliced 2 '' 'port-get: dir: Is a directory' 'a directory' '' . a dir
sliced 0 '5\n' '' 'a FILE after --' '' . -- b
mkfifo pipe
echo 8 > pipe &
sliced 0 '8\n5\n' '' 'a FIFO' '' . pipe b
wait
printf '.x' > f.jq
sliced 0 '9\n' '' '-f FILE, in a bundle' '{"x":9}' -rf f.jq
sliced 0 'null\n' '' '-nrf FILE' '' -nrf f.jq
printf '{"x":10}' > x.json
sliced 0 '10\n' '' '-f FILE, and then a FILE' '' -f f.jq x.json
sliced 0 '10\n' '' 'a FILE, and then -f FILE' '' x.json -f f.jq

# --- what is written, when, and when it cannot be ---
run port-get - -n 1 --arg a b
is "$status,$out" 0,1 'nothing is said'
port-get - -n 'range(100000)' > /dev/full 2> err
is "$?" 13 'a full disk'
like "$(cat err)" '^port-get: cannot write output: ' 'a full disk is told'
port-get - -n 1 > /dev/full 2> err
is "$?" 13 'a full disk, seen at the end only'
port-get --help > /dev/full 2> err
is "$?" 13 'a full disk for --help'
run unread port-get --help
is "$status,$err" 141, 'a closed pipe for --help'
port-get - -n 1 >&- 2> err
is "$?" 13 'stdout that is closed'
(port-get - -n 'range(100000000)' 2> err; echo $? > status) | head -1 > out
is "$(cat status),$(cat err)" 141, 'a closed pipe'
(trap '' PIPE; port-get - -n 'range(100000000)' 2> err; echo $? > status) | head -1 > out
is "$(cat status),$(cat err)" 141, 'a closed pipe, with SIGPIPE ignored'
yes '{"a":1}' | (port-get - 2> err; echo $? > status) | head -1 > out
is "$(cat status),$(cat err)" 141, 'a closed pipe without a FILTER'

# Results are there before more input is waited for.
flushed() {
	mkfifo in.$1 out.$1
	port-get - "${@:2}" < in.$1 > out.$1 &
	exec {w}> in.$1 {r}< out.$1
	printf '{"a":1}\n' >&$w
	IFS= read -r -t 20 line <&$r
	exec {w}>&- {r}<&-
	wait $!
	[ "$line" = '{"a":1}' ]
}
ok 'flushed before a wait' flushed one -c .
ok 'also without a FILTER' flushed two

# --- the environment of a filter ---
export PORT_CLIENT_SECRET=s3cret PORT_ACCESS_TOKEN=t0ken PORT_CLIENT_ID=id
sliced 0 '[null,null,"id"]\n' '' 'no secret and no token in $ENV' '1' -c \
	'[$ENV.PORT_CLIENT_SECRET, env.PORT_ACCESS_TOKEN, $ENV.PORT_CLIENT_ID]'
sliced 0 'null\n' '' 'nor with -n' '' -n '$ENV|.PORT_CLIENT_SECRET'
if [ -z "${SAN-}" ]; then
	(ulimit -v 200000; port-get - -n '[range(1e9)]') > out 2> err
	is "$?,$(cat err)" '13,port-get: out of memory' 'out of memory is told'
fi
done_testing
