"""A report as a table in plain text, the cases of what fails below it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from sfia_graph import formats
from sfia_graph.conform.outcome import Checked, Conformance
from sfia_graph.results import Rows

COLUMNS = ("check", "result", "found", "standard")
FIRST = 20
"""How many cases of a check are listed before the rest is only counted."""


def rows(report: Conformance) -> Rows:
    """Give the checks as rows of `COLUMNS`."""
    lines = (
        (each.check.name, each.finding.result, _found(each), each.check.standard)
        for each in report.checked
    )
    return Rows(COLUMNS, tuple(tuple(map(Literal, line)) for line in lines))


def to_table(report: Conformance) -> str:
    """Give a report as plain text."""
    return "\n".join([formats.to_table(rows(report)), *_below(report)]) + "\n"


def below(report: Conformance) -> str:
    """Give what stands below the table: the cases of what fails, notes and the counts."""
    return "\n".join(_below(report)) + "\n"


def _found(checked: Checked) -> str:
    """Give what was found; of what holds, the promise that is kept."""
    finding = checked.finding
    if finding.result == "pass":
        return f"{checked.check.promise} ({finding.line})"
    return finding.line


def _below(report: Conformance) -> Iterator[str]:
    for each in report.checked:
        if each.finding.cases:
            yield f"{each.check.name}:"
            yield from (f"    {case}" for case in each.finding.cases[:FIRST])
            more = len(each.finding.cases) - FIRST
            if more > 0:
                yield f"    and {more} more; --format json lists them all"
            yield ""
    yield from report.notes
    yield report.summary
