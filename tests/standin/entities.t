#!/bin/bash
# The stand-in's blueprints and entities: writing, reading, the audit log.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart

# --- blueprints ---
toy='{"identifier":"toy","title":"Toy","schema":{"properties":{
	"s":{"type":"string"},"n":{"type":"number"},"b":{"type":"boolean"},
	"o":{"type":"object"},"a":{"type":"array"},
	"e":{"type":"string","enum":["x","y"]},"p":{"type":"string","pattern":"^v[0-9]+$"},
	"len":{"type":"string","minLength":2,"maxLength":3},
	"num":{"type":"number","minimum":1,"maximum":3},
	"ex":{"type":"number","exclusiveMinimum":1,"exclusiveMaximum":3},
	"few":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"number"}},
	"time":{"type":"string","format":"date-time"},"timer":{"type":"string","format":"timer"},
	"url":{"type":"string","format":"url"},"mail":{"type":"string","format":"email"},
	"idn":{"type":"string","format":"idn-email"},"user":{"type":"string","format":"user"},
	"v4":{"type":"string","format":"ipv4"},"v6":{"type":"string","format":"ipv6"},
	"md":{"type":"string","format":"markdown"},"label":{"type":"string","format":"labeled-url"},
	"d":{"type":"string","default":"from the blueprint"}},"required":[]},
	"relations":{"one":{"target":"domain"},"many":{"target":"service","many":true}}}'
answers 201 '.blueprint.relations.many == {"title":"many","target":"service","required":false,"many":true}
	and (.blueprint | keys_unsorted[:3]) == ["identifier","title","icon"]' \
	'a blueprint is created' POST blueprints "$toy"
answers 409 '.error == "identifier_taken"' 'its identifier is taken now' POST blueprints "$toy"
answers 200 '.blueprint.createdBy == "ci-client"' 'a blueprint is read' GET blueprints/toy
answers 200 '.blueprints | map(.identifier) | contains(["service", "toy"])' 'blueprints are listed' GET blueprints
answers 404 '.message == "Blueprint with identifier \"foo\" was not found"' 'an unknown blueprint' GET blueprints/foo
answers 422 '.message | contains("pattern")' 'a bad identifier' POST blueprints '{"identifier":"a=b","schema":{}}'
answers 422 '.message | contains("schema")' 'a blueprint without a schema' POST blueprints '{"identifier":"x"}'
answers 422 '.message | contains("type")' 'a property with an unknown type' \
	POST blueprints '{"identifier":"x","schema":{"properties":{"a":{"type":"text"}}}}'
answers 422 true 'a bad property name' \
	POST blueprints '{"identifier":"x","schema":{"properties":{"a b":{"type":"string"}}}}'
answers 404 '.error == "not_found"' 'a relation to an unknown blueprint' \
	POST blueprints '{"identifier":"x","schema":{},"relations":{"r":{"target":"nowhere"}}}'
answers 200 '.blueprint.title == "Toys" and .blueprint.schema.properties.s' 'PATCH changes a part of a blueprint' \
	PATCH blueprints/toy '{"title":"Toys"}'
answers 403 '.error == "has_dependents"' 'a blueprint with entities is not deleted' DELETE blueprints/domain

# --- a table of properties: NAME GOOD BAD ---
while read -r name good bad; do
	answers 201 ".entity.properties.$name == $good" "$name: $good" \
		POST blueprints/toy/entities "{\"properties\":{\"$name\":$good}}"
	answers 422 ".error == \"blueprint_schema_mismatch\" and (.message | contains(\"$name\"))" \
		"$name: not $bad" POST blueprints/toy/entities "{\"properties\":{\"$name\":$bad}}"
done <<'EOT'
s "x" 1
n 1.5 "1.5"
b false "false"
o {"a":[1]} []
a [1,"x"] {}
e "y" "z"
p "v12" "12"
len "äöü" "x"
len "xy" "wxyz"
num 3 3.5
num 1 0
ex 2 1
ex 1.5 3
few [1] []
few [1,2] [1,2,3]
few [3] ["3"]
time "2022-07-27T17:11:04.344Z" "2022-07-27"
time "2022-07-27T17:11:04+02:00" "2022-13-27T17:11:04Z"
timer "2022-07-27T17:11:04.344Z" "tomorrow"
url "https://a.example.org/x?y#z" "a.example.org"
mail "a.b@example.org" "a.example.org"
idn "ä@example.org" "ä example"
user "a@example.org" "a"
v4 "127.0.0.1" "127.0.0.256"
v6 "fe80::1" "127.0.0.1"
md "#Title" 1
label {"url":"https://a.example.org","displayText":"A"} {"displayText":"A"}
label "https://a.example.org" "a"
EOT
answers 422 '.error == "blueprint_schema_mismatch"' 'an unknown property' \
	POST blueprints/toy/entities '{"properties":{"unknown":1}}'
answers 422 '.message | contains("tier")' 'a required property is missing' \
	POST blueprints/service/entities '{"identifier":"q"}'
answers 422 '.message | contains("tier")' 'a required property is null' \
	POST blueprints/service/entities '{"identifier":"q","properties":{"tier":null}}'
answers 201 '.entity.properties == {"s":null,"d":"from the blueprint"}' 'null is stored, and a default is filled in' \
	POST blueprints/toy/entities '{"properties":{"s":null}}'
answers 201 '.entity.identifier | test("^e_[A-Za-z0-9]{16}$")' 'Port makes up an identifier' \
	POST blueprints/toy/entities '{}'
port_tell set?unknown-property=drop
answers 201 '.entity.properties | has("unknown") | not' 'unknown-property=drop drops it' \
	POST blueprints/toy/entities '{"properties":{"unknown":1}}'

# --- identifiers ---
printf -v long %01000d 0
while IFS=$'\t' read -r json encoded; do
	answers 201 true "identifier ${json:0:20}" POST blueprints/toy/entities "{\"identifier\":$json}"
	answers 200 "$json == .entity.identifier" "${json:0:20} is read" \
		GET "blueprints/toy/entities/$encoded"
	answers 200 .ok "${json:0:20} is deleted" \
		DELETE "blueprints/toy/entities/$encoded?delete_dependents=false"
done < <(jq -nr '$ARGS.positional[] | tojson + "\t" + @uri' \
	--args 'a/b' 'x:y' 'ü+@=\' "o'clock" 'a/../b' '...' '日本' $long)
for id in . .. 'a b' 'a%b' 'a&b' 'a?b' 'a#b' 'a\"b' 'a,b' ${long}0 ''; do
	answers 422 '.error == "invalid_request"' "not an identifier: ${id:0:20}" \
		POST blueprints/toy/entities "{\"identifier\":\"$id\"}"
done
answers 422 true 'a number is not an identifier' POST blueprints/toy/entities '{"identifier":1}'

# --- create, upsert, merge: the table of tests/port/API.md ---
e=blueprints/toy/entities
answers 201 '.entity.title == "One" and .entity.icon == null and .entity.team == []' 'POST creates an entity' \
	POST $e '{"identifier":"u","title":"One","properties":{"s":"1","n":1}}'
answers 409 '.error == "identifier_taken"' 'POST of an entity that exists' POST $e '{"identifier":"u"}'
answers 200 '.entity.properties == {"s":"2"} and .entity.title == "u"' 'upsert replaces an entity' \
	POST "$e?upsert=true" '{"identifier":"u","properties":{"s":"2"}}'
answers 200 '.entity.properties == {"s":"2","n":7}' 'upsert with merge keeps the rest' \
	POST "$e?upsert=true&merge=true" '{"identifier":"u","properties":{"n":7}}'
answers 201 true 'upsert creates an entity' POST "$e?upsert=true" '{"identifier":"u2"}'
answers 200 '.entity.team == ["a"]' 'one team becomes an array' POST "$e?upsert=true&merge=true" '{"identifier":"u","team":"a"}'
answers 200 '.entity.team == ["a","b"] and .entity.icon == "Box"' 'several teams, and an icon' \
	POST "$e?upsert=true&merge=true" '{"identifier":"u","team":["a","b"],"icon":"Box"}'
port_tell set?update-status=201
answers 201 true 'update-status=201' POST "$e?upsert=true" '{"identifier":"u"}'
port_tell set?update-status=200
answers 201 .ok 'validation_only accepts' POST "$e?validation_only=true" '{"identifier":"v"}'
answers 404 true 'validation_only stores nothing' GET $e/v
answers 422 true 'validation_only refuses' POST "$e?validation_only=true" '{"identifier":"v","properties":{"s":1}}'
answers 422 '.message == "\"upsert\" must be boolean"' 'a flag that is not a boolean' POST "$e?upsert=yes" '{}'
answers 200 '.entity.properties == {"n":2}' 'PUT replaces' PUT $e/u '{"properties":{"n":2}}'
answers 200 '.entity.properties == {"n":2,"s":"x"}' 'PATCH keeps the rest' PATCH $e/u '{"properties":{"s":"x"}}'
answers 404 '.message == "Entity with identifier \"w\" does not exist in the blueprint \"toy\""' \
	'PATCH of an unknown entity' PATCH $e/w '{}'
answers 404 true 'PUT of an unknown entity' PUT $e/w '{}'
answers 200 '.entity.identifier == "u9" and .entity.title == "New" and .entity.properties == {}' \
	'PUT with another identifier renames' PUT $e/u '{"identifier":"u9","title":"New"}'
answers 404 true 'the old name is unknown then' GET $e/u
answers 201 .ok 'another entity' POST $e '{"identifier":"u8"}'
answers 201 .ok 'a blueprint with relations to both' POST blueprints \
	'{"identifier":"leads","schema":{},"relations":{"to":{"target":"toy"},"all":{"target":"toy","many":true}}}'
answers 201 .ok 'an entity with relations to both' POST blueprints/leads/entities '{"identifier":"l","relations":{"to":"u9","all":["u8","u9"]}}'
answers 409 '.error == "identifier_taken"' 'PUT does not rename to an identifier that is taken' PUT $e/u9 '{"identifier":"u8"}'
answers 422 '.message | contains("pattern")' 'PUT does not rename to an invalid identifier' PUT $e/u9 '{"identifier":"u 8"}'
answers 200 .ok 'validation_only accepts a new name' PUT "$e/u9?validation_only=true" '{"identifier":"u7"}'
answers 200 .ok 'and does not rename' GET $e/u9
answers 200 .ok 'PUT renames again' PUT $e/u9 '{"identifier":"u","properties":{"n":2}}'
answers 200 '.entity.relations == {"to":"u","all":["u8","u"]}' 'relations point to the new name' GET blueprints/leads/entities/l
answers 200 .migrationId 'all entities are deleted, with their blueprint' DELETE 'blueprints/leads/all-entities?delete_blueprint=true'
answers 200 '.entity.identifier == "u"' 'PATCH does not rename' PATCH $e/u '{"identifier":"u9"}'
api GET $e/u
pick createdAt
like "$picked" '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z$' 'createdAt is a time'
holds '.entity | keys_unsorted == ["identifier","title","icon","blueprint","team","properties",
	"relations","createdAt","createdBy","updatedAt","updatedBy"]' 'an entity has these keys, in this order'

# --- relations ---
answers 404 '.message == "Relation with identifier \"nope\" was not found" and
	.details.resource == "relation" and .details.withValue == "nope"' 'an unknown relation' \
	POST $e '{"relations":{"nope":"x"}}'
answers 404 '.message == "Entity with identifier \"nowhere\" does not exist in the blueprint \"domain\""' \
	'a relation to an unknown entity' POST $e '{"relations":{"one":"nowhere"}}'
answers 422 '.error == "relation_many_violation"' 'an array for a single relation' POST $e '{"relations":{"one":["data"]}}'
answers 422 '.error == "relation_many_violation"' 'a string for a relation to many' POST $e '{"relations":{"many":"checkout"}}'
answers 422 true 'a single relation that is not a string' POST $e '{"relations":{"one":1}}'
answers 422 true 'a relation to many without strings' POST $e '{"relations":{"many":[1]}}'
answers 201 '.entity.relations == {"one":"data","many":["checkout","a/b"]}' 'valid relations' \
	POST $e '{"identifier":"r","relations":{"one":"data","many":["checkout","a/b"]}}'
answers 200 '.entity.relations == {"one":null,"many":["checkout","a/b"]}' 'null removes a relation' \
	PATCH $e/r '{"relations":{"one":null}}'
answers 201 '.entity.relations.one == "data"' 'a target that a query finds' POST $e '{"relations":{"one":
	{"combinator":"and","rules":[{"property":"$title","operator":"=","value":"Data"}]}}}'
answers 404 true 'a target query that finds nothing' POST $e '{"relations":{"one":
	{"combinator":"and","rules":[{"property":"$title","operator":"=","value":"None"}]}}}'
answers 422 true 'a target query that finds more than one' POST $e '{"relations":{"one":{"combinator":"and","rules":[]}}}'
answers 200 '.entity.identifier == "r"' 'an entity that a query finds is updated' POST "$e?upsert=true&merge=true" \
	'{"identifier":{"combinator":"and","rules":[{"property":"$identifier","operator":"=","value":"r"}]}}'
answers 422 true 'validation_only refuses missing targets' POST blueprints/ciJob/entities?validation_only=true\&create_missing_related_entities=true \
	'{"identifier":"c","properties":{"runLink":"x"},"relations":{"image":["bare"]}}'
answers 201 .ok 'missing targets are created' POST blueprints/ciJob/entities?create_missing_related_entities=true \
	'{"identifier":"c","relations":{"image":["bare"]}}'
answers 200 '.entity.title == "bare" and .entity.properties == {}' 'bare' GET blueprints/image/entities/bare
answers 201 .ok 'a required relation' POST blueprints \
	'{"identifier":"part","schema":{},"relations":{"of":{"target":"toy","required":true}}}'
answers 422 '.error == "required_relation"' 'is required' POST blueprints/part/entities '{}'
port_tell set?required-relation=403
answers 403 '.error == "required_relation"' 'or forbidden' POST blueprints/part/entities '{}'
answers 201 .ok 'given' POST blueprints/part/entities '{"identifier":"p1","relations":{"of":"r"}}'

# --- delete ---
answers 200 .ok 'delete_dependents may be left out' DELETE $e/u
answers 404 true 'none to delete' DELETE "$e/w?delete_dependents=false"
answers 403 '.error == "has_dependents" and (.message | contains("has dependant entities"))' \
	'one that is needed' DELETE "$e/r?delete_dependents=false"
answers 200 .ok 'and its dependents go' DELETE "$e/r?delete_dependents=true"
answers 404 true 'are gone' GET blueprints/part/entities/p1
answers 200 .ok 'an optional target goes' DELETE 'blueprints/image/entities/bare?delete_dependents=false'
answers 200 '.entity.relations.image == []' 'and the relation with it' GET blueprints/ciJob/entities/c

# --- bulk ---
answers 200 '.entities == [{"created":true,"identifier":"b1","index":0},{"created":true,"identifier":"b2","index":1}]
	and .errors == []' 'a bulk of two' POST $e/bulk '{"entities":[{"identifier":"b1"},{"identifier":"b2"}]}'
answers 207 '(.entities | length) == 1 and .errors[0].index == 0 and .errors[0].statusCode == 409 and
	.errors[0].error == "identifier_taken" and .errors[0].identifier == "b1"' 'a bulk in which one fails' \
	POST $e/bulk '{"entities":[{"identifier":"b1"},{"identifier":"b3"}]}'
answers 200 '.entities[0].created == false' 'a bulk with upsert' POST "$e/bulk?upsert=true" '{"entities":[{"identifier":"b1"}]}'
answers 207 '.errors[0].identifier == "unknown"' 'a bulk with a query as an identifier' POST $e/bulk \
	'{"entities":[{"identifier":{"combinator":"and","rules":[]}}]}'
printf -v twenty ',{"identifier":"m%d"}' {0..19}
twenty=${twenty#,}
answers 200 '.entities | length == 20' 'a bulk of twenty' POST $e/bulk "{\"entities\":[$twenty]}"
answers 422 true 'a bulk of more than twenty' POST $e/bulk "{\"entities\":[$twenty,{}]}"
answers 422 true 'a bulk of none' POST $e/bulk '{"entities":[]}'
answers 200 '.deletedEntities == ["b1","b2"]' 'a bulk is deleted' POST blueprints/toy/bulk/entities/delete '{"entities":["b1","nope","b2"]}'
answers 422 true 'more than a hundred are not deleted at once' POST blueprints/toy/bulk/entities/delete \
	"{\"entities\":[\"0\"$(printf ',"%d"' {1..100})]}"
answers 200 'has("maxBulkSize") | not' 'maxBulkSize is absent' POST $e/bulk '{"entities":[{}]}'
port_tell set?max-bulk-size=present
answers 200 '.maxBulkSize == 20' 'max-bulk-size=present: of a bulk' POST $e/bulk '{"entities":[{}]}'
answers 200 '.maxBulkSize == 100' 'max-bulk-size=present: of a bulk that is deleted' POST blueprints/toy/bulk/entities/delete '{"entities":["m1"]}'
port_tell set?max-bulk-size=absent
answers 201 .ok 'the parameters that Ocean adds' POST "$e?ocean_info_event_type=resync&ocean_info_resync_id=1&run_id=" '{"identifier":"of-ocean"}'
answers 200 '.audits[0].context | has("run_id") | not' 'an empty run_id counts as absent' GET 'audit-log?entity=of-ocean'
answers 200 '.migrationId' 'all entities are deleted' DELETE 'blueprints/toy/all-entities'
pick migrationId
answers 200 '.migration.status == "COMPLETED" and .migration.sourceBlueprint == "toy"' 'in a migration' \
	GET "migrations/$picked"
answers 200 '.count == 0' 'are gone' GET blueprints/toy/entities-count
answers 200 .ok 'all entities of another are deleted, with the blueprint' DELETE 'blueprints/part/all-entities?delete_blueprint=true'
answers 404 true 'that blueprint is deleted' GET blueprints/part

# --- the limit of 1 MiB ---
printf '{"identifier":"big","properties":{"s":"%01048534d"}}' 0 > "$tmp/big"
api POST $e '' --json "@$tmp/big"
is "$(wc -c < "$tmp/big"),$code" 1048576,201 'a body of 1 MiB is accepted'
printf ' ' >> "$tmp/big"
answers 413 '.message == "Request body is too large (limit is 1MiB)"' 'one more byte is too many' \
	POST $e '' --json "@$tmp/big"
api POST $e '' --json "@$tmp/big" -H 'Transfer-Encoding: chunked'
is "$code" 413 'also when it comes in chunks'

# --- what is read ---
answers 200 '.entity.properties.domainOwner == "ada@example.org"' 'a mirror property' \
	GET blueprints/service/entities/checkout
answers 200 '.entity.properties | has("domainOwner") | not' 'exclude_calculated_properties' \
	GET 'blueprints/service/entities/checkout?exclude_calculated_properties=true'
answers 200 '.entity.relations.domain == {"identifier":"commerce","title":"Commerce"}' 'attach_title_to_relation' \
	GET 'blueprints/service/entities/checkout?attach_title_to_relation=true'
answers 200 '.entity == {"identifier":"checkout","properties":{"tier":"silver"},"relations":{"domain":"commerce"}}' \
	'include' GET 'blueprints/service/entities/checkout?include=identifier&include=properties.tier&include=relations.domain'
answers 200 '.entity | keys == ["blueprint","createdAt","createdBy","icon","identifier","relations","team","title","updatedAt","updatedBy"]' \
	'exclude' GET 'blueprints/service/entities/checkout?exclude=properties'
answers 200 '.entities | length == 275' 'a list has every entity' GET blueprints/service/entities
answers 200 '.entities | map(.identifier) | contains(["a/b", "x:y", "ü+@=\\"])' 'also with odd identifiers' GET blueprints/service/entities
answers 200 '.count == 275' 'the count is the same' GET blueprints/service/entities-count
answers 200 '[.entities[] | select(.properties.owner == null)] | length > 5' 'some lack an owner' GET blueprints/service/entities
port_tell set?list-timeout=200
answers 504 '.error == "timeout_error"' 'a long list times out' GET blueprints/service/entities
answers 200 .ok 'a short list does not' GET blueprints/domain/entities

# --- the audit log ---
answers 200 '.audits | length > 20 and .[0].resourceType' 'the audit log lists changes' GET audit-log
answers 200 '[.audits[].context.entity] | unique == ["c"]' 'changes of one entity' GET 'audit-log?entity=c'
answers 200 '.audits | length == 2' 'the newest two' GET 'audit-log?limit=2'
answers 200 '[.audits[].action] | unique == ["DELETE"]' 'changes of one kind' GET 'audit-log?action=DELETE&resources=entity'
answers 200 '.audits == []' 'nothing before the first change' GET 'audit-log?to=2001-01-01T00:00:00.000Z'
answers 422 true 'an unknown kind of resource' GET 'audit-log?resources=nonsense'
port_end
done_testing
