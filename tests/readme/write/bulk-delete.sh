# Delete the entities on a list, 100 in each request. Prints those that Port deleted.
port-get - -Rnc 'def batch: [limit(100; inputs)] | select(. != []) | {entities: .}, batch; batch' gone.txt |
  port-token --curl blueprints/service/bulk/entities/delete --each - | curl -K- |
  port-get - -r '.deletedEntities[]'
