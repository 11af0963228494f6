#!/bin/bash
# tests/static/sources with a fake apt: which version it takes, and what it says
# when the mirror lacks one.
# shellcheck disable=SC2016
. tests/lib.sh
need patch xz bzip2
[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || skip_all 'debian-archive-keyring is not installed'

# The script with a table of one library; $tmp/mirror is the mirror.
mkdir -p "$tmp/tests/static" "$tmp/bin" "$tmp/mirror" "$tmp/make/one-1"
sed '/# name | Debian/,/^\tEOT/ { /# name/b; /EOT/b; d }' tests/static/sources |
	sed 's/^\t# name | Debian.*/&\n\tone | one | 2 1/' > "$tmp/tests/static/sources"
mkdir "$tmp/tests/package"
cp tests/package/roots.sh "$tmp/tests/package"

# tool NAME LINE...: a script in front of the real program.
tool() { printf '%s\n' '#!/bin/sh' "${@:2}" > "$tmp/bin/$1"; chmod +x "$tmp/bin/$1"; }
export MIRROR=$tmp/mirror
tool apt-get 'echo "apt-get $*" >> "$MIRROR/../asked"
case $* in
*indextargets*) echo http://mirror.invalid/debian ;;
*print-uris*) cat "$MIRROR/uris.${*##*=}" ;;
esac'
tool apt-cache 'printf "Package: one\nVersion: %s\n\n" 2:2-1 1-2 1-1'
tool apt-helper 'cp "$MIRROR/$3" "$3" 2> /dev/null &&
	echo "${4#SHA256:}  $3" | sha256sum -c --status || { echo "E: no $3"; exit 1; }'

# archive NAME FOLDER: packs the folder as a file of the mirror.
archive() { tar -C "$tmp/make" -cJf "$tmp/mirror/$1" "$2"; }
# offers REVISION FILE...: the index lists these files of the revision.
offers() {
	local file
	for file in "${@:2}"; do
		echo "'http://mirror.invalid/$file' $file 1 SHA256:$(sha256sum < "$tmp/mirror/$file" | cut -d ' ' -f 1)"
	done > "$tmp/mirror/uris.$1"
}
echo old > "$tmp/make/one-1/file"
archive one_1.orig.tar.xz one-1
archive one_2.orig.tar.xz one-1
mkdir -p "$tmp/make/debian/patches"
printf '%s\n' '# first' better > "$tmp/make/debian/patches/series"
printf '%s\n' '--- a/file' '+++ b/file' '@@ -1 +1 @@' -old +new > "$tmp/make/debian/patches/better"
archive one_1-1.debian.tar.xz debian
archive one_2-1.debian.tar.xz debian
cp "$tmp/mirror/one_1-1.debian.tar.xz" "$tmp/mirror/one_1-2.debian.tar.xz"
offers 2-1 one_2.orig.tar.xz one_2-1.debian.tar.xz
offers 1-1 one_1.orig.tar.xz one_1-1.debian.tar.xz
offers 1-2 one_1.orig.tar.xz one_1-2.debian.tar.xz
cp "$tmp/mirror/uris.2-1" "$tmp/mirror/uris.2:2-1"

sources() { env PATH="$tmp/bin:$PATH" bash "$tmp/tests/static/sources" "$tmp/got"; }
# again: starts with an empty folder.
again() { rm -rf "$tmp/got" "$tmp/asked"; run sources; }

again
like "$status,$out,$err" '^0,.*one 2,$' 'the first version is taken'
is "$(cut -d ' ' -f 1-3 "$tmp/got/list")" $'one 2 one_2.orig.tar.xz\none 2 one_2-1.debian.tar.xz' \
	'the list has both of its files'
is "$(cat "$tmp/got/one/file")" new 'the patch is applied'
rm "$tmp/asked"
gives '' 'the second run prints nothing' sources
ok 'and does not call apt' test ! -e "$tmp/asked"
echo damage >> "$tmp/got/one_2.orig.tar.xz"
run sources
like "$status,$out,$err" '^0,.*one 2,$' 'a damaged file is fetched again'

mv "$tmp/mirror/one_2.orig.tar.xz" "$tmp/mirror/away"
again
like "$status,$out,$err" '^0,.*one 1,$' 'a mirror without it: the second version is taken'
like "$(cat "$tmp/got/list")" 'one_1-2.debian' 'with its newest patches'
rm "$tmp/mirror/one_1-2.debian.tar.xz"
again
like "$(cat "$tmp/got/list")" 'one_1-1.debian' 'or with the patches that are left'
rm "$tmp/mirror/one_1-1.debian.tar.xz"
again
like "$status,$out" "^0,.*one 1; Debian's patches to it could not be had" 'or without patches, and it says so'
is "$(cat "$tmp/got/one/file")" old 'the file is not patched'
echo damage >> "$tmp/mirror/one_1.orig.tar.xz"
again
like "$status,$err" '^1,sources: one: the mirror has none of these versions of one: 2 1$' \
	'a wrong checksum is an error that names library and versions'
ok 'no list is written' test ! -e "$tmp/got/list"

archive one_1.orig.tar.xz one-1
sed -i 's/^-old/-other/' "$tmp/make/debian/patches/better"
archive one_1-2.debian.tar.xz debian
offers 1-2 one_1.orig.tar.xz one_1-2.debian.tar.xz
again
like "$status,$err" "^1,sources: one: Debian's patch better does not apply" 'a patch that does not apply is an error'
done_testing
