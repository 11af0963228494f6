#!/bin/bash
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart
seeded=actions/runs/r_QOz6WoOB1Q2lmhZZ

answers 200 '.run.action == "deploy_service" and .run.status == "IN_PROGRESS" and .run.endedAt == null and
	.run.statusLabel == "Rolling out"' 'a run of the seed' GET $seeded
answers 200 '.run.action == {"identifier":"deploy_service","title":"Deploy service","icon":"Deployment","deleted":false}' \
	'version v2' GET "$seeded?version=v2"
answers 202 '.run.id | test("^r_[A-Za-z0-9]{16}$")' 'a run begins' POST actions/deploy_service/runs \
	'{"properties":{"version":"2.0.0"},"entity":"checkout"}'
pick id
id=$picked
holds '.run | [.entity.title, .blueprint.identifier, .properties] ==
	["The checkout service", "service", {"version":"2.0.0"}]' 'of an entity'
answers 404 true 'a run of an unknown action' POST actions/none/runs '{"properties":{}}'
answers 404 '.message | contains("nobody")' 'a run for an unknown entity' POST actions/deploy_service/runs '{"properties":{},"entity":"nobody"}'
answers 422 true 'a run without properties' POST actions/deploy_service/runs '{}'
answers 200 '.runs | length == 2' 'all runs' GET actions/runs
answers 200 '.runs | length == 1' 'one' GET 'actions/runs?limit=1'
answers 200 "[.runs[].id] == [\"$id\"]" 'of an entity' GET 'actions/runs?entity=checkout'
answers 200 '[.runs[] | has("payload")] | any | not' 'without its payload' GET 'actions/runs?exclude=payload'

r=actions/runs/$id
answers 200 '.run.status == "IN_PROGRESS" and .run.statusLabel == "Half way" and .run.link == ["https://x.example.org"]' \
	'a label keeps it going' PATCH $r '{"statusLabel":"Half way","link":"https://x.example.org","externalRunId":"job 7"}'
answers 200 "[.runs[].id] == [\"$id\"]" 'found by its external id' GET 'actions/runs?version=v2&external_run_id=job%207'
answers 200 '.run.link == ["a","b"]' 'links' PATCH $r '{"link":["a","b"]}'
answers 422 true 'no such status' PATCH $r '{"status":"DONE"}'
answers 422 '.message | contains("additional")' 'no such member' PATCH $r '{"stat":"SUCCESS"}'
answers 404 true 'no such run' PATCH actions/runs/none '{}'
answers 201 '.runLog.message == "one" and .runLog.runId' 'a log line' POST $r/logs '{"message":"one"}'
answers 422 true 'without a message' POST $r/logs '{}'
answers 201 .ok 'another' POST $r/logs '{"message":"two","statusLabel":"Nearly"}'
answers 201 .ok 'a third' POST $r/logs '{"message":"three"}'
answers 200 '[.runLogs[].message] == ["one","two","three"]' 'all lines' GET $r/logs
answers 200 '[.runLogs[].message] == ["two"]' 'one of them' GET "$r/logs?offset=1&limit=1"
answers 200 '.runLogs == []' 'none' GET "$r/logs?offset=9"
answers 200 '.runLogs == []' 'nor far behind the end' GET "$r/logs?offset=1e30"
answers 201 .ok 'an entity of this run' POST "blueprints/image/entities?run_id=$id" '{"identifier":"of-a-run"}'
answers 200 '[.audits[] | select(.context.entity == "of-a-run").context.run_id] | length == 1' 'is in the audit log' GET "audit-log?run_id=$id"
answers 200 '.run.status == "SUCCESS" and .run.endedAt' 'it ends' PATCH $r '{"status":"SUCCESS"}'
answers 422 '.error == "run_synchronized_error"' 'once' PATCH $r '{"status":"FAILURE"}'
answers 200 '.run.summary == "fine"' 'the rest may change' PATCH $r '{"summary":"fine"}'
answers 422 '.error == "run_exhausted"' 'no log any more' POST $r/logs '{"message":"late"}'
answers 400 '.error == "run_exhausted"' 'no entity any more' POST "blueprints/image/entities?run_id=$id" '{}'
answers 400 true 'nor many' POST "blueprints/image/entities/bulk?run_id=$id" '{"entities":[{}]}'
answers 400 true 'nor a part of one' PATCH "blueprints/image/entities/of-a-run?run_id=$id" '{}'
answers 404 true 'nor of an unknown run' POST 'blueprints/image/entities?run_id=none' '{}'
answers 200 '[.runs[].status] == ["IN_PROGRESS"]' 'active runs' GET 'actions/runs?active=true'
answers 200 '[.runs[].status] == ["SUCCESS"]' 'others' GET 'actions/runs?active=false'
answers 201 .ok 'a log that ends it' POST $seeded/logs '{"message":"broken","terminationStatus":"FAILURE"}'
answers 200 '.run.status == "FAILURE"' 'ended' GET $seeded
answers 422 '.error == "run_exhausted"' 'once' POST $seeded/logs '{"message":"broken","terminationStatus":"FAILURE"}'
port_end
done_testing
