# SPDX-License-Identifier: MIT
"""libcasus by ctypes: its structs and functions as include/casus has them. What they promise is written there."""

import ctypes
import ctypes.util
import os
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_bool, c_char, c_char_p, c_int, c_int64, c_size_t, c_uint64
from ctypes import c_void_p

from ._errors import LibraryMissing, Trouble

OK = 0
STATUS = ("ok", "memory", "io", "limit", "entangled", "argument")
CSV, LINES, RECORD, NOTHING = range(4)  # casus_scan_form


class Sink(Structure):
    _fields_ = [("write", c_void_p), ("context", c_void_p)]


class Text(Structure):
    _fields_ = [("bytes", c_void_p), ("length", c_size_t), ("capacity", c_size_t), ("failed", c_bool)]


class Failure(Structure):
    _fields_ = [("message", c_char * 512)]


class Wishes(Structure):
    _fields_ = [("size", c_size_t), ("as_of", c_char_p), ("known_on", c_char_p), ("account", c_char_p),
                ("readings", POINTER(c_char_p)), ("reading_count", c_size_t), ("sources", c_char_p)]


class Diagnostic(Structure):
    _fields_ = [("code", c_char_p), ("error", c_bool), ("message", c_char_p), ("text", c_char_p),
                ("line", c_size_t), ("column", c_size_t), ("end_line", c_size_t), ("end_column", c_size_t),
                ("other_text", c_char_p), ("other_line", c_size_t), ("other_column", c_size_t),
                ("other_note", c_char_p), ("help", c_char_p)]


class DiagnosticStyle(Structure):
    _fields_ = [("size", c_size_t), ("colour", c_bool), ("errors_only", c_bool), ("told", c_void_p)]


class Style(Structure):
    _fields_ = [("size", c_size_t), ("format", c_int), ("colour", c_bool), ("all", c_bool), ("request", c_char_p),
                ("title", c_char_p), ("account", c_char_p), ("formal", c_bool), ("columns", c_size_t),
                ("language", c_char_p), ("party", c_char_p)]


class Row(Structure):
    _fields_ = [(name, c_char_p) for name in ("id", "kind", "instrument", "article", "holder", "claimant", "content",
                                              "trigger", "date")]


class Reason(Structure):
    pass


Reason._fields_ = [("next", POINTER(Reason)), ("first", POINTER(Reason)), ("kind", c_char_p), ("text", c_char_p),
                   ("voice", c_char_p), ("source", c_char_p), ("gist", c_char_p), ("start", c_size_t),
                   ("end", c_size_t), ("number", c_size_t)]


class Column(Structure):
    _fields_ = [("name", c_char_p), ("meaning", c_char_p), ("integer", c_bool)]


class BadRow(Structure):
    _fields_ = [("table", c_char_p), ("line", c_uint64), ("column", c_size_t), ("cause", c_char_p)]


BAD = CFUNCTYPE(None, c_void_p, POINTER(BadRow))
PROGRESS = CFUNCTYPE(None, c_void_p, c_uint64, c_uint64)
READER = CFUNCTYPE(c_size_t, c_void_p, c_void_p, c_size_t)


class ScanWishes(Structure):
    _fields_ = [("size", c_size_t), ("form", c_int), ("account", c_char_p), ("skip_bad", c_bool), ("late", c_int64),
                ("bad", BAD), ("progress", PROGRESS), ("context", c_void_p), ("seek", c_uint64), ("about", c_void_p),
                ("about_all", c_bool), ("first_table", c_size_t), ("sort", c_bool), ("sort_memory", c_size_t),
                ("temporary", c_char_p)]


class ScanCounts(Structure):
    _fields_ = [(name, c_uint64) for name in ("rows", "bad", "written", "bytes")]


_OUT = POINTER(c_void_p)
_TEXTS = POINTER(c_char_p)
_FUNCTIONS = {
    "casus_version": (c_char_p, []),
    "casus_text_sink": (Sink, [POINTER(Text)]),
    "casus_text_free": (None, [c_void_p]),
    "casus_case_new": (c_int, [_OUT]),
    "casus_case_free": (None, [c_void_p]),
    "casus_case_message": (c_char_p, [c_void_p]),
    "casus_case_add_files": (c_int, [c_void_p, _TEXTS, c_size_t]),
    "casus_case_add_text": (c_int, [c_void_p, c_char_p, c_char_p, c_size_t]),
    "casus_case_set_grades": (c_int, [c_void_p, c_char_p]),
    "casus_case_suppose": (c_int, [c_void_p, c_char_p, c_char_p, c_size_t]),
    "casus_case_check": (c_int, [c_void_p]),
    "casus_case_error_count": (c_size_t, [c_void_p]),
    "casus_case_diagnostic_count": (c_size_t, [c_void_p]),
    "casus_case_diagnostic": (c_int, [c_void_p, c_size_t, POINTER(Diagnostic)]),
    "casus_write_diagnostics": (c_int, [c_void_p, POINTER(DiagnosticStyle), Sink]),
    "casus_check": (c_int, [_TEXTS, c_size_t, c_char_p, c_void_p, c_void_p, _OUT]),
    "casus_checking_free": (None, [c_void_p]),
    "casus_checking_message": (c_char_p, [c_void_p]),
    "casus_checking_error_count": (c_size_t, [c_void_p]),
    "casus_checking_diagnostic_count": (c_size_t, [c_void_p]),
    "casus_checking_diagnostic": (c_int, [c_void_p, c_size_t, POINTER(Diagnostic)]),
    "casus_write_checking": (c_int, [c_void_p, POINTER(DiagnosticStyle), Sink]),
    "casus_answer_new": (c_int, [c_void_p, POINTER(Wishes), _OUT]),
    "casus_answer_free": (None, [c_void_p]),
    "casus_answer_message": (c_char_p, [c_void_p]),
    "casus_answer_as_of": (c_char_p, [c_void_p]),
    "casus_account_count": (c_size_t, [c_void_p]),
    "casus_account_name": (c_char_p, [c_void_p, c_size_t]),
    "casus_row_at": (c_int, [c_void_p, c_size_t, POINTER(Row)]),
    "casus_row_find": (c_bool, [c_void_p, c_char_p, POINTER(c_size_t)]),
    "casus_why": (c_int, [c_void_p, c_size_t, c_size_t, POINTER(POINTER(Reason))]),
    "casus_write_why": (c_int, [c_void_p, c_size_t, POINTER(Style), Sink]),
    "casus_write_ledger": (c_int, [c_void_p, POINTER(Style), Sink]),
    "casus_export_new": (c_int, [c_void_p, c_char_p, _OUT]),
    "casus_units_new": (c_int, [c_void_p, c_char_p, _OUT]),
    "casus_export_ledger_row": (c_bool, [c_void_p, c_size_t, POINTER(c_size_t)]),
    "casus_export_keep": (c_int, [c_void_p, _TEXTS, c_size_t, POINTER(c_size_t)]),
    "casus_export_free": (None, [c_void_p]),
    "casus_export_name": (c_char_p, [c_size_t]),
    "casus_unit_name": (c_char_p, [c_size_t]),
    "casus_export_column_count": (c_size_t, [c_void_p]),
    "casus_export_column": (c_int, [c_void_p, c_size_t, POINTER(Column)]),
    "casus_export_row_count": (c_size_t, [c_void_p]),
    "casus_write_export": (c_int, [c_void_p, c_bool, Sink]),
    "casus_ask": (c_int, [c_void_p, c_char_p, c_int, POINTER(Wishes), _OUT]),
    "casus_reply_free": (None, [c_void_p]),
    "casus_reply_message": (c_char_p, [c_void_p]),
    "casus_reply_understood": (c_bool, [c_void_p]),
    "casus_reply_refusal": (c_char_p, [c_void_p]),
    "casus_reply_remedy": (c_char_p, [c_void_p]),
    "casus_write_reply_diagnostics": (c_int, [c_void_p, POINTER(DiagnosticStyle), Sink]),
    "casus_reply_read": (c_char_p, [c_void_p]),
    "casus_reply_date": (c_char_p, [c_void_p]),
    "casus_reply_answer": (c_void_p, [c_void_p]),
    "casus_reply_subject_count": (c_size_t, [c_void_p]),
    "casus_reply_subject": (c_int, [c_void_p, c_size_t, POINTER(c_size_t)]),
    "casus_reply_state": (c_char_p, [c_void_p, c_size_t, c_size_t]),
    "casus_write_reply": (c_int, [c_void_p, POINTER(Style), Sink]),
    "casus_scan_new": (c_int, [c_void_p, POINTER(ScanWishes), Sink, _OUT]),
    "casus_scan_free": (None, [c_void_p]),
    "casus_scan_message": (c_char_p, [c_void_p]),
    "casus_scan_table": (c_int, [c_void_p, c_char_p, READER, c_void_p]),
    "casus_scan_counts": (None, [c_void_p, POINTER(ScanCounts)]),
    "casus_scan_end": (c_int, [c_void_p]),
}

_loaded = None


def library():
    """The shared library: the file that $CASUS_LIBRARY names, else libcasus.so.0 as the system finds it."""
    global _loaded
    if _loaded is None:
        path = os.environ.get("CASUS_LIBRARY", "libcasus.so.0")
        try:
            found = ctypes.CDLL(path)
            for name, (result, arguments) in _FUNCTIONS.items():
                function = getattr(found, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError) as error:
            raise LibraryMissing(f"{error}; install casus, or set CASUS_LIBRARY to the path of libcasus.so") from None
        _loaded = found
    return _loaded


def text(value):
    """A text of the library; None stays None: it is not known, or there is none."""
    return None if value is None else value.decode("utf-8")


def encoded(value):
    return None if value is None else os.fsencode(value) if isinstance(value, os.PathLike) else value.encode("utf-8")


def texts(values):
    """An array of texts for a call, which may be empty."""
    values = list(values)
    return (c_char_p * max(len(values), 1))(*[encoded(value) for value in values])


def sized(struct, **members):
    return struct(size=ctypes.sizeof(struct), **members)


class Handle:
    """An object of the library, given back by close(), by the end of a `with`, or with the last reference to it."""

    _free = None  # the names of the functions that free it, and that tell what failed
    _message = None

    def __init__(self):
        self._handle = c_void_p()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        if getattr(self, "_handle", None):
            self.close()

    def close(self):
        if self._handle:
            getattr(library(), self._free)(self._handle)
            self._handle = c_void_p()

    @property
    def handle(self):
        if not self._handle:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self._handle

    def must(self, status):
        if status != OK:
            raise Trouble(text(getattr(library(), self._message)(self._handle)) or STATUS[status], STATUS[status])

    def call(self, name, *arguments):
        """A function of the library that takes this object first and returns a status."""
        self.must(getattr(library(), name)(self.handle, *arguments))

    def written(self, name, *arguments):
        """What a function of the library writes to a sink, its last argument, as a text."""
        return self.written_bytes(name, *arguments).decode("utf-8")

    def written_bytes(self, name, *arguments):
        out = Text()
        try:
            self.call(name, *arguments, library().casus_text_sink(byref(out)))
            return ctypes.string_at(out.bytes, out.length) if out.bytes else b""
        finally:
            library().casus_text_free(out.bytes)
