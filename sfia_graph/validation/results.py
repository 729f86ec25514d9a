"""What a validation found: results and the report that holds them (SHACL, section 3.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox
from rdflib.namespace import SH

from sfia_graph.errors import Place
from sfia_graph.validation.paths import Path

Term = ox.NamedNode | ox.BlankNode | ox.Literal

SEVERITY_IRIS = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
SEVERITIES = tuple(SEVERITY_IRIS)
"""From the worst to the mildest; a severity of somebody's own counts as a violation."""


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A shape: its IRI (or a blank node's label), what it is called, and what it says.

    `own_severity` is the IRI of a severity that is none of SHACL's own.
    """

    iri: str
    name: str
    severity: str
    message: str
    own_severity: str = ""


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One fault: `rule` is the shape that found it.

    `focus` is the resource at fault, `code` and `label` what people call it; `path` and `value`
    say where in it, None where the rule is about the whole; `component` and `constraint` are IRIs;
    `messages` are what the rule says; `place` is the file and line, where they can be known.
    """

    rule: Rule
    focus: Term
    path: Path | None
    value: Term | None
    component: str
    constraint: str | None
    messages: tuple[str, ...]
    code: str = ""
    label: str = ""
    place: Place | None = None

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`: the rule's."""
        return self.rule.severity

    @property
    def severity_iri(self) -> str:
        """The severity as the shape says it (SHACL, section 2.1.4)."""
        return self.rule.own_severity or str(SEVERITY_IRIS[self.severity])

    @property
    def message(self) -> str:
        """What is wrong and how to mend it, in one line."""
        return " ".join(self.messages) or f"breaks the rule {self.rule.name}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The results of one validation, worst first, then by rule and resource.

    `rules` are those that were looked at, by IRI; `statements` is how many statements there were;
    `counts` is how many results there were of each severity, whether they are kept here or not.
    """

    results: tuple[ValidationResult, ...]
    rules: tuple[Rule, ...]
    statements: int
    counts: Mapping[str, int]

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all, as SHACL defines it (section 3.6.1.1)."""
        return not self.results

    def at_least(self, level: str) -> ValidationReport:
        """Give a report with the results that are as bad as a severity, or worse."""
        wanted = SEVERITIES[: SEVERITIES.index(level) + 1]
        kept = tuple(result for result in self.results if result.severity in wanted)
        return replace(self, results=kept)


def report_of(
    results: Iterable[ValidationResult], rules: Iterable[Rule], statements: int
) -> ValidationReport:
    """Give the report of a validation, its results in order and counted."""
    ordered = tuple(sorted(results, key=in_order))
    counted = Counter(result.severity for result in ordered)
    counts = {severity: counted[severity] for severity in SEVERITIES}
    return ValidationReport(ordered, tuple(sorted(rules)), statements, counts)


def in_order(result: ValidationResult) -> tuple[int, str, str, str, str]:
    """Give the key by which results are sorted."""
    worst = SEVERITIES.index(result.severity)
    return worst, result.rule.iri, str(result.focus), str(result.value), result.message
