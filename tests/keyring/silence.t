#!/bin/bash
# A service or a bus that does not answer, ends, or fails, at each of its calls:
# the error comes soon, although libsecret would wait longer. Most tests speed up
# the clock.
# shellcheck disable=SC2086 # $url and $id are single words
. tests/lib.sh
. tests/keyring/lib.sh
need dbus-daemon faketime
token="token default ${url#*=} ${id#*=}"

# quick NAME COMMAND...: ends long before libsecret would give up.
quick() {
	local start=$SECONDS
	run "${@:2}"
	if [ $((SECONDS - start)) -lt 15 ]; then pass "$1"; else
		fail "$1" "took $((SECONDS - start)) s"
	fi
}

# struck FAULT METHOD: a service that stores one profile, and then has this fault
# at calls of METHOD; $fast speeds up the clock if the fault is silence.
struck() {
	fake "--$1=$2"
	put_both > /dev/null
	arm
	fast=()
	[ "$1" != deaf ] || fast=(faketime -f '+0 x8')
}

struck deaf any
quick 'a service that never answers: one timeout for a whole run' \
	"$K" find -- find -- can-store -- put kind=token $url $id token=x life=9
is "$status,$out" "$(printf '8,silent\nsilent\nsilent\nsilent')" 'the state is silent'
like "$err" 'find: the keyring failed: no answer in time' 'the error says so'
calls_now=$(wc -l < "$calls")
"$K" -o 'CI is set' find > /dev/null 2>&1
is "$(wc -l < "$calls")" "$calls_now" 'switched off: the service is not called'

for method in SearchItems GetSecrets GetAll OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "find ends soon: $fault at $method" \
			"${fast[@]}" "$K" find kind=token
		case $fault,$method in
		fail,GetAll) want=0,ready ;;	# the item was deleted meanwhile
		*) want=8,silent ;;
		esac
		is "$status,$out" $want "with the right state: $fault at $method"
		unlike "$err" GDBus "and a readable message: $fault at $method"
	done
done
for method in GetSecrets OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "find of a secret ends soon: $fault at $method" \
			"${fast[@]}" "$K" find kind=secret
		is "$status,$out" 8,silent "with the right state: $fault at $method"
	done
done
for method in ReadAlias Get CreateItem OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "put ends soon: $fault at $method" \
			"${fast[@]}" "$K" put kind=secret $url $id secret=x
		is "$status,$out" 8,silent "with the right state: $fault at $method"
	done
done
for fault in deaf die fail; do
	struck $fault Delete
	quick "forget ends soon: $fault at Delete" \
		"${fast[@]}" "$K" forget kind=token
	like "$status,$out" '^8,silent.0 gone$' \
		"and reports nothing as deleted: $fault at Delete"
done
like "$err" 'did not delete' 'the error says so'

# An answer whose type is wrong.
for method in SearchItems GetSecrets OpenSession; do
	for kind in token secret; do
		struck odd $method
		answers 8 silent "find of a $kind: wrong type at $method" "$K" find kind=$kind
	done
done
for method in ReadAlias Get CreateItem OpenSession; do
	struck odd $method
	answers 8 silent "put: wrong type at $method" "$K" put kind=secret $url $id secret=x
done
struck odd GetAll
answers 0 ready 'find: wrong type at GetAll: the item is ignored' "$K" find
struck odd Delete
answers 8 "$(printf 'silent\n0 gone')" 'forget: wrong type at Delete' "$K" forget kind=token

fake --delay=100
put_both > /dev/null
answers 0 "$(printf 'ready\n%s tok' "$token")" 'a slow service: the answer is awaited' \
	"$K" find kind=token
finds=()
for ((i = 0; i < ${SAN:+3}0 + 10; i++)); do finds+=(-- find kind=token); done
quick 'many reads of a slow service end soon' "$K" "${finds[@]:1}"
is "$status,$(tail -n 1 <<< "$out")" 8,silent 'they share one timeout'
bus
kill -STOP "${port_pids[-1]}"
quick 'a bus that does not answer' "$K" find
is "$status,$out" 8,silent 'the state is silent'
kill -CONT "${port_pids[-1]}"

# By default GLib then ends the program with SIGTERM, in about one run of four.
"$B/tests/short-bus" "$tmp/short" > "$tmp/short.out" &
port_pids+=($!)
soon test -s "$tmp/short.out"
wrong=
for ((i = 0; i < 25; i++)); do
	run env DBUS_SESSION_BUS_ADDRESS="unix:path=$tmp/short" "$K" find
	[[ $status,$out =~ ^8,(silent|absent)$ ]] || wrong+=" $status,$out"
done
is "$wrong" '' 'a bus that ends right after its answer: an error, 25 times'
done_testing
