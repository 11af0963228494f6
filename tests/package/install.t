#!/bin/bash
# shellcheck disable=SC2016
# make install, uninstall and deb: every file is in its place, and none stays.
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

# under DIR: the files below it, from there on
under() { (cd "$1" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort); }

# This make's variables hold, its jobs are not ours.
export MAKEFLAGS
MAKEFLAGS=$(sed -E 's/ ?--jobserver-[^ ]*//g; s/ ?-j[0-9]*//g' <<< "${MAKEFLAGS-}")

quietly() { make --no-print-directory "$@" > "$tmp/made" 2>&1; }

ok 'install' quietly install DESTDIR="$tmp/a a"
is "$(under "$tmp/a a/usr/local")" "$files" 'below /usr/local, if nothing else is said'
is "$(stat -c %a "$tmp/a a"/usr/local/bin/* | sort -u)" 755 'programs may be run'
is "$(stat -c %a "$tmp/a a"/usr/local/share/man/man1/* | sort -u)" 644 'pages may be read'
ok 'uninstall' quietly uninstall DESTDIR="$tmp/a a"
is "$(under "$tmp/a a")" '' 'leaves no file'
ok 'again: nothing there is no failure' quietly uninstall DESTDIR="$tmp/a a"

prefix="$tmp/b 'b' \"; c"
ok 'install below a PREFIX of any characters' quietly install PREFIX="$prefix"
is "$(under "$prefix")" "$files" 'all of it'
ok 'uninstall it' quietly uninstall PREFIX="$prefix"
is "$(under "$prefix")" '' 'leaves no file'

ok 'install below a PREFIX' quietly install PREFIX="$tmp/b"
is "$(under "$tmp/b")" "$files" 'all of it'
ok 'what is installed runs' "$tmp/b/bin/port-get" --version

version=$(sed -n 's/^VERSION = //p' Makefile)
is "$(dpkg-parsechangelog -l tests/package/changelog -S Version)" "$version" \
	'the changelog is of this version'
gives "$tmp/1.deb" 'the package' tests/package/deb "$tmp/1.deb"
ok 'the same again' tests/package/deb "$tmp/2.deb"
ok 'has the same bytes' cmp "$tmp/1.deb" "$tmp/2.deb"
dpkg-deb -x "$tmp/1.deb" "$tmp/root"
dpkg-deb -e "$tmp/1.deb" "$tmp/control"
is "$(under "$tmp/root/usr")" "$(sed -e 's|zsh/site-functions|zsh/vendor-completions|' \
	-e 's|\.1$|.1.gz|' <<< "$files
share/doc/port-token/changelog.gz
share/doc/port-token/copyright" | LC_ALL=C sort)" 'holds programs, pages, completions, terms'
ok 'as its sums say' bash -c 'cd "$1" && md5sum --quiet -c "$2"' - "$tmp/root" "$tmp/control/md5sums"
is "$(dpkg-deb -c "$tmp/1.deb" | awk '{ print $2 }' | sort -u)" root/root 'root owns all of it'
control=$(cat "$tmp/control/control")
like "$control" $'\nVersion: '"${version//./\\.}"$'\n' 'its version is ours'
like "$control" $'\nDepends: [^\n]*libjq1' 'it needs the libjq it is linked with'
like "$control" $'\nDepends: [^\n]*libcurl4t64 \\| libcurl4' 'and the libcurl it loads, by any name'
like "$control" $'\nDepends: [^\n]*ca-certificates' 'and certificates'
unlike "$control" $'\nDepends: [^\n]*(libsecret|libglib)' 'but no keyring'
like "$control" $'\nRecommends: [^\n]*libsecret-1-0' 'which it recommends'
ok 'nothing in it names where it was built' bash -c '! grep -rqF "$PWD" "$1"' - "$tmp/root"
done_testing
