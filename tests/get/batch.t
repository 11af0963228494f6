#!/bin/bash
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: -r .identifier > "$tmp/all"
sed 's/^/service:/' "$tmp/all" > "$tmp/names"
n=$(wc -l < "$tmp/all")
first=$(head -n 1 "$tmp/all")
plain=$(grep -m 1 '^[a-z]*$' "$tmp/all")

# connections: how many the requests for an entity came over since fresh_log.
connections() { logged ".[$from:] | map(select(.kind == \"entity\").connection) | unique | length"; }
fresh_log() { from=$(wc -l < "$port_log"); }

for p in 1 8 32; do
	faults "entity delay=3" "/v1/blueprints/service/entities/$plain delay=200"
	fresh_log
	run port-get @"$tmp/names" -P $p -r .identifier
	is "$status,$err" 0, "a list, $p at once"
	ok 'in its order, each once' cmp "$tmp/out" "$tmp/all"
	ok "over no more connections: $(connections)" [ "$(connections)" -le $p ]
done
faults
run port-get @- -r .identifier < "$tmp/names"
ok 'a list on stdin' cmp "$tmp/out" "$tmp/all"
sed 's/$/\r/; 3i\\n   ' "$tmp/names" > "$tmp/crlf"
run port-get @"$tmp/crlf" -r .identifier
ok 'with CRLF and blank lines' cmp "$tmp/out" "$tmp/all"
run port-get @<(printf '\357\273\277'; cat "$tmp/names") -r .identifier
ok 'with a byte order mark' cmp "$tmp/out" "$tmp/all"
sed '1i# all of them\n#\n#service:none' "$tmp/names" > "$tmp/comments"
run port-get @"$tmp/comments" -r .identifier
ok 'with comments' cmp "$tmp/out" "$tmp/all"
fails 2 ':2: .*#' 'a comment begins its line' port-get @<(printf 'service:a\n #b\n')
gives "$n" '-s over a list' port-get @"$tmp/names" -s length
gives "\"$first\"" 'first(inputs) of a list' port-get @"$tmp/names" -n 'first(inputs).identifier'
printf '%s\n' "service:$first?include=title" blueprints/service "/v1/blueprints/service/entities/$plain" > "$tmp/mixed"
gives '["title"] ["blueprint","ok"] ["entity","ok"]' 'entities and PATHs in one list' \
	bash -c 'port-get @"$1" -c keys | paste -sd " "' - "$tmp/mixed"
: > "$tmp/empty"
before=$(requests)
gives '' 'an empty list' port-get @"$tmp/empty"
gives 0 'an empty list is an empty array to -s' port-get @"$tmp/empty" -s length
fails 3 'does not compile' 'and needs a FILTER that is one' port-get @"$tmp/empty" -s '.['
is "$(requests)" "$before" 'asks nothing'

# --- those that fail ---

{ head -n 2 "$tmp/names"; echo service:no-such-one; sed -n 3p "$tmp/names"; echo no-such-route; echo "service:$plain"; } > "$tmp/some"
run port-get @"$tmp/some" -r .identifier
is "$status" 10 'what is not there is the status'
is "$out" "$(head -n 3 "$tmp/all"; echo "$plain")" 'the rest is there, in its order'
is "$(cut -d: -f 1-3 "$tmp/err" | cut -d' ' -f 1-2)" $'port-get: service:no-such-one\nport-get: no-such-route:\nhint: sed' 'each is told'
run port-get @"$tmp/some" 'if .ok == null then .identifier, halt else . end' -P 1 -r
is "$status,$out" "0,$first" 'halt before any has failed is a success'
run port-get @<(echo service:no-such-one; head -n 2 "$tmp/names") -r '.identifier, halt'
is "$status,$out" "10,$first" 'halt ends with what had failed before'
run port-get @<(echo service:no-such-one; head -n 2 "$tmp/names") '"x" | halt_error(3)'
is "$status" 3 'halt_error with its own code'
faults "/v1/blueprints/service/entities/$plain status=500"
run port-get @"$tmp/some" --retry 0 -r .identifier
is "$status" 9 'of several failures the worst'
is "$(wc -l < "$tmp/out")" 3 'and the rest is there'
for fault in cut=body gzip=garbage; do
	faults "/v1/blueprints/service/entities/$plain $fault"
	run port-get @<(echo "service:$plain"; head -n 2 "$tmp/names") --retry 0 -r .identifier
	is "$status,$out" "9,$(head -n 2 "$tmp/all")" "an answer that breaks ($fault) is its name's alone"
done
faults
PORT_API_URL=http://127.0.0.1:1 PORT_ACCESS_TOKEN=x run port-get @"$tmp/names" --retry 0
is "$status,$out,$(wc -l < "$tmp/err")" 9,,1 'no connection ends the run, told once'
token=$(port-token -r)
port_tell 'token?revoke=1'
was=$(requests mint)
run env PORT_ACCESS_TOKEN="$token" port-get @"$tmp/names" -r .identifier
is "$status" 0 'a token that is gone is renewed'
ok 'nothing twice, nothing missing' cmp "$tmp/out" "$tmp/all"
is $(($(requests mint) - was)) 1 'once for all that were under way'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get @"$tmp/names"
is "$status,$out" 7, 'what cannot be renewed ends the run'
is "$(grep -c 401 "$tmp/err")" 1 'told once'

# --- lists that are none, before the first request ---

# What ended early may have left requests that the stand-in still sees to.
until [ "$before" = "$(requests)" ]; do before=$(requests); sleep 0.5; done
while IFS='|' read -r line why; do
	printf 'service:a\n\n%b\n' "$line" > "$tmp/bad"
	fails 2 "^port-get: $tmp/bad:3: " "$why" port-get @"$tmp/bad"
done <<'EOT'
service:|a listing
-|stdin
@names|another list
service:..|an identifier that climbs
blueprints/../x|a PATH that climbs
:x|no blueprint
a%zz|a % that is none
a\001b|a control byte
http://example.org/v1/x|another host
entities/search|a search without --query
EOT
{ printf 'service:a\nservice:'; head -c 1100000 /dev/zero | tr '\0' b; } > "$tmp/bad"
fails 2 "^port-get: $tmp/bad:2: service:b+: it is too long" 'a line of 1 MB' port-get @"$tmp/bad"
fails 2 "^port-get: $tmp/names:1: .*--query" '--query beside an entity' port-get @"$tmp/names" --query '{}'
printf 'service:a\0\n' > "$tmp/bad"
fails 2 "^port-get: $tmp/bad: .*NUL" 'a NUL' port-get @"$tmp/bad"
fails 2 "^port-get: $tmp/none: No such file" 'no file' port-get @"$tmp/none"
fails 2 "^port-get: $tmp: Is a directory" 'a directory' port-get @"$tmp"
fails 2 '' 'no name' port-get @
fails 2 '--limit: only for a listing' '--limit' port-get @"$tmp/names" --limit 1
is "$(requests)" "$before" 'all before the first request'

# --- memory: answers that wait for their turn ---

if [ -z "${SAN-}" ]; then
	faults "/v1/blueprints/service/entities/$plain delay=1500" 'entity big=30'
	{ echo "service:$plain"; for _ in {1..31}; do echo "service:$first"; done; } > "$tmp/large"
	(ulimit -v 800000; exec port-get @"$tmp/large" -r .identifier) > "$tmp/out" 2> "$tmp/err"
	is "$?,$(cat "$tmp/err")" 0, '31 answers of 30 MB behind a slow one, in 800 MB'
	is "$(sort "$tmp/out" | uniq -c | tr -s ' \n' ' ')" "$({ echo "$plain"; for _ in {1..31}; do echo "$first"; done; } |
		sort | uniq -c | tr -s ' \n' ' ')" 'all are there'
	is "$(head -n 1 "$tmp/out")" "$plain" 'in their order'
	faults 'entity big=40'
	gives "$first" 'an answer larger than its share' port-get @<(sed -n "1p;1p" "$tmp/names") -P 32 -n 'last(inputs).identifier' -r
	faults
fi
port_stop

# --- many ---

demo_start --synthetic service=3000
port-get service: --include identifier -r .identifier > "$tmp/all"
sed 's/^/service:/' "$tmp/all" > "$tmp/names"
run port-get @"$tmp/names" -P 32 -r .identifier
is "$status,$err" 0, '3,000 names, 32 at once'
ok 'in their order, each once' cmp "$tmp/out" "$tmp/all"

done_testing
