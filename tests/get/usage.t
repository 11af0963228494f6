#!/bin/bash
# The command line of port-get: each option with good and bad values, and where
# each argument may stand. No request is sent. habits.t has the options of other
# tools, hints.t more hints.
# shellcheck disable=SC2016
. tests/lib.sh
export PORT_ACCESS_TOKEN=t PORT_API_URL=http://127.0.0.1:1
cd "$tmp" || exit 1

# --- arguments ---
fails 2 'missing RESOURCE.*hint: .*--help' 'no argument' port-get
fails 2 'missing RESOURCE' 'only options' port-get -r
fails 2 'unknown option --compact-out.*hint: did you mean --compact-output' 'options cannot be abbreviated' port-get - --compact-out .
fails 2 'unknown option --raw-o.*hint: port-get --help' 'no guess between two options' port-get - --raw-o
fails 2 'unknown option --limits.*hint: port-get --help' 'a typo' port-get - --limits 1
fails 2 'unknown option -y.*hint: port-get --help' 'an unknown letter' port-get - -y
fails 2 '\{a:1\}: a FILTER.*hint: .*port-get - -n' '-n FILTER' port-get -n '{a:1}'
for filter in '{a: .b}' '[.a]' .a '.a | .b' '.[0]' '.a|{b:1}' '(1)' '"x"' '$x' '.'; do
	fails 2 'a FILTER, but RESOURCE comes first.*hint: port-get RESOURCE FILTER' \
		"FILTER first: $filter" port-get -r "$filter" x
done
fails 2 'hint: .*curl -K- -H' '-H' port-get blueprints -H 'Accept: x'
fails 2 'hint: .*--include' '--fields' port-get service: --fields a
fails 2 'hint: .*--query' '--filter' port-get service: --filter .a
fails 2 'hint: --api-url us' '--region' port-get service: --region us
fails 2 'unexpected argument .x..*hint: .*quote' 'a third argument' port-get service:a .b x
fails 2 "hint: .*'FILTER [|] .identifier'$" 'a second FILTER' \
	port-get service: 'select(.a)' .identifier
fails 2 'unexpected argument .x.' 'a second argument with -f' port-get service:a -f /dev/null x
fails 2 'RESOURCE is empty' 'an empty RESOURCE' port-get ''
fails 2 'FILE: an empty name' 'an empty FILE' port-get - . ''
for option in -p --api-url --cursor -f; do
	fails 2 "$option: [A-Z]+ is empty" "an empty $option" port-get - . $option ''
done
fails 2 '--include: an empty name.*hint: .*--include identifier,title$' 'an empty field' port-get service: --include a,,b
fails 2 'hint: .*--include identifier,title$' 'spaces between names' \
	port-get service: --include 'identifier title'
fails 2 '--exclude: an empty name' 'an empty --exclude' port-get service: --exclude ''

# --- numbers ---
for case in '--limit 0 1' '--page-size 0 1' '--page-size 1001 1000' '--retry 21 0' \
	'--retry -1 20' '-P 0 1' '-P 33 32' '--timeout 0 1' '--timeout 3601 3600' \
	'--indent 8 0' '--indent -1 7' '--limit x 1' '--limit 1x 9999999999' \
	'--limit 99999999999999999999 1' '--retry 1.5 5'; do
	read -r option bad good <<< "$case"
	fails 2 "$option takes a whole number" "$option $bad" port-get service: $option "$bad"
	fails 2 'unknown option -y' "$option $good" port-get service: $option "$good" -y
done

# --- values ---
for option in --query --include --exclude --param --limit --page-size --cursor --retry -P \
	--indent -f -L --api-url -p --timeout; do
	fails 2 "$option needs " "$option without its value" port-get service: $option
done
for option in --arg --argjson --slurpfile --rawfile; do
	fails 2 "$option needs NAME" "$option with one of two" port-get - $option a
	fails 2 "$option takes NAME" "$option=" port-get - $option=a b
done
for option in --raw-output --slurp --args --stream; do
	fails 2 "$option takes no value" "$option=x" port-get - $option=x
done
for bad in '{' '' '1 2' "'x'" '[1,]' $'"\x01'; do
	fails 2 '--argjson: not JSON' "--argjson $bad" port-get - --argjson x "$bad" .
	fails 2 '--jsonargs: not JSON' "--jsonargs $bad" port-get - -n . --jsonargs "$bad"
done
printf '{"a":' > bad.json
printf '1 2' > two.json
printf '.a\0b' > nul.jq
fails 2 '--slurpfile bad.json: ' '--slurpfile: not JSON' port-get - --slurpfile x bad.json .
fails 2 '--slurpfile absent: No such file' '--slurpfile: no such file' port-get - --slurpfile x absent .
fails 2 '--rawfile absent: ' '--rawfile: no such file' port-get - --rawfile x absent .
fails 2 '--rawfile /: ' '--rawfile: a directory' port-get - --rawfile x / .
fails 2 '-f absent: ' '-f: no such file' port-get - -f absent
fails 2 '-f ./-: No such file' '-f - is a file of that name' port-get - -f - < two.json
fails 2 '--rawfile ./-: No such file' '--rawfile - is a file of that name' port-get - --rawfile x - . < two.json
fails 2 '-f nul.jq: it holds a NUL byte' '-f: a NUL byte' port-get - -f nul.jq
fails 2 '--query absent: ' '--query @FILE: no such file' port-get service: --query @absent
gives '[1,2]' '--slurpfile' port-get - -nc --slurpfile x two.json '$x'
gives 1 'a value after =' port-get - -n --indent=0 1
gives '"a=b"' 'a value with =' port-get - -n --arg x a=b '$x'

# --- stdin has only one reader ---
fails 2 'stdin can be read only once' '- twice' port-get - . - -
fails 2 'stdin can be read only once' '- and /dev/stdin' port-get - . /dev/stdin -
fails 2 'stdin can be read only once' '- and -f' port-get - -f /dev/stdin
fails 2 'stdin can be read only once' '@- and --rawfile' port-get @- --rawfile x /dev/stdin .
fails 2 'stdin can be read only once' '@- and --query @-' port-get @- --query @-
gives 3 '-f /dev/stdin and a FILE' port-get - -f /dev/stdin two.json --arg x '' <<< 'select(.==1)|3'
fails 2 '-R: only with' '-R needs -' port-get service: -R

gives 1 '--retry, -P, --timeout, --no-prompt, -p and --api-url have no effect on -' \
	port-get - -n 1 --retry 1 -P 2 --timeout 5 --no-prompt -p x --api-url us

# --- mistakes that are found before the first request ---
for filter in '.[' '}' 'f' '$x' '"' 'import "absent" as m; 1'; do
	fails 3 'FILTER does not compile: ' "does not compile: $filter" port-get blueprints "$filter"
done
printf '.[' > bad.jq
fails 3 'bad.jq does not compile: ' '-f FILE does not compile' port-get blueprints -f bad.jq

# --- order, and bundles of options ---
printf '.[0]?, $x' > f.jq
echo '["<s>"]' > s.json
for words in '- -rcf f.jq --arg x y s.json' '-rc -f f.jq --arg x y - s.json' '--arg x y - -rfc f.jq s.json' \
	'- s.json -rcf f.jq --arg x y' '-cr --from-file f.jq - --arg x y s.json' '-cr --from-file=f.jq - --arg x y s.json' \
	'--arg x y -crf f.jq -- - s.json'; do
	# shellcheck disable=SC2086
	gives $'<s>\ny' "$words" port-get $words
done
gives '["a","b"]' '--args' port-get - -nc '$ARGS.positional' --args a b
gives '["a","b"]' '--args before FILTER' port-get --args - '$ARGS.positional' -nc a b
gives '["a",1,"-r"]' '--args, --jsonargs, --' port-get - -nc '$ARGS.positional' --args a --jsonargs 1 --args -- -r
printf '$ARGS.positional' > args.jq
gives '["f.jq"]' '--args with -f' port-get - -nc -f args.jq --args f.jq
gives '-1' 'a FILTER that begins with -' port-get - -n -- -1

# --- --help and --version ---
run port-get --help
is "$status,$err" 0, '--help'
like "$out" '^usage: port-get \[OPTION...\] RESOURCE \[FILTER\]' '--help begins with the synopsis'
help=$out
run port-get - -rh
is "$status,$out" "0,$help" '-h in a bundle'
run port-get -V
is "$status,$err" 0, '-V'
like "$out" '^port-get [0-9.]+' '-V prints the version'
like "$out" 'libjq.*' '-V names libjq'
like "$out" 'libcurl.*' '-V names libcurl'
width=$(awk '{ if (length > w) w = length } END { print w }' <<< "$help")
ok '--help fits 80 columns' [ "$width" -le 80 ]
done_testing
