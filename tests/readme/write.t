#!/bin/bash
# The recipes of tests/readme/write: each runs by dash and by bash against the
# stand-in, with the real curl and without jq, and does what it says.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
need curl dash

dir=$top/tests/readme/write run=r_QOz6WoOB1Q2lmhZZ
mkdir "$tmp/path" "$tmp/at"
[ /bin -ef /usr/bin ] || ln -s /bin/* "$tmp/path"
ln -s /usr/local/bin/* /usr/bin/* "$tmp/path" 2> /dev/null
rm -f "$tmp/path/jq"
export PORT_KEYRING=off
PATH=$top/${SAN:+build/san/}helper:$top/${SAN:+build/san/}filter:$tmp/path

# world: a new stand-in, and the files that recipes read.
world() {
	[ ${#port_pids[@]} = 0 ] || port_stop
	unset PORT_ACCESS_TOKEN
	port_start --seed tests/seed/demo.json
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
	x=$(port-token -x) && eval "$x"
	rm -rf "$tmp/at" && mkdir "$tmp/at"
	echo '{"identifier": "checkout", "properties": {"tier": "gold", "version": "1.5.0"}}' > "$tmp/at/svc.json"
	echo '{"identifier": "payments", "properties": {"tier": "gold"}}' > "$tmp/at/payments.json"
	printf '{"identifier":"bulk-%d","properties":{"tier":"gold"}}\n' {0..44} > "$tmp/at/all.ndjson"
	printf '%s\n' gone-1 gone-2 gone-3 > "$tmp/at/gone.txt"
	echo "{\"context\": {\"runId\": \"$run\"}}" > "$tmp/at/payload"
	export TRIGGER_PAYLOAD=payload
}

# recipe NAME [SED]: runs it by $shell, as SED changes it.
recipe() {
	local strict=-e
	[ "$shell" != bash ] || strict=-eo\ pipefail
	sed "${2-}" "$dir/$1.sh" > "$tmp/recipe"
	# shellcheck disable=SC2086 # many words
	run env -C "$tmp/at" $shell $strict "$tmp/recipe"
	name="$shell, $1"
}

# works NAME: a recipe that succeeds and says nothing on stderr.
works() {
	recipe "$@"
	is "$status,$err" 0, "$name" || printf '%s\n' "$out" >&2
}

some() {
	printf '{"identifier":"gone-%d","properties":{"tier":"gold"}}\n' 1 2 3 |
		port-token --curl 'service:?upsert=true' --each - | curl -K- > "$tmp/out"
}


# in_catalog N: so many of all.ndjson are there.
in_catalog() {
	is "$(port-get service: -r .identifier | grep -c '^bulk-')" "$1" "$name: $1 of them are there"
}

for shell in dash bash; do
	world
	language=$(port-get service:checkout .properties.language)
	works merge
	gives "$language 1.5.0" "$name: keeps the rest" port-get service:checkout -r '"\(.properties.language | tojson) \(.properties.version)"'
	! curl --help all | grep -q -e --json || works json
	works upsert
	gives 'null gold' "$name: replaces" port-get service:checkout -r '.properties | "\(.language) \(.tier)"'
	works relations
	gives '["finance",["ledger","checkout"]]' "$name" port-get service:dunning -c '[.relations.domain, .relations.dependsOn]'
	gives ledger "$name: creates what is missing" port-get service:ledger -r .identifier
	works search
	gives commerce "$name: finds it" port-get service:dunning -r .relations.domain
	works patch
	gives 'gold 1.5.0' "$name: keeps the rest" port-get service:checkout -r '.properties | "\(.tier) \(.version)"'
	works put
	gives null "$name: replaces" port-get service:payments .properties.language
	works delete
	fails 10 cart "$name: it is gone" port-get service:cart
	some
	works delete-list
	fails 10 gone-3 "$name: they are gone" port-get service:gone-3
	recipe delete-list
	is "$status" 22 "$name: what is not there ends it"
	some
	works bulk-delete
	is "$out" $'gone-1\ngone-2\ngone-3' "$name: names them"
	fails 10 gone-3 "$name: they are gone" port-get service:gone-3
	works blueprint
	gives '"Cloud region" "string"' "$name" port-get blueprints/region -r '.blueprint | "\(.title | tojson) \(.schema.properties.country.type | tojson)"'

	# --- action runs ---

	works run-id
	like "$out" 'checkout UPDATE$' "$name: the audit log knows"
	works run-report
	gives 'SUCCESS ["https://ci.example.org/42","https://ci.example.org/log"] Deployed' "$name" \
		port-get actions/runs/$run -r '.run | "\(.status) \(.link | tojson) \(.statusLabel)"'
	recipe run-report
	is "$status" 22 "$name: a run that has ended takes no log"
	like "$out" run_exhausted "$name: Port says so"
	for payload in '{"context":{"runId":"R"}}' '{"port_context":{"runId":"R"}}' '{"RUN_ID":"R"}' '{"runId":"R"}' \
		'{"port_payload":{"context":{"runId":"R"}}}'; do
		world
		echo "${payload/R\"/$run\"}" > "$tmp/at/payload"
		works run-end
		gives SUCCESS "$name: $payload" port-get actions/runs/$run -r .run.status
	done
	echo '{"context": {"runId": null}}' > "$tmp/at/payload"
	for r in run-end run-report; do
		recipe $r
		is "$status,$out" 5, "$name: a payload without an id"
		is "$err" 'port-get: error at payload:1: no id of an action run' "$name: says so"
	done
	recipe run-start 's/sleep 10/sleep 0.1; echo {\\"status\\":\\"SUCCESS\\"} | port-token --curl actions\/runs\/$run --request PATCH --each - | curl -K- > patched/'
	is "$status,$out,$err" $'0,SUCCESS\ntrue,' "$name"
	recipe run-start 's/deploy_service/no_such/'
	like "$status,$err" '^[145],.*404' "$name: an action that is not there"

	# --- many ---

	for bulk in bulk bulk-four; do
		world
		works $bulk
		in_catalog 45
		is "$(requests write)" 3 "$name: three requests"
		works $bulk

		world
		recipe $bulk '/^port-get.*batches$/s/: \./: (. | map(if .identifier == "bulk-33" then .properties.tier = "platinum" else . end))/'
		is "$status" 5 "$name: an entity that Port refuses"
		like "$out" '^bulk-33: [^'$'\n'']*$' "$name: is named"
		in_catalog 44

		world
		port_tell fault 'write@2 status=422 body={"ok":false,"error":"invalid_request","message":"no"}'
		recipe $bulk
		is "$status" 5 "$name: a batch that Port refuses"
		like "$out$err" '[12] of 3 batches went in' "$name: says how many went in"
		[ $bulk = bulk ] || like "$out" '^a batch: ' "$name: what Port said"
		works $bulk
		in_catalog 45

		world
		port_tell fault 'write@3 cut=0'
		recipe $bulk
		is "$status" 5 "$name: a connection that breaks"
		like "$err" '2 of 3 batches went in' "$name: says how many went in"

		world
		PORT_ACCESS_TOKEN='' PORT_CLIENT_SECRET='' recipe $bulk
		is "$status" 5 "$name: no token"
		like "$err" '0 of 3 batches went in' "$name: nothing goes in"
		is "$(requests write)" 0 "$name: nothing is sent"
		echo '{' >> "$tmp/at/all.ndjson"
		recipe $bulk
		is "$status,$(requests write)" 5,0 "$name: a bad file: nothing is sent"
	done
	world
	recipe bulk 's/limit(20/limit(21/'
	is "$status" 5 "$name: a batch of 21"
	like "$err" 'port-get: .*0 of 3 batches went in: .*20' "$name: what Port says of it"
	printf '{"identifier":"bulk-x","title":"%01048576d"}' 1 >> "$tmp/at/all.ndjson"
	recipe bulk
	is "$status,$(requests write)" 5,1 "$name: a body over 1 MiB: nothing is sent"
	like "$err" 'port-token: batches: text 3, line 3: over 1 MiB' "$name: and it is named"
	world
	port_tell fault 'write@2 status=422'
	recipe bulk
	cp "$tmp/at/batches" "$tmp/at/all"
	tail=$(sed -n 's/.*Go on with: \(tail .*\)$/\1/p' "$tmp/err")
	is "$tail" 'tail -n +2 batches' "$name: how to go on"
	port_tell reset
	(cd "$tmp/at" && $tail) | port-token --curl 'blueprints/service/entities/bulk?upsert=true&merge=true' --each - | curl -K- > "$tmp/out"
	in_catalog 45
done

# stripped FILE: without comments and indentation.
stripped() { sed '/^ *#/d; s/^ *//' "$1"; }
[[ $(stripped tests/gitlab/.gitlab-ci.yml) == *"$(stripped $dir/bulk.sh)"* ]]
is $? 0 'bulk is in the pipeline as it is here'
done_testing
