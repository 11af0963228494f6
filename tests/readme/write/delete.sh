# Delete an entity.
port-token --curl service:cart --request DELETE | curl -K-
