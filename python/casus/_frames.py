# SPDX-License-Identifier: MIT
"""Rows as a data frame of pandas, as a table of Arrow, or as a list of dicts. What is empty is missing, never 0 or ""."""

import io
import re

from ._errors import Trouble

# A text that a spreadsheet would take for a formula has an apostrophe before it in CSV (include/casus/table.h); a number
# and a date with a sign are none.
_MARKED = re.compile(r"'+(?:[=@\t\r]|[+-](?!(?:\d+(?:\.\d+)?|\d{4,}(?:-\d\d){0,2}(?:T[\d:+\-Z]*)?)\Z))")


def _module(name):
    try:
        return __import__(name)
    except ImportError:
        return None


def kind_of(kind):
    """The kind that is meant: without one pandas where it is installed, else a list."""
    if kind not in (None, "pandas", "arrow", "list"):
        raise Trouble(f"frame={kind!r}: one of pandas, arrow, list")
    name = "pyarrow" if kind == "arrow" else "pandas"
    if kind == "list" or _module(name) is not None:
        return kind or "pandas"
    if kind is not None:
        raise Trouble(f"frame={kind!r}: {name} is not installed")
    return "list"


def from_rows(rows, columns, kind):
    """`rows`: dicts. `columns`: (name, whether it has whole numbers)."""
    kind = kind_of(kind)
    if kind == "list":
        return rows
    if kind == "arrow":
        arrow = _module("pyarrow")
        fields = [(name, arrow.int64() if integer else arrow.string()) for name, integer in columns]
        return arrow.Table.from_pylist(rows, schema=arrow.schema(fields))
    made = _module("pandas").DataFrame(rows, columns=[name for name, _ in columns], dtype=object)
    return made.astype({name: "Int64" for name, integer in columns if integer})


def from_csv(csv, columns):
    """A data frame of pandas from CSV of the library, given as bytes: of many rows faster than from dicts."""
    types = {name: "Int64" if integer else str for name, integer in columns}
    made = _module("pandas").read_csv(io.BytesIO(csv), dtype=types, keep_default_na=False, na_values=[""],
                                      skip_blank_lines=False)
    marked = any(before in csv for before in (b",'", b"\n'", b"\"'"))
    for name, integer in columns if marked else ():
        if not integer:
            made[name] = made[name].map(lambda cell: cell[1:] if _MARKED.match(cell) else cell, na_action="ignore")
    return made
