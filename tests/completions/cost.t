#!/bin/bash
# What a TAB costs: at most 30 ms of CPU more than one port-get that asks the
# same, in each shell. Both are user and system time of whole processes.
# shellcheck disable=SC2154,SC2016 # what tests/lib.sh sets
. tests/lib.sh
with_keyring
plain_only
. tests/completions/terminal.sh
. tests/completions/common.sh

# Clock ticks (10 ms) of that process and of those it has waited for.
spent() { awk '{ print $14 + $15 + $16 + $17 }' "/proc/$1/stat"; }

# Milliseconds that one of $runs port-gets costs which ask what TAB does.
asks() {
	local i before self=$BASHPID
	before=$(spent "$self")
	for ((i = 0; i < runs; i++)); do
		port-get --limit 51 --page-size 51 --include identifier service: --query \
			'{"property":"$identifier","operator":"beginsWith","value":"che"}' > /dev/null
	done
	echo $((($(spent "$self") - before) * 10 / runs))
}

# The same of a word that is typed, with so many TABs after it.
tabs() {
	local i before mark pid
	pid=$(tmux -S "$tmp/tmux" display-message -p '#{pane_pid}')
	before=$(spent "$pid")
	for ((i = 0; i < runs; i++)); do
		types 'port-get service:che' "$1"
		mark="#$((++probes))."
		on_terminal send-keys -l -- "$mark"
		screen_has "${mark/./\\.}"
	done
	echo $((($(spent "$pid") - before) * 10 / runs))
}

runs=30
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
	types 'port-get service:che' 1
	tabs 0 > /dev/null
	cost=$(($(tabs 1) - $(tabs 0)))
	shell_stop
	echo "# $shell: a TAB costs $cost ms, port-get $asked ms"
	ok "$shell: a TAB costs at most 30 ms more" [ $((cost - asked)) -le 30 ]
done
done_testing
