#!/bin/bash
# port-get PATH and port-get BLUEPRINT:ENTITY: what is sent and printed, and
# which URLs are refused.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh

demo_start

# --- every GET route is printed unchanged, on one line ---

paths=()
while read -r path; do
	paths+=("$path")
	run port-get "$path"
	mapfile -t lines < "$tmp/out"
	is "$status,$err,${#lines[@]}" 0,,1 "$path: one line"
	printf '%s\n' "${lines[@]}" >> "$tmp/ours"
done <<'EOT'
blueprints
blueprints/service
blueprints/service/permissions
blueprints/service/entities
blueprints/service/entities/checkout
blueprints/service/entities-count
blueprints/service/actions
blueprints/service/actions/deploy_service
blueprints/service/scorecards
blueprints/service/scorecards/readiness
actions
actions/deploy_service
actions/deploy_service/permissions
actions/runs
actions/runs/r_QOz6WoOB1Q2lmhZZ
actions/runs/r_QOz6WoOB1Q2lmhZZ/logs
actions/runs/r_QOz6WoOB1Q2lmhZZ/approvers?include_pending_approvers=true
pages?compact=true
pages/services
pages/services/permissions
organization
organization/secrets
organization/secrets/GITLAB_TRIGGER
integration
integration/metadata
integration/gitlab-main
integration/gitlab/logs
integration/66f0c0ffee/syncMetrics
integration/66f0c0ffee/syncsMetadata
webhooks
webhooks/metadata
webhooks/deployed
memory
memory/settings
audit-log
teams
teams/commerce
users
users/ada@example.org
apps
scorecards
migrations
migrations/migration_1
quota/ai-invocations
llm-providers
llm-providers/defaults
llm-providers/port
ai/invoke/inv_1
ai/entities-auto-discovery/64b7f0c0ffee64b7f0c0ffee/suggestions
ai/entities-auto-discovery/blueprint/service/latest
EOT
printf '%s\n' "${paths[@]}" > "$tmp/paths"
port-token --curl "@$tmp/paths" | curl -K- > "$tmp/curl"
mapfile -t theirs < <(jq -c . "$tmp/curl")
mapfile -t ours < <(jq -c . "$tmp/ours")
is ${#theirs[@]} ${#paths[@]} 'curl gets them all'
for i in "${!paths[@]}"; do
	is "${ours[i]-}" "${theirs[i]-none}" "${paths[i]}: the same as curl"
done

# --- all spellings of one PATH, and its parameters ---

port-get blueprints/service > "$tmp/want"
for path in /blueprints/service /v1/blueprints/service v1/blueprints/service \
	"$port_url/v1/blueprints/service" "HTTP${port_url#http}/v1/blueprints/service" blueprints/s%65rvice; do
	run port-get "$path"
	ok "$path" cmp "$tmp/out" "$tmp/want"
done
last_path() { tail -n 1 "$port_log" | jq -r '.method + " " + .path'; }
gives 1 '?NAME=VALUE and --param' port-get 'actions/runs?limit=1&x=a%20b c' --param 'y=é&=' --param z= '.runs | length'
is "$(last_path)" 'GET /v1/actions/runs?limit=1&x=a%20b%20c&y=%C3%A9%26%3D&z=' 'are percent-encoded'
gives '["identifier","title"]' '--include' port-get service:checkout --include identifier,title -c keys
is "$(last_path)" 'GET /v1/blueprints/service/entities/checkout?include=identifier&include=title' 'is sent as repeated parameters'
gives false '--exclude' port-get blueprints/service/entities --exclude properties.readme,title '.entities | any(has("title"))'
is "$(last_path)" 'GET /v1/blueprints/service/entities?exclude=properties.readme&exclude=title' '--exclude as well'

# --- one entity is printed without its envelope ---

asked blueprints/service/entities/checkout | jq -c .entity > "$tmp/want"
run port-get service:checkout
ok 'an entity is printed unchanged' cmp "$tmp/out" "$tmp/want"
gives checkout 'an entity is the input of FILTER' port-get service:checkout -r .identifier
port-get service: -r .identifier | grep '[^a-z0-9-]' > "$tmp/odd"
ok 'the demo has identifiers with unusual characters' [ -s "$tmp/odd" ]
while IFS= read -r id; do
	gives "$id" "service:$id" port-get "service:$id" -r .identifier
done < "$tmp/odd"

# --- the token goes only to Port's API ---

before=$(requests)
while read -r url; do
	fails 2 '^port-get: ' "$url" port-get "$url"
done <<EOT
http://127.0.0.1:1/v1/blueprints
http://127.0.0.2${port_url#http://127.0.0.1}/v1/blueprints
https://127.0.0.1${port_url#http://127.0.0.1}/v1/blueprints
https://example.org/v1/blueprints
${port_url/127.0.0.1/user@127.0.0.1}/v1/blueprints
$port_url.example.org/v1/blueprints
$port_url/v2/blueprints
$port_url/v1/../v2
blueprints/../../x
blueprints/%2e%2E/x
service:..
service:%2E
blueprints#x
blueprints/%4
EOT
is "$(requests)" "$before" 'none of them sent a request'

done_testing
