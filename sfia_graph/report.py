"""What an import found, mended and refused, cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from sfia_graph.errors import Place, SourceError

Severity = Literal["reject", "repair", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an import refused (`reject`), mended (`repair`) or doubted (`warning`).

    `kind` is a short name such as `line-break`; `original` is the cell's text as it stood in the
    source, so that nothing is lost; `message` says what is wrong or what was done.
    """

    severity: Severity
    kind: str
    place: Place
    original: str
    message: str
    remedy: str = ""


@dataclass(slots=True)
class Report:
    """The findings of one import, in the order in which they were met."""

    findings: list[Finding] = field(default_factory=list)

    def repair(self, kind: str, place: Place, original: str, message: str) -> None:
        """Note that a text was mended; `original` is what stood there."""
        self.findings.append(Finding("repair", kind, place, original, message))

    def warn(self, kind: str, place: Place, original: str, message: str) -> None:
        """Note something that was accepted as it stands but deserves a look."""
        self.findings.append(Finding("warning", kind, place, original, message))

    def reject(self, place: Place, original: str, message: str, remedy: str) -> None:
        """Note a fault for which the source will be refused, and go on to find the others."""
        self.findings.append(Finding("reject", "fault", place, original, message, remedy))

    def raise_rejects(self) -> None:
        """Raise `SourceError` for the first fault, saying how many more there are."""
        faults = [finding for finding in self.findings if finding.severity == "reject"]
        if faults:
            first, more = faults[0], len(faults) - 1
            remedy = f"{first.remedy} (and {more} more)" if more else first.remedy
            raise SourceError(first.place, first.message, remedy)

    def repairs(self) -> dict[str, int]:
        """How many repairs there are of each kind, most first."""
        kinds = (finding.kind for finding in self.findings if finding.severity == "repair")
        return dict(Counter(kinds).most_common())

    def warnings(self) -> list[Finding]:
        """The warnings, in the order in which they were met."""
        return [finding for finding in self.findings if finding.severity == "warning"]
