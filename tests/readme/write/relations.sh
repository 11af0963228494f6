# Create an entity with its relations; related entities that do not exist yet
# are created with it.
echo '{"identifier": "dunning", "properties": {"tier": "gold"},
  "relations": {"domain": "finance", "dependsOn": ["ledger", "checkout"]}}' |
  port-token --curl 'service:?create_missing_related_entities=true' --each - | curl -K-
