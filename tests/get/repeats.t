#!/bin/bash
# A filter that fails on many inputs does not flood stderr.
# shellcheck disable=SC2016
. tests/lib.sh
cd "$tmp" || exit 1

# failing N FILTER [OPTION...]: of N inputs.
failing() {
	local n=$1 filter=$2
	shift 2
	seq "$n" > in
	run port-get - -c "$filter" "$@" < in
	lines=$(wc -l < "$tmp/err")
}

failing 1000 'error("no")'
is "$status" 5 'a filter that fails on 1,000 inputs'
is "$lines" 6 'is told five times, and then counted'
is "$(head -n 5 "$tmp/err" | cut -d: -f 4- | sort -u)" ' no' 'the first ones are told'
like "$(tail -n 1 "$tmp/err")" '^port-get: \.\.\. and 995 more: no$' 'the others are counted'
failing 5 'error("no")'
is "$lines" 5 'five are told'
failing 6 'error("no")'
is "$(tail -n 1 "$tmp/err")" 'port-get: ... and 1 more: no' 'of six one is counted'
failing 100 '. + "x"'
is "$lines" 6 'values that libjq shows make no difference'
failing 100 'if . % 2 == 0 then error("even") else error("odd") end'
is "$lines" 12 'two errors are two'
is "$(tail -n 2 "$tmp/err" | sort)" $'port-get: ... and 45 more: even\nport-get: ... and 45 more: odd' 'each is counted'
failing 20 'error("n\(.)")'
is "$lines" 20 'errors that differ are all told'
failing 100 'error({a: 1})'
is "$lines" 6 'errors that are no strings'
failing 100 'if . == 50 then halt else error("no") end'
is "$status,$lines" 5,6 'halt tells how many there were'
failing 100 'if . == 50 then "x" | halt_error(3) else error("no") end'
is "$status" 3 'so does halt_error'
is "$(grep -c 'and 44 more' "$tmp/err")" 1 'once'
failing 100 '"a\u0000"' --raw-output0
is "$status,$lines" 5,6 'strings that hold NUL'
is "$out" '' 'nothing is printed of them'
failing 100 'if . % 2 == 0 then error("no") else . end'
is "$out" "$(seq 1 2 100)" 'the others go on'
done_testing
