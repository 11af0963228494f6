#!/bin/bash
# The routes that the completions know are there, and are offered step by step.
# shellcheck disable=SC2016 # a word like that is to stay one
. tests/lib.sh

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret PORT_KEYRING=off

known() { sh completions/candidates resources "$@"; }

routes=$(known '' | grep -v '/$')
ok 'there are routes' [ "$(wc -l <<< "$routes")" -ge 20 ]
PORT_ACCESS_TOKEN=$(port-token -r)
export PORT_ACCESS_TOKEN
for route in $routes; do
	run port-get "$route"
	like "$status" '^(0|11)$' "$route is there, if not content with no parameters"
done
unset PORT_ACCESS_TOKEN

is "$(known actions/r | paste -s -d ' ')" 'actions/runs actions/runs/' \
	'as far as the next name that only Port knows'
is "$(known actions/runs/r_1/ | paste -s -d ' ')" \
	'actions/runs/r_1/approvers actions/runs/r_1/logs' 'and behind it'
is "$(known /v1/audi)" /v1/audit-log 'with /v1/ in front'
is "$(known /audi)" /audit-log 'with / in front'
for word in - -x @ @x https://api.getport.io/v1/b HTTP://localhost/v1/b \
	'blueprints?x' audit-log/ blueprints/x/y/z 'a\tb' "a'b" '$(true)' '*'; do
	gives '' "none for $word" known "$word"
done
gives '' 'none for what is no word of it' sh completions/candidates at_hand
done_testing
