"""The levels at which a row is defined: its marks, and the text that belongs to each."""

from __future__ import annotations

import re

from sfia_graph.errors import quoted
from sfia_graph.records import LEVELS, LevelText
from sfia_graph.sources.cells import Row


def read_levels(row: Row) -> tuple[LevelText, ...]:
    """Give the levels that are marked, with their texts, ascending.

    A mark that is no level, a mark without a text, a text without a mark and a row without any
    level are faults; `4.0` is read as 4 and noted.
    """
    levels = []
    for level in LEVELS:
        marked = _is_marked(row, level)
        text = row.text(f"text.{level}")
        if marked and text is None:
            remedy = f"write the text or clear the mark of level {level}"
            row.reject(f"text.{level}", f"blank, but level {level} is marked", remedy)
        elif text is not None and not marked:
            remedy = f"mark level {level} or clear the text"
            row.reject(f"text.{level}", f"a text, but level {level} is not marked", remedy)
        elif text is not None:
            levels.append(LevelText(level, text))
    if not levels:
        row.reject("code", "no level is marked", "mark the levels at which it is defined")
    return tuple(levels)


def _is_marked(row: Row, level: int) -> bool:
    field = f"mark.{level}"
    if not row.raw(field).strip():
        row.text(field)
        return False
    number = read_level(row, field)
    if number is not None and number != level:
        row.reject(field, f"found {number} in the column of level {level}", "move the mark")
    return True


def read_level(row: Row, field: str) -> int | None:
    """Give the level from 1 to 7 that a cell names; anything else is a fault and gives None."""
    mark = row.text(field) or ""
    whole = re.fullmatch(r"([1-7])(\.0+)?", mark)
    if whole is None:
        remedy = "write the number of a level from 1 to 7, or leave it blank"
        row.reject(field, f"found {quoted(mark)}, no level of responsibility", remedy)
        return None
    if whole[2]:
        row.report.repair("level-number", row.place(field), row.raw(field), f"read as {whole[1]}")
    return int(whole[1])
