#!/bin/bash
# Bad answers to a mint: exit status, one line, and nothing on stdout. (All
# shapes of answers: tests/unit/mint.c)
. tests/lib.sh
. tests/token/common.sh
need curl

port_start
credentials
export PORT_KEYRING=off

# refused STATUS ERE NAME FAULT: a run that meets the fault.
refused() {
	port_tell reset "$4"
	fresh
	fails "$1" "$2" "$3" port-token
}

for code in 400 401 403 404 422; do
	refused 7 "PORT_CLIENT_SECRET.*HTTP $code" "JSON $code: 7" "mint status=$code"
	is "$(mints)" 1 'asked once'
done
like "$err" 'invalid_request' "with Port's words"
refused 7 'hint: .*--api-url us' 'and a hint at the other organization' 'mint status=401'
refused 7 'not whitelisted' 'an address that may not: 7' \
	'mint status=403 message="IP not whitelisted"'
unlike "$err" 'hint:' 'and no hint, which would mislead'
refused 11 'HTTP 404.*hint: .*URL' 'a 404 that is no JSON: 11, and a hint at the URL' \
	'mint status=404 as=html'
refused 11 'redirect to https://example.org' 'a redirect: 11' \
	'mint redirect=https://example.org/'
refused 7 'HTTP 401 [^:]*: for \*+,' 'a secret that is repeated is not shown' \
	"mint status=401 message=\"for $port_secret, no\""
for spelt in 'ci+secret\/==' '\u0063i+\u0073ecret/=\u003D' 'ci\u0001+secret/\u009b=='; do
	printf '{"message":"for %s, no"}' "$spelt" > "$tmp/answer"
	refused 7 'HTTP 401: for \*+, no' "nor as JSON may spell it: $spelt" \
		"mint status=401 body=@$tmp/answer"
done
refused 7 'HTTP 401 [^(]*\(trace a\*+b\)' 'nor one that is in the trace id' \
	"mint status=401 trace=a${port_secret}b"
for code in 408 500 502 503 504; do
	refused 9 "HTTP $code" "$code: 9" "mint status=$code retry-after=0"
	is "$(mints)" 3 'after two retries'
done
refused 9 '3000 s' 'a wait that is too long: 9, and how long' \
	'mint status=429 retry-after=3000'
is "$(mints)" 1 'not waited for'
for fault in json=not-json json=empty json=truncated json=not-ok json=array \
	big=1 bomb=1 gzip=cut 'cut=body' 'body={"ok":true}' \
	'body={"accessToken":"a"}' 'body={"accessToken":"a\tb","expiresIn":9}' \
	'body={"accessToken":7,"expiresIn":9}'; do
	refused 9 . "$fault: 9" "mint ${fault/body=\{/status=200 body=\{}"
done
port_tell reset
run port-token -x -t 10000
is "$status" 0 'else a token'
port_tell fault 'mint@1 status=503' 'mint@2 reset'
fresh
run port-token
is "$status $(mints)" '0 3' 'two failures are got over'
port_tell reset
for ratelimit in 0/1 "0/$(($(date +%s) + 1))"; do
	port_tell fault "mint@1 status=429 ratelimit=$ratelimit"
	run port-token
	is "$status" 0 "x-ratelimit-reset, in seconds or epoch: $ratelimit"
	port_tell reset
done
port_stop
fails 9 'cannot reach' 'nobody there: 9' port-token

# Whatever is wrong with libcurl is said.
mkdir "$tmp/lib"
for name in curl curl-gnutls curl-nss; do : > "$tmp/lib/lib$name.so.4"; done
[ -n "${PROGRAMS-}" ] || LD_LIBRARY_PATH=$tmp/lib \
	fails 13 'libcurl: .*/libcurl.so.4: file too short' 'a broken libcurl: 13' port-token

done_testing
