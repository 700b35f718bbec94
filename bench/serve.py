# SPDX-License-Identifier: MIT
"""The load on a server of a register, with fsync: what is to be reached (must), and what was measured here. bench/serve runs it."""

import os, re, resource, socket, statistics, subprocess, sys, time
from client import *

quick = "--quick" in sys.argv
SECONDS, PAGED, LONG, STREAMS, CASES = (1, 200, 2000, 300, 8) if quick else (10, 10000, 100000, 10000, 32)
LOAD = os.environ["LOAD"]
path = place("load")
pact = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "../tests/serve/pact.treaty")


def row(name, value, unit, must, fine):
    print(f"{name:56} {value:>10} {unit:12} must {must:>8}  {'reached' if fine else 'not reached'}", flush=True)


def load(*words):
    """Runs the load driver: requests in a second, and the milliseconds of half of them and of 99 in a hundred."""
    done = subprocess.run([LOAD, str(server.port), *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return [float(number) for number in done.stdout.split()]


register("new", path, "--treaty", pact, "--exercise", "2022-03-02T10:00+00:00")
register("person", path, "sam", "secretary", "Sam")
for number in range(CASES):
    register("case", path, f"c{number}", "account Alden, Borea")
for name, entries in (("pages", PAGED), ("long", LONG)):
    lines = [f"2022-03-01 n{n}: strike by Cardo on Alden" for n in range(entries)]
    register("case", path, name, "account Alden, Borea", *("\n".join(lines[at::60]) for at in range(60)))
    register("visible", path, name, "case", "all")

with Server(path, "--quiet") as server:
    sam = join(server, path, "sam")
    token, cookie = sam.get("/cases").token(), sam.cookies["casus"]
    rate, _, late = load(64, SECONDS, cookie, "act", token, CASES)
    row(f"acts of 64 connections, in {CASES} cases", round(rate), "acts/s", 1000, rate >= 1000)
    row("  99 of a hundred within", round(late), "ms", 100, late <= 100)
    rate, _, late = load(16, SECONDS, cookie, "page", "/cases/pages")
    row(f"pages of a case of {PAGED} entries", round(rate), "pages/s", 2000, rate >= 2000)
    sam.get("/cases/long")
    once = []
    for number in range(5):
        began = time.monotonic()
        reply = sam.post("/cases/long/enter", {"lines": f"z{number}: strike by Cardo on Alden", "last": "0", "key": f"z{number}"},
                         token)
        once.append((time.monotonic() - began) * 1000)
        if reply.status != 303:
            raise SystemExit("an act was refused")
    row(f"one act on a case of {LONG} entries", round(statistics.median(once), 1), "ms", 10, statistics.median(once) <= 10)
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
