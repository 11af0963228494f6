#!/bin/bash
# The recipes of README.md where something goes wrong: they fail, and leave
# nothing that passes for whole. That they work is told by blocks.t.
# shellcheck disable=SC2016
. tests/lib.sh
need dash

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
export TRIGGER_PAYLOAD=$tmp/payload.json
echo '{"context": {"runId": "r_QOz6WoOB1Q2lmhZZ"}}' > "$TRIGGER_PAYLOAD"
mkdir "$tmp/blocks"
tests/readme/blocks README.md "$tmp/blocks" > /dev/null

# recipe SHELL TEXT [SED]: the block that has TEXT in it, as SED changes it.
recipe() {
	local block
	block=$(grep -lF -- "$2" "$tmp/blocks"/*.*sh | head -n 1)
	run env -C "$tmp" "$1" -e <(sed "${3-}" "$block")
}

# faults LINE...: these, and no others.
faults() {
	port_tell reset
	[ $# = 0 ] || port_tell fault "$@"
}

faults 'page status=403'
recipe bash s.ndjson.gz.part '$d'
is "$status" 7 'an export that Port refuses'
faults 'page@2+ status=403'
recipe bash s.ndjson.gz.part 's/service:/service: --page-size 100/; $d'
is "$status" 7 'an export that ends in the middle'
ok 'there is no file of that name' [ ! -e "$tmp/s.ndjson.gz" ]
is "$(gzip -cd "$tmp/s.ndjson.gz.part" | wc -l)" 100 'what came is in the part'
faults
recipe bash s.ndjson.gz.part
is "$status,$out" 0,275 'the next night'

recipe bash 'set -euo pipefail' 's/\.version/.nothing/'
is "$status,$out" 1, 'null ends a script'
recipe bash 'set -euo pipefail' 's/checkout/nowhere/'
is "$status,$out" 10, 'and so does no entity'

for shell in dash bash; do
	recipe $shell 'bulk?upsert' 's/"gold"/(if . == 33 then "platinum" else "gold" end)/'
	is "$status" 5 "$shell: a batch with an entity that Port refuses"
	like "$out" 'batch-33' "$shell: says which"
	faults 'write status=403'
	recipe $shell 'bulk?upsert'
	is "$status" 5 "$shell: a batch that Port refuses"
	like "$err" '0 of 3 batches went in' "$shell: says how many went in"
	faults
	PORT_CLIENT_SECRET='' recipe $shell 'bulk?upsert'
	is "$status" 5 "$shell: no token, no batch"

	recipe $shell 'ciJob:?upsert' 's/commitHash: /commit: /'
	is "$status" 22 "$shell: a report that Port refuses"
	like "$out" 'blueprint_schema_mismatch' "$shell: says why"
	PORT_CLIENT_SECRET='' recipe $shell 'ciJob:?upsert'
	is "$status" 2 "$shell: no token, no report"

	echo '{"context": {}}' > "$TRIGGER_PAYLOAD"
	recipe $shell 'TRIGGER_PAYLOAD'
	is "$status,$out" 5, "$shell: no run id in the payload"
	like "$err" 'no id of an action run$' "$shell: says so"
done

# The far end of the ssh recipe: what it is sent when there is no token.
run bash -es < <(PORT_CLIENT_SECRET='' port-token -q -x -t 1800; echo 'echo on')
is "$status,$out" 6, 'no token: the box does nothing'
done_testing
