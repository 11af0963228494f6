#!/bin/bash
# What clients write besides entities and runs, and what they look up by who
# wrote it.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart

# --- actions, scorecards, webhooks, pages, integrations: LIST NAME KEY PATH ---
while read -r by list key path id; do
	item="{\"$by\":\"$id\",\"title\":\"New\"}"
	answers 201 ".$key.$by == \"$id\" and .$key.createdBy == \"$port_id\" and .$key.createdAt" \
		"$key: made" POST "$path" "$item"
	answers 409 '.error == "identifier_taken"' "$key: once" POST "$path" "$item"
	answers 422 "(.message | contains(\"$by\"))" "$key: not without a name" POST "$path" '{"title":"x"}'
	answers 422 '.message | contains("pattern")' "$key: nor with a bad one" POST "$path" "{\"$by\":\"a b\"}"
	answers 200 ".$key.title == \"New\"" "$key: read" GET "$path/$id"
	answers 200 "[.${list}[].$by] | contains([\"$id\"])" "$key: listed" GET "$path"
done <<'EOT'
identifier actions action actions new
identifier scorecards scorecard blueprints/service/scorecards new
identifier integrations integration webhooks new
identifier pages page pages new
installationId integrations integration integration new
EOT
answers 200 '.action == (.action | {identifier, title, createdAt, createdBy, updatedAt, updatedBy}) and .action.title == "Newer"' \
	'an action is replaced' PUT actions/new '{"title":"Newer"}'
answers 404 .message 'an unknown action is not replaced' PUT actions/none '{}'
answers 200 '.integration.title == "New" and .integration.config == {"a":1}' 'a part of an integration' \
	PATCH integration/new/config '{"config":{"a":1}}'
answers 200 '.integration.version == "2" and .integration.config == {"a":1}' 'another part of an integration' PATCH integration/new '{"version":"2"}'
answers 422 '.message == "\"installationAppType\" must be string"' 'a wrong type' PATCH integration/new '{"installationAppType":1}'
for path in actions/new pages/new integration/new; do
	answers 200 '. == {"ok":true}' "$path goes" DELETE $path
	answers 404 '.error == "not_found"' "$path is gone" DELETE $path
	answers 404 .message "$path is not there" GET $path
done
answers 404 .message 'a scorecard of an unknown blueprint' POST blueprints/none/scorecards '{"identifier":"x"}'
port_tell set?webhook-envelope=webhook
answers 201 '.webhook.identifier == "w"' 'webhook-envelope=webhook' POST webhooks '{"identifier":"w"}'
answers 200 '.webhooks | length == 3' 'webhook-envelope=webhook: the list' GET webhooks
answers 200 '.organization.settings == {"portalTitle":"Example catalog","portAgentStreamerName":"POLLING"}' \
	'a setting of the organization' PATCH organization '{"settings":{"portAgentStreamerName":"POLLING"}}'
answers 200 '.organization.name == "Example" and .organization.settings.portAgentStreamerName == "POLLING"' 'is stored' GET organization

# --- a run of an action that was made, and what an agent does with it ---
answers 201 .ok 'an action for an agent' POST actions '{"identifier":"roll","trigger":{"type":"self-service",
	"operation":"DAY-2","blueprintIdentifier":"service"},"invocationMethod":{"type":"WEBHOOK","agent":true}}'
answers 202 '.run.blueprint.identifier == "service" and .run.pendingExecution' 'a run of it waits' \
	POST actions/roll/runs '{"properties":{},"entity":"checkout"}'
pick id
run=$picked
answers 200 "[.runs[].id] == [\"$run\"]" 'an agent claims the run' POST actions/runs/claim-pending '{"installationId":"a","limit":5,"invocationMethod":"WEBHOOK"}'
answers 200 '.runs == []' 'once' POST actions/runs/claim-pending '{"installationId":"a","limit":5}'
answers 200 '.ackedCount == 1' 'acknowledges it' PATCH actions/runs/ack "{\"runIds\":[\"$run\",\"none\"]}"
answers 409 .message 'once' PATCH actions/runs/ack "{\"runId\":\"$run\"}"
answers 200 '.run.response == {"status":"fine"}' 'stores a response' PATCH "actions/runs/$run/response" '{"response":{"status":"fine"}}'
answers 422 .message 'a response is required' PATCH "actions/runs/$run/response" '{}'
answers 404 .message 'the run must exist' PATCH actions/runs/none/response '{"response":null}'

answers 201 .ok 'an action of an integration' POST actions '{"identifier":"sync","trigger":{"type":"self-service","operation":"CREATE"},
	"invocationMethod":{"type":"INTEGRATION_ACTION","installationId":"gitlab-main"}}'
answers 202 '.run.pendingExecution and .run.payload.installationId == "gitlab-main"' 'a run of it waits, too' \
	POST actions/sync/runs '{"properties":{}}'

# --- node runs of workflows ---
node=workflows/nodes/runs/wfnr_QOz6WoOB1Q2lmhZZ
answers 200 '.nodeRuns | length == 1' 'a node run by its external id' GET 'workflows/nodes/runs?external_run_id=job%2012'
answers 200 '.nodeRuns == []' 'none has another external id' GET 'workflows/nodes/runs?external_run_id=x'
answers 200 '.nodeRuns | length == 1' 'a node run is claimed' POST workflows/runs/claim-pending '{"installationId":"a","limit":5}'
answers 200 .acked 'and acknowledged' PATCH workflows/runs/ack '{"nodeRunIdentifier":"wfnr_QOz6WoOB1Q2lmhZZ"}'
answers 409 .message 'once' PATCH workflows/runs/ack '{"nodeRunIdentifier":"wfnr_QOz6WoOB1Q2lmhZZ"}'
answers 404 .message 'an unknown node run is not' PATCH workflows/runs/ack '{"nodeRunIdentifier":"none"}'
answers 201 .ok 'a log of a node run' POST $node/logs '{"logs":[{"level":"INFO","message":"one"}]}'
answers 422 .message 'logs must be a list' POST $node/logs '{"logs":"one"}'
answers 404 .message 'the node run must exist' POST workflows/nodes/runs/none/logs '{"logs":[]}'
answers 422 .message 'an unknown status' PATCH $node '{"status":"SUCCESS"}'
answers 422 .message 'an unknown result' PATCH $node '{"result":"FAILURE"}'
answers 200 '.nodeRun.result == "SUCCESS" and .nodeRun.output == {"a":1} and .nodeRun.logs[0].message == "one"' 'a node run ends' \
	PATCH $node '{"status":"COMPLETED","result":"SUCCESS","output":{"a":1}}'
answers 422 '.error == "run_synchronized_error"' 'once' PATCH $node '{"status":"COMPLETED"}'
answers 404 .message 'an unknown node run does not end' PATCH workflows/nodes/runs/none '{}'

# --- who wrote it ---
e=blueprints/service/entities
for name in one two three; do
	answers 201 .ok "written by Ocean: $name" POST $e "{\"identifier\":\"$name\",\"properties\":{\"tier\":\"gold\"}}" \
		-A 'port-ocean/gitlab/0.1/main/exporter'
done
answers 201 .ok 'a related image is written by Ocean, too' POST 'blueprints/ciJob/entities?create_missing_related_entities=true' \
	'{"identifier":"j","relations":{"image":["bare"]}}' -A 'port-ocean/gitlab/0.1/main/exporter'
answers 201 .ok 'another client writes an entity' POST $e '{"identifier":"four","properties":{"tier":"gold"}}' -A 'curl/8'
rules='{"combinator":"and","rules":[{"property":"$datasource","operator":"contains","value":"port-ocean/gitlab/"}]}'
answers 200 '[.entities[].identifier] | sort == ["bare","j","one","three","two"]' '$datasource in a rule' POST entities/search "$rules"
answers 200 '[.entities[].identifier] == ["one","two","three"]' '$datasource in one blueprint' POST $e/search "{\"query\":$rules}"
answers 200 '.entity | has("$datasource") or has("datasource") | not' 'no answer shows it' GET $e/one
datasource='"datasource_prefix":"port-ocean/gitlab/","datasource_suffix":"/main/exporter"'
d=blueprints/entities/datasource-entities
answers 200 '([.entities[].identifier] | sort) == ["bare","j","one","three","two"] and (.next | not)' 'entities of a datasource' POST $d "{$datasource}"
picked='' pages=''
for n in 2 2 1; do
	answers 200 ".entities | length == $n" "a page of $n" POST $d "{$datasource,\"limit\":2${picked:+,\"from\":\"$picked\"}}"
	pages+=,$body
	pick next
done
holds '([.[].entities[].identifier] | sort) == ["bare","j","one","three","two"] and (last | has("next") | not)' \
	'the pages have each entity once' "[${pages#,}]"
answers 200 '[.entities[].identifier] == ["one","two","three"]' 'entities of a datasource in one blueprint' POST blueprints/service/datasource-entities "{$datasource}"
answers 404 .message 'in an unknown blueprint' POST blueprints/none/datasource-entities "{$datasource}"
answers 200 '.entities == []' 'before a time' POST $d "{$datasource,\"before\":\"2020-01-01T00:00:00.000Z\"}"
answers 200 '.entities == []' 'with another suffix' POST $d '{"datasource_prefix":"port-ocean/","datasource_suffix":"/x"}'
answers 422 .message 'not a cursor' POST $d "{$datasource,\"from\":\"x\"}"
answers 200 .ok 'another client writes the first entity' PATCH $e/one '{"title":"One"}' -A 'curl/8'
answers 200 '[.entities[].identifier] == ["two","three"]' 'so it has another datasource' POST blueprints/service/datasource-entities "{$datasource}"

# --- counted, and the first of many ---
answers 200 '.count == 2' 'counted' POST $e/search/count "{\"query\":$rules}"
answers 422 .message 'not counted: a wrong query' POST $e/search/count '{"query":{"combinator":"x","rules":[]}}'
answers 404 .message 'not counted: an unknown blueprint' POST blueprints/none/entities/search/count "$rules"
answers 200 '.entities | length == 100' 'top-search: the first hundred' POST $e/top-search '{}'
answers 200 '[.entities[].identifier] == ["a/b","two"]' 'top-search: these identifiers' POST $e/top-search '{"identifiers":["two","a/b","none"]}'
answers 200 '.count == 2 and (has("entities") | not)' 'counted' POST $e/top-search '{"identifiers":["two","a/b"],"countOnly":true}'
answers 422 .message 'top-search: more than a hundred identifiers' POST $e/top-search "{\"identifiers\":[\"0\"$(printf ',"%d"' {1..100})]}"

# --- parameters that were added since ---
answers 200 '.teams[2] == {"name":"platform","users":[{"email":"edsger@example.org"},{"email":"radia@example.org"}]}' \
	'e-mail addresses of a team' GET 'teams?fields=name&fields=users.email'
answers 200 '.team == {"users":[{"email":"edsger@example.org"},{"email":"radia@example.org"}]}' 'e-mail addresses of one team' GET 'teams/platform?fields=users.email'
answers 200 '[.data[].id] == ["l2"]' 'logs of a level' GET 'integration/gitlab-main/logs?levels=ERROR&levels=FATAL'
answers 200 '[.data[].id] == ["l1"]' 'logs of a kind' GET 'integration/gitlab-main/logs?kinds=projects'
answers 200 '[.data[].id] == ["l1"]' 'logs of an event' GET 'integration/gitlab-main/logs?event_id=e1'
answers 200 '.data == []' 'logs of a phase' GET 'integration/gitlab-main/logs?etl_phases=load'
answers 200 '.data | length == 1' 'logs: limit' GET 'integration/gitlab-main/logs?limit=1'
answers 422 .message 'logs of an unknown level' GET 'integration/gitlab-main/logs?levels=LOUD'
for kind in blueprint_permission action_permission secret; do
	answers 200 '.audits == []' "audit log of $kind" GET "audit-log?resources=$kind"
done
answers 422 .message 'audit log of an unknown resource' GET 'audit-log?resources=page'

# --- the word before the token ---
good=$token token=
api GET teams '' -H "Authorization: $good"
is "$code" 401 'a token without Bearer is refused'
port_tell set?bearer=optional
api GET teams '' -H "Authorization: $good"
is "$code" 200 'bearer=optional accepts it'
port_end
done_testing
