# Checks of completion that every shell must pass.
# shellcheck shell=bash disable=SC2154,SC2016 # what tests/lib.sh sets

# lay_out: copies the completion scripts to $share, as make install does.
lay_out() {
	local program
	share=$tmp/share
	install -D -t "$share/zsh/site-functions" completions/_port-get
	for program in port-token port-get; do
		install -D completions/port-get.bash \
			"$share/bash-completion/completions/$program"
		install -D completions/port-get.fish \
			"$share/fish/vendor_completions.d/$program.fish"
	done
}

# shell_open SHELL: starts the shell of a new account with these completions, in the
# folder $here.
shell_open() {
	lay_out
	case $1 in
	bash)
		cat > "$tmp/bashrc" <<-EOT
			PS1='> '
			cd "${here:-$PWD}"
			. "$share/bash-completion/completions/port-token"
		EOT
		list_tabs=$'\t\t\t' more='\.\.\.more'
		shell_start bash --noprofile --rcfile "$tmp/bashrc" -i ;;
	bash-completion)
		cat > "$tmp/bashrc" <<-EOT
			PS1='> '
			cd "${here:-$PWD}"
			. /usr/share/bash-completion/bash_completion
		EOT
		list_tabs=$'\t\t\t' more='\.\.\.more'
		export XDG_DATA_DIRS=$share
		shell_start bash --noprofile --rcfile "$tmp/bashrc" -i ;;
	zsh)
		cat > "$tmp/.zshrc" <<-EOT
			PS1='> '
			cd "${here:-$PWD}"
			unsetopt BEEP
			fpath=("$share/zsh/site-functions" \$fpath)
			autoload -Uz compinit
			compinit -u -D
		EOT
		list_tabs=$'\t\t' more='more words fit'
		ZDOTDIR=$tmp shell_start zsh -d -i ;;
	fish)
		list_tabs=$'\t' more='more words fit'
		shell_start fish --no-config -C "
		cd '${here:-$PWD}'
		set -g fish_greeting
		set -g fish_autosuggestion_enabled 0
		function fish_prompt; echo -n '> '; end
		set -g fish_complete_path '$share/fish/vendor_completions.d'" ;;
	esac
}

# data_start: starts a Port with blueprints and entities that have difficult names,
# puts a token into the environment, and stores two profiles.
data_start() {
	local blueprint entity profile
	need curl secret-tool
	port_start
	for profile in work us-1; do
		port-token login -p "$profile" --client-id "$port_id" \
			<<< "$port_secret" 2> "$tmp/login" ||
			give_up "login: $(cat "$tmp/login")"
	done
	export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret
	PORT_ACCESS_TOKEN=$(port-token -r) || exit
	export PORT_ACCESS_TOKEN
	for blueprint in service ciJob team:a/b; do
		write blueprints "{\"identifier\": \"$blueprint\", \"title\": \"x\",
			\"schema\": {\"properties\": {}}}"
	done
	for entity in checkout cart-api cart/web cart:job cart=x me@port.example \
		'back\slash' données; do
		write service: "{\"identifier\": \"${entity//\\/\\\\}\"}"
	done
	write team%3Aa%2Fb: '{"identifier": "one"}'
	write blueprints '{"identifier": "many", "title": "x",
		"schema": {"properties": {"tier": {"type": "string"}}}}'
	port-get - -nc 'range(3) as $i | {entities: [range(20) | {identifier: "n\($i * 20 + .)"}]}' |
		port-token --curl blueprints/many/entities/bulk --each - | curl -K- > "$tmp/written" ||
		give_up "many: $(cat "$tmp/written")"
	mints=$(requests mint)
}

# write RESOURCE JSON: writes it to Port.
write() {
	port-token --curl "$1" | curl -K- --json "$2" > "$tmp/written" ||
		give_up "$1 $2: $(cat "$tmp/written")"
}

# Words that the programs know themselves.
common_words() {
	becomes 'port-get --raw-o' 'port-get --raw-output'
	offers 'port-get --s' --slurp --slurpfile --sort-keys --stream --seq
	becomes 'port-get --api-url u' 'port-get --api-url us_'
	becomes 'port-get --api-url=e' 'port-get --api-url=eu_'
	becomes 'port-get organ' 'port-get organization'
	becomes 'port-get blueprints/x/sc' 'port-get blueprints/x/scorecards'
	becomes 'port-get /v1/audi' 'port-get /v1/audit-log_'
	becomes 'port-get -nr audi' 'port-get -nr audit-log_'
	becomes 'port-get --arg a b audi' 'port-get --arg a b audit-log_'
	becomes 'port-get --arg a audi' 'port-get --arg a audi'
	becomes 'port-get audit-log audi' 'port-get audit-log audi'
	becomes 'port-token st' 'port-token status_'
	becomes 'port-token status lo' 'port-token status lo'
	becomes 'port-token -j lo' 'port-token -j log'
	becomes 'port-token logout --al' 'port-token logout --all_'
	becomes 'port-token login --all' 'port-token login --all'
	becomes 'port-token login --no' 'port-token login --no-prompt_'
	becomes 'port-token --curl audi' 'port-token --curl audit-log_'
	becomes 'port-token --curl=audi' 'port-token --curl=audit-log_'
}

# Files are completed only where a file is expected.
common_files() {
	becomes 'port-get -f LICEN' 'port-get -f LICENSE_'
	becomes 'port-get --from-file LICEN' 'port-get --from-file LICENSE_'
	becomes 'port-get - . LICEN' 'port-get - . LICENSE_'
	becomes 'port-get - -nf LICENSE LICEN' 'port-get - -nf LICENSE LICENSE_'
	becomes 'port-get @LICEN' 'port-get @LICENSE_'
	becomes 'port-get service: --query @LICEN' \
		'port-get service: --query @LICENSE_'
	becomes 'port-get LICEN' 'port-get LICEN'
	becomes 'port-get - LICEN' 'port-get - LICEN'
	becomes 'port-get --limit LICEN' 'port-get --limit LICEN'
}

# Names that only Port knows.
common_live() {
	becomes 'port-get ser' 'port-get service:'
	becomes 'port-get service:che' 'port-get service:checkout_'
	becomes 'port-get service:cart/' 'port-get service:cart/web_'
	becomes 'port-get service:cart:' 'port-get service:cart:job_'
	becomes 'port-get service:cart=' 'port-get service:cart=x_'
	becomes 'port-get service:me@' 'port-get service:me@port.example_'
	becomes 'port-get service:cart' 'port-get service:cart'
	becomes 'port-get service:don' 'port-get service:données_'
	becomes 'port-get service:no' 'port-get service:no'
	becomes "port-get 'service:che" "port-get 'service:checkout'_"
	becomes 'port-get service:back' 'port-get service:back\\slash_'
	becomes 'port-get -r --limit 3 service:che' \
		'port-get -r --limit 3 service:checkout_'
	becomes 'port-get blueprints/ciJ' 'port-get blueprints/ciJob_'
	becomes 'port-get blueprints/service/entities/che' \
		'port-get blueprints/service/entities/checkout_'
	becomes 'port-get team' 'port-get team'
	becomes 'port-get team%3Aa%2Fb:o' 'port-get team%3Aa%2Fb:one_'
	becomes 'port-token --curl ciJ' 'port-token --curl ciJob:'
	becomes 'port-get many: --include tea' 'port-get many: --include team_'
	becomes 'port-get many: --include=identifier,properties.t' \
		'port-get many: --include=identifier,properties.tier_'
	types "port-get many:$list_tabs"
	screen_has "$more"
	pass 'a list that is too long says that there are more'
	becomes 'port-token --curl service:che' \
		'port-token --curl service:checkout_'
}

# With a token from the keyring, found by credentials or by a profile.
common_profiles() {
	does 'export PORT_ACCESS_TOKEN='
	becomes 'port-get service:che' 'port-get service:checkout_'
	becomes 'port-get -p wo' 'port-get -p work_'
	becomes 'port-get -nrp us' 'port-get -nrp us-1_'
	becomes 'port-token status --profile u' 'port-token status --profile us-1_'
	becomes 'port-token logout -p wo' 'port-token logout -p work_'
	printf '{"profile":"$(touch X)","api_url":"%s","client_id":"x","client_secret":"x"}' "$port_url" |
		secret-tool store --label=x application port-token kind secret \
			profile '$(touch X)' api_url "$port_url" client_id x
	becomes "port-get -p '\$" "port-get -p '\$"
	like "$(port-get --complete zsh port-get -p '' | paste -s -d ' ')" '^- us-1 work$' \
		'a profile with a hostile name is not offered'
	does "export PORT_CLIENT_ID= PORT_CLIENT_SECRET= PORT_API_URL="
	becomes 'port-get service:che' 'port-get service:che'
	becomes 'port-get -p work service:che' 'port-get -p work service:checkout_'
	becomes 'port-token --profile us-1 --curl ciJ' \
		'port-token --profile us-1 --curl ciJob:'
	is "$(requests mint)" "$mints" 'completion used the stored token'
}

# Without a token, and with a Port that does not answer.
common_silence() {
	local before
	does "export PORT_KEYRING=off PORT_API_URL=$port_url"
	before=$(requests)
	becomes 'port-get service:che' 'port-get service:che'
	becomes 'port-get audi' 'port-get audit-log_'
	becomes 'port-get -p wo' 'port-get -p wo'
	is "$(requests)" "$before" 'without credentials nothing is requested'
	does "export PORT_CLIENT_ID=$port_id PORT_CLIENT_SECRET=$port_secret"
	becomes 'port-get service:che' 'port-get service:checkout_'
	is "$(requests mint)" "$((mints + 1))" 'with credentials a token is minted'
	does "export PORT_ACCESS_TOKEN=$PORT_ACCESS_TOKEN"
	becomes 'port-get service:che' 'port-get service:checkout_'
	port_tell fault 'page delay=600000' 'blueprints status=401'
	becomes 'port-get service:che' 'port-get service:che'
	is "$(grep -c . <<< "$screen")" 1 'Port does not answer: no message'
	becomes 'port-get blueprin' 'port-get blueprints'
	is "$(grep -c . <<< "$screen")" 1 'Port refuses the token: no message'
}
