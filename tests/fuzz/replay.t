#!/bin/bash
# Each fuzz target runs on its corpus: seeds, and inputs that once failed.
. tests/lib.sh

export LSAN_OPTIONS=print_suppressions=0:suppressions=$top/tests/lsan.supp
cd "$tmp" || exit
for source in "$top"/tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" != replay ] || continue
	files=("$top/tests/fuzz/corpus/$name"/*)
	if "$B/fuzz/$name" "${files[@]}" > out 2> err; then
		is "$(tail -n 1 out)" ${#files[@]} "$name holds for ${#files[@]} inputs"
	else
		fail "$name" "$(tail -n 30 err)"
	fi
done

done_testing
