# Names that contain the syntax of a shell are completed in a real shell, and the
# line is run. port-get must receive the name as one word, and nothing else may run.
# shellcheck shell=bash disable=SC2154,SC2016,SC1003,SC2088,SC2001 # no word is to be expanded

# Names of entities. If a shell runs any part of them, a file X appears.
hostile=('$(touch X)' '`touch X`' "a';touch X;'" 'a";touch X;"' ';touch X;#' '|touch X'
	'&touch X&' '<(touch X)' '>X' '$HOME' '${HOME}' "o'brien" 'a"b' 'a b' ' a' 'a ' 'back\slash'
	'end\' '\$(touch X)' "'" '"' '!!' 'a!b' '!touch X' '~' '~root' '*' '[a-z]' '{a,b}' '#x' '=ls'
	'^a^b' '-rf' '--' '@x' 'a:b' 'x=y' 'a/../b' 'données' '日本' $'a\u00a0b' '"'"'"'$(touch X)'
	"'\"\`touch X\`" '$((touch X))' "\$'\\x24'" 'a%41b' 'what?' $'new\nline' $'tab\tbed' $'e\e]0;x\a')

# Names of blueprints and files.
some=('$(touch X)' '`touch X`' "';touch X;'" '";touch X;"' ';touch X;#' "o'brien" 'a b' 'end\'
	'a!b' '{a,b}' '*')

# recorder: puts a script before port-get in PATH, which saves its arguments. For
# completion it runs the real port-get.
recorder() {
	mkdir -p "$tmp/bin"
	cat > "$tmp/bin/port-get" <<-EOT
		#!/bin/sh
		[ "\$1" != --complete ] || exec $(command -v port-get) "\$@"
		printf '%s\0' "\$@" > "$tmp/args"
	EOT
	chmod +x "$tmp/bin/port-get"
	PATH=$tmp/bin:$PATH
}

# hostile_start: starts a Port. Its blueprint e7- has one entity with the hostile name
# number 7, and so on.
hostile_start() {
	local i
	need python3 jq
	mkdir -p "$tmp/here"
	for i in "${!some[@]}"; do
		touch "$tmp/here/f$i-${some[i]}"
	done
	jq -n '($ARGS.positional | index([""])) as $cut
		| $ARGS.positional[:$cut] as $hostile | $ARGS.positional[$cut + 1:] as $some
		| {blueprints: ([range($hostile | length) | "e\(.)-"]
			+ [range($some | length) | "b\(.)-\($some[.])"]),
		  entities: ([range($hostile | length) | {key: "e\(.)-", value: [$hostile[.]]}]
			| from_entries)}' \
		--args -- "${hostile[@]}" '' "${some[@]}" > "$tmp/data.json"
	python3 tests/completions/anyport.py "$tmp/data.json" > "$tmp/url" &
	port_pids+=($!)
	until [ -s "$tmp/url" ]; do pause 0.02; done
	PORT_API_URL=$(< "$tmp/url")
	export PORT_API_URL PORT_ACCESS_TOKEN=t PORT_KEYRING=off
}

# spelled IDENTIFIER: sets $word to the word that names it in a RESOURCE.
spelled() {
	word=$1
	word=${word//%/%25} word=${word//\?/%3F}
	word=${word//$'\n'/%0A} word=${word//$'\t'/%09} word=${word//$'\e'/%1B} word=${word//$'\a'/%07}
}

# runs TEXT QUOTE WANT NAME: types the quote, TEXT, TAB and Enter, and closes
# the quote if the shell has not: port-get receives WANT.
runs() {
	local mark line i args
	: > "$tmp/args"
	types_through "port-get $2$1"$'\t'
	line=${line%"${line##*[![:space:]]}"}
	[ -n "$2" ] && [[ $line != *"$2" || $line = *"port-get $2" ]] || set -- "$1" '' "$3" "$4"
	keys "${mark//?/$'\177'}$2"$'\r'
	for ((i = 0; i < 250; i++)); do
		[ ! -s "$tmp/args" ] || break
		pause 0.02
	done
	[ -s "$tmp/args" ] || keys $'\3'
	mapfile -d '' args < "$tmp/args"
	printf -v line '%s\n' "${args[@]}"
	is "${line%$'\n'}" "$3" "$4"
	[ ! -e "$tmp/here/X" ] || { fail "$4: something of it was run"; rm "$tmp/here/X"; }
}

# TAB runs nothing of what a person typed, either.
typed=('blueprints/x|;e touch X;#/entities/' 'x;touch X;#' 'x|touch X' 'x>X' '*' 'a b' '~/x' '!!'
	'{a,b}:' '\$(touch X):' '@x;touch X' 'x"; touch X; "' "x'; touch X; '")

typed_cells() {
	local i text
	for text in "${typed[@]}"; do
		runs "$(sed 's|[^A-Za-z0-9/:@]|\\&|g' <<< "$text")" '' "$text" "typed ${text@Q}, bare"
		[[ $text = *\'* || $text = *\\* ]] ||
			runs "$text" "'" "$text" "typed ${text@Q}, '"
		[[ $text = *[\"\\!]* ]] ||
			runs "$text" '"' "$text" "typed ${text@Q}, \""
	done
	# The shell runs these at Enter. zsh also runs them at TAB, unless TAB only
	# completes.
	[[ $0 != *zsh* ]] || does "bindkey '^I' complete-word"
	for text in '$(touch X)' '"$(touch X)' '"`touch X`' '"`touch X' 'x$(touch X):' '$(touch X' \
		'-p $(touch X) b' '-p "$(touch X)" "b' '--api-url=$(touch X) b' '<(touch X)' 'x; touch X #' \
		'--query @$(touch X)' '@$(touch X)' '--include "$(touch X)'; do
		types_through "port-get $text"$'\t\t'
		ok "TAB runs nothing of ${text@Q}" [ ! -e "$tmp/here/X" ]
		rm -f "$tmp/here/X"
	done
}

hostile_cells() {
	local i quote name word
	for quote in '' "'" '"'; do
		name=${quote:-bare}
		for i in "${!hostile[@]}"; do
			spelled "${hostile[i]}"
			runs "e$i-:" "$quote" "e$i-:$word" \
				"entity ${hostile[i]@Q}, $name"
		done
		for i in "${!some[@]}"; do
			runs "b$i-" "$quote" "b$i-${some[i]}:" "blueprint ${some[i]@Q}, $name"
			runs "@f$i-" "$quote" "@f$i-${some[i]}" "file ${some[i]@Q}, $name"
		done
	done
}
