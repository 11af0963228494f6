#!/bin/bash
# The relay (tests/relay.c) delays, cuts, resets and counts connections.
. tests/lib.sh

port_start --seed tests/seed/demo.json --tls "$tmp"

# relay_start OPTION...: starts a relay; $relay is its URL.
relay_start() {
	rm -f "$tmp/relay"
	"$B/tests/relay" "$@" > "$tmp/relay" 2> "$tmp/relay.err" &
	relay_pid=$!
	port_pids+=("$relay_pid")
	until [ -s "$tmp/relay" ]; do sleep 0.02; done
	read -r relay < "$tmp/relay"
}

# relay_end: stops it; $counts is what it printed.
relay_end() {
	kill "$relay_pid"
	wait "$relay_pid"
	unset 'port_pids[-1]'
	counts=$(tail -n 1 "$tmp/relay")
}

# between A B SECONDS NAME: passes if SECONDS is at least A and less than B.
between() { ok "$4: $3 s" awk "BEGIN { exit !($3 >= $1 && $3 < $2) }"; }

relay_start --delay 200 "$port_url"
like "$relay" '^http://127.0.0.1:[0-9]+$' 'it prints its URL'
times=$(curl -s -o "$tmp/a" -o "$tmp/b" -w '%{time_total}\n' "$relay/v1/x" "$relay/v1/y")
between 0.40 1.5 "$(sed -n 1p <<< "$times")" 'a connection and a request'
between 0.20 0.4 "$(sed -n 2p <<< "$times")" 'another request on the same connection'
is "$(jq -r .message "$tmp/b")" 'Route GET:/v1/y not found' 'the answer arrives'
relay_end
like "$counts" '^connections=1 flights=2 up=[0-9]+ down=[0-9]+$' 'counted'

relay_start --delay 40 "$port_tls_url"
like "$relay" '^https://' 'an https URL'
run curl -s --cacert "$tmp/ca.pem" "$relay/v1/x"
is "$status" 0 'through TLS'
relay_end
like "$counts" 'connections=1 flights=2 ' 'TLS takes a flight more'

relay_start "${port_url#http://}/v1"
like "$relay" '^127.0.0.1:[0-9]+/v1$' 'an address'
head -c 5000000 /dev/urandom > "$tmp/big"
curl -s -H Expect: --data-binary "@$tmp/big" -o /dev/null "http://${relay%/v1}/_stand-in/x"
pids=()
for i in 1 2 3 4 5 6 7 8; do
	curl -s "http://$relay/$i" > "$tmp/got.$i" &
	pids+=($!)
done
wait "${pids[@]}"
is "$(jq -r .message "$tmp"/got.* | sort | tr -d '\n')" \
	"$(for i in 1 2 3 4 5 6 7 8; do printf 'Route GET:/v1/%s not found' $i; done)" 'eight at once'
relay_end
like "$counts" 'connections=9 flights=9 up=50[0-9]{5} ' 'counted'

for way in cut:18 reset:56; do
	relay_start --${way%:*} 400 "$port_url"
	run curl -s "$relay/v1/$(printf '%0900d' 0)"
	is "$status" ${way#*:} "--${way%:*}"
	relay_end
	like "$counts" 'down=400$' 'so many bytes arrived'
done
relay_start --refuse "$port_url"
run curl -s "$relay/v1/x"
is "$status" 7 '--refuse'
relay_end

for wrong in '' '--delay' '--delay x http://127.0.0.1:1' '--nonsense 1 127.0.0.1:1' 'http://example.org:80'; do
	# shellcheck disable=SC2086
	run "$B/tests/relay" $wrong
	is "$status" 2 "not: $wrong"
done
port_stop
done_testing
