# The same over four connections at once, each with its own file of answers: on
# one standard output curl would mix them (curl -Z does).
port-get - -nc 'def batch: [limit(20; inputs)] | select(. != []) | {entities: .}, batch; batch' all.ndjson > batches
rm -f answers.*
split -e -n r/4 --filter='port-token --curl "blueprints/service/entities/bulk?upsert=true&merge=true" --each - |
  curl -K- > "answers.$FILE"' batches || echo 'not everything went in:' >&2
port-get - -nr --argjson all "$(wc -l < batches)" '
  reduce inputs as $a ({done: 0, refused: []};
    if $a.ok then .done += 1 | .refused += ($a.errors // []) else .refused += [$a | .identifier = "a batch"] end) |
  (.refused[] | "\(.identifier): \(.message)"),
  if .done < $all or .refused != [] then error("\(.done) of \($all) batches went in; to start again does no harm")
  else empty end' answers.*
