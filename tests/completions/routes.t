#!/bin/bash
# The routes that completion knows are those of Port, and are offered step by
# step. Names for a * come from Port, never from another route.
# shellcheck disable=SC2016 # a word like that is to stay one
. tests/lib.sh

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret PORT_KEYRING=off

# offers WORD: what is offered for that RESOURCE, blank between.
offers() {
	port-get --complete zsh port-get "$1" 2> /dev/null | tail -n +2 | paste -s -d ' '
}

# The table against that of tests/port/API.md, without what Port does not
# document.
is "$(sed -n 's/^	{ \(ROUTES_ENTITY\|"\([^"?]*\)[^"]*"\),.*/\1 \2/p' filter/cli/route_table.c |
	sed 's/^ROUTES_ENTITY.*/"blueprints\/*\/entities\/*"/; s/^"\([^"?]*\).*/\1/' | sort)" \
	"$(sed -n '/^| route | keys/,/^$/p' tests/port/API.md | tail -n +3 | grep -v 'not in \[S\]' |
		awk -F ' *[|] *' '$2 { gsub(/{[^}]*}/, "*", $2); print $2 }' | sort)" \
	'the GET routes that Port documents'

PORT_ACCESS_TOKEN=$(port-token -r)
export PORT_ACCESS_TOKEN
for route in $(offers ''); do
	[[ $route != *[/:] ]] || continue
	run port-get "$route"
	is "$status" 0 "$route as it is offered has content"
done
like " $(offers '') " ' service: ' 'and blueprints'

# Names for the last * of a route, and never a word of another route.
for case in 'actions/runs/ actions/runs/r_QOz6WoOB1Q2lmhZZ' 'blueprints/ser blueprints/service' \
	'teams/comm teams/commerce' 'pages/ ^pages/[^ ]+' 'users/ada users/ada@example.org' \
	'blueprints/service/scorecards/ ^blueprints/service/scorecards/[^ ]' \
	'/v1/blueprints/ciJ /v1/blueprints/ciJob' 'actions/ actions/deploy_service'; do
	like "$(offers "${case%% *}")" "${case#* }" "names for ${case%% *}"
done
unlike "$(offers actions/runs/)" permissions 'no permissions among runs'

# Fields of the blueprint that the RESOURCE before --include has.
fields() { port-get --complete zsh port-get "$@" 2> /dev/null | tail -n +2 | paste -s -d ' '; }
is "$(fields --include ide)" identifier 'a field of every entity'
is "$(fields service: --exclude=ide)" --exclude=identifier 'after ='
is "$(fields service: --include team,ide)" team,identifier 'after a comma'
like "$(fields service: --include properties.)" '^properties.[a-zA-Z]+( |$)' 'properties'
like "$(fields service:checkout --include relations.)" '^relations.[a-zA-Z]+( |$)' 'relations'
is "$(fields blueprints/service/entities --include properties.tie)" properties.tier 'of a PATH'
is "$(fields @list --include properties.)" '' 'none of a list'

# More than fit.
is "$(port-get --complete zsh port-get service: | head -n 1)" more '50 of 275: there are more'
is "$(port-get --complete zsh port-get service: | wc -l)" 51 'and 50 are offered'
unset PORT_ACCESS_TOKEN PORT_CLIENT_ID PORT_CLIENT_SECRET
is "$(offers actions/r)" 'actions/runs actions/runs/' 'as far as the next name that only Port knows'
is "$(offers actions/runs/r_1/)" \
	'actions/runs/r_1/approvers?include_pending_approvers=false actions/runs/r_1/logs' \
	'and behind it, with the parameter that Port requires'
is "$(offers actions/runs/)" '' 'no word of another route in the place of a name'
is "$(offers actions/x/)" actions/x/permissions 'but behind a name'
is "$(offers pag)" 'pages/ pages?compact=true' 'a parameter that is required'
is "$(offers /v1/audi)" /v1/audit-log 'with /v1/ in front'
is "$(offers /audi)" /audit-log 'with / in front'
for word in https://api.getport.io/v1/b HTTP://localhost/v1/b \
	'blueprints?x' audit-log/ blueprints/x/y/z 'a\tb' "a'b" '$(true)' '*' \
	'blueprints/*/' 'blueprints/x|;e touch X;#/entities/' //; do
	is "$(offers "$word")" '' "none for $word"
done
# A folder of many files: more than a megabyte of names, each of them once.
mkdir "$tmp/many"
(cd "$tmp/many" && seq -f 'a-file-with-a-rather-long-name-%06g.txt' 30000 | xargs touch)
is "$(cd "$tmp/many" && port-get --complete zsh port-get @ | tail -n +2 | sort -u | wc -l)" 30000 \
	'30,000 files are offered'

# A break within a character: no bash has such, and nothing fails.
touch "$tmp/many/éa" "$tmp/many/èb"
run bash -c 'cd "$1" && exec port-get --complete bash "$2" "$3"' - "$tmp/many" \
	$'port-get @\xc3' $'\xc3'
is "$status,$err" 0, 'a break within a character'
done_testing
