# SPDX-License-Identifier: MIT
"""
A disk that fails while a server works: each call with which the register is read and written fails once, then all that
write fail from some call on (a full disk); then files that may not be written. Each request gets a clear answer, an act
is entered whole or not at all, under its key once, and as soon as the disk is well, all goes on without a new start.
"""

import errno, mmap, os, resource, struct, threading
from client import *
import client

failing = os.path.join(os.path.dirname(CASUS), "tests", "casus_failing")
if not os.path.exists(failing):
    print("skipped: casus_failing is not built")
    raise SystemExit(77)
path = os.path.abspath("broken.register")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
         "2022-03-02T10:00+00:00")
register("person", path, "sam", "secretary", "Sam")
for case in ("once", "full", "read-only", "after", "small", "together"):
    register("case", path, case, "account Alden, Borea")
with open("switch", "wb") as made:
    made.write(bytes(16))
shared = mmap.mmap(os.open("switch", os.O_RDWR), 16)
os.environ["CASUS_FAIL_DATABASE"] = os.path.abspath("switch")


def switch(at, error=0, on=0):
    shared[:] = struct.pack("4i", 0, at, error, on)


def made():
    return struct.unpack("4i", shared[:])[0]


def enter_once(case, label, token):
    return sam.post(f"/cases/{case}/enter", {"lines": f"{label}: strike by Cardo on Alden", "last": "0", "key": label}, token)


def count(case, label):
    """How often it stands in the register, asked of another process."""
    return len(re.findall(rf"  {case}  lines  .*{label}: strike", register("log", path, case)))


def each_call(case, error, on):
    """Lets one call after another fail, until an act needs no more of them."""
    tried = refused = number = 0
    while True:
        number += 1
        label = f"{case[0]}{error}x{number}"
        switch(number, error, on)
        reply = enter_once(case, label, token)
        needed = made()
        status = reply.status
        if number % 3 == 0:
            check(f"{label}: a page meanwhile is there, or says why not", sam.get(f"/cases/{case}").status in (200, 303, 503), True)
        switch(0)
        tried += 1
        refused += status == 503
        check(f"{label}: done, or a clear answer", status in (303, 503), True)
        check(f"{label}: says why", status == 303 or "register" in reply.text, True)
        again = enter_once(case, label, token)
        check(f"{label}: once the disk is well", again.status, 303)
        if status == 303:
            check(f"{label}: the same entry", again.headers["Location"], reply.headers["Location"])
        if status == 303 and needed < number:
            break
        if tried == 80:
            check("it ends", "80 calls", "fewer")
            break
    listed = register("log", path, case)
    for n in range(1, number + 1):
        check(f"{case}: x{n} stands once", len(re.findall(rf" {case[0]}{error}x{n}: strike", listed)), 1)
    check("some were refused", refused > 2, True)
    print(f"{case}: {tried} calls, {refused} acts refused")


def together():
    """Acts that share a group when the disk becomes full: none is confirmed that does not stand."""
    found = {}

    def enter(label):
        reply = enter_once("together", label, token)
        found[label] = reply.status, reply.headers["Location"]

    for at in range(1, 13):
        labels = [f"t{at}x{me}" for me in range(8)]
        workers = [threading.Thread(target=enter, args=(label,)) for label in labels]
        switch(at, errno.ENOSPC, 1)
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        switch(0)
        for label in labels:
            status, place = found[label]
            again = enter_once("together", label, token)
            check(f"{label}: done, or a clear answer", status in (303, 503), True)
            check(f"{label}: once the disk is well", again.status, 303)
            if status == 303:
                check(f"{label}: the same entry", again.headers["Location"], place)
    listed = register("log", path, "together")
    check("each stands once", sorted(re.findall(r" (t\d+x\d): strike", listed)), sorted(found))
    statuses = [status for status, _ in found.values()]
    print(f"together: {statuses.count(503)} of {len(statuses)} acts refused")


with Server(path, "--quiet") as server:
    server.kill()
    client.CASUS = failing
    server.start()
    client.CASUS = CASUS
    sam = join(server, path, "sam")
    token = sam.get("/cases").token()
    enter_once("once", "first1", token)
    each_call("once", errno.EIO, 0)
    each_call("full", errno.ENOSPC, 1)
    each_call("read-only", errno.EROFS, 1)
    together()
    enter_once("after", "then1", token)

    # A file that may grow no more, by the limit of the process: what the system itself does.
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, limits[1]))
    check("a file that may not grow", enter_once("small", "g1", token).status, 503)
    check("pages are shown all the same", sam.get("/cases/small").status, 200)
    check("and it is told to whoever looks after it", sam.get("/healthz").status, 200)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)
    check("may grow again", enter_once("small", "g1", token).status, 303)
    check("and was entered once", count("small", "g1"), 1)
    check("a graceful stop", server.stop(), 0)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
done()
