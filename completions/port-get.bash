# bash completion for port-get; port-token's uses its functions too.
# shellcheck shell=bash

_port_get_options='-r --raw-output -j --join-output --raw-output0
-a --ascii-output -c --compact-output --tab --indent -S --sort-keys
-C --color-output -M --monochrome-output --unbuffered --seq -n --null-input
-s --slurp -R --raw-input --stream -e --exit-status -f --from-file
-L --library-path --arg --argjson --slurpfile --rawfile --args --jsonargs
--query --include --exclude --param --limit --page-size --cursor --retry
-P --parallel --api-url -p --profile --timeout --no-prompt -q --quiet
-v --verbose -h --help -V --version'

# The script that knows RESOURCEs stands beside this file, or where
# make install puts it.
_port_candidates=${BASH_SOURCE[0]}
[[ $_port_candidates = /* ]] || _port_candidates=$PWD/$_port_candidates
_port_candidates=${_port_candidates%/*}/candidates
[[ -e $_port_candidates ]] ||
	_port_candidates=${_port_candidates%/*}/../../port-token/candidates

# What an option takes, a word for each operand.
_port_takes() {
	case $1 in
	-f | --from-file | --each) echo file ;;
	-L | --library-path) echo directory ;;
	-p | --profile) echo profile ;;
	--api-url) echo url ;;
	--curl) echo resource ;;
	--request) echo method ;;
	--query) echo at-file ;;
	--slurpfile | --rawfile) echo text file ;;
	--arg | --argjson) echo text text ;;
	--indent | --include | --exclude | --param | --limit | --page-size | \
	--cursor | --retry | -P | --parallel | --timeout | -t | --min-ttl | \
	--client-id) echo text ;;
	esac
}

# The words up to the cursor into `words`, as the shell will read them: bash
# has cut them at : = @ too. The last one is then in `word`, without quotes,
# and the part of it that readline keeps in `kept`.
_port_words() {
	local rest=${COMP_LINE:0:COMP_POINT} i
	words=()
	for ((i = 0; i <= COMP_CWORD; i++)); do
		if [[ $i = 0 || $rest = [[:space:]]* ]]; then
			words+=('')
			rest=${rest#"${rest%%[![:space:]]*}"}
		fi
		((i < COMP_CWORD)) || break
		words[-1]+=${COMP_WORDS[i]}
		rest=${rest#"${COMP_WORDS[i]}"}
	done
	words[-1]+=$rest
	quote='' kept=''
	if [[ ${words[-1]} = [\'\"]* ]]; then
		quote=1 word=${words[-1]:1}
		return
	fi
	# shellcheck disable=SC2162 # the backslashes are to go
	IFS= read word <<< "${words[-1]}"
	rest=${words[-1]//\\?/_}
	rest=${rest%"${rest##*["${COMP_WORDBREAKS//[[:space:]]/}"]}"}
	kept=${word:0:${#rest}}
	kept=${kept%@} # which readline hands over with what follows
}

# What the words behind an option, or a bundle of them, are.
_port_pending() {
	local i
	if [[ $1 = --* ]]; then
		read -ra pending <<< "$(_port_takes "$1")"
		return
	fi
	for ((i = 1; i < ${#1}; i++)); do
		read -ra takes <<< "$(_port_takes "-${1:i:1}")"
		pending+=("${takes[@]}")
	done
}

# Remember the options that say who we are; -p first.
_port_choose() {
	case $1 in
	profile) chosen=(-p "$2" "${chosen[@]}") ;;
	url) chosen+=(--api-url "$2") ;;
	esac
}

# The last word begins behind this part of it.
_port_skip() {
	word=${word#"$1"}
	kept=${kept#"$1"}
}

# Walk the words as the programs do. Leaves what the last one is in `is`, the
# words that are no options in `plain`, and the `chosen` ones.
_port_walk() {
	local i w takes pending=() ended=
	plain=() chosen=() is=word
	for ((i = 1; i < ${#words[@]}; i++)); do
		w=${words[i]}
		if [[ ${pending[0]-} ]]; then
			is=${pending[0]}
			pending=("${pending[@]:1}")
			_port_choose "$is" "$w"
		elif [[ $ended || $w != -?* ]]; then
			is=word
			((i == ${#words[@]} - 1)) || plain+=("$w")
		elif [[ $w = --?*=* ]]; then
			is=$(_port_takes "${w%%=*}")
			((i < ${#words[@]} - 1)) || _port_skip "${word%%=*}="
			_port_choose "$is" "${w#*=}"
		else
			is=option
			[[ $w = -- ]] && ended=1
			_port_pending "$w"
		fi
	done
}

# Into COMPREPLY those of the lines on stdin that begin with the word, without
# what readline keeps of it, and with no blank behind what goes on.
_port_reply() {
	local line
	COMPREPLY=()
	while IFS= read -r line; do
		[[ $line = "$word"* ]] || continue
		[[ $quote ]] || printf -v line %q "${line#"$kept"}"
		COMPREPLY+=("$line")
	done
	[[ ${#COMPREPLY[@]} = 1 && ${COMPREPLY[0]} = *[:/] ]] &&
		compopt -o nospace
}

_port_ask() { timeout 1 sh "$_port_candidates" "$@"; }

_port_at_file() { compgen -f -- "${word#@}" | sed 's/^/@/'; }

# What is typed is a value of this kind, or the RESOURCE.
_port_value() {
	case $1 in
	file) compopt -o default ;;
	directory) compopt -o dirnames ;;
	profile) _port_reply < <(_port_ask profiles) ;;
	url) _port_reply <<< $'eu\nus' ;;
	method) _port_reply <<< $'GET\nPOST\nPUT\nPATCH\nDELETE' ;;
	at-file) [[ $word != @* ]] || _port_reply < <(_port_at_file) ;;
	resource)
		if [[ $word = @* ]]; then
			_port_reply < <(_port_at_file)
		else
			_port_reply < <(_port_ask resources "$word" "${chosen[@]}")
		fi ;;
	esac
}

_port_get() {
	local words word quote kept plain chosen is filter=1 w
	COMPREPLY=()
	_port_words
	_port_walk
	if [[ $is = option ]]; then
		_port_reply <<< "${_port_get_options//[[:space:]]/$'\n'}"
	elif [[ $is != word ]]; then
		_port_value "$is"
	elif ((${#plain[@]} == 0)); then
		_port_value resource
	elif [[ ${plain[0]} = - ]]; then
		for w in "${words[@]:1:${#words[@]}-2}"; do
			[[ $w = --from-file* || $w =~ ^-[^-]*f ]] && filter=0
		done
		((${#plain[@]} <= filter)) || _port_value file
	fi
}

complete -F _port_get port-get
