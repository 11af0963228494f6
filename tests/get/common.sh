# What the tests in tests/get share.
# shellcheck shell=bash disable=SC2154

# Start a stand-in with the demo data, and export its credentials.
demo_start() {
	port_start --seed tests/seed/demo.json "$@"
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
}

# asked PATH [BODY]: what curl gets from Port.
asked() {
	port-token | curl -fsS --noproxy '*' -H @- ${2:+--json "$2"} "$port_url/v1/$1"
}

# logged JQ: the result of JQ on the array of logged requests.
logged() { jq -s -c "$1" "$port_log"; }

# pages: how many pages were requested since the last call of fresh.
pages() { echo $(($(requests page) - before)); }
fresh() { before=0; before=$(pages); }
before=0

# faults LINE...: replace all faults by these, and count from 1 again.
faults() {
	port_tell reset "$@"
}
