#!/bin/bash
# The completions in fish.
. tests/lib.sh
with_keyring
. tests/completions/terminal.sh
. tests/completions/common.sh
need fish

lay_out
data_start
list_tabs=1
shell_start fish --no-config -C "
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
function fish_prompt; echo -n '> '; end
set -g fish_complete_path '$share/fish/vendor_completions.d'"

common_words
common_files
common_live
becomes 'port-get team%' 'port-get team%3Aa\%2Fb:'
offers 'port-get service:c' service:checkout service:cart-api
becomes 'port-get --page' 'port-get --page-size_'
becomes 'port-token --cu' 'port-token --curl_'
common_profiles
common_silence
done_testing
