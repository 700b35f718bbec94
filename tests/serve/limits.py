# SPDX-License-Identifier: MIT
"""
Requests that are slow, huge, cut off, sent in one go, or wrongly encoded, and many connections at a time: each gets a clear
answer or none, others are served meanwhile, and the memory stays within what is stated in src/serve/http/server.h.
"""

import json, os, resource, select, socket, time
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

    # ---- headers that stand twice ----
    for header in (f"Host: 127.0.0.1:{server.port}", cookie, "Authorization: Bearer x", "Origin: http://127.0.0.1",
                   "Sec-Fetch-Site: same-origin", "If-Match: *", "Idempotency-Key: a", "Content-Type: text/plain"):
        check(f"{header[:24]!r} twice", ask("GET /cases HTTP/1.1", header, *([] if header.startswith("Host") else [header]))[0],
              [400])
    check("what a proxy may write on several lines", ask("GET /cases HTTP/1.1", "X-Forwarded-For: 1.2.3.4",
                                                         "X-Forwarded-For: 5.6.7.8", "Accept-Language: ru")[0], [200])

    # ---- versions of HTTP, and pieces ----
    check("HTTP/1.0 with a host", ask("GET /cases HTTP/1.0")[0], [200])
    check("HTTP/1.0 without one", send(b"GET /cases HTTP/1.0\r\n\r\n")[0], [421])
    check("HTTP/1.1 without one", send(b"GET /cases HTTP/1.1\r\n\r\n")[0][:1], [400])
    inside = f"form={token}&to=2022-03-02T11:00Z".encode()
    pieces = b"".join(b"%x;a=b\r\n%c\r\n" % (1, byte) for byte in inside)
    urlencoded = "Content-Type: application/x-www-form-urlencoded"
    for name, body in (("pieces without an end", pieces), ("a piece shorter than it says", b"9\r\nx\r\n0\r\n\r\n"),
                       ("a piece longer than it says", b"1\r\nxyz\r\n0\r\n\r\n"), ("a length that is none", b"q\r\nx\r\n0\r\n\r\n"),
                       ("a negative length", b"-1\r\nx\r\n0\r\n\r\n")):
        check(name, ask("POST /clock HTTP/1.1", cookie, urlencoded, "Transfer-Encoding: chunked", body=body)[0] in
              ([], [400], [403]), True)
    check("pieces of a byte each, with trailers", ask("POST /clock HTTP/1.1", cookie, urlencoded, "Transfer-Encoding: chunked",
                                                      body=pieces + b"0\r\nHost: evil\r\nCookie: casus=x\r\n\r\n")[0], [303])

    # ---- parts ----
    def parts(body, kind="multipart/form-data; boundary=xy"):
        return ask("POST /clock HTTP/1.1", cookie, "Content-Type: " + kind, f"Content-Length: {len(body)}", body=body)[0]

    named = b'Content-Disposition: form-data; name="%s"\r\n'
    whole = b"--xy\r\n" + named % b"form" + b"\r\n" + token.encode() + b"\r\n--xy\r\n" + named % b"to" + b"\r\n%s\r\n--xy--\r\n"
    check("parts as a browser writes them", parts(whole % b"2022-03-02T12:00Z"), [303])
    check("a boundary in quotation marks", parts(whole % b"2022-03-02T12:00Z", 'multipart/form-data; boundary="xy"'), [303])
    for name, kind in (("no boundary", "multipart/form-data"), ("an empty one", "multipart/form-data; boundary="),
                       ("an empty one in quotation marks", 'multipart/form-data; boundary=""'),
                       ("one of 300 characters", "multipart/form-data; boundary=" + "x" * 300),
                       ("one of one letter", "multipart/form-data; boundary=x"), ("another one", "multipart/form-data; boundary=yy"), ("half a quotation", 'multipart/form-data; boundary="xy'),
                       ("parts of something else", "multipart/mixed; boundary=xy")):
        check(name, parts(whole % b"2022-03-02T12:00Z", kind) in ([400], [403], []), True)
    nested = b'Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Disposition: file; filename="a"\r\n\r\nv\r\n--y--'
    for name, head in (("parts within a part", named % b"form" + nested), ("within one without a name", nested),
                       ("within itself", named % b"form" + nested.replace(b"=y", b"=xy").replace(b"--y", b"--xy")),
                       ("two dispositions", named % b"form" + named % b"to" + b"\r\nv"),
                       ("two, of which one has no name", b"Content-Disposition: form-data\r\n" + named % b"form" + b"\r\nv"),
                       ("two, the other way round", named % b"form" + b"Content-Disposition: form-data\r\n\r\nv"),
                       ("a disposition without an end", b'Content-Disposition: form-data; name="form\r\n\r\nv'),
                       ("an empty name", named % b"" + b"\r\nv"), ("a name of 3,000", named % (b"n" * 3000) + b"\r\nv"),
                       ("a header of 6,000", named % b"form" + b"X: " + b"x" * 6000 + b"\r\n\r\nv"),
                       ("1,000 headers", named % b"form" + b"X: x\r\n" * 1000 + b"\r\nv"),
                       ("a NUL in a name", named % b"fo\0rm" + b"\r\nv"), ("no header at all", b"\r\nv"), ("nothing", b"")):
        check(name, parts(b"--xy\r\n" + head + b"\r\n--xy--\r\n") in ([400], [403], []), True)
    check("a part without an end", parts(b'--xy\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue'.ljust(60)), [400])
    for head in (b"Content-Dis:osition: form-data; name=\"form\"", b"Content-Disposition: form-data",
                 b"Content-Disposition: form-data; filename=\"a\"", b"Content-Type: text/plain", b"x"):
        for value in (b"", b"value"):
            check(f"a part without a name: {head!r}",
                  parts(b"--xy\r\n" + head + b"\r\n\r\n" + value + b"\r\n--xy--\r\n"), [400])
    check("the server goes on", sam.get("/").status, 200)

    # ---- members of JSON of every type ----
    made = sam.post("/you/token", {"scopes": "read act"}).text
    bearer = "Authorization: Bearer " + re.search(r"<code>([0-9a-f]{64})</code>", made).group(1)
    for method_path, members in json.loads(sam.get("/api/openapi.json").text)["paths"].items():
        schema = members.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        for name in schema["properties"] if schema else ():
            for value in (None, True, 1.5, -1, 10 ** 30, [], [[]], {}, {"a": {}}, "", "\x1b", "x" * 5000, "\ud83d\ude00"):
                sent = {other: 1 if kind["type"] == "integer" else "x" for other, kind in schema["properties"].items()}
                body = json.dumps({**sent, name: value}).encode()
                answered = ask(f"POST {method_path.replace('{case}', 'spring')} HTTP/1.1", bearer, "Content-Type: application/json",
                               f"Content-Length: {len(body)}", body=body)[0]
                check(f"{method_path} with {name} {str(value)[:20]!r}", len(answered) == 1 and answered[0] < 500, True)

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
