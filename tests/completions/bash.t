#!/bin/bash
# Completion in bash without the bash-completion package.
. tests/lib.sh
with_keyring
. tests/completions/terminal.sh
. tests/completions/common.sh

data_start
shell_open bash

common_words
common_files
common_live
becomes 'port-get team%' 'port-get team%3Aa%2Fb:'
offers 'port-get blu' blueprints blueprints/
offers 'port-get service:c' checkout cart-api cart/web
becomes 'port-get --page' 'port-get --page-size_'
becomes 'port-token --cu' 'port-token --curl_'
becomes 'port-get service\:che' 'port-get service:checkout_'
becomes "port-get 'service:back" "port-get 'service:back\\slash'_"
becomes 'true | port-get service:che' 'true | port-get service:checkout_'
becomes 'A=b port-get service:che' 'A=b port-get service:checkout_'
becomes 'port-token a-b --cur' 'port-token a-b --curl_'
common_profiles
common_silence
done_testing
