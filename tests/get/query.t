#!/bin/bash
# --query, --include and --exclude: what they select, what is sent, and what is
# refused before the first request.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: > "$tmp/all"

# sent METHOD PATH BODY NAME: the last request.
sent() {
	is "$(tail -n 1 "$port_log" | jq -r '"\(.method) \(.path) \(.body)"')" "$1 /v1/$2 $3" "$4"
}

# matches JQ NAME OPTION...: a listing with these options prints the entities
# that JQ selects.
matches() {
	local name=$2
	if [ "$1" != "${selected-}" ]; then
		selected=$1
		want=$(jq -r "select($selected).identifier" "$tmp/all")
	fi
	gives "${want:-nothing}" "$name" port-get service: -r .identifier --page-size 100 "${@:3}"
}

# --- search rules for a listing ---

matches '.properties.tier == "gold"' 'one rule, in jq' \
	--query '{property: "tier", operator: "=", value: "gold"}'
matches '.properties.tier == "gold"' 'one rule, in JSON' \
	--query '{"property":"tier","operator":"=","value":"gold"}'
echo '{property: "tier", operator: "=", value: "gold"}' > "$tmp/rule"
matches '.properties.tier == "gold"' 'a rule in a file' --query @"$tmp/rule"
matches '.properties.tier == "gold" and .properties.language == "Go"' 'an array of rules means and' \
	--query '[{property: "tier", operator: "=", value: "gold"}, {property: "language", operator: "=", value: "Go"}]'
matches '.properties.tier == "gold" or .properties.language == "Go"' 'a combinator' \
	--query '{combinator: "or", rules: [{property: "tier", operator: "=", value: "gold"}, {property: "language", operator: "=", value: "Go"}]}'
matches '.properties.tier == "silver"' '--arg in a rule' --arg t silver \
	--query '{property: "tier", operator: "=", value: $t}'
matches '.properties.replicas > 3' '--argjson in a rule' --argjson n 3 \
	--query '{property: "replicas", operator: ">", value: $n}'
gives '' 'rules that match nothing' port-get service: --query '{property: "tier", operator: "=", value: "none"}'
run port-get service: --limit 1 --query '{property: "tier", operator: "=", value: 1500}'
sent POST blueprints/service/entities/search \
	'{"query":{"combinator":"and","rules":[{"property":"tier","operator":"=","value":1500}]},"limit":1}' 'the request'

# --- fields ---

gives '["identifier","properties","relations","team"]' '--include in the names of an entity' \
	port-get service: --limit 1 --include identifier,properties.tier --include relations.domain,team -c keys
sent POST blueprints/service/entities/search \
	'{"include":["$identifier","tier","domain","$team"],"limit":1}' "the request has the search route's names"
gives '[false,false,true]' '--exclude' \
	port-get service: --limit 1 --exclude title,properties.readme -c '[has("title"), (.properties | has("readme")), has("icon")]'
sent POST blueprints/service/entities/search '{"exclude":["$title","readme"],"limit":1}' \
	'the request of --exclude'

# The same names mean the same for one entity.
for names in identifier,properties.tier title,relations.domain,team; do
	port-get service: --query '{property: "$identifier", operator: "=", value: "checkout"}' --include "$names" -S > "$tmp/want"
	run port-get service:checkout --include "$names" -S
	ok "--include $names" cmp "$tmp/out" "$tmp/want"
done

# --- the POST routes that only read ---

want=$(grep -c '"tier":"gold"' "$tmp/all")
gives "$want" 'entities/search' port-get entities/search \
	--query '{combinator: "and", rules: [{property: "$blueprint", operator: "=", value: "service"}, {property: "tier", operator: "=", value: "gold"}]}' '.entities | length'
for route in entities/search entities/aggregate entities/aggregate-over-time entities/properties-history; do
	faults "/v1/$route body={\"ok\":true}"
	gives '{"ok":true}' "$route" port-get "$route" --query '{b: 1, a: [$x]}' --arg x y
	sent POST "$route" '{"b":1,"a":["y"]}' 'the query is sent unchanged'
done
faults

# --- what is refused before the first request ---

before=$(requests)
while IFS='|' read -r query ere why; do
	fails 2 "^port-get: --query.*$ere" "$why" port-get service: --query "$query"
done <<'EOT'
{||JSON that is not closed
{property: $nobody}||an undefined variable
empty|no result|no result
1, {}|more than one result|two results
error("x")|: x|a query that fails
null||null
"x"||a string
7||a number
@/no/such/file||no such file
EOT
fails 2 '--query' 'an empty --query' port-get service: --query ''
for what in service:checkout blueprints actions/runs; do
	fails 2 '--query is for' "--query with $what" port-get "$what" --query '{}'
	for option in --limit --page-size --cursor; do
		fails 2 "^port-get: $option: .*hint: [^"$'\n'"]*--param" "$option with $what" port-get "$what" $option 5
	done
done
fails 2 'needs --query' 'a search needs --query' port-get entities/search
for option in --query --include --exclude --param --limit --page-size --cursor; do
	fails 2 "^port-get: $option" "$option with -" port-get - $option 5=5
done
while read -r option value; do
	fails 2 "^port-get: .*$option" "$option $value" port-get service: "$option" "$value"
done <<'EOT'
--limit 0
--limit -1
--limit x
--limit 1x
--limit 99999999999999999999
--page-size 0
--page-size 1001
--retry 21
--retry -1
-P 0
-P 33
--param x
--param =x
EOT
fails 2 "a listing has no parameter 'tier'.*hint: port-get service: --query '\{property: \"tier\", operator: \"=\", value: \"gold\"\}'" \
	'a parameter that a listing does not have' port-get 'service:?tier=gold'
hinted=${err#*hint: }
fails 2 'hint: port-get -p x --api-url us service: --limit 3$' 'the hint keeps the profile' \
	port-get 'service:?limit=3' -p x --api-url us
fails 2 "no parameter 'a'" 'the same with --param' port-get service: --param a=b
for what in service: service:checkout; do
	for name in tier nonsense; do
		fails 2 "--include $name: .*hint: --include properties.$name\$" "$what --include $name" \
			port-get "$what" --include "title,$name"
		fails 2 "--exclude $name: .*hint: --exclude properties.$name\$" "$what --exclude $name" \
			port-get "$what" --exclude "$name"
	done
done
fails 2 '--include properties: .*hint: .*properties.NAME' 'bare properties on a listing' port-get service: --include properties
echo service:x > "$tmp/names"
fails 2 "^port-get: $tmp/names:1: --include tier:" '--include with a list' port-get "@$tmp/names" --include tier
fails 2 '--cursor: .*UTF-8' '--cursor: invalid UTF-8' port-get service: --cursor $'\377'
fails 2 '--query: .*UTF-8' '--query: invalid UTF-8' port-get service: --query $'"\377"'
is "$(requests)" "$before" 'nothing was sent'
run bash -c "$hinted -r .identifier"
jq -r 'select(.properties.tier == "gold").identifier' "$tmp/all" > "$tmp/want"
ok 'the hint for a parameter works' cmp "$tmp/out" "$tmp/want"
gives '["properties","relations"]' '--include of whole groups of one entity' \
	port-get service:checkout --include properties,relations -c keys
run port-get service: --param exclude_calculated_properties=true .identifier
is "$status,$err" 0, 'a parameter that a listing has'

done_testing
