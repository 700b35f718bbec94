# SPDX-License-Identifier: MIT
"""
September 2022 over HTTP, in an exercise whose clock is set step by step: a secretary enters what the three reports tell
(examples/csto-2022/documents.record) as each of them comes out, each statement as the first that tells of it has it, and
Armenia's delegation what it says itself. At each step the page has the rows of `casus run` on the export, also after the
server was started again; and in the end those of `casus run` on one record with the same statements in their own order.
"""

import os, subprocess, sys
from client import *

SOURCE = os.environ["CASUS_SOURCE"]
EXAMPLE = os.path.join(SOURCE, "examples/csto-2022/documents.record")
COMES_OUT = {"S2": "2022-09-16T20:00+04:00", "S3": "2022-09-21T20:00+04:00", "S4": "2022-10-29T20:00+04:00"}
path = place("replay")


def read_record(text):
    """The uses, the head, and the blocks of a record: each a list of lines, without comments of their own line."""
    head, blocks, uses = [], [], []
    for line in text.splitlines():
        if re.match(r"--|check |  (?:because|turns on|less) |$", line.rstrip()):
            continue
        if line.startswith("use"):
            uses = re.split(r",? +", line.split("--")[0].strip())[1:]
        elif line.startswith("source") or blocks:
            if line[0] == " ":
                blocks[-1].append(line)
            elif not line.startswith("title "):  # no act: a secretary names what there is as the case is opened
                blocks.append([line])
        else:
            head.append(line)
    return [name.strip(",") for name in uses], head, blocks


def first_report(block):
    """The block with the claims of the first report that tells of it alone."""
    reports = re.findall(r"^  \w+ .* in (S\d) ", "\n".join(block), re.M)
    return [line for line in block if not (found := re.match(r"  \w+ .* in (S\d) ", line)) or
            found.group(1) == min(reports)]


def comes_at(block, made):
    """When it can be entered: once the report that it cites is out, and what it refers to was entered."""
    text = "\n".join(block)
    words = re.sub(r'"[^"]*"|#\w+|--.*|sha256.*|file.*', "", text)
    when = max([COMES_OUT[s] for s in re.findall(r"(?: in |source )(S\d)\b", text)] +
               [made[label] for label in re.findall(r"\b([a-z]+\d+)\b", words) if label in made],
               default=COMES_OUT["S2"])
    for label in re.findall(r"(?m)^(?:\S+ )?([a-z]+\d+):", text):
        made[label] = when
    return when


def rows(text):
    return " ".join(unescape(text).split())


def page_rows(client):
    text = client.get("/cases/crisis").text
    return rows(re.search(r'<pre class="told">(.*?)</pre>', text, re.S).group(1))


def run_rows(record, at):
    return rows(subprocess.run([CASUS, "run", record, "--as-of", at], capture_output=True, text=True, timeout=60).stdout)


uses, head, blocks = read_record(open(EXAMPLE).read())
blocks = [first_report(block) for block in blocks]
made, steps = {}, {}
for block in blocks:
    steps.setdefault(comes_at(block, made), []).append(block)
register("new", path, *(word for name in uses for word in ("--treaty", name)), "--exercise", "2022-09-13T10:00+04:00")
for name, role in (("sam", "secretary"), ("anna", "delegate")):
    register("person", path, name, role, name.title())
register("mandate", path, "anna", "Armenia")
register("case", path, "crisis", *head)
OWN = {"2022-09-16T20:00+04:00": "2022-09-16 statement by Armenia of Concern on e1",
       "2022-10-29T20:00+04:00": "2022-10-29 criticism by Armenia of CSTO on r1"}

with Server(path, "--quiet") as server:
    sam, anna = join(server, path, "sam"), join(server, path, "anna")
    token, her_token = sam.get("/cases").token(), anna.get("/cases").token()
    entered = 0
    for at in sorted(steps):
        check(f"the clock goes to {at}", sam.post("/clock", {"to": at}, token).status, 303)
        for block in steps[at]:
            entered += 1
            reply = sam.post("/cases/crisis/enter", {"lines": "\n".join(block), "last": "0", "key": f"k{entered}"}, token)
            if reply.status != 303:
                check(f"entered: {block}", re.sub("<[^>]*>", " ", unescape(reply.text))[-600:], "")
        if at in OWN:
            shown, reply = enter(anna, "crisis", OWN[at], "Armenia")
            check(f"Armenia enters {OWN[at]}", (reply.status, "says Armenia" in (shown.field("lines") or "")), (303, True))
        out = "at-" + at[:10]
        register("export", path, "crisis", out)
        expected = run_rows(f"{out}/crisis.record", at)
        found = page_rows(sam)
        check(f"{at}: the rows of the page are those of the export", found, expected)
        check(f"{at}: Armenia has asked", "Armenia asked the Collective Security Treaty Organization" in expected, True)
        check("a graceful stop", server.stop(), 0)
        server.start()
        check(f"{at}: the same after the server was started again", page_rows(sam), found)
    print(f"{entered} entries at {len(steps)} steps")
    check("most were entered", entered > 80, True)
    with open("whole.record", "w") as whole:
        whole.write("use " + ", ".join(uses) + "\n" + "\n".join(head) + "\n")
        for block in blocks + [[line, "  says Armenia"] for line in OWN.values()]:
            whole.write("\n" + "\n".join(block) + "\n")
    check("in the end, the rows of the example in its own order", page_rows(sam), run_rows("whole.record", max(steps)))
done()
