# SPDX-License-Identifier: MIT
"""Sessions with the language server, each a function; what is expected was found by hand from the texts below."""
import os
import sys
import tempfile

from client import Client, at, span

WORDS = """kind  state
event attack by state on state
event plea by state to state on occurrence
event aid by state to state on occurrence
"""
PACT = """use   words

treaty Pact "a pact" since 2000-01-01

article 1 "who is attacked is helped"
when  p: plea by victim to helper on e
then  helper owes victim aid by helper to victim on p within 3 days
"""
RECORD = """use   pact
name  state Alden, Borea, Corvin

2022-01-01 e1: attack by Corvin on Alden
  says Alden
2022-01-02 p1: plea by Alden to Borea on e1
"""


class Folder:
    """A folder with these three texts, of which a test opens some."""

    def __init__(self, **more):
        self.temporary = tempfile.TemporaryDirectory(prefix="casus-lsp-")  # removed with this object
        self.path = os.path.realpath(self.temporary.name)
        for name, text in {"words.casus": WORDS, "pact.treaty": PACT, "a.record": RECORD, **more}.items():
            self.write(name, text)

    def write(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as file:
            file.write(text)

    def uri(self, name):
        return "file://" + os.path.join(self.path, name)

    def client(self, encodings=None, **more):
        c = Client(environment={"CASUS_PATH": ""})
        self.started = c.start(encodings, [self.path], **more)
        return c


def same(found, expected):
    if found != expected:
        raise AssertionError("found\n  %r\nnot\n  %r" % (found, expected))


def codes(diagnostics):
    return [d.get("code") for d in diagnostics]


# ---- diagnostics ----

def a_mistake_is_told_as_it_is_typed_and_gone_when_it_is_mended():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    same(c.checked(f.uri("a.record")), [])
    c.change(f.uri("a.record"), 2, {"range": span(3, 18, 3, 19), "text": ""})  # "attck"
    found = c.checked(f.uri("a.record"))
    same([(d["range"], d["severity"], d["source"], d["message"].splitlines()[0]) for d in found],
         [(span(3, 15, 3, 20), 1, "casus", '"attck" is not a word of any vocabulary in use')])
    same("Did you mean \"attack\"?" in found[0]["message"], True)
    c.change(f.uri("a.record"), 3, {"range": span(3, 18, 3, 18), "text": "a"})
    same(c.checked(f.uri("a.record")), [])
    same(c.stop(), 0)


def what_is_open_counts_over_the_disk_for_those_that_use_it():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    same(c.checked(f.uri("a.record")), [])
    c.open(f.uri("words.casus"), WORDS.replace("event attack", "event raid"))
    while codes(c.checked(f.uri("a.record"))) != ["E0301"]:
        pass
    c.change(f.uri("words.casus"), 2, {"text": WORDS})  # the whole text
    while c.checked(f.uri("a.record")) != []:
        pass
    c.change(f.uri("words.casus"), 3, {"text": WORDS.replace("event attack", "event raid")})
    while codes(c.checked(f.uri("a.record"))) != ["E0301"]:
        pass
    c.notify("textDocument/didClose", {"textDocument": {"uri": f.uri("words.casus")}})  # what is saved counts again
    while c.checked(f.uri("a.record")) != []:
        pass
    same(c.stop(), 0)


def more_texts_than_are_kept_are_checked_all_the_same():
    names = ["r%02d.record" % i for i in range(40)]  # 16 are kept
    f = Folder(**{name: "use words\nname state Alden\n2022-01-01 attack by Alden\n" for name in names})
    c = f.client()
    for name in names:
        c.open(f.uri(name), open(os.path.join(f.path, name), encoding="utf-8").read())
    c.open(f.uri("words.casus"), WORDS)
    ask = {"textDocument": {"uri": f.uri("words.casus")}, "options": {}}
    c.checked(f.uri("words.casus"))
    while len(c.diagnostics) < 41:
        c.receive()
    same(set(map(str, c.diagnostics.values())), {"[]"})
    c.diagnostics.clear()
    c.change(f.uri("words.casus"), 2, {"range": span(3, 0, 3, 0), "text": "event siege by state\n"})
    while len(c.diagnostics) < 41:  # all use the words
        c.receive()
    c.change(f.uri("words.casus"), 3, {"text": WORDS.replace("event attack", "event raid")})
    for name in names:
        while codes(c.diagnostics.get(f.uri(name), [])) != ["E0301"]:
            c.receive()
    c.diagnostics.clear()
    c.change(f.uri(names[0]), 2, {"range": span(0, 0, 0, 0), "text": "-- \n"})
    c.checked(f.uri(names[0]))
    c.result("textDocument/formatting", ask)
    same(list(c.diagnostics), [f.uri(names[0])])  # the others do not use it
    same(c.stop(), 0)


def a_mistake_in_a_text_that_is_used_is_told_with_its_place():
    f = Folder(**{"words.casus": WORDS + "evnt raid\n"})
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    found = c.checked(f.uri("a.record"))
    same(len(found), 1)
    same(found[0]["range"], span(0, 0, 0, 0))
    same(found[0]["relatedInformation"][0]["location"], {"uri": f.uri("words.casus"), "range": span(4, 0, 4, 4)})
    same(c.stop(), 0)


def a_text_that_was_never_saved_is_checked():
    f = Folder()
    c = f.client()
    c.open("untitled:Untitled-1", "kind state\nnaem state Alden\n")
    same([d["range"] for d in c.checked("untitled:Untitled-1")], [span(1, 0, 1, 4)])
    c.open(f.uri("new.record"), "use new words\n")
    c.checked(f.uri("new.record"))
    c.change(f.uri("new.record"), 2, {"text": "use words\nname state Alden\n"})
    same(c.checked(f.uri("new.record")), [])
    c.open(f.uri("a.txt"), "kind state\n")
    same("does not end in .casus" in c.checked(f.uri("a.txt"))[0]["message"] or
         "ends in .casus" in c.diagnostics[f.uri("a.txt")][0]["message"], True)
    same(c.stop(), 0)


def check_lines_are_evaluated_when_a_record_is_opened_or_saved():
    f = Folder()
    c = f.client()
    text = RECORD + ("check in force Pact 1: Borea owes Alden aid by Borea to Alden on p1 as open on 2022-01-05\n"
                     "check fulfilled Pact 1: Borea owes Alden aid by Borea to Alden on p1 as open on 2022-01-05\n")
    c.open(f.uri("a.record"), text)
    same(c.checked(f.uri("a.record")), [])
    found = c.checked(f.uri("a.record"))  # 5 January is the last day of the three
    same([(d["range"]["start"]["line"], d["code"], d["severity"]) for d in found], [(7, "E0597", 1)])
    same(found[0]["message"].startswith("this check finds: in force"), True)
    c.change(f.uri("a.record"), 2, {"range": span(7, 6, 7, 15), "text": "in force"})
    same(c.checked(f.uri("a.record")), [])
    c.notify("textDocument/didSave", {"textDocument": {"uri": f.uri("a.record")}})
    same(c.checked(f.uri("a.record")), [])
    c.result("textDocument/formatting", {"textDocument": {"uri": f.uri("a.record")}, "options": {}})
    same(c.diagnostics[f.uri("a.record")], [])
    same(c.stop(), 0)
    c = f.client(options={"checkLines": False})
    c.open(f.uri("a.record"), text)
    same(c.checked(f.uri("a.record")), [])
    c.result("textDocument/formatting", {"textDocument": {"uri": f.uri("a.record")}, "options": {}})
    same(c.diagnostics[f.uri("a.record")], [])
    same(c.stop(), 0)


def a_text_of_another_language_is_checked_with_the_one_that_it_belongs_to():
    f = Folder()
    os.mkdir(f.path + "/ru")
    text = "language ru\nwording attack\n  said \"{by} attacks {on}\"\n"
    f.write("ru/words.casus", text)
    c = f.client()
    c.open(f.uri("ru/words.casus"), text)
    same(c.checked(f.uri("ru/words.casus")), [])
    same(c.result("textDocument/definition", spot(f, "ru/words.casus", 1, 10))["uri"], f.uri("words.casus"))
    c.change(f.uri("ru/words.casus"), 2, {"text": text.replace("attack", "raid")})
    same(codes(c.checked(f.uri("ru/words.casus"))), ["E0301"])
    same(c.stop(), 0)


# ---- positions ----

def positions_are_counted_in_the_units_that_were_agreed():
    # a record whose mistake stands behind U+1F6E1 (4 bytes, 2 units of UTF-16, 1 of UTF-32) and U+00E9 (2, 1, 1)
    text = 'kind  state\nname  state "\U0001F6E1\u00e9" Nowhere\n'
    for offered, agreed, column in ((None, "utf-16", 18), (["utf-16"], "utf-16", 18), (["utf-8", "utf-16"], "utf-8", 21),
                                    (["utf-7", "utf-32"], "utf-32", 17)):
        f = Folder()
        c = f.client(offered)
        same(f.started["capabilities"]["positionEncoding"], agreed)
        c.open(f.uri("u.casus"), text)
        found = c.checked(f.uri("u.casus"))
        same(found[0]["range"]["start"], at(1, column))
        # put a comma before "Nowhere", at the place in these units
        c.change(f.uri("u.casus"), 2, {"range": span(1, column - 1, 1, column - 1), "text": ","})
        same(c.checked(f.uri("u.casus")), [])
        same(c.stop(), 0)


def changes_are_taken_in_one_after_the_other():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), "")
    c.checked(f.uri("a.record"))
    c.change(f.uri("a.record"), 2, {"range": span(0, 0, 0, 0), "text": "use pact\r\nname stat Alden\r\n"},
             {"range": span(1, 9, 1, 9), "text": "e"},            # "state"
             {"range": span(9, 9, 99, 99), "text": "name state Borea\r\n"},  # beyond the end: the end
             {"range": span(2, 99, 2, 999), "text": ", Corvin"},  # beyond the line: its end
             {"range": span(0, 4, 0, 99), "text": "words"})       # the line end stays
    same(c.checked(f.uri("a.record")), [])
    same(edited("use words\r\nname state Alden\r\nname state Borea, Corvin\r\n",
                c.result("textDocument/formatting", {"textDocument": {"uri": f.uri("a.record")}, "options": {}})),
         "use   words\nname  state Alden\nname  state Borea, Corvin\n")
    same(c.stop(), 0)


def a_change_that_comes_late_is_left_out():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD, version=5)
    c.checked(f.uri("a.record"))
    c.change(f.uri("a.record"), 5, {"text": "nonsense\n"})
    c.change(f.uri("a.record"), 4, {"text": "nonsense\n"})
    c.change(f.uri("a.record"), 6, {"text": RECORD + "\n"})
    same(c.checked(f.uri("a.record")), [])
    same(len([n for n in c.notes if n["method"] == "window/logMessage" and "it is left out" in n["params"]["message"]]),
         2)
    same(c.stop(), 0)


# ---- formatting, symbols ----

def edited(text, edits, utf16=False):
    """The text with these edits of ASCII lines."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for e in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
        start = starts[e["range"]["start"]["line"]] + e["range"]["start"]["character"]
        end = starts[e["range"]["end"]["line"]] + e["range"]["end"]["character"]
        text = text[:start] + e["newText"] + text[end:]
    return text


def formatting_gives_the_lines_that_change():
    f = Folder()
    c = f.client()
    text = RECORD.replace("use   pact", "use pact").replace("  says Alden", "says  Alden")
    c.open(f.uri("a.record"), text)
    ask = {"textDocument": {"uri": f.uri("a.record")}, "options": {"tabSize": 2, "insertSpaces": True}}
    edits = c.result("textDocument/formatting", ask)
    same([e["range"] for e in edits], [span(0, 0, 1, 0), span(4, 0, 5, 0)])
    formatted = edited(text, edits)
    same("use   pact\n" in formatted and "\n  says " in formatted, True)
    edits = c.result("textDocument/rangeFormatting", {**ask, "range": span(3, 0, 4, 3)})
    same([e["range"] for e in edits], [span(4, 0, 5, 0)])
    c.change(f.uri("a.record"), 2, {"text": formatted})
    same(c.result("textDocument/formatting", ask), [])
    c.change(f.uri("a.record"), 3, {"text": formatted.replace("\nname", "\n\n\n\nname")})
    edits = c.result("textDocument/formatting", ask)
    same(edited(formatted.replace("\nname", "\n\n\n\nname"), edits), formatted.replace("\nname", "\n\nname"))
    same(c.stop(), 0)


def symbols_stand_below_what_they_belong_to():
    f = Folder()
    c = f.client()
    text = PACT.replace("article 1", 'reading Soon "how soon?"\n  Strict 1 day "a"\n  Lax 3 days "b"\n\narticle 1')
    c.open(f.uri("pact.treaty"), text)
    found = c.result("textDocument/documentSymbol", {"textDocument": {"uri": f.uri("pact.treaty")}})
    same([(s["name"], [t["name"] for t in s.get("children", [])]) for s in found],
         [("Pact", ["Pact 1"]), ("Soon", ["Strict", "Lax"])])
    same(found[0]["selectionRange"], span(2, 7, 2, 11))
    c.open(f.uri("a.record"), RECORD)
    found = c.result("textDocument/documentSymbol", {"textDocument": {"uri": f.uri("a.record")}})
    same([s["name"] for s in found], ["Alden", "Borea", "Corvin", "e1", "p1"])
    same(found[3]["range"], span(3, 0, 3, 40))
    same(c.stop(), 0)


# ---- looking up ----

def spot(f, name, line, character, **more):
    return {"textDocument": {"uri": f.uri(name)}, "position": at(line, character), **more}


def what_stands_at_a_place_is_told():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    hover = c.result("textDocument/hover", spot(f, "a.record", 3, 16))
    same(hover, {"contents": {"kind": "plaintext", "value": "attack (event)\nevent attack by state on state\n"},
                 "range": span(3, 15, 3, 21)})
    # the plea of 2 January: aid is owed until the end of 5 January; the last date of the record is 2 January
    hover = c.result("textDocument/hover", spot(f, "a.record", 5, 11))["contents"]["value"]
    same(hover, "p1 (label)\n2022-01-02 p1: plea by Alden to Borea on e1\n\nLedger, 2022-01-02:\n"
                "- 1 Borea owes Alden aid on p1 (Pact 1, by 2022-01-05)\n"
                "  - open: in force since 2022-01-02, due 2022-01-05\n")
    c.open(f.uri("pact.treaty"), PACT)
    hover = c.result("textDocument/hover", spot(f, "pact.treaty", 4, 8))["contents"]["value"]
    same(hover, "Pact 1 (article)\n" + PACT[PACT.index("article"):] + "\nIn words:\n"
                "- Once plea by victim to helper on e: helper owes victim aid by helper to victim on p within 3 days.\n")
    same(c.result("textDocument/hover", spot(f, "pact.treaty", 1, 0)), None)
    same(c.stop(), 0)


RULES = """use   words

treaty Pact "a pact" since 2000-01-01

article 1 until 2002-01-01 "as it was"
when  call by victim to helper on e
then  helper is free of e

article 1 since 2002-01-01 "as it is"
when  call by victim to helper on e
if    helper other than victim
and   no helper is free of e
then  helper owes victim gift by helper to victim on e within 3 days
        released upon waiver by victim on e

article 2
may   gift by helper to victim on e
if    helper is free of e

article 3
while helper is free of e
and   victim is free of e
then  helper owes victim no call by helper to victim on e
"""


def the_rules_of_an_article_are_told_in_words():
    f = Folder(**{"pact.treaty": RULES, "words.casus": WORDS + """fact state is free of occurrence
  said "{subject} is free of {of}"
event waiver by state on occurrence
  said "{by} gave up its claim over {on}"
event call by state to state on occurrence
  said "{by} called on {to} over {on}"
  owed "call on {to} over {on}"
event gift by state to state on occurrence
  owed "send {to} help over {on}"
"""})
    c = f.client()
    c.open(f.uri("pact.treaty"), RULES)
    lines = RULES.split("\n")
    for article, words in {
            "article 1 since": "Once victim called on helper over e, if helper other than victim, and it is not so that "
                               "helper is free of e: helper is to send victim help over e, within 3 days, unless victim "
                               "gave up its claim over e.",
            "article 2": "helper may send victim help over e, if helper is free of e.",
            "article 3": "As long as helper is free of e, and victim is free of e: helper is not to call on victim over "
                         "e."}.items():
        line = next(i for i, text in enumerate(lines) if text.startswith(article))
        hover = c.result("textDocument/hover", spot(f, "pact.treaty", line, 8))["contents"]["value"]
        same(hover[hover.index("\nIn words"):], "\nIn words:\n- " + words + "\n")
    same(c.stop(), 0)


def the_rules_of_a_treaty_that_ended_are_not_told():
    for ends, told in (("", True), (" until 2022-01-02", False)):
        pact = PACT.replace("since 2000-01-01", "since 2000-01-01" + ends)
        f = Folder(**{"pact.treaty": pact})
        c = f.client()
        c.open(f.uri("pact.treaty"), pact)
        hover = c.result("textDocument/hover", spot(f, "pact.treaty", 4, 8))["contents"]["value"]
        same("\nIn words:\n" in hover, told)
        same(c.stop(), 0)


def the_passage_of_a_claim_is_shown():
    f = Folder()
    os.mkdir(f.path + "/sources")
    f.write("sources/s.txt", "It was told that Corvin attacked Alden at dawn.")
    # bytes 17 to 38: "Corvin attacked Alden"
    digest = __import__("hashlib").sha256(b"Corvin attacked Alden").hexdigest()[:8]
    text = RECORD.replace("  says Alden\n", '  says Alden in S1 @17..38 #%s "an attack"\n' % digest).replace(
        "\n\n", '\nsource S1 "news"\n  date 2022-01-01\n  file "s.txt"\n\n', 1)
    c = f.client(options={"sources": f.path + "/sources"})
    c.open(f.uri("a.record"), text)
    same(c.checked(f.uri("a.record")), [])
    line = text.split("\n").index('  says Alden in S1 @17..38 #%s "an attack"' % digest)
    hover = c.result("textDocument/hover", spot(f, "a.record", line, 22))["contents"]["value"]
    same(hover, "- Alden says in S1: an attack\n  > Corvin attacked Alden\n")
    same(c.stop(), 0)


def a_name_leads_to_its_declaration_and_to_its_mentions():
    f = Folder(**{"b.record": RECORD.replace("Borea", "Dorne"), "c.record": "use words\nname state Alden\n"})
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    same(c.result("textDocument/definition", spot(f, "a.record", 3, 16)),
         {"uri": f.uri("words.casus"), "range": span(1, 6, 1, 12)})
    same(c.result("textDocument/definition", spot(f, "a.record", 5, 42)),
         {"uri": f.uri("a.record"), "range": span(3, 11, 3, 13)})
    same(c.result("textDocument/definition", spot(f, "a.record", 0, 0)), None)
    ask = spot(f, "a.record", 3, 16, context={"includeDeclaration": True})
    found = sorted((r["uri"].rsplit("/", 1)[1], r["range"]["start"]["line"])
                   for r in c.result("textDocument/references", ask))
    same(found, [("a.record", 3), ("b.record", 3), ("words.casus", 1)])
    ask["context"]["includeDeclaration"] = False
    same(len(c.result("textDocument/references", ask)), 2)
    # Alden of this record, not that of the others: b and c declare one of their own
    ask = spot(f, "a.record", 1, 13, context={"includeDeclaration": True})
    same(sorted((r["uri"].rsplit("/", 1)[1], r["range"]["start"]["line"])
                for r in c.result("textDocument/references", ask)),
         [("a.record", 1), ("a.record", 3), ("a.record", 4), ("a.record", 5)])
    same([h["range"]["start"]["line"] for h in c.result("textDocument/documentHighlight", spot(f, "a.record", 5, 41))],
         [3, 5])
    same(c.stop(), 0)


def words_roles_names_and_labels_are_offered():
    f = Folder()
    c = f.client()
    text = RECORD + "2022-01-03 aid by Borea to A\nch\n2022-01-03 aid by Borea \n2022-01-03 aid on e\n"
    c.open(f.uri("a.record"), text)
    for line, character, label, edit in ((6, 28, "Alden", span(6, 27, 6, 28)), (7, 2, "check", span(7, 0, 7, 2)),
                                         (8, 24, "to", span(8, 24, 8, 24)), (9, 19, "e1", span(9, 18, 9, 19))):
        items = c.result("textDocument/completion", spot(f, "a.record", line, character))["items"]
        found = [i for i in items if i["label"] == label]
        same([i["textEdit"] for i in found], [{"range": edit, "newText": label}])
    c.change(f.uri("a.record"), 2, {"text": 'use pact\nname state "Alden of the Isles"\n2022-01-01 attack by A\n'})
    items = c.result("textDocument/completion", spot(f, "a.record", 2, 22))["items"]
    same([i["textEdit"]["newText"] for i in items], ['"Alden of the Isles"'])
    same(c.stop(), 0)


# ---- changing ----

def files_after(f, result, texts):
    """The texts with the edits of a WorkspaceEdit."""
    after = dict(texts)
    for uri, edits in result["changes"].items():
        name = uri.rsplit("/", 1)[1]
        after[name] = edited(texts[name], edits)
    return after


def a_name_is_changed_in_all_texts_that_mean_it():
    other = RECORD.replace("Borea", "Dorne")
    f = Folder(**{"b.record": other})
    texts = {"words.casus": WORDS, "pact.treaty": PACT, "a.record": RECORD, "b.record": other}
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    same(c.result("textDocument/prepareRename", spot(f, "a.record", 3, 16)),
         {"range": span(3, 15, 3, 21), "placeholder": "attack"})
    result = c.result("textDocument/rename", spot(f, "a.record", 3, 16, newName="armed attack"))
    same(files_after(f, result, texts), {n: t.replace("attack", "armed attack") if n != "pact.treaty" else t
                                         for n, t in texts.items()})
    # a name is its record's own; one with a small word in it needs quotation marks
    result = c.result("textDocument/rename", spot(f, "a.record", 1, 13, newName="Isle of Alden"))
    same(files_after(f, result, texts),
         {**texts, "a.record": RECORD.replace("Alden", '"Isle of Alden"')})
    result = c.result("textDocument/rename", spot(f, "a.record", 5, 12, newName="plea2"))
    same(files_after(f, result, texts), {**texts, "a.record": RECORD.replace("p1", "plea2")})
    # a kind, in the lines of names and in rules too
    c.open(f.uri("pact.treaty"), PACT.replace("to helper on e", "to state on e").replace("helper", "state"))
    texts["pact.treaty"] = PACT.replace("to helper on e", "to state on e").replace("helper", "state")
    result = c.result("textDocument/rename", spot(f, "a.record", 1, 7, newName="country"))
    same(files_after(f, result, texts), {n: t.replace("state", "country") for n, t in texts.items()})
    same(c.stop(), 0)


def a_name_that_would_mean_something_else_is_refused():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD)
    for line, character, name, why in ((1, 13, "Borea", "the name \"Borea\" exists already"),
                                       (3, 16, "Attack", "wrong"),
                                       (3, 16, "plea", "the event \"plea\" exists already"), (5, 12, "e1", "the label \"e1\" exists already"), (5, 12, "p", ""),
                                       (3, 16, "a\"b", "quotation marks"), (3, 16, "", "at least one character"),
                                       (2, 0, "x", "there is no name here")):
        answer = c.request("textDocument/rename", spot(f, "a.record", line, character, newName=name))
        same(answer.get("error", {}).get("message", "it is not refused").count(why) > 0 or answer, True)
    c.open(f.uri("pact.treaty"), PACT)
    answer = c.request("textDocument/prepareRename", spot(f, "pact.treaty", 4, 8))
    same(answer["error"]["message"], "the number of an article is not a name")
    same(c.stop(), 0)


def remedies_are_offered_as_edits():
    f = Folder()
    c = f.client()
    text = RECORD.replace("by Corvin", "by Corvn").replace("event", "evnt")
    c.open(f.uri("a.record"), text)
    found = c.checked(f.uri("a.record"))
    same(codes(found), ["E0302"])
    ask = {"textDocument": {"uri": f.uri("a.record")}, "context": {"diagnostics": found}}
    actions = c.result("textDocument/codeAction", {**ask, "range": found[0]["range"]})
    same([(a["title"], a["kind"], a["diagnostics"]) for a in actions], [('Write "Corvin"', "quickfix", found)])
    same(edited(text, actions[0]["edit"]["changes"][f.uri("a.record")]), RECORD)
    same(c.result("textDocument/codeAction", {**ask, "range": span(0, 0, 0, 1)}), [])
    same(c.stop(), 0)


def a_word_of_the_library_is_offered_as_a_use_line():
    c = Client()
    c.start()
    text = "-- a record\nname state Alden, Borea\n2022-01-01 hostilities between Alden, Borea\n"
    uri = "untitled:a.record"
    c.open(uri, text)
    found = c.checked(uri)
    actions = c.result("textDocument/codeAction", {"textDocument": {"uri": uri}, "context": {"diagnostics": found},
                                                   "range": span(0, 0, 9, 0)})
    c.change(uri, 2, {"text": edited(text, actions[0]["edit"]["changes"][uri])})
    same(actions[0]["title"], 'Write "use security" at the head of the file')
    same(c.checked(uri), [])
    same(c.stop(), 0)


# ---- showing ----

def hints_say_what_the_ledger_says():
    f = Folder()
    c = f.client()
    text = RECORD + "2022-01-03 p2: plea by Alden to Corvin on e1\n2022-01-07 aid by Borea to Alden on p1\n"
    c.open(f.uri("a.record"), text)
    ask = {"textDocument": {"uri": f.uri("a.record")}, "range": span(0, 0, 99, 0)}
    # on 7 January: Borea had until 5 January and is late, Corvin until 6 January and did nothing
    same(c.result("textDocument/inlayHint", ask),
         [{"position": at(5, 43), "label": "1 duty: fulfilled late", "paddingLeft": True},
          {"position": at(6, 44), "label": "1 duty: violated", "paddingLeft": True}])
    c.change(f.uri("a.record"), 2, {"text": RECORD + "2022-01-03 p2: plea by Alden to Corvin on e1\n"})
    same([h["label"] for h in c.result("textDocument/inlayHint", ask)],
         ["1 duty: in force until 2022-01-05", "1 duty: in force until 2022-01-06"])
    same([h["position"]["line"] for h in c.result("textDocument/inlayHint", {**ask, "range": span(6, 0, 7, 0)})], [6])
    c.change(f.uri("a.record"), 3, {"text": RECORD + "nonsense\n"})  # no ledger of a text with mistakes
    same(c.result("textDocument/inlayHint", ask), [])
    same(c.stop(), 0)


def words_are_coloured_by_what_they_mean():
    f = Folder()
    c = f.client()
    c.open(f.uri("a.record"), RECORD + '-- \U0001F6E1\n  says Alden "\U0001F6E1"\n')
    types = f.started["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    data = c.result("textDocument/semanticTokens/full", {"textDocument": {"uri": f.uri("a.record")}})["data"]
    line = character = 0
    found = []
    for i in range(0, len(data), 5):
        line, character = line + data[i], data[i + 1] + (0 if data[i] else character)
        found.append((line, character, data[i + 2], types[data[i + 3]], data[i + 4]))
    same(found, [(0, 0, 3, "keyword", 0), (0, 6, 4, "variable", 0),
                 (1, 0, 4, "keyword", 0), (1, 6, 5, "type", 0), (1, 12, 5, "variable", 1), (1, 19, 5, "variable", 1),
                 (1, 26, 6, "variable", 1),
                 (3, 0, 10, "number", 0), (3, 11, 2, "macro", 1), (3, 15, 6, "function", 0), (3, 22, 2, "keyword", 0),
                 (3, 25, 6, "variable", 0), (3, 32, 2, "keyword", 0), (3, 35, 5, "variable", 0),
                 (4, 2, 4, "keyword", 0), (4, 7, 5, "variable", 0),
                 (5, 0, 10, "number", 0), (5, 11, 2, "macro", 1), (5, 15, 4, "function", 0), (5, 20, 2, "keyword", 0),
                 (5, 23, 5, "variable", 0), (5, 29, 2, "keyword", 0), (5, 32, 5, "variable", 0),
                 (5, 38, 2, "keyword", 0), (5, 41, 2, "macro", 0),
                 (6, 0, 5, "comment", 0),
                 (7, 2, 4, "keyword", 0), (7, 7, 5, "variable", 0), (7, 13, 4, "string", 0)])
    same(c.stop(), 0)


def run(sessions):
    """Runs the functions of a module that take nothing, or those named; says which failed."""
    failed = 0
    for name, session in list(sessions.items()):
        if getattr(session, "__module__", None) != sessions["__name__"] or not hasattr(session, "__code__") or \
                session.__code__.co_argcount > 0 or name == "server" or \
                (len(sys.argv) > 1 and name not in sys.argv[1:]):
            continue
        try:
            session()
        except Exception as wrong:  # pylint: disable=broad-except
            failed += 1
            print("%s\n%s: %s\n" % (name.replace("_", " "), type(wrong).__name__, wrong))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    run(globals())
