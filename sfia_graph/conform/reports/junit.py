"""A report as JUnit XML: each check a test case, what is not claimed is skipped."""

from __future__ import annotations

from xml.etree import ElementTree

from sfia_graph.conform.outcome import Checked, Conformance


def to_junit(report: Conformance) -> str:
    """Give a report as JUnit XML."""
    suite = ElementTree.Element(
        "testsuite",
        name=f"sfia-graph conform {report.address}",
        tests=str(len(report.checked)),
        failures=str(report.count("fail")),
        errors="0",
        skipped=str(report.count("not applicable")),
    )
    for each in report.checked:
        _add(suite, each)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _add(suite: ElementTree.Element, checked: Checked) -> None:
    finding = checked.finding
    case = ElementTree.SubElement(
        suite, "testcase", classname=checked.check.standard, name=checked.check.name
    )
    if finding.result == "fail":
        failure = ElementTree.SubElement(
            case, "failure", type=checked.check.name, message=finding.line
        )
        failure.text = "\n".join(finding.cases or (finding.found,))
    elif finding.result == "not applicable":
        ElementTree.SubElement(case, "skipped", message=finding.line)
    else:
        ElementTree.SubElement(case, "system-out").text = finding.found
