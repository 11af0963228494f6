#!/bin/bash
# Every example of port-get.1 runs, as it stands there, in bash with pipefail.
# shellcheck disable=SC2154
. tests/lib.sh
. tests/get/common.sh
need column comm gzip curl

# The blocks of EXAMPLES, each in a file of its own.
awk -v to="$tmp/example" '
	/^\.Sh/ { examples = $2 == "EXAMPLES" }
	examples && /^\.Ed/ { block = 0; close(file) }
	block { sub(/^\$ /, ""); gsub(/\\e/, "\\"); gsub(/\\&/, ""); print > file }
	examples && /^\.Bd/ { block = 1; file = to "." sprintf("%02d", ++n) }
' filter/port-get.1

demo_start
# A second organization would take a keyring; a token says who is asked anyway.
sed -i 's/ -p us//' "$tmp"/example.*
cd "$tmp" || exit 1
printf 'checkout\n' > names.txt
run=$(port-get actions/runs -r '.runs[0].id')
export run
ok 'there is a run' [ -n "$run" ]
(timeout 60 sh -c 'until [ -e seen ]; do sleep 0.1; done'
	port-token --curl "actions/runs/$run" | curl -K- -sS -X PATCH --json '{"status":"SUCCESS"}') > patched &

n=0
for example in example.*; do
	n=$((n + 1))
	if grep -q IN_PROGRESS "$example"; then
		sed -i 's/sleep 5/: > seen; sleep 0.1/' "$example"
	fi
	timeout 60 bash -eo pipefail "$example" > out.$n 2> err.$n
	is "$?,$(< err.$n)" 0, "runs: $(head -1 "$example")"
done
ok 'there are examples' [ $n -gt 8 ]
wait -n 2> /dev/null
for n in 1 2 3 6 7; do ok "example $n prints" [ -s out.$n ]; done
done_testing
