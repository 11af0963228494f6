#!/bin/bash
# Certificates as the curl tool reads its variables, proxies, HTTP/2. The
# program is tests/wire.c, which prints a line for each call.
. tests/lib.sh

tls=$tmp/tls
mkdir "$tls" "$tmp/hashed" "$tmp/none"
: > "$tmp/empty"
port_start --tls "$tls"
secure=$(sed -n 2p "$tmp/port.0")
until [ -n "$secure" ]; do
	sleep 0.02
	secure=$(sed -n 2p "$tmp/port.0")
done
url=$secure/v1/blueprints
ca=$tls/ca.pem
cp "$ca" "$tmp/hashed/$(openssl x509 -hash -noout -in "$ca").0"

# wire NAME=VALUE... [-- OPTION...]: one call over TLS, with these variables.
wire() {
	local variables=()
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		variables+=("$1")
		shift
	done
	shift
	run env "${variables[@]}" "$wire" "${@:--1}" "$url"
}

trusted() { # NAME VARIABLE...
	local name=$1
	shift
	wire "$@"
	like "$out" '^ok status=401 ' "$name"
}

untrusted() { # NAME ERE VARIABLE...
	local name=$1 ere=$2
	shift 2
	wire "$@" -- -r 3 -v
	like "$out$err" "untrusted status=0 .*$ere" "$name"
	unlike "$err" 'waiting' "$name: not tried again"
}

untrusted 'an authority that nobody knows' 'cannot trust 127.0.0.1:'
PORT_ACCESS_TOKEN=x PORT_KEYRING=off PORT_API_URL=$port_tls_url \
	fails 9 'cannot trust.*hint: if a proxy .*CURL_CA_BUNDLE' 'and the hint' port-get blueprints
trusted 'CURL_CA_BUNDLE' CURL_CA_BUNDLE="$ca"
trusted 'SSL_CERT_FILE' SSL_CERT_FILE="$ca"
trusted 'SSL_CERT_DIR' SSL_CERT_DIR="$tmp/hashed"
trusted 'both of the latter' SSL_CERT_DIR="$tmp/none" SSL_CERT_FILE="$ca"
trusted 'CURL_CA_BUNDLE before SSL_CERT_FILE' CURL_CA_BUNDLE="$ca" \
	SSL_CERT_FILE=/nowhere SSL_CERT_DIR=/nowhere
trusted 'an empty variable is unset' CURL_CA_BUNDLE= SSL_CERT_FILE="$ca" \
	SSL_CERT_DIR=
untrusted 'SSL_CERT_FILE behind CURL_CA_BUNDLE' \
	'no CA certificates in /nowhere' \
	CURL_CA_BUNDLE=/nowhere SSL_CERT_FILE="$ca"
like "$err" $'\nhint: install ca-certificates' 'with a hint'
untrusted 'SSL_CERT_DIR behind CURL_CA_BUNDLE' \
	'no CA certificates in /nowhere' \
	CURL_CA_BUNDLE=/nowhere SSL_CERT_DIR="$tmp/hashed"
untrusted 'no file' 'no CA certificates in /nowhere' SSL_CERT_FILE=/nowhere
untrusted 'nothing in it' "no CA certificates in $tmp/empty" \
	SSL_CERT_FILE="$tmp/empty" SSL_CERT_DIR="$tmp/none"
url=${url/127.0.0.1/127.0.0.2}
wire CURL_CA_BUNDLE="$ca"
like "$out$err" 'status=0.*(cannot trust|cannot reach) 127.0.0.2:' \
	'a name that the certificate does not have'
url=$secure/v1/blueprints

# A proxy that speaks TLS itself is checked like a server.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=proxy \
	-addext subjectAltName=IP:127.0.0.1 -keyout "$tmp/proxy.key" -out "$tmp/proxy.pem" 2> /dev/null
python3 tests/network/proxy.py "$tmp/proxy.pem" "$tmp/proxy.key" > "$tmp/proxy" &
port_pids+=($!)
until [ -s "$tmp/proxy" ]; do sleep 0.02; done
proxy=$(< "$tmp/proxy")
cat "$ca" "$tmp/proxy.pem" > "$tmp/both.pem"
trusted 'an https proxy with CURL_CA_BUNDLE' CURL_CA_BUNDLE="$tmp/both.pem" https_proxy="$proxy"
trusted 'an https proxy with SSL_CERT_FILE' SSL_CERT_FILE="$tmp/both.pem" https_proxy="$proxy"
untrusted 'an https proxy that nobody knows' . CURL_CA_BUNDLE="$ca" https_proxy="$proxy"

# A proxy for https is used, one for http is not (see tests/unit/http).
wire CURL_CA_BUNDLE="$ca" https_proxy=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'https_proxy'
for bad in user:pa55@127.0.0.1:99999 'http://user:pa55@[::1' gopher://user:pa55@h 'http://user:pa 55@h' \
	http://user:pa55@ http://user:pa55@nosuch.invalid; do
	wire CURL_CA_BUNDLE="$ca" https_proxy="$bad" -- -v
	like "$out" '^unreachable status=0' "https_proxy=$bad"
	unlike "$out$err" 'pa55|pa 55' 'and its password is not shown'
done
wire CURL_CA_BUNDLE="$ca" HTTPS_PROXY=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'HTTPS_PROXY'
wire CURL_CA_BUNDLE="$ca" ALL_PROXY=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'ALL_PROXY'
trusted 'NO_PROXY' CURL_CA_BUNDLE="$ca" ALL_PROXY=http://127.0.0.1:1 \
	NO_PROXY=127.0.0.1

python3 tests/network/proxy.py endless > "$tmp/endless" &
port_pids+=($!)
until [ -s "$tmp/endless" ]; do sleep 0.02; done
https_proxy=$(< "$tmp/endless") PORT_ACCESS_TOKEN=opaque-1 fails 9 'did not answer within 1 s' \
	'a proxy whose refusal never ends' \
	timeout 60 port-get --api-url "$secure" blueprints --timeout 1 --retry 0

# The files that the curl tool reads are not read.
echo "proxy = http://127.0.0.1:1" > "$HOME/.curlrc"
echo "machine 127.0.0.1 login a password b" > "$HOME/.netrc"
chmod 600 "$HOME/.netrc"
: > "$port_log"
trusted '.curlrc is not read' CURL_CA_BUNDLE="$ca"
like "$(cat "$port_log")" '"auth":"none"' '.netrc is not read'

expired=$tmp/expired
mkdir "$expired"
port_start --tls "$expired" --tls-expired
until url=$(sed -n 2p "$tmp/port.1") && [ -n "$url" ]; do sleep 0.02; done
url=$url/v1/blueprints
untrusted 'an expired certificate' 'cannot trust.*expired' \
	CURL_CA_BUNDLE="$expired/ca.pem"
port_stop

done_testing
