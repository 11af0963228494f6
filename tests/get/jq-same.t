#!/bin/bash
# `port-get - ...` prints the same bytes and ends with the same status as
# `jq ...`, for each case at the end of this file. The cases are about options,
# inputs, files, arguments and modules: the language is libjq's. port-get
# differs from jq on purpose in three things: an error is not hidden by a later
# input, a parse error is 5, and -e and halt work between inputs (jq 1.6).
. tests/lib.sh
need jq

# jq must use the same libjq as port-get: these need 1.7, 1.7.1 and 1.8.
for probe in 'pick(.a)' 'ltrimstr("a")|have_decnum' 'trimstr("a")'; do
	jq -n "$probe" > "$tmp/out" 2>&1
	theirs=$?
	port-get - -n "$probe" > "$tmp/out" 2>&1
	[ $theirs = $? ] || skip_all "jq and libjq are of different versions"
done
old_jq() { case $(jq --version) in jq-1.[56]*) return 0 ;; esac; return 1; }

# Some of these filters leak memory inside libjq 1.6, in jq as well.
export ASAN_OPTIONS+=:detect_leaks=0

ulimit -t 120	# seconds of CPU

cd "$tmp" || exit 1
export PORT_CASE=$'a\tb \303\251'

nested() {	# N: an array N deep
	local open
	printf -v open "%$1s" ''
	echo "${open// /[}${open// /]}"
}

cat > values.json <<'END'
null
false true
0 -1 3
12.5 "" "a" "abc, d,e"
"2015-03-05T23:51:47Z" "YWJj" "<&'\">" "line\nnext\ttab\\"
[] {} [[]] [{}]
[1,2,3] [3,1,2,null,"b","a",[0],{"a":1},false,true]
[1,[2,[3,[4]]]]
[{"a":1,"b":2},{"a":3},{"b":0}]
{"a":null} {"a":{"b":{"c":"deep"}}} {"b":1,"a":2,"A":3,"aa":4}
{"a":[1,{"b":2}],"c":"d"} {"":0," ":1,"é":2,"\u0000":3}
{"identifier":"x","properties":{"tier":"gold","n":1e3},"relations":{"r":null,"s":["a","b"]}}
"aXbXc" "😀 smile" "ab" [null] [true,false]
END
cat > numbers.json <<'END'
0 -0 1 -1 1.0 1.5 -1.5 10 100 1e3 1E3 1e+3 1e-3 1.10 0.1 0.10 123456789
1234567890123456789 12345678901234567890 123456789012345678901234567890
9007199254740991 9007199254740992 9007199254740993 -9007199254740993
1e15 1e16 1e17 1e18 1e22 1e23 1.7976931348623157e308 1e308 1e309 -1e309 1e1000
5e-324 1e-400 2.2250738585072014e-308 0.1e1 100e-2 3.141592653589793238462643
0.30000000000000004 1e0 0e10 33.333333333333336 1000000000000000000000 1.5e300
END
cat > unicode.json <<'END'
"" "plain" "é" "e\u0301" "\u00e9" "日本語" "😀" "\ud83d\ude00" "👩‍👩‍👧" "\u0000"
"\u0001\u0008\u000c\u001f" "\u007f" "\u0080\u009f" "\u2028\u2029" "\ufeff" "\uffff"
"\"\\\/\b\f\n\r\t" "\u0041" "نص" "עברית" "ẞß" "İı" "\u200b" "a\u0000b" "Ā,ă" "a b c"
"\udc00" "x\udc00y" "𝕏" "\uD834\uDD1E" "ñ\tñ" "'quote'" "$HOME `x`" "<b>&amp;</b>" "100%"
END
printf '"a\xff" "\xc3" "\xe2\x82" "\xf0\x9f\x98" "\xc0\x80" "\xed\xa0\x80" "\xf4\x90\x80\x80x" "ok\x80"' > invalid.json
printf 'one\n two \n\n"four"\n5\n\ttab\r\nsé\n' > lines.json
printf 'x\nno newline at the end' > nolf.json
printf '1\n2\n3\n[4,\n5]\n' > lines2.json
printf -v long 'abcdefghijé€😀%.0s' {1..3000}
echo "\"$long\"" > longline.json
: > none.json
printf ' \n\t\r\n ' > blank.json
printf '[1][2]{"a":1}{}"x""y"[]null' > dense.json
printf '{"a":1}\r\n[1,\r\n2]\r\n"x"\r\n' > crlf.json
printf '\xef\xbb\xbf{"a":1} 2\n' > bom.json
printf '\x1e{"a":1}\n\x1e[1,2]\n\x1e"x"\n\x1e3\n' > seq.json
printf '\x1e{"a":1}\n\x1e[1,2\x1e"x"\n\x1e3\x1e4\n' > cutseq.json
{ echo 1; nested 300; echo 2; } > deeper.json
{ echo 1; nested 10001; echo 2; } > deepest.json
for i in {1..400}; do	# printed, more than 64 KiB
	printf '{"id":"e%d","name":"Näme %d","tier":%d,"tags":["a","b%d"],"n":%d.5,"x":{"y":[null,true]}}\n' \
		$i $i $((i % 3)) $i $i
done > big.json
cat > objects.json <<'END'
{"b":1,"a":{"d":[{"z":1,"y":2}],"c":null},"":[],"é":{},"B":"x"}
{"a":1,"a":2,"b":{"a":3,"a":4}} {"x":{"x":{"x":{}}}} [{"b":1,"a":2},{"d":[],"c":{}}]
END
cat values.json numbers.json unicode.json objects.json dense.json > every.json
echo '"one"' > one.json
bad=('1 2 nonsense 3' '[1] [2' '{"a":1} {"a" 2}' '[1,2] [3,] 4' '"a" "b' '{"a":1}}' \
	'1 2 tru' '[1 2]' '{"a":1,}' "1 'a'" '1 "\x" 2' '1 "\ud800" 2')
for i in "${!bad[@]}"; do printf '%s\n' "${bad[i]}" > "bad$((i + 1)).json"; done
printf '.a? // "none"\n' > prog.jq
# shellcheck disable=SC2016
printf '$x, $ARGS, $__loc__\n' > args.jq
printf '#!/usr/bin/jq -f\n1 # two\n# three\n+ 2\n' > shebang.jq
{ printf '"é%d" |\n' {1..600}; echo .; } > long.jq
mkdir mods
printf 'module {"name":"m","v":1}; def f: "from m";\n' > mods/m.jq
printf '{"x":1}\n2\n' > mods/d.json
printf 'def f: ' > mods/broken.jq
printf 'import "m" as m; m::f\n' > import.jq
printf 'import "./m" as m; m::f\n' > mods/near.jq

# The differences that the top of this file names.
excused() {	# ARG...
	case $status in
	5) [ "$jq_status" != 0 ] || grep -q 'error' jq.err ;;
	*) old_jq && case " $* " in *' -e '* | *' --exit-status '*) ;; *) false ;; esac ;;
	esac
}

compare() {	# INPUT ARG...
	local input=$1
	shift
	[ -e "$input.json" ] || give_up "there is no $input.json"
	# The shell would report that jq 1.6 crashes.
	{ jq "$@" < "$input.json" > jq.out 2> jq.err; } 2> /dev/null
	jq_status=$?
	if [ "$jq_status" = 2 ] && grep -qi 'unknown option' jq.err; then
		pass "$name # SKIP unknown to this jq"
		return
	elif [ "$jq_status" -ge 128 ]; then
		pass "$name # SKIP this jq crashes"	# 1.6, of -ra
		return
	fi
	port-get - "$@" < "$input.json" > out 2> err
	status=$?
	if cmp -s jq.out out && { [ $status = $jq_status ] || excused "$@"; }; then
		pass "$name"
	else
		fail "$name" "jq: $jq_status $(head -c 300 jq.out | cat -v)" \
			"$(head -c 300 jq.err)" "ours: $status $(head -c 300 out | cat -v)" \
			"$(head -c 300 err)" "$(cmp jq.out out 2>&1)"
	fi
}

# A case is an input, which is the name of a file above without .json, and words
# as a shell reads them.
while read -r input words; do
	case $input in '' | '#'*) continue ;; esac
	name="$input ${words//\#/\\#}"
	eval "compare $input $words"
done <<'END'
# --- results, errors, and what a filter can ask about the run ---
every .
values '[.a?, .a.b?, .[0]?, .[1:]?, .[]?]'
values .a.b
values '.a, tojson, @text, length?'
values '[., input]'
values -c '[., (try input catch .)]'
values '$ENV.PORT_CASE, env.PORT_CASE, input_line_number, input_filename'
values '1|debug|stderr'
values 'get_search_list|type'
one -n '[$__loc__, input_line_number]'
one '., halt, .'
one '"bye"|halt_error(7)'
one '1|halt_error("x")'

# --- how results are printed ---
every -cS .
every -Ca .
every -Cc .
every -CS .
every -C --tab .
every -r .
every -j .
every --raw-output --sort-keys .
every --ascii-output --compact-output .
values --color-output --monochrome-output --join-output .
values --unbuffered .
values --indent 0 .
values --indent 7 .
values --tab -c .
values -c --tab .
values --tab --indent 3 .
values --indent 3 --tab .
values -c --indent 3 .
values --indent 3 -c .
every --seq .
big .
values -r --seq .
every --raw-output0 .
one --raw-output0 '"a", "a\u0000b", 1'

# --- what is read ---
values --slurp --raw-input .
values --color-output --slurp .
values --exit-status .
values -e 'select(. == 3)'
one -e empty
one -e '1, null'
one -e 'null, 1'
one -e '., halt'
one -e 'null, halt'
one '{"a":1}|halt_error'
one '"x\u00e9\n"|halt_error'
every -R .
every -c --stream .
values -c --stream -s .
values -c --stream -n '[inputs]'
values --null-input 'first(inputs)'
values -n 'input, input_line_number'
values -sn '[inputs]|length'

# --- texts and lines of every kind ---
invalid -c .
invalid -Rs .
lines -R .
lines -Rn 'input|input_line_number'
lines -R --stream .
lines -R --seq .
nolf -R .
nolf .
longline -R length
none .
none -s .
none -Rs .
none -n input
blank .
crlf -R .
bom -c .
bom -R .
seq --seq -c .
seq --seq --stream -c .
cutseq --seq -c .
deeper -c .
deeper --stream -c .
deepest -c .

# --- bad JSON: the results before it are printed ---
bad1 -c .
bad2 -c .
bad3 -c .
bad4 -c .
bad5 -c .
bad6 -c .
bad7 -c .
bad8 -c .
bad9 -c .
bad10 -c .
bad11 -c .
bad12 -c .
bad1 -s .
bad2 -n 'try [inputs] catch .'
bad3 --stream -c .

# --- arguments ---
none -n --arg x y --arg x z --arg y 1 --argjson y 2 '$x, $y'
none -nc --arg x '' --arg a $'\303\244\n\t' '$x, $a, $ARGS.named, $__loc__'
none -nc --argjson x '{"a":[1,2.50,"\u00e9"]}' --argjson y ' null ' '$x, $x.a[1], $y'
none -nc --slurpfile x values.json --slurpfile y objects.json --slurpfile z none.json '($x|length), $y, $z'
none -n --rawfile x lines.json --rawfile y unicode.json --rawfile z longline.json --rawfile w none.json '$x, ($y, $z | length), $w'
none -nc '$ARGS' --args a b 'c d' --jsonargs 1 '{"x":2}' --args 3
none -nc --args '$ARGS.positional' -- -a --b
none -nc --arg v x --args '[$v,$ARGS]' y -r z
none -nc '[$x,$y,$ARGS.named]' --arg x 1 --argjson y 2
none -n '.['
values ''
values ' # nothing'

# --- files ---
none -c '., input_filename' objects.json none.json numbers.json objects.json
none -c '[input_filename, input_line_number]' values.json lines2.json
none -nc '[inputs|input_filename]|unique' values.json numbers.json
none -n 'input_filename, (input|input_filename)' values.json
none -s length values.json numbers.json
none -sR length lines.json nolf.json
none -R . nolf.json lines.json
none -c . nolf.json numbers.json
none -c --seq . seq.json seq.json

# --- programs in files, and modules ---
values -f prog.jq
none -nf args.jq --arg x 1
none -nf shebang.jq
none -n -f long.jq
none -L mods -nc 'include "m"; import "d" as $d; [f, $d, $d::d, $d[0].x, ("m"|modulemeta)]'
none -L mods -n 'import "broken" as m; 1'
none -n 'import "./mods/m" as m; m::f'
none -n 'import "m" as m {search:"./mods"}; m::f'
none -L absent -L mods -n 'import "m" as m; m::f'
none -L mods -nf import.jq
none -nf mods/near.jq
END
done_testing
