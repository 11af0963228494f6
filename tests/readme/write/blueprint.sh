# Create a blueprint, then change it.
echo '{"identifier": "region", "title": "Region", "schema": {"properties": {"country": {"type": "string"}}}}' |
  port-token --curl blueprints --each - | curl -K-
echo '{"title": "Cloud region"}' | port-token --curl blueprints/region --request PATCH --each - | curl -K-
