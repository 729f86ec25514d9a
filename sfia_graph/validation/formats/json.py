"""A validation report as JSON."""

from __future__ import annotations

import json

import pyoxigraph as ox

from sfia_graph.tags import canonical
from sfia_graph.validation.results import Term, ValidationReport, ValidationResult


def to_json(report: ValidationReport) -> str:
    """Give a report as one JSON object.

    `conforms`, `counts` by severity, `rules` and `statements` (how many), and `results`: each with
    `severity`, `rule` (its IRI), `name`, `resource`, `code`, `label`, `path`, `value`, `message`,
    `file` and `line`, null where there is none. A `value` has `type` (iri, blank or literal),
    `value`, and `language` or `datatype`.
    """
    written = {
        "conforms": report.conforms,
        "counts": dict(report.counts),
        "rules": len(report.rules),
        "statements": report.statements,
        "results": [_record(result) for result in report.results],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _record(result: ValidationResult) -> dict[str, object]:
    place = result.place
    return {
        "severity": result.severity,
        "rule": result.rule.iri,
        "name": result.rule.name,
        "resource": _value(result.focus),
        "code": result.code or None,
        "label": result.label or None,
        "path": None if result.path is None else result.path.to_sparql(),
        "value": None if result.value is None else _value(result.value),
        "message": result.message,
        "file": None if place is None else place.file,
        "line": None if place is None else place.line,
    }


def _value(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "iri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "blank", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "language": canonical(term.language)}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
