#!/bin/bash
# The Makefile: help lists every target, compile-commands every source, and TRACE=1
# allows tracing.
. tests/lib.sh
plain_only
export MAKEFLAGS=

listed=$(make help | sed -n 's/^\([a-z-]*\)  .*/\1/p' | sort)
# run-* and static-tests are parts of other targets.
is "$(cat Makefile tests/tests.mk tests/static/static.mk | sed -n 's/^\.PHONY: *//p' |
	tr ' ' '\n' | grep -vxE 'FORCE|run-.*|static-tests' | sort)" "$listed" \
	'help lists every target'
ok 'compile-commands' make -s compile-commands
is "$(jq -r '.[].file' build/compile_commands.json | sort)" \
	"$(find helper filter tests -name '*.c' | sort)" 'compile-commands has every source'

for trace in '' 1; do
	make -s TRACE=$trace B="$tmp/trace$trace" "$tmp/trace$trace/obj/helper/base/harden.o" > "$tmp/made"
done
like "$(nm "$tmp/trace/obj/helper/base/harden.o")" 'U prctl' 'a program forbids tracing of itself'
unlike "$(nm "$tmp/trace1/obj/helper/base/harden.o")" 'U (prctl|setrlimit)' \
	'TRACE=1: tracing and core files are allowed'
done_testing
