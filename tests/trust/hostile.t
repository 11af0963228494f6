#!/bin/bash
# Hostile values: runs each line of tests/trust/hostile, which explains its fields.
# ONLY=TEXT: only lines that contain it.
# shellcheck disable=SC2016,SC2034,SC2086,SC2119,SC2120,SC2154 # the rows use the variables
. tests/lib.sh
. tests/token/common.sh
. tests/keyring/lib.sh
need script dash curl
static=${PROGRAMS-}	# the static build has no keyring
[ -n "$static" ] || need dbus-daemon dbus-send secret-tool

table=tests/trust/hostile
patience=30	# seconds
[ -z "${SAN-}" ] || patience=300
sources='body header cursor identifier item attribute variable argv file line dbus'
sinks='eval config terminal stderr command completion bus host memory time'
sha=dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c
mkdir "$tmp/here" "$tmp/bin"

# The server of a stranger; no request may reach it.
port_start
stranger=$port_url stranger_log=$port_log
port_start --seed tests/seed/demo.json
credentials
token=$(PORT_KEYRING=off port-token -r)
export PORT_KEYRING=off
[ -n "$static" ] || fake

# Values: for a terminal, a shell, a config of curl.
esc=$'\e]0;x\a' c1=$'\x9b31m' u9b=$'\u009b31m' bidi=$'\u202e\u2067' q="a'; touch X; '" d='$(touch X)`touch X`'
c=$'a"\nurl = "'"$stranger/v1/x"$'"\noutput = "X"\n#'

# Suggested commands run these. They record their arguments.
for name in port-get port-token; do
	cat > "$tmp/bin/$name" <<-EOT
		#!/bin/sh
		printf '%s\n' "${name#port-}" "\$@" > "$tmp/words"
	EOT
	chmod +x "$tmp/bin/$name"
done

# --- what rows call ---

# json TEXT: sets $j to it as a JSON string. Bytes that are not UTF-8 stay.
json() {
	local c
	j=${1//\\/\\\\}
	j=${j//\"/\\\"}
	for c in $'\n:n' $'\r:r' $'\t:t' $'\e:u001b' $'\a:u0007'; do
		j=${j//"${c%%:*}"/\\${c#*:}}
	done
	j=\"$j\"
}

# says KIND WORDS: a fault of the stand-in, for all requests of that kind.
says() { port_tell fault "$1 ${*:2}"; }

# sends KIND TEXT: the stand-in answers with these bytes.
sends() {
	printf %s "$2" > "$tmp/body"
	says "$1" "body=@$tmp/body"
}

mints() { json "$1" && sends mint "{\"ok\":true,\"accessToken\":$j,\"expiresIn\":10800,\"tokenType\":\"Bearer\"}"; }
entity() { json "$1" && sends entity "{\"ok\":true,\"entity\":{\"identifier\":\"a\",\"title\":$j}}"; }
page() { json "$1" && sends page "{\"ok\":true,\"next\":null,\"entities\":[{\"identifier\":$j}]}"; }

# page_then TEXT: a page with that cursor; the next request fails.
page_then() {
	json "$1"
	printf '{"ok":true,"next":%s,"entities":[{"identifier":"a"}]}' "$j" > "$tmp/body"
	page_then_body
}
page_then_body() {
	port_tell fault "page@1 body=@$tmp/body" 'page@2+ status=500 message=broken'
}

# page_long N, page_then_long N: like page and page_then, with N letters.
page_long() {
	letters '{"ok":true,"next":null,"entities":[{"identifier":"' "$1" '"}]}'
	says page "body=@$tmp/body"
}
page_then_long() {
	letters '{"ok":true,"entities":[{"identifier":"a"}],"next":"' "$1" '"}'
	page_then_body
}
letters() {
	{ printf %s "$1"; head -c "$2" /dev/zero | tr '\0' x; printf %s "$3"; } > "$tmp/body"
}

# on_bus: an empty keyring, and no variable with a credential.
on_bus() {
	unset PORT_CLIENT_ID PORT_CLIENT_SECRET PORT_API_URL PORT_KEYRING
	"$K" forget > /dev/null
	: > "$calls"
}

# on_bad_bus OPTION...: the same with a bus and options of its own.
on_bad_bus() {
	rm -f "$tmp/calls.1"
	fake "$@"
	on_bus
}

# plant KIND PROFILE URL ID BODY
plant() {
	printf %s "$5" | secret-tool store --label="${label:-planted}" application \
		port-token kind "$1" profile "$2" api_url "$3" client_id "$4"
}

# item KIND URL ID TEXT [ATTRIBUTE-URL]: plants one of profile work whose content
# agrees with its attributes.
item() {
	local body
	json "$2" && body="{\"api_url\":$j"
	json "$3" && body+=",\"client_id\":$j,\"secret_sha256\":\"$sha\""
	json "$4"
	case $1 in
	token) body+=",\"access_token\":$j,\"life\":9000,\"wall\":$EPOCHSECONDS,\"boot\":0,\"boot_id\":\"\",\"asked\":false}" ;;
	secret) body+=",\"client_secret\":$j}" ;;
	esac
	plant "$1" work "${5-$2}" "$3" "$body"
}

# big N [UNIT]: sets $big to N bytes, UNIT repeated.
big() { big=$(yes "${2-x}" | tr -d '\n' | head -c "$1"); }

# --- what is checked for each line ---

# steers TEXT: whether it contains bytes that control a terminal. No row sends
# UTF-8 that contains $'\x9b'.
steers() {
	local LC_ALL=C
	[[ $1 = *[$'\a\x9b\x7f']* || $1 = *$'\e]'* || $1 = *$'\e[31m'* ||
		$1 = *$'\xe2\x80\xae'* || $1 = *$'\xe2\x81\xa7'* ]]
}

judge() {
	local n text err
	[[ $status =~ ^($want)$ ]] || echo "status $status, not $want"
	for text in "$here" "$tmp"; do
		[ ! -e "$text/X" ] || { rm "$text/X"; echo 'part of the value was run as a command'; }
	done
	[ ! -s "$stranger_log" ] || { : > "$stranger_log"; echo 'a request went to the stranger'; }
	IFS= read -rd '' err < "$tmp/err"
	! steers "$err" || echo 'a control byte on stderr'
	[[ $err != *"$token"* && $err != *"$port_secret"* ]] || echo 'a secret on stderr'
	[[ $err != *'Sanitizer'* && $err != *'runtime error'* ]] || echo 'a message of a sanitizer'
	[ -z "$must" ] || [[ $seen =~ $must ]] || echo "not like $must: $seen"
}

# --- the sinks: each runs the command and sets $status and $seen ---

plainly() {
	(cd "$here" && eval "$command") > "$tmp/out" 2> "$tmp/err" < /dev/null
	status=$?
}

sink_stderr() {
	plainly
	seen=$(< "$tmp/err")
	[ "$(grep -vc ': warning: ' "$tmp/err")" -le 2 ] || [ "$status" = 0 ] || echo 'more than a line and a hint'
	[ "$(wc -c < "$tmp/err")" -le 10500 ] || echo 'a line that is too long'
}

# eval of the output in two shells: its status and the variables it sets.
sink_eval() {
	local shell said
	plainly
	seen=$(< "$tmp/out")
	for shell in bash dash; do
		said=$(cd "$here" && PORT_ACCESS_TOKEN=old "$shell" -c \
			'eval "$(cat ../out)"; echo "$?,${PORT_ACCESS_TOKEN-unset}"' 2>&1)
		if [ "$status" = 0 ]; then
			[[ $said =~ ^0,[A-Za-z0-9._~+/=-]+$ ]]
		else
			[ "$said" = "$status,unset" ]
		fi || echo "$shell: $said"
	done
}

# curl with the output as its config: the paths it requests.
sink_config() {
	plainly
	: > "$port_log"
	(cd "$here" && curl -q -K- < "$tmp/out") > /dev/null 2>&1
	seen="curl $?:$(sed -n 's/.*"path":"\([^"]*\)".*/ \1/p' "$port_log" | tr -d '\n')"
}

sink_terminal() {
	(cd "$here" && export command esc c1 u9b bidi && SHELL=$BASH script -qec 'eval "$command"' /dev/null) \
		> "$tmp/out" 2> "$tmp/err" < /dev/null
	status=$?
	IFS= read -rd '' seen < "$tmp/out"
	! steers "$seen" || echo 'a control sequence on the terminal'
	seen=${seen//$'\r'/}
}

# The suggested command, or the options after the last `;`, run by a shell.
sink_command() {
	local line suggested=
	plainly
	while IFS= read -r line; do
		case $line in
		*'; go on with '*) suggested="port-get x ${line##*; go on with }" ;;
		'hint: '*port-get* | 'hint: '*port-token*)
			suggested=port-${line#*port-}
			[[ $line != 'hint: '*\|*port-get* ]] || suggested=${line#hint: }
			;;
		'hint: '*--*) suggested="port-get x --${line#*--}" ;;
		esac
	done < "$tmp/err"
	seen='no command'
	[ -n "$suggested" ] || return
	rm -f "$tmp/words"
	(cd "$here" && PATH=$tmp/bin:$PATH sh -c "$suggested") > /dev/null 2>&1
	seen=$(cat "$tmp/words" 2>&1)
}

# The methods called on the keyring, in one line.
sink_bus() {
	plainly
	seen=" $(tr -d '\0' < "$calls" | tr '\n' ' ')"
}

sink_host() { plainly; seen=$(< "$tmp/out"); }
sink_completion() { sink_host; }

# With little memory (KiB).
sink_memory() {
	[ -n "${SAN-}" ] || ulimit -v 200000
	plainly
	seen=$(tail -c 300 "$tmp/err")
}

sink_time() {
	command="timeout $patience $command"
	plainly
	seen=$(tail -c 300 "$tmp/err")
}

# --- the table ---

# cell SINK PLANT COMMAND STATUS MUST: prints what is wrong.
cell() {
	local sink=$1 plant=$2 command=$3 want=$4 must=$5 here=$tmp/here status seen pid
	port_pids=() cleaner=
	: > "$port_log"
	: > "$tmp/err"
	cd "$tmp" || return
	eval "$plant" || echo "not planted: $plant"
	"sink_$sink"
	judge
	for pid in "${port_pids[@]}"; do kill "$pid" && wait "$pid"; done 2> /dev/null
}

declare -A has
cells=0 holes=0 elsewhere=0
while IFS= read -r row; do
	[[ $row = *"${ONLY-}"* && -n $row && $row != \#* ]] || continue
	mapfile -t f <<< "${row// | /$'\n'}"
	source=${f[0]} sink=${f[1]} name="${f[0]} to ${f[1]}"
	has[$source,$sink]=1
	case ${f[2]} in
	-)
		holes=$((holes + 1))
		;;
	see)
		elsewhere=$((elsewhere + 1))
		ok "$name: ${f[3]}" grep -qs -- "${f[4]}" ${f[3]}
		;;
	*)
		if [ -n "$static" ] && [[ ${f[2]} = *'on_'*'bus'* ]]; then continue; fi
		cells=$((cells + 1))
		# On a busy machine the keyring may not answer in its two seconds.
		for ((try = 0; try < 5; try++)); do
			port_tell reset
			wrong=$(cell "$sink" "${f[@]:2}" 2>&1)
			[[ $wrong = *'no answer in time'* || $wrong && $(< "$tmp/err") = *'no answer in time'* ]] || break
		done
		if [ -z "$wrong" ]; then
			pass "$name: ${f[2]}"
		else
			fail "$name: ${f[2]}" "$wrong" "$(head -c 600 "$tmp/err")"
		fi
		;;
	esac
done < "$table"

missing=
for source in $sources; do
	for sink in $sinks; do
		[ -n "${has[$source,$sink]-}" ] || missing+=" $source-$sink"
	done
done
[ -n "${ONLY-}" ] || is "$missing" '' 'each source is tested with each sink'
echo "# $cells cells, $elsewhere in other tests, $holes that are impossible"

done_testing
