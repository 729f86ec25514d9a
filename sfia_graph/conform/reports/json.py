"""A report as JSON."""

from __future__ import annotations

import json

from sfia_graph.conform.outcome import RESULTS, Checked, Conformance


def to_json(report: Conformance) -> str:
    """Give a report as one JSON object.

    `address`, `conforms`, `counts` by result, `notes`, and `checks`: each with `name`, `promise`,
    `standard`, `result`, `found`, `remedy` (null where there is none) and `cases`.
    """
    written = {
        "address": report.address,
        "conforms": report.conforms,
        "counts": {each: report.count(each) for each in RESULTS},
        "notes": list(report.notes),
        "checks": [_record(each) for each in report.checked],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _record(checked: Checked) -> dict[str, object]:
    return {
        "name": checked.check.name,
        "promise": checked.check.promise,
        "standard": checked.check.standard,
        "result": checked.finding.result,
        "found": checked.finding.found,
        "remedy": checked.finding.remedy or None,
        "cases": list(checked.finding.cases),
    }
