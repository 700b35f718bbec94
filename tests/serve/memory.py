# SPDX-License-Identifier: MIT
"""
Memory that runs out while a server works: of each kind of request one allocation after another fails, once alone and once
with all that follow. The request fails with 503, as a page or as problem+json, or its connection is closed; what is entered
is entered whole or not at all, under its key once; and the next request is answered as ever.

memory.py [STEP]    each STEP-th allocation, from a random one on, some hundred of a request with many; 1: each (`./test slow`)
"""

import base64, http.client, mmap, os, random, struct, sys
from client import *
import client

STEP = int(sys.argv[1]) if len(sys.argv) > 1 else 17
failing = os.path.join(os.path.dirname(CASUS), "tests", "casus_failing")
if not os.path.exists(failing):
    print("skipped: casus_failing is not built")
    raise SystemExit(77)
path = os.path.abspath("memory.register")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
         "2022-03-02T10:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("root", "administrator")):
    register("person", path, name, role, name.capitalize())
register("mandate", path, "anna", "Alden", "2022-01-01")
register("case", path, "spring", "account Alden, Borea")
register("enter", path, "spring", "2022-03-01 e1: strike by Cardo on Alden")
register("enter", path, "spring", "2022-03-01 e2: strike by Cardo on Borea")
register("visible", path, "spring", "10", "named", "sam")
with open("pact.treaty", "w") as amended:
    amended.write(open(os.path.join(os.path.dirname(__file__), "pact.treaty")).read().replace("within 3 days", "within 10 days"))
register("text", path, "pact.treaty", "The amendment")
with open("switch", "wb") as made:
    made.write(bytes(12))
shared = mmap.mmap(os.open("switch", os.O_RDWR), 12)
os.environ["CASUS_FAIL_MEMORY"] = os.path.abspath("switch")
number = closed = tried = 0


def ask(request, at, on):
    """The status of a request whose allocation fails; 0: its connection was closed."""
    shared[:] = struct.pack("3i", 0, at, on)
    try:
        reply = request()
        return reply.status, reply
    except (OSError, http.client.HTTPException):
        return 0, None
    finally:
        made = struct.unpack("3i", shared[:])[0]
        shared[:] = bytes(12)
        needed.append(made)


def letters(number):
    """A word of its own for each number."""
    return "k" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def told(reply):
    return re.sub("<[^>]*>", " ", "".join(reply.text.split("<h1>")[-1:]))[:300]


def each_allocation(name, make, fine, api=False):
    """`make` gives a request under a number: the same number is the same act."""
    global number, closed, tried
    number += 1
    at, most = random.randrange(STEP) + 1, 0
    while not most or at <= most:
        for on in (0, 1):
            request = make(number)
            status, reply = ask(request, at, on)
            tried += 1
            closed += status == 0
            if status not in (fine, 0, 503):
                check(f"{name}: allocation {at}{' and all after it' * on}", (status, told(reply)), 503)
            if status == 503 and not on:
                kind = reply.headers["Content-Type"]  # before it is known what is asked for, that of the API
                check(f"{name}: {at}: its kind {kind}", kind == "application/problem+json" or not api, True)
            again = ask(request, 0, 0)[1]
            most = most or needed[-1]
            if again.status != (200 if fine == 201 and again.status == 200 else fine):
                check(f"{name}: {at}: and then", (again.status, told(again)), fine)
            number += 1
        at += STEP if STEP == 1 else max(STEP, most // 100)


needed = []
with Server(path, "--quiet") as server:
    server.kill()
    client.CASUS = failing
    server.start()
    client.CASUS = CASUS
    sam, anna, root = (join(server, path, name) for name in ("sam", "anna", "root"))
    token = {one: one.get("/cases").token() for one in (sam, anna)}
    each_allocation("a case", lambda n: lambda: anna.get("/cases/spring"), 200)
    each_allocation("a page", lambda n: lambda: anna.get("/"), 200)
    each_allocation("the whole answer", lambda n: lambda: sam.get("/cases/spring/answer"), 200)
    each_allocation("a form", lambda n: lambda: anna.get("/cases/spring/act?word=request&for=Alden"), 200)
    each_allocation("a preview", lambda n: lambda: anna.post(
        "/cases/spring/preview", {"lines": "r1: request by Alden to Borea on e1", "for": "Alden"}, token[anna]), 200)
    each_allocation("an act of a delegate", lambda n: lambda: anna.post(
        "/cases/spring/enter", {"lines": f"a{n}: strike by Cardo on Alden", "for": "Alden", "last": "0", "key": f"a{n}"},
        token[anna]), 303)
    each_allocation("an act", lambda n: lambda: sam.post(
        "/cases/spring/enter", {"lines": f"s{n}: strike by Cardo on Alden", "last": "0", "key": f"s{n}"}, token[sam]), 303)
    each_allocation("what another text would change", lambda n: lambda: sam.post(
        "/cases/spring/texts/preview", {"texts": "pact.treaty", "why": "x"}, token[sam]), 200)
    each_allocation("the preview of a declaration", lambda n: lambda: sam.post(
        "/cases/spring/preview", {"lines": "account Cardo"}, token[sam]), 200)
    each_allocation("a declaration", lambda n: lambda: sam.post(
        "/cases/spring/enter", {"lines": "kind " + letters(n), "last": "0", "key": f"d{n}"}, token[sam]), 303)
    each_allocation("the API", lambda n: lambda: anna.get("/api/cases/spring"), 200, api=True)
    each_allocation("entries", lambda n: lambda: anna.get("/api/cases/spring/entries"), 200, api=True)
    check("a graceful stop", server.stop(), 0)
listed = re.findall(r"  lines  .* (?:([as]\d+): strike|kind (k[a-j]+))", register("log", path))
check("none stands twice", len(listed), len(set(listed)))
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
check("few connections were closed", closed <= tried / 10, True)
print(f"{tried} allocations failed, {closed} connections closed")
done()
