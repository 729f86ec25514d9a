"""A report in Markdown, for the summary of a build or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph import formats
from sfia_graph.conform.outcome import Conformance
from sfia_graph.conform.reports.table import rows


def to_markdown(report: Conformance) -> str:
    """Give a report as a heading, a table, the cases of what fails, and the counts."""
    return "\n".join(_parts(report)) + "\n"


def _parts(report: Conformance) -> Iterator[str]:
    yield f"## {report.address}\n"
    yield formats.to_markdown(rows(report))
    for each in report.checked:
        if each.finding.cases:
            yield f"### {each.check.name}\n"
            yield "\n".join(f"- {_code(case)}" for case in each.finding.cases) + "\n"
    yield "\n".join(f"- {note}" for note in report.notes) + "\n"
    yield f"**{report.summary}**"


def _code(text: str) -> str:
    """Give a text of others so that no Markdown in it counts."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"
