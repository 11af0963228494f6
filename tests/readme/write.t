#!/bin/bash
# The recipes of tests/readme/write do what they say, with curl and without jq,
# against the stand-in. Each runs by dash, and by bash with pipefail.
# shellcheck disable=SC2016
. tests/lib.sh
need curl dash

dir=$top/tests/readme/write run=r_QOz6WoOB1Q2lmhZZ
mkdir "$tmp/path" "$tmp/at"
[ /bin -ef /usr/bin ] || ln -s /bin/* "$tmp/path"
ln -s /usr/local/bin/* /usr/bin/* "$tmp/path" 2> /dev/null
rm -f "$tmp/path/jq"
export PORT_KEYRING=off
PATH=$top/${SAN:+build/san/}helper:$top/${SAN:+build/san/}filter:$tmp/path

# world: a new stand-in, and the files that the recipes read.
world() {
	[ ${#port_pids[@]} = 0 ] || port_stop
	unset PORT_ACCESS_TOKEN
	port_start --seed tests/seed/demo.json
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
	x=$(port-token -x) && eval "$x"
	rm -rf "$tmp/at" && mkdir "$tmp/at"
	echo '{"identifier": "checkout", "properties": {"tier": "gold", "version": "1.5.0"}}' > "$tmp/at/svc.json"
	echo '{"identifier": "payments", "properties": {"tier": "gold"}}' > "$tmp/at/payments.json"
	printf '%s\n' gone-1 gone-2 gone-3 > "$tmp/at/gone.txt"
	echo "{\"context\": {\"runId\": \"$run\"}}" > "$tmp/at/payload"
	export TRIGGER_PAYLOAD=payload
	batch=0
}

# recipe NAME [SED]: runs it by $shell, after SED has edited it.
recipe() {
	local strict=-e
	[ "$shell" != bash ] || strict=-eo\ pipefail
	sed "${2-}" "$dir/$1.sh" > "$tmp/recipe"
	# shellcheck disable=SC2086 # many words
	run env -C "$tmp/at" $shell $strict "$tmp/recipe"
	name="$shell, $1"
}

# works NAME [SED]: the recipe succeeds and prints nothing on stderr.
works() {
	recipe "$@"
	is "$status,$err" 0, "$name" || printf '%s\n' "$out" >&2
}

# has NAME PATH RESOURCE TEXT...: the JSON at PATH holds each TEXT.
has() {
	local name=$1 text
	run port-get "$3" -c "$2"
	for text in "${@:4}"; do
		[[ $out == *"$text"* ]] || { fail "$name" "no $text in: $out"; return; }
	done
	pass "$name"
}

# create_gone: creates the entities that gone.txt names.
create_gone() {
	printf '{"identifier":"gone-%d","properties":{"tier":"gold"}}\n' 1 2 3 |
		port-token --curl 'service:?upsert=true' --each - | curl -K- > "$tmp/out"
}

# next_batch [FAULT]: from now on all.ndjson holds 45 entities that Port does not
# have yet, and Port has no fault but this.
next_batch() {
	port_tell reset "$@"
	: $((++batch))
	printf "{\"identifier\":\"bulk$batch-%d\",\"properties\":{\"tier\":\"gold\"}}\n" {0..44} > "$tmp/at/all.ndjson"
	before=$(requests write)
}

# in_catalog N: Port has N of them.
in_catalog() {
	is "$(port-get service: -r .identifier | grep -c "^bulk$batch-")" "$1" "$name: Port has $1 of the entities"
}

# writes N NAME: Port got N write requests since next_batch.
writes() { is $(($(requests write) - before)) "$1" "$name: $2"; }

# --- one entity ---

write_entities() {
	local language
	language=$(port-get service:checkout .properties.language)
	works merge
	has "$name: keeps the other properties" .properties service:checkout "\"language\":$language" '"version":"1.5.0"'
	! curl --help all | grep -q -e --json || works json
	works upsert
	gives null "$name: replaces the entity" port-get service:checkout .properties.language
	works relations
	has "$name: relates it" .relations service:dunning '"domain":"finance"' '"dependsOn":["ledger","checkout"]'
	gives ledger "$name: creates the missing entity" port-get service:ledger -r .identifier
	works search
	gives commerce "$name: finds the related entity" port-get service:dunning -r .relations.domain
	works patch
	has "$name: keeps the other properties" .properties service:checkout '"tier":"gold"' '"version":"1.5.0"'
	works put
	gives null "$name: replaces the entity" port-get service:payments .properties.language
	works delete
	fails 10 cart "$name: the entity is gone" port-get service:cart
	create_gone
	works delete-list
	fails 10 gone-3 "$name: the entities are gone" port-get service:gone-3
	recipe delete-list
	is "$status" 22 "$name: stops at an entity that is not there"
	create_gone
	works bulk-delete
	is "$out" $'gone-1\ngone-2\ngone-3' "$name: prints what it deleted"
	fails 10 gone-3 "$name: the entities are gone" port-get service:gone-3
	works blueprint
	has "$name: creates and changes it" .blueprint blueprints/region '"title":"Cloud region"' '"country":{"type":"string"'
}

# --- action runs ---

report_runs() {
	works run-id
	like "$out" 'checkout UPDATE$' "$name: the audit log shows the run"
	works run-report
	has "$name: reports status, links and label" .run actions/runs/$run '"status":"SUCCESS"' \
		'"link":["https://ci.example.org/42","https://ci.example.org/log"]' '"statusLabel":"Deployed"'
	recipe run-report
	is "$status" 22 "$name: a run that has ended takes no log"
	like "$out" run_exhausted "$name: and Port says why"
	recipe run-start 's/sleep 10/sleep 0.1; echo {\\"status\\":\\"SUCCESS\\"} | port-token --curl actions\/runs\/$run --request PATCH --each - | curl -K- > patched/'
	is "$status,$out,$err" $'0,SUCCESS\ntrue,' "$name: waits for the end of the run"
	run=$(sed 's/.*"run":{"id":"\([^"]*\).*/\1/' "$tmp/at/patched")
	recipe run-start 's/deploy_service/no_such/'
	like "$status,$err" '^[145],.*404' "$name: an action that does not exist"
}

# The ways in which an action hands over the id of its run.
payloads='{"context":{"runId":"1"}} {"port_context":{"runId":"2"}} {"RUN_ID":"3"} {"runId":"4"}
	{"port_payload":{"context":{"runId":"5"}}}'

payload_forms() {
	local r filter
	for r in run-end run-report; do
		filter=$(< "$dir/$r.sh") filter=${filter#*\'} filter=${filter%%\'*}
		is "$(port-get - -r "$filter" <<< "$payloads" | xargs)" '1 2 3 4 5' "$r: finds the id in every form of payload"
	done
}

no_run_id() {
	echo '{"context": {"runId": null}}' > "$tmp/at/payload"
	recipe run-end
	is "$status,$out,$err" '5,,port-get: error at payload:1: no id of an action run' \
		"$name: a payload without an id is an error"
}

# --- many entities ---

# create_many RECIPE: it creates all, in three requests.
create_many() {
	next_batch
	works "$1"
	in_catalog 45
	writes 3 'three requests'
}

# batch_failures RECIPE: what goes wrong is reported, and nothing is lost.
batch_failures() {
	next_batch
	recipe "$1" '/^port-get.*batches$/s/: \./: (. | map(if .identifier | endswith("-33") then .properties.tier = "platinum" else . end))/'
	is "$status" 5 "$name: an entity that Port refuses"
	like "$out" "^bulk$batch-33: [^"$'\n'']*$' "$name: is named"
	in_catalog 44

	next_batch 'write@2 status=422 body={"ok":false,"error":"invalid_request","message":"no"}'
	recipe "$1"
	is "$status" 5 "$name: a batch that Port refuses"
	like "$out$err" '[12] of 3 batches went in' "$name: the message counts the others"
	[ "$1" = bulk ] || like "$out" '^a batch: ' "$name: and has Port's message"
	works "$1"
	in_catalog 45

	next_batch 'write@3 cut=0'
	recipe "$1"
	is "$status" 5 "$name: a connection that breaks"
	like "$err" '2 of 3 batches went in' "$name: the message counts the batches"

	next_batch
	PORT_ACCESS_TOKEN='' PORT_CLIENT_SECRET='' recipe "$1"
	is "$status" 5 "$name: without a token"
	like "$err" '0 of 3 batches went in' "$name: the message says so"
	writes 0 'nothing is sent'
	echo '{' >> "$tmp/at/all.ndjson"
	recipe "$1"
	is "$status" 5 "$name: a file that is not JSON"
	writes 0 'nothing is sent'
}

# bulk_limits: what Port does not accept, and how to go on.
bulk_limits() {
	local tail
	next_batch
	recipe bulk 's/limit(20/limit(21/'
	is "$status" 5 "$name: a batch of 21"
	like "$err" "port-get: .*0 of 3 batches went in: .*20" "$name: the message is Port's"
	next_batch
	printf '{"identifier":"bulk-x","title":"%01048576d"}' 1 >> "$tmp/at/all.ndjson"
	recipe bulk
	is "$status" 5 "$name: a body over 1 MiB"
	like "$err" 'port-token: batches: text 3, line 3: over 1 MiB' "$name: is named"
	writes 0 'nothing is sent'
	next_batch 'write@2 status=422'
	recipe bulk
	tail=$(sed -n 's/.*Go on with: \(tail .*\)$/\1/p' "$tmp/err")
	is "$tail" 'tail -n +2 batches' "$name: the message says how to go on"
	port_tell reset
	(cd "$tmp/at" && $tail) | port-token --curl 'blueprints/service/entities/bulk?upsert=true&merge=true' --each - | curl -K- > "$tmp/out"
	in_catalog 45
}

payload_forms
for shell in dash bash; do
	run=r_QOz6WoOB1Q2lmhZZ
	world
	write_entities
	report_runs
	echo "{\"context\": {\"runId\": \"$run\"}}" > "$tmp/at/payload"
	no_run_id
	create_many bulk
	create_many bulk-four
	case $shell in
	dash) batch_failures bulk; bulk_limits ;;
	bash) batch_failures bulk-four ;;
	esac
done

# stripped FILE: its text without comments and indentation.
stripped() { sed '/^ *#/d; s/^ *//' "$1"; }
[[ $(stripped tests/gitlab/.gitlab-ci.yml) == *"$(stripped $dir/bulk.sh)"* ]]
is $? 0 'the pipeline has the same bulk recipe'
done_testing
