#!/bin/bash
# The cost of a TAB: at most 30 ms of CPU more than one port-get that asks the
# same, in each shell. Both are user and system time of whole processes.
# shellcheck disable=SC2154,SC2016 # variables that tests/lib.sh sets
. tests/lib.sh
with_keyring
plain_only
. tests/completions/terminal.sh
. tests/completions/common.sh

# spent PID: prints the CPU time of this process and of the children that it has
# waited for, in clock ticks (10 ms).
spent() {
	local stat
	read -ra stat < "/proc/$1/stat"
	echo $((stat[13] + stat[14] + stat[15] + stat[16]))
}

# asks: prints the milliseconds that a port-get costs which asks what TAB asks.
asks() {
	local i before self=$BASHPID
	before=$(spent "$self")
	for ((i = 0; i < runs; i++)); do
		port-get --limit 51 --page-size 51 --include identifier service: --query \
			'{"property":"$identifier","operator":"beginsWith","value":"che"}' > /dev/null
	done
	echo $((($(spent "$self") - before) * 10 / runs))
}

# tabs TABS: prints the milliseconds that a word with so many TABs costs the
# shell.
tabs() {
	local i before
	before=$(spent "$shell_pid")
	for ((i = 0; i < runs; i++)); do
		types_through "port-get service:che$1"
	done
	echo $((($(spent "$shell_pid") - before) * 10 / runs))
}

runs=20
port_start --seed tests/seed/demo.json
port-token login --client-id "$port_id" <<< "$port_secret" 2> "$tmp/login" ||
	give_up "login: $(cat "$tmp/login")"
asked=$(asks)
for shell in bash zsh fish; do
	if ! command -v $shell > /dev/null; then
		pass "$shell # SKIP not installed"
		continue
	fi
	shell_open $shell
	types_through $'port-get service:che\t'	# the first one loads the completion
	cost=$(($(tabs $'\t') - $(tabs '')))
	shell_stop
	echo "# $shell: a TAB costs $cost ms, port-get $asked ms"
	ok "$shell: a TAB costs at most 30 ms more" [ $((cost - asked)) -le 30 ]
done
done_testing
