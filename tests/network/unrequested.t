#!/bin/bash
# A server that sends a second answer to a request. It is never taken for the
# answer to the next one: over HTTP and TLS, for an entity after a mint, for a
# listing, and for a list of names.
. tests/lib.sh
. tests/get/common.sh

demo_start --tls "$tmp"
export CURL_CA_BUNDLE=$tmp/ca.pem PORT_KEYRING=off
port-get service: -r .identifier > "$tmp/listing"
head -n 20 "$tmp/listing" > "$tmp/list"
sed 's/^/service:/' "$tmp/list" > "$tmp/names"
head -n 1 "$tmp/list" > "$tmp/entity"

# repeat WANT COMMAND...: runs it $runs times. Those that succeed print what is in
# the file WANT. $failed is how many fail.
repeat() {
	local i wrong=0 want=$1
	shift
	failed=0
	for ((i = 0; i < runs; i++)); do
		if ! "$@" -r .identifier > "$tmp/out" 2> "$tmp/err"; then
			failed=$((failed + 1))
		elif ! cmp -s "$tmp/out" "$tmp/$want"; then
			wrong=$((wrong + 1))
		fi
	done
	is "$wrong" 0 "$fault, ${PORT_API_URL%%:*}: the $want is right"
}

for PORT_API_URL in "$port_url" "$port_tls_url"; do
	# Both answers arrive before the next request.
	fault=twice runs=2
	port_tell reset "any $fault"
	repeat entity port-get "service:$(< "$tmp/entity")"
	is "$failed" 0 'and no run fails'
	repeat listing port-get service: --page-size 20
	is "$failed" 0 'and no run fails'
	repeat list port-get "@$tmp/names"
	is "$failed" 0 'and no run fails'

	# The second answer may arrive after the next request. Its identifier
	# shows this, or the blueprint of its entities.
	fault=late=0 runs=5
	port_tell reset "any $fault"
	repeat entity port-get "service:$(< "$tmp/entity")"
	repeat listing port-get service: --page-size 20
	repeat list port-get "@$tmp/names"
done

port_tell reset 'entity body={"entity":{"identifier":"another"}}'
fails 9 'HTTP 200: it is the answer to another request ' 'an entity with another identifier is refused' \
	port-get "service:$(< "$tmp/entity")"
port_tell reset 'entity body={"entity":{"identifier":"\u0061\u002fb"}}'
gives '{"identifier":"\u0061\u002fb"}' 'the same identifier with escapes is accepted' port-get service:a/b
port_tell reset 'page@2 body={"entities":[{"identifier":"x","blueprint":"image"}]}'
is "$(port-get service: --page-size 20 -r .identifier | sort)" "$(sort "$tmp/listing")" \
	'a page of another blueprint is fetched again'
port_tell reset 'page@2+ body={"entities":[{"identifier":"x","blueprint":"image"}]}'
run port-get service: --page-size 20 -r .identifier --retry 1
is "$status $(wc -l < "$tmp/out")" '9 20' 'it is not printed'
like "$err" 'it is the answer to another request' 'the error says why'
port_tell reset 'entity body={"entity":{"title":"T"}}'
gives '{"title":"T"}' 'an entity without identifier is accepted' port-get service:a/b --exclude identifier

done_testing
