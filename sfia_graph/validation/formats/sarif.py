"""A validation report as SARIF 2.1.0, which code review shows beside the lines (OASIS)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sfia_graph.namespaces import local_name
from sfia_graph.validation.results import Rule, ValidationReport, ValidationResult

_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(report: ValidationReport) -> str:
    """Give a report as a SARIF log with one run."""
    positions = {rule.iri: at for at, rule in enumerate(report.rules)}
    driver = {
        "name": "sfia-graph",
        "informationUri": "https://w3id.org/sfia-graph/",
        "rules": [_rule(rule) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, positions) for result in report.results],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": local_name(rule.iri),
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.message:
        written["fullDescription"] = {"text": rule.message}
    if rule.iri.startswith("http"):
        written["helpUri"] = rule.iri
    return written


def _result(result: ValidationResult, positions: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [
            {"name": result.code or result.focus.value, "fullyQualifiedName": result.focus.value}
        ]
    }
    if result.place is not None:
        artifact = {"uri": quote(Path(result.place.file).as_posix())}
        physical: dict[str, Any] = {"artifactLocation": artifact}
        if result.place.line is not None:
            physical["region"] = {"startLine": result.place.line}
        location["physicalLocation"] = physical
    written: dict[str, Any] = {
        "ruleId": local_name(result.rule.iri),
        "level": _LEVELS[result.severity],
        "message": {"text": result.message},
        "locations": [location],
    }
    if result.rule.iri in positions:
        written["ruleIndex"] = positions[result.rule.iri]
    return written
