#!/bin/bash
# --curl with --request, --each and @FILE: many requests in one config, taken by
# the real curl.
# shellcheck disable=SC2016,SC2059
. tests/lib.sh
. tests/token/common.sh
need curl jq

export PORT_KEYRING=off PORT_ACCESS_TOKEN=T
url=https://api.getport.io/v1

block() {
	printf '%s\n' "url = \"$1\"" 'header = "Authorization: Bearer T"' \
		fail-with-body silent show-error
}

# --- the configs ---

gives "$(block $url/actions/runs/r1)
request = \"PATCH\"" '--request' port-token --curl actions/runs/r1 --request PATCH
gives "$out" '--request in small letters' port-token --curl actions/runs/r1 --request=patch
for method in GET POST PUT PATCH DELETE; do
	run port-token --curl a --request $method
	is "$status,${out##*$'\n'}" "0,request = \"$method\"" "--request $method"
done
type='header = "content-type: application/json"'
gives "fail-early
$(block "$url/blueprints/b/entities?upsert=true")
$type
data-raw = \"{\\\"a\\\": 1.10,\\n\\r \\\"\\\\\\\"\\\\\\\\\\\": 12345678901234567890}\"
next
$(block "$url/blueprints/b/entities?upsert=true")
$type
data-raw = \"[]\"
next
$(block "$url/blueprints/b/entities?upsert=true")
$type
data-raw = \"{}\"" '--each: one request for each text, as it is written' \
	port-token --curl 'b:?upsert=true' --each <(
	printf '\n {"a": 1.10,\n\r "\\"\\\\": 12345678901234567890}[]\n\n{}\n')
run port-token --curl b: --each - < <(printf '\357\273\277{"a":1}')
is "$status,${out##*$'\n'}" '0,data-raw = "{\"a\":1}"' '--each -; a byte order mark'
run port-token --curl b: --each - --request PUT < <(echo '{"a":1}')
is "$(tail -n 3 "$tmp/out")" "request = \"PUT\"
$type
data-raw = \"{\\\"a\\\":1}\"" '--each and --request: the body is last'
printf '{"a":"\té"}' | tr '\t' '\177' > "$tmp/bytes"
run port-token --curl b: --each "$tmp/bytes"
ok '--each: what is not ASCII, and DEL, stay' grep -q $'^data-raw = "{\\\\"a\\\\":\\\\"\x7fé\\\\"}"$' "$tmp/out"
gives "fail-early
$(block $url/blueprints/b/entities/x)
request = \"DELETE\"
next
$(block "$url/blueprints/b/entities/y%20z?a=b")
request = \"DELETE\"
next
$(block $url/teams/t)
request = \"DELETE\"" '--curl @FILE: one request for each line' \
	port-token --request DELETE --curl @<(printf '# gone\nb:x\r\n\n \nb:y z?a=b\n%s/teams/t' $url)
run port-token --curl @- < <(echo b:x)
is "$status,$out" "0,fail-early
$(block $url/blueprints/b/entities/x)" '--curl @-'

# --- what is refused ---

# bad STATUS ERE NAME TEXT: as a FILE of --each.
bad() { printf "$4" > "$tmp/bad"; fails "$1" "$2" "$3" port-token --curl b: --each "$tmp/bad"; }
bad 5 'bad: text 2, line 3: not JSON' 'a text that is not JSON' '{"a":1}\n\n{"b":}\n{}'
bad 5 'bad: text 3, line 2: not JSON' 'a text that does not end' '{}\n{}{"b":1'
bad 5 'text 1, line 1: not JSON' 'a NUL' '{"a":\0001}'
bad 5 'text 1, line 1: not JSON' 'a control byte in a string' '{"a":"\n"}'
bad 5 'text 2, line 1: not UTF-8' 'bytes that are not UTF-8' '{}{"a":"caf\351"}'
for body in 1 -0.5 '"x"' null true; do
	bad 5 'text 2, line 2: a body is an object or an array' "a body that is $body" "{}\n$body"
done
bad 5 'no JSON text in it' 'an empty file' ''
bad 5 'no JSON text in it' 'a file of white space' ' \n'
fails 5 'stdin: no JSON text' 'nothing on stdin' port-token --curl b: --each -
{ echo '{}'; printf '{"a":"%01048576d"}' 1; } > "$tmp/large"
fails 5 'large: text 2, line 2: over 1 MiB' 'a body that is too large' port-token --curl b: --each "$tmp/large"
printf '{"a":"%01048568d"}' 1 > "$tmp/large"
run port-token --curl b: --each "$tmp/large"
is "$status" 0 'a body of 1 MiB'
fails 2 "/: Is a directory" 'a directory of bodies' port-token --curl b: --each /
fails 2 "nowhere: No such file" 'a file that is not there' port-token --curl b: --each "$tmp/nowhere"
fails 2 "/: Is a directory" 'a list that is a directory' port-token --curl @/
fails 2 'no RESOURCE in it' 'an empty list' port-token --curl @/dev/null
fails 2 'no RESOURCE in it' 'a list of comments' port-token --curl @<(echo '#a')
fails 2 ':2: b:: a list holds only entities' 'a listing in a list' port-token --curl @<(printf 'b:x\nb:\n')
fails 2 ':2: .*no blueprint' 'no RESOURCE in a list' port-token --curl @<(printf 'b:x\n:x\n')
fails 2 ':2: .*another host' 'another host in a list' \
	port-token --curl @<(printf 'b:x\nhttps://example.org/v1/a\n')
fails 2 'no file' '--curl @' port-token --curl @
fails 2 '--each: takes one RESOURCE' '--each and a list' port-token --curl @- --each -
for method in GET DELETE; do
	fails 2 'have no body' "--each and $method" port-token --curl a --each - --request $method
done
fails 2 '--each: only with --curl' '--each alone' port-token --each -
fails 2 '--request: only with --curl' '--request alone' port-token --request PUT -r
fails 2 '--request takes GET, POST, PUT, PATCH or DELETE' 'another method' port-token --curl a --request HEAD
fails 2 'not with login' '--each with login' port-token login --each -

# --- sizes ---

printf -v long '%015872d' 0
printf -v token '%016384d' 0
short=${long:${#url}+3}
run env PORT_ACCESS_TOKEN="$token" port-token --request DELETE --curl "a/$short"
is "$status" 0 'the longest URL, the longest token'
ok 'are at most 32 KiB' [ "$(wc -c < "$tmp/out")" -le 32768 ]
is "$(PORT_ACCESS_TOKEN=$token port-token --request DELETE --curl "a/$short" |
	dd bs=64k count=1 2> /dev/null | wc -c)" "$(wc -c < "$tmp/out")" 'and come in one write'
fails 2 'too long' 'a longer URL' port-token --curl "a/${short}0"
fails 2 ':2: .*too long' 'a longer URL in a list' port-token --curl @<(printf 'b:x\na/%s0\n' "$short")

# --- the real curl ---

port_start --seed tests/seed/demo.json
credentials
unset PORT_ACCESS_TOKEN
logged() { jq -rs ".[$from:] | map(select(.kind != \"mint\")) | $1" "$port_log"; }
fresh_log() { from=$(wc -l < "$port_log"); }

fresh_log
fails 5 'text 2' 'bad JSON' port-token --curl b: --each <(echo '{}{')
fails 2 'no RESOURCE' 'a bad list' port-token --curl @/dev/null
is "$(wc -l < "$port_log")" "$from" 'no token is asked for'
x=$(port-token -x) && eval "$x"

printf '%s\n' '{"identifier": "e-1", "title":"a\"b\\c@é",
 "properties": {"myNumberProp": 12.50}}' '{"identifier":"e-2"}' '{"identifier":"e-3"}' > "$tmp/three"
fresh_log
run bash -c 'port-token --curl "test-blueprint:?upsert=true" --each "$1" | curl -K-' - "$tmp/three"
is "$status,$err" 0, 'three upserts'
is "$(jq -r .entity.identifier "$tmp/out" | paste -sd' ')" 'e-1 e-2 e-3' 'are answered in their order'
is "$(logged 'map(.connection) | unique | length')" 1 'on one connection'
is "$(logged '.[] | [.method, .path, .headers["content-type"]] | join(" ")' | sort -u)" \
	'POST /v1/blueprints/test-blueprint/entities?upsert=true application/json' 'each with its header'
ok 'each body as it was written' cmp <(logged '.[].body') "$tmp/three"
fresh_log
run bash -c 'port-token --curl test-blueprint:e-1 --request PATCH --each <(echo "{\"title\":\"x\"}{\"title\":\"y\"}") | curl -K-'
is "$status,$(logged '.[].method' | sort -u),$(port-get test-blueprint:e-1 -r .title)" 0,PATCH,y '--request and --each'
run bash -c 'printf "test-blueprint:e-%d\n" 2 3 | port-token --curl @- --request DELETE | curl -K-'
is "$status,$(jq -c .ok "$tmp/out" | paste -sd,)" 0,true,true 'a list of DELETE'
fails 10 'e-2' 'what was on it is gone' port-get test-blueprint:e-2
run bash -c 'printf "test-blueprint:e-%d\n" 1 2 3 | port-token --curl @- --request DELETE | curl -K-'
is "$status" 22 'the first that fails ends it'
like "$out" '^\{"ok":true\}\{"ok":false.*e-2' 'and is the last that is answered'
port-get service:checkout > "$tmp/out"
ok 'what follows it is not sent' grep -q '"checkout"' "$tmp/out"
fresh_log
run bash -c 'port-token --curl @<(printf "service:checkout\nservice:cart\n") | curl -K- | port-get - -r .entity.identifier'
is "$status,$out" $'0,checkout\ncart' 'a list of GET'
seq 300 | sed 's/.*/{"identifier":"many-&"}/' > "$tmp/many"
fresh_log
run bash -c 'port-token --curl "test-blueprint:?upsert=true" --each "$1" | curl -K- | port-get - -r .entity.identifier' - "$tmp/many"
is "$status,$(logged 'map(.connection) | unique | length'),$(sort -u "$tmp/out" | wc -l)" 0,1,300 'three hundred'
http_proxy=http://127.0.0.1:9 run sh -c 'port-token --curl service:checkout | curl -K-'
is "$status" 0 'no proxy for plain http'

# A line of a config is at most 100 KiB to many a curl. A file must not come in.
{ printf '{"identifier": "large", "title": "'; yes '\"é@' | tr -d '\n' | dd bs=1k count=160 iflag=fullblock
	yes @ | tr -d '\n' | dd bs=1k count=150 iflag=fullblock; printf '",\n "properties": {}}'; } > "$tmp/large" 2> "$tmp/err"
large() { bash -c 'port-token --curl "$@" | curl -K-' - "$@" --each "$tmp/large"; }
if curl --help all | grep -q -e --json; then
	run large 'test-blueprint:?upsert=true'
	is "$status,$err" 0, 'a body of 330 KB'
	ok 'arrives' cmp <(jq .title "$tmp/large") <(port-get test-blueprint:large .title)
	run large test-blueprint:large --request PUT
	is "$status,$err" 0, 'with PUT, too'
else
	run large 'test-blueprint:?upsert=true'
	is "$status" 22 'curl before 7.82: a body of 330 KB is refused'
fi
is "$(grep -c '^request' <(port-token --curl a --request PUT --each "$tmp/large"))" 1 'one method'
run port-token --curl a --each "$tmp/large"
ok 'its lines are short' [ "$(LC_ALL=C awk 'length > n { n = length } END { print n }' "$tmp/out")" -lt 102000 ]
ok 'and none names a file' sh -c '! grep -q "^json = \"@" "$1"' - "$tmp/out"
ok 'without a body it is still a POST' grep -qx 'request = "POST"' "$tmp/out"

# --- cut off ---

# The beginnings of a config: a token goes to the whole URL alone, and a body
# that arrives is one of those that were meant, or not JSON. The second request
# is written as the first is, byte by byte: a third of its beginnings will do.
printf '{"title":"1"}{"title":"2"}' > "$tmp/two"
echo '{"identifier":"c"}' > "$tmp/cut"
port-token --curl test-blueprint: --each "$tmp/cut" | curl -K- > "$tmp/out"
whole=$(port-token --curl test-blueprint:c --request PUT --each "$tmp/two")
first=${whole%%$'\n'next$'\n'*}
fresh_log
for n in $(seq ${#first}) $(seq ${#first} 3 ${#whole}) ${#whole}; do
	printf %s "${whole:0:n}" | curl -m 5 -K- > "$tmp/out" 2>&1
done
ok "some arrive: $(logged length)" [ "$(logged length)" -gt 150 ]
is "$(logged 'map(select(.headers.authorization or .auth != "none") | .path) | unique | join(" ")')" \
	/v1/blueprints/test-blueprint/entities/c 'cut off anywhere: the token goes nowhere else'
is "$(logged 'map(select(.method == "PUT").body | select(. != null and (try fromjson catch null) != null)) | unique | join(" ")')" \
	'{"title":"1"} {"title":"2"}' 'no body is another JSON text'
is "$(logged 'map(.method) | unique | join(" ")')" 'GET HEAD P PU PUT' 'and no other method of Port'
done_testing
