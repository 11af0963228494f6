#!/usr/bin/python3
"""dns.py NAME...: a name server on 127.0.0.1, port 53, for a network namespace.
Each NAME has only the A record 127.0.0.1; no other name exists. Prints a line
when it listens."""
import socket
import struct
import sys

names = {name.lower() for name in sys.argv[1:]}
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(('127.0.0.1', 53))
print('ready', flush=True)
while True:
    query, client = server.recvfrom(512)
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode('latin-1'))
        at += 1 + query[at]
    kind = struct.unpack('>H', query[at + 1:at + 3])[0]
    known = '.'.join(labels).lower() in names
    answer = b''
    if known and kind == 1:
        answer = struct.pack('>HHHIH', 0xc00c, 1, 1, 60, 4) + bytes([127, 0, 0, 1])
    server.sendto(query[:2] + struct.pack(
        '>HHHHH', 0x8180 if known else 0x8183, 1, 1 if answer else 0, 0, 0) +
        query[12:at + 5] + answer, client)
