# Run an action and wait until it has ended.
run=$(echo '{"properties": {"version": "2.0.0"}, "entity": "checkout"}' |
  port-token --curl actions/deploy_service/runs --each - | curl -K- | port-get - -er .run.id)
while [ "$(port-get "actions/runs/$run" -r .run.status)" = IN_PROGRESS ]; do sleep 10; done
port-get "actions/runs/$run" -er '.run.status, .run.status == "SUCCESS"'
