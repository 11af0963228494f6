#!/bin/bash
# The picture in README.md shows what make demo prints, but for the port number,
# times and libjq's colours.
. tests/lib.sh
need dbus-run-session gnome-keyring-daemon script

# words FILE: the text of a picture, without what differs from run to run.
words() {
	sed -E 's/<[^>]*>//g; s/(127\.0\.0\.1):[0-9]+/\1:PORT/g
		s/[0-9]{4}-[0-9]{2}-[0-9]{2}.[0-9:]{8}(\.[0-9]+)?/TIME/g
		s/in [0-9] h [0-9]+ min/in LEFT/' "$1"
}

run tests/picture
is "$status,$err" 0, 'tests/picture makes a picture'
is "$(head -c 4 "$tmp/out")" '<svg' 'which is SVG'
ok 'it shows the same as tests/demo.svg' diff <(words "$tmp/out") <(words tests/demo.svg)
ok 'README.md shows tests/demo.svg' grep -qF '](tests/demo.svg)' README.md
done_testing
