# SPDX-License-Identifier: MIT
"""Cases and answers."""

import json
from collections import namedtuple
from ctypes import POINTER, byref, c_size_t

from ._errors import Diagnostic, Mistakes, NotUnderstood, Trouble
from ._frames import from_csv, from_rows, kind_of
from . import _library as lib
from ._library import Handle, encoded, library, sized, text, texts
from ._tables import read_tables

Reply = namedtuple("Reply", "question date states text")


def _diagnostics(owner, prefix):
    """All of a case or of a checking, which have functions of the same names."""
    found = []
    for index in range(getattr(library(), prefix + "_diagnostic_count")(owner.handle)):
        one = lib.Diagnostic()
        owner.call(prefix + "_diagnostic", index, byref(one))
        values = [getattr(one, name) for name in Diagnostic._fields]
        found.append(Diagnostic(*[text(value) if isinstance(value, bytes) else value for value in values]))
    return found


class Case(Handle):
    """
    Texts that are run together: vocabularies, treaties, records, maps with their tables.

    Case("pact.treaty", "2022.record") adds files, and all that they use. A case is checked by its first run or
    question, or by check(); nothing can be added to it after that.
    """

    _free, _message = "casus_case_free", "casus_case_message"

    def __init__(self, *files, grades=None):
        super().__init__()
        self._texts, self._tables, self._maps, self._grades, self._checked = [], 0, 0, grades, False
        self.bad_rows = []  # of tables, where they are skipped
        self.warnings = []  # known after the check
        if library().casus_case_new(byref(self._handle)) != lib.OK:
            raise MemoryError
        self.add(*files)

    def add(self, *files):
        """Adds files: NAME.casus, NAME.treaty, NAME.record. Returns the case, as all that adds to it."""
        if files:
            self._take("casus_case_add_files", texts(files), len(files))
        return self

    def add_text(self, name, content):
        """Adds a text from memory. The ending of its name says what it holds."""
        self._take("casus_case_add_text", encoded(name), encoded(content), len(encoded(content)))
        return self

    def _take(self, *call):
        self.call(*call)
        self._texts.append(call)

    def add_table(self, map, *tables, bad_rows="stop"):
        """
        Adds the rows of tables as a record, as the map says it. A table is a file of CSV (also with gzip), a data
        frame, or bytes. A bad row is BadRows, or with bad_rows="skip" one more in `case.bad_rows`.
        """
        with Case() as like:
            for call in self._texts:
                like.call(*call)
            like.add(map).check()
            record, bad = read_tables(like, tables, lib.RECORD, bad_rows, first_table=self._tables)
        self._tables += len(tables)
        self.bad_rows += bad
        self._maps += 1
        self.call("casus_case_add_files", texts([map]), 1)  # the next map is read without it
        self.call("casus_case_add_text", f"rows{self._maps}.record".encode(), encoded(record), len(encoded(record)))
        return self

    def suppose(self, content):
        """Lays a supposition over the texts (docs/counsel.md): "no e1 happened", "without r1"."""
        self.call("casus_case_suppose", None, encoded(content), len(encoded(content)))
        return self

    def check(self):
        """Checks all that was added. Mistakes of the texts are the exception Mistakes."""
        if self._checked:
            return self
        if self._grades is not None:
            self.call("casus_case_set_grades", encoded(self._grades))
        self.call("casus_case_check")
        found = _diagnostics(self, "casus_case")
        if library().casus_case_error_count(self.handle) > 0:
            told = self.written("casus_write_diagnostics", byref(sized(lib.DiagnosticStyle, errors_only=True)))
            raise Mistakes(told.rstrip("\n"), [one for one in found if one.error])
        self.warnings, self._checked = found, True
        return self

    def _wishes(self, as_of, known_on, account, readings, sources):
        readings = list(readings)
        as_of, known_on = (None if date is None else str(date) for date in (as_of, known_on))
        return sized(lib.Wishes, as_of=encoded(as_of), known_on=encoded(known_on), account=encoded(account),
                     readings=texts(readings), reading_count=len(readings), sources=encoded(sources))

    def run(self, as_of=None, known_on=None, account=None, readings=(), sources=None):
        """
        The answer on a date (else the last of the records), by what was known on another, on each account or on one
        ("open": that of nobody), in the worlds of some readings ("Immediately=Strict").
        """
        self.check()
        answer = Answer()
        wishes = self._wishes(as_of, known_on, account, readings, sources)
        self.call("casus_answer_new", byref(wishes), byref(answer._handle))
        return answer

    def ask(self, question, as_of=None, known_on=None, account=None, readings=(), sources=None):
        """
        A question as `casus ask` takes it. The reply has the question as it was read, its date, `states` (for each
        subject a dict by account) and `text`, with the reasons.
        """
        self.check()
        with _Asked() as asked:
            wishes = self._wishes(as_of, known_on, account, readings, sources)
            self.call("casus_ask", encoded(question), 0, byref(wishes), byref(asked._handle))
            return asked.reply()


class _Asked(Handle):
    _free, _message = "casus_reply_free", "casus_reply_message"

    def reply(self):
        c, handle = library(), self.handle
        if not c.casus_reply_understood(handle):
            why = text(c.casus_reply_refusal(handle))
            if not why:
                why = self.written("casus_write_reply_diagnostics", byref(sized(lib.DiagnosticStyle)))
            raise NotUnderstood(why.rstrip("\n"), text(c.casus_reply_remedy(handle)))
        answer = c.casus_reply_answer(handle)
        names = [text(c.casus_account_name(answer, i)) for i in range(c.casus_account_count(answer))]
        states = [{name: text(c.casus_reply_state(handle, subject, i)) for i, name in enumerate(names)}
                  for subject in range(c.casus_reply_subject_count(handle))]
        return Reply(text(c.casus_reply_read(handle)), text(c.casus_reply_date(handle)), states,
                     self.written("casus_write_reply", byref(sized(lib.Style))))


class _Table(Handle):
    """A table of an answer, as rows."""

    _free, _message = "casus_export_free", "casus_case_message"

    def keep(self, columns):
        missing = c_size_t()
        if library().casus_export_keep(self.handle, texts(columns), len(columns), byref(missing)) != lib.OK:
            raise Trouble(f"there is no column {columns[missing.value]!r}; there are {', '.join(dict(self.columns()))}")

    def columns(self):
        column, found = lib.Column(), []
        for index in range(library().casus_export_column_count(self.handle)):
            library().casus_export_column(self.handle, index, byref(column))
            found.append((text(column.name), column.integer))
        return found

    def frame(self, kind, name=None, cells=None):
        """As a frame of this kind, with one more column if it has a name."""
        columns = self.columns()
        if kind_of(kind) == "pandas":
            made = from_csv(self.written_bytes("casus_write_export", False), columns)
            return made if name is None else made.assign(**{name: cells})
        rows = json.loads(self.written("casus_write_export", True))
        if name is not None:
            columns.append((name, False))
            for row, cell in zip(rows, cells):
                row[name] = cell
        return from_rows(rows, columns, kind)

    def ledger_rows(self, answer):
        """The number of the row of the ledger that tells most of each row of units; None: there is none."""
        c, row, found = library(), c_size_t(), []
        for index in range(c.casus_export_row_count(self.handle)):
            there = c.casus_export_ledger_row(self.handle, index, byref(row))
            found.append(answer._row_id(row.value) if there else None)
        return found


class Answer(Handle):
    """What a case comes to on a date. It keeps its case alive."""

    _free, _message = "casus_answer_free", "casus_answer_message"

    @property
    def as_of(self):
        return text(library().casus_answer_as_of(self.handle))

    @property
    def accounts(self):
        c = library()
        return [text(c.casus_account_name(self.handle, i)) for i in range(c.casus_account_count(self.handle))]

    def table(self, name, frame=None):
        """A table of `casus export`: events, claims, sources, duties, questions (docs/data.md has the columns)."""
        with _Table() as table:
            self._make("casus_export_new", name, table, library().casus_export_name)
            return table.frame(frame)

    def rows(self, frame=None):
        """The ledger: a row for each duty, request and so on, on each account. The same as table("duties")."""
        return self.table("duties", frame)

    def questions(self, frame=None):
        """The questions that are open or disputed, with the answer of each account."""
        return self.table("questions", frame)

    def units(self, unit, columns=None, ledger=False, frame=None):
        """
        A row for each unit of analysis: duty, occurrence, state-year, dyad-year, directed-dyad-year, alliance-war,
        member-war. With `ledger` a column ledger_row has the row that tells most of it, for why().
        """
        with _Table() as table:
            self._make("casus_units_new", unit, table, library().casus_unit_name)
            if columns is not None:
                table.keep(list(columns))
            return table.frame(frame, *(("ledger_row", table.ledger_rows(self)) if ledger else ()))

    def _make(self, function, name, table, names):
        if getattr(library(), function)(self.handle, encoded(name), byref(table._handle)) == lib.OK:
            return
        known, index = [], 0
        while names(index) is not None:
            known.append(text(names(index)))
            index += 1
        if name not in known:
            raise Trouble(f"{name!r} is none of {', '.join(known)}")
        raise Trouble(text(library().casus_answer_message(self.handle)) or "memory ran out", "memory")

    def _row_id(self, index):
        row = lib.Row()
        self.call("casus_row_at", index, byref(row))
        return text(row.id)

    def _row(self, row):
        """Numbers of tables have a hyphen (2-10), so that no program takes 2.10 for 2.1; those of texts have a dot."""
        index = c_size_t()
        if not library().casus_row_find(self.handle, encoded(str(row).replace("-", ".")), byref(index)) and \
                not library().casus_row_find(self.handle, encoded(str(row)), byref(index)):
            raise Trouble(f"there is no row {row!r}")
        return index.value

    def why(self, row):
        """The reasons of a row on all accounts, as `casus why` tells them. A row is its number, or its label."""
        return self.written("casus_write_why", self._row(row), byref(sized(lib.Style)))

    def reasons(self, row, account=None, frame=None):
        """
        The reasons of a row on an account (else the first) as rows: each once, behind the one above it. `number` is
        the reason, `above` the number of the one that it belongs to, `depth` how many are above it.
        """
        names = self.accounts
        if account is not None and account not in names:
            raise Trouble(f"{account!r} is none of {', '.join(names)}")
        first = POINTER(lib.Reason)()
        self.call("casus_why", self._row(row), names.index(account) if account else 0, byref(first))
        columns = [(name, name in ("number", "above", "depth", "start", "end")) for name in
                   ("number", "above", "depth", "kind", "text", "voice", "source", "gist", "start", "end")]
        return from_rows(_reasons(first), columns, frame)

    def ledger(self):
        """The ledger as `casus run` prints it."""
        return self.written("casus_write_ledger", byref(sized(lib.Style)))


def _reasons(first):
    """A graph may be exponentially large as a tree, and deep: each number is gone into once, and nothing recurs."""
    rows, seen, waiting = [], set(), [(first, None, 0)]
    while waiting:
        pointer, above, depth = waiting.pop()
        if not pointer:
            continue
        one = pointer.contents
        waiting.append((one.next, above, depth))
        cited = one.start != 0 or one.end != 0
        rows.append({"number": one.number, "above": above, "depth": depth, "kind": text(one.kind),
                     "text": text(one.text), "voice": text(one.voice), "source": text(one.source),
                     "gist": text(one.gist), "start": one.start if cited else None,
                     "end": one.end if cited else None})
        if one.number not in seen:
            seen.add(one.number)
            waiting.append((one.first, one.number, depth + 1))
    return rows


class _Checking(Handle):
    _free, _message = "casus_checking_free", "casus_checking_message"


def check(*files, sources=None):
    """
    Checks files as `casus check` does: their texts, the passages that they cite from the folder `sources`, and their
    check lines. Returns the warnings; what is wrong is the exception Mistakes.
    """
    with _Checking() as checking:
        checking.must(library().casus_check(texts(files), len(files), encoded(sources), None, None,
                                            byref(checking._handle)))
        found = _diagnostics(checking, "casus_checking")
        if library().casus_checking_error_count(checking.handle) > 0:
            told = checking.written("casus_write_checking", byref(sized(lib.DiagnosticStyle, errors_only=True)))
            raise Mistakes(told.rstrip("\n"), [one for one in found if one.error])
        return found
