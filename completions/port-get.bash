# bash completion for port-get and port-token
# shellcheck shell=bash

# port-get splits the line, finds the words that fit and quotes them. Nothing of
# the line is expanded here. `exec` ignores aliases and functions.
_port_complete() {
	local how
	{
		read -r how
		mapfile -t COMPREPLY
	} < <(exec port-get --complete bash "${COMP_LINE:0:COMP_POINT}" \
		"$COMP_WORDBREAKS" < /dev/null 2> /dev/null)
	case $how in
	files) compopt -o default ;;
	directories) compopt -o dirnames ;;
	nospace) compopt -o nospace ;;
	esac
}

complete -F _port_complete port-get port-token
