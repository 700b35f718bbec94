# SPDX-License-Identifier: MIT
"""
An exercise: injects come about as its facilitator moves the clock past their moments, each at its own; notes go to those for whom
they are; nobody else sees what is to come; afterwards a page tells what was due, done, late, and by whom.
"""

import os
from client import *

HERE = os.path.dirname(__file__)
path = place("exercise")
register("new", path, "--treaty", os.path.join(HERE, "pact.treaty"), "--exercise", "2022-03-02T10:00+00:00")
for name, role in (("fay", "facilitator"), ("sam", "secretary"), ("anna", "delegate"), ("boris", "delegate"), ("rita", "reader")):
    register("person", path, name, role, name.title())
for name, party in (("anna", "Alden"), ("boris", "Borea")):
    register("mandate", path, name, party)
register("case", path, "spring", "account Alden, Borea")
INJECTS = """-- the first days
2022-03-02T10:30+00:00 in spring
  e1: strike by Cardo on Alden
    says Alden

2022-03-03T09:00+00:00 to Borea
  A journalist asks whether you were asked for help.
  Answer by noon.
2022-03-04T09:00+00:00 in spring
  e2: strike by Cardo on Borea
    says Borea
2022-03-04T09:00+00:00 to all
  Cardo denies everything.
2022-03-05T09:00+00:00 in spring
  e3: strike by Cardo on Alden
2022-03-20T09:00+00:00 in spring
  e4: strike by Cardo on Alden
"""


def text(reply):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", reply.text)))


with Server(path, "--quiet") as server:
    fay, sam, anna, boris, rita = (join(server, path, name) for name in ("fay", "sam", "anna", "boris", "rita"))

    def load(words, client=None):
        return (client or fay).upload("/exercise/injects", {"text": words}, "", "")

    # ---- loading ----
    check("a delegate loads none, and does not see what is to come",
          (load(INJECTS, anna).status, anna.get("/exercise").status), (403, 403))
    for words, line, why in (("x\n", 1, "its moment"), ("2022-03-02 in spring\n  a\n", 1, "its moment"),
                             ("\n2022-03-02T10:00+00:00 spring\n  a\n", 2, "where it goes"),
                             ("2022-03-02T10:00+00:00 to all\n", 2, "two spaces in"),
                             ("2022-03-02T12:00+00:00 in spring\n  strke by Cardo on Alden\n", 1, "strke"),
                             ("2022-03-02T12:00+00:00 in winter\n  strike by Cardo on Alden\n", None, "no case")):
        refused = load(words)
        check(f"refused: {words!r}", (refused.status, why in text(refused), line is None or
                                      f"line {line}" in text(refused)), (422, True, True))
    check("none was kept by that", "There are none yet" in fay.get("/exercise").text, True)
    check("a file of injects is loaded", load(INJECTS).status, 303)
    check("what is to come is the facilitator's to see", "journalist" in fay.get("/exercise").text, True)
    check("and nobody else's", [where for where in ("/", "/cases/spring", "/cases/spring/log", "/after", "/people")
                                for who in (anna, boris, rita) if "journalist" in who.get(where).text or
                                "strike" in who.get(where).text], [])

    # ---- the clock moves ----
    check("the facilitator moves the clock", fay.post("/clock", {"to": "2022-03-02T12:00+00:00"}).status, 303)
    log = anna.get("/cases/spring/log").text
    check("an inject comes about at its own moment", re.findall(r'datetime="(2022-03-02T10:30[^"]*)"', log) != [], True)
    check("a delegate acts on it", enter(anna, "spring", "r1: request by Alden to Borea on e1", "Alden")[1].status, 303)
    check("somebody takes the name of an inject", enter(anna, "spring", "e3: strike by Cardo on Alden", "Alden")[1].status,
          303)
    fay.post("/clock", {"to": "2022-03-04T12:00+00:00"})
    check("a note is for those whom it names", ["journalist" in who.get("/").text for who in (boris, anna, rita)],
          [True, False, False])
    check("one to all is for all", ["denies everything" in who.get("/").text for who in (boris, anna, rita)], [True] * 3)
    entries = [e for e in sam.get("/api/cases/spring/entries").json()["entries"] if e["kind"] == "inject"]
    check("each at its moment, in their order", [e["at"] for e in entries],
          ["2022-03-02T10:30+00:00", "2022-03-04T09:00+00:00"])
    fay.post("/clock", {"to": "2022-03-07T12:00+00:00"})
    told = text(fay.get("/exercise"))
    check("an inject that has a mistake by then does not stop the clock, and is told", ("could not be entered" in told,
          "2022-03-07" in fay.get("/").text), (True, True))
    check("Borea helps late", enter(boris, "spring", "help by Borea to Alden on e1", "Borea")[1].status, 303)
    check("injects of now are entered at once", (load("2022-03-07T12:00+00:00 to anna\n  Well done.\n").status,
                                                 "Well done" in anna.get("/").text), (303, True))

    # ---- afterwards ----
    # Three days, counted from the day after 2 March, end with 5 March; help came on 7 March.
    for who in (anna, boris, rita, fay):
        told = text(who.get("/after"))
        check("what was due, until when, done, late, by whom", re.search(r"Borea owes Alden help on e1 \(Pact 1, by 2022-03-05\) "
              r"fulfilled late Due 2022-03-05 Done 2022-03-07 Borea [^.]{1,60} Alden, Borea ", told) is not None, True)
    check("what happened, in its order", [told.index(words) for words in ("Inject fay e1: strike by Cardo on Alden",
          "Act anna Alden 2022-03-02T12:00+00:00 r1: request", "Inject fay e2: strike by Cardo on Borea")],
          sorted(told.index(words) for words in ("Inject fay e1: strike", "Act anna Alden", "Inject fay e2: strike")))
    check("what is still to come is not in it", "e4" in told, False)
    pages = ("/", "/cases", "/cases/spring", "/cases/spring/log", "/cases/spring/act", "/cases/spring/drafts",
             "/cases/spring/ask", "/cases/spring/documents", "/cases/spring/texts", "/cases/spring/answer", "/people",
             "/texts", "/after", "/you", "/sign-in")
    check("every page says that it is an exercise", [page for page in pages if "Exercise" not in
                                                     (anna if page != "/sign-in" else Client(server)).get(page).text], [])
    found = text(rita.get("/after"))
    check("a graceful stop", server.stop(), 0)
    server.start()
    check("the same after a new start", text(rita.get("/after")), found)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)

register("export", path, "spring", "out")
check("what is taken out says so too", open("out/spring.record").readline(), "-- An exercise: nothing of this has happened.\n")

# ---- never in a register of the real world ----
register("new", "real.register", "--treaty", os.path.join(HERE, "pact.treaty"))
register("case", "real.register", "spring")
with open("injects.txt", "w") as file:
    file.write(INJECTS)
check("it has no injects", "only an exercise" in register("injects", "real.register", "injects.txt", fails=True), True)
check("nor a facilitator", "only an exercise" in register("person", "real.register", "fay", "facilitator", "Fay", fails=True),
      True)
register("person", "real.register", "sam", "secretary", "Sam")
with Server("real.register", "--quiet") as server:
    sam = join(server, "real.register", "sam")
    check("no banner, and no page after the action", ("Exercise" in sam.get("/").text, sam.get("/after").status,
                                                     sam.get("/exercise").status), (False, 404, 404))
    check("and no clock to move", sam.post("/clock", {"to": "2099-01-01T00:00+00:00"}).status, 422)
done()
