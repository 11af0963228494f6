#!/bin/bash
# The traps that README.md warns of are real, and so are the ways around them.
# shellcheck disable=SC2016
. tests/lib.sh
need zsh dash

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
echo '{"identifier": "trap", "properties": {"tier": "gold"}}' > "$tmp/body.json"
none='env -u PORT_CLIENT_ID'

# last JQ: of the request that the stand-in saw last.
last() { tail -n 1 "$port_log" | port-get - -r "$1"; }

run bash -c "curl -sS -o /dev/null -H \"\$($none port-token -q)\" $port_url/v1/blueprints"
is "$status,$(last .auth)" 0,none 'curl -H: sent without a token'
run bash -c "curl -fsS -o /dev/null -H \"\$($none port-token -q)\" $port_url/v1/blueprints"
is "$status" 22 'with -f that fails'
before=$(requests)
run bash -c "$none port-token -q --curl blueprints | curl -K-"
is "$status,$(requests)" "2,$before" '--curl: nothing is sent'

run bash -c 'port-token --curl blueprints | curl -K- -fsS'
is "$status" 2 '--curl and -f'
run bash -c 'port-token --curl blueprints/nothing | curl -K- > /dev/null'
is "$status" 22 '--curl fails without -f'

run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json @- > /dev/null"
is "$(last .bytes)" 0 '-K- and @-: the body is empty'
run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json @$tmp/body.json > /dev/null"
is "$status,$(last '.bytes > 0')" 0,true 'a body from a file'
run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json \"\$(cat $tmp/body.json)\" > /dev/null"
is "$status" 0 'a body from an argument'

run bash -c 'port-token --curl blueprints/nothing | curl -K- | port-get - .blueprint'
is "$status" 0 'a curl that fails in a pipeline'
run bash -o pipefail -c 'port-token --curl blueprints/nothing | curl -K- | port-get - .blueprint'
is "$status" 22 'the same with pipefail'
run dash -c 'port-token --curl blueprints/nothing | curl -K- | port-get - -e .blueprint'
is "$status" 1 'and -e'
run bash -c "port-token | curl -fsS -H @- -H 'Content-Type: application/json' \
	-d @$tmp/body.json '$port_url/v1/blueprints/service/entities?upsert=true' > /dev/null"
is "$status" 0 'a body without --json'

run dash -c 'cat <(echo a)'
is "$status" 2 '<( ) in dash'
run zsh -fc 'port-get pages?compact=true'
is "$status" 1 'an unquoted ? in zsh'
ok 'a quoted one' zsh -fc "port-get 'pages?compact=true'"

run bash -c 'set -o pipefail; port-get service: --page-size 10 -r .identifier | head -n 1'
is "$status" 141 '| head under pipefail'
run bash -c 'set -o pipefail; port-get service: -r .identifier --limit 1'
is "$status" 0 '--limit'

run bash -xc 'X=$(port-token)'
like "$err" 'Bearer eyJ' 'set -x shows the token'
run bash -c "set -e; export X=\$($none port-token -q); echo on"
is "$status,$out" 0,on 'export hides a failure'
for shell in dash bash; do
	run $shell -c "x=\$($none port-token -q -x) && eval \"\$x\" || exit; echo on"
	is "$status,$out" 6, "the first line in $shell does not"
	run env PORT_API_URL=http://127.0.0.1:1 $shell -c 'x=$(port-token -x) && eval "$x" || exit; echo on'
	is "$status,$out" 9, "in $shell: a job is run again for 9"
	run $shell -c 'eval "$(no-such-program)" || exit; echo on'
	is "$status,$out" 0,on "eval in $shell goes on where the program is not installed"
done

port_stop
port_start --seed tests/seed/demo.json
run bash -c 'for i in 1 2 3; do port-get blueprints > /dev/null; done'
is "$(requests mint)" 3 'a mint for each call'
run bash -c 'x=$(port-token -x) && eval "$x"; for i in 1 2 3; do port-get blueprints > /dev/null; done'
is "$(requests mint)" 4 'one, with that line'
a=$(port-token -r) b=$(port-token -r)
is "$a" "$b" 'the same token for every job'

# What is said to somebody who is new or mistypes: what to do next.
says() { # ERE COMMAND...
	local want=$1
	shift
	run "$@"
	like "$err" $'^port-(get|token): [^\n]+\nhint: [^\n]*'"$want" "$*"
	is "$out" '' 'and nothing else'
}
unset PORT_CLIENT_ID PORT_CLIENT_SECRET
says 'port-token login' port-token
says 'port-get blueprints' port-get
says 'login, status or logout' port-token statu
says 'help|RESOURCE|FILTER' port-get --jq .a service:
says 'port-token login' port-get service:
done_testing
