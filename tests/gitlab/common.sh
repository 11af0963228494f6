# What the checks of .gitlab/port.yml and .gitlab-ci.yml share. Source it after
# tests/lib.sh; $runner is the absolute path of gitlab-ci-local.
# shellcheck shell=bash disable=SC2154

case $(uname -m) in x86_64) arch=amd64 ;; *) arch=arm64 ;; esac
version=$(sed -n 's/^VERSION = //p' Makefile)

# registry_start [CERT KEY]: starts tests/gitlab/registry; $registry is its URL,
# $packages its folder.
registry_start() {
	local n=$((ports++))
	packages=$tmp/registry.$n
	mkdir "$packages"
	"$top/tests/gitlab/registry" "$packages" "$@" > "$tmp/registry.$n.url" &
	port_pids+=($!)
	until [ -s "$tmp/registry.$n.url" ]; do
		kill -0 $! 2> /dev/null || give_up 'the registry ended'
		sleep 0.02
	done
	registry=$(< "$tmp/registry.$n.url")
}

# tools DIR TOOL...: links only these tools in DIR, for a PATH.
tools() {
	local dir=$1 tool
	shift
	mkdir -p "$dir"
	for tool; do ln -sf "$(PATH=$real_path type -P "$tool")" "$dir/$tool"; done
}
real_path=$PATH

# busybox_image: a PATH with only busybox. gitlab-ci-local starts "bash", which is
# ash there.
busybox_image() {
	local dir=$tmp/image/busybox applet
	tools "$dir" busybox
	for applet in $(busybox --list); do
		[ "$applet" = busybox ] || ln -s busybox "$dir/$applet"
	done
	printf '#!%s/busybox ash\nexec %s/busybox ash "$@"\n' "$dir" "$dir" > "$dir/bash"
	chmod +x "$dir/bash"
}

# no_image FILE...: removes the images; with them gitlab-ci-local sets CI_PROJECT_DIR
# as in a container.
no_image() { sed -i '/^ *image:/d; s/ image: [^ ]*,//' "$@"; }

# repository DIR: commits the files there as the project shop/checkout.
repository() {
	git -C "$1" init -q -b main
	git -C "$1" add -A
	git -C "$1" -c user.name=Ada -c user.email=ada@example.org commit -qm 'a first commit'
	git -C "$1" remote add origin https://gitlab.example.org/shop/checkout.git
}

# pipeline [OPTION...]: runs the pipeline of this folder and shows its output.
pipeline() {
	run "$runner" --no-color --shell-isolation \
		--variable CI_API_V4_URL="$registry" --variable CI_JOB_TOKEN=job-token "$@"
	sed 's/^/# /' "$tmp/out" "$tmp/err"
}

# passed JOB: the job passed.
passed() {
	ok "$1" grep -Eq "^ PASS +$1 *$" "$tmp/out"
}
