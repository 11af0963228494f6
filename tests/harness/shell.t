#!/bin/bash
# Every shell script of the tree, as shellcheck sees it.
. tests/lib.sh
need shellcheck

while IFS= read -r script; do
	ok "$script" shellcheck -x -S warning "$script"
done < <(find . -path ./build -prune -o -path ./.git -prune -o \
	-path ./completions -prune -o -type f -exec \
	awk 'FNR == 1 && /^#!.*\/(ba)?sh/ { print FILENAME } { nextfile }' {} + | sort)
done_testing
