"""Texts that a spreadsheet would run as formulas: an apostrophe before them keeps them texts."""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""As OWASP has it (CSV injection), with the apostrophes that were put before such a text."""


def guarded(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet would run it.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Give a text as it was before `guarded` had it.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and _RUNS.match(text) else text
