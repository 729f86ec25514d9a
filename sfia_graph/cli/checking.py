"""Validation before something is loaded or published: what is broken goes no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sfia_graph.cli.screen import Tell, progress, say
from sfia_graph.errors import SfiaError, counted

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from sfia_graph.validation import ValidationReport


def look_over(
    quads: Mapping[Path, list[Quad]], level: str, tell: Tell, **how: Any
) -> ValidationReport:
    """Validate the statements of files together; give what is as bad as a level, with its places.

    `how` is what else `sfia_graph.validate` takes.
    """
    from sfia_graph.validation import Data, validate
    from sfia_graph.validation.places import Places

    data = Data.of(quad for each in quads.values() for quad in each)
    return Places(quads).find(validate(data, tell=tell, **how).at_least(level))


def refuse_violations(files: Sequence[Path]) -> None:
    """Validate files together by our shapes; warnings are counted on standard error.

    Files without statements are left to who loads them.

    Raises `SfiaError` with the first violation and how many more there are.
    """
    from sfia_graph.rdf import read_quads

    for path in files:
        refuse_large(path)
    with progress("validating") as tell:
        quads = {path: read_quads(path) for path in files}
        if not any(quads.values()):
            return
        found = look_over(quads, "violation", tell)
    if found.results:
        raise SfiaError(_refusal(found))
    if found.counts["warning"]:
        say(f"{counted(found.counts['warning'], 'warning')}, which sfia-graph validate shows")


def refuse_large(path: Path) -> None:
    """Raise `SfiaError` for a file that is too large to be validated."""
    from sfia_graph.files import LIMIT

    size = path.stat().st_size
    if size > LIMIT:
        problem = (
            f"{size / 2**20:.1f} MB, more than the {LIMIT >> 20} MB that are validated at once"
        )
        remedy = "validate a part of it, and load the whole as N-Quads with --no-validate"
        raise SfiaError(f"{path.name}: {problem}; {remedy}")


def _refusal(found: ValidationReport) -> str:
    from sfia_graph.validation.formats.table import line

    first, more = found.results[0], len(found.results) - 1
    rest = f" (and {more} more)" if more else ""
    remedy = "sfia-graph validate shows all, --no-validate loads all the same"
    return f"not valid: {line(first)}{rest}; {remedy}"
