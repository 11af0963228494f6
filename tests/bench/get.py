# How Port's documentation gets an entity in a GitLab job: it requests a token, gets
# the entity and prints it.
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
get_response = requests.get(
    f'{API_URL}/blueprints/service/entities/checkout', headers=headers)
print(json.dumps(get_response.json(), indent=2))
