# SPDX-License-Identifier: MIT
"""
May 2021, January 2022 and September 2022, replayed over HTTP with the clock of an exercise: each entry of a record of examples/ is
made as soon as the report that it cites is out and its own day has come, what a party alone says by that party's delegation, the
rest by the secretariat. At every step the ledger has the rows of `casus run` on the export, and still has them after the server
was started again; in the end it has those of the record as it stands in examples/, in its own order. A declaration of a record is a
text, not an entry; it is left out here on both sides. Run with the names of crises; without, September 2022 alone.
"""

import os, subprocess, sys
from client import *

SOURCE = os.environ["CASUS_SOURCE"]
OUT = {  # when a report came out, in the clock of the case
    "may-2021": {"S1": "2021-05-14T20:00+04:00", "S0": "2021-05-24T20:00+04:00"},
    "january-2022": {},  # from what is known outside of the documents: each entry on its own day
    "september-2022": {"S2": "2022-09-16T20:00+04:00", "S3": "2022-09-21T20:00+04:00", "S4": "2022-10-29T20:00+04:00"}}
CRISES = {  # record, first moment, the hour at which a day is told of, what was asked, who has a delegation, what it enters besides
    "may-2021": ("csto-2021/documents.record", "2021-05-12T10:00+04:00", "{day}T20:00+04:00", "request by Armenia of CSTO",
                 {"Armenia"}, {"2021-05-14T20:00+04:00": ("Armenia", "2021-05-14 statement by Armenia of Watching on lake1")}),
    "january-2022": ("kazakhstan-2022/outside.record", "2022-01-02T10:00+06:00", "{day}T20:00+06:00",
                     'of CSTO for Peacekeepers on kz0', {"Armenia", "Kazakhstan"},
                     {"2022-01-05T20:00+06:00": ("Kazakhstan", "2022-01-05 statement by Kazakhstan of Interference on kz0")}),
    "september-2022": ("csto-2022/documents.record", "2022-09-13T10:00+04:00", "{day}T20:00+04:00",
                       "request by Armenia of CSTO", {"Armenia"},
                       {"2022-09-16T20:00+04:00": ("Armenia", "2022-09-16 statement by Armenia of Concern on e1"),
                        "2022-10-29T20:00+04:00": ("Armenia", "2022-10-29 criticism by Armenia of CSTO on r1")})}


def read_record(text):
    """The uses, the head, and the blocks of a record: each a list of lines, without comments of their own line."""
    head, blocks, uses = [], [], []
    for line in text.splitlines():
        if re.match(r"declaration|article|while|and |then|--|check |  (?:because|turns on|less|still owed|not still) |$", line.rstrip()):
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


def first_report(block, out):
    """The block with the claims of the first report that tells of it alone."""
    reports = re.findall(r"^  \w+ .* in (S\d) ", "\n".join(block), re.M)
    return [line for line in block if not (found := re.match(r"  \w+ .* in (S\d) ", line)) or
            found.group(1) == min(reports, key=lambda s: out.get(s, s))]


def comes_at(block, made, out, first, hour):
    """When it can be entered: once the report that it cites is out, its day has come, and what it refers to was entered."""
    words = re.sub(r'"[^"]*"|#\w+|--.*|sha256.*|file.*', "", "\n".join(block))
    own = re.match(r"\[?(?:\d{4}-\d\d-\d\d\.\.)?(\d{4}-\d\d-\d\d)", words)
    when = max([out[s] for s in re.findall(r"(?: in |source )(S\d)\b", words) if s in out] +
               [made[label] for label in re.findall(r"\b([a-z]+\d+)\b", words) if label in made] +
               [hour.format(day=own.group(1)) if own else first, min(out.values(), default=first)])
    for label in re.findall(r"(?m)^(?:\S+ )?([a-z]+\d+):", words):
        made[label] = when
    return when


def party_of(block, parties):
    """The party that alone says all of it; None: it is for the secretariat to enter."""
    claims = [line.split("--")[0].rstrip() for line in block[1:]]
    voices = {found and found.group(1) for line in claims
              for found in [re.match(r"  (?:says|denies|asks) +([A-Z][a-z]+)(?: in .*| \".*|)$", line)]}
    alone = len(voices) == 1 and voices <= parties and not re.match(r"source|name|\S+ reads", block[0])
    return voices.pop() if alone else None


def run(record, at):
    return subprocess.run([CASUS, "run", record, "--as-of", at, "--format", "json"], capture_output=True, text=True,
                          timeout=60).stdout


def rows(text):
    """The rows without their order, which is that of the entries."""
    return sorted(json.dumps([row[name] for name in ("kind", "article", "holder", "claimant", "content", "states")])
                  for row in json.loads(text)["rows"])


def replay(name):
    path, first, hour, asked, parties, own = CRISES[name]
    uses, head, blocks = read_record(open(os.path.join(SOURCE, "examples", path)).read())
    blocks = [first_report(block, OUT[name]) for block in blocks]
    made, steps = {}, {}
    for block in blocks:
        steps.setdefault(comes_at(block, made, OUT[name], first, hour), []).append(block)
    file = place(name)
    register("new", file, *(word for use in uses for word in ("--treaty", use)), "--exercise", first)
    register("person", file, "sam", "secretary", "Sam")
    for party in parties:
        register("person", file, party.lower(), "delegate", party)
        register("mandate", file, party.lower(), party)
    register("case", file, "crisis", *head)
    with Server(file, "--quiet") as server:
        sam = join(server, file, "sam")
        delegates = {party: join(server, file, party.lower()) for party in parties}
        tokens = {client: client.get("/cases").token() for client in (sam, *delegates.values())}
        entered, by_parties = 0, 0
        for at in sorted(steps):
            check(f"{name}: the clock goes to {at}", sam.post("/clock", {"to": at}, tokens[sam]).status, 303)
            for block in steps[at]:
                entered += 1
                party = party_of(block, parties)
                by_parties += party is not None
                client = delegates.get(party, sam)
                reply = client.post("/cases/crisis/enter", {"lines": "\n".join(block), "last": "0", "key": f"k{entered}",
                                                            "for": party or ""}, tokens[client])
                if reply.status != 303:
                    check(f"{name}: entered by {party}: {block}", re.sub("<[^>]*>", " ", unescape(reply.text))[-600:], "")
            if at in own:
                party, line = own[at]
                by_parties += 1
                shown, reply = enter(delegates[party], "crisis", line, party)
                check(f"{name}: {party} enters {line}", (reply and reply.status, f"says {party}" in (shown.field("lines") or "")),
                      (303, True))
            out = name + "-at-" + re.sub(r"\W", "", at)
            register("export", file, "crisis", out)
            found = sam.get("/api/cases/crisis").text
            check(f"{name}, {at}: the rows of the ledger are those of casus run on the export", found == run(f"{out}/crisis.record", at), True)
            check(f"{name}: a graceful stop", server.stop(), 0)
            server.start()
            check(f"{name}, {at}: the same after the server was started again", sam.get("/api/cases/crisis").text == found, True)
        print(f"{name}: {entered} entries at {len(steps)} steps, {by_parties} of them by delegations")
        check(f"{name}: was asked", asked in found and "asked" in sam.get("/cases/crisis").text, True)
        check(f"{name}: most were entered, some by delegations", (entered >= 30, by_parties >= 1), (True, True))
        with open(name + ".record", "w") as whole:
            whole.write("use " + ", ".join(uses) + "\n" + "\n".join(head) + "\n")
            for block in blocks + [[line, f"  says {party}"] for party, line in own.values()]:
                whole.write("\n" + "\n".join(block) + "\n")
        expected = rows(run(name + ".record", max(steps)))
        check(f"{name}: in the end, the rows of the example in its own order", set(rows(found)) ^ set(expected), set())


for crisis in sys.argv[1:] or ["september-2022"]:
    replay(crisis)
done()
