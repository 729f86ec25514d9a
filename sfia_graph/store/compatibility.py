"""What an engine does differently from the others, made even here and nowhere else."""

from __future__ import annotations

from pyoxigraph import Literal

from sfia_graph.results import Rows
from sfia_graph.tags import canonical

TAG_COLUMN = "language"
"""The column of an answer that holds language tags as plain text."""


def with_tags_restored(rows: Rows) -> Rows:
    """Give the tags in the column `language` their canonical case (`en-GB`).

    Oxigraph 0.5 keeps tags in lower case, so that `LANG()` gives `en-gb`; rdflib 7 does not.
    """
    if TAG_COLUMN not in rows.columns:
        return rows
    at = rows.columns.index(TAG_COLUMN)
    restored = []
    for row in rows.terms:
        tag = row[at]
        if isinstance(tag, Literal):
            row = (*row[:at], Literal(canonical(tag.value)), *row[at + 1 :])
        restored.append(row)
    return Rows(rows.columns, tuple(restored))
