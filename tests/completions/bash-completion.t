#!/bin/bash
# Completion in bash with the bash-completion package, which loads a script by the
# name of the command.
. tests/lib.sh
with_keyring
. tests/completions/terminal.sh
. tests/completions/common.sh
[ -e /usr/share/bash-completion/bash_completion ] || skip_all 'bash-completion is not installed'

data_start
shell_open bash-completion
common_words
common_files
common_live
done_testing
