# SPDX-License-Identifier: MIT
"""Rows as a data frame of pandas, as a table of Arrow, or as a list of dicts."""

from ._errors import Trouble

FRAMES = ("pandas", "arrow", "list")


def _module(name):
    try:
        return __import__(name)
    except ImportError:
        return None


def frame(rows, columns, kind=None):
    """
    `columns`: (name, whether it has whole numbers). Without a kind: pandas where it is installed, else a list. A cell
    that is empty is None, <NA> or null, never 0 and never "".
    """
    if kind not in FRAMES + (None,):
        raise Trouble(f"frame={kind!r}: one of {', '.join(FRAMES)}")
    module = None if kind == "list" else _module("pyarrow" if kind == "arrow" else "pandas")
    if module is None and kind not in (None, "list"):
        raise Trouble(f"frame={kind!r}: {'pyarrow' if kind == 'arrow' else kind} is not installed")
    if module is None:
        return rows
    if kind == "arrow":
        fields = [(name, module.int64() if integer else module.string()) for name, integer in columns]
        return module.Table.from_pylist(rows, schema=module.schema(fields))
    made = module.DataFrame(rows, columns=[name for name, _ in columns], dtype=object)
    return made.astype({name: "Int64" for name, integer in columns if integer})
