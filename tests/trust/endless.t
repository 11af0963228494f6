#!/bin/bash
# Input without end: each place that reads a file or a pipe stops, says in one
# line what is wrong, and does not take all memory there is.
. tests/lib.sh
. tests/token/common.sh
[ -n "${PROGRAMS-}" ] || with_keyring	# for login
need yes

port_start
credentials
export PORT_ACCESS_TOKEN=t
cd "$tmp" || exit

# Half a GiB more than the most that is held, but for libraries' copies.
[ -n "${SAN-}" ] || ulimit -v 4500000

opened() { printf %s "$1"; yes "$2" | tr -d '\n'; }

# ends STATUS ERE COMMAND: so it ends, in time.
ends() {
	fails "$1" "$2" "$3" timeout 120 bash -c "$3"
}
export -f opened

# --- /dev/zero: the first NUL is enough, or the limit of what it stands for ---

ends 5 '/dev/zero: text 1, line 1: not JSON' 'port-token --curl service: --each /dev/zero'
ends 5 'stdin: text 1, line 1: not JSON' 'port-token --curl service: --each - < /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-token --curl @/dev/zero'
ends 2 'stdin: it holds a NUL' 'port-token --curl @- < /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-get @/dev/zero'
ends 2 'stdin: it holds a NUL' 'port-get @- < /dev/zero'
ends 2 '/dev/zero: larger than 1024 MiB' 'port-get service: --query @/dev/zero'
ends 2 '/dev/stdin: larger than 1024 MiB' 'port-get service: --query @- < /dev/zero'
ends 2 '/dev/zero: larger than 1024 MiB' 'port-get - -f /dev/zero'
ends 2 '/dev/zero: larger than 1024 MiB' 'port-get - -n . --rawfile a /dev/zero'
ends 2 '/dev/zero: it holds a NUL' 'port-get - -n . --slurpfile a /dev/zero'
ends 5 'a NUL byte, which is not JSON' 'port-get - < /dev/zero'
ends 5 'a NUL byte, which is not JSON' 'port-get - . < /dev/zero'
ends 5 '/dev/zero: a NUL byte, which is not JSON' 'port-get - . /dev/zero'
ends 5 '/dev/zero: a NUL byte, which is not JSON' 'port-get - -s . /dev/zero'
ends 5 '/dev/zero: a line larger than 1024 MiB' 'port-get - -R length /dev/zero'
[ -z "${TEST_SESSION-}" ] ||
	ends 2 'a line that is too long' 'port-token login --client-id a < /dev/zero'

# --- a text that never ends, and texts that never end ---

ends 5 '<stdin>: a text larger than 1024 MiB at line 1' "opened '\"' a | port-get -"
ends 2 'stdin: larger than 1024 MiB' 'yes "{}" | port-token --curl service: --each -'
ends 2 'stdin: larger than 64 MiB' 'yes service:a | port-get @-'
ends 2 'larger than 1024 MiB' 'yes . | port-get - -n -f /dev/stdin'
ends 2 'larger than 1024 MiB' 'yes 1 | port-get - -n . --slurpfile a /dev/stdin'

# Each takes seconds, in code that the others have been through.
if [ -n "${TORTURE-}" ]; then
	ends 5 '<stdin>: a line larger than 1024 MiB' 'port-get - -R length < /dev/zero'
	ends 5 '<stdin>: a line larger than 1024 MiB' "tr '\\0' x < /dev/zero | port-get - -Rs length"
	ends 5 '<stdin>: a text larger than 1024 MiB at line 1' "opened '[' '1,' | port-get -"
	ends 5 '<stdin>: a text larger than 1024 MiB at line 1' 'opened 1 1 | port-get -'
fi

# --- what may go on for ever, in constant memory ---

# goes_on NAME COMMAND: it prints and reads on.
goes_on() {
	local said
	said=$([ -n "${SAN-}" ] || ulimit -v 200000; eval "$2")
	is "$said" ok "$1 goes on"
}
goes_on 'a stream of small texts' \
	'yes "{\"a\": 1}" | port-get - | head -n 1000000 | tail -n 1 | grep -qx "{\"a\":1}" && echo ok'
goes_on 'the same with a filter' 'yes "{\"a\": 1}" | port-get - .a | head -n 300000 | tail -n 1 | grep -qx 1 && echo ok'
goes_on 'white space' "{ head -c 400000000 /dev/zero | tr '\\0' ' '; echo '\"ok\"'; } | port-get - | tr -d '\"'"

done_testing
