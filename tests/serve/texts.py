# SPDX-License-Identifier: MIT
"""
Texts in versions: a treaty is amended while a duty runs. The amended text says since when each version of its article is in
force, so the duty that is running keeps its time, and a later one has the new. Cases that are open stay under what they were
opened under, until they are put under another version; what would change by that is told before, and it is an entry.
"""

import hashlib, os
from client import *

HERE = os.path.dirname(__file__)
OLD = open(os.path.join(HERE, "pact.treaty")).read()
head, rule = OLD.split("article 1 ")
# From 4 March on: ten days in place of three.
AMENDED = (head + "article 1 until 2022-03-04 " + rule + "article 1 since 2022-03-04 " +
           rule.replace("within 3 days", "within 10 days"))
# As if it had been ten days all along: it changes what is so already.
REWRITTEN = OLD.replace("within 3 days", "within 10 days")
DIGESTS = {name: hashlib.sha256(text.encode()).hexdigest()
           for name, text in (("old", OLD), ("amended", AMENDED), ("rewritten", REWRITTEN))}

path = place("texts")
register("new", path, "--treaty", os.path.join(HERE, "pact.treaty"), "--exercise", "2022-03-02T10:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("rita", "reader")):
    register("person", path, name, role, name.title())
register("mandate", path, "anna", "Alden")
for case in ("spring", "summer"):
    register("case", path, case, "account Alden, Borea")


def upload(client, name, text, why):
    return client.upload("/texts", {"why": why}, name, text)


def due(client, case, label):
    """Until when Borea owes help on an occurrence, as the API tells it."""
    return sorted({part["deadline"] for row in client.get(f"/api/cases/{case}").json()["rows"]
                   if row["kind"] == "duty" and row["content"].endswith("on " + label) for part in row["cases"]})


with Server(path, "--quiet") as server:
    sam, anna, rita = (join(server, path, name) for name in ("sam", "anna", "rita"))
    for case in ("spring", "summer"):
        enter(anna, case, "e1: strike by Cardo on Alden", "Alden")
        check("the duty is founded", enter(anna, case, "r1: request by Alden to Borea on e1", "Alden")[1].status, 303)
    before = due(anna, "spring", "e1")
    check("three days, counted from the day after 2 March", before, ["2022-03-05"])

    # ---- keeping a version ----
    check("only a secretary keeps texts", upload(anna, "pact.treaty", AMENDED, "The amendment").status, 403)
    check("a text with a mistake is refused", upload(sam, "pact.treaty", AMENDED.replace("owes", "ows"), "x").status, 422)
    check("so is one without a reason", upload(sam, "pact.treaty", AMENDED, "").status, 422)
    check("and one that is no text", upload(sam, "../pact.treaty", AMENDED, "x").status, 422)
    check("nothing was kept by that", len(sam.get("/api/texts").json()["texts"]), 1)
    check("the amended text is kept", upload(sam, "pact.treaty", AMENDED, "Amendment of 1 March").status, 303)
    check("not twice", upload(sam, "pact.treaty", AMENDED, "Amendment of 1 March").status, 422)
    check("under its hash", [t["digest"] for t in sam.get("/api/texts").json()["texts"]],
          [DIGESTS["old"], DIGESTS["amended"]])
    check("readers see why and what", ("Amendment of 1 March" in rita.get("/texts").text,
                                      "within 10 days" in rita.get("/texts/" + DIGESTS["amended"]).text), (True, True))
    check("a case that is open stays under what it was", ([t["digest"] for t in sam.get("/api/cases/spring/texts").json()
                                                           ["texts"]], due(anna, "spring", "e1")),
          ([DIGESTS["old"]], before))
    register("case", path, "autumn", "account Alden, Borea")
    check("a later one is under the latest", [t["digest"] for t in sam.get("/api/cases/autumn/texts").json()["texts"]],
          [DIGESTS["amended"]])

    # ---- a duty runs while its treaty is amended ----
    token = sam.get("/cases").token()
    choice = {"version pact.treaty": DIGESTS["amended"], "why": "Amendment of 1 March"}
    check("a delegate puts no case under another text", anna.post("/cases/spring/texts/preview", choice).status, 403)
    shown = sam.post("/cases/spring/texts/preview", choice, token)
    check("nothing that is so now would change", (shown.status, "No row of the ledger would change" in shown.text),
          (200, True))
    fields = {name: shown.field(name) for name in ("texts", "why", "last")}
    check("it is entered", sam.post("/cases/spring/texts", fields, token).status, 303)
    check("a stale preview is refused", sam.post("/cases/spring/texts", fields, token).status, 409)
    check("the duty that runs keeps its time", due(anna, "spring", "e1"), before)
    sam.post("/clock", {"to": "2022-03-04T10:00+00:00"}, token)
    for case in ("spring", "summer"):
        enter(anna, case, "e2: strike by Cardo on Alden", "Alden")
        enter(anna, case, "r2: request by Alden to Borea on e2", "Alden")
    check("a later duty has the new time, where the case is under the amendment",
          (due(anna, "spring", "e2"), due(anna, "summer", "e2")), (["2022-03-14"], ["2022-03-07"]))

    # ---- a version that changes what is so ----
    check("the rewritten text is kept", upload(sam, "pact.treaty", REWRITTEN, "Consolidated").status, 303)
    shown = sam.post("/cases/summer/texts/preview", {"version pact.treaty": DIGESTS["rewritten"], "why": "Consolidated"},
                     token)
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", unescape(shown.text)))
    check("the rows are shown as they are and as they would be",
          ("in force, due 2022-03-05 in force, due 2022-03-12" in told,
           "in force, due 2022-03-07 in force, due 2022-03-14" in told), (True, True))
    # e1 is due on 5 or 12 March, e2 on 7 or 14: on the day behind each, one more is broken.
    check("and at each later date: broken sooner under the old text, then under both", re.findall(
        r"(2022-03-\d\d) Borea: help by Borea to Alden on (e\d) .{0,20}? Alden (\w[\w ]*?), due (\S+) (\w[\w ]*?), due (\S+)", told),
        [("2022-03-06", "e1", "violated", "2022-03-05", "in force", "2022-03-12"),
         ("2022-03-08", "e2", "violated", "2022-03-07", "in force", "2022-03-14"),
         ("2022-03-13", "e1", "violated", "2022-03-05", "violated", "2022-03-12"),
         ("2022-03-15", "e2", "violated", "2022-03-07", "violated", "2022-03-14")])
    check("a preview enters nothing", [t["digest"] for t in sam.get("/api/cases/summer/texts").json()["texts"]],
          [DIGESTS["old"]])
    # By a program: the same, and only what can be read.
    admin = sam.post("/you/token", {"scopes": "read act"}, token).text
    program = Client(server, re.search(r"<code>([0-9a-f]{64})</code>", admin).group(1))
    changes = program.send("/api/cases/summer/texts/preview", {"texts": "pact.treaty"}).json()["changes"]
    check("the API tells the same", ("in force, due 2022-03-05", "in force, due 2022-03-12") in
          [(c["before"], c["after"]) for c in changes], True)
    check("a version that there is not", program.send("/api/cases/summer/texts", {"texts": "pact.treaty " + "0" * 64,
                                                                                 "why": "x"}).status, 422)
    unfit = OLD.replace("request", "appeal")
    check("a text may have other words", program.send("/api/texts", {"name": "pact.treaty", "content": unfit,
                                                                     "why": "other words"}).status, 201)
    refused = program.send("/api/cases/summer/texts", {"texts": "pact.treaty", "why": "x"})
    check("but no case is put under it whose entries it does not know", (refused.status, "request" in refused.text),
          (422, True))
    check("and the case is as it was", due(anna, "summer", "e2"), ["2022-03-07"])

    # ---- the export has what the case is under; all is the same after a new start ----
    for case, digest in (("spring", "amended"), ("summer", "old")):
        register("export", path, case, "out-" + case)
        check(f"the export of {case}", hashlib.sha256(open(f"out-{case}/pact.treaty", "rb").read()).hexdigest(),
              DIGESTS[digest])
    found = {case: due(anna, case, "e2") for case in ("spring", "summer")}
    check("a graceful stop", server.stop(), 0)
    server.start()
    check("the same after a new start", {case: due(anna, case, "e2") for case in ("spring", "summer")}, found)
    check("the change is in the log", "Amendment of 1 March" in anna.get("/cases/spring/log").text, True)
register("text", path, os.path.join(HERE, "pact.treaty"), "back to the first")
check("by the command too", "Entry" in register("under", path, "spring", "back to the first", "pact.treaty"), True)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
done()
