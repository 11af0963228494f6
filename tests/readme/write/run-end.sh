# The same as run-report.sh, but setting the status ends the run.
run=$(port-get - -r '.context.runId // .port_context.runId // .port_payload.context.runId //
  .RUN_ID // .runId // error("no id of an action run")' "$TRIGGER_PAYLOAD")
echo '{"message": "step 1 of 1"}' | port-token --curl "actions/runs/$run/logs" --each - | curl -K-
echo '{"status": "SUCCESS", "summary": "deployed"}' | port-token --curl "actions/runs/$run" --request PATCH --each - | curl -K-
