#!/bin/bash
# How long a token is used, when Port is asked for another, and what a wrong
# clock changes. No test sleeps: tests/shim/clock.c replaces the clocks of
# port-token and of the stand-in.
. tests/lib.sh
. tests/token/common.sh
with_keyring
need curl

faked port_start
credentials
token() { hasty port-token "$@"; }

# left: the seconds until the cached token expires.
left() { json_of expires_in token -j; }

# anew: an empty cache, and every token so far has expired.
anew() { hasty port-token logout -q; later 100000; fresh; }

# took NAME MINTS COMMAND...: succeeds, asks Port for MINTS tokens, never sleeps.
took() {
	local name=$1 want=$2 was
	shift 2
	fresh
	was=$(ahead)
	run "$@"
	is "$status $(mints) $(($(ahead) / 1000))" "0 $want $((was / 1000))" "$name"
}

# --- one token until it expires ---

took 'an empty cache: one request for a token' 1 token
took 'then none' 0 token
is "$(json_of source token -j)" keyring 'the token comes from the keyring'
later 10700
took 'as long as it is valid for 30 s' 0 token
ok '-j says for how long' test "$(left)" -le 100 -a "$(left)" -gt 60
later 200
took 'once it has expired: another request' 1 token
took '-t 0 accepts it' 0 token -t 0

# --- -t asks for more than is left: Port is asked once ---

anew
token > /dev/null
later 7000
fresh
fails 12 'expires in 3[0-9]{3} s; Port gives a new one only after that' \
	'-t: 12 when Port has no newer token' token -t 5000
is "$(mints)" 1 'Port was asked'
fails 12 'gives a new one only after that' 'the next call' token -t 5000
is "$(mints)" 1 'does not ask again'
fails 12 'after that' 'nor does another number' token -t 10000
is "$(mints)" 1 'the answer is stored with the token'
took 'a smaller -t still uses it' 0 token -t 3000
fails 12 'after that' '-t with -R asks' token -R -t 5000
is "$(mints)" 1 'once'
later 3900
took 'once it has expired -t gets another' 1 token -t 5000

anew
token > /dev/null
later 5000
took 'a token that lasts long enough is not replaced' 0 token -t 5000

# The first token is too short.
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
is "$(token -R -r)" "$first" '-R succeeds when Port returns the same token'
is "$(json_of source token -R -j)" api 'whose source is Port'
took '--refresh does the same' 1 token --refresh
took 'the token of -R is cached' 0 token

# --- a token that is about to expire: port-token waits ---

anew
token > /dev/null
later 10780
fresh
was=$(ahead)
run token
is "$status $(mints)" '0 1' '20 s are left: one new token'
waited=$((($(ahead) - was) / 1000))
ok "after the wait and one second more ($waited s)" \
	test $waited -ge 10 -a $waited -le 22
like "$err" 'expires in (1[0-9]|20) s; waiting' 'a wait over 5 s is announced, at a terminal or not'
ok 'the new token has its whole life left' test "$(left)" -gt 10000
later 10790
was=$(ahead)
took '-t 0 does not wait' 0 token -t 0
anew
token > /dev/null
later 10745
took '35 s are left: no wait' 0 token
fails 12 'expires in [345][0-9] s' '-t 60 is then an error' token -t 60

# Port counts in whole seconds, so that the true life may be a second longer.
# When a new second begins between these two, try again.
for _ in 1 2 3 4 5; do
	anew
	port_tell 'token?age=20&left=21'
	fresh
	run token
	[ "$status" != 0 ] || break
done
is "$status $(mints)" '0 2' 'a life that Port rounded down: waits one second more'
anew
port_tell token?age=30
run token -t 40
is "$status" 0 'it waits 30 s'
anew
port_tell token?age=35
fails 12 'expires in 3[1-5] s' 'but not more' token -t 40

# -R in the last seconds asks before the wait and after it.
anew
token > /dev/null
later 10785
fresh
run token -R
is "$status $(mints)" '0 2' '-R in the last seconds waits, too'

# --- PORT_ACCESS_TOKEN ---

fails 12 'PORT_ACCESS_TOKEN.*expires in (1[0-9]|20) s' 'about to expire: 12' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) + 20)))" port-token
like "$err" 'hint: .*PORT_CLIENT_ID' 'the hint says what could replace it'
fails 12 'has expired' 'expired: 12' env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) - 20)))" port-token
fails 12 '.' 'a profile never replaces it' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_PROFILE=default \
	"PORT_ACCESS_TOKEN=$(jwt $(($(date +%s) - 20)))" port-token -q
good=$(jwt $(($(date +%s) + 500)))
gives "$good" 'valid long enough' env "PORT_ACCESS_TOKEN=$good" port-token -r
fails 12 'expires in' 'not long enough for -t: 12' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	"PORT_ACCESS_TOKEN=$good" port-token -t 600
gives abc 'of unknown expiry: used' env PORT_ACCESS_TOKEN=abc port-token -r
fails 12 'not a JWT' 'unless -t is given' env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET \
	PORT_ACCESS_TOKEN=abc port-token -t 0
took 'credentials replace an expired one' 0 env PORT_ACCESS_TOKEN="$(jwt 1)" \
	FAKE_SLEEP=1 FAKE_CLOCK="$tmp/clock" LD_PRELOAD="$B/tests/clock.so" port-token
fails 6 'PORT_ACCESS_TOKEN' '-R without credentials: 6' \
	env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN=abc port-token -R
like "$err" 'hint: PORT_CLIENT_ID and PORT_CLIENT_SECRET' 'and the hint names them'
fails 6 'PORT_ACCESS_TOKEN' '-R with only a secret: 6' \
	env -u PORT_CLIENT_ID PORT_ACCESS_TOKEN=abc port-token -R
PORT_ACCESS_TOKEN=abc took '-R with credentials asks Port' 1 token -R

# --- clocks ---

anew
token > /dev/null
FAKE_WALL=-100000 took 'a wall clock set back: the cached token is used' 0 token
FAKE_WALL=-100000 run token -j
ok 'and its expiry is unchanged' test "$(json expires_in)" -gt 10700
FAKE_WALL=5000 took 'a wall clock set ahead: the cached token is used' 0 token
FAKE_BOOT=10900 took 'time in suspend counts: the token has expired' 1 token
anew
token > /dev/null
FAKE_BOOT=-90000000 took 'a boot clock that ran backwards: a new token' 1 token
anew
token > /dev/null
FAKE_BOOT_ID=another FAKE_BOOT=-1000 took 'another boot: the wall clock counts' 0 token
FAKE_BOOT_ID=another FAKE_WALL=10900 took 'and the token expires by it' 1 token
FAKE_BOOT_ID=third FAKE_WALL=-50000 took 'another boot and a wall clock set back: a new token' 1 token

# --- how the expiry is found ---

# reset_server [OPTION...]: a new stand-in, and the clocks are right again.
reset_server() {
	rm -f "$tmp/clock"
	minted=0
	faked port_start "$@"
	fresh
}
for ahead in 5000 -5000; do
	reset_server --clock-skew $ahead
	run token -j
	ok "a server whose clock is $ahead s ahead: its Date header corrects that" \
		test "$(json expires_in)" -gt 10700 -a "$(json expires_in)" -le 10800
done
reset_server --expires-in constant
token > /dev/null
later 9000
hasty port-token logout -q
run token -j
ok 'exp counts, not expiresIn' \
	test "$(json expires_in)" -le 1800 -a "$(json expires_in)" -gt 1700
reset_server --token-form opaque
run token -j
ok 'an opaque token: expiresIn counts' test "$(json expires_in)" -gt 10700
later 10900
took 'and it expires by that' 1 token
reset_server --expires-in absent
run token -j
ok 'no expiresIn: exp counts' test "$(json expires_in)" -gt 10700

done_testing
