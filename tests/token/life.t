#!/bin/bash
# The life of a token: the minimum that is kept, when Port is asked and when not,
# and what a wrong clock changes. Nothing sleeps: tests/shim/clock.c replaces the
# clocks of both programs.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need jq curl

faked port_start
credentials
token() { hasty port-token "$@"; }
left() { token -j | jq .expires_in; }
anew() { hasty port-token logout -q; later 100000; fresh; }

# took NAME MINTS COMMAND...: succeeds, Port was asked so often, no time passed.
took() {
	local name=$1 want=$2 was
	shift 2
	fresh
	was=$(ahead)
	run "$@"
	is "$status $(mints) $(($(ahead) / 1000))" "0 $want $((was / 1000))" "$name"
}

# --- one token until its end ---

took 'an empty cache: one mint' 1 token
took 'then none' 0 token
is "$(token -j | jq -r .source)" keyring 'it comes from the keyring'
later 10700
took 'as long as it lives 30 s' 0 token
ok 'and says how long that is' test "$(left)" -le 100 -a "$(left)" -gt 60
later 200
took 'once it has expired: one mint' 1 token
took '-t 0 is good until the end' 0 token -t 0

# --- longer than it lives: asked once, then remembered ---

anew
token > /dev/null
later 7000
fresh
fails 12 'expires in 3[0-9]{3} s; Port gives a new one only after that' \
	'-t: 12 where Port has nothing newer' token -t 5000
is "$(mints)" 1 'Port was asked'
fails 12 'gives a new one only after that' 'the next call' token -t 5000
is "$(mints)" 1 'does not ask again'
fails 12 'after that' 'nor does another number' token -t 10000
is "$(mints)" 1 'remembered with the token'
took 'which is still good for who asks less' 0 token -t 3000
fails 12 'after that' '-t holds with -R, which asks' token -R -t 5000
is "$(mints)" 1 'once'
later 3900
took 'after its end -t gets another' 1 token -t 5000

anew
token > /dev/null
later 5000
took 'what is good enough is not asked for again' 0 token -t 5000

# A first token that is too short.
port_tell 'set?token-life=100'
anew
fails 12 'expires in (9[0-9]|100) s' 'a new token that is too short' token -t 200
fails 12 'after that' 'the next call' token -t 200
is "$(mints)" 1 'does not ask again'

# --- -R ---

anew
port_tell 'set?token-life=10800'
first=$(token -r)
took '-R asks once' 1 token -R
is "$(token -R -r)" "$first" 'the same token back is success'
is "$(token -R -j | jq -r .source)" api 'from Port'
took '--refresh too' 1 token --refresh
took 'what -R got is kept' 0 token

# --- a remainder is waited out ---

anew
token > /dev/null
later 10780
fresh
was=$(ahead)
run token
is "$status $(mints)" '0 1' 'a remainder of 20 s: one mint'
waited=$((($(ahead) - was) / 1000))
ok "after the wait, and one second more ($waited s)" \
	test $waited -ge 10 -a $waited -le 22
like "$err" 'expires in (1[0-9]|20) s; waiting' 'a wait over 5 s is told, terminal or not'
ok 'the new one is a new one' test "$(left)" -gt 10000
later 10790
was=$(ahead)
took 'none with -t 0' 0 token -t 0
anew
token > /dev/null
later 10745
took 'more than 30 s are not waited out' 0 token
fails 12 'expires in [345][0-9] s' 'but an error' token -t 60

# What Port tells in whole seconds may be a second less than it is. Where a new
# second begins between these two it is two, and says nothing.
for _ in 1 2 3 4 5; do
	anew
	port_tell 'token?age=20&left=21'
	fresh
	run token
	[ "$status" != 0 ] || break
done
is "$status $(mints)" '0 2' 'a life that was rounded down'
anew
port_tell token?age=30
run token -t 40
is "$status" 0 '30 s are waited out'
anew
port_tell token?age=35
fails 12 'expires in 3[1-5] s' 'more are not' token -t 40

# -R in the last seconds: one question before the wait, one after.
anew
token > /dev/null
later 10785
fresh
run token -R
is "$status $(mints)" '0 2' '-R in the last seconds waits as well'

# --- the token variable ---

fails 12 'PORT_ACCESS_TOKEN.*expires in (1[0-9]|20) s' 'too near its end: 12' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) + 20)))" port-token
like "$err" 'hint: .*PORT_CLIENT_ID' 'and what could replace it'
fails 12 'has expired' 'expired: 12' env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) - 20)))" port-token
fails 12 '.' 'a profile never replaces it' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_PROFILE=default \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) - 20)))" port-token -q
good=$(jwt $(($(date +%s) + 500)))
gives "$good" 'long enough' env "PORT_ACCESS_TOKEN=$good" port-token -r
fails 12 'expires in' 'not long enough for -t' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$good" port-token -t 600
gives abc 'of unknown life: taken' env PORT_ACCESS_TOKEN=abc port-token -r
fails 12 'not a JWT' 'unless -t was given' env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	PORT_ACCESS_TOKEN=abc port-token -t 0
took 'credentials replace a dead one' 0 env PORT_ACCESS_TOKEN="$(jwt 1)" \
	FAKE_SLEEP=1 FAKE_CLOCK="$tmp/clock" LD_PRELOAD="$B/tests/clock.so" port-token
fails 6 'PORT_ACCESS_TOKEN' '-R without credentials: 6' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN=abc port-token -R
like "$err" 'hint: PORT_CLIENT_ID and PORT_CLIENT_SECRET' 'and the hint names them'
fails 6 'PORT_ACCESS_TOKEN' 'with one of them: 6' \
	env -u PORT_CLIENT_ID PORT_ACCESS_TOKEN=abc port-token -R
PORT_ACCESS_TOKEN=abc took '-R with credentials asks' 1 token -R

# --- clocks ---

anew
token > /dev/null
FAKE_WALL=-100000 took 'a wall clock set back: the kept one is good' 0 token
FAKE_WALL=-100000 run token -j
ok 'and its life is what it was' test "$(json expires_in)" -gt 10700
FAKE_WALL=5000 took 'a wall clock set ahead' 0 token
FAKE_BOOT=10900 took 'a suspended laptop: it has expired' 1 token
anew
token > /dev/null
FAKE_BOOT=-90000000 took 'the boot clock behind in one boot: nothing is believed' 1 token
anew
token > /dev/null
FAKE_BOOT_ID=another FAKE_BOOT=-1000 took 'another boot: wall time counts' 0 token
FAKE_BOOT_ID=another FAKE_WALL=10900 took 'and ends it' 1 token
FAKE_BOOT_ID=third FAKE_WALL=-50000 took 'another boot, the clock set back: nothing is believed' 1 token

# --- exp, expiresIn, Date, opaque ---

reset_server() {
	rm -f "$tmp/clock"
	minted=0
	faked port_start "$@"
	fresh
}
for ahead in 5000 -5000; do
	reset_server --clock-skew $ahead
	run token -j
	ok "a server $ahead s ahead: the life is what its Date says" \
		test "$(json expires_in)" -gt 10700 -a "$(json expires_in)" -le 10800
done
reset_server --expires-in constant
token > /dev/null
later 9000
hasty port-token logout -q
run token -j
ok 'expiresIn is not the truth: exp is' \
	test "$(json expires_in)" -le 1800 -a "$(json expires_in)" -gt 1700
reset_server --token-form opaque
run token -j
ok 'an opaque token lives by expiresIn' test "$(json expires_in)" -gt 10700
later 10900
took 'and ends by it' 1 token
reset_server --expires-in absent
run token -j
ok 'without expiresIn by exp' test "$(json expires_in)" -gt 10700

done_testing
