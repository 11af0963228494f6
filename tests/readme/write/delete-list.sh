# Delete the entities on a list, one after the other. It stops at the first that
# does not exist. There is an answer for each entity that was deleted.
sed 's/^/service:/' gone.txt | port-token --curl @- --request DELETE | curl -K-
