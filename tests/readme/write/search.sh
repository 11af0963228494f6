# Let Port find the related entity: a search query in place of its identifier.
echo '{"identifier": "dunning", "relations": {"domain": {"combinator": "and",
  "rules": [{"property": "$title", "operator": "=", "value": "Commerce"}]}}}' |
  port-token --curl 'service:?upsert=true&merge=true' --each - | curl -K-
