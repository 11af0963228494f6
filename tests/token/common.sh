# What the tests of port-token share, beside tests/lib.sh.
# shellcheck shell=bash disable=SC2154

# jwt EXP: a token that says so of itself.
jwt() {
	local claims
	claims=$(printf '{"exp":%d}' "$1" | base64 -w0 | tr '+/' '-_' | tr -d =)
	echo "eyJhbGciOiJIUzI1NiJ9.$claims.c2lnbmF0dXJl"
}

# How often Port was asked for a token, since the last call of fresh.
mints() { echo $(($(requests mint) - minted)); }
fresh() { minted=0; minted=$(mints); }
minted=0

credentials() {
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
}

no_credentials() { unset PORT_CLIENT_ID PORT_CLIENT_SECRET; }

# json KEY: a member of the JSON in $out.
json() { jq -r ".$1" <<< "$out"; }

# --- time: tests/shim/clock.c ---

# faked COMMAND...: with all clocks as later has set them.
faked() {
	FAKE_CLOCK=$tmp/clock LD_PRELOAD=$B/tests/clock.so "$@"
}

# hasty COMMAND...: the same, and sleeping takes no time but moves the clocks.
hasty() { FAKE_SLEEP=1 faked "$@"; }

# later SECONDS: it is that much later now.
later() { echo $(($(ahead) + $1 * 1000)) > "$tmp/clock"; }

# How many milliseconds it is later than it is.
ahead() { cat "$tmp/clock" 2> /dev/null || echo 0; }
