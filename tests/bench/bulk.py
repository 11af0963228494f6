# bulk.py FILE: writes the entities in FILE, one per line, in bulk. It is a fast
# script: one session, and the token from the environment.
import json
import os
import sys

import requests

url = os.environ['PORT_API_URL'] + '/v1/blueprints/service/entities/bulk'
session = requests.Session()
session.headers['Authorization'] = 'Bearer ' + os.environ['PORT_ACCESS_TOKEN']
with open(sys.argv[1]) as file:
    entities = [json.loads(line) for line in file]
for i in range(0, len(entities), 20):
    response = session.post(url, params={'upsert': 'true', 'merge': 'true'},
                            json={'entities': entities[i:i + 20]})
    answer = response.json()
    if not answer['ok'] or answer.get('errors'):
        sys.exit(response.text)
