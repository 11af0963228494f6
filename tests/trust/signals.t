#!/bin/bash
# Signals at any moment: strace sends one when the N-th system call begins. Six
# calls per signal for each command; TORTURE=1: every call.
. tests/lib.sh
plain_only
with_keyring
need strace script flock

steps=${TORTURE:+1000000}
steps=${steps:-6}
declare -A number=([INT]=2 [TERM]=15 [HUP]=1 [PIPE]=13)
port_start --seed tests/seed/demo.json --ratelimit 10000000
export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret PORT_KEYRING=off
port-get service: -r '"service:" + .identifier' | head -n 30 > "$tmp/names"
jq -nc 'range(3000) | {n: ., x: "y"}' > "$tmp/texts"

# moments LOG: each system call in a log of strace, as its option `inject` names
# it: the name, and which call of that name it is.
moments() { sed -n 's/^\([a-z0-9_]*\)(.*/\1/p' "$1" | awk '{ print $0, ++n[$0] }'; }

# at MOMENT SIGNAL COMMAND...: its stderr goes to $here/err. What the shell says
# about its end is dropped.
at() {
	local name=${1% *} n=${1#* }
	{
		env --default-signal strace -o "$here/log" -e trace="$name" \
			-e "inject=$name:signal=$2:when=$n" "${@:3}" 2> "$here/err"
	} 2> /dev/null
}

# slurp VARIABLE FILE: sets it to the bytes, without a process.
slurp() { IFS= read -rd '' "$1" < "$2" || :; }

# judge N SIGNAL: prints what is wrong with a run whose full output is $want.
judge() {
	local LC_ALL=C out log err
	slurp out "$here/out"
	slurp log "$here/log"
	slurp err "$here/err"
	case $status in
	0)
		[ "$out" = "$want" ] || echo 'wrong output'
		[ "$2" = PIPE ] || [[ $'\n'$log != *$'\n--- SIG'* ]] || echo 'the signal did not end it'
		;;
	$((128 + number[$2])))
		[ "$form" = export ] || [ "$out" = "${want:0:${#out}}" ] || echo 'wrong output'
		[[ -z $out || $out = *$'\n' ]] || echo 'half a line'
		;;
	*) echo "status $status" ;;
	esac
	[ "$status" = 0 ] || [ "$form" != export ] || [ "$1" -lt "$ready" ] || [ "$out" = "$want" ] ||
		! (eval "$out") 2> /dev/null || echo 'eval succeeds'
	printf %s "$err"
	[ "$form" != keyring ] || flock -n "$lock" true || echo 'the lock is held'
}

# step NAME COMMAND...: prints a line for each run that went wrong. $here/runs is
# how many received the signal.
step() {
	local form=$1 here=$tmp/at.$1 calls ready n signal stride from=0 runs=0 list want wrong log
	shift
	mkdir "$here"
	[ "$form" != keyring ] || export PORT_KEYRING=on
	"$@" > "$here/want"
	slurp want "$here/want"
	strace -f -o "$here/calls" "$@" > "$here/out" 2> "$here/err"
	if grep -E '(fork|clone3?)\(' "$here/calls" | grep -qv CLONE_THREAD; then
		echo 'it starts processes'
	fi
	strace -o "$here/calls" "$@" > "$here/out" 2> "$here/err"
	mapfile -t list < <(moments "$here/calls")
	calls=${#list[@]}
	ready=$(grep -n 'rt_sigaction(SIGRT_' "$here/calls" | tail -n 1 | cut -d : -f 1)
	stride=$((calls / steps + 1))
	for signal in TERM INT HUP PIPE; do
		for ((n = 1 + from; n < calls; n += stride)); do
			status=0
			at "${list[n]}" $signal "$@" > "$here/out" || status=$?
			slurp log "$here/log"
			[[ $'\n'$log != *$'\n--- SIG'* ]] || runs=$((runs + 1))
			judge $n $signal > "$here/wrong"
			slurp wrong "$here/wrong"
			[ -z "$wrong" ] || echo "$signal at call $n of $calls, ${list[n]}: $wrong"
		done
		from=$(((from + stride / 4 + 1) % stride))
	done
	echo "$runs" > "$here/runs"
}

PORT_KEYRING=on port-token -r > "$tmp/token"
lock=$(echo "$XDG_RUNTIME_DIR"/port-token/*.lock)
commands=(
	'mint port-token -r'
	'export port-token -x'
	'keyring port-token -r -R'
	'listing port-get service: --page-size 60'
	"names port-get @$tmp/names -P 4"
	"stdin port-get - . $tmp/texts -c"
)
for command in "${commands[@]}"; do
	read -ra words <<< "$command"
	step "${words[@]}" > "$tmp/${words[0]}.said" 2>&1 < /dev/null &
	port_pids+=($!)
done
for command in "${commands[@]}"; do
	name=${command%% *}
	wait "${port_pids[1]}"
	port_pids=("${port_pids[0]}" "${port_pids[@]:2}")
	is "$(head -n 20 "$tmp/$name.said")" '' \
		"$name: $(cat "$tmp/at.$name/runs") signals"
done

# --- an ignored signal stays ignored ---

run env --ignore-signal=HUP strace -o /dev/null -e inject=socket:signal=HUP \
	port-token -r
is "$status,$out" "0,$(port-token -r)" 'under nohup SIGHUP has no effect'

# --- waits ---

# waiting SIGNAL COMMAND...: sends the signal while the command waits. Prints its
# status and how many bytes it printed.
waiting() {
	local i pid
	: > "$tmp/out"
	: > "$tmp/err"
	env --default-signal "${@:2}" > "$tmp/out" 2> "$tmp/err" &
	pid=$!
	for ((i = 0; i < 3000; i++)); do
		[[ $(< "$tmp/err") != *waiting* ]] || break
		pause 0.02
	done
	kill "-$1" $pid
	wait $pid
	echo "$?,$(wc -c < "$tmp/out")"
}

for signal in INT TERM HUP; do
	want=$((128 + number[$signal])),0
	port_tell reset 'mint status=429 retry-after=200'
	is "$(waiting $signal port-token)" "$want" "$signal while port-token waits for Port"
	is "$(waiting $signal port-get service:)" "$want" "$signal while port-get waits for Port"
	port_tell reset
	port_tell 'token?age=20'
	is "$(waiting $signal port-token)" "$want" "$signal while port-token waits for a token to expire"
	PORT_KEYRING=on port-token logout -q
	port_tell 'token?age=20'
	is "$(PORT_KEYRING=on waiting $signal port-token)" "$want" "$signal: the same with a keyring"
	ok 'the lock is released' flock -n "$lock" true
done

# --- a pipe whose reader ends ---

port-get service: --page-size 60 > "$tmp/all"
for n in 0 1 318 319 70000 100000; do
	for mode in default ignored; do
		(
			[ $mode = default ] || trap '' PIPE
			port-get service: --page-size 60 2> "$tmp/err"
			echo $? > "$tmp/status"
		) | head -c "$n" > "$tmp/out"
		is "$(cat "$tmp/status"),$(cat "$tmp/err")" 141, "a pipe closed after $n bytes, SIGPIPE $mode"
		ok 'what was read is the start of the output' cmp -n "$n" "$tmp/out" "$tmp/all"
	done
done

# --- a terminal without echo ---

login=(port-token login --api-url "$port_url" --client-id "$port_id")
export PORT_KEYRING=on
unset PORT_CLIENT_ID PORT_CLIENT_SECRET PORT_API_URL
prompted() {
	tests/trust/at-prompt 'ecret' "$port_secret" "$@" 2> "$tmp/err"
}
is "$(prompted strace -o "$tmp/calls" "${login[@]}")" '0 echo' 'login on a terminal'
mapfile -t list < <(moments "$tmp/calls")
first=$(grep -n '"/dev/tty"' "$tmp/calls" | head -n 1 | cut -d : -f 1)
last=$(grep -n '^rt_sigaction(SIGTSTP' "$tmp/calls" | tail -n 1 | cut -d : -f 1)
ok "the terminal is used between calls $first and $last" [ $((last - first)) -gt 10 ]
# Each call gets one of the signals; TORTURE=1: each of them.
stride=3
[ -z "${TORTURE-}" ] || stride=1
from=$((first - 1))
for signal in INT TERM HUP; do
	wrong='' runs=0
	for ((n = from; n <= last; n += stride)); do
		got=$(prompted strace -o /dev/null -e trace="${list[n]% *}" -e \
			"inject=${list[n]% *}:signal=$signal:when=${list[n]#* }" \
			"${login[@]}")
		[ "$got" = "$((128 + number[$signal])) echo" ] ||
			wrong+="$n ${list[n]}: $got, "
		runs=$((runs + 1))
	done
	is "$wrong" '' "$signal at $runs calls: the terminal echoes again"
	from=$((from + (stride > 1)))
done

done_testing
