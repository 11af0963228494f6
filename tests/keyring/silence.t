#!/bin/bash
# A service, or a bus, that does not answer, ends or fails, at every call: it is
# reported soon, however long libsecret would wait. Most tests use a fast clock.
# shellcheck disable=SC2086 # $url and $id are single words
. tests/lib.sh
. tests/keyring/lib.sh
need dbus-daemon faketime
token="token default ${url#*=} ${id#*=}"

# quick NAME COMMAND...: ends long before libsecret would.
quick() {
	local start=$SECONDS
	run "${@:2}"
	if [ $((SECONDS - start)) -lt 15 ]; then pass "$1"; else
		fail "$1" "took $((SECONDS - start)) s"
	fi
}

# struck FAULT METHOD: a service that kept what one profile has, and then.
struck() {
	fake "--$1=$2"
	put_both > /dev/null
	arm
	fast=()
	[ "$1" != deaf ] || fast=(faketime -f '+0 x8')
}

struck deaf any
quick 'a service that never answers is given up, once for a whole run' \
	"$K" find -- find -- can-store -- put kind=token $url $id token=x life=9
is "$status,$out" "$(printf '8,silent\nsilent\nsilent\nsilent')" 'and is silent'
like "$err" 'find: the keyring failed: no answer in time' 'and says so'
calls_now=$(wc -l < "$calls")
"$K" -o 'CI is set' find > /dev/null 2>&1
is "$(wc -l < "$calls")" "$calls_now" 'switched off, it is not asked at all'

for method in SearchItems GetSecrets GetAll OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "finding ends soon: $fault at $method" \
			"${fast[@]}" "$K" find kind=token
		case $fault,$method in
		fail,GetAll) want=0,ready ;;	# the item went meanwhile
		*) want=8,silent ;;
		esac
		is "$status,$out" $want "and is told: $fault at $method"
		unlike "$err" GDBus "in words: $fault at $method"
	done
done
for method in GetSecrets OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "finding a secret ends soon: $fault at $method" \
			"${fast[@]}" "$K" find kind=secret
		is "$status,$out" 8,silent "and is told: $fault at $method"
	done
done
for method in ReadAlias Get CreateItem OpenSession; do
	for fault in deaf die fail; do
		struck $fault $method
		quick "storing ends soon: $fault at $method" \
			"${fast[@]}" "$K" put kind=secret $url $id secret=x
		is "$status,$out" 8,silent "and is told: $fault at $method"
	done
done
for fault in deaf die fail; do
	struck $fault Delete
	quick "forgetting ends soon: $fault at Delete" \
		"${fast[@]}" "$K" forget kind=token
	like "$status,$out" '^8,silent.0 gone$' \
		"nothing is called forgotten: $fault at Delete"
done

like "$err" 'did not delete' 'nor is nothing said'

# An answer of a type that the call never has.
for method in SearchItems GetSecrets OpenSession; do
	for kind in token secret; do
		struck odd $method
		answers 8 silent "finding a $kind: odd at $method" "$K" find kind=$kind
	done
done
for method in ReadAlias Get CreateItem OpenSession; do
	struck odd $method
	answers 8 silent "storing: odd at $method" "$K" put kind=secret $url $id secret=x
done
struck odd GetAll
answers 0 ready 'an item that is no item is none' "$K" find
struck odd Delete
answers 8 "$(printf 'silent\n0 gone')" 'forgetting: odd at Delete' "$K" forget kind=token

fake --delay=100
put_both > /dev/null
answers 0 "$(printf 'ready\n%s tok' "$token")" 'a slow service is waited for' \
	"$K" find kind=token
finds=()
for ((i = 0; i < ${SAN:+3}0 + 10; i++)); do finds+=(-- find kind=token); done
quick 'but not for all reads together' "$K" "${finds[@]:1}"
is "$status,$(tail -n 1 <<< "$out")" 8,silent 'which share 2 s, with sanitizers 6 s'
bus
kill -STOP "${port_pids[-1]}"
quick 'a bus that does not answer is given up' "$K" find
is "$status,$out" 8,silent 'and is silent'
kill -CONT "${port_pids[-1]}"

# Left alone, GLib ends the program by SIGTERM in one such run of four.
"$B/tests/short-bus" "$tmp/short" > "$tmp/short.out" &
port_pids+=($!)
soon test -s "$tmp/short.out"
wrong=
for ((i = 0; i < 50; i++)); do
	run env DBUS_SESSION_BUS_ADDRESS="unix:path=$tmp/short" "$K" find
	[[ $status,$out =~ ^8,(silent|absent)$ ]] || wrong+=" $status,$out"
done
is "$wrong" '' 'a bus that ends as soon as it has answered is told, 50 times'
done_testing
