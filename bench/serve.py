# SPDX-License-Identifier: MIT
"""The load on a server of a register, with fsync: what is to be reached (must), and what was measured here. bench/serve runs it."""

import os, re, resource, socket, statistics, sys, threading, time
from client import *

quick = "--quick" in sys.argv
SECONDS, LONG, STREAMS, ACTS = (2, 200, 300, 40) if quick else (10, 10000, 10000, 600)
path = "load.register"
pact = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "../tests/serve/pact.treaty")


def row(name, value, unit, must, fine):
    print(f"{name:56} {value:>10} {unit:12} must {must:>8}  {'reached' if fine else 'not reached'}", flush=True)


class Line:
    """One connection that stays, and asks again and again."""

    def __init__(self, server, cookie):
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f" HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: casus={cookie}\r\n"

    def ask(self, line, body=""):
        more = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if body else ""
        self.socket.sendall((line + self.head + more + "\r\n" + body).encode())
        came = b""
        while b"\r\n\r\n" not in came:
            came += self.socket.recv(65536)
        head, rest = came.split(b"\r\n\r\n", 1)
        left = int(re.search(rb"Content-Length: (\d+)", head).group(1)) - len(rest)
        while left > 0:
            left -= len(self.socket.recv(min(left, 262144)))
        return int(head[9:12])


def together(server, cookie, work, count=4):
    """Lets some clients work at a time; the time of each request in milliseconds, and all of it in seconds."""
    times, began = [], time.monotonic()

    def run(me):
        line, number = Line(server, cookie), 0
        while (number := number + 1) and work(line, me, number):
            times.append(line.took)

    threads = [threading.Thread(target=run, args=(me,)) for me in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times), time.monotonic() - began


def timed(line, *words):
    began = time.monotonic()
    status = line.ask(*words)
    line.took = (time.monotonic() - began) * 1000
    return status


register("new", path, "--treaty", pact, "--exercise", "2022-03-02T10:00+00:00")
register("person", path, "sam", "secretary", "Sam")
for number in range(4):
    register("case", path, f"c{number}", "account Alden, Borea")
lines = [f"2022-03-01 n{n}: strike by Cardo on Alden" for n in range(LONG)]
register("case", path, "long", "account Alden, Borea", *("\n".join(lines[at::50]) for at in range(50)))
register("visible", path, "long", "case", "all")

with Server(path, "--quiet") as server:
    sam = join(server, path, "sam")
    token, cookie = sam.get("/cases").token(), sam.cookies["casus"]

    def act(line, me, number):
        body = f"form={token}&lines=n{number}:+strike+by+Cardo+on+Alden&last=0&key=c{me}-{number}"
        if timed(line, f"POST /cases/c{me}/enter", body) != 303:
            raise SystemExit("an act was refused")
        return number < ACTS / 4

    times, took = together(server, cookie, act)
    row("acts of four clients, in cases of up to 150 entries", round(len(times) / took), "acts/s", 1000, len(times) / took >= 1000)
    row("  the slowest of a hundred", round(times[int(len(times) * 0.99) - 1]), "ms", 100, times[int(len(times) * 0.99) - 1] <= 100)

    line = Line(server, cookie)
    timed(line, "GET /cases/long")
    once = [timed(line, "POST /cases/long/enter",
                  f"form={token}&lines=z{n}:+strike+by+Cardo+on+Alden&last=0&key=z-{n}") and line.took for n in range(3)]
    row(f"one act on a case of {LONG} entries", round(statistics.median(once)), "ms", 10, statistics.median(once) <= 10)
    until = time.monotonic() + SECONDS

    def page(line, me, number):
        if timed(line, "GET /cases/long") != 200:
            raise SystemExit("a page was refused")
        return time.monotonic() < until

    times, took = together(server, cookie, page)
    row(f"pages of a case of {LONG} entries", round(len(times) / took, 1), "pages/s", 2000, len(times) / took >= 2000)
    server.stop()

# Streams of a case that is for all; behind a proxy, since of one address there are fewer.
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
with Server(path, "--quiet", "--origin", "http://load.example") as server:
    def memory():
        with open(f"/proc/{server.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) // 1024

    calm, open_streams = memory(), []
    for number in range(STREAMS):
        try:
            stream = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            stream.sendall(b"GET /cases/long/events HTTP/1.1\r\nHost: load.example\r\n\r\n")
            if stream.recv(4096)[9:12] != b"200":
                break
        except OSError:
            break
        open_streams.append(stream)
    row("streams of events at a time", len(open_streams), "streams", STREAMS, len(open_streams) == STREAMS)
    row("  their memory", memory() - calm, "MB", 150, memory() - calm <= 150)
