#!/bin/bash
. tests/lib.sh
. tests/completions/terminal.sh
need zsh

cat > "$tmp/.zshrc" <<EOT
PS1='> '
unsetopt BEEP
fpath=($PWD/completions \$fpath)
autoload -Uz compinit
compinit -u -D
EOT
list_tabs=2
export ZDOTDIR=$tmp
shell_start zsh -d -i

becomes 'port-get blu' 'port-get blueprints'
offers 'port-get blu' blueprints blueprints/
becomes 'port-get --raw-o' 'port-get --raw-output'
becomes 'port-get --page' 'port-get --page-size='
becomes 'port-get --api-url=e' 'port-get --api-url=eu_'
becomes 'port-get --api-url u' 'port-get --api-url us_'
becomes 'port-token lo' 'port-token log'
becomes 'port-token st' 'port-token status_'
becomes 'port-token --cu' 'port-token --curl='
becomes 'port-token --curl audi' 'port-token --curl audit-log_'
becomes 'port-token logout --a' 'port-token logout --a'
becomes 'port-token logout --al' 'port-token logout --all_'
done_testing
