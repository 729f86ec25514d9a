"""CSV that is safe to open in a spreadsheet: a text never runs as a formula."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from sfia_graph.results import Rows, Term, to_python

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def harmless(rows: Rows) -> Rows:
    """Give rows in which a text that a spreadsheet would run begins with an apostrophe.

    Numbers stay as they are.

    >>> harmless(Rows(("name",), ((Literal("=1+1"),), (Literal(-1),)))).values()
    [("'=1+1",), (-1,)]
    """
    terms = tuple(tuple(map(_harmless, row)) for row in rows.terms)
    return Rows(rows.columns, terms)


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    >>> runs("=1+1"), runs("1+1")
    (True, False)
    """
    return _FORMULA.match(text) is not None


def _harmless(term: Term | None) -> Term | None:
    if not isinstance(term, Literal) or not isinstance(to_python(term), str):
        return term
    if not runs(term.value):
        return term
    if term.language:
        return Literal(f"'{term.value}", language=term.language)
    return Literal(f"'{term.value}")
