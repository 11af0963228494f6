# A real shell in a real terminal (tmux), for the tests of the completions.
# shellcheck shell=bash disable=SC2154 # variables that tests/lib.sh sets

need tmux timeout awk

probes=0

# on_terminal WORD...: has tmux run commands, with \; between them. One client
# stays connected: a process for each command would cost more than the shell.
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
		read -rt 30 line <&"$from_tmux" || give_up "tmux does not answer: $*"
		case $line in
		%end*) blocks=$((blocks - 1)) ;;
		%error*) give_up "tmux does not know: $*" ;;
		esac
	done
}

# screen_has ERE: waits until the screen matches, and leaves it in $screen.
screen_has() {
	local i
	for ((i = 0; i < 1500; i++)); do
		on_terminal capture-pane -J \; save-buffer "$tmp/screen"
		IFS= read -rd '' screen < "$tmp/screen"
		screen=${screen%"${screen##*[!$'\n']}"}	# without empty lines at its end
		[[ $screen =~ $1 ]] && return
		pause 0.02
	done
	give_up "the terminal does not show $1: $screen"
}

# shell_start COMMAND...: starts a shell whose prompt is "> ".
shell_start() {
	tmux -S "$tmp/tmux" -f /dev/null new-session -d -x 120 -y 50 -c "$PWD" "$@" \; \
		set-option -g buffer-limit 1
	trap 'shell_stop; cleanup' EXIT
	coproc TERMINAL { exec tmux -S "$tmp/tmux" -C attach -f no-output,ignore-size; }
	exec {to_tmux}>&"${TERMINAL[1]}" {from_tmux}<&"${TERMINAL[0]}"
	until read -rt 30 line <&"$from_tmux" && [[ $line = %end* ]]; do
		[ -n "$line" ] || give_up 'tmux does not answer'
	done
	shell_pid=$(tmux -S "$tmp/tmux" display-message -p '#{pane_pid}')
	screen_has '> '
}

# shell_stop: ends it, and waits for it: a shell writes its history at the end.
shell_stop() {
	local i
	tmux -S "$tmp/tmux" kill-server
	exec {to_tmux}>&- {from_tmux}<&-
	for ((i = 0; i < 250; i++)); do
		kill -0 "$shell_pid" 2> /dev/null || break
		pause 0.02
	done
	trap cleanup EXIT
}

# keys TEXT: types it. $'\t' is TAB, $'\r' Enter, $'\177' Backspace; $'\25'
# empties the line, $'\f' the screen.
keys() { on_terminal send-keys -l -- "$1"; }

# types TEXT: types it on an empty screen.
types() {
	local mark="#$((++probes))."
	keys $'\25\f'"$mark"
	screen_has "^> ${mark/./\\.}[[:space:]]*\$"
	keys $'\25'"$1"
}

# types_through TEXT: the same, and waits until the shell has handled every key:
# what is typed after a TAB shows only when the completion is done. Leaves in
# $line what the screen shows, and $mark, which is typed after it.
types_through() {
	mark="#$((++probes))."
	types "$1$mark"
	screen_has "${mark/./\\.}"
	line=${screen%"$mark"*}
}

# does COMMAND: has the shell run it.
does() { types "$1"$'\r'; }

# becomes TEXT WANT: TAB completes TEXT to WANT, where an underscore is a space
# at the end.
becomes() {
	local mark line
	types_through "$1"$'\t'
	line=${line##*$'\n'}
	line=${line#*> }
	[[ $line = *' ' ]] && line=${line% }_
	is "$line" "$2" "$1"
}

# offers TEXT WORD...: the list that TAB shows has each of the words.
offers() {
	local text=$1 word
	shift
	types "$text$list_tabs"
	for word; do
		screen_has "(^|[[:space:]])$word($|[[:space:]])"
	done
	pass "$text offers $*"
}
