# SPDX-License-Identifier: MIT
"""
What comes at a boundary, entered by the delegations with the clock of the exercise: a silence that is broken a second before
its end, at it, and a second after; two objections at one moment; a member that is suspended in the middle of a vote; a name
that is sealed. What each comes to is reasoned from vocabulary/decisions.casus, and is the same after a new start.
"""

import csv, glob, io, os, subprocess
from client import *

path = place("edges")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "council.casus"), "--exercise",
         "2022-09-12T10:00:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("boris", "delegate"), ("carla", "delegate")):
    register("person", path, name, role, name.title())
for name, party in (("anna", "Alden"), ("boris", "Borea"), ("carla", "Cardo")):
    register("mandate", path, name, party)
register("case", path, "votes", "zone +00:00")


def states(at):
    """The state of each labelled row of `casus run` on the export."""
    register("export", path, "votes", "out" + re.sub(r"\W", "", at))
    told = subprocess.run([CASUS, "run", "--format", "csv", "out" + re.sub(r"\W", "", at) + "/votes.record", "--as-of", at],
                          capture_output=True, text=True, timeout=60).stdout
    return {row["trigger"]: row["state"] for row in csv.DictReader(io.StringIO(told)) if row["trigger"]}


def rows(client):
    return client.get("/api/cases/votes").text


def is_kept(word):
    """Is the word in any file of the register, or in its tables?"""
    if path.startswith("postgresql:"):
        return re.findall(word, subprocess.run(["psql", "-qAtX", "-c", "SELECT body FROM casus.entry", path],
                                               capture_output=True, text=True, check=True).stdout)
    return [name for name in glob.glob(path + "*") if word.encode() in open(name, "rb").read()]


def does(client, party, line):
    shown, reply = enter(client, "votes", line, party)
    check(f"entered: {line}", (shown.status, reply.status if reply else re.sub("<[^>]*>", " ", shown.text)[-400:]),
          (200, 303))
    return shown


def clock(to):
    check(f"the clock: {to}", sam.post("/clock", {"to": to}).status, 303)


with Server(path, "--quiet") as server:
    sam, anna, boris, carla = (join(server, path, name) for name in ("sam", "anna", "boris", "carla"))
    for label in ("d1", "d2", "d3", "d4"):
        does(sam, "", f"{label}: draft in Council for Mission")
        does(sam, "", f"circulation of {label} to 2022-09-14T12:00:00+00:00")
    for label in ("d5", "d6"):
        does(sam, "", f"{label}: draft in Board for Mission")

    # Two at one moment: each stands, since neither takes the other's place.
    does(anna, "Alden", "o4: objection by Alden to d4")
    does(boris, "Borea", "p4: objection by Borea to d4")
    # "unless a voter has objected before it": a second before is before; at the moment it has ended.
    clock("2022-09-14T11:59:59+00:00")
    shown = does(anna, "Alden", "o1: objection by Alden to d1")
    check("a second before: it has effect", "It has effect" in shown.text, True)
    clock("2022-09-14T12:00:00+00:00")
    does(anna, "Alden", "o2: objection by Alden to d2")
    clock("2022-09-14T12:00:01+00:00")
    shown = does(anna, "Alden", "o3: objection by Alden to d3")
    check("a second after: it stands without effect", "stands without effect" in shown.text, True)

    # Two of three are more than half of the members; of the two that are left after a suspension, one is not.
    for client, party in ((anna, "Alden"), (carla, "Cardo")):
        for label in ("d5", "d6"):
            does(client, party, f"vote by {party} on {label} for Yes")
    does(sam, "", "close of d5")
    clock("2022-09-14T13:00:00+00:00")
    does(sam, "", "2022-09-14T12:30:00+00:00/.. Cardo is suspended in Board")
    shown, reply = enter(boris, "votes", "vote by Cardo on d6 for No", "Borea")
    check("nobody votes for another: it is only what he says", "says Borea" in (shown.field("lines") or ""), True)
    clock("2022-09-14T13:00:01+00:00")
    does(sam, "", "close of d6")
    clock("2022-09-14T14:00:00+00:00")
    found = states("2022-09-14T14:00:00+00:00")
    check("a second before its end a silence is broken; at its end and after it is not",
          [found.get(label) for label in ("d1", "o1", "d2", "o2", "d3", "o3")],
          ["not adopted", "with effect", "adopted", "without effect", "adopted", "without effect"])
    check("two at one moment both stand", [found.get(label) for label in ("d4", "o4", "p4")],
          ["not adopted", "with effect", "with effect"])
    check("who is suspended in the middle of a vote is counted no more", [found.get("d5"), found.get("d6")],
          ["adopted", "not adopted"])
    check("that was open a second before the end", states("2022-09-14T11:59:59+00:00").get("d2"), "pending")

    # ---- the sealing of a name ----
    shown = does(sam, "", "name state Unspeakable")
    number = re.findall(r'<tr id="e(\d+)"', sam.get("/cases/votes/log").text)[-1]
    check("it is there", is_kept("Unspeakable") != [] and "Unspeakable" in sam.get("/cases/votes/log").text, True)
    before = rows(sam)
    register("seal", path, number, "by order of a court")
    check("it is in no page", [where for where in ("/cases/votes/log", "/cases/votes", "/cases/votes/answer", "/")
                               if "Unspeakable" in sam.get(where).text], [])
    check("its place and hash are", (f'id="e{number}"' in sam.get("/cases/votes/log").text,
                                     "(sealed)" in sam.get("/cases/votes/log").text), (True, True))
    check("and no file has it, while the server goes on", is_kept("Unspeakable"), [])
    check("nothing else changes", rows(sam), before)
    check("a graceful stop", server.stop(), 0)
    server.start()
    check("the same after a new start", rows(sam), before)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
done()
