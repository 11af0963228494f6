#!/bin/bash
# Every block of code in README.md works as printed. The stand-in answers at
# Port's own URLs (tests/shim/hosts.c), and jq is not installed.
#
#	sh	succeeds in dash and in bash
#	bash	succeeds in bash
#	text	is the output of the block before it
#	console	is what a terminal shows when its commands are typed into bash
#	yaml	GitLab: is the job that make check-gitlab runs;
#		GitHub and CircleCI: the steps of the job work
#
# The blocks run from top to bottom with one stand-in and one keyring; the first
# console block logs in. Each CI job has a stand-in of its own. "…" in the README
# matches anything, and all times are equal. tests/readme/bin replaces commands
# that a test cannot run, such as sudo. The output is kept in build/readme.
# shellcheck disable=SC2016
. tests/lib.sh
with_keyring
need expect column dash script

seen=$B/readme
rm -rf "$seen" && mkdir -p "$seen" "$tmp/blocks" "$tmp/path" "$tmp/eu" "$tmp/us"
[ /bin -ef /usr/bin ] || ln -s /bin/* "$tmp/path"
ln -s /usr/local/bin/* /usr/bin/* "$tmp/path" 2> /dev/null
rm -f "$tmp/path/jq"
here=$top/tests/readme
id=my-client-id secret='my secret'
export README_TOP=$top README_ID=$id README_SECRET=$secret
IFS=: read -r helper filter _ <<< "$PATH"
path=$here/bin:$helper:$filter:$tmp/path

# world: a new stand-in, and a folder with the files that the blocks read.
world() {
	[ ${#port_pids[@]} = 0 ] || port_stop
	dir=$(mktemp -d "$tmp/world.XXXXXX")
	port_start --seed tests/seed/demo.json --tls "$dir" --credentials "$id:$secret"
	unset PORT_API_URL
	cp "$here/files/"* "$dir"
	port-get - -nc 'range(45) | {identifier: "batch-\(.)", properties: {tier: "gold"}}' > "$dir/all.ndjson"
	around=(env -C "$dir" PATH="$path" FAKE_HOSTS="api.getport.io=${port_tls_url#https://}"
		LD_PRELOAD="$B/tests/hosts.so" CURL_CA_BUNDLE="$dir/ca.pem" NO_COLOR=1)
}

# same GOT WANT: they are equal but for times, and "…" in WANT matches anything.
same() {
	local got want
	got=$(normal <<< "$1") want=$(normal <<< "$2")
	want=$(sed 's/[][\\*?]/\\&/g; s/…/*/g' <<< "$want")
	# shellcheck disable=SC2053
	[[ $got == $want ]]
}

# normal: replaces what differs from run to run.
normal() {
	sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}(\.[0-9]+)?( ?[A-Z]+)/TIME/g
		s/in [0-9] h [0-9]+ min/in LEFT/; s/ +$//; s/[0-9]+ ms/MS/; s/[0-9a-f]{32}/TRACE/'
}

# shows N WANT NAME: block N printed WANT.
shows() {
	if same "$(cat "$seen/$1")" "$2"; then
		pass "$3"
	else
		fail "$3" "$(diff <(echo "$2") "$seen/$1")" "the output is in $seen/$1"
	fi
}

# script SHELL N NAME: runs block N, and compares its output with the text block
# after it.
script() {
	local shell=$1 n=$2 name="$3, $1" strict=-e
	[ "$shell" != bash ] || strict=-eo\ pipefail
	# shellcheck disable=SC2086 # many words
	run "${around[@]}" PORT_CLIENT_ID="$id" PORT_CLIENT_SECRET="$secret" \
		$shell $strict "$tmp/blocks/$n.$language"
	cat "$tmp/out" "$tmp/err" > "$seen/$n"
	is "$status" 0 "$name" || printf '%s\n' "$out" "$err" | sed 's/^/# /' >&2
	if [ -e "$tmp/blocks/$((n + 1)).text" ]; then
		shows "$n" "$(cat "$tmp/blocks/$((n + 1)).text")" "$name: prints the next block"
	else
		is "$err" '' "$name: nothing on stderr"
	fi
}

# typed N NAME: types the commands of block N at a terminal.
typed() {
	"${around[@]}" script -qefc "'$here/console' '$tmp/blocks/$1.console'" /dev/null < /dev/null |
		sed $'s/\r[^\r]*\e\\[K//g; s/\r//g' > "$seen/$1"	# without progress
	shows "$1" "$(cat "$tmp/blocks/$1.console")" "$2"
}

# step TEXT [VARIABLE=VALUE...]: a step of a job. As GitHub and CircleCI do, it
# passes on what earlier steps wrote to $dir/env and $dir/path. port-token and
# port-get are not in PATH.
step() {
	local text=$1 left=(BASH_ENV="$dir/env")
	shift
	if [ "$ci" = GitHub ]; then
		mapfile -t left < "$dir/env"
		left+=(PATH="$(< "$dir/path"):$tmp/path")
	fi
	run "${around[@]}" PATH="$tmp/path" HOME="$dir" RUNNER_TEMP="$dir" GITHUB_ENV="$dir/env" \
		GITHUB_PATH="$dir/path" BUNDLE_URL="file://$tmp/bundle.tar.gz" BUNDLE_SHA256="$sum" \
		CI=true PORT_CLIENT_ID="$id" PORT_CLIENT_SECRET="$secret" \
		"$@" "${left[@]}" bash -eo pipefail -c "$text"
}

# bundle: an archive like that of make dist, with the programs of this build; $sum
# is its SHA-256.
bundle() {
	mkdir -p "$tmp/port-token-0-linux-any/bin"
	cp "$helper/port-token" "$filter/port-get" "$tmp/port-token-0-linux-any/bin"
	tar -C "$tmp" -czf "$tmp/bundle.tar.gz" port-token-0-linux-any
	sum=$(sha256sum < "$tmp/bundle.tar.gz") sum=${sum%% *}
}

# steps N NAME: a job of three steps: get the programs, get a token, use it. The
# last needs the credentials only when the token expires or Port refuses it.
steps() {
	local steps ci=CircleCI name
	! grep -q GITHUB_ENV "$tmp/blocks/$1.yaml" || ci=GitHub
	name="$2, $ci"
	mapfile -d '' steps < <(awk '/^[^ ]/ { run = 0 }
		/- run: / { if (n++) printf "%c", 0; run = 1; sub(/.*- run: /, ""); sub(/^[|]$/, "") }
		run { print }
		END { printf "%c", 0 }' "$tmp/blocks/$1.yaml")
	world
	: > "$dir/env"
	: > "$dir/path"
	step "${steps[1]}"
	is "$status" 127 "$name: without the programs the second step fails"
	: > "$dir/env"
	step "${steps[0]}" BUNDLE_SHA256="${sum//[0-9]/0}"
	unlike "$status,$(cat "$dir/env" "$dir/path")" '^0|/' "$name: a bundle with another checksum is not unpacked"
	step "${steps[0]}"
	is "$status,$err" 0, "$name: the first step gets the programs"
	cp "$dir/env" "$dir/env.first"
	step "${steps[1]}"
	is "$status,$err" 0, "$name: the second step gets a token"
	[ $ci != GitHub ] || like "$out" '^::add-mask::eyJ[^ ]+$' "$name: and masks it in the log"
	step "${steps[2]}" PORT_CLIENT_ID= PORT_CLIENT_SECRET=
	is "$status,$err" 0, "$name: the third step uses the token"
	is "$(requests mint)" 1 "$name: Port was asked for one token"
	port_tell 'token?revoke=1'
	step "${steps[2]}"
	is "$status,$(requests mint)" 0,2 "$name: a token that Port refuses is renewed"
	cp "$dir/env.first" "$dir/env"
	step "${steps[1]}" PORT_CLIENT_SECRET=wrong
	is "$status,$(grep -c eyJ "$dir/env")" 7,0 "$name: with a wrong secret the second step fails"
}

"$here/blocks" README.md "$tmp/blocks" > "$tmp/index"
ok 'README.md has blocks' [ -s "$tmp/index" ]
ok 'all blocks are fenced by backquotes at the start of a line' bash -c '! grep -nE "^( +\`{3}|~~~|<pre|	)" README.md'
world
while read -r n language line heading <&4; do
	name="line $line, $heading"
	case $language,$heading in
	sh,*) script dash "$n" "$name"; script bash "$n" "$name" ;;
	bash,*) script bash "$n" "$name" ;;
	console,*) typed "$n" "$name" ;;
	text,*) ok "$name: a text block follows commands" \
		ls "$tmp/blocks/$((n - 1))".*sh ;;
	yaml,*GitLab*) ok "$name" diff "$tmp/blocks/$n.yaml" tests/gitlab/job.yml ;;
	yaml,*) jobs+=("$n $name") ;;
	*) fail "$name: blocks of $language are not known" ;;
	esac
done 4< "$tmp/index"
bundle
for job in "${jobs[@]}"; do steps "${job%% *}" "${job#* }"; done
done_testing
