#!/usr/bin/python3
"""flood.py CERTIFICATE KEY: an https server on loopback that speaks HTTP/2 and
answers with frames that bring nothing (WINDOW_UPDATE), without end. Prints its
URL."""
import socket
import ssl
import sys
import threading


def serve(client):
    try:
        client = context.wrap_socket(client, server_side=True)
        client.recv(4096)
        client.sendall(bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
        while True:
            client.sendall(bytes([0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1]) * 500)
    except OSError:
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
context.set_alpn_protocols(["h2"])
listener = socket.create_server(("127.0.0.1", 0))
print(f"https://127.0.0.1:{listener.getsockname()[1]}", flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
