# SPDX-License-Identifier: MIT
"""
Each act that an organisation does in its register has its form: the fields are the roles that the vocabulary gives its word, they
offer what may stand there, and what is filled in becomes the sentence. One crisis, from the request to a suspension, entered with
these forms alone.
"""

import os
from client import *

VOCABULARY = "".join(open(os.path.join(os.environ["CASUS_SOURCE"], "vocabulary", name + ".casus")).read()
                     for name in ("security", "decisions"))
path = place("acts")
register("new", path, *(word for name in ("zones", "security", "decisions", "un", "cst", "charter") for word in ("--treaty", name)),
         "--exercise", "2022-09-13T10:00+04:00")
register("person", path, "sam", "secretary", "Sam")
register("case", path, "crisis", "zone Yerevan", "account Armenia, Azerbaijan, Russia, CSTO")


def roles_of(word):
    """The prepositions of its line in the vocabulary, without what it may come after."""
    line = re.search(rf"^event {word}((?: .*)?)$", VOCABULARY, re.M).group(1).split("--")[0].split(" after ")[0]
    return re.findall(r" ([a-z]+) [a-z]+(?: or [a-z]+)?(?= |$)", line)


ACTS = [  # the word, its label, what is filled in
    ("hostilities", "e1", {"between": "Armenia, Azerbaijan"}),
    ("request", "r1", {"by": "Armenia", "of": "CSTO", "for": "Military", "on": "e1", "under": "CST 4"}),
    ("receipt", "", {"by": "CSTO", "of": "r1"}),
    ("call", "", {"by": "Armenia", "of": "CSC", "on": "r1"}),
    ("convening", "", {"by": "Armenia", "of": "CSC", "on": "r1"}),
    ("session", "s1", {"of": "CSC", "by": "Armenia", "on": "r1", "in": "Video"}),
    ("attendance", "", {"by": "Armenia, Russia, Belarus", "at": "s1"}),
    ("draft", "d1", {"in": "CSC", "for": "Mission", "on": "e1", "at": "s1", "by": "Russia"}),
    ("circulation", "c1", {"by": "CSTO Secretariat", "of": "d1", "to": "2022-09-15T12:00+04:00"}),
    ("extension", "", {"by": "CSTO Secretariat", "of": "d1", "to": "2022-09-16T12:00+04:00"}),
    ("objection", "", {"by": "Armenia", "to": "d1"}),
    ("objection withdrawal", "", {"by": "Armenia", "to": "d1"}),
    ("vote", "", {"by": "Armenia", "on": "d1", "for": "Yes"}),
    ("vote", "", {"by": "Armenia", "on": "d1", "for": "No"}),
    ("close", "", {"of": "d1"}),
    ("adoption", "v1", {"by": "CSC", "of": "d1", "at": "s1"}),
    ("message", "", {"by": "CSC", "on": "v1"}),
    ("instruction", "i1", {"by": "CSC", "to": "Stanislav Zas", "for": "Report", "on": "e1"}),
    ("mission", "m1", {"by": "CSTO", "to": "Armenia", "for": "Mission", "on": "e1", "under": "v1"}),
    ("mandate", "", {"of": "m1", "for": "Monitoring"}),
    ("finding", "f1", {"by": "CSTO", "of": "Shelling", "on": "e1", "in": "m1"}),
    ("report", "", {"by": "Stanislav Zas", "to": "CSC", "on": "e1"}),
    ("offer", "", {"by": "Russia", "to": "Armenia", "for": "Mediation", "on": "e1"}),
    ("assistance", "", {"by": "Russia", "to": "Armenia", "of": "Military", "on": "e1"}),
    ("refusal", "", {"by": "Belarus", "on": "r1"}),
    ("waiver", "", {"by": "Armenia", "to": "CSTO", "on": "e1"}),
    ("suspension", "", {"by": "CSC", "of": "Belarus"}),
    ("withdrawal notice", "", {"by": "Armenia", "of": "CST"}),
    ("accession", "", {"by": "Azerbaijan", "of": "CST"})]

with Server(path, "--quiet") as server:
    sam = join(server, path, "sam")
    token = sam.get("/cases").token()
    form = sam.get("/cases/crisis/act").text
    for kind, names in (("person", "Stanislav Zas"), ("item", "Shelling, Mediation"), ("task", "Monitoring")):
        check(f"a name may be declared of the kind {kind}", f"<option>{kind}</option>" in form, True)
        shown = sam.post("/cases/crisis/preview", {"kind": kind, "names": names}, token)
        check(f"the preview of {names}", (shown.status, shown.field("lines")), (200, f"name {kind} {names}"))
        sent = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
        if shown.status == 200:
            sam.post("/cases/crisis/enter", sent, token)
    offered, meant, entered = 0, 0, {}  # entered: what stands behind each label
    for word, label, filled in ACTS:
        form = sam.get("/cases/crisis/act?" + urllib.parse.urlencode({"word": word})).text
        check(f"the form of {word} has the roles of its word", re.findall(r'name="role ([^"]*)"', form), roles_of(word))
        offered += sum(f'<option value="{value}">' in form for value in filled.values())
        meant += sum(f'<option value="{value}">{entered[value]}</option>' in form for value in filled.values() if value in entered)
        shown = sam.post("/cases/crisis/preview", {"word": word, "label": label, **{f"role {k}": v for k, v in filled.items()}}, token)
        sentence = (label and label + ": ") + " ".join([word, *(f"{role} {filled[role]}" for role in roles_of(word) if role in filled)])
        check(f"{word}: what is filled in becomes the sentence", (shown.status, shown.field("lines")), (200, sentence))
        if shown.status != 200:
            print(re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", unescape(shown.text)))[-700:])
            continue
        sent = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
        check(f"{word} is entered", sam.post("/cases/crisis/enter", sent, token).status, 303)
        if label:
            entered[label] = sentence[len(label) + 2:]
    check("most of what was filled in was offered", offered > 40, True)
    check("each label with what was entered under it", meant, sum(value in entered for _, _, filled in ACTS for value in filled.values()))
    for verb in ("says", "denies", "asks", "retracts"):
        check(f"the form of a claim: {verb}", f'<option value="{verb}">' in sam.get("/cases/crisis/claim").text, True)
done()
