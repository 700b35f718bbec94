# SPDX-License-Identifier: MIT
"""
casus for Python: collective-security treaties, run on a record of what happened.

    import casus

    with casus.Case("outside.record") as case, case.run(as_of="2022-10-29") as answer:
        answer.rows()          # the ledger, a data frame of pandas where that is installed
        print(answer.why("1"))

README.md of the package is its manual.
"""

import json

from ._case import Answer, Case, Reply, check
from ._errors import BadRow, BadRows, Diagnostic, Error, LibraryMissing, Mistakes, NotUnderstood, Trouble
from ._frames import from_rows as _from_rows
from ._library import LINES as _LINES, library as _shared_library, text as _text
from ._tables import read_tables as _read_tables

__all__ = ["Answer", "BadRow", "BadRows", "Case", "Diagnostic", "Error", "LibraryMissing", "Mistakes", "NotUnderstood",
           "Reply", "Trouble", "check", "scan", "version"]

_WHOLE = ("row", "cause")  # columns of a scan that are lines of the table


def version():
    """"0.1.0", of the library that is loaded."""
    return _text(_shared_library().casus_version())


def scan(texts, maps, unit=None, as_of=None, account=None, readings=(), columns=None, grades=None, bad_rows="stop",
         late=0, frame=None):
    """
    Runs treaties on tables, as `casus scan` does. `texts` are files; `maps` is a dict of a map and its table, or its
    tables in a list.

    With a unit: a row for each, of all tables together. Without: rows as they fall, of one map; rows that are late by
    up to `late` seconds are sorted in.
    """
    texts = [texts] if isinstance(texts, (str, bytes)) or hasattr(texts, "__fspath__") else list(texts)
    groups = [(key, list(tables) if isinstance(tables, (list, tuple)) else [tables]) for key, tables in maps.items()]
    with Case(*texts, grades=grades) as case:
        if unit is not None:
            for key, tables in groups:
                case.add_table(key, *tables, bad_rows=bad_rows)
            with case.run(as_of=as_of, account=account, readings=readings) as answer:
                return answer.units(unit, columns=columns, frame=frame)
        if len(groups) != 1 or as_of is not None or list(readings) or columns is not None:
            raise Trouble("several maps, as_of, readings and columns are of units: unit=... says which")
        case.add(groups[0][0]).check()
        lines, _ = _read_tables(case, groups[0][1], _LINES, bad_rows, account=account, late=late)
    rows = [json.loads(line) for line in lines.splitlines()]
    names = list(rows[0]) if rows else []
    return _from_rows(rows, [(name, name in _WHOLE) for name in names], frame)
