# How Port's documentation creates or updates an entity in a GitLab job: it requests a
# token, posts the entity and prints the answer.
import json
import os

import requests

API_URL = os.environ['PORT_API_URL'] + '/v1'

credentials = {
    'clientId': os.environ['PORT_CLIENT_ID'],
    'clientSecret': os.environ['PORT_CLIENT_SECRET'],
}
token_response = requests.post(f'{API_URL}/auth/access_token', json=credentials)
access_token = token_response.json()['accessToken']

headers = {'Authorization': f'Bearer {access_token}'}
entity = {'identifier': 'checkout', 'properties': {'version': '1.5.0'}}
response = requests.post(
    f'{API_URL}/blueprints/service/entities?upsert=true&merge=true',
    json=entity, headers=headers)
print(json.dumps(response.json(), indent=2))
