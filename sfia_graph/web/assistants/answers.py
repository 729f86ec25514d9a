"""An answer as a tool gives it: rows for programs, a table for readers, within bounds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mcp.types import CallToolResult, TextContent

from sfia_graph.errors import counted
from sfia_graph.formats import to_markdown, write_answer
from sfia_graph.results import Answer, Rows, Term, Triples, to_python
from sfia_graph.web.pages.answers import as_rows

MOST_ROWS = 200
LARGEST = 60_000
"""How many characters the values of an answer's rows have at most, beyond its first row."""

OUTPUT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "asked": {"type": "object", "description": "Values asked for, defaults included"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "array"}},
        "total": {"type": "integer", "description": "How many rows there are in all"},
        "left_out": {"type": "integer", "description": "How many of them are not given"},
    },
    "required": ["asked", "columns", "rows", "total", "left_out"],
}
"""The JSON Schema of an answer; a row has its values in the order of the columns."""

Asked = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Cut:
    """The first rows of an answer, and how many there are in all."""

    rows: Rows
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


def answered(name: str, asked: Asked, answer: Answer) -> CallToolResult:
    """Give an answer as a tool's result: its first rows, and how many were left out.

    The text begins with what was asked, so that nobody takes a default for his own question. The
    triples of a CONSTRUCT are rows of three columns, and Turtle in the text.
    """
    cut = _cut(as_rows(answer))
    words = " ".join([name, *(f"{key}={_shown(several)}" for key, several in asked.items())])
    parts = [f"{words}: {counted(cut.total, 'row')}"]
    if isinstance(answer, Triples):
        parts.append(write_answer(Triples(answer.triples[: len(cut.rows)]), "ttl"))
    elif cut.total:
        parts.append(to_markdown(cut.rows))
    if cut.left_out:
        parts.append(f"{counted(cut.left_out, 'further row')} left out; ask for less.")
    content: dict[str, Any] = {
        "asked": {key: list(several) for key, several in asked.items()},
        "columns": list(cut.rows.columns),
        "rows": [[plain(term) for term in row] for row in cut.rows.terms],
        "total": cut.total,
        "left_out": cut.left_out,
    }
    text = "\n\n".join(part.strip("\n") for part in parts)
    return CallToolResult(content=[TextContent(text=text)], structured_content=content)


def refused(problem: str) -> CallToolResult:
    """Give a problem as a tool's result: one line, which says what to do otherwise."""
    line = " ".join(problem.split())
    return CallToolResult(content=[TextContent(text=line[:500])], is_error=True)


def plain(term: Term | None) -> str | int | float | bool | None:
    """Give a term as a value of JSON: an IRI whole, a text without its language."""
    value = to_python(term)
    if isinstance(value, Decimal | float):
        return float(value) if math.isfinite(value) else str(value)
    return value


def _cut(rows: Rows) -> _Cut:
    size = kept = 0
    for row in rows.terms[:MOST_ROWS]:
        size += sum(len(str(term)) for term in row)
        if kept and size > LARGEST:
            break
        kept += 1
    return _Cut(Rows(rows.columns, rows.terms[:kept]), len(rows))


def _shown(several: Sequence[Any]) -> str:
    text = ",".join(map(str, several))
    return f'"{text}"' if " " in text else text
