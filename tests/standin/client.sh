# Asks the stand-in for Port and checks its answers. The tests of this folder
# source it after tests/lib.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # variables that tests/lib.sh or the tests set or read

# api METHOD PATH [BODY [CURL OPTION...]]: sends one request to /v1/PATH, with
# $token unless it is empty. Sets $code, $head and $body. Bash itself talks to
# the stand-in, because a process for each request is slow; curl does where you
# give an OPTION, and then the answer is in $tmp/head and $tmp/body, too.
api() {
	local method=$1 path=$2 data=${3-}
	shift $(($# < 3 ? $# : 3))
	if [ $# = 0 ] && [[ $port_url = http://127.* && $path != *[$'\n ']* ]]; then
		ask "$method" "/v1/$path" "$data"
		return
	fi
	code=$(curl -sS --noproxy '*' --path-as-is -X "$method" -m 20 \
		-o "$tmp/body" -D "$tmp/head" -w '%{http_code}' \
		${token:+-H "Authorization: Bearer $token"} ${data:+--json "$data"} \
		"$@" "$port_url/v1/$path")
	{ head=$(< "$tmp/head") body=$(< "$tmp/body"); } 2> /dev/null	# NULs
}

# ask METHOD PATH [BODY]: what api does, without curl, for any PATH.
ask() {
	local fd line length='' LC_ALL=C	# ${#3} and read -N count bytes
	exec {fd}<> "/dev/tcp/127.0.0.1/${port_url##*:}"
	printf '%s\r\n' "$1 $2 HTTP/1.1" 'Host: x' 'Connection: close' \
		${token:+"Authorization: Bearer $token"} \
		${3:+'Content-Type: application/json' "Content-Length: ${#3}"} '' >&"$fd"
	printf %s "${3-}" >&"$fd"
	head=
	while IFS= read -ru "$fd" line && [ "$line" != $'\r' ]; do
		head+=$line$'\n'
		[[ $line != Content-Length:* ]] || length=${line//[!0-9]/}
	done
	if [ -n "$length" ]; then
		IFS= read -ru "$fd" -N "$length" body
	else
		IFS= read -ru "$fd" -d '' body
	fi
	exec {fd}>&-
	code=${head#* } code=${code%% *}
	[ -n "$code" ] || code=000
}

# header NAME: prints that header of the last answer.
header() {
	local line
	while IFS= read -r line; do
		line=${line%$'\r'}
		[[ ${line,,} != "${1,,}: "* ]] || printf '%s\n' "${line#*: }"
	done <<< "$head"
}

# pick KEY: sets $picked to the first string in $body with that key.
pick() {
	picked=
	[[ $body =~ \"$1\":\"([^\"]*)\" ]] && picked=${BASH_REMATCH[1]}
}

# answers CODE JQ NAME METHOD PATH [BODY [CURL OPTION...]]: the request gets
# this status, and the JQ expression is true of the body.
answers() {
	local want=$1 expression=$2 name=$3
	shift 3
	api "$@"
	if [ "$code" != "$want" ]; then
		fail "$name" "asked: $*" "status: $code" "want: $want" "body: ${body:0:1000}"
	else
		holds "$expression" "$name"
	fi
}

# holds JQ NAME [TEXT]: the JQ expression is true of TEXT, or of $body. jq
# needs 20 ms to start, so judge_all judges all of JSON later, in one run.
# $judging holds jq options for every expression.
holds() {
	local text=${3-$body}
	if [[ $text = [{[]* ]]; then
		waiting+=("$2" "$1" "$text")
	else
		judge "$2" "$1" "$text"
	fi
}
waiting=() judging=()

# judge NAME JQ TEXT: judges one text now.
judge() {
	if jq -e "${judging[@]}" "$2" <<< "$3" > /dev/null 2>&1; then
		pass "$1"
	else
		fail "$1" "body: ${3:0:1000}" "not: $2"
	fi
}

# judge_all: judges the waiting texts. A text that fails is judged again by
# itself, so that one bad text or expression does not fail the others.
judge_all() {
	local i program='' verdict
	for ((i = 0; i < ${#waiting[@]}; i += 3)); do
		program+="${program:+, }(input | [try (${waiting[i + 1]}) catch false] | last // false)"
	done
	mapfile -t verdict < <(for ((i = 2; i < ${#waiting[@]}; i += 3)); do
		printf '%s\n' "${waiting[i]}"
	done | jq -n "${judging[@]}" "$program" 2> /dev/null)
	for ((i = 0; i < ${#waiting[@]}; i += 3)); do
		case ${verdict[i / 3]-} in
		'' | false | null) judge "${waiting[@]:i:3}" ;;
		*) pass "${waiting[i]}" ;;
		esac
	done
	waiting=()
}

done_testing() {
	judge_all
	echo "1..$tests"
}

# mint [ID SECRET]: sets $token to a new token.
mint() {
	token=
	api POST auth/access_token \
		"{\"clientId\":\"${1-$port_id}\",\"clientSecret\":\"${2-$port_secret}\"}"
	pick accessToken
	token=$picked
}

# claims TOKEN: prints the claims of a JWT.
claims() {
	local middle=${1#*.}
	middle=${middle%.*}
	middle=${middle//-/+}
	base64 -d 2> /dev/null <<< "${middle//_//}==="
}

# port_end: stops the stand-in. It must exit with 0 and print nothing on
# stderr; with SAN=1 this also finds leaks.
port_end() {
	kill "$port_pid"
	wait "$port_pid"
	is "$?,$(< "$tmp/port.$((ports - 1)).err")" 0, 'the stand-in ends well'
	unset 'port_pids[-1]'
}

# restart [OPTION...]: starts a new stand-in, and gets a token from it.
restart() {
	[ ${#port_pids[@]} = 0 ] || port_end
	port_start --seed tests/seed/demo.json "$@"
	mint
}

# raw_request: prints a GET that keeps its connection open.
raw_request() {
	printf 'GET /v1/organization HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n' "$token"
}

# until_unrequested FD: prints what arrives there, up to the end of an answer
# that nobody requested.
until_unrequested() {
	local byte text=
	while [[ $text != *unrequested\"}\]} ]] && IFS= read -r -t 20 -n 1 -u "$1" -d '' byte; do
		text+=$byte
	done
	printf '%s' "$text"
}
