#!/bin/bash
# Recipes of README.md and port-token(1) where something goes wrong: they fail,
# and leave nothing that passes for whole. blocks.t shows that they work, and
# write.t covers those in tests/readme/write.
# shellcheck disable=SC2016
. tests/lib.sh
need dash

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
mkdir "$tmp/blocks"
tests/readme/blocks README.md "$tmp/blocks" > /dev/null
port-get - -nc 'range(45) | {identifier: "batch-\(.)", properties: {tier: "gold"}}' > "$tmp/all.ndjson"

# recipe SHELL TEXT [SED]: the block that has TEXT in it, as SED changes it.
recipe() {
	local block strict=-e
	[ "$1" != bash ] || strict=-eo\ pipefail
	block=$(grep -lF -- "$2" "$tmp/blocks"/*.*sh | head -n 1)
	# shellcheck disable=SC2086 # many words
	run env -C "$tmp" "$1" $strict <(sed "${3-}" "$block")
}

# faults LINE...: these, and no others.
faults() {
	port_tell reset "$@"
}

faults 'page status=403'
recipe bash s.ndjson.gz.part
is "$status" 7 'an export that Port refuses'
faults 'page@2+ status=403'
recipe bash s.ndjson.gz.part 's/service: |/service: --page-size 100 |/'
is "$status" 7 'an export that ends in the middle'
ok 'there is no file of that name' [ ! -e "$tmp/s.ndjson.gz" ]
is "$(gzip -cd "$tmp/s.ndjson.gz.part" | wc -l)" 100 'what came is in the part'
faults
recipe bash s.ndjson.gz.part
is "$status,$(gzip -cd "$tmp/s.ndjson.gz" | wc -l)" 0,275 'the next night'
recipe bash 'set -euo pipefail' 's/\.version/.nothing/'
is "$status,$out" 1, 'null ends a script'
recipe bash 'set -euo pipefail' 's/checkout/nowhere/'
is "$status,$out" 10, 'and so does no entity'

sed -i 34s/gold/platinum/ "$tmp/all.ndjson"
recipe bash 'bulk?upsert'
is "$status" 5 'a batch with an entity that Port refuses fails'
like "$err" 'batch-33' 'and it is named'
faults 'write status=403'
recipe bash 'bulk?upsert'
is "$status" 5 'a batch that Port refuses'
like "$err" 'error at ' 'is reported'
faults
PORT_CLIENT_SECRET='' recipe bash 'bulk?upsert'
is "$status" 4 'no token, no batch'

# From one machine to another over stdin, as port-token(1) has it.
report='port-get service:checkout -r .properties.version'
run env -i PATH="$PATH" bash -es < <(port-token -x -t 1800; echo "$report")
is "$status,$out" 0,1.4.5 'a token that crosses with its URL'
run env -i PATH="$PATH" bash -es < <(PORT_CLIENT_SECRET='' port-token -q -x -t 1800; echo 'echo on')
is "$status,$out" 6, 'no token: the other machine does nothing'
done_testing
