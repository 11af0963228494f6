# Change some properties of an entity that exists.
echo '{"properties": {"version": "1.5.0"}}' |
  port-token --curl service:checkout --request PATCH --each - | curl -K-
