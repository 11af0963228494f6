#!/usr/bin/python3
"""proxy.py CERTIFICATE KEY: an https proxy on loopback that knows only CONNECT.
proxy.py endless: an http proxy that refuses every CONNECT with an answer that
never ends. Either prints its URL."""
import socket
import ssl
import sys
import threading


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(client):
    try:
        client = context.wrap_socket(client, server_side=True)
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(4096) or b"\r\n\r\n"
        host, port = head.split()[1].decode().split(":")
        server = socket.create_connection((host, int(port)))
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    except (OSError, IndexError, ValueError):
        return
    threading.Thread(target=pump, args=(server, client), daemon=True).start()
    pump(client, server)


def refuse(client):
    try:
        client.recv(65536)
        client.sendall(b"HTTP/1.1 407 No\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            client.sendall(b"4000\r\n" + bytes(0x4000) + b"\r\n")
    except OSError:
        pass


listener = socket.create_server(("127.0.0.1", 0))
place = f"127.0.0.1:{listener.getsockname()[1]}"
if sys.argv[1] == "endless":
    serve, scheme = refuse, "http"
else:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    scheme = "https"
print(f"{scheme}://{place}", flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
