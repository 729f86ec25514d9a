"""Changes between editions as files, one module a format."""

from __future__ import annotations

from collections.abc import Callable

from sfia_graph.editions.formats.html import to_html
from sfia_graph.editions.formats.markdown import to_markdown
from sfia_graph.editions.formats.table import to_csv, to_table
from sfia_graph.editions.records import Changes

__all__ = ["FORMATS", "to_csv", "to_html", "to_markdown", "to_table", "to_turtle"]


def to_turtle(changes: Changes) -> str:
    """Give changes as a graph in Turtle, which holds no word of a text."""
    from sfia_graph.editions.correspondence import to_graph
    from sfia_graph.serialise import canonical_turtle

    return canonical_turtle(to_graph(changes)).decode("utf-8")


FORMATS: dict[str, Callable[[Changes], str]] = {
    "table": to_table,
    "md": to_markdown,
    "html": to_html,
    "ttl": to_turtle,
    "csv": to_csv,
}
"""How changes are written, by the name of the format."""
