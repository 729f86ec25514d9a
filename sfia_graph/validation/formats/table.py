"""A validation report for people: by rule, worst first, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from sfia_graph.errors import counted, quoted
from sfia_graph.namespaces import compact
from sfia_graph.tags import canonical
from sfia_graph.validation.results import (
    Rule,
    Term,
    ValidationReport,
    ValidationResult,
)

FIRST = 8
"""How many results of a rule are listed before the rest is only counted."""


def to_table(report: ValidationReport) -> str:
    """Give a report as plain text, the first `FIRST` results of each rule, and a summary."""
    lines: list[str] = []
    for rule, results in groupby(report.results, key=lambda result: result.rule):
        lines += [*_group(rule, list(results)), ""]
    return "\n".join([*lines, summary(report)]) + "\n"


def summary(report: ValidationReport) -> str:
    """Give the counts by severity in one line."""
    counts = ", ".join(counted(count, severity) for severity, count in report.counts.items())
    size = f"{counted(report.statements, 'statement')}, {counted(len(report.rules), 'rule')}"
    return f"{counts}; {size}"


def line(result: ValidationResult, message: bool = True) -> str:
    """Give a result in one line: resource, place, value and message."""
    about = [_resource(result)]
    if result.value is not None and result.value != result.focus:
        about.append(_value(result.value))
    if result.place is not None:
        about.append(str(result.place))
    if message:
        about.append(result.message)
    return "  ".join(about)


def _group(rule: Rule, results: list[ValidationResult]) -> Iterator[str]:
    many = f" ({len(results)})" if len(results) > 1 else ""
    yield f"{rule.severity}: {rule.name}{many}  [{compact(rule.iri)}]"
    shared = len({result.message for result in results}) == 1
    if shared:
        yield f"  {results[0].message}"
    for result in results[:FIRST]:
        yield f"    {line(result, message=not shared)}"
    if len(results) > FIRST:
        yield f"    and {len(results) - FIRST} more; --format json lists them all"


def _resource(result: ValidationResult) -> str:
    if isinstance(result.focus, ox.BlankNode):
        named = " ".join(filter(None, (result.code, result.label)))
        return f"a resource without an IRI ({named})" if named else "a resource without an IRI"
    named = " ".join(
        part for part in (result.code, quoted(result.label) if result.label else "") if part
    )
    iri = compact(result.focus.value)
    return f"{named} <{iri}>" if named else f"<{iri}>"


def _value(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<{compact(term.value)}>"
    if isinstance(term, ox.BlankNode):
        return "a blank node"
    tag = f"@{canonical(term.language)}" if term.language else ""
    return quoted(term.value) + tag
