#!/bin/bash
# The fault matrix: each line of tests/trust/matrix, for each kind of request.
# The fault stays (good), or comes once and the next try is answered (once).
# ONLY=TEXT: only lines that contain it. TORTURE=1: all kinds for each line;
# else the two kinds of mint take turns, and so do the three kinds of page.
# Eight workers run at once, since most cases wait. tests/shim/clock.c makes
# pauses between retries cost no time.
# shellcheck disable=SC2119,SC2154
. tests/lib.sh
. tests/get/common.sh

table=tests/trust/matrix
workers=8
size=15 middle=2	# entities per page; the number of the middle page
few='.generate[0].count = 40'	# 45 entities in all: three pages
printf -v label 'a%.0s' {1..64}	# too long for a host name: no resolver is asked

# --- one worker has its own stand-in, clock and log ---

# relay VARIABLE OPTION...: starts tests/relay.c; the variable is its URL.
relay() {
	local name=$1
	shift
	"$B/tests/relay" "$@" "$port_url" > "$tmp/$name" &
	port_pids+=($!)
	until [ -s "$tmp/$name" ]; do pause 0.02; done
	printf -v "$name" %s "$(< "$tmp/$name")"
}

start() {
	port_start --seed "$seed" --tls "$tmp"
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
	token=$(port-token -r)
	learn
}

# The output of each kind without a fault.
learn() {
	local names
	echo "$token" > "$tmp/want.token"
	: > "$port_log"
	port-get service: --page-size "$size" > "$tmp/want.page"
	pages=$(requests page)
	mapfile -t names < <(port-get service: --limit 9 -r .identifier)
	names=("${names[@]/#/service:}")
	printf '%s\n' "${names[@]}" > "$tmp/names"
	one=${names[3]}
	port-get "$one" | tee "$tmp/want.mint" > "$tmp/want.entity"
	port-get @"$tmp/names" > "$tmp/want.name"
	port-get blueprints > "$tmp/want.path"
}

# timed NAME=VALUE... -- COMMAND...: waiting takes no time, but is added to the
# file clock.
timed() {
	(
		while [ "$1" != -- ]; do export "${1?}"; shift; done
		export FAKE_CLOCK=$tmp/clock FAKE_SLEEP=1 FAKE_POLL=1 \
			LD_PRELOAD=$B/tests/clock.so${LD_PRELOAD:+:$LD_PRELOAD}
		exec "${@:2}"
	)
}

# same FILE FILE: whether they hold the same text. Starts no process.
same() {
	local a b
	mapfile -d '' a < "$1"
	mapfile -d '' b < "$2"
	[ "${a[*]}" = "${b[*]}" ]
}

# count_lines TEXT: $n is how many lines of the stand-in's log contain it.
count_lines() {
	local line
	n=0
	while IFS= read -r line; do
		[[ $line != *"$1"* ]] || n=$((n + 1))
	done < "$port_log"
}

milliseconds() { now=$((${EPOCHREALTIME/[.,]/} / 1000)); }

# kind_of KIND: the command, the request with the fault as the stand-in's faults
# and its log name it, the number of that request, and the expected output.
kind_of() {
	local path=/v1/blueprints/service/entities/${one#*:}
	at=1 want=$tmp/want.page logged="\"kind\":\"page\""
	command=(port-get service: --page-size "$size") where=page
	case $1 in
	token) command=(port-token -r) ;;
	mint | entity) command=(port-get "$one") ;;
	path) command=(port-get blueprints) ;;
	name) command=(port-get @"$tmp/names") ;;
	middle) at=$middle ;;
	last) at=$pages ;;
	esac
	case $1 in
	token | mint) want=$tmp/want.$1 where=mint logged='"kind":"mint"' ;;
	entity | name) want=$tmp/want.$1 where=$path logged="\"path\":\"$path\"" ;;
	path) want=$tmp/want.path where=/v1/blueprints logged='"path":"/v1/blueprints"' ;;
	esac
}

# The output of a run in which one request failed for good.
partial() {
	local lines before=0 after
	mapfile -t lines < "$want"
	case $kind in
	middle | last) before=$((size * (at - 1))) ;;
	name) [ "$list" = all ] || before=3 ;;
	esac
	after=${#lines[@]}
	[ "$kind,$list" != name,rest ] || after=4
	lines=("${lines[@]:0:before}" "${lines[@]:after}")
	[ ${#lines[@]} = 0 ] || printf '%s\n' "${lines[@]}"
}

# Prepares a fault that the stand-in cannot cause. The token is a variable, so
# that the fault meets the request itself and not its mint. Only `vanish` can
# follow an answered request.
special() {
	[ "$1" = '!vanish' ] || [ "$at" = 1 ] || return
	case $1 in
	'!refused') url=$nobody ;;
	'!name') url=https://$label.invalid ;;
	'!deaf') url=$deaf patience=1 ;;
	'!untrusted') url=$port_tls_url ;;
	'!no-tls') url=https://${port_url#*//} ;;
	'!vanish')
		asks=$at
		return
		;;
	esac
	asks=0 variables=(PORT_API_URL="$url")
	case $kind in
	token | mint) ;;
	*) variables+=(PORT_ACCESS_TOKEN="$token") ;;
	esac
}

# Kills the stand-in when it has received the request.
vanish() {
	local i
	for ((i = 0; i < 3000; i++)); do
		[[ $(< "$port_log") != *"$logged"*'"fault":'[!n]* ]] || break
		pause 0.02
	done
	kill -KILL "$port_pid"
}

# Prints what is wrong with the run, one thing a line.
judge() {
	local n ahead line text
	[ "$status" = "$code" ] || echo "status $status, not $code"
	if [ "$kind $fault" = 'name !vanish' ]; then
		# Other requests of the list may have failed, too.
		cmp -n "$(stat -c %s "$tmp/out")" "$tmp/out" "$tmp/want" 2>&1
	else
		same "$tmp/out" "$tmp/want" || {
			cmp "$tmp/out" "$tmp/want" 2>&1 ||
				echo 'wrong output'
		}
	fi
	count_lines "$logged"
	[ "$n" -ge "$asks" ] && [ "$n" -le $((asks + more)) ] ||
		echo "$n requests, not $asks"
	line=
	while IFS= read -r text; do
		[[ $text =~ ^port-[a-z]*:\ waiting\ [0-9]+\ s ]] ||
			line+=${line:+$'\n'}$text
	done < "$tmp/err"
	if [ "$code" = 0 ]; then
		[ -z "$line" ] || echo 'something on stderr'
	else
		[[ $line =~ ^port-(get|token):\ ([^$'\n']+:\ )?($stderr)(\ \(trace\ [^$'\n']+\))?(,\ after\ [0-9]+\ tries)?($'; go on with --cursor \''[0-9a-f]+\')?($'\nhint: '[^$'\n']+)?$ ]] ||
			echo 'wrong line on stderr'
		[ "$at" = 1 ] || [[ $line =~ after\ [0-9]+\ page.*--cursor ]] ||
			echo 'no word of how many pages were printed'
	fi
	[[ $line != *"$port_secret"* && $line != *"$token"* ]] ||
		echo 'a secret on stderr'
	read -r text < "$tmp/clock"
	ahead=${text:-0}
	# Real time counts as waiting, too. The clocks have milliseconds, so allow
	# for rounding.
	[ $((ahead + spent)) -ge $((least * 1000 - 50)) ] ||
		echo "waited $ahead ms, not $least s"
	[ "$ahead" -le $((least * 1400 + 2000)) ] ||
		echo "waited $ahead ms for $least s"
}

# --cursor of the message prints the rest of a listing that broke off.
judge_cursor() {
	local cursor
	IFS= read -rd '' cursor < "$tmp/err"
	cursor=${cursor##*--cursor \'} cursor=${cursor%%\'*}
	port-get service: --page-size "$size" --cursor "$cursor" \
		>> "$tmp/out" 2>&1
	same "$tmp/out" "$want" || cmp "$tmp/out" "$want" 2>&1
}

# reckon: the number of requests expected, and the shortest wait in seconds.
reckon() {
	local tries=$((retries + 1))
	case $kind in token | mint) tries=3 ;; esac
	more=0
	case $again in
	no) tries=1 ;;
	# Once on each of the kept connections; a list has many.
	lost) if [ "$kind" = name ]; then more=20; else more=1; fi ;;
	esac
	# Too large to hold beside other answers, it is requested again alone.
	case "$kind $fault" in 'name big='* | 'name bomb='*) more=1 ;; esac
	if [ "$times" = good ]; then
		asks=$((at - 1 + tries)) least=$(((tries - 1) * ${wait/-/0}))
		return
	fi
	code=0 asks=2 least=${wait/-/0}
	[ "$want" != "$tmp/want.page" ] || asks=$((pages + 1))
}

# $spec: the fault in the stand-in's words.
spec_of() {
	spec=$fault
	case $spec in
	*DATE+40*)
		spec=${spec/DATE+40/$(LC_ALL=C TZ=GMT0 date -d '+40 sec' \
			'+%a, %d %b %Y %T GMT')}
		;;
	*EPOCH+40*) spec=${spec/EPOCH+40/$((EPOCHSECONDS + 40))} ;;
	'!vanish') spec=delay=60000 ;;
	'!'*)
		spec=
		return
		;;
	esac
	[ "$times" = good ] && spec="+ $spec" || spec=" $spec"
	spec=$where@$at$spec
}

# case_of FAULT CODE AGAIN LIST WAIT STDERR KIND good|once
case_of() {
	local fault=$1 code=$2 again=$3 list=$4 wait=$5 stderr=$6 kind=$7 times=$8
	local at want logged command where url patience=60 retries=1 asks more
	local variables=() least wrong began spent now helper='' spec
	kind_of "$kind"
	case $fault in stall* | drip*) patience=3 ;; esac
	[ "$patience" = 60 ] || [ "$times" = once ] || retries=0
	reckon
	[[ $fault != '!'* ]] || special "$fault" || return
	spec_of
	port_tell reset "$spec"
	: > "$tmp/clock"
	: > "$port_log"
	[ "$fault" != '!vanish' ] || { disown "$port_pid"; vanish & helper=$!; }
	[ "${command[0]}" = port-token ] || command+=(--retry "$retries")
	status=0
	milliseconds
	began=$now
	timed "${variables[@]}" -- "${command[@]}" --timeout "$patience" \
		> "$tmp/out" 2> "$tmp/err" || status=$?
	milliseconds
	spent=$((now - began))
	if [ "$code" = 0 ]; then
		IFS= read -rd '' wrong < "$want"
		printf %s "$wrong"
	else
		partial
	fi > "$tmp/want"
	judge > "$tmp/wrong"
	if [ -n "$helper" ]; then
		wait "$helper"
		start
	elif [ "$code" != 0 ] && [ "$at" != 1 ]; then
		port_tell reset
		judge_cursor >> "$tmp/wrong"
	fi
	IFS= read -rd '' wrong < "$tmp/wrong"
	[ -z "$wrong" ] || wrong+=$'\n'${command[*]}$'\n'$(< "$tmp/err")
	printf '%q %q\n' "$kind, $times: $fault" "$wrong"
}

# kinds_of FAULT ROW: $kinds is what the line in that row is tested with. The two
# kinds of mint take turns, and so do the first page and the last. Each answer of
# a big or bomb is 270 MiB, so they have few.
kinds_of() {
	local mints=(token mint) edges=(first last)
	local mint=${mints[$2 % 2]} edge=${edges[$2 / 2 % 2]}
	kinds=(token mint entity name path first middle last)
	case $1,${TORTURE:+all} in
	big=*,all | bomb=*,all) kinds=(token mint entity name path middle) ;;
	big=*) kinds=(token name middle) ;;
	bomb=*) kinds=(mint entity path) ;;
	*,all) ;;
	'!vanish',*) kinds=("$mint" entity name path middle) ;;
	'!'*) kinds=("$mint" entity name path first) ;;
	*) kinds=("$mint" entity name path middle "$edge") ;;
	esac
}

# line_of ROW FAULT MINT ENTITY PATH PAGE AGAIN LIST WAIT STDERR: runs this
# worker's share of a line. One worker has all of the largest answers, since
# each takes 256 MiB. A final fault needs no run in which it comes once: the
# number of requests shows that it was not tried again.
line_of() {
	local kind code times turn kinds row=$1
	shift
	kinds_of "$1" "$row"
	for kind in "${kinds[@]}"; do
		case $kind in
		token | mint) code=$2 ;;
		entity | name) code=$3 ;;
		path) code=$4 ;;
		*) code=$5 ;;
		esac
		[ "$code" != - ] || continue
		case $1 in
		big=* | bomb=*) turn=$((workers - 1)) ;;
		*) turn=$((n++ % (workers - 1))) ;;
		esac
		[ "$turn" = "$me" ] || continue
		for times in good once; do
			[[ $times = good || $1 != '!'* && $6 != no ]] || continue
			case_of "$1" "$code" "${@:6}" "$kind" "$times"
		done
	done
}

# worker N: runs its share of the table. Prints a line for each case: its name
# and what was wrong, quoted for the shell.
worker() {
	local f row=0 n=0 me=$1 nobody deaf
	port_pids=() ports=0 tmp=$tmp/$1 cleaner=$BASHPID
	trap cleanup EXIT
	mkdir "$tmp"
	start
	relay nobody --refuse
	relay deaf --deaf
	while IFS=$'\t' read -ra f; do
		[[ ${f[0]} = \#* ]] || line_of $((row++)) "${f[@]}"
	done < <(grep -F -e "${ONLY-}" "$table" | sed 's/ | /\t/g')
}

seed=$tmp/seed.json
jq "$few" tests/seed/demo.json > "$seed"
for ((i = 0; i < workers; i++)); do
	(worker $i) > "$tmp/result.$i" 2> "$tmp/err.$i" &
	port_pids+=($!)
done
for ((i = 0; i < workers; i++)); do
	wait "${port_pids[0]}"
	is "$?,$(cat "$tmp/err.$i")" 0, "worker $i ran to its end"
	port_pids=("${port_pids[@]:1}")
	while read -r line; do
		eval "set -- $line"
		if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi
	done < "$tmp/result.$i"
done
cases=$(cat "$tmp"/result.* | wc -l)
[ -n "${ONLY-}" ] || ok "$cases cases ran" [ "$cases" -ge 500 ]

done_testing
