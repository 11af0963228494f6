#!/bin/bash
. tests/lib.sh
. tests/completions/terminal.sh
need fish

list_tabs=1
shell_start fish --no-config -C "
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
function fish_prompt; echo -n '> '; end
set -g fish_complete_path $PWD/completions"

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
