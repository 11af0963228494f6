#!/bin/bash
# The stand-in's GET routes: paths, parameters, header lines, compression, the rate limit.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/standin/client.sh

restart

# --- every GET route: its path, the keys beside ok, in order ---
while read -r path keys; do
	answers 200 "keys_unsorted == [\"ok\"] + (\"$keys\" | split(\",\")) and .ok == true" "$path" GET "$path"
done <<'EOT'
blueprints/service/permissions permissions
pages/services/permissions permissions
blueprints/domain/entities entities
blueprints/domain/entities/data entity
blueprints/domain/entities-count count
blueprints blueprints
blueprints/service blueprint
actions actions
actions/deploy_service action
blueprints/service/actions actions
blueprints/service/actions/deploy_service action
actions/runs/r_QOz6WoOB1Q2lmhZZ run
actions/runs runs
actions/runs/r_QOz6WoOB1Q2lmhZZ/logs runLogs
actions/runs/r_QOz6WoOB1Q2lmhZZ/approvers approvers
pages pages
pages/services page
organization organization
organization/secrets secrets
organization/secrets/GITLAB_TRIGGER secret
integration/metadata metadata
integration integrations
integration/gitlab-main integration
integration/gitlab-main/logs data
webhooks integrations
webhooks/deployed integration
webhooks/metadata metadata
sidebars/catalog sidebar
blueprints/system/service/structure blueprint
kafka-credentials credentials
workflows/nodes/runs nodeRuns
integration/gitlab-main/resync-request request
memory memories
memory/settings settings
audit-log audits
teams teams
teams/On%20call team
users users
users/ada@example.org user
apps apps
blueprints/service/scorecards scorecards
blueprints/service/scorecards/readiness scorecard
scorecards scorecards
migrations migrations
migrations/migration_1 migration
actions/deploy_service/permissions permissions
integration/66f0c0ffee/syncMetrics count,data
integration/66f0c0ffee/syncsMetadata count,data
quota/ai-invocations monthlyQuotaUsage
llm-providers/defaults result
llm-providers result
llm-providers/openai result
ai/invoke/inv_1 result
ai/entities-auto-discovery/64b7f0c0ffee64b7f0c0ffee/suggestions status,durationSeconds,generatedCount,errorMessage,upstreamBlueprintCounts,downstreamBlueprintCounts,enrichSuggestions,createSuggestions
ai/entities-auto-discovery/blueprint/service/latest invocationId,status,generatedCount,pendingReviewCount,errorMessage,createdAt,updatedAt
EOT
judge_all
is "$tests" 55 'these are 55 routes'

# --- tests/port/API.md names the same routes, and options that are there ---
page=tests/port/API.md
is "$(sed -n '/^| route | keys/,/^$/s/^| \([^ |]*\) *|.*/\1/p' $page | sed '1d; s/{[^}]*}/:/g' | sort)" \
	"$(sed -n 's/^	{ "GET", "\([^"]*\)".*/\1/p' tests/port/routes.c | sort)" \
	'the page has every GET route of the stand-in, and no other'
is "$(sed -n '/^## Open points/,$p' $page | grep -o -- '--[a-z0-9-]*[a-z0-9]' | sort -u |
	grep -vxF -- "$("$B/tests/port" --help | grep -o '^  --[a-z0-9-]*' | tr -d ' ')")" --help \
	'every option that the page names is in --help'

# --- what is not there ---
for path in blueprints/none/permissions pages/none/permissions blueprints/none/entities \
	blueprints/service/entities/none blueprints/none/entities-count actions/none \
	blueprints/service/actions/none actions/runs/none actions/runs/none/logs \
	'actions/runs/none/approvers?include_pending_approvers=true' pages/none \
	organization/secrets/none integration/none webhooks/none teams/none users/none \
	blueprints/none/scorecards blueprints/service/scorecards/none migrations/none \
	actions/none/permissions llm-providers/none ai/invoke/none; do
	answers 404 '.ok == false and .error == "not_found" and .message' "404: $path" GET "$path"
done
for path in nonsense blueprints/ /blueprints 'blueprints//entities' blueprints/service/entities/a/b '' organization/; do
	answers 404 '.message | startswith("Route GET:/v1/")' "no route: $path" GET "$path"
done
answers 404 .message 'POST where only GET is' POST organization '{}'
is "$(curl -s -o /dev/null -w '%{http_code}' $port_url/organization)" 404 'a path outside /v1/'

# --- parameters ---
while read -r path message; do
	answers 422 ".error == \"invalid_request\" and .message == \"$message\"" "422: $path" GET "$path"
done <<'EOT'
pages?compact=maybe \"compact\" must be boolean
actions/runs?limit=0 \"limit\" must be >= 1
actions/runs?limit=1001 \"limit\" must be <= 1000
actions/runs?limit=x \"limit\" must be number
actions/runs?limit=nan \"limit\" must be number
actions/runs?limit=0x10 \"limit\" must be number
actions/runs?limit=%205 \"limit\" must be number
actions/runs/r_QOz6WoOB1Q2lmhZZ/logs?offset=-1 \"offset\" must be >= 0
actions/runs/r_QOz6WoOB1Q2lmhZZ/logs?offset=1e999 \"offset\" must be number
actions/runs?version=v3 \"version\" must be equal to one of the allowed values
actions/runs?source=UI&source=CLI \"source\" must be equal to one of the allowed values
actions/runs/r_QOz6WoOB1Q2lmhZZ?version=v3 \"version\" must be equal to one of the allowed values
actions/runs/r_QOz6WoOB1Q2lmhZZ/logs?limit=51 \"limit\" must be <= 50
actions?operation=MOVE \"operation\" must be equal to one of the allowed values
integration/gitlab-main?byField=x \"byField\" must be equal to one of the allowed values
integration/gitlab-main/logs?limit=301 \"limit\" must be <= 300
blueprints/service/entities?attach_title_to_relation=1 \"attach_title_to_relation\" must be boolean
migrations?status=DONE \"status\" must be equal to one of the allowed values
audit-log?status=OK \"status\" must be equal to one of the allowed values
EOT
answers 200 '.integration.identifier == "gitlab"' 'byField' GET 'integration/log-1234?byField=logIngestId'
answers 200 '[.teams[] | keys] | unique == [["id","name"]]' 'fields of teams' GET 'teams?fields=id&fields=name'
answers 200 '.actions | length == 1' 'one action of two' GET 'actions?action_identifier=create_service'
answers 200 '.actions | length == 2' 'two actions' GET 'actions?action_identifier=create_service&action_identifier=deploy_service'
port_tell set?webhook-envelope=webhook
answers 200 .webhook 'webhook-envelope=webhook: a webhook' GET webhooks/deployed
answers 200 .webhooks 'webhook-envelope=webhook: all webhooks' GET webhooks

# --- the path: split raw, each segment decoded once ---
b=blueprints/service/entities
answers 200 '.entity.identifier == "a/b"' 'an encoded slash' GET $b/a%2Fb
answers 200 '.entity.identifier == "a/b"' 'in lower case, too' GET $b/a%2fb
answers 404 '.message | contains("\"a%2Fb\"")' 'is decoded once' GET $b/a%252Fb
answers 200 '.entity.identifier == "x:y"' 'a literal colon' GET $b/x:y
answers 200 '.entity.identifier == "x:y"' 'an encoded colon' GET $b/x%3Ay
answers 200 '.entity.identifier == "ü+@=\\"' 'every character is encoded' GET "$b/%C3%BC%2B%40%3D%5C"
answers 200 '.entity.identifier == "ü+@=\\"' 'not + @ =' GET "$b/%C3%BC+@=%5C"
port_tell set?plus-in-path=space
answers 404 '.message | contains("ü @=")' 'plus-in-path=space' GET "$b/%C3%BC+@=%5C"
answers 200 .ok 'an encoded + is a +' GET "$b/%C3%BC%2B@=%5C"
answers 200 '.entity.identifier == "..a/../b"' 'dots in an identifier' GET "$b/..a%2F..%2Fb"
for path in $b/a% $b/a%2 $b/a%zz $b/%ff $b/%00 $b/%C3 'blueprints?x=%zz'; do
	answers 400 '.error == "bad_request"' "not encoded: $path" GET "$path"
done
answers 200 .ok 'a target of 12,000 characters' GET "$b/x:y?include=$(printf '%012000d' 0)"

# --- every answer ---
api GET organization
for name in X-Trace-Id Date x-ratelimit-period x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset Content-Type; do
	like "$(header $name)" . "every answer has $name"
done
is "$(header content-type)" 'application/json; charset=utf-8' 'the Content-Type of JSON'

# --- compression ---
# packed WANT NAME METHOD PATH [BODY]: the Content-Encoding of the answer to a
# client that takes gzip.
packed() {
	api "$3" "$4" "${5-}" -H 'Accept-Encoding: gzip'
	is "$(header Content-Encoding)" "$1" "$2"
}
s=blueprints/service/entities/search
packed gzip 'a page is compressed' POST $s '{}'
holds '.entities | length == 200' 'and is a page' "$(gzip -dc < "$tmp/body")"
packed gzip 'so is a search of all blueprints' POST entities/search '{"combinator":"and","rules":[]}'
packed '' 'but not a small page' POST $s '{"limit":1}'
packed '' 'nor a list' GET $b
api POST $s '{}'
is "$(header Content-Encoding)" '' 'nor what is not asked for as gzip'
port_tell set?gzip=all
packed gzip 'gzip=all: a list, too' GET $b
port_tell set?gzip=off
packed '' 'gzip=off: nothing' POST $s '{}'

# --- the rate limit ---
port_tell 'set?ratelimit=10&ratelimit-period=100'
port_tell token?revoke=1
mint
for want in 9 8; do
	api GET organization
	is "$code,$(header x-ratelimit-limit),$(header x-ratelimit-period),$(header x-ratelimit-remaining)" \
		"200,10,100,$want" "$want remain"
done
reset=$(header x-ratelimit-reset)
ok 'x-ratelimit-reset in seconds' [ "$reset" -gt 90 -a "$reset" -le 100 ]
port_tell set?ratelimit-reset=epoch
api GET organization
reset=$(($(header x-ratelimit-reset) - EPOCHSECONDS))
ok 'ratelimit-reset=epoch' [ $reset -gt 90 -a $reset -le 101 ]
port_tell set?ratelimit=4
api GET organization
api GET organization
is "$code,$(header x-ratelimit-remaining)" 200,0 'the limit is not enforced by default'
port_tell set?ratelimit-enforce=on
api GET organization
is "$code,$(header Retry-After)" 429, 'ratelimit-enforce: 429, without Retry-After'
holds '.error == "too_many_requests"' 'and too_many_requests'
port_tell set?retry-after=seconds
api GET organization
like "$(header Retry-After)" '^[0-9]{2,3}$' 'retry-after=seconds'
port_tell set?retry-after=date
api GET organization
like "$(header Retry-After)" '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT$' 'retry-after=date'
token=
api GET organization
is "$code" 401 'requests without a token have their own limit'
port_end
done_testing
