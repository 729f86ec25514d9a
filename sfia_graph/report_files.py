"""An import's report as a file: CSV for people, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sfia_graph.errors import UsageError
from sfia_graph.files import write_atomically
from sfia_graph.report import Finding, Report
from sfia_graph.spreadsheet import guarded

COLUMNS = (
    *(
        "severity",
        "kind",
        "file",
        "sheet",
        "row",
        "column",
        "line",
        "message",
        "remedy",
        "original",
    ),
)


def report_writer(path: Path) -> Callable[[Report], None]:
    """Give what writes a report to a file; raises `UsageError` for an ending that says no format.

    The records have `COLUMNS`; `original` is the cell's text as it stood in the source, so that
    each repaired cell can be had back.
    """
    formats = {".csv": to_csv, ".json": to_json}
    if path.suffix not in formats:
        raise UsageError(f"--report {path}: the ending must be .csv or .json")
    return lambda report: write_atomically(path, formats[path.suffix](report).encode("utf-8"))


def to_csv(report: Report) -> str:
    """Give a report as CSV (RFC 4180).

    A text that a spreadsheet would run as a formula has an apostrophe before it, which
    `spreadsheet.unguarded` takes away; in JSON texts are as they are.
    """
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS)
    table.writeheader()
    for finding in report.findings:
        record = _record(finding)
        texts = {name: guarded(text) for name, text in record.items() if isinstance(text, str)}
        table.writerow(record | texts)
    return written.getvalue()


def to_json(report: Report) -> str:
    """Give a report as a JSON array of objects."""
    return json.dumps(list(map(_record, report.findings)), ensure_ascii=False, indent=1) + "\n"


def _record(finding: Finding) -> dict[str, object]:
    found = asdict(finding)
    return {name: (found | found["place"])[name] for name in COLUMNS}
