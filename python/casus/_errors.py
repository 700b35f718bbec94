# SPDX-License-Identifier: MIT
"""What can go wrong, as exceptions: each says where, and what to do."""

from collections import namedtuple

Diagnostic = namedtuple("Diagnostic", "code error message text line column end_line end_column other_text other_line "
                                      "other_column other_note help")
BadRow = namedtuple("BadRow", "table line column cause")


class Error(Exception):
    """All exceptions of this package."""


class LibraryMissing(Error, ImportError):
    """libcasus cannot be loaded."""


class Trouble(Error):
    """The environment failed, or a call makes no sense. `status` is memory, io, limit, entangled or argument."""

    def __init__(self, message, status="argument"):
        super().__init__(message)
        self.status = status


class Mistakes(Error):
    """The texts have mistakes. `diagnostics` has each with its place and its remedy (`help`)."""

    def __init__(self, message, diagnostics):
        super().__init__(message)
        self.diagnostics = diagnostics


class NotUnderstood(Error):
    """A question could not be understood. `remedy` says what can be asked."""

    def __init__(self, message, remedy):
        super().__init__(message)
        self.remedy = remedy


class BadRows(Error):
    """A row of a table cannot be taken, or the table has not the columns of its map. `rows` has the bad ones."""

    def __init__(self, message, rows):
        super().__init__(message)
        self.rows = rows
