#!/bin/bash
# Every block of README.md runs as it stands, against the stand-in, which
# answers at Port's own URLs (tests/shim/hosts.c); jq is not there.
#
#	sh	by dash and by bash, each in a world of its own: it succeeds
#	bash	by bash alone
#	text	is what the block before it prints
#	console	typed into bash; what it shows is what is seen
#	yaml	of GitLab: the job and the pipeline that make check-gitlab runs;
#		of GitHub and CircleCI: their steps run
#	dockerfile	is the file that make check-package walks through
#
# "…" stands for anything; times count as equal. What cannot be had here is in
# tests/readme/bin. What is seen stays in build/readme.
# shellcheck disable=SC2016
. tests/lib.sh
with_keyring
need expect column dash zsh

seen=$B/readme
rm -rf "$seen" && mkdir -p "$seen" "$tmp/blocks" "$tmp/path" "$tmp/eu" "$tmp/us"
ln -s /usr/local/bin/* /bin/* /usr/bin/* "$tmp/path" 2> /dev/null
rm -f "$tmp/path/jq"
here=$top/tests/readme
id=my-client-id secret='my secret'
export README_TOP=$top README_ID=$id README_SECRET=$secret
IFS=: read -r helper filter _ <<< "$PATH"
path=$here/bin:$helper:$filter:$tmp/path
payload='{"context": {"runId": "r_QOz6WoOB1Q2lmhZZ"}}'

# world N: what block N sees: Port, and one more organization in the US if it
# speaks of that; who is logged in under the heading; the files it reads.
world() {
	hosts=
	if grep -q -- '-p us' "$tmp/blocks/$1".*; then
		port_start --seed tests/seed/demo.json --tls "$tmp/us" \
			--credentials "$id:$secret" --entities service=268
		hosts=api.us.getport.io=${port_tls_url#https://}
	fi
	port_start --seed tests/seed/demo.json --tls "$tmp/eu" --credentials "$id:$secret"
	hosts+=" api.getport.io=${port_tls_url#https://}"
	cat "$tmp"/??/ca.pem > "$tmp/ca.pem"
	unset PORT_API_URL
	dir=$(mktemp -d "$tmp/world.XXXXXX")
	cp -r "$here/files/." "$dir"
	around=(env -C "$dir" PATH="$path" FAKE_HOSTS="$hosts"
		LD_PRELOAD="$B/tests/hosts.so" CURL_CA_BUNDLE="$tmp/ca.pem")
	"${around[@]}" port-token logout --all -q
	case $heading in
	'From nothing to a first slice') ;;
	*GitHub* | *CircleCI* | *pipeline*) ci ;;
	*) "${around[@]}" port-token login -q --client-id "$id" <<< "$secret" 2> /dev/null ;;
	esac
}

# As GitLab has it in a job.
ci() {
	echo "$payload" > "$dir/payload.json"
	around+=(CI=true PORT_CLIENT_ID="$id" PORT_CLIENT_SECRET="$secret"
		CI_PROJECT_NAME=checkout CI_PROJECT_PATH_SLUG=shop-checkout CI_JOB_ID=4711
		CI_JOB_NAME=build CI_JOB_STATUS=running CI_COMMIT_SHA=5f1c0de CI_COMMIT_REF_NAME=main
		CI_COMMIT_AUTHOR='Ada "L" Lovelace <ada@example.org>'
		CI_PROJECT_URL=https://gitlab.example.org/shop/checkout
		CI_PIPELINE_URL=https://gitlab.example.org/shop/checkout/-/pipelines/42
		TRIGGER_PAYLOAD="$dir/payload.json")
}

end_world() {
	kill "${port_pids[@]}" && wait "${port_pids[@]}" 2> /dev/null
	port_pids=()
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
	world "$n"
	# shellcheck disable=SC2086
	run "${around[@]}" $shell $strict "$tmp/blocks/$n.$language"
	cat "$tmp/out" "$tmp/err" > "$seen/$n"
	is "$status" 0 "$name" || printf '%s\n' "$out" "$err" | sed 's/^/# /' >&2
	if [ -e "$tmp/blocks/$((n + 1)).text" ]; then
		shows "$n" "$(cat "$tmp/blocks/$((n + 1)).text")" "$name: its output"
	elif ! grep -q login "$tmp/blocks/$n.$language"; then
		is "$err" '' "$name: no complaint"
	fi
	end_world
}

typed() { # N NAME
	world "$1"
	"${around[@]}" "$here/console" "$tmp/blocks/$1.console" > "$seen/$1"
	shows "$1" "$(cat "$tmp/blocks/$1.console")" "$2"
	end_world
}

# step TEXT [VARIABLE=VALUE...]: a step of a job, with what the steps before it
# left in $dir/env and $dir/path, as GitHub or CircleCI hand that on. The programs
# are in none of its folders.
step() {
	local text=$1 left=(BASH_ENV="$dir/env")
	shift
	if [[ $heading == GitHub* ]]; then
		mapfile -t left < "$dir/env"
		left+=(PATH="$(cat "$dir/path"):$tmp/path")
	fi
	run "${around[@]}" PATH="$tmp/path" HOME="$dir" RUNNER_TEMP="$dir" GITHUB_ENV="$dir/env" \
		GITHUB_PATH="$dir/path" BUNDLE_URL="file://$tmp/bundle.tar.gz" BUNDLE_SHA256="$sum" \
		"$@" "${left[@]}" bash -eo pipefail -c "$text"
}

# bundle: what make dist writes, with the programs of this build.
bundle() {
	mkdir -p "$tmp/port-token-0-linux-any/bin"
	cp "$helper/port-token" "$filter/port-get" "$tmp/port-token-0-linux-any/bin"
	tar -C "$tmp" -czf "$tmp/bundle.tar.gz" port-token-0-linux-any
	sum=$(sha256sum < "$tmp/bundle.tar.gz") sum=${sum%% *}
}

# steps N NAME: a job of three. The last has no need of the credentials, but for
# a token that is near its end or refused.
steps() {
	local steps sum
	mapfile -d '' steps < <(awk '/- run: \|$/ { if (n++) printf "%c", 0; run = 1; next }
		!/^      / { run = 0 }
		run { print }
		END { printf "%c", 0 }' "$tmp/blocks/$1.yaml")
	bundle
	world "$1"
	: > "$dir/env"
	: > "$dir/path"
	step "${steps[1]}"
	is "$status" 127 "$2: no program, no second step"
	: > "$dir/env"
	step "${steps[0]}" BUNDLE_SHA256="${sum//[0-9]/0}"
	unlike "$status,$(cat "$dir/env" "$dir/path")" '^0|/' "$2: nor with another bundle"
	step "${steps[0]}"
	is "$status,$err" 0, "$2: the programs"
	cp "$dir/env" "$dir/env.first"
	step "${steps[1]}"
	is "$status,$err" 0, "$2: the token"
	[[ $heading != GitHub* ]] || like "$out" '^::add-mask::eyJ[^ ]+$' "$2: it is masked"
	step "${steps[2]}" PORT_CLIENT_ID= PORT_CLIENT_SECRET=
	is "$status,$err" 0, "$2: another step uses it"
	is "$(requests mint)" 1 "$2: one mint"
	port_tell 'token?revoke=1'
	step "${steps[2]}"
	is "$status,$(requests mint)" 0,2 "$2: a token that ends is renewed"
	cp "$dir/env.first" "$dir/env"
	step "${steps[1]}" PORT_CLIENT_SECRET=wrong
	is "$status,$(grep -c eyJ "$dir/env")" 7,0 "$2: no token, no third step"
	end_world
}

"$here/blocks" README.md "$tmp/blocks" > "$tmp/index"
ok 'there are blocks' [ -s "$tmp/index" ]
ok 'and none that is not seen' bash -c '! grep -nE "^( +\`{3}|~~~|<pre|	)" README.md'
while read -r n language line heading <&4; do
	name="line $line, $heading"
	case $language,$heading in
	sh,*) script dash "$n" "$name"; script bash "$n" "$name" ;;
	bash,*) script bash "$n" "$name" ;;
	console,*) typed "$n" "$name" ;;
	text,*) ok "$name: text follows commands" \
		ls "$tmp/blocks/$((n - 1))".*sh ;;
	yaml,GitLab*) cat "$tmp/blocks/$n.yaml" >> "$tmp/gitlab"
		echo >> "$tmp/gitlab" ;;
	yaml,Add*) ok "$name" diff "$tmp/blocks/$n.yaml" tests/gitlab/job.yml ;;
	yaml,*) steps "$n" "$name" ;;
	dockerfile,*) ok "$name" diff "$tmp/blocks/$n.dockerfile" tests/package/Dockerfile ;;
	*) fail "$name: nobody knows how to run a block of $language" ;;
	esac
done 4< "$tmp/index"
ok "GitLab's blocks are the pipeline" diff <(sed '$d' "$tmp/gitlab") tests/gitlab/.gitlab-ci.yml
done_testing
