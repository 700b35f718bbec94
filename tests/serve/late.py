# SPDX-License-Identifier: MIT
"""
What comes to the register otherwise than one expects: a report that comes late; a word that is taken back; a chair that asks for
itself. What each comes to is reasoned from tests/serve/pact.treaty and from Article 13 of treaties/charter.treaty.
"""

import os
from client import *

HERE = os.path.dirname(__file__)


def rows(client, case, query=""):
    """The state of each row on Alden's (or the first) account, by its content."""
    told = client.get(f"/api/cases/{case}{query}").json()
    return {row["content"]: row["states"][told["accounts"][0]] for row in told["rows"]}


def does(client, case, party, lines):
    shown, reply = enter(client, case, lines, party)
    check(f"entered: {lines}", (shown.status, reply.status if reply else re.sub("<[^>]*>", " ", shown.text)[-400:]), (200, 303))


path = place("late")
register("new", path, "--treaty", os.path.join(HERE, "pact.treaty"), "--exercise", "2022-03-02T10:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("boris", "delegate")):
    register("person", path, name, role, name.title())
for name, party in (("anna", "Alden"), ("boris", "Borea")):
    register("mandate", path, name, party)
register("case", path, "spring", "account Alden, Borea")
HELP = "help by Borea to Alden on {}"

with Server(path, "--quiet") as server:
    sam, anna, boris = (join(server, path, name) for name in ("sam", "anna", "boris"))
    for label in ("e1", "e2"):
        does(anna, "spring", "Alden", f"{label}: strike by Cardo on Alden")
        does(anna, "spring", "Alden", f"r{label}: request by Alden to Borea on {label}")
    # Three days, counted from the day after 2 March: until 5 March.
    sam.post("/clock", {"to": "2022-03-04T10:00+00:00"})
    does(boris, "spring", "Borea", "h2: help by Borea to Alden on e2")
    check("what Borea says that it did, it did, until somebody denies it", rows(sam, "spring")[HELP.format("e2")], "fulfilled")
    sam.post("/clock", {"to": "2022-03-06T10:00+00:00"})
    check("nothing was told of the other", rows(sam, "spring")[HELP.format("e1")], "violated")

    # A late report: the help came in time, and is told of a day after the time was over.
    does(sam, "spring", "", "2022-03-04 h1: help by Borea to Alden on e1\n  says Alden")
    check("a report that comes late gives what it would have given in time", rows(sam, "spring")[HELP.format("e1")],
          "fulfilled")
    check("and what was known before it came stays as it was", rows(sam, "spring", "?known_on=2022-03-05")[HELP.format("e1")],
          "violated")

    # A retraction: from then on nobody says so.
    sam.post("/clock", {"to": "2022-03-07T10:00+00:00"})
    does(boris, "spring", "Borea", "about h2\n  retracts Borea")
    check("what was taken back is said by nobody", rows(sam, "spring")[HELP.format("e2")], "violated")
    check("and was said until then", rows(sam, "spring", "?known_on=2022-03-06")[HELP.format("e2")], "fulfilled")
    check("both stand in the log", [words in sam.get("/cases/spring/log").text for words in ("h2: help", "retracts Borea")],
          [True, True])
    found = rows(sam, "spring")
    check("a graceful stop", server.stop(), 0)
    server.start()
    check("the same after a new start", rows(sam, "spring"), found)

path = place("chair")
register("new", path, "--treaty", "cst", "--treaty", "charter", "--exercise", "2022-09-13T10:00+04:00")
for name, role in (("sam", "secretary"), ("armenia", "delegate"), ("belarus", "delegate")):
    register("person", path, name, role, name.title())
for name in ("armenia", "belarus"):
    register("mandate", path, name, name.title())
register("case", path, "autumn", "account Armenia, Belarus")
with Server(path, "--quiet") as server:
    sam, armenia, belarus = (join(server, path, name) for name in ("sam", "armenia", "belarus"))
    does(sam, "autumn", "", "2021-09-16/.. Armenia is chair of CSC")
    does(sam, "autumn", "", "[2022-09-12..2022-09-13] e1: hostilities between Armenia, Azerbaijan")
    does(armenia, "autumn", "Armenia", "r1: request by Armenia of CSTO for Military on e1 under CST 4")
    launches = lambda: {content: state for content, state in rows(sam, "autumn").items() if content.startswith("consultation launch")}
    check("a chair that asks for itself owes itself no launch of consultations", launches(), {})
    check("its request has effect all the same", rows(sam, "autumn").get("request by Armenia of CSTO for Military on e1 under CST 4"),
          "with effect")
    does(belarus, "autumn", "Belarus", "r2: request by Belarus of CSTO for Military on e1 under CST 4")
    check("it owes it to another who asks", launches(), {"consultation launch by Armenia on e1": "in force"})
done()
