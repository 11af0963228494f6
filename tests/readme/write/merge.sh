# Create an entity, or change only what the file names.
port-token --curl 'service:?upsert=true&merge=true' --each svc.json | curl -K-
