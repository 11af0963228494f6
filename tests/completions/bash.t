#!/bin/bash
. tests/lib.sh
. tests/completions/terminal.sh

cat > "$tmp/bashrc" <<EOT
PS1='> '
. completions/port-token.bash
EOT
list_tabs=3
shell_start bash --noprofile --rcfile "$tmp/bashrc" -i

becomes 'port-get blu' 'port-get blueprints'
offers 'port-get blu' blueprints blueprints/
becomes 'port-get --raw-o' 'port-get --raw-output'
becomes 'port-get --page' 'port-get --page-size_'
becomes 'port-get --api-url=e' 'port-get --api-url=eu_'
becomes 'port-get --api-url u' 'port-get --api-url us_'
becomes 'port-token lo' 'port-token log'
becomes 'port-token st' 'port-token status_'
becomes 'port-token --cu' 'port-token --curl_'
becomes 'port-token --curl audi' 'port-token --curl audit-log_'
becomes 'port-token logout --a' 'port-token logout --a'
becomes 'port-token logout --al' 'port-token logout --all_'
done_testing
