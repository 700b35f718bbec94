#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A program that uses libcasus from Python, by ctypes alone: prints how each row of a record stands on each account.

    python3 ledger.py 2022.record 2022-10-29

The library is libcasus.so.0 as the system finds it, or the file that $CASUS_LIBRARY names. Structs and functions are
those of include/casus/case.h and answer.h; what they promise is written there.
"""

import ctypes
import os
import sys
from ctypes import POINTER, Structure, byref, c_bool, c_char, c_char_p, c_int, c_size_t, c_void_p

OK = 0


class Wishes(Structure):  # struct casus_wishes
    _fields_ = [("size", c_size_t), ("as_of", c_char_p), ("known_on", c_char_p), ("account", c_char_p),
                ("readings", POINTER(c_char_p)), ("reading_count", c_size_t), ("sources", c_char_p)]


class Diagnostic(Structure):  # struct casus_diagnostic
    _fields_ = [("code", c_char_p), ("error", c_bool), ("message", c_char_p), ("text", c_char_p),
                ("line", c_size_t), ("column", c_size_t), ("end_line", c_size_t), ("end_column", c_size_t),
                ("other_text", c_char_p), ("other_line", c_size_t), ("other_column", c_size_t),
                ("other_note", c_char_p), ("help", c_char_p)]


class Row(Structure):  # struct casus_row
    _fields_ = [(name, c_char_p) for name in ("id", "kind", "instrument", "article", "holder", "claimant", "content",
                                              "trigger", "date")]


class Stand(Structure):  # struct casus_stand
    _fields_ = [("state", c_char_p), ("since", c_char * 32), ("due", c_char * 32), ("still_owed", c_char_p),
                ("substituted", c_bool), ("turns_on", POINTER(c_size_t)), ("turns_on_count", c_size_t),
                ("concluded", POINTER(c_char_p)), ("concluded_count", c_size_t)]


def load(path):
    """The library, with the types of the functions that are used here."""
    library = ctypes.CDLL(path)
    types = {
        "casus_case_new": (c_int, [POINTER(c_void_p)]),
        "casus_case_free": (None, [c_void_p]),
        "casus_case_message": (c_char_p, [c_void_p]),
        "casus_case_add_file": (c_int, [c_void_p, c_char_p]),
        "casus_case_check": (c_int, [c_void_p]),
        "casus_case_error_count": (c_size_t, [c_void_p]),
        "casus_case_diagnostic_count": (c_size_t, [c_void_p]),
        "casus_case_diagnostic": (c_int, [c_void_p, c_size_t, POINTER(Diagnostic)]),
        "casus_answer_new": (c_int, [c_void_p, POINTER(Wishes), POINTER(c_void_p)]),
        "casus_answer_free": (None, [c_void_p]),
        "casus_answer_message": (c_char_p, [c_void_p]),
        "casus_answer_as_of": (c_char_p, [c_void_p]),
        "casus_account_count": (c_size_t, [c_void_p]),
        "casus_account_name": (c_char_p, [c_void_p, c_size_t]),
        "casus_row_count": (c_size_t, [c_void_p]),
        "casus_row_at": (c_int, [c_void_p, c_size_t, POINTER(Row)]),
        "casus_row_stand": (c_int, [c_void_p, c_size_t, c_size_t, POINTER(Stand)]),
    }
    for name, (result, arguments) in types.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Trouble(Exception):
    """A status other than OK, with the message of the object that was asked."""


def text(value):
    """A text of the library; None stays None: it is not known, or there is none."""
    return None if value is None else value.decode("utf-8")


class Case:
    """Texts that belong together: casus_case. A `with` gives it back."""

    def __init__(self, library):
        self.functions, self.handle = library, c_void_p()
        if library.casus_case_new(byref(self.handle)) != OK:
            raise MemoryError

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.functions.casus_case_free(self.handle)

    def must(self, status):
        if status != OK:
            raise Trouble(text(self.functions.casus_case_message(self.handle)))

    def add(self, path):
        self.must(self.functions.casus_case_add_file(self.handle, os.fsencode(path)))

    def check(self):
        """The mistakes in the texts, a line each; none if the case can be run."""
        library, handle, found = self.functions, self.handle, []
        self.must(library.casus_case_check(handle))
        for index in range(library.casus_case_diagnostic_count(handle)):
            one = Diagnostic()
            self.must(library.casus_case_diagnostic(handle, index, byref(one)))
            if one.error:
                found.append(f"{text(one.text)}:{one.line}:{one.column}: {text(one.code)} {text(one.message)}")
        return found

    def answer(self, as_of):
        wishes, handle = Wishes(size=ctypes.sizeof(Wishes), as_of=as_of.encode("utf-8")), c_void_p()
        self.must(self.functions.casus_answer_new(self.handle, byref(wishes), byref(handle)))
        return Answer(self.functions, handle)


class Answer:
    """What a case comes to on a date: casus_answer. A `with` gives it back."""

    def __init__(self, library, handle):
        self.functions, self.handle = library, handle

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.functions.casus_answer_free(self.handle)

    def must(self, status):
        if status != OK:
            raise Trouble(text(self.functions.casus_answer_message(self.handle)))

    def as_of(self):
        return text(self.functions.casus_answer_as_of(self.handle))

    def accounts(self):
        count = self.functions.casus_account_count(self.handle)
        return [text(self.functions.casus_account_name(self.handle, index)) for index in range(count)]

    def rows(self):
        for index in range(self.functions.casus_row_count(self.handle)):
            row = Row()
            self.must(self.functions.casus_row_at(self.handle, index, byref(row)))
            yield index, row

    def stand(self, row, account):
        stand = Stand(state=None)
        self.must(self.functions.casus_row_stand(self.handle, row, account, byref(stand)))
        return stand


def show(answer):
    print("on", answer.as_of())
    for index, row in answer.rows():
        print(text(row.id), text(row.kind), text(row.content), f"({text(row.article) or 'in the record'})")
        for account, name in enumerate(answer.accounts()):
            stand = answer.stand(index, account)
            due = f", by {text(stand.due)}" if stand.due else ""
            print(f"  {name}: {text(stand.state)}{due}")


def main(words):
    if len(words) != 3:
        print("usage: ledger.py FILE DATE", file=sys.stderr)
        return 2
    try:
        library = load(os.environ.get("CASUS_LIBRARY", "libcasus.so.0"))
        with Case(library) as case:
            case.add(words[1])
            mistakes = case.check()
            if mistakes:
                print(*mistakes, sep="\n", file=sys.stderr)
                return 1
            with case.answer(words[2]) as answer:
                show(answer)
    except (OSError, Trouble) as error:
        print(f"ledger.py: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
