#!/bin/bash
# A server that sends one answer too many. That answer is never taken for another
# request's: over plain HTTP and over TLS, for an entity after a mint, for a
# listing, and for a list of names.
. tests/lib.sh
. tests/get/common.sh

demo_start --tls "$tmp"
export CURL_CA_BUNDLE=$tmp/ca.pem PORT_KEYRING=off
port-get service: -r .identifier > "$tmp/listing"
head -n 20 "$tmp/listing" > "$tmp/list"
sed 's/^/service:/' "$tmp/list" > "$tmp/names"
head -n 1 "$tmp/list" > "$tmp/entity"

# times N WANT COMMAND...: how many of N runs printed something else than WANT
# and said that all was well; $failed is how many failed.
times() {
	local i wrong=0 n=$1 want=$2
	shift 2
	failed=0
	for ((i = 0; i < n; i++)); do
		if ! "$@" -r .identifier > "$tmp/out" 2> "$tmp/err"; then
			failed=$((failed + 1))
		elif ! cmp -s "$tmp/out" "$tmp/$want"; then
			wrong=$((wrong + 1))
		fi
	done
	is "$wrong" 0 "$fault, ${PORT_API_URL%%:*}: $want"
}

for PORT_API_URL in "$port_url" "$port_tls_url"; do
	# Both answers are there at once, before the next request.
	fault=twice
	port_tell reset "any $fault"
	times 5 entity port-get "service:$(< "$tmp/entity")"
	is "$failed" 0 'and none fails'
	times 5 listing port-get service: --page-size 20
	is "$failed" 0 'and none fails'
	times 5 list port-get "@$tmp/names"
	is "$failed" 0 'and none fails'

	# The second may cross the next request. Then its identifier tells, or
	# the blueprint of a page.
	fault=late=0
	port_tell reset "any $fault"
	times 5 entity port-get "service:$(< "$tmp/entity")"
	times 5 listing port-get service: --page-size 20
	times 5 list port-get "@$tmp/names"
done

port_tell reset 'entity body={"entity":{"identifier":"another"}}'
fails 9 'HTTP 200: it is the answer to another request ' 'an entity under another name' \
	port-get "service:$(< "$tmp/entity")"
port_tell reset 'entity body={"entity":{"identifier":"\u0061\u002fb"}}'
gives '{"identifier":"\u0061\u002fb"}' 'the same name in another spelling' port-get service:a/b
port_tell reset 'page@2 body={"entities":[{"identifier":"x","blueprint":"image"}]}'
is "$(port-get service: --page-size 20 -r .identifier | sort)" "$(sort "$tmp/listing")" \
	'a page of another blueprint is asked for again'
port_tell reset 'page@2+ body={"entities":[{"identifier":"x","blueprint":"image"}]}'
run port-get service: --page-size 20 -r .identifier --retry 1
is "$status $(wc -l < "$tmp/out")" '9 20' 'and is none of this listing'
like "$err" 'it is the answer to another request' 'which is told'
port_tell reset 'entity body={"entity":{"title":"T"}}'
gives '{"title":"T"}' 'an entity that names none' port-get service:a/b --exclude identifier

done_testing
