#!/bin/bash
# shellcheck disable=SC2016
# make install, uninstall and deb: which files they install, remove and pack.
. tests/lib.sh

plain_only
need dpkg-deb dpkg-shlibdeps

files="bin/port-get
bin/port-token
share/bash-completion/completions/port-get
share/bash-completion/completions/port-token
share/fish/vendor_completions.d/port-get.fish
share/fish/vendor_completions.d/port-token.fish
share/man/man1/port-get.1
share/man/man1/port-token.1
share/zsh/site-functions/_port-get"

# under DIR: the files below it, as paths from there.
under() { (cd "$1" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort); }

# The programs are installed as they are: make compares no flags and builds
# nothing. tests/package/deb takes this make, too.
export MAKE=$tmp/make
printf '#!/bin/sh\nMAKEFLAGS= exec make --no-print-directory -o all "$@"\n' > "$MAKE"
chmod +x "$MAKE"
quietly() { "$MAKE" "$@" > "$tmp/made" 2>&1; }

ok 'make install' quietly install DESTDIR="$tmp/a a"
is "$(under "$tmp/a a/usr/local")" "$files" 'installs below /usr/local by default'
is "$(stat -c %a "$tmp/a a"/usr/local/bin/* | sort -u)" 755 'programs are executable'
is "$(stat -c %a "$tmp/a a"/usr/local/share/man/man1/* | sort -u)" 644 'man pages are readable'
ok 'make uninstall' quietly uninstall DESTDIR="$tmp/a a"
is "$(under "$tmp/a a")" '' 'leaves no file'
ok 'make uninstall succeeds when nothing is installed' quietly uninstall DESTDIR="$tmp/a a"

prefix="$tmp/b 'b' \"; c"
ok 'make install with a PREFIX of any characters' quietly install PREFIX="$prefix"
is "$(under "$prefix")" "$files" 'installs everything there'
ok 'an installed program runs' "$prefix/bin/port-get" --version
ok 'make uninstall with this PREFIX' quietly uninstall PREFIX="$prefix"
is "$(under "$prefix")" '' 'leaves no file'

version=$(sed -n 's/^VERSION = //p' Makefile)
is "$(dpkg-parsechangelog -l tests/package/changelog -S Version)" "$version" \
	'the changelog names this version'
gives "$tmp/1.deb" 'a package is built' tests/package/deb "$tmp/1.deb"
ok 'a second package is built' tests/package/deb "$tmp/2.deb"
ok 'with the same bytes' cmp "$tmp/1.deb" "$tmp/2.deb"
dpkg-deb -x "$tmp/1.deb" "$tmp/root"
dpkg-deb -e "$tmp/1.deb" "$tmp/control"
is "$(under "$tmp/root/usr")" "$(sed -e 's|zsh/site-functions|zsh/vendor-completions|' \
	-e 's|\.1$|.1.gz|' <<< "$files
share/doc/port-token/changelog.gz
share/doc/port-token/copyright" | LC_ALL=C sort)" 'it holds programs, man pages, completions, changelog and license'
ok 'its checksums match' bash -c 'cd "$1" && md5sum --quiet -c "$2"' - "$tmp/root" "$tmp/control/md5sums"
is "$(dpkg-deb -c "$tmp/1.deb" | awk '{ print $2 }' | sort -u)" root/root 'root owns every file'
control=$(cat "$tmp/control/control")
like "$control" $'\nVersion: '"${version//./\\.}"$'\n' 'it has this version'
like "$control" $'\nDepends: [^\n]*libjq1' 'it depends on libjq'
like "$control" $'\nDepends: [^\n]*libcurl4t64 \\| libcurl4' 'and on libcurl, by the names of both releases'
like "$control" $'\nDepends: [^\n]*ca-certificates' 'and on the certificates'
unlike "$control" $'\nDepends: [^\n]*(libsecret|libglib)' 'but on no keyring'
like "$control" $'\nRecommends: [^\n]*libsecret-1-0' 'libsecret is recommended'
ok 'no file holds the path of the source tree' bash -c '! grep -rqF "$PWD" "$1"' - "$tmp/root"
done_testing
