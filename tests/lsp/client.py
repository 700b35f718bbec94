# SPDX-License-Identifier: MIT
"""A client of the Language Server Protocol for tests: it starts `casus lsp` and speaks to it."""
import json
import os
import select
import subprocess
import time


class Client:
    def __init__(self, program=None, environment=None):
        self.process = subprocess.Popen([program or os.environ["CASUS"], "lsp"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**os.environ, **(environment or {})})
        self.input = b""
        self.number = 0
        self.notes = []       # notifications, as they came
        self.diagnostics = {}  # the last ones of each address

    # ---- messages ----

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    @staticmethod
    def frame(message):
        body = json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def send(self, message):
        self.send_bytes(self.frame(message))

    def notify(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params or {}})

    def receive(self, seconds=20):
        """The next message of the server; None at the end."""
        end = time.monotonic() + seconds
        while True:
            head = self.input.find(b"\r\n\r\n")
            if head >= 0:
                length = int(self.input[:head].split(b":")[1])
                if len(self.input) >= head + 4 + length:
                    body = self.input[head + 4:head + 4 + length]
                    self.input = self.input[head + 4 + length:]
                    message = json.loads(body.decode())
                    if message.get("method") == "textDocument/publishDiagnostics":
                        self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
                    return message
            if not select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError("the server does not answer")
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                return None
            self.input += data

    def request(self, method, params=None):
        """Sends a request; returns its answer, with "result" or "error"."""
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params or {}})
        return self.answer(self.number)

    def answer(self, number):
        while True:
            message = self.receive()
            if message is None:
                raise EOFError("the server has ended")
            if message.get("id") == number and "method" not in message:
                return message
            self.notes.append(message)

    def result(self, method, params=None):
        answer = self.request(method, params)
        if "error" in answer:
            raise AssertionError("%s: %s" % (method, answer["error"]))
        return answer["result"]

    # ---- a session ----

    def start(self, encodings=None, folders=(), options=None, capabilities=None):
        asked = {"general": {"positionEncodings": encodings} if encodings else {},
                 "textDocument": {"hover": {"contentFormat": ["plaintext"]}}, **(capabilities or {})}
        result = self.result("initialize", {
            "processId": None, "rootUri": None, "capabilities": asked, "initializationOptions": options or {},
            "workspaceFolders": [{"uri": "file://" + f, "name": os.path.basename(f)} for f in folders]})
        self.notify("initialized")
        return result

    def open(self, uri, text, version=1):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "casus", "version": version,
                                                              "text": text}})

    def change(self, uri, version, *changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version},
                                               "contentChanges": list(changes)})

    def checked(self, uri):
        """Waits for the next diagnostics of a document."""
        while True:
            message = self.receive()
            if message is None:
                raise EOFError("the server has ended")
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]
            self.notes.append(message)

    def stop(self):
        """Says `shutdown` and `exit`; returns the exit status."""
        self.result("shutdown")
        self.notify("exit")
        self.process.stdin.close()
        return self.end()

    def end(self):
        status = self.process.wait(timeout=20)
        self.errors = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        if not self.process.stdin.closed:
            try:
                self.process.stdin.close()
            except BrokenPipeError:
                pass
        return status


def at(line, character):
    return {"line": line, "character": character}


def span(line, character, end_line, end_character):
    return {"start": at(line, character), "end": at(end_line, end_character)}
