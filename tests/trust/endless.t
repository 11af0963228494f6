#!/bin/bash
# Input that never ends or is too large: each reader stops with one line that
# says what is wrong, before memory runs out. tests/unit/limits.c tests the
# readers that no file's size can stop. TORTURE=1: they read real GiBs.
. tests/lib.sh
. tests/token/common.sh
[ -n "${PROGRAMS-}" ] || with_keyring	# for login
need yes truncate

port_start
credentials
export PORT_ACCESS_TOKEN=t
cd "$tmp" || exit

# The limit of 1 GiB, twice that while a buffer grows, and the programs.
[ -n "${SAN-}" ] || ulimit -v 4500000

# ends STATUS ERE COMMAND: it ends like this, within two minutes.
ends() {
	fails "$1" "$2" "$3" timeout 120 bash -c "$3"
}

# --- a file over the limit is refused unread ---

truncate -s $((1024 * 1024 * 1024 + 1)) GiB
truncate -s $((64 * 1024 * 1024 + 1)) list
ends 2 '--each GiB: larger than 1024 MiB' 'port-token --curl service: --each GiB'
ends 2 '--each stdin: larger than 1024 MiB' 'port-token --curl service: --each - < GiB'
ends 2 '--query GiB: larger than 1024 MiB' 'port-get service: --query @GiB'
ends 2 '--query /dev/stdin: larger than 1024 MiB' 'port-get service: --query @- < GiB'
ends 2 '-f GiB: larger than 1024 MiB' 'port-get - -f GiB'
ends 2 '--rawfile GiB: larger than 1024 MiB' 'port-get - -n . --rawfile a GiB'
ends 2 '--slurpfile GiB: larger than 1024 MiB' 'port-get - -n . --slurpfile a GiB'
ends 2 'list: larger than 64 MiB' 'port-token --curl @list'
ends 2 'stdin: larger than 64 MiB' 'port-get @- < list'

# --- /dev/zero: readers of text stop at the first NUL ---

ends 5 '/dev/zero: text 1, line 1: not JSON' 'port-token --curl service: --each /dev/zero'
ends 5 'stdin: text 1, line 1: not JSON' 'port-token --curl service: --each - < /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-token --curl @/dev/zero'
ends 2 'stdin: it holds a NUL' 'port-token --curl @- < /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-get @/dev/zero'
ends 2 'stdin: it holds a NUL' 'port-get @- < /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-get - -n . --slurpfile a /dev/zero'
ends 2 '-f /dev/zero: it holds a NUL' 'port-get - -f /dev/zero'
ends 2 '--query /dev/zero: it holds a NUL' 'port-get service: --query @/dev/zero'
ends 5 'a NUL byte, which is not JSON' 'port-get - < /dev/zero'
ends 5 'a NUL byte, which is not JSON' 'port-get - . < /dev/zero'
ends 5 '/dev/zero: a NUL byte, which is not JSON' 'port-get - . /dev/zero'
ends 5 '/dev/zero: a NUL byte, which is not JSON' 'port-get - -s . /dev/zero'
[ -z "${TEST_SESSION-}" ] ||
	ends 2 'a line that is too long' 'port-token login --client-id a < /dev/zero'

# --- without a NUL, and of unknown size: readers stop at the limit ---

ends 2 '--rawfile /dev/zero: larger than 1024 MiB' 'port-get - -n . --rawfile a /dev/zero'
ends 2 'stdin: larger than 64 MiB' 'yes service:a | port-get @-'
if [ -n "${TORTURE-}" ]; then
	ends 2 'larger than 1024 MiB' 'yes 1 | port-get service: --query @-'
	ends 2 'larger than 1024 MiB' 'yes . | port-get - -n -f /dev/stdin'
	ends 2 'larger than 1024 MiB' 'yes 1 | port-get - -n . --slurpfile a /dev/stdin'
	ends 2 'larger than 1024 MiB' 'yes {} | port-token --curl service: --each -'
	text='<stdin>: a text larger than 1024 MiB at line'
	ends 5 "$text" "{ printf '\"'; yes; } | port-get -"
	ends 5 "$text" "{ printf '['; yes 1,; } | port-get -"
	ends 5 "$text" "yes 1 | tr -d '\\n' | port-get -"
	line='a line larger than 1024 MiB'
	ends 5 "/dev/zero: $line" 'port-get - -R length /dev/zero'
	ends 5 "<stdin>: $line" 'port-get - -R length < /dev/zero'
	ends 5 "<stdin>: $line" 'yes | port-get - -Rs length'
fi

# --- texts without end, in constant memory ---

# goes_on NAME COMMAND: it still prints after twice the memory that it may use.
goes_on() {
	local last
	last=$([ -n "${SAN-}" ] || ulimit -v 30000; eval "$2")
	is "$last" '"ok"' "$1 is read in constant memory"
}
# shellcheck disable=SC2034 # read by eval
printf -v long '"%01000d"' 0
# shellcheck disable=SC2034
printf -v blank '%10000s' ''
goes_on 'a stream of texts' '{ yes "$long" | head -n 60000; echo "\"ok\""; } | port-get - | tail -n 1'
goes_on 'a stream through a filter' \
	'{ yes "{\"a\": 1}" | head -n 100000; echo "{\"a\":\"ok\"}"; } | port-get - ".[]" | tail -n 1'
goes_on 'white space' '{ yes "$blank" | head -n 6000; echo "\"ok\""; } | port-get -'

done_testing
