# SPDX-License-Identifier: MIT
"""
Requests that are slow, huge, cut off, sent in one go, or wrongly encoded, and many connections at a time: each gets a clear
answer or none, others are served meanwhile, and the memory stays within what is stated in src/serve/http/server.h.
"""

import os, resource, select, socket, time
from client import *

path = "limits.register"
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
         "2022-03-02T10:00+00:00")
register("person", path, "sam", "secretary", "Sam")
register("case", path, "spring", "account Alden, Borea")
register("visible", path, "spring", "case", "all")


def connect():
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    return connection


def send(data, ends=True):
    """Sends bytes, and reads until the server closes. The statuses of the responses, and all that came."""
    connection = connect()
    try:
        for at in range(0, len(data), 65536):
            connection.sendall(data[at:at + 65536])
        if ends:
            connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    came = b""
    try:
        while part := connection.recv(65536):
            came += part
    except OSError:
        pass
    connection.close()
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d+)", came)], came


def ask(line, *headers, body=b""):
    lines = [line, f"Host: 127.0.0.1:{server.port}", "Connection: close", *headers]
    return send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def is_ended(connection):
    try:
        return not connection.recv(1)
    except OSError:
        return True


def memory():
    with open(f"/proc/{server.process.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) // 1024


def form(fields, *headers, path="/sign-in"):
    body = fields if isinstance(fields, bytes) else fields.encode()
    return ask(f"POST {path} HTTP/1.1", "Content-Type: application/x-www-form-urlencoded",
               f"Content-Length: {len(body)}", *headers, body=body)[0]


with Server(path, "--quiet") as server:
    sam = join(server, path, "sam")
    cookie = "Cookie: casus=" + sam.cookies["casus"]
    token = sam.get("/cases").token()
    calm = memory()

    # ---- encodings ----
    for target in ("/%00", "/cases%00", "/cases/spring%00x", "/%", "/%2", "/%zz", "/cases?x=%00", "/cases?x=%", "/%ff",
                   "/cases/%c3%28", "/cases/%ed%a0%80", "/cases?x=%ff", "/cases?%ff=x", "/cases/%0d%0aSet-Cookie:x=y",
                   "/cases?x=%1b", "/cases/%7f"):
        statuses, came = ask(f"GET {target} HTTP/1.1")
        check(f"{target} is refused", (statuses, b"\r\nSet-Cookie: x" in came), ([400], False))
    check("characters beyond ASCII are read", ask("GET /cases?x=%d0%90 HTTP/1.1")[0], [200])
    for value in ("x=%00", "x=%ff", "%ff=x", "x=%ed%a0%80", "x=%1b", "x=%7f"):
        check(f"the form {value} is refused", form(f"form={token}&{value}", cookie, path="/clock"), [400])
    check("as is one of too many fields", form("&".join(f"f{n}=1" for n in range(65)), cookie, path="/clock"), [400])
    check("what is no form is refused", ask("POST /clock HTTP/1.1", cookie, "Content-Type: text/plain",
                                            "Content-Length: 3", body=b"x=1")[0], [400])
    check("and what has no type", ask("POST /clock HTTP/1.1", cookie, "Content-Length: 3", body=b"x=1")[0], [400])
    parts = "Content-Type: multipart/form-data; boundary=parts"
    check("a part without an end",
          ask("POST /clock HTTP/1.1", cookie, parts, "Content-Length: 60",
              body=b'--parts\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue'.ljust(60))[0], [400])
    for head in (b"Content-Dis:osition: form-data; name=\"form\"", b"Content-Disposition: form-data",
                 b"Content-Disposition: form-data; filename=\"a\"", b"Content-Type: text/plain", b"x"):
        for value in (b"", b"value"):
            part = b"--parts\r\n" + head + b"\r\n\r\n" + value + b"\r\n--parts--\r\n"
            check(f"a part without a name: {head!r}",
                  ask("POST /clock HTTP/1.1", cookie, parts, f"Content-Length: {len(part)}", body=part)[0], [400])
    for header in ("Cookie: casus=" + "z" * 64, "Cookie: casus=" + "0" * 64, "Cookie: ;;==;casus", "Cookie: casus=\xff",
                   "Authorization: Bearer", "Authorization: Basic eDp5", "Authorization: Bearer " + "f" * 64):
        check(f"{header[:40]!r} is nobody", ask("GET / HTTP/1.1", header)[0], [303])
    check("a stranger's name of the server", ask("GET /cases HTTP/1.1")[0] +
          send(b"GET /cases HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")[0], [200, 421])

    # ---- huge ----
    check("a first line", ask("GET /" + "x" * 40000 + " HTTP/1.1")[0] in ([414], [431], []), True)
    check("headers", ask("GET /cases HTTP/1.1", "X: " + "x" * 40000)[0] in ([431], []), True)
    check("many headers", ask("GET /cases HTTP/1.1", *(f"X{n}: {n}" for n in range(5000)))[0] in ([431], [413], []), True)
    big = b"x=" + b"x" * (70 * 1024)
    check("a body of a stranger", form(big), [413])
    check("of one who is signed in", form(b"form=" + token.encode() + b"&" + big, cookie, path="/clock"), [422])
    check("that is larger than any act", form(b"x=" + b"x" * (1100 * 1024), cookie, path="/clock"), [413])
    check("a body without an end", ask("POST /sign-in HTTP/1.1", "Content-Type: application/x-www-form-urlencoded",
                                       "Transfer-Encoding: chunked", body=b"10000\r\n" + b"x" * 65536 + b"\r\n" +
                                       b"10000\r\n" + b"x" * 65536 + b"\r\n0\r\n\r\n")[0], [413])
    check("a length that is none, or too large for a number",
          [set(ask("POST /sign-in HTTP/1.1", "Content-Length: " + length)[0]) for length in ("-1", "x", "9" * 30)],
          [{400}, {400}, {413}])
    check("a piece whose length is too large", ask("POST /sign-in HTTP/1.1", "Transfer-Encoding: chunked",
                                                   body=b"ffffffffffffffffff\r\nx\r\n0\r\n\r\n")[0] in ([400], [413], []), True)
    for lengths in (("Content-Length: 4", "Transfer-Encoding: chunked"), ("Content-Length: 4", "Content-Length: 5"),
                    ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")):
        check(f"{lengths}, which two servers would read in two ways",
              send((f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n" + "\r\n".join(lengths) +
                    f"\r\n\r\n0\r\n\r\nGET /cases HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n").encode())[0],
              [400])

    # ---- cut off, and in one go ----
    whole = (f"POST /clock HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{cookie}\r\nConnection: close\r\nContent-Type: "
             f"application/x-www-form-urlencoded\r\nContent-Length: {len(token) + 26}\r\n\r\n"
             f"form={token}&to=2022-03-09T10:00Z").encode()
    for at in range(1, len(whole), 7):
        connection = connect()
        connection.sendall(whole[:at])
        connection.close()
    time.sleep(0.3)
    check("nothing was entered by what was cut off, and the server goes on", "2022-03-09" in sam.get("/").text, False)
    check("what is whole is entered", send(whole)[0], [303])
    check("many in one go are answered in their order",
          send((f"GET /cases HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
                f"GET /none HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n" * 10 +
                f"GET /none HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n").encode())[0],
          [200, 404] * 10 + [404])
    check("nonsense", [send(data)[0] in ([400], [], [505]) for data in
                       (b"\0" * 1000, b"\x16\x03\x01\x02\0" * 50, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 500)],
          [True] * 5)
    check("HEAD has no body", ask("HEAD /cases HTTP/1.1")[1].split(b"\r\n\r\n", 1)[1], b"")
    check("nor does HEAD of events hang", ask("HEAD /cases/spring/events HTTP/1.1")[0], [200])

    # ---- many, and slow ----
    waiting = []
    for _ in range(400):
        try:
            connection = connect()
            connection.sendall(b"GET /cases HTTP/1.1\r\nX: ")
            waiting.append(connection)
        except OSError:
            break
    time.sleep(0.3)
    readable = select.select(waiting, [], [], 0)[0]
    ended = sum(1 for connection in readable if is_ended(connection))
    check("of one address, those beyond 200 are sent away", len(waiting) - ended <= 200, True)
    for connection in waiting:
        connection.close()
    time.sleep(0.2)
    check("others are served", Client(server).get("/cases").status, 200)
    events = []
    for _ in range(25):
        connection = connect()
        connection.sendall(f"GET /cases/spring/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{cookie}\r\n\r\n".encode())
        events.append(connection)
    answered = [int(connection.recv(12)[9:12]) for connection in events]
    check("one person has 20 streams", (answered.count(200), answered.count(503)), (20, 5))
    for connection in events:
        connection.close()
    # From page to page: each leaves a stream behind, and the next has one all the same.
    left = []
    for _ in range(45):
        connection = connect()
        connection.sendall(f"GET /cases/spring/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{cookie}\r\n\r\n".encode())
        left.append(int(connection.recv(12)[9:12]))
        connection.close()
    check("who has left his streams gets others", left, [200] * 45)

    # Large bodies at a time: more than the server keeps are refused, and none stays.
    piece = b"x" * 1000000
    senders = [connect() for _ in range(150)]
    refused = 0
    for connection in senders:
        connection.sendall(f"POST /clock HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{cookie}\r\nContent-Type: "
                           "application/x-www-form-urlencoded\r\nContent-Length: 1000001\r\n\r\n".encode() + piece)
    until, before = time.monotonic() + 15, 0
    while time.monotonic() < until and (memory() < calm + 100 or memory() != before):  # until it has read them
        before = memory()
        time.sleep(0.3)
    if "CASUS_SANITIZED" not in os.environ: # a sanitizer keeps what is freed for a while
        check("what arrives at a time is bounded", memory() < calm + 128 + 60, True)
    for connection in senders:
        try:
            connection.sendall(b"x")
            refused += connection.recv(12)[9:12] == b"503"
        except OSError:
            pass
        connection.close()
    check("what is more is refused", refused > 0, True)
    time.sleep(0.3)
    check("still there", sam.get("/").status, 200)
    check("a graceful stop", server.stop(), 0)

check("the register is whole", register("verify", path).startswith("Sound: "), True)
done()
