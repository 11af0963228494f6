# Write on behalf of an action run. The audit log then shows the run.
run=r_QOz6WoOB1Q2lmhZZ
port-token --curl "service:?upsert=true&merge=true&run_id=$run" --each svc.json | curl -K-
port-get "audit-log?run_id=$run" -r '.audits[] | "\(.context.entity) \(.action)"'
