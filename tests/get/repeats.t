#!/bin/bash
# A filter that fails on many inputs does not flood stderr.
# shellcheck disable=SC2016
. tests/lib.sh
cd "$tmp" || exit 1

# failing N FILTER [OPTION...]: run FILTER on the numbers 1 to N. $lines: lines on
# stderr.
failing() {
	local n=$1 filter=$2
	shift 2
	seq "$n" > in
	run port-get - -c "$filter" "$@" < in
	lines=$(wc -l < "$tmp/err")
}

failing 1000 'error("no")'
is "$status" 5 'a filter that fails on 1,000 inputs'
is "$lines" 6 'five errors and a count are printed'
is "$(head -n 5 "$tmp/err" | cut -d: -f 4- | sort -u)" ' no' 'the first five are errors'
like "$(tail -n 1 "$tmp/err")" '^port-get: \.\.\. and 995 more: no$' 'the others are counted'
failing 5 'error("no")'
is "$lines" 5 'five errors are all printed'
failing 6 'error("no")'
is "$(tail -n 1 "$tmp/err")" 'port-get: ... and 1 more: no' 'the sixth error is counted'
failing 100 '. + "x"'
is "$lines" 6 'errors that differ only in the values they show are one kind'
failing 100 'if . % 2 == 0 then error("even") else error("odd") end'
is "$lines" 12 'two kinds of error are counted apart'
is "$(tail -n 2 "$tmp/err" | sort)" $'port-get: ... and 45 more: even\nport-get: ... and 45 more: odd' 'each kind has its count'
failing 20 'error("n\(.)")'
is "$lines" 20 'errors that differ are all printed'
failing 100 'error({a: 1})'
is "$lines" 6 'errors that are objects'
failing 100 'if . == 50 then halt else error("no") end'
is "$status,$lines" 5,6 'halt prints the count'
failing 100 'if . == 50 then "x" | halt_error(3) else error("no") end'
is "$status" 3 'halt_error keeps its status'
is "$(grep -c 'and 44 more' "$tmp/err")" 1 'it prints the count once'
failing 100 '"a\u0000"' --raw-output0
is "$status,$lines" 5,6 'strings with a NUL'
is "$out" '' 'nothing of them is printed'
failing 100 'if . % 2 == 0 then error("no") else . end'
is "$out" "$(seq 1 2 100)" 'the other inputs are printed'
done_testing
