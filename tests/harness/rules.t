#!/bin/bash
# tests/docs/source.t and layers.t read every folder: a file that breaks a rule
# fails them, however deep it is.
. tests/lib.sh
need cc

# planted CHECK NAME FILE: with the lines of stdin in FILE of a small tree, the
# check of that name fails, and passes without them.
planted() {
	local check=$1 name=$2 file=$3 tree=$tmp/tree
	rm -rf "$tree"
	mkdir -p "$tree/filter/cli" "$tree/tests/port" "$tree/${file%/*}" "$tree/helper/base"
	echo 'int filter_a(void);' > "$tree/filter/cli/a.h"
	printf '#include "helper/base/b.h"\n' > "$tree/helper/base/b.c"
	echo 'int base_b(void);' > "$tree/helper/base/b.h"
	echo '#include "helper/base/b.h"' > "$tree/helper/base/c.h"
	printf '#include "helper/base/b.h"\n' > "$tree/filter/cli/a.c"
	touch "$tree/tests/port/API".md
	like "$(bash "tests/docs/$check" "$tree" 2> /dev/null)" $'\nok [0-9]+ - '"$name|^ok 1 - $name" \
		"$name: a tree without fault passes"
	cat > "$tree/$file"
	like "$(bash "tests/docs/$check" "$tree" 2> /dev/null)" "not ok [0-9]+ - $name" \
		"$name: seen in $file"
}

planted source.t 'no function that is banned' helper/a/b/planted.c <<< 'void f(char *a) { strcpy(a, ""); }'
planted source.t 'no function that is banned' filter/a/planted.c <<< 'void f(void) { system("x"); }'
planted source.t 'helper/ includes nothing of filter/' helper/a/b/planted.c <<< '#include "filter/cli/a.h"'
planted source.t 'exit is called in one place' helper/a/planted.c <<< 'void f(void) { exit(1); }'
planted source.t 'no line of more than 80 columns' filter/a/planted.h < <(printf '/*%90s*/\n' '')
planted source.t 'a page that is named is in the repository' helper/a/planted.h <<< '/* see contract'".md */"
planted source.t 'and no other is meant' filter/a/planted.h <<< '/* the port'"-api, section 6 */"
planted source.t 'its sections are there' tests/port/planted.h <<< '/* tests/port/API.md, '"\"None\" */"
planted layers.t 'no include points upwards' helper/base/planted.c <<< '#include "helper/cli/a.h"'
planted layers.t 'no include points upwards' helper/a/planted.c <<< '#include "helper/base/b.h"'
planted layers.t 'no modules include each other' helper/base/b.h <<< '#include "helper/base/c.h"'
planted layers.t 'no modules include each other' helper/base/b.c <<< '#include "helper/base/c.h"'
planted layers.t 'each header compiles alone' helper/json/planted.h <<< 'size_t f(void);'

# The build and lint take what lies in folders as well.
for list in HELPER FILTER; do
	folder=${list,,}
	mkdir -p "$tmp/make/$folder/a/b" "$tmp/make/helper" "$tmp/make/filter"
	touch "$tmp/make/$folder/a/b/planted.c" "$tmp/make/helper/port-token.c" "$tmp/make/filter/port-get.c"
done
cp Makefile "$tmp/make"
like "$(make -s -C "$tmp/make" -n -p all 2> /dev/null | grep '^HELPER = ')" 'find helper' 'make finds helper/'
for program in helper/port-token filter/port-get; do
	like "$(cd "$tmp/make" && make -n V=1 CC=echo $program 2> /dev/null | grep 'planted.o')" "${program%/*}/a/b/planted.o" \
		"make compiles and links what lies in a folder of ${program%/*}/"
done
like "$(FLAGS='' bash -c 'cd "$1" && sed -n "/^mapfile.*programs/p" "$2" > m && . ./m && echo "${programs[@]}"' - \
	"$tmp/make" "$top/tests/lint")" 'filter/a/b/planted.c .*helper/a/b/planted.c' 'lint looks into folders'
done_testing
