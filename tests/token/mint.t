#!/bin/bash
# Bad answers to the request for a token: exit status, one line on stderr, and
# nothing on stdout. tests/unit/mint.c has all forms of answers.
. tests/lib.sh
. tests/token/common.sh
need curl

port_start
credentials
export PORT_KEYRING=off

# refused STATUS ERE NAME FAULT: with the fault, port-token fails as in `fails`.
refused() {
	port_tell reset "$4"
	fresh
	fails "$1" "$2" "$3" port-token
}

for code in 400 401 403 404 422; do
	refused 7 "PORT_CLIENT_SECRET.*HTTP $code" "JSON $code: 7" "mint status=$code"
	is "$(mints)" 1 'no retry'
done
like "$err" 'invalid_request' "with Port's message"
refused 7 'hint: .*--api-url us' 'the hint is to try the other region' 'mint status=401'
refused 7 'not whitelisted' 'an IP address that is not allowed: 7' \
	'mint status=403 message="IP not whitelisted"'
unlike "$err" 'hint:' 'without a hint, which would mislead'
refused 11 'HTTP 404.*hint: .*URL' 'a 404 that is not JSON: 11, and a hint about the URL' \
	'mint status=404 as=html'
refused 11 'redirect to https://example.org' 'a redirect: 11' \
	'mint redirect=https://example.org/'
refused 7 'HTTP 401 [^:]*: for \*+,' 'a secret in the answer is not shown' \
	"mint status=401 message=\"for $port_secret, no\""
for spelt in 'ci+secret\/==' '\u0063i+\u0073ecret/=\u003D' 'ci\u0001+secret/\u009b=='; do
	printf '{"message":"for %s, no"}' "$spelt" > "$tmp/answer"
	refused 7 'HTTP 401: for \*+, no' "nor with JSON escapes: $spelt" \
		"mint status=401 body=@$tmp/answer"
done
refused 7 'HTTP 401 [^(]*\(trace a\*+b\)' 'nor in the trace id' \
	"mint status=401 trace=a${port_secret}b"
for code in 408 500 502 503 504; do
	refused 9 "HTTP $code" "$code: 9" "mint status=$code retry-after=0"
	is "$(mints)" 3 'after two retries'
done
refused 9 '3000 s' 'a Retry-After that is too long: 9, and how long' \
	'mint status=429 retry-after=3000'
is "$(mints)" 1 'no retry'
for fault in json=not-json json=empty json=truncated json=not-ok json=array \
	big=1 bomb=1 gzip=cut 'cut=body' 'body={"ok":true}' \
	'body={"accessToken":"a"}' 'body={"accessToken":"a\tb","expiresIn":9}' \
	'body={"accessToken":7,"expiresIn":9}'; do
	refused 9 . "$fault: 9" "mint ${fault/body=\{/status=200 body=\{}"
done
port_tell reset
run port-token -x -t 10000
is "$status" 0 'without a fault: a token'
port_tell fault 'mint@1 status=503' 'mint@2 reset'
fresh
run port-token
is "$status $(mints)" '0 3' 'two failures and a success: succeeds'
port_tell reset
for ratelimit in 0/1 "0/$(($(date +%s) + 1))"; do
	port_tell fault "mint@1 status=429 ratelimit=$ratelimit"
	run port-token
	is "$status" 0 "x-ratelimit-reset, in seconds or epoch: $ratelimit"
	port_tell reset
done
port_stop
fails 9 'cannot reach' 'no server: 9' port-token

# The error says what is wrong with libcurl.
mkdir "$tmp/lib"
for name in curl curl-gnutls curl-nss; do : > "$tmp/lib/lib$name.so.4"; done
[ -n "${PROGRAMS-}" ] || LD_LIBRARY_PATH=$tmp/lib \
	fails 13 'libcurl: .*/libcurl.so.4: file too short' 'a broken libcurl: 13' port-token

done_testing
