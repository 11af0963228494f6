#!/bin/bash
# The functions of tests/lib.sh pass and fail as they should, so that no other test
# passes by mistake.
. tests/lib.sh
with_keyring

# fails_test NAME COMMAND...: COMMAND, a function of lib.sh, reports a failure.
fails_test() {
	local name=$1 said
	shift
	said=$("$@" 2> /dev/null)
	like "$said" '^not ok ' "$name"
}
say() { printf '%s' "$1"; printf '%s' "$2" >&2; return "${3-0}"; }

ok 'ok of what succeeds' true
fails_test 'ok of what fails' ok x false
is a a 'is of what is equal'
fails_test 'is of what differs' is a b x
like abc '^a.c$' 'like of what matches'
fails_test 'like of what does not' like abc '^b' x
unlike abc '^b' 'unlike of what does not match'
fails_test 'unlike of what does' unlike abc b x
fails_test 'give_up of what cannot go on' give_up x

run say a$'\n' b 3
is "$status,$out,$err" 3,a,b 'run keeps status and both outputs'
gives a 'gives of what prints it' say a ''
fails_test 'gives of other output' gives a x say b ''
fails_test 'gives of words on stderr' gives a x say a b
fails_test 'gives of a failure' gives a x say a '' 1

m=$'port-get: what: why\n' h=$'hint: try this\n'
fails 2 why 'fails of one line' say '' "$m" 2
fails 2 why 'fails of one line and a hint' say '' "$m$h" 2
fails 2 hint 'fails that asks for the hint' say '' "$m$h" 2
fails_test 'fails of another status' fails 3 why x say '' "$m" 2
fails_test 'fails of another line' fails 2 how x say '' "$m" 2
fails_test 'fails of two lines' fails 2 why x say '' "$m$m" 2
fails_test 'fails of two hints' fails 2 why x say '' "$m$h$h" 2
fails_test 'fails of output' fails 2 why x say a "$m" 2
fails_test 'fails of a newline on stdout' fails 2 why x say $'\n' "$m" 2
fails_test 'fails of silence' fails 2 '' x say '' '' 2
fails_test 'fails of another voice' fails 2 '' x say '' $'oops\n' 2

is "${CI-unset},${PORT_PROFILE-unset},${https_proxy-unset}" unset,unset,unset \
	'the environment is clean'
ok 'HOME is private' test "$HOME" != "$(getent passwd "$(id -u)" | cut -d: -f6)"
is "$(stat -c %a "$XDG_RUNTIME_DIR")" 700 'the runtime directory is private'
ok 'the keyring stores' secret-tool store --label=x harness x <<< secret
gives secret 'and finds' secret-tool lookup harness x
done_testing
