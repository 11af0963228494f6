"""A stand-in for Port whose names may be any text, also text that Port refuses. It
answers GET blueprints and the search of entities. Usage: anyport.py DATA; prints
its URL.

DATA: {"blueprints": [NAME...], "entities": {BLUEPRINT: [NAME...]}}"""
import http.server
import json
import sys
import urllib.parse

data = json.load(open(sys.argv[1]))


class Port(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer({"ok": True, "blueprints": [
            {"identifier": name} for name in data["blueprints"]]})

    def do_POST(self):
        rules = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        begin = [r["value"] for r in (rules.get("query") or rules).get("rules", [])
                 if r.get("operator") == "beginsWith"]
        blueprint = urllib.parse.unquote(self.path.split("/")[3])
        self.answer({"ok": True, "entities": [
            {"identifier": name} for name in data["entities"].get(blueprint, [])
            if all(name.startswith(b) for b in begin)]})

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Port)
print("http://127.0.0.1:%d" % server.server_port, flush=True)
server.serve_forever()
