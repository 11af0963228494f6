# What the tests of port-token share, beside tests/lib.sh.
# shellcheck shell=bash disable=SC2154

# jwt EXP: a token whose claim exp is EXP.
jwt() {
	local claims
	claims=$(base64 -w0 <<< "{\"exp\":$1}")
	claims=${claims//+/-} claims=${claims//\//_}
	echo "eyJhbGciOiJIUzI1NiJ9.${claims//=}.c2lnbmF0dXJl"
}

# mints: how many tokens Port was asked for since the last call of fresh.
mints() { echo $(($(requests mint) - minted)); }
fresh() { minted=$(requests mint); }
minted=0

credentials() {
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
}

no_credentials() { unset PORT_CLIENT_ID PORT_CLIENT_SECRET; }

# json KEY: the first member of that name in the JSON in $out, a string without
# its quotes. For strings without escapes, numbers, words and empty arrays.
json() {
	[[ $out =~ \"$1\":(\"([^\"]*)\"|[^,}]+) ]] || return
	case ${BASH_REMATCH[1]} in
	\"*) echo "${BASH_REMATCH[2]}" ;;
	*) echo "${BASH_REMATCH[1]}" ;;
	esac
}

# json_of KEY COMMAND...: the same for what COMMAND prints.
json_of() {
	local key=$1 out
	out=$("${@:2}")
	json "$key"
}

# --- time: tests/shim/clock.c ---

# faked COMMAND...: with all clocks as far ahead as `later` has set them.
faked() {
	FAKE_CLOCK=$tmp/clock LD_PRELOAD=$B/tests/clock.so "$@"
}

# hasty COMMAND...: the same, and a sleep ends at once and moves the clocks.
hasty() { FAKE_SLEEP=1 faked "$@"; }

# later SECONDS: moves the clocks ahead.
later() { echo $(($(ahead) + $1 * 1000)) > "$tmp/clock"; }

# ahead: by how many milliseconds the clocks are ahead.
ahead() {
	local ms=0
	[ ! -e "$tmp/clock" ] || ms=$(< "$tmp/clock")
	echo "$ms"
}
