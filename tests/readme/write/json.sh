# The same with the body in curl's hands (--json: curl 7.82 or later).
port-token --curl 'service:?upsert=true&merge=true' | curl -K- --json @svc.json
