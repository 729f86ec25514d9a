"""Texts that a spreadsheet would run as formulas: an apostrophe before them keeps them texts.

This holds where a file is read as what it is, with commas between cells (RFC 4180). What has to be
read back exactly by a program is written as JSON or TSV, where texts stand as they are.
"""

from __future__ import annotations

import csv
import re
from typing import Any, TextIO

from pyoxigraph import Literal

from sfia_graph.results import Rows, Term, to_python

_UNSEEN = r"\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_RUNS = re.compile(rf"[{_UNSEEN}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
_NUMBER = re.compile(r"[+-]\d+(?:[.,]\d+)?%?|-+")


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    >>> runs("=1+1"), runs("1+1")
    (True, False)
    """
    return _RUNS.match(text) is not None


def at_rest(text: str) -> str:
    """Give a cell of somebody's own that a spreadsheet does not run; a number is none.

    >>> at_rest("=1+1"), at_rest("'=1+1"), at_rest("-1")
    ("'=1+1", "'=1+1", '-1')
    """
    return f"'{text}" if runs(text) and not _NUMBER.fullmatch(text) else text


def guarded(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet would run it.

    One that has apostrophes before it already gets another, so that `unguarded` gives it back.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return f"'{text}" if runs(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """Give a text as it was before `guarded` had it.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and runs(text.lstrip("'")) else text


def harmless(rows: Rows) -> Rows:
    """Give rows in which a text that a spreadsheet would run begins with an apostrophe.

    Numbers stay as they are.

    >>> harmless(Rows(("name",), ((Literal("=1+1"),), (Literal(-1),)))).values()
    [("'=1+1",), (-1,)]
    """
    terms = tuple(tuple(map(_harmless, row)) for row in rows.terms)
    return Rows(rows.columns, terms)


def would_run(term: object) -> bool:
    """Whether a term is a text that a spreadsheet would take for a formula.

    A number, a day or a truth is none, whatever a literal calls itself.

    >>> would_run(Literal("=1+1")), would_run(Literal(-1))
    (True, False)
    """
    return isinstance(term, Literal) and isinstance(to_python(term), str) and runs(term.value)


def _harmless(term: Term | None) -> Term | None:
    if not isinstance(term, Literal) or not would_run(term):
        return term
    if term.language:
        return Literal(f"'{term.value}", language=term.language)
    return Literal(f"'{term.value}")


class _Ending:
    """Takes whole lines that end in CR LF, and passes them on with another end."""

    def __init__(self, held: TextIO, end: str) -> None:
        self._held, self._end = held, end

    def write(self, line: str) -> None:
        """Pass a line on."""
        self._held.write(line.removesuffix("\r\n") + self._end)


def table_writer(held: TextIO, end: str = "\n", delimiter: str = ",") -> Any:
    """Give what `csv.writer` does, which by itself leaves a bare CR without quotes (RFC 4180, 2.6).

    What stands behind such a CR would be the first cell of another row.
    """
    return csv.writer(_Ending(held, end), delimiter=delimiter, lineterminator="\r\n")
