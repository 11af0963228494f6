#!/bin/bash
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start
port-get service: > "$tmp/all"
body() { logged 'map(select(.kind == "page" or .kind == "search" or .kind == "aggregate" or .kind == "other"))[-1].body' | jq -r .; }

# matches JQ NAME OPTION...: the listing with these gives what JQ selects of all.
matches() {
	local select=$1 name=$2
	shift 2
	jq -r "select($select).identifier" "$tmp/all" > "$tmp/want"
	run port-get service: -r .identifier --page-size 100 "$@"
	if [ "$status,$err" = 0, ] && [ -s "$tmp/want" ] && cmp "$tmp/out" "$tmp/want" > "$tmp/cmp"; then
		pass "$name"
	else
		fail "$name" "status: $status" "err: $err" "$(diff "$tmp/out" "$tmp/want" | head -n 5)"
	fi
}

# --- rules of a listing ---

matches '.properties.tier == "gold"' 'one rule, in jq' \
	--query '{property: "tier", operator: "=", value: "gold"}'
matches '.properties.tier == "gold"' 'one rule, in JSON' \
	--query '{"property":"tier","operator":"=","value":"gold"}'
matches '.properties.owner == null' 'isEmpty' --query '{property: "owner", operator: "isEmpty"}'
matches '.properties.tier == "gold" and .properties.language == "Go"' 'rules joined by and' \
	--query '[{property: "tier", operator: "=", value: "gold"}, {property: "language", operator: "=", value: "Go"}]'
matches '.properties.tier == "gold" or .properties.language == "Go"' 'a combinator of their own' \
	--query '{combinator: "or", rules: [{property: "tier", operator: "=", value: "gold"}, {property: "language", operator: "=", value: "Go"}]}'
matches '.properties.tier == "silver"' 'over the --arg values' --arg t silver \
	--query '{property: "tier", operator: "=", value: $t}'
matches '.properties.replicas > 3' 'and --argjson' --argjson n 3 \
	--query '{property: "replicas", operator: ">", value: $n}'
echo '{property: "tier", operator: "=", value: "gold"}' > "$tmp/rule"
matches '.properties.tier == "gold"' 'out of a file' --query @"$tmp/rule"
gives '' 'rules that nothing meets' port-get service: --query '{property: "tier", operator: "=", value: "none"}'
run port-get service: --limit 1 --query '{property: "tier", operator: "=", value: 1500}'
is "$(body)" '{"query":{"combinator":"and","rules":[{"property":"tier","operator":"=","value":1500}]},"limit":1}' 'what is sent'

# --- fields ---

gives '["identifier","properties","relations","team"]' '--include in the names of an entity' \
	port-get service: --limit 1 --include identifier,properties.tier --include relations.domain,team -c keys
is "$(body)" '{"include":["$identifier","tier","domain","$team"],"limit":1}' 'translated for a listing'
gives '[false,false,true]' '--exclude' \
	port-get service: --limit 1 --exclude title,properties.readme -c '[has("title"), (.properties | has("readme")), has("icon")]'
is "$(body)" '{"exclude":["$title","readme"],"limit":1}' 'too'

# The same names mean the same for one entity.
for names in identifier,properties.tier title,relations.domain,team; do
	port-get service: --query '{property: "$identifier", operator: "=", value: "checkout"}' --include "$names" -S > "$tmp/want"
	run port-get service:checkout --include "$names" -S
	ok "--include $names" cmp "$tmp/out" "$tmp/want"
done

# --- the POST routes that only read ---

want=$(jq -s -r 'map(select(.properties.tier == "gold")) | length' "$tmp/all")
gives "$want" 'entities/search' port-get entities/search \
	--query '{combinator: "and", rules: [{property: "$blueprint", operator: "=", value: "service"}, {property: "tier", operator: "=", value: "gold"}]}' '.entities | length'
for route in entities/search entities/aggregate entities/aggregate-over-time entities/properties-history; do
	faults "/v1/$route body={\"ok\":true}"
	gives '{"ok":true}' "$route" port-get "$route" --query '{b: 1, a: [$x]}' --arg x y
	is "$(logged '.[-1] | [.method, .path, .body]')" "$(jq -nc --arg p "/v1/$route" '["POST", $p, "{\"b\":1,\"a\":[\"y\"]}"]')" 'is sent the query as it is'
done
faults

# --- what is refused before the first request ---

before=$(requests)
while IFS='|' read -r query why; do
	fails 2 '^port-get: --query' "$why" port-get service: --query "$query"
done <<'EOT'
{|JSON that is not closed
{property: $nobody}|a variable that nobody gave
empty|no result
1, {}|two results
error("x")|one that fails
null|null
"x"|a string
7|a number
@/no/such/file|a file that is not there
EOT
fails 2 '--query' 'an empty --query' port-get service: --query ''
for what in service:checkout blueprints actions/runs; do
	fails 2 '--query is for' "--query beside $what" port-get "$what" --query '{}'
	for option in --limit --page-size --cursor; do
		fails 2 "^port-get: $option: .*hint: [^"$'\n'"]*--param" "$option beside $what" port-get "$what" $option 5
	done
done
fails 2 'needs --query' 'a search without --query' port-get entities/search
for option in --query --include --exclude --param --limit --page-size --cursor; do
	fails 2 "^port-get: $option" "$option beside -" port-get - $option 5=5
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
	'a parameter that the search route does not know' port-get 'service:?tier=gold'
hinted=${err#*hint: }
fails 2 'hint: port-get -p x --api-url us service: --limit 3$' 'another, with a profile' \
	port-get 'service:?limit=3' -p x --api-url us
fails 2 "no parameter 'a'" 'or as --param' port-get service: --param a=b
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
fails 2 "^port-get: $tmp/names:1: --include tier:" 'in a list of names' port-get "@$tmp/names" --include tier
fails 2 '--cursor: .*UTF-8' 'bytes that are no UTF-8' port-get service: --cursor $'\377'
fails 2 '--query: .*UTF-8' 'in rules' port-get service: --query $'"\377"'
is "$(requests)" "$before" 'nothing was sent'
run bash -c "$hinted -r .identifier"
jq -r 'select(.properties.tier == "gold").identifier' "$tmp/all" > "$tmp/want"
ok 'the hint for a parameter is what was meant' cmp "$tmp/out" "$tmp/want"
gives '["properties","relations"]' 'one entity has whole groups' \
	port-get service:checkout --include properties,relations -c keys
for option in '--limit 1' '--page-size 1' '--page-size 1000' '--retry 0' '--retry 20' '-P 1' '-P 32' '--param exclude_calculated_properties=true'; do
	# shellcheck disable=SC2086
	gives 1 "$option" port-get service: $option -n 'first(inputs) | 1'
done

done_testing
