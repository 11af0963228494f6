#!/bin/bash
# Over HTTP/2 all calls share one connection, behind nghttpx.
. tests/lib.sh
need nghttpx openssl

port_start
# A port that was free a moment ago, since nghttpx does not tell which it took.
port_start
free=${port_url##*:}
free=${free%%/*}
port_stop
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
	-keyout "$tmp/key.pem" -out "$tmp/ca.pem" -subj /CN=localhost \
	-addext subjectAltName=IP:127.0.0.1 2> /dev/null
back=$(head -1 "$tmp/port.0")
back=${back#http://}
back=${back%%/*}
# shellcheck disable=SC2016 # its variables, not ours
nghttpx --conf=/dev/null -f "127.0.0.1,$free" -b "${back/:/,}" --workers=1 \
	--accesslog-file="$tmp/access" --accesslog-format='$remote_port $alpn' \
	--errorlog-file="$tmp/errors" "$tmp/key.pem" "$tmp/ca.pem" 2> /dev/null &
port_pids+=($!)
export CURL_CA_BUNDLE=$tmp/ca.pem
url=https://127.0.0.1:$free/v1/blueprints
for _ in {1..100}; do
	run "$wire" "$url"
	[[ $out = ok* ]] && break
	sleep 0.05
done

urls=()
for i in {1..30}; do urls+=("$url?n=$i"); done
: > "$tmp/access"
run "$wire" "${urls[@]}"
is "$(grep -c '^ok status=401' <<< "$out")" 30 '30 calls at once'
is "$(sort -u "$tmp/access" | wc -l) $(cut -d' ' -f2 "$tmp/access" | sort -u)" \
	'1 h2' 'on one connection, which speaks HTTP/2'

# One that has to wait for its retry does not stop the others.
echo 'blueprints@1 status=503' > "$tmp/fault"
curl -sS --data-binary "@$tmp/fault" "http://$back/_stand-in/fault" > /dev/null
: > "$tmp/access"
run "$wire" -v -r 1 "${urls[@]:0:5}"
is "$(grep -c '^ok status=401' <<< "$out")" 5 'a 503 among five'
is "$(wc -l < "$tmp/access")" 6 'costs one more request'
is "$(grep -c 'waiting.*HTTP 503' <<< "$err")" 1 'which -v tells'

# A connection may be dead though HTTP/2 has it open: a call that was not
# answered on it is tried on another.
printf '%s\n' 'blueprints@1 stall' 'blueprints@2-3 status=404' > "$tmp/fault"
curl -sS --data-binary x "http://$back/_stand-in/reset" > /dev/null
curl -sS --data-binary "@$tmp/fault" "http://$back/_stand-in/fault" > /dev/null
: > "$tmp/access"
run "$wire" -t 1 -r 1 "${urls[@]:0:2}"
is "$(grep -c '^ok status=404' <<< "$out")" 2 'one of two that was not answered'
is "$(cut -d' ' -f1 "$tmp/access" | sort -u | wc -l)" 2 'is asked on another connection'

# tell LINE...: the faults from now on.
tell() {
	curl -sS --data-binary x "http://$back/_stand-in/reset" > /dev/null
	printf '%s\n' "$@" > "$tmp/fault"
	curl -sS --data-binary "@$tmp/fault" "http://$back/_stand-in/fault" > /dev/null
}

# What goes wrong behind the proxy, or in it: a stream that is reset, a head
# that is too large for one of the two. The other streams do not notice.
tell 'blueprints@1 cut=body'
run "$B/tests/wire" -r 0 "${urls[@]:0:5}"
is "$(grep -c '^ok status=401' <<< "$out"),$(grep -c '^unreachable' <<< "$out")" 4,1 \
	'a stream that breaks off breaks no other'
tell 'blueprints@1 cut=body'
run "$B/tests/wire" -r 1 "${urls[@]:0:5}"
is "$(grep -c '^ok status=401' <<< "$out")" 5 'and is tried again'
for kb in 40 90 300; do
	tell "blueprints@1 head=$kb"
	run "$B/tests/wire" -r 0 "${urls[@]:0:5}"
	like "$status,$(grep -c '^ok status=401' <<< "$out")" '^[79],[45]$' \
		"a head of $kb KiB: the others are answered"
	unlike "$out$err" 'internal|memory' 'and it is a bad answer at worst'
done

# The proxy says GOAWAY and answers what it has; then it is gone.
tell 'blueprints delay=1500'
"$B/tests/wire" -r 0 -t 9 "${urls[@]:0:3}" > "$tmp/goaway" 2>&1 &
asked=$!
for _ in {1..200}; do
	[ "$(grep -c '"kind":"blueprints"' "$tmp/port.0.log")" -lt 3 ] || break
	sleep 0.02
done
kill -QUIT "${port_pids[-1]}"
wait "$asked"
like "$(sort "$tmp/goaway" | cut -d' ' -f1 | sort -u | paste -sd,)" '^(ok|unreachable|.*port.*)' \
	'a GOAWAY ends each call, one way or the other'
unlike "$(< "$tmp/goaway")" 'internal|memory' 'and none by an internal failure'

done_testing
