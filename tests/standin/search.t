#!/bin/bash
# The stand-in's search: pages, cursors, fields, rules, and what it counts.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart
s=blueprints/service/entities/search

# --- pages ---
answers 200 'keys_unsorted == ["ok","next","entities"] and (.entities | length) == 200' 'a page has 200 entities by default' POST $s '{}'
answers 200 '(.entities | length) == 275 and (has("next") | not)' 'a page can have every entity' POST $s '{"limit":1000}'
everything=$body
printf '%s\n' "$everything" > "$tmp/everything"
judging=(--slurpfile all "$tmp/everything")

# finds JQ NAME QUERY: asks for every page of QUERY, identifiers only. JQ is
# true of the array of identifiers; in it $all[0] is the answer with every entity.
finds() {
	local query=$3 cursor='' pages=''
	while :; do
		api POST $s "${query%\}},\"include\":[\"\$identifier\"]${cursor:+,\"from\":\"$cursor\"}}"
		[ "$code" = 200 ] || { fail "$2" "status: $code" "body: $body"; return; }
		pages+=${pages:+,}$body
		[[ ${body%%\"entities\":*} =~ \"next\":\"([^\"]+)\" ]] || break
		cursor=${BASH_REMATCH[1]}
	done
	holds "[.[].entities[].identifier] | $1" "$2" "[$pages]"
}
finds '. == [$all[0].entities[].identifier]' 'pages of 23' '{"limit":23}'
finds 'length == 275' 'one page that holds just all' '{"limit":275}'
for end in null empty absent; do
	port_tell set?next-end=$end
	case $end in
	null) want='has("next") and .next == null' ;;
	empty) want='.next == ""' ;;
	*) want='has("next") | not' ;;
	esac
	answers 200 "$want" "the end: next is $end" POST $s '{"limit":1000}'
	finds 'length == 275' "every page, where the last next is $end" '{"limit":100}'
done
port_tell set?next-key=last
answers 200 'keys_unsorted == ["ok","entities","next"]' 'next-key=last: next after the entities' POST $s '{}'
port_tell 'set?next-key=first&key-order=sorted'
answers 200 'keys_unsorted == ["entities","next","ok"]' 'key-order=sorted' POST $s '{}'
port_tell set?key-order=schema

for limit in 0 1001 -1 '"5"' nan; do
	answers 422 '.error == "invalid_request" and (.message | contains("limit"))' "limit $limit" POST $s "{\"limit\":$limit}"
done
answers 200 '.entities | length == 1' 'limit 1' POST $s '{"limit":1}'
pick next
cursor=$picked
answers 422 '.message | contains("additional")' 'an unknown member of the body' POST $s '{"sort":"x"}'
answers 404 true 'an unknown blueprint' POST blueprints/none/entities/search '{}'
for wrong in nonsense "${cursor%?}" "${cursor}0" ''; do
	answers 422 '.message | contains("cursor")' "not a cursor: $wrong" POST $s "{\"from\":\"$wrong\"}"
done
answers 422 true 'the cursor of another search' POST $s \
	"{\"from\":\"$cursor\",\"query\":{\"combinator\":\"and\",\"rules\":[]}}"
answers 422 true 'the cursor of another blueprint' POST blueprints/domain/entities/search "{\"from\":\"$cursor\"}"
answers 200 '.entities | length == 7' 'a cursor is valid with another limit' POST $s "{\"from\":\"$cursor\",\"limit\":7}"

# An entity that is created or deleted between two pages neither repeats nor
# hides another.
api POST $s '{"limit":10}'
first=$body
pick next
answers 200 .ok 'an entity of the first page is deleted' \
	DELETE 'blueprints/service/entities/checkout?delete_dependents=false'
answers 201 .ok 'an entity is created' \
	POST blueprints/service/entities '{"identifier":"late","properties":{"tier":"gold"}}'
api POST $s "{\"from\":\"$picked\",\"limit\":1000}"
holds 'map(.entities[].identifier) as $got | ($got[:10] | index("checkout")) and $got == [$all[0].entities[].identifier] + ["late"]' \
	'the second page goes on where the first ended' "[$first,$body]"

# --- fields ---
answers 200 '.entities[0] | keys == ["identifier"]' 'include: only the identifier' POST $s '{"include":["$identifier"]}'
answers 200 '.entities[5] | keys == ["properties","title"] and (.properties | keys) == ["tier"]' \
	'include: title and a property' POST $s '{"include":["$title","tier"]}'
answers 200 '.entities[5].relations | keys == ["domain"]' 'include: a relation' POST $s '{"include":["domain"]}'
answers 200 '.entities[5] | has("title") or (.properties | has("tier")) | not' 'exclude' POST $s '{"exclude":["$title","tier"]}'
answers 422 true 'include must be an array' POST $s '{"include":"x"}'

# selects EXPRESSION NAME COMBINATOR RULES [JQ]: the rules find what the
# expression selects of all entities, and JQ is true of what they find.
selects() {
	finds ". == [\$all[0].entities[] | select($1) | .identifier] and (${5-true})" "$2" \
		"{\"limit\":1000,\"query\":{\"combinator\":\"$3\",\"rules\":[$4]}}"
}

# --- operators: PROPERTY|OPERATOR|VALUE|a jq expression that selects the same ---
api POST $s '{"limit":1000}'
judge_all
printf '%s\n' "$body" > "$tmp/everything"
while IFS='|' read -r property operator value expression; do
	rule="{\"property\":\"$property\",\"operator\":\"$operator\""
	[ -z "$value" ] || rule+=",\"value\":$value"
	selects "$expression" "$property $operator $value: some, but not all" and "$rule}" \
		'length > 0 and length < 275'
done <<'EOT'
tier|=|"gold"|.properties.tier == "gold"
tier|!=|"gold"|.properties.tier != "gold"
public|=|true|.properties.public == true
replicas|>|6|.properties.replicas > 6
replicas|>=|6|.properties.replicas >= 6
replicas|<|6|.properties.replicas != null and .properties.replicas < 6
replicas|<=|6|.properties.replicas != null and .properties.replicas <= 6
owner|isEmpty||.properties.owner == null
owner|isNotEmpty||.properties.owner != null
labels|isEmpty||(.properties.labels // []) == []
owner|contains|"ra"|.properties.owner // "" | contains("ra")
owner|doesNotContains|"ra"|.properties.owner // "" | contains("ra") | not
labels|contains|"pci"|.properties.labels // [] | index("pci")
labels|containsAny|["pci","canary"]|.properties.labels // [] | index("pci") or index("canary")
url|beginsWith|"https://c"|.properties.url // "" | startswith("https://c")
url|doesNotBeginsWith|"https://c"|.properties.url // "" | startswith("https://c") | not
$identifier|endsWith|"-api"|.identifier | endswith("-api")
$identifier|doesNotEndsWith|"-api"|.identifier | endswith("-api") | not
language|in|["Go","C"]|.properties.language == "Go" or .properties.language == "C"
language|notIn|["Go","C"]|.properties.language != "Go" and .properties.language != "C"
lastDeploy|between|{"from":"2025-06-01T00:00:00.000Z","to":"2025-09-01T00:00:00.000Z"}|.properties.lastDeploy // "" | . > "2025-06" and . < "2025-09-01T00"
lastDeploy|notBetween|{"from":"2025-06-01T00:00:00.000Z","to":"2025-09-01T00:00:00.000Z"}|.properties.lastDeploy // "" | . > "2025-06" and . < "2025-09-01T00" | not
lastDeploy|isExpired||.properties.lastDeploy != null
lastDeploy|isNotExpired||.properties.lastDeploy == null
$team|=|"platform"|.team | index("platform")
domain|=|"data"|.relations.domain == "data"
domainOwner|=|"grace@example.org"|.properties.domainOwner == "grace@example.org"
$title|=|"Slash"|.title == "Slash"
EOT
two='{"property":"tier","operator":"=","value":"gold"},{"property":"language","operator":"=","value":"Go"}'
gold='.properties.tier == "gold"' go='.properties.language == "Go"'
selects "$gold and $go" and and "$two"
selects "$gold or $go" or or "$two"
selects "($gold and $go) or .identifier == \"a/b\"" 'nested rules' or \
	"{\"combinator\":\"and\",\"rules\":[$two]},{\"property\":\"\$identifier\",\"operator\":\"=\",\"value\":\"a/b\"}"
holds "[.entities[] | [$gold, $go]] | unique | length == 4" 'all of these differ' "$everything"
selects true 'no rules find every entity' and ''
selects '.properties | .owner == "ada@example.org" or .onCall == "ada@example.org"' \
	'a rule about a kind of property' and \
	'{"propertySchema":{"format":"email"},"operator":"=","value":"ada@example.org"}'

# related WANT NAME RULE: relatedTo with the rest of its RULE finds the array WANT.
related() {
	finds ". == $1" "relatedTo: $2" \
		"{\"query\":{\"combinator\":\"and\",\"rules\":[{\"operator\":\"relatedTo\",$3}]}}"
}
related '["ü+@=\\"]' upstream '"blueprint":"service","value":"x:y"'
related '["a/b","x:y"]' downstream '"blueprint":"service","value":"ü+@=\\","direction":"downstream"'
related '[]' 'nothing is downstream' '"blueprint":"service","value":"x:y","direction":"downstream"'
related '[]' 'required relations only' \
	'"blueprint":"service","value":["x:y","nope"],"direction":"upstream","required":true'

for rule in '{}' '{"property":"tier"}' '{"property":"tier","operator":"like","value":1}' \
	'{"operator":"=","value":1}' '{"property":"tier","operator":"="}' \
	'{"property":"tier","operator":"in","value":"x"}' '{"property":"tier","operator":"between","value":1}' \
	'{"property":"tier","operator":"between","value":{"preset":"someday"}}' \
	'{"operator":"relatedTo","value":"x"}' '{"operator":"relatedTo","blueprint":"x","value":1}' \
	'{"operator":"relatedTo","blueprint":"x","value":"x","direction":"sideways"}' \
	'{"combinator":"and","rules":[{}]}' '{"combinator":"xor","rules":[]}'; do
	answers 422 '.error == "invalid_request"' "not a rule: $rule" POST $s "{\"query\":{\"combinator\":\"and\",\"rules\":[$rule]}}"
done
for query in '{}' '{"rules":[]}' '{"combinator":"and"}' '{"combinator":"and","rules":{}}' '[]'; do
	answers 422 true "not a query: $query" POST $s "{\"query\":$query}"
done
for preset in today yesterday tomorrow lastWeek last2Weeks lastMonth last3Months last6Months last12Months; do
	case $preset in yesterday | tomorrow) count=0 ;; *) count=5 ;; esac
	answers 200 ".count == null and (.entities | length) == $count" \
		"between: $preset" POST blueprints/domain/entities/search "{\"query\":{\"combinator\":\"and\",\"rules\":[
		{\"property\":\"\$createdAt\",\"operator\":\"between\",\"value\":{\"preset\":\"$preset\"}}]}}"
done

# --- all blueprints ---
g='{"combinator":"or","rules":[{"property":"$blueprint","operator":"=","value":"domain"},{"property":"$identifier","operator":"=","value":"test-entity"}]}'
answers 200 'keys_unsorted == ["ok","matchingBlueprints","failedBlueprints","entities"] and
	(.matchingBlueprints | sort) == ["domain","test-blueprint"] and (.entities | length) == 6' 'a search of all blueprints' POST entities/search "$g"
answers 200 '[.entities[] | keys] | unique == [["identifier"]]' 'fields in the query string' POST 'entities/search?include=identifier' "$g"
answers 422 true 'the combinator is required' POST entities/search '{"rules":[]}'
answers 422 true 'an unknown member' POST entities/search '{"combinator":"and","rules":[],"limit":1}'

# --- counting ---
q='"query":{"combinator":"and","rules":[{"property":"$blueprint","operator":"=","value":"domain"}]}'
agg() { answers 200 ".entities[0].value == $2" "aggregate $1" POST entities/aggregate "{\"func\":\"${1% *}\",\"property\":\"costCenter\",$q}"; }
agg count 5
agg sum 6110
agg average 1222
agg min 1000
agg max 1444
agg median 1222
answers 200 '.entities[0].value["ada@example.org"] == 1' 'aggregate countValues' POST entities/aggregate "{\"func\":\"countValues\",\"property\":\"owner\",$q}"
answers 422 true 'aggregate without func' POST entities/aggregate "{$q}"
answers 422 true 'aggregate without query' POST entities/aggregate '{"func":"count"}'
t='"timeInterval":"day","timeRange":{"preset":"lastWeek","timeZone":"UTC"}'
answers 200 '.result | (.data | length) == 8 and .data[7].value == 5 and .data[0].value == 0 and .minDate < .maxDate' \
	'aggregate over time' POST entities/aggregate-over-time "{\"blueprint\":\"domain\",$t}"
answers 404 true 'aggregate over time of an unknown blueprint' POST entities/aggregate-over-time "{\"blueprint\":\"none\",$t}"
answers 422 true 'aggregate over time with an unknown preset' POST entities/aggregate-over-time '{"blueprint":"domain","timeInterval":"day","timeRange":{"preset":"x"}}'
answers 200 '.result.data[0].value == 1000' 'the history of a property' POST entities/properties-history \
	"{\"entityIdentifier\":\"commerce\",\"blueprintIdentifier\":\"domain\",\"propertyNames\":[\"costCenter\"],$t}"
answers 404 true 'the history of an unknown entity' POST entities/properties-history \
	"{\"entityIdentifier\":\"x\",\"blueprintIdentifier\":\"domain\",\"propertyNames\":[\"x\"],$t}"
port_end
done_testing
