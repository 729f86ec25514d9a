"""A validation report as JUnit XML: each rule a test case, each result a line of its failure."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from sfia_graph.errors import counted
from sfia_graph.validation.formats.table import line
from sfia_graph.validation.results import ValidationReport, ValidationResult


def to_junit(report: ValidationReport) -> str:
    """Give a report as JUnit XML; whatever is in the report is a failure."""
    found: dict[str, list[ValidationResult]] = defaultdict(list)
    for result in report.results:
        found[result.rule.iri].append(result)
    rules = {rule.iri: rule for rule in report.rules}
    rules |= {result.rule.iri: result.rule for result in report.results}
    suite = ElementTree.Element(
        "testsuite",
        name="sfia-graph validate",
        tests=str(len(rules)),
        failures=str(len(found)),
        errors="0",
        skipped="0",
    )
    for iri, rule in rules.items():
        case = ElementTree.SubElement(
            suite, "testcase", classname=_readable(iri), name=_readable(rule.name)
        )
        if iri in found:
            message = f"{counted(len(found[iri]), 'result')}: {rule.message}"
            failure = ElementTree.SubElement(
                case, "failure", type=rule.severity, message=_readable(message)
            )
            failure.text = _readable("\n".join(line(result) for result in found[iri]))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _readable(text: str) -> str:
    """Give a text with what XML 1.0 cannot hold (section 2.2) spelt out."""
    return "".join(each if each in "\t\n" or _is_xml(each) else repr(each)[1:-1] for each in text)


def _is_xml(each: str) -> bool:
    code = ord(each)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
