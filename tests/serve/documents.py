# SPDX-License-Identifier: MIT
"""
Words of a document become a claim with its anchor, without a script; `casus check` finds the same words at it. An entry is
sealed on a page, by a decision that is an entry, and the chain stays whole.
"""

import glob, os, subprocess
from client import *

HERE = os.path.dirname(__file__)
path = "documents.register"
register("new", path, "--treaty", os.path.join(HERE, "pact.treaty"), "--exercise", "2022-03-02T10:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("rita", "reader")):
    register("person", path, name, role, name.title())
register("mandate", path, "anna", "Alden")
register("case", path, "spring", "account Alden, Borea")
NOTE = "Cardo struck at dawn.\nThe strike was  heavy,\nsaid Alden. Cardo struck again. «Довольно»."
PAGE = ("<html><head><title>News</title><style>p { x: strike }</style><script>var strike = '<p>Cardo';</script></head><body>"
        "<p>Cardo <b>struck</b> at Alden&#8217;s gate &amp; left.</p><!-- Cardo struck --><p>Nobody\n   was hurt &lt;yet&gt;."
        "</p></body></html>")


def text(reply):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", reply.text)))


def anchors(reply):
    return re.findall(r'name="anchor" value="([^"]*)"', reply.text)


def bytes_at(document, anchor):
    start, end = re.match(r"@(\d+)\.\.(\d+)", anchor).groups()
    return document.encode()[int(start):int(end)].decode()


with Server(path, "--quiet") as server:
    sam, anna, rita = (join(server, path, name) for name in ("sam", "anna", "rita"))
    enter(anna, "spring", "e1: strike by Cardo on Alden", "Alden")
    for label, name, content in (("S1", "note.txt", NOTE), ("S2", "page.html", PAGE), ("S3", "scan.pdf", "%PDF-1.4\n\0\0")):
        check(f"{name} is kept", sam.upload("/cases/spring/documents", {"label": label, "title": label,
              "published": "2022-03-02"}, name, content).status, 303)
    for name, content in (("x.exe", "MZ"), ("x.pdf", "<html>"), ("x.txt", "a\0b"), ("x", "text"), ("../x.txt", "text")):
        check(f"{name} is no document", sam.upload("/cases/spring/documents", {"label": "S9", "title": "x"}, name, content)
              .status, 422)
    numbers = dict(re.findall(r'/documents/(\d+)/read">([^<]*)<', sam.get("/cases/spring/documents").text))
    note, page, scan = ("/cases/spring/documents/" + next(n for n, name in numbers.items() if name == wanted) + "/read"
                        for wanted in ("note.txt", "page.html", "scan.pdf"))

    # ---- finding words ----
    ask = lambda where, words, **more: anna.get(where + "?" + urllib.parse.urlencode({"words": words, **more}))
    found = anchors(ask(note, "Cardo struck"))
    check("each place is offered", [bytes_at(NOTE, a) for a in found], ["Cardo struck"] * 2)
    second = len(NOTE[:NOTE.rindex("Cardo")].encode())
    check("the place that was selected is chosen", re.findall(r'value="(@[^"]*)" checked', ask(note, "Cardo struck",
                                                                                           at=second - 3).text), [found[1]])
    check("however they are spaced", [bytes_at(NOTE, a) for a in anchors(ask(note, "was heavy, said\r\nAlden"))],
          ["was  heavy,\nsaid Alden"])
    check("in any script", [bytes_at(NOTE, a) for a in anchors(ask(note, "«Довольно»"))], ["«Довольно»"])
    check("words that do not stand there", (anchors(ask(note, "Borea struck")), "do not stand there" in
                                            ask(note, "Borea struck").text), ([], True))
    check("of HTML what is read, across its tags", [bytes_at(PAGE, a) for a in anchors(ask(page, "Cardo struck at Alden’s gate & left"))],
          ["Cardo <b>struck</b> at Alden&#8217;s gate &amp; left"])
    check("not its scripts, styles and comments", [anchors(ask(page, words)) for words in ("x: strike", "var strike")],
          [[], []])
    check("and it stays text", ("<b>struck" in ask(page, "Nobody was hurt <yet>").text,
                                [bytes_at(PAGE, a) for a in anchors(ask(page, "Nobody was hurt <yet>"))]),
          (False, ["Nobody\n   was hurt &lt;yet&gt;"]))
    check("what is no text is told to be saved", (anna.get(scan).status, "save it" in anna.get(scan).text), (422, True))
    check("a reader finds words, and has no form to claim", ("<mark>" in rita.get(note + "?words=heavy").text,
                                                            "name=\"verb\"" in rita.get(note + "?words=heavy").text),
          (True, False))

    # ---- the claim ----
    form = ask(page, "Cardo struck at Alden’s gate")
    fields = {"anchor": anchors(form)[0], "source": form.field("source"), "voice": "Alden", "verb": "says", "about": "e1",
              "for": "Alden", "gist": 'it was "Cardo"', "as": "", "statement": ""}
    shown = anna.post("/cases/spring/preview", fields, form.token())
    check("the lines of the claim", shown.field("lines"), "about e1\n  says Alden in S2 " + fields["anchor"] +
          " \"it was 'Cardo'\"")
    sent = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
    check("it is entered", anna.post("/cases/spring/enter", sent).status, 303)
    fields.update(voice="Borea")
    check("a delegate claims nothing for another", anna.post("/cases/spring/preview", fields).status, 422)
    fields.update(voice="Alden", about="e1", **{"as": "help by Cardo to Alden"}, verb="denies")
    check("a name is denied", anna.post("/cases/spring/preview", fields).field("lines").splitlines()[0],
          "e1 counts as help by Cardo to Alden")
    fields.update(about="", statement="e2: strike by Cardo on Borea", verb="asks", anchor=anchors(ask(note, "heavy"))[0],
                  source="S1", gist="")
    shown = anna.post("/cases/spring/preview", fields)
    sent = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
    check("something new is asked", anna.post("/cases/spring/enter", sent).status, 303)
    check("what was said is taken back without a document", enter(anna, "spring", "about e1\n  retracts Alden", "Alden")[1]
          .status, 303)
    register("export", path, "spring", "out")
    told = subprocess.run([CASUS, "check", "--sources", "out", "out/spring.record"], capture_output=True, text=True, timeout=60)
    check("casus check finds the same words", (told.returncode, told.stdout + told.stderr), (0, told.stdout + told.stderr))
    with open("out/page.html", "a") as changed:
        changed.write("x")
    check("and would find others", subprocess.run([CASUS, "check", "--sources", "out", "out/spring.record"],
                                                  capture_output=True, timeout=60).returncode, 1)

    # ---- by a program ----
    made = anna.post("/you/token", {"scopes": "read"}).text
    program = Client(server, re.search(r"<code>([0-9a-f]{64})</code>", made).group(1))
    listed = program.get("/api/cases/spring/documents").json()["documents"]
    check("the documents", sorted(d["file"] for d in listed), ["note.txt", "page.html", "scan.pdf"])
    number = next(d["entry"] for d in listed if d["file"] == "note.txt")
    asked = program.get(f"/api/cases/spring/documents/{number}/passages?words=Cardo%20struck").json()["anchors"]
    check("the same anchors", asked, anchors(ask(note, "Cardo struck")))
    check("a document as it was kept", program.get(f"/api/cases/spring/documents/{number}").body.decode(), NOTE)
    reply = program.get("/api/cases/spring/ask?question=what%20does%20Borea%20owe")
    check("a question", (reply.status, reply.headers["Content-Type"], isinstance(reply.json(), dict)), (200, "application/json", True))
    check("one that is none", program.get("/api/cases/spring/ask?question=%3F").status, 422)

    # ---- sealing ----
    check("somebody is named", enter(sam, "spring", "name state Unspeakable", "")[1].status, 303)
    number = re.findall(r'/cases/spring/seal/(\d+)"', sam.get("/cases/spring/log").text)[-1]
    where = f"/cases/spring/seal/{number}"
    check("a secretary sees what would be gone", "Unspeakable" in sam.get(where).text, True)
    check("others do not seal", (anna.get(where).status, anna.post(where, {"why": "x"}).status,
                                 "/seal/" in anna.get("/cases/spring/log").text), (403, 403, False))
    check("not without a reason", sam.post(where, {"why": ""}).status, 422)
    check("nor an entry of another case", sam.get("/cases/spring/seal/1").status, 404)
    check("it is sealed", sam.post(where, {"why": "by order of a court"}).status, 303)
    check("the decision is an entry", "by order of a court" in anna.get("/cases/spring/log").text, True)
    check("the words are in no page and no file", ("Unspeakable" in sam.get("/cases/spring/log").text,
          [name for name in glob.glob(path + "*") if b"Unspeakable" in open(name, "rb").read()]), (False, []))
    first = re.findall(r'/cases/spring/seal/(\d+)"', sam.get("/cases/spring/log").text)[0]
    check("what others refer to is not sealed before them", sam.post(f"/cases/spring/seal/{first}", {"why": "x"}).status, 422)
check("the chain is whole", register("verify", path).startswith("Sound: "), True)
done()
