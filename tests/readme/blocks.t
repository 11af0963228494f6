#!/bin/bash
# Every block of README.md runs as it stands, against the stand-in, which
# answers at Port's own URLs (tests/shim/hosts.c). jq is not installed.
#
#	sh	run by dash and by bash; it succeeds
#	bash	run by bash only
#	text	what the block before it prints
#	console	typed into bash at a terminal; it shows what a reader sees
#	yaml	GitLab: the job that make check-gitlab runs;
#		GitHub and CircleCI: their steps run
#
# A reader goes through the page from top to bottom: all blocks share one Port
# and one keyring, in which the first console block logs in. Each job of a CI
# system has its own. "…" stands for anything; times count as equal.
# tests/readme/bin replaces what a test cannot have, such as sudo. What was
# seen stays in build/readme.
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

# world: a new Port, and a folder with the files that blocks read.
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

# same GOT WANT: but for times, and where WANT has a "…".
same() {
	local got want
	got=$(normal <<< "$1") want=$(normal <<< "$2")
	want=$(sed 's/[][\\*?]/\\&/g; s/…/*/g' <<< "$want")
	# shellcheck disable=SC2053
	[[ $got == $want ]]
}
normal() {
	sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}(\.[0-9]+)?( ?[A-Z]+)/TIME/g
		s/in [0-9] h [0-9]+ min/in LEFT/; s/ +$//; s/[0-9]+ ms/MS/; s/[0-9a-f]{32}/TRACE/'
}

# shows N WANT NAME: what block N printed is WANT.
shows() {
	if same "$(cat "$seen/$1")" "$2"; then
		pass "$3"
	else
		fail "$3" "$(diff <(echo "$2") "$seen/$1")" "what is seen is in $seen/$1"
	fi
}

# script SHELL N NAME: a block of commands, and the text that follows it.
script() {
	local shell=$1 n=$2 name="$3, $1" strict=-e
	[ "$shell" != bash ] || strict=-eo\ pipefail
	# shellcheck disable=SC2086 # many words
	run "${around[@]}" PORT_CLIENT_ID="$id" PORT_CLIENT_SECRET="$secret" \
		$shell $strict "$tmp/blocks/$n.$language"
	cat "$tmp/out" "$tmp/err" > "$seen/$n"
	is "$status" 0 "$name" || printf '%s\n' "$out" "$err" | sed 's/^/# /' >&2
	if [ -e "$tmp/blocks/$((n + 1)).text" ]; then
		shows "$n" "$(cat "$tmp/blocks/$((n + 1)).text")" "$name: its output"
	else
		is "$err" '' "$name: no complaint"
	fi
}

typed() { # N NAME
	"${around[@]}" script -qefc "'$here/console' '$tmp/blocks/$1.console'" /dev/null < /dev/null |
		sed $'s/\r[^\r]*\e\\[K//g; s/\r//g' > "$seen/$1"	# progress, on a slow machine
	shows "$1" "$(cat "$tmp/blocks/$1.console")" "$2"
}

# step TEXT [VARIABLE=VALUE...]: a step of a job, with what the steps before it
# left in $dir/env and $dir/path, as GitHub or CircleCI hand that on. The programs
# are in none of its folders.
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

# bundle: what make dist writes, with the programs of this build.
bundle() {
	mkdir -p "$tmp/port-token-0-linux-any/bin"
	cp "$helper/port-token" "$filter/port-get" "$tmp/port-token-0-linux-any/bin"
	tar -C "$tmp" -czf "$tmp/bundle.tar.gz" port-token-0-linux-any
	sum=$(sha256sum < "$tmp/bundle.tar.gz") sum=${sum%% *}
}

# steps N NAME: a job of three steps. The last does not need the credentials
# unless its token is close to expiry or refused.
steps() {
	local steps sum ci=CircleCI name
	! grep -q GITHUB_ENV "$tmp/blocks/$1.yaml" || ci=GitHub
	name="$2, $ci"
	mapfile -d '' steps < <(awk '/^[^ ]/ { run = 0 }
		/- run: / { if (n++) printf "%c", 0; run = 1; sub(/.*- run: /, ""); sub(/^[|]$/, "") }
		run { print }
		END { printf "%c", 0 }' "$tmp/blocks/$1.yaml")
	bundle
	world
	: > "$dir/env"
	: > "$dir/path"
	step "${steps[1]}"
	is "$status" 127 "$name: no program, no second step"
	: > "$dir/env"
	step "${steps[0]}" BUNDLE_SHA256="${sum//[0-9]/0}"
	unlike "$status,$(cat "$dir/env" "$dir/path")" '^0|/' "$name: nor with another bundle"
	step "${steps[0]}"
	is "$status,$err" 0, "$name: the programs"
	cp "$dir/env" "$dir/env.first"
	step "${steps[1]}"
	is "$status,$err" 0, "$name: the token"
	[ $ci != GitHub ] || like "$out" '^::add-mask::eyJ[^ ]+$' "$name: it is masked"
	step "${steps[2]}" PORT_CLIENT_ID= PORT_CLIENT_SECRET=
	is "$status,$err" 0, "$name: another step uses it"
	is "$(requests mint)" 1 "$name: one mint"
	port_tell 'token?revoke=1'
	step "${steps[2]}"
	is "$status,$(requests mint)" 0,2 "$name: a token that ends is renewed"
	cp "$dir/env.first" "$dir/env"
	step "${steps[1]}" PORT_CLIENT_SECRET=wrong
	is "$status,$(grep -c eyJ "$dir/env")" 7,0 "$name: no token, no third step"
}

"$here/blocks" README.md "$tmp/blocks" > "$tmp/index"
ok 'there are blocks' [ -s "$tmp/index" ]
ok 'and none that is not seen' bash -c '! grep -nE "^( +\`{3}|~~~|<pre|	)" README.md'
world
while read -r n language line heading <&4; do
	name="line $line, $heading"
	case $language,$heading in
	sh,*) script dash "$n" "$name"; script bash "$n" "$name" ;;
	bash,*) script bash "$n" "$name" ;;
	console,*) typed "$n" "$name" ;;
	text,*) ok "$name: text follows commands" \
		ls "$tmp/blocks/$((n - 1))".*sh ;;
	yaml,*GitLab*) ok "$name" diff "$tmp/blocks/$n.yaml" tests/gitlab/job.yml ;;
	yaml,*) jobs+=("$n $name") ;;
	*) fail "$name: no rule how to run a block of $language" ;;
	esac
done 4< "$tmp/index"
for job in "${jobs[@]}"; do steps "${job%% *}" "${job#* }"; done
done_testing
