#!/bin/bash
# Completion of hostile names in zsh.
. tests/lib.sh
. tests/completions/terminal.sh
. tests/completions/common.sh
. tests/completions/hostile.sh
need zsh

hostile_start
recorder
here=$tmp/here
shell_open zsh
hostile_cells
typed_cells
done_testing
