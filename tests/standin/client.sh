# Asking the stand-in with curl: for the tests of this directory, after
# tests/lib.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the variables are the tests' and lib.sh's

# api METHOD PATH [BODY [CURL OPTION...]]: leaves $code, $body and, in
# $tmp/head, the header. PATH is below /v1/. Sends $token, unless empty. It is
# curl that asks where an OPTION says how; else bash, which starts no process.
api() {
	local method=$1 path=$2 data=${3-}
	shift $(($# < 3 ? $# : 3))
	if [ $# = 0 ] && [[ $port_url = http://127.* && $path != *[$'\n ']* ]]; then
		ask "$method" "$path" "$data"
	else
		code=$(curl -sS --noproxy '*' --path-as-is -X "$method" -m 20 \
			-o "$tmp/body" -D "$tmp/head" -w '%{http_code}' \
			${token:+-H "Authorization: Bearer $token"} ${data:+--json "$data"} \
			"$@" "$port_url/v1/$path")
	fi
	{ body=$(< "$tmp/body"); } 2> /dev/null	# NULs
}

# ask METHOD PATH BODY: the same without curl.
ask() {
	local fd line LC_ALL=C	# ${#3} is in bytes
	exec {fd}<> "/dev/tcp/127.0.0.1/${port_url##*:}"
	printf '%s\r\n' "$1 /v1/$2 HTTP/1.1" 'Host: x' 'Connection: close' \
		${token:+"Authorization: Bearer $token"} \
		${3:+'Content-Type: application/json' "Content-Length: ${#3}"} '' >&$fd
	printf %s "$3" >&$fd
	while IFS= read -r line && printf '%s\n' "$line" && [ "$line" != $'\r' ]; do :; done <&$fd > "$tmp/head"
	cat <&$fd > "$tmp/body"
	exec {fd}>&-
	read -r _ code _ < "$tmp/head" || code=000
}

# header NAME: of the last answer.
header() { sed -n "s/^$1: *\(.*\)\r$/\1/Ip" "$tmp/head"; }

# answers CODE JQ NAME METHOD PATH [BODY]: that status, and JQ is true of the
# body. A body of JSON is judged at the end, all of them by one jq.
answers() {
	local want=$1 expression=$2 name=$3
	shift 3
	api "$@"
	if [ "$code" != "$want" ]; then
		fail "$name" "asked: $*" "status: $code" "want: $want" "body: ${body:0:1000}"
	elif [[ $body = [{[]* ]]; then
		waiting+=("$name" "$expression" "$body")
	else
		judge "$name" "$expression" "$body"
	fi
}
waiting=() judging=()	# judging: options of that jq

# judge NAME JQ BODY
judge() {
	if jq -e "${judging[@]}" "$2" <<< "$3" > /dev/null 2>&1; then
		pass "$1"
	else
		fail "$1" "body: ${3:0:1000}" "not: $2"
	fi
}

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

# mint [ID SECRET]: sets $token.
mint() {
	token=
	api POST auth/access_token \
		"{\"clientId\":\"${1-$port_id}\",\"clientSecret\":\"${2-$port_secret}\"}"
	[[ $body =~ \"accessToken\":\"([^\"]*)\" ]] && token=${BASH_REMATCH[1]}
}

# claims TOKEN: the middle of a JWT.
claims() {
	local middle=${1#*.}
	middle=${middle%.*}
	middle=${middle//-/+}
	base64 -d 2> /dev/null <<< "${middle//_//}==="
}

# port_end: stops it; it has to end well and silently, which SAN=1 makes a test
# for leaks.
port_end() {
	kill "$port_pid"
	wait "$port_pid"
	is "$?,$(< "$tmp/port.$((ports - 1)).err")" 0, 'the stand-in ends well'
	unset 'port_pids[-1]'
}

# restart [OPTION...]: a new stand-in, and a token of it.
restart() {
	[ ${#port_pids[@]} = 0 ] || port_end
	port_start --seed tests/seed/demo.json "$@"
	mint
}

# raw_request: a GET by hand, for a connection that is kept open.
raw_request() {
	printf 'GET /v1/organization HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n' "$token"
}

# until_unrequested FD: all that comes there, up to the end of an answer that
# nobody asked for.
until_unrequested() {
	local byte text=
	while [[ $text != *unrequested\"}\]} ]] && IFS= read -r -t 20 -n 1 -u "$1" -d '' byte; do
		text+=$byte
	done
	printf '%s' "$text"
}
