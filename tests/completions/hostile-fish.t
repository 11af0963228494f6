#!/bin/bash
# Completion of hostile names in fish.
. tests/lib.sh
. tests/completions/terminal.sh
. tests/completions/common.sh
. tests/completions/hostile.sh
need fish

hostile_start
recorder
here=$tmp/here
shell_open fish
hostile_cells
typed_cells
done_testing
