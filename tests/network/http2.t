#!/bin/bash
# HTTP/2, where all requests share one connection: tests/wire.c speaks to the
# stand-in through nghttpx.
. tests/lib.sh
need nghttpx openssl

# nghttpx does not tell which port it took, so it gets one that was free just now.
port_start
free=${port_url##*:}
port_stop
port_start
back=${port_url#http://}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
	-keyout "$tmp/key.pem" -out "$tmp/ca.pem" -subj /CN=localhost \
	-addext subjectAltName=IP:127.0.0.1 2> /dev/null
# shellcheck disable=SC2016 # its variables, not ours
nghttpx --conf=/dev/null -f "127.0.0.1,$free" -b "${back/:/,}" --workers=1 \
	--accesslog-file="$tmp/access" --accesslog-format='$remote_port $alpn' \
	--errorlog-file="$tmp/errors" "$tmp/key.pem" "$tmp/ca.pem" 2> /dev/null &
proxy=$!
port_pids+=("$proxy")
export CURL_CA_BUNDLE=$tmp/ca.pem
url=https://127.0.0.1:$free/v1/blueprints
for _ in {1..100}; do
	run "$wire" "$url"
	[[ $out = ok* ]] && break
	pause 0.05
done
urls=()
for i in {1..30}; do urls+=("$url?n=$i"); done

# ask OPTION... N: requests N URLs at once. $answered is how many got the stand-in's
# usual answer, $failed how many none.
ask() {
	: > "$tmp/access"
	run "$wire" "${@:1:$#-1}" "${urls[@]:0:${!#}}"
	answered=$(grep -c '^ok status=401' "$tmp/out")
	failed=$(grep -c '^unreachable' "$tmp/out")
}

ask 30
is "$answered" 30 '30 requests at once are answered'
is "$(sort -u "$tmp/access" | wc -l) $(cut -d' ' -f2 "$tmp/access" | sort -u)" \
	'1 h2' 'on one connection, which speaks HTTP/2'

port_tell reset 'blueprints@1 status=503'
ask -v -r 1 5
is "$answered" 5 'five requests, of which one gets a 503, are answered'
is "$(wc -l < "$tmp/access")" 6 'with one more request'
is "$(grep -c 'waiting.*HTTP 503' "$tmp/err")" 1 '-v reports the retry'

# HTTP/2 may keep a dead connection open.
port_tell reset 'blueprints@1 stall' 'blueprints@2-3 status=404'
ask -t 1 -r 1 2
is "$(grep -c '^ok status=404' "$tmp/out")" 2 'a request without an answer is tried again'
is "$(cut -d' ' -f1 "$tmp/access" | sort -u | wc -l)" 2 'on another connection'

port_tell reset 'blueprints@1 cut=body'
ask -r 0 5
is "$answered,$failed" 4,1 'a stream that breaks off breaks no other'
port_tell reset 'blueprints@1 cut=body'
ask -r 1 5
is "$answered" 5 'and is tried again'
for kb in 40 90 300; do
	port_tell reset "blueprints@1 head=$kb"
	ask -r 0 5
	like "$status,$answered" '^[79],[45]$' \
		"a header of $kb KiB: the other requests are answered"
	unlike "$out$err" 'internal|memory' 'it is a bad answer, no internal error'
done

# nghttpx sends GOAWAY, finishes what it has, and ends.
port_tell reset 'blueprints delay=1500'
: > "$port_log"
"$wire" -r 0 -t 9 "${urls[@]:0:3}" > "$tmp/goaway" 2>&1 &
asked=$!
for _ in {1..200}; do
	[ "$(requests blueprints)" -lt 3 ] || break
	pause 0.02
done
kill -QUIT "$proxy"
wait "$asked"
is "$(grep -c '^ok\|^unreachable' "$tmp/goaway")" 3 \
	'each request ends after a GOAWAY'
unlike "$(< "$tmp/goaway")" 'internal|memory' 'none with an internal error'

done_testing
