#!/bin/bash
# Completion knows the routes that Port documents, and offers them segment by
# segment. Names in place of a * come from Port, never from another route.
# shellcheck disable=SC2016 # no word is to be expanded
. tests/lib.sh
need perl

port_start --seed tests/seed/demo.json
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret PORT_KEYRING=off

# complete WORD...: completes the last WORD of `port-get WORD...`. Leaves what
# is offered in $offered, with spaces between.
complete() {
	local words
	mapfile -t words < <(exec port-get --complete zsh port-get "$@" 2> /dev/null)
	offered=${words[*]:1}
}

# offers WANT NAME WORD...: WANT is what completion offers.
offers() {
	complete "${@:3}"
	is "$offered" "$1" "$2"
}

# Without the routes that Port does not document.
is "$(sed -n 's/^	{ \(ROUTES_ENTITY\|"\([^"?]*\)[^"]*"\),.*/\1 \2/p' filter/cli/route_table.c |
	sed 's/^ROUTES_ENTITY.*/"blueprints\/*\/entities\/*"/; s/^"\([^"?]*\).*/\1/' | sort)" \
	"$(sed -n '/^| route | keys/,/^$/p' tests/port/API.md | tail -n +3 | grep -v 'not in \[S\]' |
		awk -F ' *[|] *' '$2 { gsub(/{[^}]*}/, "*", $2); print $2 }' | sort)" \
	'the GET routes that Port documents'

PORT_ACCESS_TOKEN=$(port-token -r)
export PORT_ACCESS_TOKEN
complete ''
for route in $offered; do
	[[ $route != *[/:] ]] || continue
	run port-get "$route"
	is "$status" 0 "$route can be read as it is offered"
done
like " $offered " ' service: ' 'blueprints are offered'

# Names for the last * of a route, and never a word of another route.
for case in 'actions/runs/ actions/runs/r_QOz6WoOB1Q2lmhZZ' 'blueprints/ser blueprints/service' \
	'teams/comm teams/commerce' 'pages/ ^pages/[^ ]+' 'users/ada users/ada@example.org' \
	'blueprints/service/scorecards/ ^blueprints/service/scorecards/[^ ]' \
	'/v1/blueprints/ciJ /v1/blueprints/ciJob' 'actions/ actions/deploy_service'; do
	complete "${case%% *}"
	like "$offered" "${case#* }" "names for ${case%% *}"
	[ "${case%% *}" != actions/runs/ ] || unlike "$offered" permissions 'permissions is not the name of a run'
done

# Fields of the blueprint that the RESOURCE before --include names.
offers identifier 'a field that every entity has' --include ide
offers --exclude=identifier 'a field after =' --exclude=ide
offers team,identifier 'a field after a comma' service: --include team,ide
complete service: --include properties.
like "$offered" '^properties.[a-zA-Z]+( |$)' 'properties of the blueprint'
complete service:checkout --include relations.
like "$offered" '^relations.[a-zA-Z]+( |$)' 'relations of the blueprint'
offers properties.tier 'properties for a PATH' blueprints/service/entities --include properties.tie
offers '' 'a list has no fields' @list --include properties.

mapfile -t lines < <(exec port-get --complete zsh port-get service:)
is "${lines[0]},${#lines[@]}" more,51 '50 of 275 entities are offered, and that there are more'
unset PORT_ACCESS_TOKEN PORT_CLIENT_ID PORT_CLIENT_SECRET
offers 'actions/runs actions/runs/' 'as far as the next name that only Port knows' actions/r
offers 'actions/runs/r_1/approvers?include_pending_approvers=false actions/runs/r_1/logs' \
	'after the name, with the parameter that Port requires' actions/runs/r_1/
offers '' 'no word of another route in place of a name' actions/runs/
offers actions/x/permissions 'but after a name' actions/x/
offers 'pages/ pages?compact=true' 'a parameter that Port requires' pag
offers /v1/audit-log 'after /v1/' /v1/audi
offers /audit-log 'after /' /audi
for word in https://api.getport.io/v1/b HTTP://localhost/v1/b \
	'blueprints?x' audit-log/ blueprints/x/y/z 'a\tb' "a'b" '$(true)' '*' \
	'blueprints/*/' 'blueprints/x|;e touch X;#/entities/' //; do
	offers '' "nothing for $word" "$word"
done

# A large folder: its completion takes linear time. Links cost less than files.
mkdir "$tmp/many"
cd "$tmp/many" || exit
touch first
perl -e 'link "first", sprintf "a-file-with-a-rather-long-name-%06d.txt", $_ for 1 .. 29_999'
is "$(port-get --complete zsh port-get @ | tail -n +2 | sort -u | wc -l)" 30000 \
	'every file of a large folder is offered'

# No bash cuts a word within a character; nothing fails if one does.
touch éa èb
run port-get --complete bash $'port-get @\xc3' $'\xc3'
is "$status,$err" 0, 'a word that is cut within a character'
done_testing
