#!/bin/bash
# `port-get -`: exit statuses, error messages, texts printed unchanged, FILEs,
# and what jq 1.6 gets wrong. tests/get/jq-same.t compares the rest with jq.
. tests/lib.sh

# sliced STATUS OUT ERE NAME INPUT ARG...: OUT and INPUT are formats for printf;
# ERE matches all of stderr.
sliced() {
	local want=$1 name=$4 input=$5 ere=$3
	# shellcheck disable=SC2059
	printf "$2" > "$tmp/want"
	shift 5
	# shellcheck disable=SC2059
	printf "$input" | port-get - "$@" > "$tmp/out" 2> "$tmp/err"
	status=${PIPESTATUS[1]}
	err=$(< "$tmp/err")
	if [ "$status" = "$want" ] && cmp -s "$tmp/want" "$tmp/out" &&
		[[ $err =~ ^($ere)$ ]]; then
		pass "$name"
	else
		fail "$name" "port-get - $*" "status: $status, want: $want" \
			"out: $(cat -v "$tmp/out")" "want: $(cat -v "$tmp/want")" "err: $err"
	fi
}

# --- without a FILTER ---
sliced 0 '1.10\n' '' 'the digits of a number are kept' '1.10'
sliced 0 '[1E+2,-0,0.0,12345678901234567890123]\n' '' 'numbers keep their spelling' \
	' [ 1E+2 , -0,0.0 ,12345678901234567890123 ] '
sliced 0 '{"b":1,"a":2,"b":3}\n' '' 'keys keep their order, and duplicates stay' \
	'{"b":1, "a":2\n,\t"b" :3}'
sliced 0 '"\\u0041\\/\\ud800 x  y"\n' '' 'strings keep their spelling' '"\\u0041\\/\\ud800 x  y"'
sliced 0 '1\n"a"\n[]\n{}\nnull\ntrue\nfalse\n' '' 'one text a line' '1 "a"[]{} null\ntrue false'
sliced 0 '' '' 'white space only prints nothing' ' \n\t\r '
sliced 0 '"a"\n' '' '-r -c -j -M --unbuffered change nothing' '"a"' -rcjM --unbuffered
sliced 0 '1\n' '' '--arg changes nothing' '1' --arg a b
sliced 0 '[1]\n' '' 'CRLF is white space' '[\r\n1]\r\n'
sliced 5 '1\n{"a":2}\n' 'port-get: parse error: no JSON at line 2' \
	'what comes before bad JSON is printed' '1\n{"a":2} nonsense 3'
sliced 0 '{"a":1}\n' '' 'a byte order mark before an object' '\357\273\277{"a":1}'
sliced 0 '1\n' '' 'a byte order mark before a number' '\357\273\277 1'
sliced 0 '' '' 'only a byte order mark' '\357\273\277'
sliced 5 '1\n' 'port-get: parse error: no JSON .*' 'a byte order mark later on is an error' \
	'1 \357\273\277 2'
# tests/unit/json.c has more of these.
for bad in '[1,]' '{"a"}' "'a'" 01 truefalse ']' '1,2' '{"a":1]' '"\t"'; do
	sliced 5 '' 'port-get: parse error: .*' "not JSON: $bad" "$bad"
done
for bad in '[1' '{"a":' '"a'; do
	sliced 5 '' 'port-get: parse error: an unfinished text at line 1' "unfinished: $bad" "$bad"
done
sliced 5 '1\n2\n' 'port-get: .*NUL.*' 'a NUL ends the run' '1 2 \0 3'
sliced 5 '' 'port-get: .*NUL.*' 'a NUL in a string' '["a\0b"]'
printf -v deep '%20000s' ''
run port-get - <<< "${deep// /[}${deep// /]}"
is "$status,${#out}" 0,40000 'any depth is accepted'

# Texts of many lengths, so that some lie across the end of a read.
for i in {1..300}; do printf '{"n": %d, "s": "%*s\\\\\\"é"}\n' "$i" $((i * i % 997)) ''; done > "$tmp/in"
sed 's/": /":/g; s/, "/,"/g' "$tmp/in" > "$tmp/want"
port-get - < "$tmp/in" > "$tmp/out"
ok 'many texts are printed unchanged' cmp "$tmp/want" "$tmp/out"
dd bs=7 status=none < "$tmp/in" | port-get - > "$tmp/out"
ok 'also in reads of 7 bytes' cmp "$tmp/want" "$tmp/out"

if [ -z "${SAN-}" ]; then
	# shellcheck disable=SC2086
	cat_160_times() { for _ in {1..16}; do cat $in $in; done; }
	printf -v in "$tmp/in %.0s" {1..5}
	cat_160_times | (ulimit -v 20000; port-get -) | tail -n 1 > "$tmp/out"
	ok '24 MB of texts need less than 20 MB' cmp "$tmp/out" <(tail -n 1 "$tmp/want")
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
run port-get - -C <<< 1
like "$out" $'^\033\\[' -C

# --- right with every libjq, although jq 1.6 gets it wrong ---
sliced 1 '1\nnull\n' '' '-e: the last result counts: null' '1 null' -e .
sliced 0 'null\n1\n' '' '-e: the last result counts: 1' 'null 1' -e .
sliced 4 '' '' '-e: no result' '1 2' -e empty
sliced 0 '1\n' '' '-e: a result, then an input without one' '1 2' -e 'select(. == 1)'
sliced 1 'false\n' '' '-e: false, then an input without a result' 'false true' -e 'select(. == false)'
sliced 5 'null\n' 'port-get: error at .*' '-e: an error is worse than null' 'null' -e '., error("x")'
sliced 0 'a\n' '' '-e: a string counts as true' '"a"' -er .
sliced 0 '1\n' '' 'halt stops at once' '1 2 3' '., halt'
sliced 0 'null\n' '' 'halt: -e is ignored' 'null' -e '., halt'
sliced 5 '1\n' 'port-get: error at .*' 'halt keeps the status of an earlier error' '"a" 1 2' \
	'if type == "string" then error("x") else ., halt end'
sliced 5 '' 'bye' 'halt_error' '1 2' '"bye"|halt_error'
sliced 7 '' 'bye' 'halt_error with a code' '1 2' '"bye\n"|halt_error(7)'
sliced 5 '' '\{"a":1\}' 'halt_error with a value' '1' '{"a":1}|halt_error'
sliced 1 '' '' 'halt_error without a message' '1' 'null|halt_error(1)'
sliced 255 '' 'x' 'halt_error with a negative code' '1' '"x"|halt_error(-1)'
sliced 5 '' 'x' 'halt_error with a code that is too large' '1' '"x"|halt_error(1e10)'
sliced 5 'a\0d\0' 'port-get: error at .*.*NUL.*' '--raw-output0: a string with a NUL is an error' \
	'"a" "b\\u0000c" "d"' --raw-output0 .
sliced 3 '' 'port-get: FILTER does not compile: module not found: absent.*' \
	'import without -L' '1' 'import "absent" as m; 1'
printf 'def f: "m";\n' > "$HOME/.jq"
sliced 0 '"m"\n' '' 'the .jq in HOME is read' '1' f
rm "$HOME/.jq"
sliced 0 '1\n"\\u00e9"\n' '' '-ra: ASCII, in quotes, as in jq' '"é"' -ra '1, .'

# --- errors, input by input ---
sliced 5 '1\n3\n' 'port-get: error at <stdin>:2: .*' 'after an error the next input is read' \
	'[1]\n"a"\n[3]\n' '.[0]'
sliced 5 '' 'port-get: error at <stdin>:1 \(not a string\): \{"a":1\}' 'an error that is an object' \
	'1\n' 'error({"a":1})'
sliced 5 '1\n' 'port-get: error at <stdin>:0: line one\?line two' 'an error is printed on one line' '1' \
	'., error("line one\nline two")'
sliced 5 '1\n2\n' 'port-get: parse error: .*' 'bad JSON ends the run' '1 2 x 3' .
sliced 5 '1\n2\n' 'port-get: <stdin>: a NUL byte.*' 'so does a NUL' '1 2 \0 3' .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'and a NUL in a string' '"a\0b"' .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'with -s a NUL leaves no input' '1 2 \0' -s .
sliced 5 '' 'port-get: <stdin>: a NUL byte.*' 'for `inputs` a NUL is an error' '1 2 \0' -n '[inputs]'
sliced 5 '"caught"\n' 'port-get: <stdin>: a NUL byte.*' 'a NUL is reported even if `try` catches it' \
	'1 2 \0' -n 'try [inputs] catch "caught"'
sliced 0 '"a\\u0000b"\n' '' '-R accepts a NUL' 'a\0b\n' -R .
sliced 5 '\0361\n\0364\n' 'port-get: parse error: .*' '--seq: bad JSON is reported and skipped' \
	'\0361\n\036[3}\n\0364\n' --seq .

# --- FILEs ---
cd "$tmp" || exit 1
printf '1\n[2]\n' > a
printf '3 \0 4' > nul
printf '5' > b
mkdir dir
sliced 0 '1\n[\n  2\n]\n5\n' '' 'FILEs are read in order' '' . a b
sliced 5 '1\n[2]\n3\n' 'port-get: nul: a NUL byte.*' 'a NUL in a FILE ends the run' '' -c . a nul b
sliced 5 '1\n[2]\n7\n3\n' 'port-get: nul: a NUL byte.*' 'also after stdin' '7 ' -c . a - nul b
sliced 0 '7\n5\n' '' '- among the FILEs is stdin' '7 ' . - b
sliced 2 '' 'port-get: absent: No such file.*' 'without one of the FILEs nothing runs' '' . a absent
sliced 2 '' 'port-get: dir: Is a directory' 'a directory' '' . a dir
sliced 0 '5\n' '' 'a FILE after --' '' . -- b
mkfifo pipe
echo 8 > pipe &
sliced 0 '8\n5\n' '' 'a FIFO' '' . pipe b
wait
printf '.x' > f.jq
sliced 0 '9\n' '' '-f in a bundle' '{"x":9}' -rf f.jq
sliced 0 'null\n' '' '-nrf' '' -nrf f.jq
printf '{"x":10}' > x.json
sliced 0 '10\n' '' '-f before a FILE' '' -f f.jq x.json
sliced 0 '10\n' '' '-f after a FILE' '' x.json -f f.jq

# --- stdout ---
port-get - -n 'range(10000)' > /dev/full 2> err
is "$?" 13 'a full disk'
like "$(< err)" '^port-get: cannot write output: ' 'the error says so'
port-get - -n 1 > /dev/full 2> err
is "$?" 13 'a full disk at the last write'
port-get --help > /dev/full 2> err
is "$?" 13 'a full disk for --help'
run unread port-get --help
is "$status,$err" 141, 'a closed pipe for --help'
port-get - -n 1 >&- 2> err
is "$?" 13 'a closed stdout'
(port-get - -n 'range(100000000)' 2> err; echo $? > status) | head -n 1 > out
is "$(< status),$(< err)" 141, 'a closed pipe'
(trap '' PIPE; port-get - -n 'range(100000000)' 2> err; echo $? > status) | head -n 1 > out
is "$(< status),$(< err)" 141, 'a closed pipe while SIGPIPE is ignored'
yes '{"a":1}' | (port-get - 2> err; echo $? > status) | head -n 1 > out
is "$(< status),$(< err)" 141, 'a closed pipe without a FILTER'

# prompt NAME ARG...: whether a result is written before port-get waits for more
# input.
prompt() {
	mkfifo "in.$1" "out.$1"
	port-get - "${@:2}" < "in.$1" > "out.$1" &
	exec {w}> "in.$1" {r}< "out.$1"
	printf '{"a":1}\n' >&$w
	IFS= read -r -t 20 line <&$r
	exec {w}>&- {r}<&-
	wait $!
	[ "$line" = '{"a":1}' ]
}
ok 'a result is written before more input is awaited' prompt one -c .
ok 'also without a FILTER' prompt two

# --- the environment and the memory of a filter ---
export PORT_CLIENT_SECRET=s3cret PORT_ACCESS_TOKEN=t0ken PORT_CLIENT_ID=id
sliced 0 '[null,null,"id"]\n' '' '$ENV and env hold neither secret nor token' '1' -c \
	'[$ENV.PORT_CLIENT_SECRET, env.PORT_ACCESS_TOKEN, $ENV.PORT_CLIENT_ID]'
if [ -z "${SAN-}" ]; then
	(ulimit -v 100000; port-get - -n '"x" | until(false; . + .)') > out 2> err
	is "$?,$(< err)" '13,port-get: out of memory' 'out of memory is an error'
fi
done_testing
