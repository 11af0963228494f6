#!/bin/bash
# Completion of hostile names in bash.
. tests/lib.sh
. tests/completions/terminal.sh
. tests/completions/common.sh
. tests/completions/hostile.sh

hostile_start
recorder
here=$tmp/here
shell_open bash
hostile_cells
typed_cells
done_testing
