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
        self.path = os.path.realpath(tempfile.mkdtemp(prefix="casus-lsp-"))
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


def run(sessions):
    """Runs the functions of a module, or those named; says which failed."""
    failed = 0
    for name, session in list(sessions.items()):
        if getattr(session, "__module__", None) != sessions["__name__"] or not callable(session) or \
                isinstance(session, type) or name in ("same", "codes", "edited", "run") or \
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
