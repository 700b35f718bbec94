# SPDX-License-Identifier: MIT
"""A vote and a silence on their page: what was done, what comes about by itself, what can still be done."""

import os
from client import *

path = place("a")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "council.casus"), "--exercise",
         "2022-03-01T10:00+00:00")
register("case", path, "spring", "account Alden, Borea")
register("visible", path, "spring", "case", "all")
for party in ("Alden", "Borea", "Cardo"):
    register("person", path, party.lower(), "delegate", party)
    register("mandate", path, party.lower(), party)


def page(server):
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", Client(server).get("/cases/spring/drafts").text))
    return unescape(text)


with Server(path) as server:
    people = {name: join(server, path, name.lower()) for name in ("Alden", "Borea", "Cardo")}
    for who, lines in (("Alden", "d1: draft by Alden in Council"), ("Alden", "circulation of d1 to 2022-03-10"),
                       ("Borea", "d2: draft by Borea in Board"), ("Alden", "vote by Alden on d2 for Yes")):
        shown, entered = enter(people[who], "spring", lines, who)
        check(f"entered: {lines}", entered is not None and entered.status, 303)
        if entered is None:
            print(shown.text[-1500:])
    # The agenda has what is running, until when, with what would stop it; and what is dated later than now.
    check("a session to come", enter(people["Borea"], "spring", "2022-03-20T10:00+00:00 s1: session of Council by Borea", "Borea")[1]
          .status, 303)
    register("person", path, "rita", "reader", "Rita")
    agenda, readers = (re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", unescape(who.get("/").text))) for who in
                       (people["Borea"], join(server, path, "rita")))
    check("the agenda: what is running", ["A draft was put to Board by Borea (d2)" in told for told in (agenda, readers)], [True] * 2)
    check("what comes about by itself, and what would stop it", ("could be stopped: Alden, Borea and Cardo may object to the draft (d1)"
          in agenda, "2022-03-10 : adoption by Council of d1 what would stop it: objection by Alden to d1" in readers), (True, True))
    check("and what is to come", "To come 2022-03-20T10:00+00:00 s1: session of Council by Borea" in agenda, True)
    told = page(server)
    first, second = told.split(" d2 1 March 2022, 10:00 (UTC): A draft was put to Board by Borea (d2) ")
    check("a silence ends by itself, on its day", "2022-03-10 : adoption by Council of d1" in first, True)
    check("each member can stop it", [f"objection by {name} to d1" in first for name in people], [True] * 3)
    check("what was done on a draft", ("circulation of d1" in first, "vote by Alden on d2 for Yes" in second),
          (True, True))
    check("nothing of the one is told of the other", ("d2" in first.split("draft by Alden in Council")[1], "d1" in second), (False, False))
    check("who can still vote", [f"vote by {name} on d2 : may" in second for name in people], [True] * 3)
    server.stop()
    register("clock", path, "2022-03-11T10:00+00:00")
    server.start()
    told = page(server)
    check("a silence that ended while nobody served has ended", "draft by Alden in Council Alden: adopted , since "
          "2022-03-10" in told, True)
    check("and nothing of it comes about any more", "adoption by Council of d1" in told.split("Done on it")[1]
          .split("Can still be done")[0], False)
done()
