"""Letters that a query may write by their code points (SPARQL 1.1, section 19.2)."""

from __future__ import annotations

import re
import sys

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def with_letters(query: str) -> str:
    r"""Give a query with such letters in their place, wherever they stand.

    What is no code point stays as it is.

    >>> with_letters(r"\u0053ervice \U00000041 \U00110000")
    'Service A \\U00110000'
    """
    return _ESCAPED.sub(_letter, query)


def _letter(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= sys.maxunicode else found[0]
