# What the tests of port-get against the stand-in share, beside tests/lib.sh.
# shellcheck shell=bash disable=SC2154

# A stand-in with the demo's data, and the credentials it knows.
demo_start() {
	port_start --seed tests/seed/demo.json "$@"
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
}

# asked PATH [BODY]: what Port says to curl.
asked() {
	port-token | curl -fsS --noproxy '*' -H @- ${2:+--json "$2"} "$port_url/v1/$1"
}

# logged JQ: what that says of the requests in the log, in one line.
logged() { jq -s -c "$1" "$port_log"; }

# pages: how many requests for a page there were since the last call of fresh.
pages() { echo $(($(requests page) - before)); }
fresh() { before=0; before=$(pages); }
before=0

# faults LINE...: these from now on, counted anew, and no others.
faults() {
	port_tell reset "$@"
}
