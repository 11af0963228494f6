# Replace an entity that exists.
port-token --curl service:payments --request PUT --each payments.json | curl -K-
