#!/bin/bash
# Text from Port is shown in a command only if every shell reads it unchanged.
# shellcheck disable=SC2016,SC2119
. tests/lib.sh
. tests/get/common.sh
need jq
demo_start

# broken_after CURSOR: a listing whose second page fails, after a first one
# with this cursor.
broken_after() {
	jq -n --arg c "$1" '{ok: true, next: $c, entities: [{identifier: "a"}]}' > "$tmp/page"
	faults "page@1 body=@$tmp/page" 'page@2 status=500 message=broken' \
		"page@3 body={\"ok\":true,\"entities\":[]}"
	run port-get service: --retry 0 -r .identifier
}

# The words of the suggestion, as a shell has them.
shells='bash zsh fish dash'
n=0
while IFS= read -r cursor; do
	broken_after "$cursor"
	is "$status" 9 "cursor $((++n)): $cursor"
	like "$err" ': HTTP 500[^:]*: broken.*--cursor' 'the cause comes before it'
	is "$(wc -l < "$tmp/err")" 1 'in one line'
	suggested=${err##*; go on with }
	for shell in $shells; do
		command -v "$shell" > /dev/null || continue
		is "$(cd "$tmp" && "$shell" -c "printf '%s\\n' $suggested" 2>&1)" \
			"--cursor"$'\n'"$cursor" "$shell takes it as it is"
	done
	ok 'and runs nothing' [ ! -e "$tmp/X" ]
	(eval "port-get service: $suggested") > "$tmp/out" 2> "$tmp/err"
	is "$(logged 'map(select(.kind == "page"))[-1].body | fromjson.from')" \
		"$(jq -nc --arg c "$cursor" '$c')" 'what Port gets is its cursor'
done << 'EOT'
abc==
x'; touch X; '
\'; touch X; '
$(touch X)`touch X`
a"b;touch X;"\
é日 !x ~ {a,b} *
'''''
-x
EOT
faults

# those that are only said to be there
nothing() {
	is "$status" 9 "$1"
	like "$err" ': HTTP 500[^:]*: broken.*cursor.*'"$2" 'it is said to be there'
	unlike "$err" '--cursor' 'and not printed'
	is "$(wc -l < "$tmp/err")" 1 'in one line'
}
broken_after $'a\eb'
nothing 'a cursor with a control byte' 'control'
broken_after $'a\302\233b'
nothing 'one with C1' 'control'
long=$(head -c 2049 /dev/zero | tr '\0' c)
broken_after "$long"
nothing 'one of 2,049 bytes' '2049'
broken_after "${long:1}"
like "$err" "broken.*--cursor '${long:1}'\$" 'one of 2,048 is printed whole'
quotes=$(head -c 2048 /dev/zero | tr '\0' "'")
broken_after "$quotes"
suggested=${err##*; go on with }
is "$(bash -c "printf '%s' $suggested")" "--cursor$quotes" 'of quotes, too'
broken_after "$(head -c 2048 /dev/zero | tr '\0' b | sed "s/bb/b'/g")"
like "$err" "; go on with --cursor ('b'.'){1024}\$" 'and of both'

# The cause is told where the cursor is all there could be said.
printf '{"ok":true,"next":"a\200b","entities":[]}' > "$tmp/page"
faults "page@1 body=@$tmp/page"
fails 9 'is not a cursor' 'a cursor that is no UTF-8 is refused' port-get service: --retry 0
faults
before=$(requests)
fails 2 '--cursor: .*UTF-8' 'as it is when it is typed' port-get service: --cursor $'a\200b'
is "$(requests)" "$before" 'before the first request'
token=$(port-token -r)
jq -n '{ok: true, next: "c", entities: []}' > "$tmp/page"
faults "page@1 body=@$tmp/page" 'page@2+ status=401'
run env -u PORT_CLIENT_ID -u PORT_CLIENT_SECRET PORT_ACCESS_TOKEN="$token" port-get service:
is "$status" 7 'a token that is refused on the way'
like "$err" $'^port-get: service: after 1 page, 0 entities: PORT_ACCESS_TOKEN[^\n]*401[^\n]*; go on with --cursor \'c\'\nhint: ' 'says the cause, then the cursor'

# Control bytes of no UTF-8 (C1 as single bytes) in what Port says of itself.
printf '{"ok":false,"error":"bad\233","message":"a\2331mb\302\233c\342\233"}' > "$tmp/page"
faults "page@1 status=500 body=@$tmp/page"
run port-get service: --retry 0
unlike "$(cat -v "$tmp/err")" 'M-^[[]' 'C1 in an error of Port is stripped'

done_testing
