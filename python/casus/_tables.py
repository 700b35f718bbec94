# SPDX-License-Identifier: MIT
"""Tables through a treaty."""

import ctypes
import gzip
import io
import os
from ctypes import byref, c_size_t

from ._errors import BadRow, BadRows, Trouble
from . import _library as lib
from ._library import Handle, encoded, library, sized, text

_UNREADABLE = c_size_t(-1).value


class _Scan(Handle):
    _free, _message = "casus_scan_free", "casus_scan_message"


def _opened(table):
    """A name for messages, and the bytes: of a file (also with gzip), of bytes, or of a data frame as CSV."""
    if isinstance(table, bytes):
        return "bytes", io.BytesIO(table)
    if hasattr(table, "to_csv"):
        return "data frame", io.BytesIO(table.to_csv(index=False).encode("utf-8"))
    with open(table, "rb") as file:
        begins = file.read(4)
    if begins == b"\x28\xb5\x2f\xfd":
        raise Trouble(f"{os.fspath(table)} is compressed with zstd: unpack it first, with zstd -d", "io")
    return os.fspath(table), (gzip.open if begins[:2] == b"\x1f\x8b" else open)(table, "rb")


def _reader(file, errors):
    def read(_, to, size):
        try:
            some = file.read(size)
        except BaseException as error:  # nothing may pass through C, and no table may seem to end
            errors.append(error)
            return _UNREADABLE
        ctypes.memmove(to, some, len(some))
        return len(some)
    return lib.READER(read)


def read_tables(case, tables, form, bad_rows, account=None, late=0, first_table=0):
    """What a scan of the tables writes, and the bad rows that were skipped."""
    if bad_rows not in ("stop", "skip"):
        raise Trouble(f"bad_rows={bad_rows!r}: stop or skip")
    if not tables:
        raise Trouble("no table is named")
    bad, errors, out, scan = [], [], lib.Text(), _Scan()

    def note(_, row):
        row = row.contents
        bad.append(BadRow(text(row.table), row.line, row.column, text(row.cause)))

    wishes = sized(lib.ScanWishes, form=form, account=encoded(account), skip_bad=bad_rows == "skip", late=late,
                   bad=lib.BAD(note), first_table=first_table,
                   sort=form == lib.RECORD)  # of a record the order of the rows does not matter
    try:
        case.call("casus_scan_new", byref(wishes), library().casus_text_sink(byref(out)), byref(scan._handle))
        with scan:
            for table in tables:
                name, file = _opened(table)
                with file:
                    status = library().casus_scan_table(scan.handle, encoded(name), _reader(file, errors), None)
                if errors:
                    raise errors[0]
                if status == lib.STATUS.index("argument"):
                    raise BadRows(_told(scan, bad), bad)
                scan.must(status)
            scan.call("casus_scan_end")
        return ctypes.string_at(out.bytes, out.length).decode("utf-8") if out.bytes else "", bad
    finally:
        library().casus_text_free(out.bytes)


def _told(scan, bad):
    """The last bad row, which ended the scan; of no rows at all it is the headers, and skipping is no remedy."""
    counts = lib.ScanCounts()
    library().casus_scan_counts(scan.handle, byref(counts))
    if not bad:
        return text(library().casus_scan_message(scan.handle))
    row = bad[-1]
    remedy = ' (bad_rows="skip" goes on with the others)' if counts.rows > 0 else ""
    return f"{row.table}:{row.line}:{row.column}: {row.cause}{remedy}"
