"""Validation reports, written for people, for programs and for the tools that review code."""

from __future__ import annotations

from collections.abc import Callable

from sfia_graph.validation.formats.json import to_json
from sfia_graph.validation.formats.junit import to_junit
from sfia_graph.validation.formats.sarif import to_sarif
from sfia_graph.validation.formats.table import to_table
from sfia_graph.validation.formats.turtle import to_turtle
from sfia_graph.validation.results import ValidationReport

FORMATS: dict[str, Callable[[ValidationReport], str]] = {
    "table": to_table,
    "json": to_json,
    "ttl": to_turtle,
    "sarif": to_sarif,
    "junit": to_junit,
}
"""How a report can be written, by name."""
