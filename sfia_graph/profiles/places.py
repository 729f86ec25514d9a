"""Where else in the sheets something stands, in the words of a message."""

from __future__ import annotations

from dataclasses import replace

from sfia_graph.errors import Place


def elsewhere(there: Place, here: Place) -> str:
    """Say where something stands, seen from another place: the row alone in the same sheet.

    >>> elsewhere(Place("a.csv", row=3), Place("a.csv", row=9, column="skill"))
    'row 3'
    """
    if there.row and (there.file, there.sheet) == (here.file, here.sheet):
        return f"row {there.row}"
    return str(replace(there, column=None))
