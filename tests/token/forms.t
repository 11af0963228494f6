#!/bin/bash
# What port-token prints, byte for byte, in each form; and on errors of usage.
# On an error it prints nothing on stdout.
. tests/lib.sh
. tests/token/common.sh
need curl

export PORT_KEYRING=off
url=https://api.getport.io/v1
token='AZaz09-._~+/='
export PORT_ACCESS_TOKEN=$token

# --- the forms ---

gives "Authorization: Bearer $token" 'by default it prints the header' port-token
ok 'with one newline at the end' cmp "$tmp/out" \
	<(printf 'Authorization: Bearer %s\n' "$token")
for o in -r --raw; do
	gives "$token" "$o prints the token" port-token $o
	ok "$o: with one newline at the end" cmp "$tmp/out" <(printf '%s\n' "$token")
done
unknown='{"access_token":"'$token'","token_type":"Bearer","expires_at":null,"expires_in":null'
unknown+=',"api_url":"'$url'","client_id":null,"source":"env"}'
gives "$unknown" '-j prints one line of JSON' port-token -j
gives "$unknown" '--json does the same' port-token --json
exp=$(($(date +%s) + 5000))
PORT_ACCESS_TOKEN=$(jwt $exp) run port-token -j
is "$(json expires_at)" $exp '-j: expires_at is the exp of the JWT'
ok '-j: expires_in counts from now' test "$(json expires_in)" -gt 4900 -a \
	"$(json expires_in)" -le 5000
for o in -x --export; do
	gives "export PORT_ACCESS_TOKEN='$token' PORT_API_URL='$url'" \
		"$o prints a command for eval" port-token $o
done
gives "export PORT_ACCESS_TOKEN='$token' PORT_API_URL='https://api.us.getport.io/v1'" \
	'-x exports the given URL' port-token -x --api-url US

mkdir "$tmp/bare"
ln -s "$(type -P env)" "$(type -P sed)" "$(type -P sort)" "$(type -P xargs)" "$tmp/bare"
for sh in sh dash bash zsh busybox; do
	shell=("$(type -P $sh)")
	[ $sh != busybox ] || shell+=(sh)
	# The first line of a job: with a token, without credentials, and when
	# port-token is not installed.
	for strict in '' 'set -e; '; do
		# shellcheck disable=SC2016
		job=$strict'x=$(port-token -x) && eval "$x" || exit
			env | sed -n "s/^PORT_ACCESS_TOKEN=//p; s/^PORT_API_URL=//p" | sort | xargs'
		gives "$token $url" "$sh: ${strict}the first line of a job sets both variables" "${shell[@]}" -c "$job"
		run env -u PORT_ACCESS_TOKEN "${shell[@]}" -c "$job"
		is "$status,$out" 6, "$sh: ${strict}the job ends without credentials"
		run env PATH="$tmp/bare" "${shell[@]}" -c "$job"
		is "$status,$out" 127, "$sh: ${strict}and when port-token is not installed"
	done
	# shellcheck disable=SC2016
	gives 'unset' "$sh: when -x fails, eval fails and unsets the token" \
		"${shell[@]}" -c 'eval "$(port-token -x -t 10001 2> /dev/null)" && echo good; echo "${PORT_ACCESS_TOKEN-unset}"'
	# shellcheck disable=SC2016
	run "${shell[@]}" -c 'set -e; eval "$(port-token -x --timeout 0 2> /dev/null)"; echo on'
	is "$status$out" 2 "$sh: under set -e it ends the script with its status"
done

gives "url = \"$url/blueprints/service/entities?upsert=true\"
header = \"Authorization: Bearer $token\"
fail-with-body
silent
show-error" '--curl prints a config for curl -K' port-token --curl 'service:?upsert=true'
gives "$(port-token --curl service:a)" '--curl=RESOURCE does the same' \
	port-token --curl=service:a
run port-token --curl "$url/blueprints/a%22b?x=\"\\"
like "$out" 'url = "https://api.getport.io/v1/blueprints/a%22b\?x=%22%5C"' \
	'--curl with a URL: quotes and backslashes are encoded'
run port-token --curl 'b:x y'
like "$out" '/blueprints/b/entities/x%20y"' '--curl with an entity: blanks are encoded'

# --- curl accepts them ---

port_start
good=$(PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret port-token -R -r)
PORT_ACCESS_TOKEN=$good run sh -c 'port-token --curl blueprints | curl -K-'
is "$status" 0 'curl accepts the config'
like "$out" '"ok" *: *true' 'and sends the token'
run sh -c "curl -fsS -H \"\$(PORT_ACCESS_TOKEN=$good port-token)\" $port_url/v1/blueprints"
is "$status" 0 'curl accepts the header'
run sh -c "PORT_ACCESS_TOKEN=$good port-token | curl -fsS -H @- $port_url/v1/blueprints"
is "$status" 0 'also from stdin'
before=$(wc -l < "$port_log")
run sh -c 'port-token --curl blueprints -t 1 2> /dev/null | curl -K-'
is "$status" 2 'curl exits with 2 when port-token fails'
run sh -c 'port-token --curl blueprints -t 1 2> /dev/null | curl -K- --json "{}"'
is "$status,$(wc -l < "$port_log")" "2,$before" 'and sends nothing'
unset PORT_API_URL

# --- usage ---

fails 2 'not a resource' '--curl -' port-token --curl -
fails 2 'empty' '--curl with an empty RESOURCE' port-token --curl ''
fails 2 'another host' '--curl with a URL of another host' \
	port-token --curl https://example.org/v1/blueprints
fails 2 '--curl needs' '--curl without a RESOURCE' port-token --curl
for pair in '-r -j' '-j -x' '--curl a -r' '-rj'; do
	# shellcheck disable=SC2086
	run port-token $pair
	is "$status" 2 "two forms: $pair"
done
run port-token -x -r
is "$status,$out" '2,unset PORT_ACCESS_TOKEN; (exit 2)' '-x with another form: unsets the token'
run port-token --export=yes
is "$status,$out" '2,unset PORT_ACCESS_TOKEN; (exit 2)' '--export with a value: unsets the token'
gives "$token" 'the same form twice is accepted' port-token -r -r
for bad in -1 10001 x '' 1.5 99999999999999999999; do
	fails 2 '0 to 10000' "-t '$bad'" port-token -t "$bad"
done
for bad in 0 3601 x; do
	fails 2 '1 to 3600' "--timeout $bad" port-token --timeout "$bad"
done
for good in 1 3600; do
	gives "$token" "--timeout $good" port-token -r --timeout $good
done
fails 2 'unknown option --bogus.*hint: port-token --help' 'an unknown option' port-token --bogus
fails 2 'unknown option --refres' 'options cannot be abbreviated' port-token --refres
fails 2 'login, status or logout' 'a misspelled verb' port-token logn
fails 2 "'status' after login.*hint: port-token status" 'two verbs' port-token login status
fails 2 'unexpected argument after login.*hint: port-token login -p NAME --client-id ID$' \
	'a profile as an argument' port-token login us
fails 2 'hint: .*port-token login --client-id ID$' 'a secret as an argument' \
	port-token login --client-id a hush
unlike "$err" hush 'the secret is not shown'
fails 2 'hint: port-token login --api-url us$' '--us' port-token login --us
fails 2 'hint: port-get service:checkout$' 'a RESOURCE' port-token service:checkout
for word in "$port_secret" "$port_id:$port_secret"; do
	fails 2 ': no such command' 'a secret as a command' port-token "$word"
	unlike "$err" "${port_secret#*+}" 'it is not shown'
done
fails 2 'hint: port-token --curl RESOURCE --each FILE [|] curl -K-$' '--curl and --json' \
	port-token --curl service: --json @svc.json
fails 2 'hint: --each reads FILE without @: --each nothing.json$' '@FILE of curl' \
	port-token --curl service: --each @nothing.json
fails 2 'hint: .*--each -$' '--each with a body instead of a file' port-token --curl service: --each '{"identifier": 1}'
for secret in --client-secret --secret=hush; do
	fails 2 'unknown option --[a-z-]+'$'\n''hint: .*standard input' $secret port-token login $secret
	unlike "$err" hush 'the secret is not shown'
done
fails 2 'hint: -r prints' '--token' port-token --token
fails 2 'hint: --api-url us' '--region' port-token login --region us
fails 2 'hint: port-token prints the header' -H port-token -H
fails 2 'hint: port-token --curl RESOURCE --request METHOD [|] curl -K-$' '-X POST' port-token -X POST
for habit in '-d {}' --data={}; do
	# shellcheck disable=SC2086
	fails 2 'hint: port-token --curl RESOURCE --each FILE \| curl -K-$' "$habit" port-token $habit
done
fails 2 'not with login' 'a form with login' port-token login -r
fails 2 'not with status' 'a form with status' port-token status --curl a
fails 2 'not with logout' '-j with logout' port-token logout -j
fails 2 'only with login' '--client-id without login' port-token --client-id a
fails 2 'only with logout' '--all without logout' port-token --all
fails 2 'not with --profile' '--all with -p' port-token logout --all -p a
fails 2 'takes no value' 'a value for an option that takes none' port-token --raw=1

# --- help, version, output ---

for o in -h --help; do
	run port-token $o
	is "$status,$err" 0, "$o succeeds"
	like "$out" '^usage: port-token .*--min-ttl SEC' "$o prints the usage on stdout"
done
for o in -V --version; do
	run port-token $o
	like "$status $out" '^0 port-token [0-9.]+.*libcurl.*libjq.*libsecret' \
		"$o names the libraries"
done
gives "$(port-token -h)" 'with -h other options do not count' port-token -h -r -j
for words in 'login --client-id ID' 'status --json' 'logout --all'; do
	verb=${words%% *}
	run port-token "$verb" --help
	is "$status,$err" 0, "$verb --help succeeds"
	like "$out" "^usage: port-token $verb .*${words#* }.*--profile NAME" "$verb --help lists its options"
	unlike "$out" '--refresh|--curl' 'and no others'
done
unlike "$(port-token login --help)" '--all|--json' 'login --help has neither --all nor --json'
for words in '-x --help' '--version -x' '-xh' 'login --help --export'; do
	# shellcheck disable=SC2086
	run port-token $words
	is "$status,$out" '2,unset PORT_ACCESS_TOKEN; (exit 2)' "$words: prints no help that eval would run"
done

run bash -c 'port-token >&-'
is "$status" 13 'stdout closed'
like "$err" 'cannot write' 'the error says so'
run bash -c 'port-token > /dev/full'
is "$status" 13 'a full disk'
run bash -c 'port-token --help > /dev/full'
is "$status" 13 'a full disk with --help'
run bash -c 'port-token -x > /dev/full'
is "$status,$err" '13,port-token: cannot write output: No space left on device' \
	'a full disk with -x: one error message'
run unread port-token
is "$status,$err" 141, 'a closed pipe: the status of SIGPIPE'
run unread bash -c 'trap "" PIPE; port-token'
is "$status,$err" 141, 'also when SIGPIPE is ignored'
script -qec 'port-token -j' /dev/null < /dev/null > "$tmp/tty" 2>&1
is "$(tr -d '\r' < "$tmp/tty")" "$unknown" 'a terminal gets the same bytes'

done_testing
