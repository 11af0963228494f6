# Report to the action run that started this pipeline: links, a log line with a
# label, and the last log line, which ends the run. After that, the run takes no
# more log lines.
run=$(port-get - -r '.context.runId // .port_context.runId // .port_payload.context.runId //
  .RUN_ID // .runId // error("no id of an action run")' "$TRIGGER_PAYLOAD")
echo '{"link": "https://ci.example.org/42"}' | port-token --curl "actions/runs/$run" --request PATCH --each - | curl -K-
echo '{"link": ["https://ci.example.org/42", "https://ci.example.org/log"]}' | port-token --curl "actions/runs/$run" --request PATCH --each - | curl -K-
echo '{"message": "step 2 of 3", "statusLabel": "Deploying"}' | port-token --curl "actions/runs/$run/logs" --each - | curl -K-
echo '{"message": "step 3 of 3", "statusLabel": "Deployed", "terminationStatus": "SUCCESS"}' |
  port-token --curl "actions/runs/$run/logs" --each - | curl -K-
