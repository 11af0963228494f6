#!/bin/bash
# tests/docs/source.t and layers.t read every folder: a file that breaks a rule
# fails them, however deep it lies. So do the build and `make lint`.
. tests/lib.sh
need cc

# A small tree that breaks no rule.
tree=$tmp/tree
mkdir -p "$tree/filter/cli" "$tree/filter/a" "$tree/tests/port" "$tree/helper/base" \
	"$tree/helper/json" "$tree/helper/a/b"
echo 'int filter_a(void);' > "$tree/filter/cli/a.h"
echo '#include "helper/base/b.h"' | tee "$tree/filter/cli/a.c" "$tree/helper/base/b.c" \
	"$tree/helper/base/c.h" > /dev/null
echo 'int base_b(void);' > "$tree/helper/base/b.h"
echo '#include "helper/json/d.h"' > "$tree/helper/json/e.h"
echo 'int json_d(void);' > "$tree/helper/json/d.h"
touch "$tree/tests/port/API".md

# check: runs both tests on the tree; what they print is in $said.
check() {
	said=$(for t in source layers; do bash tests/docs/$t.t "$tree" 2>&1; done)
}
check
unlike "$said" 'not ok' 'a tree that breaks no rule passes'
passed=$said

# planted RULE FILE: adds the lines of stdin to FILE of the tree. They break
# the rule with that name.
planted() {
	cat >> "$tree/$2"
	rules+=("$1" "$2")
}
planted 'no function that is banned' helper/a/b/planted.c <<< 'void f(char *a) { strcpy(a, ""); }'
planted 'no function that is banned' filter/a/planted.c <<< 'void g(void) { system("x"); }'
planted 'helper/ includes nothing of filter/' helper/a/b/planted.c <<< '#include "filter/cli/a.h"'
planted 'exit is called in one place' helper/a/planted.c <<< 'void h(void) { exit(1); }'
planted 'no line of more than 80 columns' filter/a/planted.h < <(printf '/*%90s*/\n' '')
planted 'a page that is named is in the repository' helper/a/planted.h <<< '/* see contract'".md */"
planted 'and no other is meant' filter/a/planted.h <<< '/* the port'"-api, section 6 */"
planted 'its sections are there' tests/port/planted.h <<< '/* tests/port/API.md, '"\"None\" */"
planted 'no include points upwards' helper/base/planted.c <<< '#include "helper/cli/a.h"'
planted 'no include points upwards' helper/a/planted.c <<< '#include "helper/base/b.h"'
planted 'no modules include each other' helper/base/b.h <<< '#include "helper/base/c.h"'
planted 'no modules include each other' helper/json/d.c <<< '#include "helper/json/e.h"'
planted 'each header compiles alone' helper/json/planted.h <<< 'size_t f(void);'
check
# A failure prints its name, and then on lines with # what breaks the rule.
# tsort names modules: the file without its extension.
for ((i = 0; i < ${#rules[@]}; i += 2)); do
	rule=${rules[i]} file=${rules[i + 1]}
	like "$passed" "(^|"$'\n'")ok [0-9]+ - $rule" "$rule: passes without ${file##*/}"
	[ "$rule" != 'no modules include each other' ] || file=${file%.*}
	like "$said" "not ok [0-9]+ - $rule"$'\n(#[^\n]*\n)*#?[^\n]*'"$file" "$rule: fails because of $file"
done

# The build and lint find what lies in folders as well.
for folder in helper filter; do
	mkdir -p "$tmp/make/$folder/a/b"
	touch "$tmp/make/$folder/a/b/planted.c"
done
touch "$tmp/make/helper/port-token.c" "$tmp/make/filter/port-get.c"
cp Makefile "$tmp/make"
for program in helper/port-token filter/port-get; do
	like "$(make -s -C "$tmp/make" -n V=1 CC=echo $program 2> /dev/null)" "${program%/*}/a/b/planted.o" \
		"make compiles and links what lies in a folder of ${program%/*}/"
done
like "$(FLAGS='' bash -c 'cd "$1" && sed -n "/^mapfile.*programs/p" "$2" > m && . ./m && echo "${programs[@]}"' - \
	"$tmp/make" "$top/tests/lint")" 'filter/a/b/planted.c .*helper/a/b/planted.c' 'lint looks into folders'
done_testing
