#!/bin/bash
# make's own targets: help names each, editors get every command, TRACE=1.
. tests/lib.sh
plain_only
export MAKEFLAGS=

listed=$(make help | sed -n 's/^\([a-z-]*\)  .*/\1/p' | sort)
# run-* are the second halves of others; static-tests is one of check-static.
is "$(cat Makefile tests/tests.mk tests/static/static.mk | sed -n 's/^\.PHONY: *//p' |
	tr ' ' '\n' | grep -vxE 'FORCE|run-.*|static-tests' | sort)" "$listed" \
	'help lists every target'
ok 'compile-commands' make -s compile-commands
is "$(jq -r '.[].file' build/compile_commands.json | sort)" \
	"$(find helper filter tests -name '*.c' | sort)" 'has every source'

for trace in '' 1; do
	make -s TRACE=$trace B="$tmp/trace$trace" "$tmp/trace$trace/obj/helper/base/harden.o" > "$tmp/made"
done
like "$(nm "$tmp/trace/obj/helper/base/harden.o")" 'U prctl' 'a program forbids tracing'
unlike "$(nm "$tmp/trace1/obj/helper/base/harden.o")" 'U (prctl|setrlimit)' \
	'TRACE=1: it does not, nor core files'
done_testing
