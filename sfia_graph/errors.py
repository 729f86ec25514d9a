"""What can go wrong, each as one line that says where, what and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class SfiaError(Exception):
    """Base of every error that this package raises on purpose; its text is one line."""

    def __str__(self) -> str:
        return printable(super().__str__())


class UsageError(SfiaError):
    """The call is wrong: an unknown query, parameter, option or format."""


class StoreError(SfiaError):
    """A store that cannot be opened, read or written."""


class QueryError(SfiaError):
    """A query that is malformed or that the engine refuses."""


def printable(text: str) -> str:
    r"""Give a text on one line, its control characters spelt out, which a terminal would obey.

    So are the half characters that stand in a file's name that is no UTF-8.

    >>> printable("a\x1b[2J\n")
    'a\\x1b[2J\\n'
    """
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def quoted(text: str, most: int = 60) -> str:
    """Quote a text for a message: on one line, no longer than can be read there.

    A control character becomes U+FFFD.

    >>> quoted("one, two, three", 8)
    "'one, two…'"
    """
    line = _CONTROL.sub("\ufffd", " ".join(part.strip() for part in text.splitlines()))
    return f"'{line[:most]}…'" if len(line) > most else f"'{line}'"


def counted(count: int, what: str) -> str:
    """Give a number of things in words.

    >>> counted(1, "warning"), counted(2, "warning")
    ('1 warning', '2 warnings')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source: `row` counts from 1 as a spreadsheet does, `column` is a header or letter.

    In a text file `line` stands instead of the row, and counts from 1 too.

    >>> str(Place("sfia.xlsx", sheet="Skills", row=12, column="Code"))
    "sfia.xlsx, sheet 'Skills', row 12, column 'Code'"
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = [
            printable(self.file),
            f"sheet {quoted(self.sheet)}" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"line {self.line}" if self.line else "",
            f"column {quoted(self.column)}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(eq=False)
class SourceError(SfiaError):
    """A source file that is rejected.

    `place` is the file and, where they can be known, the sheet, row and column; `problem` says what
    was found and what was expected; `remedy` says what to do.
    """

    place: Place
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        text = printable(f"{self.place}: {self.problem}")
        return f"{text}; {self.remedy}" if self.remedy else text
