# Create or update many entities, 20 at a time, on one connection. When Port
# refuses some entities of a batch, it answers 207, which curl takes for success;
# the last stage names them and fails. When Port refuses a whole batch, the message
# says how many batches went in and how to go on. Starting again does no harm.
port-get - -nc 'def batch: [limit(20; inputs)] | select(. != []) | {entities: .}, batch; batch' all.ndjson > batches
port-token --curl 'blueprints/service/entities/bulk?upsert=true&merge=true' --each batches | curl -K- |
  port-get - -nr --argjson all "$(wc -l < batches)" '
    reduce (try inputs catch {message: .}) as $a ({done: 0, refused: [], why: ""};
      if $a.ok then .done += 1 | .refused += ($a.errors // []) else .why = ": " + $a.message end) |
    (.refused[] | "\(.identifier): \(.message)"),
    if .done < $all then error("\(.done) of \($all) batches went in\(.why). Go on with: tail -n +\(.done + 1) batches")
    elif .refused != [] then error("Port refused \(.refused | length) entities") else empty end'
