#!/bin/bash
# Options of curl, gh, kubectl and jq: the hint says what to use here, or only
# names --help. No request is sent.
# shellcheck disable=SC2016
. tests/lib.sh
export PORT_ACCESS_TOKEN=t PORT_API_URL=http://127.0.0.1:1 PORT_KEYRING=off

# Each line: program, option, a part of the hint (an ERE).
while read -r program option hint; do
	fails 2 "unknown option ${option%%=*}"$'\n'"hint: .*$hint" "$program $option" \
		"$program" "$option"
done <<'EOT'
port-get --no-color -M
port-get --color -C
port-get --debug -v shows requests
port-get --max-time --timeout SEC
port-get -m --timeout SEC
port-get --connect-timeout=5 --timeout SEC
port-get --silent -q prints errors only
port-get --search --query
port-get -l --query
port-get --count entities-count
port-get --csv @csv
port-get --table @tsv.*column -t
port-get --tsv @tsv
port-get --page reads every page
port-get --paginate reads every page
port-get --per-page --page-size
port-get --sort sort_by
port-get --org port-token login -p NAME
port-get --namespace -p NAME
port-get --pretty port-get RESOURCE [.] indents
port-get -u port-token status
port-get --user=a:hush port-token status
port-get --token=hush port-token status
port-get -K curl -K-
port-get --config=x curl -K-
port-get -O > FILE
port-get -o JSON goes to stdout
port-get -X only reads; to write: port-token --curl
port-get -T only reads; to write: port-token --curl
port-get --method=PUT only reads; to write: port-token --curl
port-get -d only reads; to write: port-token --curl
port-get -F only reads; to write: port-token --curl
port-get --input only reads; to write: port-token --curl
port-get --data-raw={} only reads; to write: port-token --curl
port-get --jq FILTER follows RESOURCE
port-get -t FILTER follows RESOURCE
port-get --each only reads; to write: port-token --curl
port-get --template FILTER follows RESOURCE
port-get --argfile --slurpfile
port-get -i -v shows requests
port-get -I -v shows requests
port-get -k CURL_CA_BUNDLE
port-get -x https_proxy
port-get --hostname --api-url us
port-get --curl=x port-token --help
port-get --min-ttl port-token --help
port-get --ndjson -c prints
port-get --raw -r prints
port-get --first --limit N
port-get --yaml port-get --help lists
port-get -z port-get --help lists
port-get --watch port-get --help lists
port-get --null-inp did you mean --null-input
port-token --no-cache -R asks Port
port-token --force -R asks Port
port-token --silent -q prints errors only
port-token --debug -v shows requests
port-token -m --timeout SEC
port-token --password=hush no option takes a secret
port-token -u --client-id
port-token -K --curl RESOURCE . curl -K-
port-token -o standard output
port-token --list port-token status
port-token --ttl=5 -t SEC
port-token --org -p NAME
port-token --no-color port-token --help lists
EOT
run port-get -u admin:hush service:
unlike "$err" hush 'the argument after -u is not shown'
run port-get -uadmin:hush service:
unlike "$err" hush '-uUSER:SECRET is not shown'

# The value is the next argument; the error shows it.
for case in '-P1:-P N' '-fFILTER:-f FILE' '-pdefault:-p NAME' '-L/lib:-L DIR'; do
	IFS=: read -r typed right <<< "$case"
	fails 2 "unknown option -.: the ${right#* } of ${right% *} is 'a:b'"$'\n'"hint: the value of ${right% *} is the next word: $right" \
		"port-get $typed" port-get "$typed" a:b .x
	fails 2 "hint: the value of ${right% *} is the next word: $right" \
		"port-get $typed, the last word" port-get blueprints "$typed"
done
fails 2 "unknown option -6: the SEC of -t is 'status'"$'\n''hint: .*next word: -t SEC' \
	'port-token -t600' port-token -t600 status
fails 2 'unknown option -u after -p'$'\n''hint: .*next word: -p NAME' 'port-token -pus' port-token -pus
fails 2 "from 1 to 32, not 'x'" 'the error shows the range and the value' port-get -P x service:
fails 2 "from 1, not '0'" 'a range without an upper end' port-get --limit 0 service:

# Words that are not commands of port-token.
while read -r word hint; do
	fails 2 "$word: no such command"$'\n'"hint: ${hint}$" "port-token $word" port-token "$word"
	[ "$word" != refresh ] || continue
	run bash -c "${err##*hint: }"
	unlike "$err" 'unknown|no such|mutually' 'the hint works'
done << 'EOT'
whoami port-token status
list port-token status
profiles port-token status
refresh port-token -R
token port-token -r
get port-token -r
auth port-token login
signout port-token logout
help port-token --help
version port-token --version
export x=[$]\(port-token -x\) && eval "[$]x"$
EOT
fails 2 'hint: port-token status -p x --api-url us$' '-p and --api-url are kept' port-token -p x --api-url us whoami
fails 2 'hint: login, status or logout' 'any other word' port-token bogus
for program in port-get port-token; do
	fails 2 'hint: port-token -p x --api-url us --curl RESOURCE [|] curl -K-$' "$program -K: the hint keeps -p and --api-url" \
		$program -p x --api-url us -K
done
done_testing
