"""Validation before something is loaded or published: what is broken goes no further."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.screen import progress, say
from sfia_graph.errors import SfiaError

if TYPE_CHECKING:
    from sfia_graph.validation import ValidationReport


def refuse_violations(files: Sequence[Path]) -> None:
    """Validate files together by our shapes; warnings are counted on standard error.

    Files without statements are left to who loads them.

    Raises `SfiaError` with the first violation and how many more there are.
    """
    from sfia_graph.rdf import read_quads
    from sfia_graph.validation import Data, validate
    from sfia_graph.validation.places import Places

    with progress("validating") as tell:
        quads = {path: read_quads(path) for path in files}
        data = Data.of(quad for each in quads.values() for quad in each)
        if not len(data):
            return
        report = validate(data, tell=tell)
        found = Places(quads).find(report.at_least("violation"))
    if found.results:
        raise SfiaError(_refusal(found))
    if report.counts["warning"]:
        count = report.counts["warning"]
        say(f"{count} warning{'s' if count > 1 else ''}, which sfia-graph validate shows")


def _refusal(found: ValidationReport) -> str:
    from sfia_graph.validation.formats.table import line

    first, more = found.results[0], len(found.results) - 1
    rest = f" (and {more} more)" if more else ""
    remedy = "sfia-graph validate shows all, --no-validate loads all the same"
    return f"not valid: {line(first)}{rest}; {remedy}"
