# SPDX-License-Identifier: MIT
"""
What the package casus gives, in a folder with a.record of tests/examples/small_case.sh; with pandas as data frames.

Borea owes Alden help on e1 within three days of 2022-09-13: on the 14th it is in force, on the 20th violated, on the
account of Alden; on that of Corvin, who denies the attack, there is no duty.
"""

import datetime
import gzip
import json
import sys

import casus

PACT = """kind  state, incident
name  state Alden, Borea, Cassia
event threat on incident to state
event help on incident by state
treaty Pact "a pact"
article 1
when  threat on i to s
then  Borea owes s help on i by Borea within 3 days
"""
MAP = """dated day
each  incident is a new incident
each  state is a state
where what is threat
then  threat on incident to state
where what is help
then  help on incident by state
"""
ROWS = b"day,what,incident,state\n2020-05-01,threat,17,Alden\n2020-05-02,help,17,Borea\n2020-05-09,threat,18,Cassia\n" \
       b"2020-06-01,threat,19,Alden\n"
WRONG = ROWS + b"2020-06-02,threat,20,Aldn\n"


def raises(kind, call, words):
    try:
        call()
    except kind as error:
        assert words in str(error), f"{words!r} is not in {error}"
        return error
    raise AssertionError(f"no {kind.__name__}")


def dicts(rows):
    """Rows of either kind as dicts; what a data frame has for nothing is None."""
    if isinstance(rows, list):
        assert "pandas" not in sys.argv
        return rows
    import pandas

    return [{key: None if pandas.isna(value) else value for key, value in row.items()}
            for row in rows.to_dict("records")]


def test_answer():
    with casus.Case("a.record") as case, case.run(as_of="2022-09-20") as answer:
        assert answer.as_of == "2022-09-20" and answer.accounts == ["Alden", "Corvin"]
        rows = dicts(answer.rows())
        assert [(row["account"], row["state"], row["holder"]) for row in rows] == \
            [("Alden", "violated", "Borea"), ("Corvin", "none", "Borea")]
        assert rows[0]["due_latest"] == "2022-09-16" and rows[0]["days_after"] is None
        assert "violated" in answer.why("1") and "On the account of Alden" in answer.why(rows[0]["row"])
        reasons = dicts(answer.reasons("1", account="Alden"))
        assert reasons[0]["depth"] == 0 and reasons[0]["above"] is None and "violated" in reasons[0]["text"]
        claim = [row for row in reasons if row["kind"] == "claim" and row["voice"] == "Alden"][0]
        assert claim["above"] in [row["number"] for row in reasons] and claim["start"] is None
        asked = {row["account"]: row["answer"] for row in dicts(answer.questions())}
        assert asked == {"Alden": "yes", "Corvin": "no"}
        events = dicts(answer.table("events"))
        assert [(row["said_by"], row["denied_by"], row["line"]) for row in events] == [("Alden", "Corvin", 10)]
        units = dicts(answer.units("duty", columns=["holder", "answer"], ledger=True))
        assert units == [{"holder": "Borea", "answer": "no", "ledger_row": "1"},
                         {"holder": "Borea", "answer": None, "ledger_row": "1"}]
        assert "help" in answer.ledger()
        raises(casus.Trouble, lambda: answer.table("x"), "none of events")
        raises(casus.Trouble, lambda: answer.units("x"), "none of duty")
        raises(casus.Trouble, lambda: answer.units("duty", columns=["x"]), "no column 'x'")
        raises(casus.Trouble, lambda: answer.why("7"), "no row '7'")
        raises(casus.Trouble, lambda: answer.reasons("1", account="Borea"), "none of Alden")
        raises(casus.Trouble, lambda: answer.rows(frame="x"), "pandas, arrow, list")
    raises(ValueError, lambda: answer.rows(), "closed")
    raises(ValueError, lambda: case.run(), "closed")


def test_wishes():
    with casus.Case("a.record") as case:
        with case.run(as_of=datetime.date(2022, 9, 14), account="Alden") as answer:
            assert [row["state"] for row in dicts(answer.rows())] == ["in force"]
        assert raises(casus.Trouble, lambda: case.run(as_of="2022-09-31"), "2022-09-31").status == "argument"
        reply = case.ask("does Borea owe Alden help on e1", as_of="2022-09-20")
        assert reply.states == [{"Alden": "violated", "Corvin": "none"}] and "violated" in reply.text
        assert raises(casus.NotUnderstood, lambda: case.ask("ask me no more"), "ask me no more").remedy
    case = casus.Case("a.record")
    answer = case.suppose("without e1").run(as_of="2022-09-20")
    case.close()
    case.close()
    assert dicts(answer.rows()) == []  # an answer keeps its case alive


def test_mistakes():
    case = casus.Case().add_text("b.record", "kind state\nattac\n")
    error = raises(casus.Mistakes, case.check, 'b.record:2:1: no line begins with "attac"')
    first = error.diagnostics[0]
    assert (first.text, first.line, first.column, first.error) == ("b.record", 2, 1, True) and first.help in str(error)
    assert raises(casus.Trouble, lambda: casus.Case("nowhere.record"), "nowhere.record").status == "io"
    assert casus.check("a.record") == []
    with open("c.record", "w", encoding="utf-8") as file:
        file.write("attac\n")
    raises(casus.Mistakes, lambda: casus.check("c.record"), "c.record:1:1")


def write_table():
    for name, text in (("p.treaty", PACT), ("p.map", MAP)):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    with open("p.csv", "wb") as file:
        file.write(ROWS)
    with gzip.open("p.csv.gz", "wb") as file:
        file.write(ROWS)


def test_scan():
    write_table()
    # by 2020-05-04 Borea has helped on 17; on 18 it has not by the 12th; on 19 the time had not run out on 1 June
    for table in ("p.csv", "p.csv.gz", ROWS):
        rows = dicts(casus.scan("p.treaty", {"p.map": table}))
        assert [(row["outcome"], row["act"], row["date"]) for row in rows] == \
            [("fulfilled", "help on 17 by Borea", "2020-05-02"),
             ("violated", "help on 18 by Borea", "2020-05-13")], rows
    units = dicts(casus.scan(["p.treaty"], {"p.map": ["p.csv"]}, unit="duty", as_of="2020-06-01"))
    assert [(row["claimant"], row["answer"], row["state"]) for row in units] == \
        [("Alden", "yes", "fulfilled"), ("Cassia", "no", "violated"), ("Alden", "unknown", "in force")]
    head, *lines = ROWS.splitlines(keepends=True)
    backwards = head + b"".join(reversed(lines))
    units = dicts(casus.scan("p.treaty", {"p.map": backwards}, unit="duty", as_of="2020-06-01"))
    assert [row["answer"] for row in units] == ["yes", "no", "unknown"]
    error = raises(casus.BadRows, lambda: casus.scan("p.treaty", {"p.map": WRONG}),
                   'bytes:6:22: no state is called "Aldn"')
    assert error.rows == [casus.BadRow("bytes", 6, 22, error.rows[0].cause)]
    with casus.Case("p.treaty").add_table("p.map", WRONG, bad_rows="skip") as case:
        assert [row.line for row in case.bad_rows] == [6]
        with case.run(as_of="2020-06-01") as answer:
            assert len(dicts(answer.units("duty"))) == 3
    error = raises(casus.BadRows, lambda: casus.scan("p.treaty", {"p.map": b"day,what\n"}), "incident")
    assert "skip" not in str(error)  # of no row it is the headers
    raises(OSError, lambda: casus.scan("p.treaty", {"p.map": "nowhere.csv"}), "nowhere.csv")
    with open("p.csv.zst", "wb") as file:
        file.write(b"\x28\xb5\x2f\xfd")
    raises(casus.Trouble, lambda: casus.scan("p.treaty", {"p.map": "p.csv.zst"}), "zstd -d")


def test_a_table_that_cannot_be_read_is_no_shorter_one():
    import io

    class Stops(io.BytesIO):
        def read(self, size=-1):
            raise KeyboardInterrupt

    real = io.BytesIO
    io.BytesIO = Stops
    try:
        casus.scan("p.treaty", {"p.map": ROWS})
    except KeyboardInterrupt:
        return
    finally:
        io.BytesIO = real
    raise AssertionError("a table was read to what seemed its end")


def test_frames():
    import pandas

    gists = ["=1+1", "'=x", "-12", "'-12", "+1.5", "@x", "-0044-03-15", "''-2+3", "-2+3", "'", "a, \"b\"", "+", "-1T0", "1"]
    lines = [f"  says Voice{index} {json.dumps(gist)}" for index, gist in enumerate(gists)]
    text = "kind state\nname state Alden\nevent attack by state\n2022-09-13 e1: attack by Alden\n"
    names = "name state " + ", ".join(f"Voice{index}" for index in range(len(gists))) + "\n"
    with casus.Case().add_text("g.record", names + text + "\n".join(lines).replace('\\"', "'") + "\n") as case:
        with case.run(as_of="2022-09-14") as answer:
            rows, frame = answer.table("claims", frame="list"), answer.table("claims")
            assert [row["gist"] for row in rows] == [gist.replace('"', "'") for gist in gists]
            assert dicts(frame) == rows
            units = answer.units("occurrence", columns=["outcome"])  # one column, which is empty
            assert len(units) == 1 and units.outcome.isna().all()

    frame = pandas.read_csv("p.csv")
    units = casus.scan("p.treaty", {"p.map": frame}, unit="duty", as_of="2020-06-01")
    assert list(units.answer) == ["yes", "no", "unknown"] and str(units.row.dtype) == "Int64"
    with casus.Case("a.record") as case, case.run(as_of="2022-09-20") as answer:
        assert str(answer.table("events").line.dtype) == "Int64"
        assert list(answer.table("claims").columns[:2]) == ["claim", "entry"]
        try:
            import pyarrow
        except ImportError:
            raises(casus.Trouble, lambda: answer.rows(frame="arrow"), "pyarrow is not installed")
        else:
            table = answer.table("events", frame="arrow")
            assert table.schema.field("line").type == pyarrow.int64() and table["line"].to_pylist() == [10]


if __name__ == "__main__":
    if "pandas" not in sys.argv:
        sys.modules["pandas"] = None  # as where it is not installed
    tests = [test_answer, test_wishes, test_mistakes, test_scan,
             test_a_table_that_cannot_be_read_is_no_shorter_one] + [test_frames] * ("pandas" in sys.argv)
    for test in tests:
        test()
