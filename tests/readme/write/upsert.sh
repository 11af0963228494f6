# Create an entity, or replace the one with this identifier.
port-token --curl 'service:?upsert=true' --each svc.json | curl -K-
