#!/bin/bash
# tests/deps, when one tool is missing, with fake package managers that print what
# they are asked to do.
# shellcheck disable=SC2016
. tests/lib.sh
need expect

# A PATH with a few tools, but without sometool.
bin=$tmp/bin
mkdir "$bin"
for tool in sh sed cut tr sort paste find grep env ln cc jq secret-tool; do
	ln -s "$(command -v "$tool")" "$bin/$tool"
done

# tool NAME LINE...: adds a script with these lines to that PATH.
tool() {
	printf '%s\n' '#!/bin/sh' "${@:2}" > "$bin/$1"
	chmod +x "$bin/$1"
}
brings=('echo "said: ${0##*/} $*"'
	"case \$* in *sometool*) ln -sf /bin/sh '$bin/sometool' ;; esac")
sed 's/^\tbuild | cc/\ttry | sometool | sometool | sometool | sometool | sometool\n&/' \
	tests/deps > "$tmp/deps"
chmod +x "$tmp/deps"
deps() { env PATH="$bin" "$tmp/deps" "$@"; }
root() { tool id 'echo 0'; tool sudo 'echo sudo is not for root; exit 1'; }
user() { tool id 'echo 1000'; tool sudo 'echo "as root: $*"; exec "$@"'; }

# asks_for MANAGER COMMAND: tests/deps prints the command and then runs it.
asks_for() {
	tool "$1" "${brings[@]}"
	rm -f "$bin/sometool"
	run deps try
	is "$status,$err" 0, "$1: installs it"
	like "$out" "deps: $2 sometool"$'\n'".*said: $1 .*sometool" "$1: the command is printed, then run"
	gives '' "$1: prints nothing when nothing is missing" deps try
	rm "$bin/$1"
}

root
run deps try
is "$status" 1 'no package manager: fails'
like "$err" 'sometool' 'and says what is missing'
gives '' 'DEPS=no installs nothing' env DEPS=no PATH="$bin" "$tmp/deps" try
asks_for apt-get 'env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends'
asks_for dnf 'dnf install -y --setopt=install_weak_deps=False'
asks_for apk 'apk add'
asks_for pacman 'pacman -Sy --needed --noconfirm'
user
asks_for apt-get 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends'
like "$(tool apk "${brings[@]}"; rm -f "$bin/sometool"; deps try)" 'as root: apk add' 'uses sudo when it is not root'

root
tool apk 'echo no network; exit 3'
rm -f "$bin/sometool"
run deps try
is "$status" 1 'a package manager that fails: fails'
tool apk true
run deps try
is "$status" 1 'a package manager that installs nothing: fails'
like "$err" 'still missing.*sometool' 'and says so'

# on_a_terminal ANSWER: runs tests/deps on a terminal, with this answer.
on_a_terminal() {
	rm -f "$bin/sometool"
	tool apk "${brings[@]}"
	BIN=$bin DEPS_COPY=$tmp/deps ANSWER=$1 expect -c 'set timeout 60
		spawn env PATH=$env(BIN) $env(DEPS_COPY) try
		expect "y/N] " { send "$env(ANSWER)\r" } eof { exit 9 }
		expect eof
		exit [lindex [wait] 3]'
}
run on_a_terminal y
is "$status" 0 'on a terminal: y installs it'
ok 'it is installed' test -e "$bin/sometool"
for answer in n '' x; do
	run on_a_terminal "$answer"
	is "$status" 1 "on a terminal: '$answer' is no"
	ok 'and nothing is installed' test ! -e "$bin/sometool"
done

ok 'every row names a package for each of the four' bash -c \
	'! sed -n "/<<-.EOT/,/EOT$/p" tests/deps | grep "^	[a-z]" | grep -v sed | grep -vE "^\s+[a-z]+ \| [^|]+ (\| [a-zA-Z0-9+_. -]+){4}$"'
done_testing
