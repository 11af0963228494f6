#!/bin/bash
# --curl with --request, --each and @FILE: one config for many requests. The last
# part hands such configs to curl.
# shellcheck disable=SC2016,SC2059
. tests/lib.sh
. tests/token/common.sh
need curl jq

export PORT_KEYRING=off PORT_ACCESS_TOKEN=T
url=https://api.getport.io/v1

# block URL: the lines of a config for one request to URL.
block() {
	printf '%s\n' "url = \"$1\"" 'header = "Authorization: Bearer T"' \
		fail-with-body silent show-error
}

# --- the configs ---

gives "$(block $url/actions/runs/r1)
request = \"PATCH\"" '--request' port-token --curl actions/runs/r1 --request PATCH
gives "$out" '--request takes a method in lower case' port-token --curl actions/runs/r1 --request=patch
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
data-raw = \"{}\"" '--each: one request for each JSON text, with its bytes unchanged' \
	port-token --curl 'b:?upsert=true' --each <(
	printf '\n {"a": 1.10,\n\r "\\"\\\\": 12345678901234567890}[]\n\n{}\n')
run port-token --curl b: --each - < <(printf '\357\273\277{"a":1}')
is "$status,${out##*$'\n'}" '0,data-raw = "{\"a\":1}"' '--each - reads stdin, and skips a byte order mark'
run port-token --curl b: --each - --request PUT < <(echo '{"a":1}')
is "$(tail -n 3 "$tmp/out")" "request = \"PUT\"
$type
data-raw = \"{\\\"a\\\":1}\"" '--each with --request: the body comes last'
printf '{"a":"\té"}' | tr '\t' '\177' > "$tmp/bytes"
run port-token --curl b: --each "$tmp/bytes"
ok '--each: non-ASCII characters and DEL are unchanged' grep -q $'^data-raw = "{\\\\"a\\\\":\\\\"\x7fé\\\\"}"$' "$tmp/out"
gives "fail-early
$(block $url/blueprints/b/entities/x)
request = \"DELETE\"
next
$(block "$url/blueprints/b/entities/y%20z?a=b")
request = \"DELETE\"
next
$(block $url/teams/t)
request = \"DELETE\"" '--curl @FILE: one request for each line; blank lines and comments are skipped' \
	port-token --request DELETE --curl @<(printf '# gone\nb:x\r\n\n \nb:y z?a=b\n%s/teams/t' $url)
run port-token --curl @- < <(echo b:x)
is "$status,$out" "0,fail-early
$(block $url/blueprints/b/entities/x)" '--curl @- reads stdin'

# --- what is refused ---

# bad STATUS ERE NAME TEXT: --each with a file of TEXT fails.
bad() {
	printf "$4" > "$tmp/bad"
	fails "$1" "$2" "$3" port-token --curl b: --each "$tmp/bad"
}
bad 5 'bad: text 2, line 3: not JSON' 'a text that is not JSON' '{"a":1}\n\n{"b":}\n{}'
bad 5 'bad: text 3, line 2: not JSON' 'a text that is cut off' '{}\n{}{"b":1'
bad 5 'text 1, line 1: not JSON' 'a NUL' '{"a":\0001}'
bad 5 'text 1, line 1: not JSON' 'a control byte in a string' '{"a":"\n"}'
bad 5 'text 2, line 1: not UTF-8' 'bytes that are not UTF-8' '{}{"a":"caf\351"}'
for body in 1 -0.5 '"x"' null true; do
	bad 5 'text 2, line 2: a body is an object or an array' "a body that is $body" "{}\n$body"
done
bad 5 'no JSON text in it' 'an empty file' ''
bad 5 'no JSON text in it' 'a file with only white space' ' \n'
fails 5 'stdin: no JSON text' 'an empty stdin' port-token --curl b: --each -
{ echo '{}'; printf '{"a":"%01048576d"}' 1; } > "$tmp/large"
fails 5 'large: text 2, line 2: over 1 MiB' 'a body over 1 MiB' port-token --curl b: --each "$tmp/large"
printf '{"a":"%01048568d"}' 1 > "$tmp/large"
run port-token --curl b: --each "$tmp/large"
is "$status" 0 'a body of 1 MiB'
fails 2 "/: Is a directory" '--each with a directory' port-token --curl b: --each /
fails 2 "nowhere: No such file" '--each with a missing file' port-token --curl b: --each "$tmp/nowhere"
fails 2 "/: Is a directory" '@FILE with a directory' port-token --curl @/
fails 2 'no RESOURCE in it' 'an empty list' port-token --curl @/dev/null
fails 2 'no RESOURCE in it' 'a list with only comments' port-token --curl @<(echo '#a')
fails 2 ':2: b:: a list holds only entities' 'a listing in a list' port-token --curl @<(printf 'b:x\nb:\n')
echo '{"identifier": "a"}' > "$tmp/body.json"
fails 2 ":1: JSON, not a RESOURCE.*hint: port-token --curl RESOURCE --each $tmp/body.json [|] curl -K-$" \
	'a body in place of a list' port-token --curl "@$tmp/body.json"
printf 'teams/a\n  {"a": 1}\n' > "$tmp/indented"
fails 2 ':2: JSON, not a RESOURCE' 'nor indented JSON' port-token --curl "@$tmp/indented"
fails 2 ':2: JSON, not a RESOURCE' 'nor does port-get' port-get "@$tmp/indented"
fails 2 'stdin:1: JSON.*--each - [|]' 'a body on stdin' port-token --curl @- < "$tmp/body.json"
fails 2 ':2: .*no blueprint' 'a line that is not a RESOURCE' port-token --curl @<(printf 'b:x\n:x\n')
fails 2 ':2: .*another host' 'a URL of another host in a list' \
	port-token --curl @<(printf 'b:x\nhttps://example.org/v1/a\n')
fails 2 'no file' '--curl @ without a file name' port-token --curl @
fails 2 '--each: takes one RESOURCE' '--each and a list' port-token --curl @- --each -
for method in GET DELETE; do
	fails 2 'have no body' "--each and $method" port-token --curl a --each - --request $method
done
fails 2 '--each: only with --curl' '--each without --curl' port-token --each -
fails 2 '--request: only with --curl' '--request without --curl' port-token --request PUT -r
fails 2 '--request takes GET, POST, PUT, PATCH or DELETE' 'an unsupported method' port-token --curl a --request HEAD
fails 2 'not with login' '--each with login' port-token login --each -

# --- sizes ---

printf -v long '%015872d' 0
printf -v token '%016384d' 0
short=${long:${#url}+3}
run env PORT_ACCESS_TOKEN="$token" port-token --request DELETE --curl "a/$short"
is "$status" 0 'the longest URL and the longest token are accepted'
ok 'their config is at most 32 KiB' [ "$(wc -c < "$tmp/out")" -le 32768 ]
is "$(PORT_ACCESS_TOKEN=$token port-token --request DELETE --curl "a/$short" |
	dd bs=64k count=1 2> /dev/null | wc -c)" "$(wc -c < "$tmp/out")" 'and is written with one call'
fails 2 'too long' 'a URL that is one byte longer' port-token --curl "a/${short}0"
fails 2 ':2: .*too long' 'the same in a list' port-token --curl @<(printf 'b:x\na/%s0\n' "$short")

# --- curl sends them ---

port_start --seed tests/seed/demo.json
credentials
unset PORT_ACCESS_TOKEN

# logged JQ: of the requests since the last fresh_log.
logged() { jq -rs ".[$from:] | map(select(.kind != \"mint\")) | $1" "$port_log"; }
fresh_log() { from=$(wc -l < "$port_log"); }

fresh_log
fails 5 'text 2' 'invalid JSON' port-token --curl b: --each <(echo '{}{')
fails 2 'no RESOURCE' 'a bad list' port-token --curl @/dev/null
is "$(wc -l < "$port_log")" "$from" 'neither asks Port for a token'
x=$(port-token -x) && eval "$x"

printf '%s\n' '{"identifier": "e-1", "title":"a\"b\\c@é",
 "properties": {"myNumberProp": 12.50}}' '{"identifier":"e-2"}' '{"identifier":"e-3"}' > "$tmp/three"
fresh_log
run bash -c 'port-token --curl "test-blueprint:?upsert=true" --each "$1" | curl -K-' - "$tmp/three"
is "$status,$err" 0, 'three upserts'
is "$(jq -r .entity.identifier "$tmp/out" | paste -sd' ')" 'e-1 e-2 e-3' 'are answered in order'
{
	read -r connections
	read -r request
	ok 'each body arrives unchanged' cmp - "$tmp/three"
} < <(logged '(map(.connection) | unique | length),
	(map([.method, .path, .headers["content-type"]] | join(" ")) | unique | join(" ")), .[].body')
is "$connections" 1 'on one connection'
is "$request" 'POST /v1/blueprints/test-blueprint/entities?upsert=true application/json' \
	'each with method, path and header'
fresh_log
run bash -c 'port-token --curl test-blueprint:e-1 --request PATCH --each <(echo "{\"title\":\"x\"}{\"title\":\"y\"}") | curl -K-'
is "$status,$(logged '.[].method' | sort -u),$(port-get test-blueprint:e-1 -r .title)" 0,PATCH,y '--request with --each: curl sends that method'
run bash -c 'printf "test-blueprint:e-%d\n" 2 3 | port-token --curl @- --request DELETE | curl -K-'
is "$status,$(jq -c .ok "$tmp/out" | paste -sd,)" 0,true,true 'a list of entities to delete'
fails 10 'e-2' 'deletes them' port-get test-blueprint:e-2
run bash -c 'printf "%s\n" test-blueprint:e-1 test-blueprint:e-2 service:checkout |
	port-token --curl @- --request DELETE | curl -K-'
is "$status" 22 'curl stops at the first request that fails'
like "$out" '^\{"ok":true\}\{"ok":false.*e-2' 'whose answer is the last'
ok 'the requests after it are not sent' port-get service:checkout
run bash -c 'port-token --curl @<(printf "service:checkout\nservice:cart\n") | curl -K- | port-get - -r .entity.identifier'
is "$status,$out" $'0,checkout\ncart' 'a list of entities to read'
seq 300 | sed 's/.*/{"identifier":"many-&"}/' > "$tmp/many"
fresh_log
run bash -c 'port-token --curl "test-blueprint:?upsert=true" --each "$1" | curl -K- | port-get - -r .entity.identifier' - "$tmp/many"
is "$status,$(logged 'map(.connection) | unique | length'),$(sort -u "$tmp/out" | wc -l)" 0,1,300 '300 requests share one connection'
http_proxy=http://127.0.0.1:9 run sh -c 'port-token --curl service:checkout | curl -K-'
is "$status" 0 'plain http does not use a proxy'

# Many versions of curl accept at most 100 KiB in a line of a config, so that a
# large body is split. Text that begins with @ must not become a file name.
{ printf '{"identifier": "large", "title": "'; yes '\"é@' | tr -d '\n' | dd bs=1k count=160 iflag=fullblock
	yes @ | tr -d '\n' | dd bs=1k count=150 iflag=fullblock; printf '",\n "properties": {}}'; } > "$tmp/large" 2> "$tmp/err"
large() { bash -c 'port-token --curl "$@" | curl -K-' - "$@" --each "$tmp/large"; }
if curl --help all | grep -q -e --json; then
	run large 'test-blueprint:?upsert=true'
	is "$status,$err" 0, 'a body of 330 KB'
	ok 'arrives unchanged' cmp <(jq .title "$tmp/large") <(port-get test-blueprint:large .title)
	run large test-blueprint:large --request PUT
	is "$status,$err" 0, 'the same with PUT'
else
	run large 'test-blueprint:?upsert=true'
	is "$status" 22 'curl before 7.82: a body of 330 KB is refused'
fi
is "$(grep -c '^request' <(port-token --curl a --request PUT --each "$tmp/large"))" 1 'a large body with --request: one method in the config'
run port-token --curl a --each "$tmp/large"
ok 'a large body: no line is over 100 KiB' [ "$(LC_ALL=C awk 'length > n { n = length } END { print n }' "$tmp/out")" -lt 102000 ]
ok 'no line names a file' sh -c '! grep -q "^json = \"@" "$1"' - "$tmp/out"
ok 'it is a POST, as a small body is' grep -qx 'request = "POST"' "$tmp/out"

# --- a config that is cut off ---

# When a config arrives only in part, curl may send the token only to the whole
# URL, and a body must be one of the given ones or not JSON. The first request is
# cut at every byte, but not inside long values; they and the second request are cut
# at some bytes. A cut name may be another option of curl: "head" sends HEAD.
printf '{"title":"1"}{"title":"2"}' > "$tmp/two"
echo '{"identifier":"c"}' > "$tmp/cut"
port-token --curl test-blueprint: --each "$tmp/cut" | curl -K- > "$tmp/out"
whole=$(port-token --curl test-blueprint:c --request PUT --each "$tmp/two")
first=${whole%%$'\n'next$'\n'*}
fresh_log
for ((n = 1; n <= ${#whole}; n++)); do
	part=${whole:0:n} line=${part##*$'\n'}
	if [ $n -gt ${#first} ]; then
		step=12
	elif [[ $line == *\"????* && $line != data-raw* ]]; then
		step=16
	else
		step=1
	fi
	[ $((n % step)) = 0 ] || [ $n = ${#whole} ] || continue
	printf %s "$part" > "$tmp/part"
	curl -m 5 -K "$tmp/part" > "$tmp/out" 2>&1
done
{
	read -r arrived
	read -r paths
	read -r bodies
	read -r methods
} < <(logged 'length, (map(select(.headers.authorization or .auth != "none") | .path) | unique | join(" ")),
	(map(select(.method == "PUT").body | select(. != null and (try fromjson catch null) != null)) | unique | join(" ")),
	(map(.method) | unique - ["HEAD"] | join(" "))')
ok "cut off: some requests arrive: $arrived" [ "$arrived" -gt 40 ]
is "$paths" /v1/blueprints/test-blueprint/entities/c 'the token goes only to the whole URL'
is "$bodies" '{"title":"1"} {"title":"2"}' 'no body is another JSON text'
is "$methods" 'GET P PU PUT' 'and no other method of Port is used'
done_testing
