#!/bin/bash
# The completions in zsh.
. tests/lib.sh
with_keyring
. tests/completions/terminal.sh
. tests/completions/common.sh
need zsh

lay_out
data_start
cat > "$tmp/.zshrc" <<EOT
PS1='> '
unsetopt BEEP
fpath=("$share/zsh/site-functions" \$fpath)
autoload -Uz compinit
compinit -u -D
EOT
list_tabs=2
ZDOTDIR=$tmp shell_start zsh -d -i

common_words
common_files
common_live
becomes 'port-get team%' 'port-get team%3Aa%2Fb:'
offers 'port-get blu' blueprints blueprints/
offers 'port-get service:c' service:checkout service:cart-api
becomes 'port-get --page' 'port-get --page-size_'
becomes 'port-token --cu' 'port-token --curl_'
common_profiles
common_silence
done_testing
