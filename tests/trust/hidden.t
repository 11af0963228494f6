#!/bin/bash
# A server that sends our own secrets back, in every spelling and at every place
# of an answer that messages quote; and one that lets a new token slip into the
# answer to a failed mint.
# shellcheck disable=SC2016
. tests/lib.sh
. tests/get/common.sh

port_secret='a-Secret"with\both-0123456789'
demo_start
export PORT_KEYRING=off
token=$(port-token -r)

# spell HOW TEXT
spell() {
	case $1 in
	plain) printf %s "$2" ;;
	json) jq -jn --arg t "$2" '$t | tojson | .[1:-1]' ;;
	percent) jq -jn --arg t "$2" '$t | @uri' ;;
	blanks) sed 's/./& /g' <<< "$2" | tr -d '\n' ;;
	invisible) sed $'s/./&\u200b/g' <<< "$2" | tr -d '\n' ;;
	esac
}

# timed COMMAND...: pauses between tries cost none.
timed() {
	env LD_PRELOAD="$B/tests/clock.so${LD_PRELOAD:+:$LD_PRELOAD}" \
		FAKE_CLOCK="$tmp/clock" FAKE_SLEEP=1 FAKE_POLL=1 "$@"
}

# bare TEXT: without what spellings put between its letters.
bare() { LC_ALL=C tr -d ' \\\200-\377' <<< "$1"; }

# fault_of PLACE TEXT: the stand-in's words for an answer with TEXT there.
fault_of() {
	local text
	text=$(jq -n --arg t "see $2 there" '$t')
	case $1 in
	message) echo "status=400 message=$text" ;;
	error) echo "status=422 error=$text" ;;
	object) echo "status=403 as=object message=$text" ;;
	text) echo "status=404 as=text message=$text" ;;
	retried) echo "status=502 message=$text" ;;
	unusable) echo "body=$(jq -n --arg t "$2" '{ok: false, message: $t} | tojson')" ;;
	trace) echo "status=400 message=no trace=$(jq -n --arg t "$2" '$t')" ;;
	host) echo "redirect=$(jq -n --arg t "https://$2.example/" '$t')" ;;
	esac
}

places='message error object text retried unusable trace host'
for how in plain json percent blanks invisible; do
	for place in $places; do
		port_tell reset
		port_tell fault "entity $(fault_of "$place" "$(spell "$how" "$token")")"
		run env PORT_ACCESS_TOKEN="$token" port-get -v service:checkout --retry 0
		like "$status,$(bare "$err")" '^(7|9|1[01]),.*\*{8}' "the token, $how, as $place"
		unlike "$(bare "$err")" "${token:0:20}" 'is hidden'
		port_tell reset
		port_tell fault "mint $(fault_of "$place" "$(spell "$how" "$port_secret")")"
		run timed port-token -R -v
		unlike "$(bare "$err")" 'a-Secret|both-01234|Secret%22|th%5Cboth' "the client secret, $how, as $place"
	done
done
port_tell reset
port_tell fault "mint $(fault_of message "it was $(spell json "$port_secret")")"
fails 7 'HTTP 400 [a-z_]+: see it was \*+ there' 'what stands around it is shown' port-token -R

# A token that is new to us cannot be hidden: nothing of such an answer is shown.
for body in "{\"ok\":true,\"accessToken\":\"$token\",\"expiresIn\":10800}" \
	'{"ok":false,"message":"accessToken: Marked-Token"}' \
	"{\"ok\":false,\"message\":\"$token\"}" \
	'{"ok":false,"message":"Marked-Token-9876543210"}' \
	'{"accessToken":"Marked-Token' "token is $(spell blanks "$token")"; do
	for code in 302 400 401 403 404 500 502 503; do
		port_tell reset
		port_tell fault "mint status=$code body=$(jq -n --arg b "$body" '$b')"
		run timed port-token -R
		like "$err" "HTTP $code" "$code: ${body:0:40}"
		unlike "$(bare "$err")" "Marked-T|${token:0:20}" 'is not quoted'
	done
done
port_tell reset
port_tell fault "mint status=400 message=no trace=$token"
run port-token -R
unlike "$err" "${token:0:20}" 'nor a trace id that is one'
port_tell reset
port_tell fault 'mint status=404 message="Route POST:/v1/auth/access_token not found"'
fails 7 'Route POST:/v1/auth/access_token not found' 'what holds none is quoted' port-token -R

done_testing
