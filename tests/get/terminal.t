#!/bin/bash
# Output to a terminal is indented and in colour, and holds no control bytes of
# the data.
# shellcheck disable=SC2016
. tests/lib.sh
need script
cd "$tmp" || exit 1

# seen INPUT ARG...: sets $out to what a terminal gets, with escapes as ^[ and
# without CR.
seen() {
	# shellcheck disable=SC2059
	printf "$1" > in
	shift
	printf '%q ' port-get "$@" > words
	out=$(script -qec "sh -c '. ./environment; . ./words < in'" /dev/null < /dev/null |
		tr -d '\r' | cat -v)
}
: > environment
with() { echo "export $1" > environment; }

# --- layout and colours ---
seen '{"b":1.10,"a":[1,{},[],null,true,false,"x"]}' -
is "$(sed 's/\^\[\[[0-9;]*m//g' <<< "$out")" '{
  "b": 1.10,
  "a": [
    1,
    {},
    [],
    null,
    true,
    false,
    "x"
  ]
}' 'a text is indented, and keeps its digits'
like "$out" '\^\[\[34;1m"b"\^\[\[0m: \^\[\[0;39m1\.10\^\[\[0m' 'keys and numbers have colours'
seen '{"b":[1]}' - -M
is "$out" $'{\n  "b": [\n    1\n  ]\n}' '-M: no colour'
seen '{"b":[1], "c":2}' - -c
is "$out" '{"b":[1],"c":2}' '-c: one line'
printf -v deep '%10001s' ''
deep=${deep// /[}${deep// /]}
seen "$deep" -
is "$out" "$deep" 'deeper than libjq accepts: one line'
with NO_COLOR=1
seen '[1]' -
is "$out" $'[\n  1\n]' 'NO_COLOR'
seen '[1]' - .
is "$out" $'[\n  1\n]' 'NO_COLOR with a FILTER'
seen '[1]' - -C .
like "$out" '\^\[\[' '-C overrides NO_COLOR'
with NO_COLOR=
seen '[1]' -
like "$out" '\^\[\[' 'an empty NO_COLOR is ignored'
with JQ_COLORS=4:5:6:7:8:9:10
seen '[null,false,true,1,"s",{"k":1}]' -
for code in '4mnull' '5mfalse' '6mtrue' '7m1' '8m"s"' '9m\[' '10m\{' '34;1m"k"'; do
	like "$out" "\\^\\[\\[$code" "JQ_COLORS: $code"
done
seen '[null,1]' - .
like "$out" '\^\[\[4mnull' 'JQ_COLORS with a FILTER'
with JQ_COLORS=4x:5
seen 'null' -
like "$out" 'null' 'an invalid JQ_COLORS is ignored'
: > environment
seen '1 2' - .
is "$(sed 's/\^\[\[[0-9;]*m//g' <<< "$out")" $'1\n2' 'a FILTER prints two values'
like "$out" '\^\[\[' 'in colour'

# --- control bytes ---
seen '"a\\u001b[31mb\\u0007\\u0085\\u007f\\r\\n\\tc"' - -r .
is "$out" $'a\\u001b[31mb\\u0007\\u0085\\u007f\\u000d\n\tc' 'control bytes of a raw string are escaped'
seen '"a\\u001b[31m"' - -j .
is "$out" 'a\u001b[31m' 'also with -j'
seen '"é日😀\302\205\302\237"' - -M .
is "$out" "$(printf '"é日😀' | cat -v)\\u0085\\u009f\"" 'C1 controls of a quoted string are escaped'
seen '"é\302\205\177"' - -M
is "$out" "$(printf '"é' | cat -v)\\u0085\\u007f\"" 'also without a FILTER'
seen '"\302"' - -M
is "$out" '"M-B"' 'half a character does not hide the quote'
seen '"é日😀\2331m\200\237\240"' - -M
is "$out" "$(printf '"é日😀' | cat -v)\\u009b1m\\u0080\\u009fM- \"" 'C1 controls as single bytes, which are invalid UTF-8'
seen '{"\2331m":"\303\233\342\233"}' -
like "$out" 'u009b1m.*M-CM-\^\[M-b.u009b' 'keys too; bytes within characters are not changed'
printf '"\2331m"' | port-get - > out
is "$(cat -v out)" '"M-^[1m"' 'a pipe gets the bytes unchanged'
seen '"\\u001b]0;x\\u0007"' - '.|stderr|empty'
unlike "$out" '\^\[\]|\^G' 'stderr'
seen '"\\u009b31m\302\233"' - '.|stderr|empty'
is "${out//\"/}" '\u009b31m\u009b' 'stderr: C1 controls' # libjq 1.6 prints quotes
seen '"\\u001b]0;x\\u0007"' - halt_error
is "$out" '\u001b]0;x\u0007' 'halt_error'
seen '"\\u0085"' - '.|debug|empty'
is "$out" '["DEBUG:","\u0085"]' 'debug'
seen '"\\u001b]0;x\\u0007"' - 'error'
unlike "$out" '\^\[\]|\^G' 'error'
printf '"\\u001b[31m"' | port-get - -r . > out
is "$(cat -v out)" '^[[31m' 'a pipe gets a raw string unchanged'

# --- a result is printed at once ---
script -qefc "port-get - -Mn '1, (range(1e12)|empty)'" log < /dev/null > seen 2> /dev/null &
pid=$!
tries=0
until grep -q ^1 seen || [ $((++tries)) = 400 ]; do pause 0.05; done
kill "$pid"
wait "$pid" 2> /dev/null
ok 'a result is printed before the next is known' grep -q ^1 seen
done_testing
