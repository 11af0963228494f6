# The same as bulk.sh, over four connections at once. Each has its own file of
# answers, because curl -Z would mix them on standard output.
port-get - -nc 'def batch: [limit(20; inputs)] | select(. != []) | {entities: .}, batch; batch' all.ndjson > batches
rm -f part.* answers.*
split -l "$(($(wc -l < batches) / 4 + 1))" batches part.
for part in part.*; do
  port-token --curl 'blueprints/service/entities/bulk?upsert=true&merge=true' --each "$part" |
    curl -K- > "answers.$part" &
done
wait
port-get - -nr --argjson all "$(wc -l < batches)" '
  reduce (try inputs catch {message: .}) as $a ({done: 0, refused: []};
    if $a.ok then .done += 1 | .refused += ($a.errors // []) else .refused += [$a | .identifier = "a batch"] end) |
  (.refused[] | "\(.identifier): \(.message)"),
  if .done < $all or .refused != [] then error("\(.done) of \($all) batches went in; to start again does no harm")
  else empty end' answers.*
