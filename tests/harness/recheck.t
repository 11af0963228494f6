#!/bin/bash
# make recheck passes only if the last run ran every test, and the tests that failed
# pass now.
. tests/lib.sh
need prove

rechecked() { env -u MAKEFLAGS make -s recheck B="$tmp" T=docs/e; }

# ran LINE...: writes the state that prove saves after a run. LINE is "NAME STATUS".
ran() {
	rm -f "$tmp/prove"
	[ $# = 0 ] || printf -- '---\ngeneration: 1\nlast_run_time: 1.5\ntests:\n' > "$tmp/prove"
	for line; do
		printf '  tests/docs/%s.t:\n    gen: 1\n    last_result: %s\n    last_run_time: %s\n    seq: 1\n' \
			"${line% *}" "${line#* }" "${ended-1.5}" >> "$tmp/prove"
	done
	[ $# = 0 ] || printf 'version: 1\n...\n' >> "$tmp/prove"
}

is "$(echo tests/docs/e*.t)" 'tests/docs/environment.t tests/docs/exits.t' 'the tests that T=docs/e selects'
ran
run rechecked
is "$status" 2 'fails when no run was saved'
ran 'exits 0' 'environment 0'
run rechecked
is "$status" 2 'fails when no test failed: the run failed for another reason'
ran 'exits 1'
run rechecked
is "$status" 2 'fails when a test was not run'
like "$err" 'no whole run' 'and says why'
ran 'exits 1' 'environment 0'
run rechecked
is "$status" 0 'passes when the failed test passes now'
like "$out" 'tests/docs/exits\.t \.+ ok' 'it runs that test'
unlike "$out" environment 'and no other'
ended='~' ran 'exits 1' 'environment 0'
run rechecked
is "$status" 2 'fails when a test has not ended'
done_testing
