#!/bin/bash
# The picture in README.md shows make demo as it is today, except for the port,
# the time, and colours, which are libjq's.
. tests/lib.sh
need dbus-run-session gnome-keyring-daemon script

words() {
	sed -E 's/<[^>]*>//g; s/(127\.0\.0\.1):[0-9]+/\1:PORT/g
		s/[0-9]{4}-[0-9]{2}-[0-9]{2}.[0-9:]{8}(\.[0-9]+)?/TIME/g
		s/in [0-9] h [0-9]+ min/in LEFT/' "$1"
}

run tests/picture
is "$status,$err" 0, 'a picture can be made'
is "$(head -c 4 "$tmp/out")" '<svg' 'of that kind'
ok 'it is the one that is shown' diff <(words "$tmp/out") <(words tests/demo.svg)
ok 'by README.md' grep -qF '](tests/demo.svg)' README.md
done_testing
