#!/bin/bash
# `port-get - FILTER` against the installed jq, for each line of jq-cases: the
# same bytes on stdout, and the same status, except where port-get corrects jq
# (a later input does not hide an error; parse errors are 5; and of jq 1.6: -e,
# and halt between inputs).
. tests/lib.sh
need jq

# Only the jq that belongs to the libjq under test says what is right: both
# have, or have not, what came with 1.7, 1.7.1 and 1.8.
for probe in 'pick(.a)' 'ltrimstr("a")|have_decnum' 'trimstr("a")'; do
	jq -n "$probe" > "$tmp/out" 2>&1
	theirs=$?
	port-get - -n "$probe" > "$tmp/out" 2>&1
	[ $theirs = $? ] || skip_all "jq and libjq are of different versions"
done
old_jq() { case $(jq --version) in jq-1.[56]*) return 0 ;; esac; return 1; }

# Some of these programs leak inside libjq 1.6, in jq as well; that nothing of
# ours does is for the other tests.
export ASAN_OPTIONS+=:detect_leaks=0

ulimit -t 120	# seconds of CPU: none goes on for ever

cases=$top/tests/get/jq-cases
cd "$tmp" || exit 1
export PORT_CASE=$'a\tb \303\251'

nested() {	# N: an array N deep
	head -c "$1" /dev/zero | tr '\0' '['
	head -c "$1" /dev/zero | tr '\0' ']'
	echo
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
["a","b","a"] [["a",1],["b",2]] [[1,2],[3,4]]
[{"a":1,"b":2},{"a":3},{"b":0}] [{"name":"x","value":1},{"key":"k","value":null}]
{"a":null} {"a":{"b":{"c":"deep"}}} {"b":1,"a":2,"A":3,"aa":4}
{"a":[1,{"b":2}],"c":"d"} {"":0," ":1,"é":2,"\u0000":3}
{"identifier":"x","properties":{"tier":"gold","n":1e3},"relations":{"r":null,"s":["a","b"]}}
1425599621
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
{ printf '"'; for _ in {1..3000}; do printf 'abcdefghijé€😀'; done; printf '"\n'; } > longline.json
: > none.json
printf ' \n\t\r\n ' > blank.json
printf '[1][2]{"a":1}{}"x""y"[]null' > dense.json
printf '{"a":1}\r\n[1,\r\n2]\r\n"x"\r\n' > crlf.json
printf '\xef\xbb\xbf{"a":1} 2\n' > bom.json
printf '\x1e{"a":1}\n\x1e[1,2]\n\x1e"x"\n\x1e3\n' > seq.json
printf '\x1e{"a":1}\n\x1e[1,2\x1e"x"\n\x1e3\x1e4\n' > cutseq.json
nested 200 > deep.json
{ echo 1; nested 300; echo 2; } > deeper.json
{ echo 1; nested 10001; echo 2; } > deepest.json
for i in {1..400}; do
	printf '{"id":"e%d","name":"Näme %d","tier":%d,"tags":["a","b%d"],"n":%d.5,"x":{"y":[null,true]}}\n' \
		$i $i $((i % 3)) $i $i
done | { printf '['; paste -sd,; printf ']\n'; } > big.json
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
printf '#!/usr/bin/jq -f\n1 + 1\n' > shebang.jq
printf '# one\n1 # two\n# three\n+ 2\n' > comments.jq
{ for i in {1..600}; do printf '"é%d" |\n' $i; done; echo .; } > long.jq
mkdir mods
printf 'module {"name":"m","v":1}; def f: "from m";\n' > mods/m.jq
printf '{"x":1}\n2\n' > mods/d.json
printf 'def f: ' > mods/broken.jq
printf 'import "m" as m; m::f\n' > import.jq
printf 'import "./m" as m; m::f\n' > mods/near.jq

# What port-get corrects.
excused() {	# ARG...
	case $status in
	5) [ "$jq_status" != 0 ] || grep -q 'error' jq.err ;;
	*) old_jq && case " $* " in *' -e '* | *' --exit-status '*) ;; *) false ;; esac ;;
	esac
}

compare() {	# INPUT ARG...
	local input=$1
	shift
	# The shell would tell that jq 1.6 crashes.
	{ jq "$@" < "$input.json" > jq.out 2> jq.err; } 2> /dev/null
	jq_status=$?
	if [ "$jq_status" = 2 ] && grep -qi 'unknown option' jq.err; then
		pass "$name # SKIP unknown to this jq"
		return
	elif [ "$jq_status" -ge 128 ]; then
		pass "$name # SKIP this jq dies of it"	# 1.6 of -ra
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

# batch INPUT OPTIONS WORDS...: filters with the same options (a bundle, or
# nothing), all in one program: each stands after its number, and ends where it
# fails. A run of each would take half a minute. If the outputs of the whole
# differ, or a filter does not compile, each half is compared, down to the one.
batch() {
	local input=$1 options=$2 words filter program='' i=0
	shift 2
	if [ $# = 1 ]; then
		name="$input $options ${1//\#/\\#}"
		eval "compare \"$input\" $options $1"
		return
	fi
	for words; do
		eval "filter=$words"
		program+="${program:+, }\"## $((i++))\", (try ($filter) catch (\"error\", .))"
	done
	# The shell would tell that libjq 1.6 crashes of several where it does not
	# of one.
	# shellcheck disable=SC2086 # none, or one
	if { jq $options "$program" < "$input.json" > jq.out 2> jq.err &&
		port-get - $options "$program" < "$input.json" > out 2> err &&
		cmp -s jq.out out; } 2> /dev/null; then
		for words; do pass "$input $options ${words//\#/\\#}"; done
		return
	fi
	batch "$input" "$options" "${@:1:$# / 2}"
	batch "$input" "$options" "${@:$# / 2 + 1}"
}

# plain WORDS: succeeds if WORDS are one filter that can share a program with
# others: it neither reads further inputs nor ends the run.
plain() {
	eval "set -- $1"
	[ $# = 1 ] && case ${1//input_[lf]} in
	-* | *'#'* | *input* | *halt* | *import* | *include*) false ;;
	esac
}

declare -A batches
while read -r input words; do
	case $input in '' | '#'*) continue ;; esac
	options='' filter=$words
	if [[ $words =~ ^(-[nrcjasSRC]+)\ (.*) ]]; then
		options=${BASH_REMATCH[1]} filter=${BASH_REMATCH[2]}
	fi
	case $input in
	deep* | bad* | *!) ;;	# libjq 1.6 crashes where several meet
	*)
		if plain "$filter"; then
			batches[$input $options]+=$filter$'\n'
			continue
		fi
		;;
	esac
	input=${input%!}
	name="$input ${words//\#/\\#}"
	eval "compare \"$input\" $words"
done < "$cases"
for key in "${!batches[@]}"; do
	mapfile -t list <<< "${batches[$key]%$'\n'}"
	batch "${key%% *}" "${key#* }" "${list[@]}"
done
done_testing
