#!/bin/bash
# The traps that README.md warns of exist, and the ways around them work.
# shellcheck disable=SC2016
. tests/lib.sh
need zsh dash

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
echo '{"identifier": "trap", "properties": {"tier": "gold"}}' > "$tmp/body.json"
none='env -u PORT_CLIENT_ID'

# last JQ: JQ of the last request in the stand-in's log.
last() { tail -n 1 "$port_log" | port-get - -r "$1"; }

run bash -c "curl -sS -o /dev/null -H \"\$($none port-token -q)\" $port_url/v1/blueprints"
is "$status,$(last .auth)" 0,none 'curl -H: without a token the request is sent anyway'
run bash -c "curl -fsS -o /dev/null -H \"\$($none port-token -q)\" $port_url/v1/blueprints"
is "$status" 22 'with -f it fails'
before=$(requests)
run bash -c "$none port-token -q --curl blueprints | curl -K-"
is "$status,$(requests)" "2,$before" '--curl: without a token nothing is sent'

run bash -c 'port-token --curl blueprints | curl -K- -fsS'
is "$status" 2 '--curl with -fsS: curl refuses it'
run bash -c 'port-token --curl blueprints/nothing | curl -K- > /dev/null'
is "$status" 22 '--curl fails without -f'

run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json @- > /dev/null"
is "$(last .bytes)" 0 '-K- with @-: the body is empty'
run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json @$tmp/body.json > /dev/null"
is "$status,$(last '.bytes > 0')" 0,true 'a body from a file arrives'
run bash -c "port-token --curl 'service:?upsert=true' | curl -K- --json \"\$(cat $tmp/body.json)\" > /dev/null"
is "$status" 0 'a body from an argument arrives'

run bash -c 'port-token --curl blueprints/nothing | curl -K- | port-get - .blueprint'
is "$status" 0 'a pipeline hides that curl failed'
run bash -o pipefail -c 'port-token --curl blueprints/nothing | curl -K- | port-get - .blueprint'
is "$status" 22 'but not with pipefail'
run dash -c 'port-token --curl blueprints/nothing | curl -K- | port-get - -e .blueprint'
is "$status" 1 'or with port-get -e'
run bash -c "port-token | curl -fsS -H @- -H 'Content-Type: application/json' \
	-d @$tmp/body.json '$port_url/v1/blueprints/service/entities?upsert=true' > /dev/null"
is "$status" 0 'a body works without --json'

run dash -c 'cat <(echo a)'
is "$status" 2 'dash has no <( )'
run zsh -fc 'port-get pages?compact=true'
is "$status" 1 'zsh refuses an unquoted ?'
ok 'but not a quoted one' zsh -fc "port-get 'pages?compact=true'"

run bash -c 'set -o pipefail; port-get service: --page-size 10 -r .identifier | head -n 1'
is "$status" 141 '| head fails under pipefail'
run bash -c 'set -o pipefail; port-get service: -r .identifier --limit 1'
is "$status" 0 '--limit does not'

run bash -xc 'X=$(port-token)'
like "$err" 'Bearer eyJ' 'set -x shows the token'
run bash -c "set -e; export X=\$($none port-token -q); echo on"
is "$status,$out" 0,on 'export hides a failure'
for shell in dash bash; do
	run $shell -c "x=\$($none port-token -q -x) && eval \"\$x\" || exit; echo on"
	is "$status,$out" 6, "$shell: the first line of a job does not"
	run env PORT_API_URL=http://127.0.0.1:1 $shell -c 'x=$(port-token -x) && eval "$x" || exit; echo on'
	is "$status,$out" 9, "$shell: when Port cannot be reached the status is 9"
	run $shell -c 'eval "$(no-such-program)" || exit; echo on'
	is "$status,$out" 0,on "$shell: a plain eval goes on when the program is not installed"
done

port_stop
port_start --seed tests/seed/demo.json
run bash -c 'for i in 1 2 3; do port-get blueprints > /dev/null; done'
is "$(requests mint)" 3 'without a keyring each call requests a token'
run bash -c 'x=$(port-token -x) && eval "$x"; for i in 1 2 3; do port-get blueprints > /dev/null; done'
is "$(requests mint)" 4 'with the first line of a job there is one request'
a=$(port-token -r) b=$(port-token -r)
is "$a" "$b" 'two jobs get the same token'

# says ERE COMMAND...: the hint says what to do next.
says() {
	local want=$1
	shift
	run "$@"
	like "$err" $'^port-(get|token): [^\n]+\nhint: [^\n]*'"$want" "$*"
	is "$out" '' 'and nothing on stdout'
}
unset PORT_CLIENT_ID PORT_CLIENT_SECRET
says 'port-token login' port-token
says 'port-get blueprints' port-get
says 'login, status or logout' port-token statu
says 'help|RESOURCE|FILTER' port-get --jq .a service:
says 'port-token login' port-get service:
done_testing
