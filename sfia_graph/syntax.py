"""What a SPARQL parser says, in one line for people."""

from __future__ import annotations

import re

_LONGEST = 200


def explain(message: str) -> str:
    """Give Oxigraph's message as line and column and what was expected there.

    >>> explain("error at 2:5: expected SELECT")
    'line 2, column 5: expected SELECT'
    """
    line = re.sub(r"^error at (\d+):(\d+): ", r"line \1, column \2: ", " ".join(message.split()))
    where, expected, _ = line.partition("expected one of Prefix not found")
    line = f"{where}a prefix that is not declared" if expected else line
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
