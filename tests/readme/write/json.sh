# The same as merge.sh, but curl reads the body (--json: curl 7.82 or later).
port-token --curl 'service:?upsert=true&merge=true' | curl -K- --json @svc.json
