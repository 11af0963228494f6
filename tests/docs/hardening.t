#!/bin/bash
# The programs are built with the hardening options of the compiler.
. tests/lib.sh
need readelf
[ -z "${SAN-}" ] || skip_all 'a build with sanitizers is not hardened'

for program in helper/port-token filter/port-get; do
	like "$(readelf -hW $program)" 'Type: +DYN' "$program: position independent"
	segments=$(readelf -lW $program)
	like "$segments" GNU_RELRO "$program: relocations are read-only"
	like "$(grep GNU_STACK <<< "$segments")" ' RW ' "$program: the stack is not executable"
	like "$(readelf -dW $program)" 'BIND_NOW|NOW' "$program: symbols are bound at start"
	symbols=$(readelf -sW --dyn-syms $program)
	like "$symbols" __stack_chk_fail "$program: stack protector"
	like "$symbols" '__[a-z]+_chk' "$program: fortified"
	is "$(readelf -dW $program | grep -E 'RPATH|RUNPATH')" '' "$program: has no library path of its own"
	is "$(readelf -dW $program | sed -n 's/.*NEEDED.*\[\(.*\)\.so.*/\1/p' | grep -vE '^(libjq|libc|libm|libdl|libpthread|ld-linux.*)$')" '' \
		"$program: links libc and libjq, and loads other libraries on demand"
done
done_testing
