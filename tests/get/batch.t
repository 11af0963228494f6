#!/bin/bash
# shellcheck disable=SC2016,SC2119
# port-get @FILE: a list of entities and PATHs, requested several at a time and
# printed in the order of the list.
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: -r .identifier > "$tmp/all"
sed 's/^/service:/' "$tmp/all" > "$tmp/names"
mapfile -t all < "$tmp/all"
n=${#all[@]} first=${all[0]}
plain=$(grep -m 1 '^[a-z]*$' "$tmp/all")

for p in 1 8 32; do
	faults "entity delay=3" "/v1/blueprints/service/entities/$plain delay=200"
	from=$(wc -l < "$port_log")
	run port-get @"$tmp/names" -P $p -r .identifier
	is "$status,$err" 0, "a list, $p at a time"
	ok 'each is printed once, in the order of the list' cmp "$tmp/out" "$tmp/all"
	used=$(logged ".[$from:] | map(select(.kind == \"entity\").connection) | unique | length")
	ok "no more than $p connections: $used" [ "$used" -le $p ]
done
faults
run port-get @- -r .identifier < "$tmp/names"
ok 'a list on stdin' cmp "$tmp/out" "$tmp/all"
sed 's/$/\r/; 3i\\n   ' "$tmp/names" > "$tmp/crlf"
run port-get @"$tmp/crlf" -r .identifier
ok 'a list with CRLF and blank lines' cmp "$tmp/out" "$tmp/all"
run port-get @<(printf '\357\273\277'; cat "$tmp/names") -r .identifier
ok 'a list with a byte order mark' cmp "$tmp/out" "$tmp/all"
sed '1i# all of them\n#\n#service:none' "$tmp/names" > "$tmp/comments"
run port-get @"$tmp/comments" -r .identifier
ok 'a list with comments' cmp "$tmp/out" "$tmp/all"
fails 2 ':2: .*#' 'a comment must begin its line' port-get @<(printf 'service:a\n #b\n')
gives "$n" '-s over a list' port-get @"$tmp/names" -s length
gives "\"$first\"" 'first(inputs) of a list' port-get @"$tmp/names" -n 'first(inputs).identifier'
printf '%s\n' "service:$first?include=title" blueprints/service "/v1/blueprints/service/entities/$plain" > "$tmp/mixed"
gives '["title"] ["blueprint","ok"] ["entity","ok"]' 'entities and PATHs in one list' \
	bash -c 'port-get @"$1" -c keys | paste -sd " "' - "$tmp/mixed"
: > "$tmp/empty"
before=$(requests)
gives '' 'an empty list' port-get @"$tmp/empty"
gives 0 'an empty list is an empty array to -s' port-get @"$tmp/empty" -s length
fails 3 'does not compile' 'its FILTER must compile all the same' port-get @"$tmp/empty" -s '.['
is "$(requests)" "$before" 'it sends no request'

# --- failures ---

printf '%s\n' "service:${all[0]}" "service:${all[1]}" service:no-such-one \
	"service:${all[2]}" no-such-route "service:$plain" > "$tmp/some"
run port-get @"$tmp/some" -r .identifier
is "$status" 10 'a missing entity sets the status'
is "$out" "$(printf '%s\n' "${all[@]:0:3}" "$plain")" 'the others are printed in order'
is "$(cut -d: -f 1-3 "$tmp/err" | cut -d' ' -f 1-2)" $'port-get: service:no-such-one\nport-get: no-such-route:\nhint: sed' 'each failure is reported'
run port-get @"$tmp/some" 'if .ok == null then .identifier, halt else . end' -P 1 -r
is "$status,$out" "0,$first" 'halt before a failure ends with 0'
run port-get @<(echo service:no-such-one; head -n 2 "$tmp/names") -r '.identifier, halt'
is "$status,$out" "10,$first" 'halt after a failure keeps its status'
run port-get @<(echo service:no-such-one; head -n 2 "$tmp/names") '"x" | halt_error(3)'
is "$status" 3 'halt_error has its own status'
faults "/v1/blueprints/service/entities/$plain status=500"
run port-get @"$tmp/some" --retry 0 -r .identifier
is "$status" 9 'the worst of several failures is the status'
is "$(wc -l < "$tmp/out")" 3 'the others are printed'
for fault in cut=body gzip=garbage; do
	faults "/v1/blueprints/service/entities/$plain $fault"
	run port-get @<(echo "service:$plain"; head -n 2 "$tmp/names") --retry 0 -r .identifier
	is "$status,$out" "9,$(head -n 2 "$tmp/all")" "a broken answer ($fault) fails only one entity"
done
faults
PORT_API_URL=http://127.0.0.1:1 PORT_ACCESS_TOKEN=x run port-get @"$tmp/names" --retry 0
is "$status,$out,$(wc -l < "$tmp/err")" 9,,1 'no connection ends the run, with one message'
token=$(port-token -r)
port_tell 'token?revoke=1'
was=$(requests mint)
run env PORT_ACCESS_TOKEN="$token" port-get @"$tmp/names" -r .identifier
is "$status" 0 'a revoked token is renewed'
ok 'each is printed once' cmp "$tmp/out" "$tmp/all"
is $(($(requests mint) - was)) 1 'one renewal serves all requests under way'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get @"$tmp/names"
is "$status,$out" 7, 'a token that cannot be renewed ends the run'
is "$(grep -c 401 "$tmp/err")" 1 'with one message'

# --- bad lists: refused before the first request ---

# The last run may have left requests that the stand-in still answers.
until [ "$before" = "$(requests)" ]; do before=$(requests); pause 0.5; done
while IFS='|' read -r line why; do
	printf 'service:a\n\n%b\n' "$line" > "$tmp/bad"
	fails 2 "^port-get: $tmp/bad:3: " "$why" port-get @"$tmp/bad"
done <<'EOT'
service:|a listing
-|stdin
@names|another list
service:..|an identifier of two dots
blueprints/../x|a PATH with two dots
:x|no blueprint
a%zz|a % without two digits
a\001b|a control byte
http://example.org/v1/x|another host
entities/search|a search without --query
EOT
{ printf 'service:a\nservice:'; head -c 1100000 /dev/zero | tr '\0' b; } > "$tmp/bad"
fails 2 "^port-get: $tmp/bad:2: service:b+: it is too long" 'a line of 1 MB' port-get @"$tmp/bad"
printf '%05000d:\n' 0 > "$tmp/bad"
fails 2 'bad:1: 0+: a list holds only' 'a long listing in a list' port-get @"$tmp/bad"
fails 2 "^port-get: $tmp/names:1: .*--query" '--query beside an entity' port-get @"$tmp/names" --query '{}'
printf 'service:a\0\n' > "$tmp/bad"
fails 2 "^port-get: $tmp/bad: .*NUL" 'a NUL' port-get @"$tmp/bad"
fails 2 "^port-get: $tmp/none: No such file" 'no such file' port-get @"$tmp/none"
fails 2 "^port-get: $tmp: Is a directory" 'a directory' port-get @"$tmp"
fails 2 '' 'no name of a file' port-get @
fails 2 '--limit: only for a listing' '--limit with a list' port-get @"$tmp/names" --limit 1
is "$(requests)" "$before" 'none of them sent a request'

# --- memory ---

if [ -z "${SAN-}" ]; then
	faults "/v1/blueprints/service/entities/$plain delay=1500" 'entity big=30'
	printf "service:$first\n%.0s" {1..15} | sed "1iservice:$plain" > "$tmp/large"
	(ulimit -v 400000; exec port-get @"$tmp/large" -r .identifier) > "$tmp/out" 2> "$tmp/err"
	is "$?,$(< "$tmp/err")" 0, '15 answers of 30 MB wait for a slow one in 400 MB'
	ok 'each is printed once, in order' cmp "$tmp/out" <(sed 's/service://' "$tmp/large")
	faults 'entity big=40'
	gives "$first" 'an answer larger than its share is read' \
		port-get @<(sed -n "1p;1p" "$tmp/names") -P 32 -n 'last(inputs).identifier' -r
	faults
fi
port_stop

# --- many ---

demo_start --synthetic service=1000
port-get service: --include identifier -r .identifier > "$tmp/all"
sed 's/^/service:/' "$tmp/all" > "$tmp/names"
run port-get @"$tmp/names" -P 32 -r .identifier
is "$status,$err" 0, '1,000 names, 32 at a time'
ok 'each is printed once, in order' cmp "$tmp/out" "$tmp/all"

done_testing
