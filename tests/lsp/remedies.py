# SPDX-License-Identifier: MIT
"""Every remedy that is an edit mends its mistake: tried on the texts of tests/corpus/diagnostic, with mistakes of all
codes. After the edit the mistake is not where it was, and there are no more mistakes than before."""
import glob
import os
import sys
import tempfile

from client import Client
from sessions import edited


def texts_of(path):
    """The files of each case of a corpus file: {name: text}."""
    shared, files, name, cases = {}, None, None, []
    for line in open(path, encoding="utf-8", errors="surrogateescape").read().split("\n"):
        if line.startswith("== "):
            files, name = dict(shared), None
            cases.append(files)
        elif line.startswith("-- file "):
            name = line[len("-- file "):]
            (shared if files is None else files)[name] = ""
        elif line.startswith("-- run ") or line.startswith("-- sh ") or line == "---":
            name = None
        elif name is not None:
            (shared if files is None else files)[name] += line + "\n"
    return cases


def errors(diagnostics):
    return [d for d in diagnostics if d["severity"] == 1]


def try_text(c, uri, text):
    """Tries the remedies of one text; how many there were, and what is wrong."""
    wrong = []
    c.open(uri, text)
    found = c.checked(uri)
    last = {"line": text.count("\n") + 1, "character": 0}
    actions = c.result("textDocument/codeAction", {"textDocument": {"uri": uri}, "context": {"diagnostics": []},
                                                   "range": {"start": {"line": 0, "character": 0}, "end": last}})
    for version, action in enumerate(actions, start=2):
        mistake = action["diagnostics"][0]
        c.change(uri, version, {"text": edited(text, action["edit"]["changes"][uri])})
        after = c.checked(uri)
        edit = action["edit"]["changes"][uri][0]
        start = dict(mistake["range"]["start"])
        start["line"] += edit["newText"].count("\n")
        if len(errors(after)) > len(errors(found)) or \
                [d for d in after if d["message"] == mistake["message"] and d["range"]["start"] == start]:
            wrong.append("%s in line %d: %s" % (mistake["message"], mistake["range"]["start"]["line"] + 1,
                                                action["title"]))
    c.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    c.checked(uri)
    return len(actions), wrong


def main():
    count, bad = 0, 0
    c = Client()
    c.start(["utf-32"], options={"checkLines": False})
    for path in sorted(glob.glob(os.path.join(os.environ["CASUS_SOURCE"], "tests/corpus/diagnostic/*.txt"))):
        for files in texts_of(path):
            with tempfile.TemporaryDirectory(prefix="casus-remedies-") as folder:
                for name, text in files.items():
                    os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(text.encode("utf-8", "surrogateescape"))
                for name, text in files.items():
                    if not name.endswith((".record", ".treaty", ".casus")) or "\udc80" <= max(text + " ") <= "\udcff":
                        continue
                    tried, wrong = try_text(c, "file://" + os.path.join(folder, name), text)
                    count += tried
                    for line in wrong:
                        bad += 1
                        print("%s, %s: %s" % (os.path.basename(path), name, line))
    c.stop()
    if count < 25:
        print("only %d remedies were found" % count)
        bad += 1
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
