# SPDX-License-Identifier: MIT
"""People at work: from the link to an act; who may enter what; who sees what; events; a stop."""

import http.client, os, subprocess, sys
from client import *

# ---- what pages say, in Russian too ----
source = os.path.join(os.environ["CASUS_SOURCE"], "src", "serve")
code = "".join(open(os.path.join(source, room, name)).read() for room in ("http", "page")
               for name in sorted(os.listdir(os.path.join(source, room))) if name.endswith(".c"))
code = re.sub(r'"\n\s*"', "", code)  # a phrase may go on in another line
known = re.findall(r'^PHRASE\("((?:[^"\\]|\\.)*)"', re.sub(r'"\n\s*"', "", open(os.path.join(source, "page", "phrases.def")).read()), re.M)
said = re.findall(r'cs_web_say\((?:w->)?x,\s*"((?:[^"\\]|\\.)*)"', code) + re.findall(r'^    \{"[^"]*", "([^"]*)", CS_FOR', code, re.M) + re.findall(r'wrong = "([^"]*)"', code)
check("phrases without Russian", sorted(set(said) - set(known)), [])
STATES = """in force|suspended|fulfilled|fulfilled late|fulfilled in part|violated|discharged|expired|none|undetermined|contradictory|
met|met late|met in part|not met|adopted|not adopted|deferred|pending|without effect|with effect|may|may not|not owed|not forbidden|not expected|not made""".replace("\n", "").split("|")
ROLES = ["reader", "delegate", "secretary", "facilitator", "administrator"]
check("phrases that nothing says", [p for p in known if f'"{p}"' not in code and p not in STATES + ROLES], [])
check("states and roles without Russian", sorted(set(STATES + ROLES) - set(known)), [])

path = place("a")
made = register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
                "2022-03-02T10:00+00:00")
for name, role in (("rita", "reader"), ("anna", "delegate"), ("boris", "delegate"), ("sam", "secretary")):
    register("person", path, name, role, f"<b>{name}</b> & co")
register("mandate", path, "anna", "Alden")
register("mandate", path, "boris", "Borea", "2022-03-01", "2022-03-03")
register("case", path, "spring", "account Alden, Borea")
register("case", path, "closed", "account Alden, Borea")
register("visible", path, "closed", "case", "named", "Borea")

with open("common.txt", "w") as common:
    common.write("password1234\nused by everybody\n")
with Server(path, "--refuse", "common.txt") as server:
    # ---- coming in ----
    visitor = Client(server)
    check("a visitor is sent to sign in", (visitor.get("/").status, visitor.get("/").headers["Location"]),
          (303, "/sign-in"))
    check("nothing is for all before it is said so", "spring" in visitor.get("/cases").text, False)
    admin = Client(server)
    link = link_of(made)
    page = admin.get(urllib.parse.urlparse(link).path)
    weak = admin.post(urllib.parse.urlparse(link).path, {"password": "short", "again": "short", "code": "1"},
                      page.token())
    check("a short password is refused", (weak.status, "at least 12" in weak.text), (422, True))
    check("the link lets the administrator in", admin.use_link(link).status, 303)
    check("and no second time", admin.get(urllib.parse.urlparse(link).path).status, 404)
    check("signed in", admin.get("/").status, 200)
    check("signing out", admin.post("/sign-out", {}).status, 303)
    check("a session that was ended is none", admin.get("/").status, 303)
    check("a code is good once", admin.sign_in("administrator", step=admin.step).status, 422)
    check("password and code", admin.sign_in("administrator").status, 303)
    guesser = Client(server)
    guesser.secret = "A" * 32
    statuses = [guesser.sign_in("rita", "wrong password").status for _ in range(7)]
    check("attempts are limited", statuses, [422] * 5 + [429] * 2)

    rita, anna, boris, sam = (join(server, path, name) for name in ("rita", "anna", "boris", "sam"))

    # ---- another password ----
    change = lambda **fields: boris.post("/you/password", {"password": PASSWORD, "code": code_of(boris.secret, boris.step + 1),
                                                           "new": "three other words", "again": "three other words", **fields})
    for fields, why in (({"password": "wrong"}, "not right"), ({"new": "short", "again": "short"}, "at least 12"),
                        ({"again": "x"}, "not the same"), ({"code": "000000"}, "not right"),
                        ({"new": "used by everybody", "again": "used by everybody"}, "Many people")):
        refused = change(**fields)
        check(f"no other password with {fields}", (refused.status, why in refused.text), (422, True))
    before = dict(boris.cookies)
    check("with the old one and a code", change().status, 303)
    check("he is in, with another session", (boris.get("/").status, boris.cookies["casus"] != before["casus"]), (200, True))
    boris.cookies, after = before, boris.cookies
    check("and the one before has ended", boris.get("/").status, 303)
    boris.cookies = after
    check("a title is escaped", "&lt;b&gt;rita&lt;/b&gt; &amp; co" in rita.get("/people").text, True)
    check("and only so", "<b>rita" in rita.get("/people").text, False)
    check("the banner of an exercise", "Exercise" in rita.get("/").text, True)

    # ---- acts ----
    shown, entered = enter(anna, "spring", "e1: strike by Cardo on Alden", "Alden")
    check("what happened is the word of the party", "says Alden" in shown.text, True)
    check("entered", entered.status, 303)
    shown, entered = enter(anna, "spring", "r1: request by Alden to Borea on e1", "Alden")
    check("a party's own act stands by itself", ("says" in shown.field("lines"), "It has effect" in shown.text),
          (False, True))
    check("the preview tells what would change", "Borea owes Alden help" in shown.text, True)
    fields = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
    check("the same confirmation again enters nothing", anna.post("/cases/spring/enter", fields).headers["Location"],
          entered.headers["Location"])
    check("what others owe, on the agenda", ("Borea owes Alden help on e1" in anna.get("/").text,
          "What others owe" in boris.get("/").text), (True, False))
    shown = enter(anna, "spring", "2022-01-05 r7: request by Alden to Borea on e1", "Alden")[0]
    check("an act that is dated back is only what one says", "says Alden" in shown.text, True)
    check("a stale preview is refused", enter(anna, "spring", "e2: strike by Cardo on Alden", "Alden",
                                             last=fields["last"])[1].status, 409)
    for who, lines, party, why in (
            (boris, "r2: request by Alden to Borea on e1", "Alden", "no mandate now to speak for Alden"),
            (boris, "strike by Alden on Cardo\n  says Alden", "Borea", "no mandate to say what Alden says"),
            (boris, "strike by Alden on Cardo\n  says Borea recorded 2022-01-01", "Borea", "recorded when it is entered"),
            (boris, "name state Dorne", "Borea", "one statement at a time"),
            (boris, "strike by Alden on Cardo", "", "say for whom"),
            (rita, "strike by Alden on Cardo", "Alden", "not for you"),
            (anna, "strke by Cardo on Alden", "Alden", "mistake")):
        refused = enter(who, "spring", lines, party)[0]
        check(f"refused: {lines!r} for {party!r}", (refused.status in (403, 422), why in refused.text), (True, True))
    shown, entered = enter(boris, "spring", "request by Alden to Borea on e1", "Borea")
    check("an act of another is only what one says", "says Borea" in shown.field("lines"), True)
    check("a secretary keeps the record", enter(sam, "spring", "e3: strike by Cardo on Borea", "")[1].status, 303)
    check("power is not mandate: it stands without effect",
          "without effect" in enter(sam, "spring", "request by Cardo to Borea on e3", "")[0].text, True)
    anybody = Client(server)
    anybody.get("/cases")
    check("a page for anybody has a tag", anybody.get("/cases", If_None_Match=anybody.get("/cases").headers["ETag"]).status,
          304)
    check("one of a member is kept nowhere", [anna.get("/cases").headers[name] for name in ("ETag", "Cache-Control")],
          [None, "no-store"])
    check("the clock is the secretary's", (anna.post("/clock", {"to": "2022-03-04T10:00+00:00"}).status,
                                          sam.post("/clock", {"to": "2022-03-04T10:00+00:00"}).status), (403, 303))
    refused = enter(boris, "spring", "e4: strike by Cardo on Borea", "Borea")[0]
    check("a mandate ends", "no mandate now" in refused.text, True)
    form = anna.get("/cases/spring/act?word=request&for=Alden")
    check("the form offers what may stand there", all(f'value="{name}"' in form.text for name in ("Alden", "e1")), True)
    made = anna.post("/cases/spring/preview", {"word": "request", "role by": "Alden", "role to": "Borea",
                                               "role on": "e3", "label": "r9", "for": "Alden"})
    wrong = anna.post("/cases/spring/preview", {"word": "request", "role by": "Alden", "role to": "nobody at all",
                                                "role on": "e3", "label": "r9", "for": "Alden"})
    check("what was filled in stands there again, with what is wrong", (wrong.status, [f'value="{value}"' in wrong.text for value in
          ("Alden", "nobody at all", "e3", "r9")], "role=\"alert\"" in wrong.text), (422, [True] * 4, True))
    check("a form makes the sentence", "r9: request by Alden to Borea on e3" in made.text, True)

    # ---- who sees what ----
    check("a closed case", [who.get("/cases/closed").status for who in (visitor, rita, anna, sam)],
          [404, 404, 404, 200])
    number = entered.headers["Location"].split("#e")[1]
    register("visible", path, "spring", "case", "all")
    check("for all", visitor.get("/cases/spring").status, 200)
    first = re.search(r'<tr id="e(\d+)">(?:(?!</tr>).)*strike by Cardo on Alden', rita.get("/cases/spring/log").text,
                      re.S).group(1)
    register("visible", path, "spring", first, "named", "Alden")
    check("an entry that is not for him", "strike by Cardo on Alden" in rita.get("/cases/spring/log").text, False)
    check("and what rests on it", "owes Alden help" in rita.get("/cases/spring").text, False)
    # r1, and the claims on it, name the hidden entry: they are hidden wherever entries are listed.
    key = lambda who, scopes: re.search(r"<code>([0-9a-f]{64})</code>", who.post("/you/token", {"scopes": scopes}).text).group(1)
    listed = lambda who: (who.get("/cases/spring/log").text, who.get("/after").text,
                          Client(server, key(who, "read")).get("/api/cases/spring/entries").text)
    check("nor is it in a list of entries", ["request by Alden to Borea on e1" in text for text in listed(rita)], [False] * 3)
    check("but for those who see it", ["request by Alden to Borea on e1" in text for text in listed(anna)], [True] * 3)
    feeds = {who: who.get(f"/feed/{key(who, 'feed')}/entries.atom").text.count("<entry>") for who in (rita, anna)}
    check("and a feed does not tell of it", feeds[rita] < feeds[anna], True)
    check("she sees her own", "owes Alden help" in anna.get("/cases/spring").text, True)
    # What an entry says may look like the beginning of another: what rests on a hidden one is hidden, and nothing else.
    register("case", path, "marks", "account Alden, Borea")
    theirs = re.search(r"Entry (\d+)", register("enter", path, "marks", "w1: strike by Cardo on Borea", "says Borea")).group(1)
    secret = re.search(r"Entry (\d+)", register("enter", path, "marks", 'source S9 "a paper"', "  date 2022-03-01")).group(1)
    register("visible", path, "marks", secret, "named", "Alden")
    false = f"w2: strike by Cardo on Alden\n-- entry {theirs}\n  says Alden in S9"
    check("a line that looks like the beginning of an entry", enter(anna, "marks", false, "Alden")[1].status, 303)
    answer = rita.get("/cases/marks/answer").text
    check("hides what it stands in, and no entry of others", (rita.get("/cases/marks").status, "w1" in answer, "w2" in answer),
          (200, True, False))
    # What the record holds is the secretary's to take back.
    for lines in ('about w1\n  retracted "entered twice"', 'about w1\n  retracted "no" recorded 2022-03-09'):
        shown = enter(anna, "marks", lines, "Alden")[0]
        check("a delegate does not take back what the record holds", (shown.status, "taken back by a secretary" in shown.text),
              (422, True))
    check("the page stands by itself", "<html" in anna.get("/cases/spring/answer").text, True)
    # 10:00 in UTC is 14:00 at +04:00, and 23:30 of the day before at -10:30.
    check("a zone is kept", [anna.post("/zone", {"zone": zone}).status for zone in ("+04:00", "+99:00", "x")], [303, 422, 422])
    check("times in the reader's zone too", "2022-03-04 10:00+00:00</time> <small>(your time 14:00)" in
          anna.get("/people").text, True)
    anna.cookies["zone"] = "-10:30"
    check("and his day", "(your time 2022-03-03 23:30)" in anna.get("/people").text, True)
    del anna.cookies["zone"]
    check("in Russian", "Повестка" in anna.get("/", Accept_Language="ru").text, True)

    # ---- events ----
    stream = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    last = anna.get("/cases/spring/log").text.count("<tr id=")
    stream.request("GET", "/cases/spring/events", headers={"Last-Event-ID": "1", "Cookie": "casus=" +
                                                           anna.cookies["casus"]})
    response = stream.getresponse()
    line = response.fp.readline  # the chunks come as they are sent
    seen = []
    while len(seen) < 2:
        read = response.readline().decode()
        if read.startswith("id: "):
            seen.append(int(read[4:]))
    check("events since the last one that was seen, in their order", seen == sorted(seen) and seen[0] > 1, True)
    enter(sam, "spring", "e7: strike by Cardo on Borea", "")
    newest = max(int(n) for n in re.findall(r'<tr id="e(\d+)"', sam.get("/cases/spring/log").text))
    while seen[-1] < newest:
        read = response.readline().decode()
        if read.startswith("id: "):
            seen.append(int(read[4:]))
    check("and what is entered meanwhile", seen[-1], newest)

    # ---- votes, silences, questions ----
    asked = sam.get("/cases/spring/ask?question=may%20Alden%20request%20of%20Borea")
    check("a question", (asked.status, asked.text.count('class="told"') > 0), (200, True))
    check("one that is none", "problem" in sam.get("/cases/spring/ask?question=%3Cb%3Ewho").text, True)
    check("nothing before an organ", "Nothing was put" in sam.get("/cases/spring/drafts").text, True)

    # ---- documents ----
    kept = sam.upload("/cases/spring/documents", {"label": "S1", "title": 'A "title"', "published": "2022-03-02"},
                      "a.html", "<script>alert(1)</script>")
    check("a document is kept", kept.status, 303)
    number = re.search(r"/documents/(\d+)", sam.get("/cases/spring/documents").text).group(1)
    kept = sam.get(f"/cases/spring/documents/{number}")
    check("and comes back as it was, to be saved, not shown", (kept.text, kept.headers["Content-Type"],
          kept.headers["Content-Disposition"]),
          ("<script>alert(1)</script>", "application/octet-stream", 'attachment; filename="a.html"'))

    # ---- the same rows as casus run ----
    register("export", path, "spring", "out")
    told = subprocess.run([CASUS, "run", "out/spring.record", "--as-of", "2022-03-04T10:00+00:00"], capture_output=True,
                          text=True).stdout
    row = re.search(r"  violated .*", told) or re.search(r"  in force .*", told)
    words = lambda text: " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())
    check("the page has the rows of casus run on the export",
          row is not None and words(row.group(0)) in words(sam.get("/cases/spring").text), True)
    check("the log of requests has no contents", [word for word in ("strike", PASSWORD, "Alden", anna.cookies["casus"])
                                                  if word in server.logged()], [])
    check("it stops when told to", server.stop(), 0)
check("and is sound", "Sound" in register("verify", path), True)
done()
