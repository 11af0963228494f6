# The same 100 at a time; the answers name those that Port deleted.
port-get - -Rnc 'def batch: [limit(100; inputs)] | select(. != []) | {entities: .}, batch; batch' gone.txt |
  port-token --curl blueprints/service/bulk/entities/delete --each - | curl -K- |
  port-get - -r '.deletedEntities[]'
