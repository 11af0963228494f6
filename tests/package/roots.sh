# Fresh Debian systems for tests: minimal roots made by debootstrap. The mirror is
# DEBOOTSTRAP_MIRROR, else the one that this machine's apt uses for Debian, else
# that of debootstrap. Needs root.
# shellcheck shell=bash

# debian_mirror: prints the mirror of this machine's apt, if it is a Debian.
debian_mirror() {
	local codename
	# shellcheck source=/dev/null
	codename=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME")
	# shellcheck disable=SC2016
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
		"Codename: ${codename:-none}" 2> /dev/null | head -n 1
}

# why_no_root: prints why a root cannot be made here; fails if it can.
why_no_root() {
	if [ "$(id -u)" != 0 ]; then
		echo 'debootstrap needs root'
	elif ! command -v debootstrap > /dev/null; then
		echo 'debootstrap is not installed'
	elif ! unshare --mount --pid --fork true 2> /dev/null; then
		echo 'namespaces are not allowed here'
	else
		return 1
	fi
}

# debian_tar SUITE: makes build/roots/SUITE.tar, a minimal Debian, once.
debian_tar() {
	local tar=build/roots/$1.tar new=build/roots/$1.new mirror
	[ -e "$tar" ] && return
	mirror=${DEBOOTSTRAP_MIRROR-$(debian_mirror)}
	rm -rf "$new"
	mkdir -p "$new"
	# shellcheck disable=SC2086 # no mirror is no argument
	debootstrap --variant=minbase "$1" "$new" $mirror > "$new.log" 2>&1 ||
		{ tail -n 5 "$new.log" >&2; return 1; }
	tar -C "$new" -cf "$tar.new" . && mv "$tar.new" "$tar"
	rm -rf "$new" "$new.log"
}

# debian_root SUITE DIR: unpacks a minimal Debian in DIR.
debian_root() {
	debian_tar "$1" && mkdir -p "$2" && tar -C "$2" -xf "build/roots/$1.tar"
}

# in_root DIR COMMAND...: runs it with DIR as root directory, in its own namespaces,
# so that neither a mount nor a process is left; the network is the machine's. Its
# environment has only the NAME=VALUE words of PASS.
in_root() {
	# shellcheck disable=SC2016
	unshare --mount --pid --fork --kill-child bash -c '
		mount -t proc proc "$0/proc" &&
		mount -t devpts -o newinstance,ptmxmode=0666 devpts "$0/dev/pts" &&
		ln -sf pts/ptmx "$0/dev/ptmx" &&
		mount -t tmpfs tmpfs "$0/dev/shm" &&
		exec chroot "$0" "$@"' "$1" \
		env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		HOME=/root DEBIAN_FRONTEND=noninteractive "${PASS[@]}" "${@:2}"
}

# copy_tree DIR: copies the files that git tracks or would add.
copy_tree() {
	mkdir -p "$1"
	git ls-files -z --cached --others --exclude-standard |
		tar --null -T - --ignore-failed-read -cf - | tar -C "$1" -xf -
}

# docker_build FILE DIR: carries out a Dockerfile for Debian without Docker; the
# context is this tree. Each stage is a root DIR/N (and DIR/NAME); $root is the last.
docker_build() {
	local word arguments stage=0
	while read -r word arguments; do
		echo "# $word $arguments"
		case $word in
		FROM) docker_from "$2/$((stage++))" "$arguments" ;;
		COPY) docker_copy "$2" "$arguments" ;;
		RUN) in_root "$root" sh -c "$arguments" < /dev/null ;;
		*) echo "no such instruction here: $word" >&2; false ;;
		esac || return
	done < <(sed -e ':join' -e '/\\$/ { N; s/\\\n *//; b join' -e '}' \
		-e '/^#/d' -e '/^ *$/d' "$1")
}

# docker_from DIR 'debian:SUITE-slim [AS NAME]'
docker_from() {
	local image name
	read -r image _ name <<< "$2"
	[[ $image =~ ^debian:([a-z]+)-slim$ ]] ||
		{ echo "no such image here: $image" >&2; return 1; }
	root=$1
	debian_root "${BASH_REMATCH[1]}" "$root" || return
	[ -z "$name" ] || ln -s "$root" "${root%/*}/$name"
}

# docker_copy DIR '[--from=NAME] SOURCE... TARGET'; a SOURCE may be a pattern.
docker_copy() {
	local from words target
	read -ra words <<< "$2"
	if [[ ${words[0]} == --from=* ]]; then
		from=$1/${words[0]#--from=}
		words=("${words[@]:1}")
	else
		from=$1/context
		[ -d "$from" ] || copy_tree "$from"
	fi
	target=$root${words[-1]}
	[[ $target == */ || ${words[0]} == . ]] && mkdir -p "$target"
	# shellcheck disable=SC2046 # patterns
	(cd "$from/." && cp -r $(printf './%s ' "${words[@]::${#words[@]}-1}") "$target")
}
