# SPDX-License-Identifier: MIT
"""Programs at work: tokens and scopes, every view and act as JSON, tags and keys of attempts, feeds."""

import base64, concurrent.futures, os, subprocess
from client import *

path = place("a")
register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
         "2022-03-02T10:00+00:00")
for name, role in (("anna", "delegate"), ("sam", "secretary"), ("ada", "administrator")):
    register("person", path, name, role, name.title())
register("mandate", path, "anna", "Alden")


def token(person, scopes):
    shown = person.post("/you/token", {"scopes": scopes})
    return re.search(r"<code>([0-9a-f]{64})</code>", shown.text).group(1)


with Server(path) as server:
    people = {name: join(server, path, name) for name in ("anna", "sam", "ada")}
    anna, sam, ada = (Client(server, token(people[name], "read act")) for name in ("anna", "sam", "ada"))
    reader = Client(server, token(people["anna"], "read"))
    feed = token(people["anna"], "feed")
    described = Client(server).get("/api/openapi.json").json()
    check("OpenAPI", (described["openapi"], "post" in described["paths"]["/api/cases/{case}/entries"]), ("3.1.0", True))
    body = described["paths"]["/api/cases/{case}/entries"]["post"]["requestBody"]["content"]["application/json"]
    check("of each member it tells whether it must be there", body["schema"]["required"], ["lines"])

    # ---- scopes ----
    check("a session is no token", people["sam"].send("/api/cases", {"name": "x"}).status, 401)
    check("a reader's token does not act", reader.send("/api/cases/x/entries", {"lines": "x"}).status, 403)
    check("nor does that of a feed", Client(server, feed).get("/api/cases").status, 403)
    check("a token opens no page", reader.get("/").status, 403)
    check("a made-up token", Client(server, "0" * 64).get("/api/people").status, 401)
    check("a delegate opens no case", anna.send("/api/cases", {"name": "spring"}).status, 403)

    # ---- acts ----
    made = sam.send("/api/cases", {"name": "spring", "lines": "account Alden, Borea"}, Idempotency_Key="1")
    check("a case", (made.status, made.json()["before"]), (201, False))
    again = sam.send("/api/cases", {"name": "spring", "lines": "account Alden, Borea"}, Idempotency_Key="1")
    check("the same again", (again.status, again.json()["entry"], again.json()["before"]),
          (200, made.json()["entry"], True))
    for value, status in (('{"lines": "a", "lines": "b"}', 400), ("[]", 400), ("{", 400), ('{"lines": 1}', 422),
                          ('{"on": "2022"}', 422), ('{"lines": "x", "by": "sam"}', 422), ('{"lines": "a\\u0000b"}', 400)):
        refused = anna.ask("POST", "/api/cases/spring/entries", value, Content_Type="application/json")
        check(f"refused: {value}", (refused.status, refused.headers["Content-Type"], refused.json()["status"]),
              (status, "application/problem+json", status))
    check("only JSON", anna.ask("POST", "/api/cases/spring/entries", "lines=x").status, 415)
    check("what happened", anna.send("/api/cases/spring/entries", {"lines": "e1: strike by Cardo on Alden",
                                                                   "for": "Alden"}).status, 201)
    shown = anna.send("/api/cases/spring/preview", {"lines": "r1: request by Alden to Borea on e1", "for": "Alden"})
    check("a preview", (shown.status, shown.json()["effect"], shown.json()["needs_power"],
                        "Borea owes Alden help" in shown.json()["changes"]), (200, "full", True, True))
    # What declares a word or a name is entered as an act is, by who keeps the record.
    declared = {"lines": "kind office\nevent inspection by state on state\naccount Cardo"}
    check("a delegate declares no words", (anna.send("/api/cases/spring/preview", {**declared, "for": "Alden"}).status,
          anna.send("/api/cases/spring/entries", {**declared, "for": "Alden"}).status,
          anna.send("/api/cases/spring/entries", {"lines": "name office Registry", "for": "Alden"}).status), (422, 422, 422))
    tried = sam.send("/api/cases/spring/preview", declared)
    check("the preview of a declaration", (tried.status, tried.json()["needs_power"], tried.json()["lines"]),
          (200, False, declared["lines"] + "\n"))
    check("a mistake has its line", (sam.send("/api/cases/spring/preview", {"lines": "kind office\nevnt x"}).status,
          "line 2: no line begins with" in sam.send("/api/cases/spring/entries", {"lines": "kind office\nevnt x"}).text), (422, True))
    entered = [sam.send("/api/cases/spring/entries", declared, Idempotency_Key="words").status for _ in range(2)]
    check("it is entered once", entered, [201, 200])
    check("a name of the new kind, and the new word", (sam.send("/api/cases/spring/entries", {"lines": "name office Registry"}).status,
          sam.send("/api/cases/spring/entries", {"lines": "i1: inspection by Alden on Cardo"}).status), (201, 201))
    check("the new account has a column", [a["name"] if isinstance(a, dict) else a for a in
                                           anna.get("/api/cases/spring").json()["accounts"]], ["Alden", "Borea", "Cardo"])
    tag = anna.get("/api/cases/spring").headers["ETag"]
    check("nothing new", anna.get("/api/cases/spring", If_None_Match=tag).status, 304)
    act = {"lines": "r1: request by Alden to Borea on e1", "for": "Alden"}
    check("entered, under the state that was seen",
          anna.send("/api/cases/spring/entries", act, If_Match=tag, Idempotency_Key="r1").status, 201)
    check("the same attempt, in whatever state", anna.send("/api/cases/spring/entries", act, If_Match=tag,
                                                           Idempotency_Key="r1").json()["before"], True)
    check("the key of another is another", sam.send("/api/cases/spring/entries", {"lines": "e9: strike by Cardo on Borea"},
                                                    Idempotency_Key="r1").json()["before"], False)
    quick = sam.send("/api/cases/spring/entries", {"lines": "e7: strike by Cardo on Borea"}, Prefer="return=minimal")
    check("entered without a look at what changes", (quick.status, quick.json()["told"]), (201, ""))
    check("and it stands as any other", "e7: strike by Cardo on Borea" in sam.get("/api/cases/spring/record").text, True)
    check("a mistake is told all the same", "e7" in sam.send("/api/cases/spring/entries", {
        "lines": "e7: strike by Cardo on Alden"}, Prefer="return=minimal").json()["detail"], True)
    check("a state that is over", anna.send("/api/cases/spring/entries", {"lines": "help by Borea to Alden on e1", "for":
                                            "Alden"}, If_Match=tag).status, 412)
    check("something new", anna.get("/api/cases/spring", If_None_Match=tag).status, 200)
    check("no mandate", "no mandate now" in anna.send("/api/cases/spring/entries", {"lines": "e8: strike by Cardo on Borea",
                                                      "for": "Borea"}).json()["detail"], True)
    kept = sam.send("/api/cases/spring/documents", {"file": "a.pdf", "lines": 'source S1 "A"\n  date 2022-03-02',
                                                    "content": base64.b64encode(b"%PDF-1.4\x00\xffwords").decode()})
    check("a document", kept.status, 201)
    check("as it was", sam.server and people["sam"].get(f"/cases/spring/documents/{kept.json()['entry']}").body,
          b"%PDF-1.4\x00\xffwords")
    check("no base 64", sam.send("/api/cases/spring/documents", {"file": "b.txt", "lines": "source S2 \"B\"",
                                                                 "content": "???"}).status, 422)
    check("who sees it", sam.send("/api/cases/spring/visible", {"scope": "all"}).status, 201)
    check("the clock", sam.send("/api/clock", {"to": "2022-03-06T00:00+00:00"}).status, 201)
    check("it goes only forward", sam.send("/api/clock", {"to": "2022-03-05T00:00+00:00"}).status, 422)

    # ---- views ----
    ledger = Client(server).get("/api/cases/spring")
    register("export", path, "spring", "out")
    told = subprocess.run([CASUS, "run", "out/spring.record", "--as-of", "2022-03-06T00:00+00:00", "--format", "json"],
                          capture_output=True).stdout
    check("the ledger is that of casus run on the export", ledger.json() == json.loads(told), True)
    check("as of another date", "violated" in Client(server).get("/api/cases/spring?as_of=2022-03-03").text, False)
    check("a date that is none", Client(server).get("/api/cases/spring?as_of=soon").status, 422)
    check("what is next", "Borea" in anna.get("/api/cases/spring/next?for=Borea").text, True)
    check("the record", "r1: request by Alden to Borea on e1" in anna.get("/api/cases/spring/record").text, True)
    entries = anna.get("/api/cases/spring/entries").json()["entries"]
    check("entries behind a number", anna.get(f"/api/cases/spring/entries?after={entries[1]['number']}").json()["entries"],
          entries[2:])
    check("cases", [c["name"] for c in Client(server).get("/api/cases").json()["cases"]], ["spring"])

    # ---- people ----
    check("a person", ada.send("/api/people", {"name": "boris", "role": "delegate", "title": "Boris"}).status, 201)
    check("a mandate", ada.send("/api/mandates", {"person": "boris", "party": "Borea"}).status, 201)
    boris = Client(server)
    check("a link", boris.use_link("http://x" + ada.send("/api/links", {"name": "boris"}).json()["link"]).status, 303)
    mandate = [m for m in ada.get("/api/people").json()["mandates"] if m["person"] == "boris"][0]
    check("which ends", ada.send("/api/mandates/end", {"entry": mandate["entry"], "why": "recalled"}).status, 201)
    check("the only administrators stay", [ada.send("/api/people", {"name": name, "role": "reader", "title": "x"}).status
                                           for name in ("administrator", "ada")], [201, 422])
    check("who has left is out at once", (ada.send("/api/people", {"name": "boris", "role": "none", "title": "B"}).status,
                                          boris.get("/").status), (201, 303))

    check("a name that turns what is written is refused", [ada.send("/api/people", {"name": "eve", "role": "reader", "title": title})
          .status for title in ("Eve \u202e", "E\u200bve", "Eve")], [422, 422, 201])
    check("who is nobody is named to see nothing", (sam.send("/api/cases/spring/visible", {"scope": "named", "names": "ana", "entry": 0})
          .status, sam.send("/api/cases/spring/visible", {"scope": "members", "entry": 0}).status), (422, 201))
    # 400 mandates and no more, given several at a time so that they go to the disk together.
    ada.send("/api/people", {"name": "max", "role": "delegate", "title": "Max"})
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda n: ada.send("/api/mandates", {"person": "max", "party": f"Party {n}"}).status, range(403)))
    check("a person has at most 400 mandates", (given.count(201), given.count(422)), (400, 3))

    # ---- sealing, feeds, the end of tokens ----
    help_ = [e for e in entries if e["body"] and "e9" in e["body"]][0]
    check("sealed", sam.send("/api/cases/spring/seal", {"entry": help_["number"], "why": "a name"}).status, 201)
    check("and gone", "e9: strike" in sam.get("/api/cases/spring/record").text, False)
    calendar = Client(server).get(f"/feed/{feed}/agenda.ics").text
    check("a calendar is one", (calendar.startswith("BEGIN:VCALENDAR\r\n"), calendar.endswith("END:VCALENDAR\r\n"),
                                calendar.count("BEGIN:VCALENDAR")), (True, True, 1))
    atom = Client(server).get(f"/feed/{feed}/entries.atom").text
    check("a feed tells what was entered, not its words", ("spring: lines" in atom, "request by" in atom), (True, False))
    check("figures are for the administrator", (ada.get("/metrics").status, anna.get("/metrics").status), (200, 403))
    check("all is ended", (people["anna"].post("/you/end", {}).status, anna.get("/api/people").status,
                           people["anna"].get("/").status, Client(server).get(f"/feed/{feed}/agenda.ics").status),
          (303, 401, 303, 401))
check("and is sound", "Sound" in register("verify", path), True)
done()
