#!/bin/bash
# Text from Port is shown in a command only if every shell reads it unchanged.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh
need jq
demo_start

# broken_after JSON: a listing whose first page has this cursor and whose second
# page fails.
broken_after() {
	printf '{"ok":true,"next":%s,"entities":[{"identifier":"a"}]}' "$1" > "$tmp/page"
	faults "page@1 body=@$tmp/page" 'page@2 status=500 message=broken' \
		"page@3 body={\"ok\":true,\"entities\":[]}"
	run port-get service: --retry 0 -r .identifier
}

cat > "$tmp/cursors" << 'EOT'
abc==
x'; touch X; '
\'; touch X; '
$(touch X)`touch X`
a"b;touch X;"\
é日 !x ~ {a,b} *
'''''
-x
EOT
mapfile -t cursors < "$tmp/cursors"
mapfile -t quoted < <(jq -R . "$tmp/cursors")
for i in "${!cursors[@]}"; do
	broken_after "${quoted[i]}"
	is "$status" 9 "cursor $i: ${cursors[i]}"
	like "$err" ': HTTP 500[^:]*: broken.*--cursor' 'the cause comes before the cursor'
	is "$(wc -l < "$tmp/err")" 1 'in one line'
	suggested=${err##*; go on with }
	for shell in bash zsh fish dash; do
		command -v "$shell" > /dev/null || continue
		is "$(cd "$tmp" && "$shell" -c "printf '%s\\n' $suggested" 2>&1)" \
			"--cursor"$'\n'"${cursors[i]}" "$shell reads it unchanged"
	done
	ok 'and runs nothing' [ ! -e "$tmp/X" ]
	(eval "port-get service: $suggested") > "$tmp/out" 2> "$tmp/err"
done
logged '.[] | select(.kind == "page").body | fromjson.from // empty' > "$tmp/sent"
printf '%s\n' "${quoted[@]}" | sed p > "$tmp/want"
ok 'each cursor is sent with the next page and with the suggested command' \
	cmp "$tmp/sent" "$tmp/want"
faults

# not_printed NAME WHY: the error says that there is a cursor, and why it is not
# printed.
not_printed() {
	is "$status" 9 "$1"
	like "$err" ': HTTP 500[^:]*: broken.*cursor.*'"$2" 'the error says why it is not printed'
	unlike "$err" '--cursor' 'it is not printed'
	is "$(wc -l < "$tmp/err")" 1 'in one line'
}
broken_after '"a\u001bb"'
not_printed 'a cursor with a control byte' 'control'
broken_after '"a\u009bb"'
not_printed 'a cursor with a C1 control' 'control'
printf -v long '%2049s' ''
long=${long// /c}
broken_after "\"$long\""
not_printed 'a cursor of 2,049 bytes' '2049'
broken_after "\"${long:1}\""
like "$err" "broken.*--cursor '${long:1}'\$" 'a cursor of 2,048 bytes is printed whole'
quotes=${long//c/\'}
broken_after "\"${quotes:1}\""
suggested=${err##*; go on with }
is "$(bash -c "printf '%s' $suggested")" "--cursor${quotes:1}" '2,048 quotes, too'
mixed=${long//cc/b\'}
broken_after "\"${mixed%c}\""
like "$err" "; go on with --cursor ('b'.'){1024}\$" 'letters and quotes, too'

# --- the cause of the failure is always shown ---
printf '{"ok":true,"next":"a\200b","entities":[]}' > "$tmp/page"
faults "page@1 body=@$tmp/page"
fails 9 'is not a cursor' 'a cursor of invalid UTF-8 is refused' port-get service: --retry 0
faults
before=$(requests)
fails 2 '--cursor: .*UTF-8' 'also as an argument' port-get service: --cursor $'a\200b'
is "$(requests)" "$before" 'before the first request'
token=$(port-token -r)
echo '{"ok":true,"next":"c","entities":[]}' > "$tmp/page"
faults "page@1 body=@$tmp/page" 'page@2+ status=401'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get service:
is "$status" 7 'a token that is refused on page 2'
like "$err" $'^port-get: service: after 1 page, 0 entities: PORT_ACCESS_TOKEN[^\n]*401[^\n]*; go on with --cursor \'c\'\nhint: ' 'the cause comes before the cursor'

# C1 controls as single bytes, which are invalid UTF-8, in Port's message.
printf '{"ok":false,"error":"bad\233","message":"a\2331mb\302\233c\342\233"}' > "$tmp/page"
faults "page@1 status=500 body=@$tmp/page"
run port-get service: --retry 0
unlike "$(cat -v "$tmp/err")" 'M-^[[]' 'they are removed'

done_testing
