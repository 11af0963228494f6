#!/bin/bash
# When something goes wrong, the recipes of README.md and port-token(1) fail, and
# leave no file that looks complete. blocks.t shows that they work; write.t tests
# those in tests/readme/write.
# shellcheck disable=SC2016
. tests/lib.sh
need dash

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
mkdir "$tmp/blocks"
tests/readme/blocks README.md "$tmp/blocks" > /dev/null
port-get - -nc 'range(45) | {identifier: "batch-\(.)", properties: {tier: "gold"}}' > "$tmp/all.ndjson"

# recipe SHELL TEXT [SED]: runs the block that contains TEXT, after SED has edited it.
recipe() {
	local block strict=-e
	[ "$1" != bash ] || strict=-eo\ pipefail
	block=$(grep -lF -- "$2" "$tmp/blocks"/*.*sh | head -n 1)
	# shellcheck disable=SC2086 # many words
	run env -C "$tmp" "$1" $strict <(sed "${3-}" "$block")
}

# faults [LINE...]: the stand-in has these faults and no others.
faults() {
	port_tell reset "$@"
}

faults 'page status=403'
recipe bash s.ndjson.gz.part
is "$status" 7 'an export that Port refuses fails'
faults 'page@2+ status=403'
recipe bash s.ndjson.gz.part 's/service: |/service: --page-size 100 |/'
is "$status" 7 'an export that breaks off fails'
ok 'the file is not created' [ ! -e "$tmp/s.ndjson.gz" ]
is "$(gzip -cd "$tmp/s.ndjson.gz.part" | wc -l)" 100 'the received part is in s.ndjson.gz.part'
faults
recipe bash s.ndjson.gz.part
is "$status,$(gzip -cd "$tmp/s.ndjson.gz" | wc -l)" 0,275 'the next export creates the file'
recipe bash 'set -euo pipefail' 's/\.version/.nothing/'
is "$status,$out" 1, 'a script ends when a value is null'
recipe bash 'set -euo pipefail' 's/checkout/nowhere/'
is "$status,$out" 10, 'and when an entity does not exist'

sed -i 34s/gold/platinum/ "$tmp/all.ndjson"
recipe bash 'bulk?upsert'
is "$status" 5 'a batch fails when Port refuses an entity'
like "$err" 'batch-33' 'and names the entity'
faults 'write status=403'
recipe bash 'bulk?upsert'
is "$status" 5 'a batch fails when Port refuses all of it'
like "$err" 'error at ' 'and reports it'
faults
PORT_CLIENT_SECRET='' recipe bash 'bulk?upsert'
is "$status" 4 'a batch fails without a token'

# A token for another machine over stdin, as in port-token(1).
report='port-get service:checkout -r .properties.version'
run env -i PATH="$PATH" bash -es < <(port-token -x -t 1800; echo "$report")
is "$status,$out" 0,1.4.5 'the other machine gets token and URL'
run env -i PATH="$PATH" bash -es < <(PORT_CLIENT_SECRET='' port-token -q -x -t 1800; echo 'echo on')
is "$status,$out" 6, 'without a token the other machine runs nothing'
done_testing
