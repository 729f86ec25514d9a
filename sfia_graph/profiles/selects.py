"""What the SELECTs of roles and people have in common: how they are asked, and IRIs in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sfia_graph.errors import QueryError
from sfia_graph.results import Answer, Rows

Ask = Callable[[str], Answer]
"""Answers a SPARQL query."""


def rows(answer: Answer) -> Rows:
    """Give the answer to a SELECT; raises `QueryError` for an answer that has no rows."""
    if not isinstance(answer, Rows):
        raise QueryError("the store gave no rows for a SELECT")
    return answer


def iris(several: Iterable[str]) -> str:
    """Write IRIs one after another, as they stand in VALUES (SPARQL 1.1, section 10.2)."""
    return " ".join(f"<{each}>" for each in several)
