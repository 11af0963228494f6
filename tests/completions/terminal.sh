# A real shell in a real terminal, for the tests of the completions.
# shellcheck shell=bash disable=SC2154 # what tests/lib.sh sets

need tmux timeout awk

probes=0

on_terminal() { tmux -S "$tmp/tmux" "$@"; }

# screen_has ERE: waits until the terminal shows it; leaves that in $screen.
screen_has() {
	local i
	for ((i = 0; i < 1500; i++)); do
		screen=$(on_terminal capture-pane -p -J)
		[[ $screen =~ $1 ]] && return
		sleep 0.02
	done
	give_up "the terminal does not show $1: $screen"
}

# shell_start COMMAND...: a shell whose prompt is "> ".
shell_start() {
	on_terminal -f /dev/null new-session -d -x 120 -y 50 -c "$PWD" "$@"
	trap 'on_terminal kill-server; cleanup' EXIT
	screen_has '> '
}

# types TEXT TABS: types it on an empty screen, and then TAB.
types() {
	local i mark="#$((++probes))."
	on_terminal send-keys C-u C-l \; send-keys -l -- "$mark"
	screen_has "^> ${mark/./\\.}[[:space:]]*\$"
	on_terminal send-keys C-u \; send-keys -l -- "$1"
	for ((i = 0; i < $2; i++)); do
		on_terminal send-keys Tab
	done
}

# does COMMAND: has the shell run it.
does() {
	types "$1" 0
	on_terminal send-keys Enter
}

# becomes TEXT WANT: what TAB makes of TEXT, an underscore for a blank at its
# end. What is typed behind TAB shows where the shell is done with it.
becomes() {
	local mark line
	types "$1" 1
	mark="#$((++probes))."
	on_terminal send-keys -l -- "$mark"
	screen_has "${mark/./\\.}"
	line=$(grep -F -- "$mark" <<< "$screen" | tail -n 1)
	line=${line%"$mark"*}
	line=${line#*> }
	[[ $line = *' ' ]] && line=${line% }_
	is "$line" "$2" "$1"
}

# offers TEXT WORD...: the list that TABs show holds each of the words.
offers() {
	local text=$1 word
	shift
	types "$text" "$list_tabs"
	for word; do
		screen_has "(^|[[:space:]])$word($|[[:space:]])"
	done
	pass "$text offers $*"
}
