#!/bin/bash
# A listing prints the same with its fast paths and without them
# (PORT_GET_CUT=off), for entities of every shape. This tests the options, and
# filters that affect the run; tests/unit/projection.c compares many filters.
. tests/lib.sh
. tests/get/common.sh

# libjq 1.6 loses some of what its filters fail on; what the projection loses,
# tests/fuzz and tests/unit tell.
[ -z "${SAN-}" ] || ASAN_OPTIONS+=:detect_leaks=0

nested() {	# N: an array N deep
	head -c "$1" /dev/zero | tr '\0' '['
	head -c "$1" /dev/zero | tr '\0' ']'
}

objects() {	# N: an object N deep
	printf '{"a":%.0s' $(seq "$1")
	printf 1
	head -c "$1" /dev/zero | tr '\0' '}'
}

deep=$(nested 199) deeper=$(nested 250) deepest=$(nested 300)
half=$(objects 127) more=$(objects 129) most=$(objects 199)
cat > "$tmp/entities" <<END
{"identifier":"x","title":null,"team":[],"properties":{"tier":"gold","n":1e3,"version":"1.10"},"relations":{"r":null,"s":["a","b"]}}
{"identifier":"y","title":"T","team":["a","b"],"properties":{"tier":"silver","n":-0.0,"version":null},"relations":{}}
{}
{"a":null}
{"a":false,"b":true}
{"a":{"b":{"c":"deep"}},"identifier":7}
{"b":1,"a":2,"A":3,"aa":4}
{"a":[1,{"b":2}],"c":"d"}
{"":0," ":1,"é":2,"\u0000":3,"a b":{"é":4}}
{"a":1,"a":{"b":2},"b":3,"b":{"a":4}}
{"a":{"b":1},"a":{"c":2}}
{"\u0061":1,"b":{"\"":3,"\u0062":4}}
{"a":"\ud800","b":"\udc00x","c":"\ud83d\ude00"}
{"a":1.0,"b":12345678901234567890,"c":1e1000,"d":-0,"e":1.10}
{"a":"},{\"a\":2","b":"[\\\\","c":{"]":"\\""}}
{ "a" : [ 1 , 2 ] , "b" : { "c" : "  " } }
{"identifier":[1,2],"properties":"text","relations":3}
{"a":$deep,"b":1}
{"a":$deeper,"b":1}
{"b":2,"a":{"b":$deeper}}
{"a":$deepest,"b":1}
{"identifier":"h","b":$half}
{"identifier":"m","b":$more}
{"identifier":"n","c":{"a":1,"d":$most}}
{"key":"k","value":null,"name":"x"}
{"$(printf '\376')":1,"b":{"c":2},"$(printf '\377')":3}
{"a":123456789012345,"b":1234567890123456}
{"a":"~","b":"$(printf '\177')"}
{"a":"","b":"é"}
{"a":true,"b":0}
{"a":"2015-03-05T23:51:47Z","b":"YWJj","c":"<&'\">"}
END
{
	printf '{"ok":true,"entities":['
	paste -sd, "$tmp/entities" | tr -d '\n'
	printf ']}'
} > "$tmp/page"

demo_start
x=$(port-token -x) && eval "$x"
faults "page body=@$tmp/page"
is "$(port-get service: | wc -l)" "$(wc -l < "$tmp/entities")" 'every entity comes'

same() {	# WORD...
	PORT_GET_CUT=off port-get service: "$@" > "$tmp/want" 2> "$tmp/want.err"
	local want=$?
	port-get service: "$@" > "$tmp/out" 2> "$tmp/err"
	local got=$?
	if [ $got = $want ] && cmp -s "$tmp/want" "$tmp/out" &&
		cmp -s "$tmp/want.err" "$tmp/err"; then
		pass "$name"
	else
		fail "$name" "status: $got, want: $want" \
			"$(diff "$tmp/want" "$tmp/out" | head -c 600 | cat -v)" \
			"$(diff "$tmp/want.err" "$tmp/err" | head -c 600 | cat -v)"
	fi
}

cases() {
	local words
	while read -r words; do
		case $words in '' | '#'*) continue ;; esac
		name=${words//\#/\\#}
		eval "same $words"
	done
}

cd "$tmp" || exit
export PORT_CASE=x
cases <<'END'
.
-r .identifier
-j .identifier
-e .identifier
-e .b
-r .b
-j .b
--seq .b
-a .a
-a .b
-c .properties
-S .relations
--tab .properties
--indent 1 .relations
--seq .identifier
-C .properties
--raw-output0 .identifier
-s 'map(.identifier)'
-n '[inputs.identifier]'
-n 'input.a, input.b'
--stream .
--stream 'select(.[0][0] == "a")'
--limit 3 .a
.a.b.c
$'{"\377"}'
'{a, b}'
'select(.properties.tier? == "gold") | {identifier, version: .properties.version}'
-c 'select(.properties.tier? == "gold") | {identifier, owner: .properties.owner}'
'select(.a == null) | .identifier'
'.a | error'
'..'
'[.a, input.b]'
'.a, $__loc__'
'$ENV.PORT_CASE, .a'
'.a | env.PORT_CASE'
'.a | debug'
'.a | input_line_number'
'.a | halt_error'
'.b | halt'
'select(.b == 1) | halt'
'.a # comment'
--arg v gold 'select(.properties.tier? == $v).identifier'
--argjson k '{"a":1}' '.a == $k.a, $k[.identifier]?'
--arg k a '.[$k]'
--args '.a, $ARGS' one two
END
# The user's own definitions may give any word another meaning.
echo 'def select(f): {a: .team};' > "$HOME/.jq"
name='the .jq at home' same -c 'select(.identifier).a'
is "$(grep -c '"b"' "$tmp/out")" 1 'which is not what it usually is'
rm "$HOME/.jq"

# Definitions of the user's own, wherever this libjq finds them: with HOME
# relative that is beside the filter's file.
mkdir -p home/jq near/there
echo 'def select(f): {b: .identifier}; def empty: .identifier;' | tee home/jq/main.jq > near.jq
echo 'select(.a).b, empty' > near/f.jq
name='definitions in jq/main.jq'
HOME=$tmp/home same 'select(.a).b, empty'
name='definitions that do not compile'
echo 'def f' > home/jq/main.jq
HOME=$tmp/home same .a
cp near.jq home/.jq
mv near.jq near/there/.jq
name='a HOME that is relative'
HOME=home same 'select(.a).b, empty'
HOME=there same -f near/f.jq
done_testing
