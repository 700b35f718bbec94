# SPDX-License-Identifier: MIT
"""
A server that is killed at random moments while programs enter acts, each under a key of its own, and try again with the same key until they are told that it is done. In the end every act that was confirmed stands where
it was confirmed, each stands once, and the chain is whole.  kills.py [KILLS [SEED]]
"""

import http.client, os, random, sys, threading, time
from client import *

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
CLIENTS = 3
EACH = 30  # entries of a case, before the next is taken: what an act costs grows with its case

print(f"{KILLS} kills, seed {SEED}")
chance = random.Random(SEED)
path = place("kills")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
         "2022-03-02T10:00+00:00")
register("person", path, "sam", "secretary", "Sam")
CASES = 2 + KILLS * 4 // EACH
for number in range(CASES * CLIENTS):
    register("case", path, f"c{number}", "account Alden, Borea")
server = Server(path, "--quiet")
ended, up = threading.Event(), threading.Event()
confirmed, attempts = {}, [0] * CLIENTS


def work(me):
    """Enters one thing after another; each until it is confirmed."""
    client, token = Client(server), tokens[me]
    client.cookies = dict(session)
    number = 0
    while not ended.is_set() and number < EACH * CASES:
        case, label = f"c{me + CLIENTS * (number // EACH)}", f"k{me}-{number}"
        while not ended.is_set():
            up.wait(1)
            attempts[me] += 1
            try:
                reply = client.post(f"/cases/{case}/enter",
                                    {"lines": f"k{me}x{number}: strike by Cardo on Alden", "last": "0", "key": label},
                                    token)
            except (OSError, http.client.HTTPException):
                time.sleep(0.005)
                continue
            if reply.status == 303:
                confirmed[f"k{me}x{number}"] = (case, int(reply.headers["Location"].split("#e")[1]))
                break
            if reply.status != 503:
                check(f"{label}: an act that can be entered", reply.status, 303)
                return
        number += 1


try:
    server.start()
    sam = join(server, path, "sam")
    session = sam.cookies
    # The token of a form follows from the session: it is good also after the server was started again.
    tokens = [sam.get("/cases").token()] * CLIENTS
    up.set()
    workers = [threading.Thread(target=work, args=(me,)) for me in range(CLIENTS)]
    for worker in workers:
        worker.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.002, 0.12))
        up.clear()
        server.kill()
        server.start()
        up.set()
    time.sleep(0.1)
    ended.set()
    for worker in workers:
        worker.join()
    check("a graceful stop", server.stop(), 0)
finally:
    ended.set()
    if server.process.poll() is None:
        server.kill()

listed = {}
for line in register("log", path).splitlines():
    found = re.match(r" *(\d+) .* (c\d+)  lines  .*(k\d+x\d+): strike by Cardo on Alden$", line)
    if found:
        listed.setdefault(found.group(3), []).append((found.group(2), int(found.group(1))))
lost = {label: place for label, place in confirmed.items() if listed.get(label) != [place]}
check("no act that was confirmed is lost, or stands elsewhere", lost, {})
check("none stands twice", {label: places for label, places in listed.items() if len(places) > 1}, {})
check("at most what was under way at the end was entered without being confirmed",
      len(listed) - len(confirmed) <= CLIENTS, True)
check("much was entered, and some tried again", len(confirmed) > KILLS / 4 and sum(attempts) > len(listed), True)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
print(f"{len(confirmed)} confirmed in {sum(attempts)} attempts")
done()
