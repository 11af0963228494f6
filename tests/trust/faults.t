#!/bin/bash
# Makes one allocation or system call fail in each run of a command
# (tests/faults.c), for commands of every kind. Each Nth call is tested, beginning
# with one that TORTURE_SEED chooses; `make torture` tests all.
. tests/lib.sh
. tests/get/common.sh
plain_only

# This file runs itself in a keyring session for the commands that use a keyring.
seed=${TORTURE_SEED:=1}
export TORTURE_SEED FAULT_PRELOAD=$B/tests/faults.so

# steps NAME N [OPTION...] COMMAND...: tests each Nth call.
steps() {
	local name=$1 every=$2 said
	shift 2
	[ -z "${TORTURE-}" ] || every=1
	if said=$("$B/tests/faults" --every "$every" --seed "$seed" "$@" 2>&1); then
		pass "$name: $said calls"
	else
		fail "$name (TORTURE_SEED=$seed)" "$said"
	fi
}

port_secret=a-Secret-0123456789
token=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.c2lnbmF0dXJl
hush=(--secret "$port_secret" --secret "$token")
# libjq 1.7 crashes when it has no memory for a number.
[ "$(jq --version)" = jq-1.6 ] || hush+=(--aborts libjq)

if [ -n "${TEST_SESSION-}" ]; then
	demo_start --ratelimit 10000000
	port-token > /dev/null
	hush+=(--aborts libglib --aborts libgcrypt)
	steps 'a token out of the keyring' 90 "${hush[@]}" port-token -r
	unset PORT_CLIENT_ID PORT_CLIENT_SECRET
	echo "$port_secret" > "$tmp/secret"
	steps login 300 "${hush[@]}" --stdin "$tmp/secret" port-token login --client-id "$port_id"
	port-token login --client-id "$port_id" < "$tmp/secret" 2> /dev/null
	steps "a profile's token" 90 "${hush[@]}" \
		--failed $'unset PORT_ACCESS_TOKEN; (exit %)\n' port-token -x
	own=("${hush[@]}" --only port-token)
	steps "a profile's token, own memory" 1 "${own[@]}" \
		--failed $'unset PORT_ACCESS_TOKEN; (exit %)\n' port-token -x
	steps 'login, own memory' 2 "${own[@]}" --stdin "$tmp/secret" \
		port-token login --client-id "$port_id"
	steps logout 200 "${hush[@]}" port-token logout
	port-token login --client-id "$port_id" < "$tmp/secret" 2> /dev/null
	steps 'logout, own memory' 1 "${own[@]}" port-token logout
	exit
fi

export PORT_KEYRING=off
PORT_ACCESS_TOKEN=$token
export PORT_ACCESS_TOKEN
steps 'a token variable' 1 "${hush[@]}" port-token
steps '-r' 1 "${hush[@]}" port-token -r
PORT_API_URL=us steps '-x' 1 "${hush[@]}" --failed $'unset PORT_ACCESS_TOKEN; (exit %)\n' port-token -x
steps '--curl' 1 "${hush[@]}" port-token --curl service:a?x=1
printf '{"a": "\\u00e9"}\n[1.50]\n' > "$tmp/bodies"
steps '--each' 1 "${hush[@]}" --stdin "$tmp/bodies" port-token --curl service: --request PUT --each -
printf '# x\nservice:a\nteams/b?x=1\n' > "$tmp/list"
steps '--curl @FILE' 1 "${hush[@]}" port-token --request DELETE --curl "@$tmp/list"
unset PORT_ACCESS_TOKEN

printf '{"a":[1,2,{"b":null}], "c":"x"}\n{"a": 3}\n' > "$tmp/in"
steps 'passing through' 1 --lines --stdin "$tmp/in" port-get -
steps 'a filter' 1 --skip libjq --lines --stdin "$tmp/in" port-get - -c .a
steps 'files and options' 2 --skip libjq --lines --stdin "$tmp/in" port-get -ncr \
	--slurpfile s "$tmp/in" --arg x y - '$s[0].a, input_filename, (inputs | tojson)' "$tmp/in"
steps 'a filter, inside libjq' 800 --aborts libjq --lines --stdin "$tmp/in" port-get - -c .a

demo_start --ratelimit 10000000
port-get service: --limit 12 -r .identifier | sed 's/^/service:/' > "$tmp/names"
entity=$(head -n 1 "$tmp/names")
head -n 3 "$tmp/names" > "$tmp/list"
steps 'a mint' 180 "${hush[@]}" port-token -r
PORT_ACCESS_TOKEN=$(port-token -r)
export PORT_ACCESS_TOKEN
hush+=(--secret "$PORT_ACCESS_TOKEN")
steps 'an entity' 180 "${hush[@]}" port-get "$entity"
steps 'a listing' 150 "${hush[@]}" --lines port-get service: --page-size 40 --limit 120
steps 'a filtered listing' 450 "${hush[@]}" --skip libjq --lines \
	port-get service: --page-size 40 --limit 120 -r '.identifier, .title'
own=("${hush[@]}" --lines --only port-get)
steps 'an entity, own memory' 1 "${own[@]}" port-get "$entity"
steps 'a listing, own memory' 1 "${own[@]}" port-get service: --limit 1
steps 'names, own memory' 1 "${own[@]}" port-get "@$tmp/list"
steps 'names' 150 "${hush[@]}" --lines port-get "@$tmp/names" -r .identifier
port_stop
unset PORT_ACCESS_TOKEN PORT_KEYRING

with_keyring() {
	while read -r line; do
		case $line in
		ok*) pass "${line#ok * - }" ;;
		not*) fail "${line#not ok * - }" ;;
		esac
	done < <(tests/session "$BASH" "$0")
}
with_keyring

done_testing
