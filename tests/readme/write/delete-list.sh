# Delete the entities on a list, one after the other. The first that is not
# there ends it, and the answers count those that are gone.
sed 's/^/service:/' gone.txt | port-token --curl @- --request DELETE | curl -K-
