# SPDX-License-Identifier: MIT
"""What a client may do wrong, and what may happen to it: the server answers, or ends as the protocol says."""
import json
import os
import signal
import sys

import sessions
from client import Client, span
from sessions import Folder, RECORD, same


def server():
    return Client(environment={"CASUS_PATH": ""})


def codes_of(c, *bodies):
    """Sends these bodies, framed, to a server that was started; returns the error codes of its answers."""
    for body in bodies:
        c.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    return [c.receive()["error"]["code"] for _ in bodies]


# ---- the order of things ----

def a_request_before_initialize_is_refused():
    c = server()
    same(c.request("textDocument/hover", {})["error"]["code"], -32002)
    same(c.request("shutdown")["error"]["code"], -32002)
    c.notify("textDocument/didOpen", {"textDocument": {"uri": "untitled:a", "version": 1, "text": "nonsense"}})
    c.start()
    same(c.request("initialize", {})["error"]["code"], -32600)
    same(c.request("no/such/method")["error"]["code"], -32601)
    c.notify("no/such/note")
    c.notify("$/setTrace", {"value": "off"})
    same(c.stop(), 0)
    same(c.diagnostics, {})


def the_exit_status_is_that_of_the_protocol():
    c = server()
    c.start()
    c.result("shutdown")
    same(c.request("textDocument/hover", {})["error"]["code"], -32600)
    c.notify("exit")
    same(c.end(), 0)
    c = server()
    c.start()
    c.notify("exit")  # without shutdown
    same(c.end(), 1)
    c = server()
    c.start()
    c.process.stdin.close()  # the client goes away
    same((c.end(), c.errors), (1, ""))
    c = server()
    c.start()
    c.result("shutdown")
    c.process.stdin.close()
    same(c.end(), 0)


# ---- messages that are none ----

def a_message_that_is_no_json_is_refused_and_the_next_one_is_read():
    c = server()
    c.start()
    same(codes_of(c, b"{", b"\xff\xfe\"", b'{"a": "\xc3\x28"}', b'{"id": 1, "id": 2, "method": "x"}', b"",
                  b"[" * 100000), [-32700] * 6)
    same(codes_of(c, b"[]", b"17", b"null", b'{"id": 1}', b'{"id": {}, "method": "shutdown"}',
                  b'{"id": 1.5, "method": "shutdown"}', b'{"id": 1, "method": 2}'), [-32600] * 7)
    same(codes_of(c, b'{"id": 1, "method": "textDocument/hover", "params": [1, 2]}',
                  b'{"id": "a", "method": "textDocument/hover", "params": {"textDocument": 3}}',
                  b'{"id": 3, "method": "textDocument/rename"}'), [-32602] * 3)
    same(c.stop(), 0)


def a_header_without_a_valid_length_is_the_end():
    for header in (b"Content-Length: -5\r\n\r\n", b"Content-Length: 12x\r\n\r\n", b"Content-Length:\r\n\r\n", b"\r\n",
                   b"Content-Type: a\r\n\r\n", b"Content-Length: 99999999999999999999999\r\n\r\n", b"nonsense\r\n\r\n",
                   b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", b"x: " + b"y" * 5000, b"\x00\x01\x02\r\n\r\n"):
        c = server()
        c.start()
        c.send_bytes(header)
        c.process.stdin.close()
        same(c.end(), 1)
        same(c.errors.startswith("casus: the header of a message ") and c.errors.count("\n"), 1)


def headers_may_be_written_otherwise():
    c = server()
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}).encode()
    c.send_bytes(b"content-type: application/vscode-jsonrpc; charset=utf-8\ncontent-length:%d \n\n" % len(body) + body)
    same("capabilities" in c.receive()["result"], True)
    c.send({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})
    c.answer(2)
    c.notify("exit")
    same(c.end(), 0)


def a_message_that_is_too_long_is_skipped():
    c = server()
    c.start()
    length = 64 * 1024 * 1024 + 1
    c.send_bytes(b"Content-Length: %d\r\n\r\n" % length)
    piece = b" " * (1024 * 1024)
    for _ in range(64):
        c.send_bytes(piece)
    c.send_bytes(b" ")
    same(c.receive()["error"]["code"], -32600)
    same(c.stop(), 0)


def bytes_may_come_one_by_one():
    f = Folder()
    c = f.client()
    for byte in c.frame({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": f.uri("a.record"), "languageId": "casus", "version": 1, "text": RECORD}}}):
        c.send_bytes(bytes([byte]))
    same(c.checked(f.uri("a.record")), [])
    same(c.stop(), 0)


# ---- what a client may take back or get wrong ----

def a_request_that_was_cancelled_is_not_answered():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    c.checked(f.uri("a.record"))
    hover = {"textDocument": {"uri": f.uri("a.record")}, "position": {"line": 3, "character": 16}}
    c.send_bytes(b"".join(c.frame(m) for m in (
        {"jsonrpc": "2.0", "id": "h1", "method": "textDocument/hover", "params": hover},
        {"jsonrpc": "2.0", "id": "h2", "method": "textDocument/hover", "params": hover},
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "h2"}},
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "h9"}},
        {"jsonrpc": "2.0", "id": "h3", "method": "textDocument/hover", "params": hover})))
    found = {}
    while len(found) < 3:
        m = c.receive()
        found[m["id"]] = "result" if "result" in m else m["error"]["code"]
    same((found["h2"], found["h3"]), (-32800, "result"))
    same(c.stop(), 0)


def many_changes_lead_to_one_check():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    c.checked(f.uri("a.record"))
    c.send_bytes(b"".join(c.frame({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": {"uri": f.uri("a.record"), "version": v},
        "contentChanges": [{"range": span(0, 0, 0, 0), "text": "-"}]}}) for v in range(2, 302)))
    count = 0
    c.send({"jsonrpc": "2.0", "id": "end", "method": "textDocument/formatting",
            "params": {"textDocument": {"uri": f.uri("a.record")}, "options": {}}})
    while c.receive().get("id") != "end":
        count += 1
    same(count < 30, True)  # not one for each of 300: how many depends on how fast they come
    same(c.stop(), 0)


def what_a_client_gets_wrong_harms_nothing():
    f = Folder()
    c = f.client()
    uri = f.uri("a.record")
    for uri_of in ("", "file://other-host/a.record", "file:///%zz.record", "file:///a%00.record", "x" * 5000, "file:///"):
        c.open(uri_of, RECORD)
    c.notify("textDocument/didOpen", {"textDocument": {"uri": uri}})
    c.notify("textDocument/didOpen", {"textDocument": {"uri": 3, "text": 4}})
    c.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 1}, "contentChanges": []})
    c.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    c.open(uri, RECORD)
    for version, changes in enumerate(([{"text": 1}], "x", [{"range": {}, "text": ""}], [{"range": 5, "text": ""}],
                                       [{"range": {"start": {"line": -1, "character": 0},
                                                   "end": {"line": 0, "character": 0}}, "text": ""}],
                                       [{"range": span(9, 9, 2, 2), "text": ""}, {"text": RECORD}],  # end before start
                                       [{"range": span(2 ** 40, 2 ** 40, 2 ** 50, 0), "text": "\u0000\ud83d"}],
                                       [{"text": RECORD}]), start=2):
        c.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})
    for method in ("hover", "definition", "references", "rename", "prepareRename", "completion", "inlayHint",
                   "codeAction", "semanticTokens/full", "documentSymbol", "formatting", "rangeFormatting",
                   "documentHighlight"):
        for params in ({}, {"textDocument": {"uri": uri}}, {"textDocument": {"uri": uri}, "position": {"line": "a"}},
                       {"textDocument": {"uri": uri}, "position": {"line": -3, "character": 1}, "range": []},
                       {"textDocument": {"uri": uri}, "position": {"line": 10 ** 15, "character": 10 ** 15},
                        "range": span(10 ** 15, 0, 0, 10 ** 15), "newName": "x" * 2000}):
            answer = c.request("textDocument/" + method, params)
            same("result" in answer or -33000 < answer["error"]["code"] < -32000, True)
    c.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [{"uri": "file:///"}, 5], "removed": [{}, None]}})
    c.notify("workspace/didChangeWorkspaceFolders", {"event": {"removed": [{"uri": "file:///"}]}})
    c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
    c.change(uri, 100, {"text": RECORD})
    c.result("textDocument/formatting", {"textDocument": {"uri": uri}})
    while c.diagnostics.get(uri) != []:  # an answer may come before what was found
        c.receive()
    same(c.stop(), 0)


def a_text_beyond_the_limit_is_not_checked_and_comes_back():
    c = server()
    c.start()
    uri = "untitled:big.record"
    c.open(uri, "kind state\n")
    same(c.checked(uri), [])
    c.change(uri, 2, {"range": span(0, 0, 0, 0), "text": "-- " + "x" * (16 * 1024 * 1024) + "\n"})
    same("at most 16 MB" in c.checked(uri)[0]["message"], True)
    c.change(uri, 3, {"range": span(0, 0, 0, 9), "text": ""})  # a change of what is not known
    for method in ("hover", "formatting", "completion"):
        c.request("textDocument/" + method, {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}})
    c.change(uri, 4, {"text": "kind state\n"})
    while c.checked(uri) != []:
        pass
    same(c.stop(), 0)


def folders_that_hold_themselves_end():
    f = Folder()
    os.symlink(f.path, f.path + "/again")
    os.makedirs(f.path + "/d" * 40)
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    same(len(c.result("textDocument/references", {"textDocument": {"uri": f.uri("a.record")},
                                                  "position": {"line": 3, "character": 16}})), 2)
    same(c.stop(), 0)


# ---- the end ----

def messages_of_a_session(f):
    """A session as bytes: each message, from initialize to exit."""
    uri = {"uri": f.uri("a.record")}
    place = {"textDocument": uri, "position": {"line": 3, "character": 16}}
    number = 0

    def ask(method, params):
        nonlocal number
        number += 1
        return Client.frame({"jsonrpc": "2.0", "id": number, "method": method, "params": params})

    def tell(method, params):
        return Client.frame({"jsonrpc": "2.0", "method": method, "params": params})

    return [ask("initialize", {"capabilities": {}, "workspaceFolders": [{"uri": "file://" + f.path, "name": "f"}]}),
            tell("initialized", {}),
            tell("textDocument/didOpen", {"textDocument": {**uri, "languageId": "casus", "version": 1, "text": RECORD}}),
            ask("textDocument/hover", place), ask("textDocument/definition", place),
            ask("textDocument/references", place), ask("textDocument/completion", place),
            tell("textDocument/didChange", {"textDocument": {**uri, "version": 2},
                                            "contentChanges": [{"range": span(3, 15, 3, 16), "text": ""}]}),
            ask("textDocument/codeAction", {"textDocument": uri, "range": span(3, 0, 3, 30), "context": {}}),
            ask("textDocument/rename", {**place, "newName": "raid"}),
            ask("textDocument/inlayHint", {"textDocument": uri, "range": span(0, 0, 9, 0)}),
            ask("textDocument/semanticTokens/full", {"textDocument": uri}),
            ask("textDocument/documentSymbol", {"textDocument": uri}),
            ask("textDocument/formatting", {"textDocument": uri, "options": {}}),
            tell("textDocument/didClose", {"textDocument": uri}), ask("shutdown", None), tell("exit", None)]


def contents(f):
    return {name: open(os.path.join(f.path, name), "rb").read() for name in sorted(os.listdir(f.path))}


def it_may_be_killed_at_any_message():
    f = Folder()
    before = contents(f)
    messages = messages_of_a_session(f)
    for count in range(len(messages)):
        c = server()
        c.send_bytes(b"".join(messages[:count]))
        if count % 2:
            c.process.send_signal(signal.SIGKILL)
            same(c.end(), -signal.SIGKILL)
        else:
            c.process.stdout.close()  # the client is gone: what it was told is lost
            c.process.stdin.close()
            same(c.process.wait(timeout=20) in (0, 1), True)
            c.process.stderr.close()
    same(contents(f), before)


def it_may_be_cut_off_at_any_byte():
    f = Folder()
    whole = b"".join(messages_of_a_session(f))
    shutdown = whole.index(b'"shutdown"')
    for at in list(range(0, len(whole), 37)) + list(range(len(whole) - 60, len(whole) + 1)):
        c = server()
        c.send_bytes(whole[:at])
        c.process.stdin.close()
        c.process.stdout.read()
        status = c.process.wait(timeout=20)
        errors = c.process.stderr.read().decode()
        c.process.stdout.close()
        c.process.stderr.close()
        same(status == 1 or at > shutdown, True)
        same(errors in ("", "casus: a message is cut off\n"), True)


if __name__ == "__main__":
    sessions.run(globals())
