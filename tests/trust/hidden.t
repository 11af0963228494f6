#!/bin/bash
# Messages quote parts of an answer, but never a secret: a server sends our own
# secrets back, in each part that a message quotes and in several spellings, or
# puts a new token into the answer to a failed mint.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/get/common.sh

port_secret='a-Secret"with\both-0123456789'
demo_start
export PORT_KEYRING=off
token=$(port-token -r)

# json TEXT: sets $json to it as a JSON string, without a process.
json() {
	json=${1//\\/\\\\}
	json=\"${json//\"/\\\"}\"
}

# spell HOW TEXT: sets $spelled.
spell() {
	local i c
	spelled=$2
	case $1 in
	json)
		json "$2"
		spelled=${json:1:-1}
		return
		;;
	percent | blanks | invisible) spelled= ;;
	*) return ;;
	esac
	for ((i = 0; i < ${#2}; i++)); do
		c=${2:i:1}
		case $1 in
		percent) [[ $c = [A-Za-z0-9._~-] ]] || printf -v c '%%%02X' "'$c" ;;
		blanks) c+=' ' ;;
		invisible) c+=$'\u200b' ;;
		esac
		spelled+=$c
	done
}

# timed COMMAND...: pauses between tries take no time.
timed() {
	env LD_PRELOAD="$B/tests/clock.so${LD_PRELOAD:+:$LD_PRELOAD}" \
		FAKE_CLOCK="$tmp/clock" FAKE_SLEEP=1 FAKE_POLL=1 "$@"
}

# bare TEXT: sets $bare to it without what spell puts between letters.
bare() {
	local LC_ALL=C
	bare=${1//[ \\$'\200'-$'\377']/}
}

# fault_of PLACE TEXT: sets $fault to a fault whose answer has TEXT in that place.
fault_of() {
	local text
	json "see $2 there"
	text=$json
	case $1 in
	message) fault="status=400 message=$text" ;;
	error) fault="status=422 error=$text" ;;
	object) fault="status=403 as=object message=$text" ;;
	text) fault="status=404 as=text message=$text" ;;
	retried) fault="status=502 message=$text" ;;
	unusable)
		json "$2"
		json "{\"ok\":false,\"message\":$json}"
		fault="body=$json"
		;;
	trace)
		json "$2"
		fault="status=400 message=no trace=$json"
		;;
	host)
		json "https://$2.example/"
		fault="redirect=$json"
		;;
	esac
}

places='message error object text retried unusable trace host'
for how in plain json percent blanks invisible; do
	for place in $places; do
		spell "$how" "$token"
		fault_of "$place" "$spelled"
		port_tell reset "entity $fault"
		run env PORT_ACCESS_TOKEN="$token" port-get -v service:checkout --retry 0
		bare "$err"
		like "$status,$bare" '^(7|9|1[01]),.*\*{8}' "the token, $how, as $place"
		unlike "$bare" "${token:0:20}" 'is hidden'
		spell "$how" "$port_secret"
		fault_of "$place" "$spelled"
		port_tell reset "mint $fault"
		run timed port-token -R -v
		bare "$err"
		unlike "$bare" 'a-Secret|both-01234|Secret%22|th%5Cboth' "the client secret, $how, as $place"
	done
done
port_tell reset
spell json "$port_secret"
fault_of message "it was $spelled"
port_tell fault "mint $fault"
fails 7 'HTTP 400 [a-z_]+: see it was \*+ there' 'the text around it is shown' port-token -R

spell blanks "$token"
# The program cannot recognize a new token, so it shows nothing of such an
# answer.
for body in "{\"ok\":true,\"accessToken\":\"$token\",\"expiresIn\":10800}" \
	'{"ok":false,"message":"accessToken: Marked-Token"}' \
	"{\"ok\":false,\"message\":\"$token\"}" \
	'{"ok":false,"message":"Marked-Token-9876543210"}' \
	'{"accessToken":"Marked-Token' "token is $spelled"; do
	json "$body"
	for code in 302 400 401 403 404 500 502 503; do
		port_tell reset "mint status=$code body=$json"
		run timed port-token -R
		like "$err" "HTTP $code" "$code: ${body:0:40}"
		bare "$err"
		unlike "$bare" "Marked-T|${token:0:20}" 'is not quoted'
	done
done
port_tell reset "mint status=400 message=no trace=$token"
run port-token -R
unlike "$err" "${token:0:20}" 'a trace id that is a token is not quoted'
port_tell reset 'mint status=404 message="Route POST:/v1/auth/access_token not found"'
fails 7 'Route POST:/v1/auth/access_token not found' 'an answer without a token is quoted' port-token -R

done_testing
