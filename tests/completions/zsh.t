#!/bin/bash
# Completion in zsh.
. tests/lib.sh
with_keyring
. tests/completions/terminal.sh
. tests/completions/common.sh
need zsh

data_start
shell_open zsh

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
