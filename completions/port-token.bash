# bash completion for port-token
# shellcheck shell=bash

# What takes a RESOURCE is completed as port-get's is, by the file beside this.
# shellcheck source=completions/port-get.bash
. "${BASH_SOURCE[0]%port-token*}port-get${BASH_SOURCE[0]##*port-token}"

_port_token_common='--api-url -p --profile --timeout --no-prompt -q --quiet
-v --verbose -h --help -V --version'
_port_token_print='-r --raw -j --json -x --export --curl --request --each -t --min-ttl
-R --refresh'
_port_token_login='--client-id'
_port_token_status='-j --json'
_port_token_logout='--all'

_port_token() {
	local words word quote kept plain chosen is options
	COMPREPLY=()
	_port_words
	_port_walk
	if [[ $is = option ]]; then
		case ${plain[0]-} in
		login) options=$_port_token_login ;;
		status) options=$_port_token_status ;;
		logout) options=$_port_token_logout ;;
		*) options=$_port_token_print ;;
		esac
		options+=" $_port_token_common"
		_port_reply <<< "${options//[[:space:]]/$'\n'}"
	elif [[ $is != word ]]; then
		_port_value "$is"
	elif ((${#plain[@]} == 0)); then
		_port_reply <<< $'login\nstatus\nlogout'
	fi
}

complete -F _port_token port-token
