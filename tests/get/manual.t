#!/bin/bash
# Every example of port-get.1 and port-token.1 runs unchanged, in bash with
# pipefail. Those that log in are in tests/token/login.t.
# shellcheck disable=SC2154
. tests/lib.sh
. tests/get/common.sh
need column comm gzip curl

# Write each block and each single line of EXAMPLES to a file.
n=0
for page in filter/port-get.1 helper/port-token.1; do
	awk -v to="$tmp/example.$((++n))" '
		/^\.Sh/ { examples = $2 == "EXAMPLES" }
		!examples { next }
		/^\.(Bd|Dl)/ { file = to sprintf("%02d", ++n) }
		/^\.Ed/ { block = 0; close(file) }
		/^\.Dl/ { sub(/^\.Dl (\$ )?/, ""); gsub(/\\\(dq/, "\""); print > file; close(file) }
		block { sub(/^\$ /, ""); gsub(/\\e/, "\\"); gsub(/\\&/, ""); print > file }
		/^\.Bd/ { block = 1 }
	' $page
done

demo_start
# A profile needs a keyring: the examples use the environment instead.
sed -i 's/ -p us//' "$tmp"/example.1*
grep -lZ 'port-token login' "$tmp"/example.2* | xargs -0 rm
sed -i "s|https://api.getport.io|$port_url|; s|ssh box|env -i PATH=\"\$PATH\"|" "$tmp"/example.2*
cd "$tmp" || exit 1
printf 'checkout\n' > names.txt
echo cart > gone.txt
echo 'port-get service:checkout -r .identifier' > report.sh
port-get - -nc 'range(45) | {identifier: "bulk-\(.)", properties: {tier: "gold"}}' > all.ndjson
run=$(port-get actions/runs -r '.runs[0].id')
export run
ok 'the demo has an action run' [ -n "$run" ]
(timeout 60 sh -c 'until [ -e seen ]; do sleep 0.1; done'
	port-token --curl "actions/runs/$run" | curl -K- -sS -X PATCH --json '{"status":"SUCCESS"}') > patched &

n=0
for example in example.*; do
	n=$((n + 1))
	if grep -q IN_PROGRESS "$example"; then
		sed -i 's/sleep 5/: > seen; sleep 0.1/' "$example"
	fi
	timeout 60 bash -eo pipefail "$example" > out.$n 2> err.$n
	is "$?,$(< err.$n)" 0, "runs: $(head -n 1 "$example")"
done
ok 'the manuals have examples' [ $n -gt 8 ]
wait -n 2> /dev/null
for n in 1 2 3 6 7; do ok "example $n prints" [ -s out.$n ]; done
gives 45 'the batches were written' port-get service: -n '[inputs.identifier | select(startswith("bulk-"))] | length'
fails 10 cart 'the deleted entity is gone' port-get service:cart
done_testing
