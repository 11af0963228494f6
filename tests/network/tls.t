#!/bin/bash
# Certificates, with the variables of the curl tool, and proxies. tests/wire.c
# sends the requests and prints a line for each.
. tests/lib.sh

tls=$tmp/tls
mkdir "$tls" "$tmp/hashed" "$tmp/none"
: > "$tmp/empty"
port_start --tls "$tls"
secure=$port_tls_url
url=$secure/v1/blueprints
ca=$tls/ca.pem
cp "$ca" "$tmp/hashed/$(openssl x509 -hash -noout -in "$ca").0"

# wire NAME=VALUE... [-- OPTION...]: one request over TLS, with these variables.
wire() {
	local variables=()
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		variables+=("$1")
		shift
	done
	shift
	run env "${variables[@]}" "$wire" "${@:--1}" "$url"
}

# trusted NAME VARIABLE...: the server is trusted.
trusted() {
	local name=$1
	shift
	wire "$@"
	like "$out" '^ok status=401 ' "$name"
}

# untrusted NAME ERE VARIABLE...: it is not, and the error is like ERE.
untrusted() {
	local name=$1 ere=$2
	shift 2
	wire "$@" -- -r 3 -v
	like "$out$err" "untrusted status=0 .*$ere" "$name"
	unlike "$err" 'waiting' "$name: not tried again"
}

# start_proxy ARGUMENT...: starts tests/network/proxy.py at $proxy.
start_proxy() {
	: > "$tmp/proxy"
	python3 tests/network/proxy.py "$@" > "$tmp/proxy" &
	port_pids+=($!)
	until [ -s "$tmp/proxy" ]; do
		kill -0 "${port_pids[-1]}" || give_up 'proxy.py ended'
		pause 0.02
	done
	proxy=$(< "$tmp/proxy")
}

untrusted 'an unknown authority' 'cannot trust 127.0.0.1:'
PORT_ACCESS_TOKEN=x PORT_KEYRING=off PORT_API_URL=$port_tls_url \
	fails 9 'cannot trust.*hint: if a proxy .*CURL_CA_BUNDLE' 'the hint names the variable' port-get blueprints
trusted 'CURL_CA_BUNDLE' CURL_CA_BUNDLE="$ca"
trusted 'SSL_CERT_FILE' SSL_CERT_FILE="$ca"
trusted 'SSL_CERT_DIR' SSL_CERT_DIR="$tmp/hashed"
trusted 'SSL_CERT_DIR and SSL_CERT_FILE' SSL_CERT_DIR="$tmp/none" SSL_CERT_FILE="$ca"
trusted 'CURL_CA_BUNDLE before SSL_CERT_FILE' CURL_CA_BUNDLE="$ca" \
	SSL_CERT_FILE=/nowhere SSL_CERT_DIR=/nowhere
trusted 'an empty variable is unset' CURL_CA_BUNDLE= SSL_CERT_FILE="$ca" \
	SSL_CERT_DIR=
untrusted 'SSL_CERT_FILE after CURL_CA_BUNDLE' \
	'no CA certificates in /nowhere' \
	CURL_CA_BUNDLE=/nowhere SSL_CERT_FILE="$ca"
like "$err" $'\nhint: install ca-certificates' 'a hint names the package'
untrusted 'SSL_CERT_DIR after CURL_CA_BUNDLE' \
	'no CA certificates in /nowhere' \
	CURL_CA_BUNDLE=/nowhere SSL_CERT_DIR="$tmp/hashed"
untrusted 'a file that does not exist' 'no CA certificates in /nowhere' SSL_CERT_FILE=/nowhere
untrusted 'an empty file' "no CA certificates in $tmp/empty" \
	SSL_CERT_FILE="$tmp/empty" SSL_CERT_DIR="$tmp/none"
url=${url/127.0.0.1/127.0.0.2}
wire CURL_CA_BUNDLE="$ca"
like "$out$err" 'status=0.*(cannot trust|cannot reach) 127.0.0.2:' \
	'a host that is not in the certificate'
url=$secure/v1/blueprints

# The certificate of an https proxy is checked like that of a server.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=proxy \
	-addext subjectAltName=IP:127.0.0.1 -keyout "$tmp/proxy.key" -out "$tmp/proxy.pem" 2> /dev/null
start_proxy "$tmp/proxy.pem" "$tmp/proxy.key"
cat "$ca" "$tmp/proxy.pem" > "$tmp/both.pem"
trusted 'an https proxy with CURL_CA_BUNDLE' CURL_CA_BUNDLE="$tmp/both.pem" https_proxy="$proxy"
trusted 'an https proxy with SSL_CERT_FILE' SSL_CERT_FILE="$tmp/both.pem" https_proxy="$proxy"
untrusted 'an https proxy with an unknown certificate' . CURL_CA_BUNDLE="$ca" https_proxy="$proxy"

# The variables of a proxy for https are used. tests/trust/secrets.t tests that
# those for http are not.
wire CURL_CA_BUNDLE="$ca" https_proxy=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'https_proxy'
for bad in user:pa55@127.0.0.1:99999 'http://user:pa55@[::1' gopher://user:pa55@h 'http://user:pa 55@h' \
	http://user:pa55@ http://user:pa55@nosuch.invalid; do
	wire CURL_CA_BUNDLE="$ca" https_proxy="$bad" -- -v
	like "$out" '^unreachable status=0' "https_proxy=$bad"
	unlike "$out$err" 'pa55|pa 55' 'its password is not shown'
done
wire CURL_CA_BUNDLE="$ca" HTTPS_PROXY=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'HTTPS_PROXY'
wire CURL_CA_BUNDLE="$ca" ALL_PROXY=http://127.0.0.1:1
like "$out" '^unreachable status=0' 'ALL_PROXY'
trusted 'NO_PROXY' CURL_CA_BUNDLE="$ca" ALL_PROXY=http://127.0.0.1:1 \
	NO_PROXY=127.0.0.1

start_proxy endless
https_proxy=$proxy PORT_ACCESS_TOKEN=opaque-1 fails 9 'did not answer within 1 s' \
	'a proxy whose refusal never ends' \
	timeout 60 port-get --api-url "$secure" blueprints --timeout 1 --retry 0

# What ends that proxy's refusal comes after libcurl's own limit, which says more.
: > "$tmp/deaf"
"$B/tests/relay" --deaf "$port_url" > "$tmp/deaf" &
port_pids+=($!)
until [ -s "$tmp/deaf" ]; do pause 0.02; done
PORT_ACCESS_TOKEN=opaque-1 fails 9 'cannot reach 127.0.0.1:[0-9]+: .*[Tt]ime' \
	'a server that does not take the connection' \
	port-get --api-url "$(< "$tmp/deaf")" blueprints --timeout 1 --retry 0

# The files of the curl tool are not read.
echo "proxy = http://127.0.0.1:1" > "$HOME/.curlrc"
echo "machine 127.0.0.1 login a password b" > "$HOME/.netrc"
chmod 600 "$HOME/.netrc"
: > "$port_log"
trusted '.curlrc is not read' CURL_CA_BUNDLE="$ca"
like "$(cat "$port_log")" '"auth":"none"' '.netrc is not read'

expired=$tmp/expired
mkdir "$expired"
port_start --tls "$expired" --tls-expired
url=$port_tls_url/v1/blueprints
untrusted 'an expired certificate' 'cannot trust.*expired' \
	CURL_CA_BUNDLE="$expired/ca.pem"
port_stop

done_testing
