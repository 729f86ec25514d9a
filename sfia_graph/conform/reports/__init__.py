"""What was found of a deployment, written for people, for programs and for build servers."""

from __future__ import annotations

from collections.abc import Callable

from sfia_graph.conform.outcome import Conformance
from sfia_graph.conform.reports.json import to_json
from sfia_graph.conform.reports.junit import to_junit
from sfia_graph.conform.reports.markdown import to_markdown
from sfia_graph.conform.reports.table import to_table

FORMATS: dict[str, Callable[[Conformance], str]] = {
    "table": to_table,
    "json": to_json,
    "md": to_markdown,
    "junit": to_junit,
}
"""How a report can be written, by name."""
