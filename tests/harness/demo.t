#!/bin/bash
# shellcheck disable=SC2016
# Every step of the demo succeeds, with a keyring and without one. The demo leaves
# no process and no file.
. tests/lib.sh
need dbus-run-session gnome-keyring-daemon

# left MARK: prints processes that the demo started; a mark in their environment
# shows them.
left() { grep -lz "^DEMO_MARK=$1\$" /proc/[0-9]*/environ 2> /dev/null; }

# demo MARK: runs the demo with a TMPDIR of its own.
demo() {
	mkdir "$tmp/$1"
	run env DEMO_MARK="$$.$1" TMPDIR="$tmp/$1" tests/demo
	is "$status,$err" 0, "$1: succeeds" || echo "$out" | tail -n 5 | sed 's/^/# /'
	is "$(left "$$.$1")" '' "$1: no process is left"
	is "$(ls -A "$tmp/$1")" '' "$1: no file is left"
	for shown in 'port-get service:checkout' "--curl 'ciJob:" '| curl -K- ' \
		'build by Ada <ada@example.org>' 'sort | uniq -c'; do
		ok "$1: shows $shown" grep -qF -- "$shown" "$tmp/out"
	done
	like "$out" 'tokens asked for since the first: 0' "$1: one token serves all"
}

demo keyring
like "$out" 'port-token login' 'keyring: logs in'

mkdir "$tmp/bin"
ln -s /bin/false "$tmp/bin/dbus-run-session"
PATH=$tmp/bin:$PATH
demo environment
like "$out" 'no D-Bus and gnome-keyring here' 'environment: says that there is no keyring'
done_testing
