# list.py identifiers|select|whole: prints all entities of a blueprint, as a short
# script would.
import json
import os
import sys

import requests

session = requests.Session()
session.headers['Authorization'] = f"Bearer {os.environ['PORT_ACCESS_TOKEN']}"
url = f"{os.environ['PORT_API_URL']}/v1/blueprints/service/entities/search"
body = {'limit': 1000}
while True:
    answer = session.post(url, json=body)
    answer.raise_for_status()
    page = answer.json()
    for entity in page['entities']:
        properties = entity['properties']
        if sys.argv[1] == 'identifiers':
            print(entity['identifier'])
        elif sys.argv[1] == 'whole':
            print(json.dumps(entity, separators=(',', ':'), ensure_ascii=False))
        elif properties.get('tier') == 'gold':
            print(json.dumps({
                'identifier': entity['identifier'],
                'owner': properties.get('owner'),
                'version': properties.get('version'),
            }, separators=(',', ':'), ensure_ascii=False))
    if not page.get('next'):
        break
    body['from'] = page['next']
