"""What holds of every reader, whatever it reads."""

from __future__ import annotations

import re
from collections.abc import Callable

from sfia_graph.errors import SfiaError, SourceError
from sfia_graph.report import Report

LONGEST_LINE = 1_000
"""The most characters of the line that refuses a file."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


class Broken(AssertionError):
    """A law that does not hold of what was read."""


def hold(law: bool, what: object) -> None:
    """Raise `Broken` where a law does not hold."""
    if not law:
        raise Broken(what)


def read_or_refused(read: Callable[[], object]) -> str:
    """Read, and say `read` or `refused`; a refusal must be of our own, and fit for people."""
    try:
        read()
    except SfiaError as error:
        fit_for_people(error)
        return "refused"
    return "read"


def fit_for_people(error: SfiaError) -> None:
    """A refusal is one line of bearable length, names its place and says what to do."""
    line = str(error)
    hold(not _UNFIT.search(line), f"a line with a control character: {line!r}")
    hold(0 < len(line) <= LONGEST_LINE, f"a line of {len(line)} characters: {line[:200]!r}")
    if isinstance(error, SourceError):
        hold(bool(error.place.file and error.problem), f"a refusal without place: {line!r}")
        hold(bool(error.remedy), f"a refusal without remedy: {line!r}")


def report_fits(report: Report) -> None:
    """Each finding names its file and says what was done; none is a fault that was passed over."""
    for finding in report.findings:
        hold(bool(finding.place.file and finding.message), finding)
        hold(finding.severity != "reject", finding)
        hold(not _UNFIT.search(str(finding.place)), f"a place with a control character: {finding}")
