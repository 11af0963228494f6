#!/bin/bash
# The fault matrix: every line of tests/trust/matrix, for every kind of request
# that it is about. Eight at a time, since most of it is waiting; pauses between
# retries cost none (tests/shim/clock.c).
# shellcheck disable=SC2119,SC2154
. tests/lib.sh
. tests/get/common.sh

# ONLY=TEXT: the lines with that in them.
table=tests/trust/matrix
workers=8
size=15 middle=2	# entities of a page, and the page in the middle
few='.generate[0].count = 40'	# of the seed: with five more, three pages
label=$(printf 'a%.0s' {1..64})	# longer than a name's part may be: no
				# resolver is asked

# --- one worker: a stand-in, a clock and a log of its own ---

relay() { # NAME OPTION...
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

# What every kind gives without a fault.
learn() {
	: > "$port_log"
	port-token -r > "$tmp/want.token"
	port-get service: --page-size "$size" > "$tmp/want.page"
	pages=$(requests page)
	names=$(jq -r '"service:\(.identifier)"' "$tmp/want.page" | head -n 9)
	echo "$names" > "$tmp/names"
	one=$(sed -n 4p "$tmp/names")
	port-get "$one" > "$tmp/want.entity"
	port-get @"$tmp/names" > "$tmp/want.name"
	port-get blueprints > "$tmp/want.path"
	cp "$tmp/want.entity" "$tmp/want.mint"
}

# timed NAME=VALUE... -- COMMAND...: the clock is ahead by what the run waited.
timed() {
	(
		while [ "$1" != -- ]; do export "${1?}"; shift; done
		export FAKE_CLOCK=$tmp/clock FAKE_SLEEP=1 FAKE_POLL=1 \
			LD_PRELOAD=$B/tests/clock.so${LD_PRELOAD:+:$LD_PRELOAD}
		exec "${@:2}"
	)
}

# same FILE FILE: whether they hold the same lines. Most are short, and a fork
# for each of thousands would cost more than all else here.
same() {
	local a b
	IFS= read -rd '' a < "$1"
	IFS= read -rd '' b < "$2"
	[ "$a" = "$b" ]
}

# count_lines TEXT: sets $n to how many lines of the stand-in's log hold it.
count_lines() {
	local line
	n=0
	while IFS= read -r line; do
		[[ $line != *"$1"* ]] || n=$((n + 1))
	done < "$port_log"
}

milliseconds() { now=$((${EPOCHREALTIME/[.,]/} / 1000)); }

# kind_of KIND: what is asked, as the stand-in's faults and as a log line have
# it, and where the fault is.
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

# What is printed before, and beside, what fails.
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

# Something that no stand-in does on its own. The token is given, so that it
# meets the very request. Only `vanish` can come behind another one.
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

# The stand-in is gone once it was asked.
vanish() {
	local i
	for ((i = 0; i < 3000; i++)); do
		! grep -q "$logged.*\"fault\":[^n]" "$port_log" || break
		sleep 0.02
	done
	kill -KILL "$port_pid"
}

# What is wrong about the run, line by line: into $tmp/wrong, since a subshell
# for each would cost more than what it does.
judge() {
	local n ahead line text
	[ "$status" = "$code" ] || echo "status $status, not $code"
	if [ "$kind $fault" = 'name !vanish' ]; then
		# Others of the list were under way, and may be lost as well.
		cmp -n "$(stat -c %s "$tmp/out")" "$tmp/out" "$tmp/want" 2>&1
	else
		same "$tmp/out" "$tmp/want" || {
			cmp "$tmp/out" "$tmp/want" 2>&1 ||
				echo 'another output'
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
			echo 'another line on stderr'
		[ "$at" = 1 ] || [[ $line =~ after\ [0-9]+\ page.*--cursor ]] ||
			echo 'nothing of how far it came'
	fi
	[[ $line != *"$port_secret"* && $line != *"$token"* ]] ||
		echo 'a secret on stderr'
	read -r text < "$tmp/clock"
	ahead=${text:-0}
	# What really went by is waited, too. Clocks are read in milliseconds,
	# which may round.
	[ $((ahead + spent)) -ge $((least * 1000 - 50)) ] ||
		echo "waited $ahead ms, not $least s"
	[ "$ahead" -le $((least * 1400 + 2000)) ] ||
		echo "waited $ahead ms for $least s"
}

# After a listing that broke off: the rest is behind its cursor.
judge_cursor() {
	local cursor
	IFS= read -rd '' cursor < "$tmp/err"
	cursor=${cursor##*--cursor \'} cursor=${cursor%%\'*}
	port-get service: --page-size "$size" --cursor "$cursor" \
		>> "$tmp/out" 2>&1
	same "$tmp/out" "$want" || cmp "$tmp/out" "$want" 2>&1
}

# reckon: how many requests that makes, and how long a wait at least.
reckon() {
	local tries=$((retries + 1))
	case $kind in token | mint) tries=3 ;; esac
	more=0
	case $again in
	no) tries=1 ;;
	# On each of the connections that are kept, of which a list has many.
	lost) if [ "$kind" = name ]; then more=20; else more=1; fi ;;
	esac
	# Too much to be held beside others, it is asked for again in its turn.
	case "$kind $fault" in 'name big='* | 'name bomb='*) more=1 ;; esac
	if [ "$times" = good ]; then
		asks=$((at - 1 + tries)) least=$(((tries - 1) * ${wait/-/0}))
		return
	fi
	code=0 asks=2 least=${wait/-/0}
	[ "$want" != "$tmp/want.page" ] || asks=$((pages + 1))
}

# The fault as the stand-in is told it: sets $spec.
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

# line_of FAULT MINT ENTITY PATH PAGE AGAIN LIST WAIT STDERR: what of it is this
# worker's. The largest answers are those of one, since each takes 256 MiB, and
# of the pages of a listing only the middle one has them. That a final fault is
# not tried again shows in the number of requests; it need not come only once.
line_of() {
	local kind code times turn
	for kind in token mint entity name path first middle last; do
		case $kind in
		token | mint) code=$2 ;;
		entity | name) code=$3 ;;
		path) code=$4 ;;
		*) code=$5 ;;
		esac
		[ "$code" != - ] || continue
		case $1 in
		big=* | bomb=*)
			case $kind in first | last) continue ;; esac
			turn=$((workers - 1))
			;;
		*) turn=$((n++ % (workers - 1))) ;;
		esac
		[ "$turn" = "$me" ] || continue
		for times in good once; do
			[[ $times = good || $1 != '!'* && $6 != no ]] || continue
			case_of "$1" "$code" "${@:6}" "$kind" "$times"
		done
	done
}

# worker N: its share of the table; a line for each case, its name and what was
# wrong, in words of the shell.
worker() {
	local row n=0 me=$1 nobody deaf
	port_pids=() ports=0 tmp=$tmp/$1 cleaner=$BASHPID
	trap cleanup EXIT
	mkdir "$tmp"
	start
	relay nobody --refuse
	relay deaf --deaf
	while IFS=$'\t' read -ra row; do
		[[ ${row[0]} = \#* ]] || line_of "${row[@]}"
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
	is "$?,$(cat "$tmp/err.$i")" 0, "worker $i came to its end"
	port_pids=("${port_pids[@]:1}")
	while read -r line; do
		eval "set -- $line"
		if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi
	done < "$tmp/result.$i"
done
cases=$(cat "$tmp"/result.* | wc -l)
[ -n "${ONLY-}" ] || ok "hundreds of cases: $cases" [ "$cases" -ge 800 ]

done_testing
