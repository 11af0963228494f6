# A real shell in a real terminal, for the tests of the completions.
# shellcheck shell=bash disable=SC2154 # what tests/lib.sh sets

need tmux timeout awk

probes=0

# on_terminal WORD...: commands of tmux, with \; between them. They go to the
# one client that stays: a process for each costs more than all that the shell
# does with the keys.
on_terminal() {
	local word line='' blocks=1
	for word; do
		if [ "$word" = \; ]; then
			blocks=$((blocks + 1))
		else
			word="'${word//\'/\'\\\'\'}'"
		fi
		line+="$word "
	done
	printf '%s\n' "$line" >&"$to_tmux"
	while [ $blocks -gt 0 ]; do
		read -rt 30 line <&"$from_tmux" || give_up "tmux says nothing of $*"
		case $line in
		%end*) blocks=$((blocks - 1)) ;;
		%error*) give_up "tmux does not know $*" ;;
		esac
	done
}

# screen_has ERE: waits until the terminal shows it; leaves that in $screen.
screen_has() {
	local i
	for ((i = 0; i < 1500; i++)); do
		on_terminal capture-pane -J \; save-buffer "$tmp/screen"
		IFS= read -rd '' screen < "$tmp/screen"
		while [[ $screen = *$'\n' ]]; do screen=${screen%$'\n'}; done
		[[ $screen =~ $1 ]] && return
		pause 0.02
	done
	give_up "the terminal does not show $1: $screen"
}

# shell_start COMMAND...: a shell whose prompt is "> ".
shell_start() {
	tmux -S "$tmp/tmux" -f /dev/null new-session -d -x 120 -y 50 -c "$PWD" "$@" \; \
		set-option -g buffer-limit 1
	trap 'shell_stop; cleanup' EXIT
	coproc TERMINAL { exec tmux -S "$tmp/tmux" -C attach -f no-output,ignore-size; }
	exec {to_tmux}>&"${TERMINAL[1]}" {from_tmux}<&"${TERMINAL[0]}"
	until read -rt 30 line <&"$from_tmux" && [[ $line = %end* ]]; do
		[ -n "$line" ] || give_up 'tmux does not answer'
	done
	screen_has '> '
}

shell_stop() {
	tmux -S "$tmp/tmux" kill-server
	exec {to_tmux}>&- {from_tmux}<&-
}

# types TEXT TABS: types it on an empty screen, and then TAB.
types() {
	local i keys=() mark="#$((++probes))."
	on_terminal send-keys C-u C-l \; send-keys -l -- "$mark"
	screen_has "^> ${mark/./\\.}[[:space:]]*\$"
	for ((i = 0; i < $2; i++)); do
		keys+=(\; send-keys Tab)
	done
	on_terminal send-keys C-u \; send-keys -l -- "$1" "${keys[@]}"
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
	line=${screen%"$mark"*}
	line=${line##*$'\n'}
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
