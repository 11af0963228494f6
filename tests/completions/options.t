#!/bin/bash
# The options that the completions know are those of --help, with as many
# operands.
. tests/lib.sh

# Of --help: "-t 1" and "--min-ttl 1" on a line each.
of_help() {
	"$1" --help | grep -E '^  +-' | while read -r line; do
		line=${line%%  *}
		operands=$(grep -oE ' [A-Z][^ ]*' <<< "$line" | wc -l)
		grep -oE -- '(^| )--?[A-Za-z0-9-]+' <<< "$line" | sed "s/^ *//; s/\$/ $operands/"
	done | sort
}

of_bash() {
	local option options takes
	# shellcheck source=completions/port-token.bash
	. completions/port-token.bash
	options=$_port_get_options
	[ "$1" = port-get ] || options="$_port_token_common $_port_token_print
		$_port_token_login $_port_token_status $_port_token_logout"
	for option in $options; do
		read -ra takes <<< "$(_port_takes "$option")"
		echo "$option ${#takes[@]}"
	done | sort -u
}

# 'OPTION[text]:operand:action...' or {-o,--option}'[text]...'
of_zsh() {
	grep -oE -- "^.*\[[^]]*\](:[^:']*:[^:']*)*'" "completions/_$1" | while IFS= read -r line; do
		operands=$(grep -oE ':[^:]+:' <<< "${line#*\]}" | wc -l)
		line=${line#*\'}
		line=${line%%\[*}
		line=${line##*\)}
		grep -oE -- '--?[A-Za-z0-9-]+' <<< "$line" | sed "s/\$/ $operands/"
	done | sort -u
}

# Where an option takes two, fish knows of one.
of_fish() {
	sed -n "s/^complete -c $1 //p" "completions/$1.fish" | while read -r line; do
		operands=0
		[[ ! $line =~ \ -[xr]\  ]] || operands=1
		line=${line%% -d *}
		grep -oE -- '(^| )-[sl] [A-Za-z0-9-]+' <<< "$line" |
			sed -E "s/^ ?-s /-/; s/^ ?-l /--/; s/\$/ $operands/"
	done | sort -u
}

for program in port-token port-get; do
	of_help "$program" > "$tmp/help"
	ok "--help of $program has options" [ "$(wc -l < "$tmp/help")" -gt 20 ]
	for shell in bash zsh fish; do
		"of_$shell" "$program" > "$tmp/$shell"
		want=$tmp/help
		if [ $shell = fish ]; then
			sed 's/ 2$/ 1/' "$tmp/help" > "$tmp/one"
			want=$tmp/one
		fi
		ok "$program in $shell" diff "$want" "$tmp/$shell"
	done
done

# shellcheck source=completions/port-get.bash
. completions/port-get.bash
ok 'the script is found beside a file that is sourced' [ -e "$_port_candidates" ]
done_testing
