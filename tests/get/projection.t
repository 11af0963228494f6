#!/bin/bash
# A listing prints the same with its fast paths as without them
# (PORT_GET_CUT=off), for entities of every shape. This file tests options, and
# filters that affect the run; tests/unit/projection.c compares many filters.
. tests/lib.sh
. tests/get/common.sh

# libjq 1.6 leaks memory when a filter fails. tests/fuzz and tests/unit find the
# leaks of the projection.
[ -z "${SAN-}" ] || ASAN_OPTIONS+=:detect_leaks=0

# repeated N BEGIN MIDDLE END: BEGIN and END N times each, around MIDDLE.
repeated() {
	local n
	printf -v n "%$1s" ''
	printf '%s' "${n// /$2}$3${n// /$4}"
}

deep=$(repeated 199 '[' '' ']') deeper=$(repeated 250 '[' '' ']')
deepest=$(repeated 300 '[' '' ']') half=$(repeated 127 '{"a":' 1 '}')
more=$(repeated 129 '{"a":' 1 '}') most=$(repeated 199 '{"a":' 1 '}')
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
mapfile -t entities < "$tmp/entities"
(IFS=,; printf '{"ok":true,"entities":[%s]}' "${entities[*]}") > "$tmp/page"

demo_start
x=$(port-token -x) && eval "$x"
faults "page body=@$tmp/page"
is "$(port-get service: | wc -l)" ${#entities[@]} 'every entity is listed'

same() {	# WORD...
	local want got
	PORT_GET_CUT=off port-get service: "$@" > "$tmp/want" 2> "$tmp/want.err"
	want=$?
	port-get service: "$@" > "$tmp/out" 2> "$tmp/err"
	got=$?
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
-e .b
-j .b
-a .b
-c .properties
-S .relations
--indent 1 .relations
--seq .identifier
-C .properties
--raw-output0 .identifier
-s 'map(.identifier)'
-n 'input.a, input.b'
--stream 'select(.[0][0] == "a")'
--limit 3 .a
.a.b.c
-c 'select(.properties.tier? == "gold") | {identifier, owner: .properties.owner}'
'.a | error'
'[.a, input.b]'
'.a, $__loc__'
'$ENV.PORT_CASE, .a'
'.a | debug'
'.a | input_line_number'
'.a | halt_error'
'select(.b == 1) | halt'
--arg v gold 'select(.properties.tier? == $v).identifier'
--arg k a '.[$k]'
--args '.a, $ARGS' one two
END
# A definition in a file of the user's may give any word another meaning. Where
# libjq finds such files depends on its version; with a relative HOME it looks
# beside the filter's file.
echo 'def select(f): {a: .team};' > "$HOME/.jq"
name='a definition in ~/.jq' same -c 'select(.identifier).a'
is "$(grep -c '"b"' "$tmp/out")" 1 'the definition is used'
rm "$HOME/.jq"

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
name='a relative HOME'
HOME=home same 'select(.a).b, empty'
name='a relative HOME, and -f FILE'
HOME=there same -f near/f.jq
done_testing
