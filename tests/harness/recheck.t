#!/bin/bash
# make recheck never makes a bad run good: all of the tests must have been run,
# and those that failed must pass now.
. tests/lib.sh
need prove

rechecked() { env -u MAKEFLAGS make -s recheck B="$tmp" T=docs/e; }

# ran LINE...: what prove remembers of the last run, a line for each of
# "NAME STATUS".
ran() {
	rm -f "$tmp/prove"
	[ $# = 0 ] || printf -- '---\ngeneration: 1\nlast_run_time: 1.5\ntests:\n' > "$tmp/prove"
	for line; do
		printf '  tests/docs/%s.t:\n    gen: 1\n    last_result: %s\n    last_run_time: %s\n    seq: 1\n' \
			"${line% *}" "${line#* }" "${ended-1.5}" >> "$tmp/prove"
	done
	[ $# = 0 ] || printf 'version: 1\n...\n' >> "$tmp/prove"
}

is "$(echo tests/docs/e*.t)" 'tests/docs/environment.t tests/docs/exits.t' 'two tests'
ran
run rechecked
is "$status" 2 'no run'
ran 'exits 0' 'environment 0'
run rechecked
is "$status" 2 'a run that failed for another reason'
ran 'exits 1'
run rechecked
is "$status" 2 'one that was cut short'
like "$err" 'no whole run' 'which it says'
ran 'exits 1' 'environment 0'
run rechecked
is "$status" 0 'one test that passes now'
like "$out" 'tests/docs/exits\.t \.+ ok' 'alone'
unlike "$out" environment 'without the other'
ended='~' ran 'exits 1' 'environment 0'
run rechecked
is "$status" 2 'tests without an end'
done_testing
