"""Run every measurement once and write benchmarks/RESULTS.md."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.matching_report import matching
from benchmarks.side_by_side import asked_side_by_side

HERE = Path(__file__).resolve().parent
PEERS = ("pyoxigraph", "rdflib", "oxrdflib", "pyshacl", "python-calamine", "openpyxl")

MEASURED = ("cold", "queries", "validate", "import", "matching")
"""What is measured here; what takes long has a command of its own."""

Measured = dict[str, Any]


def measure() -> list[Measured]:
    """Run the benchmarks in `MEASURED` and give what pytest-benchmark says of each."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        files = [str(HERE / f"bench_{name}.py") for name in MEASURED]
        call = [sys.executable, "-m", "pytest", *files, f"--benchmark-json={found}"]
        options = ["python_files=bench_*.py", "python_functions=bench_*", f"testpaths={HERE}"]
        for option in options:
            call += ["-o", option]
        subprocess.run([*call, "--benchmark-quiet", "-W", "default"], check=True, cwd=HERE.parent)
        listed: list[Measured] = json.loads(found.read_text())["benchmarks"]
    return listed


def report(found: list[Measured]) -> str:
    """Give the results as Markdown: ratios from one run, with versions and machine."""
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    lines = [
        "# Results",
        "",
        "Written by `make bench`; one run on one machine, so read the ratios, not the times.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()};",
        f"{versions}.",
        "",
        *_cold(found),
        *asked_side_by_side(found),
        *_validation(found),
        *_imports(found),
        *matching(found),
    ]
    return "\n".join(lines) + "\n"


def _cold(found: list[Measured]) -> list[str]:
    lines = [
        "## One question, one cold process",
        "",
        "`sfia-graph query NAME code=SLMO`, beside the shortest scripts that parse the same Turtle",
        "and run the same query. rdflib is not asked describe-skill, over which it takes minutes.",
        "",
        "| query | data | who | median, ms | times ours | peak memory, MB |",
        "|---|---|---|--:|--:|--:|",
    ]
    cases = [each for each in found if each["group"] == "cold"]
    for each in sorted(cases, key=lambda case: (*_question(case), _median(case))):
        ours = next(
            case
            for case in cases
            if case["params"]["who"] == "ours" and _question(case) == _question(each)
        )
        ratio, peak = _median(each) / _median(ours), each["extra_info"]["peak_mb"]
        figures = f"{_median(each) * 1000:.0f} | {ratio:.1f} | {peak:.0f}"
        lines.append(f"| {' | '.join(_question(each))} | {each['params']['who']} | {figures} |")
    return [*lines, ""]


def _question(case: Measured) -> tuple[str, str]:
    return case["params"]["name"], case["params"]["data"]


def _median(each: Measured) -> float:
    return float(each["stats"]["median"])


def _validation(found: list[Measured]) -> list[str]:
    cases = {each["params"]["who"]: each for each in found if each["group"] == "validate"}
    if not cases:
        return ["## Validation", "", "Not measured: the official sheet is not at hand.", ""]
    ours = cases["ours"]
    lines = [
        "## Validation",
        "",
        "SFIA 9 with its texts in two languages, all of our shapes, a whole process; pySHACL is",
        f"run once. Ours peaks at {ours['extra_info']['peak_mb']:.0f} MB.",
        "",
        "| who | s | times ours |",
        "|---|--:|--:|",
    ]
    for who, each in sorted(cases.items(), key=lambda case: _median(case[1])):
        ratio = _median(each) / _median(ours)
        lines.append(f"| {who} | {_median(each):.2f} | {ratio:.1f} |")
    lines += [
        "",
        "How it grows (copies of the same sheet, statements as they stand in the files):",
        "",
        "| editions | languages | statements | s | ms for 1,000 statements |",
        "|--:|--:|--:|--:|--:|",
    ]
    for each in found:
        if each["group"] == "validate growth":
            of, size = each["params"], each["extra_info"]["statements"]
            took, rate = _median(each), _median(each) / size * 1_000_000
            sizes = f"{of['editions']} | {of['languages']} | {size:,}"
            lines.append(f"| {sizes} | {took:.2f} | {rate:.0f} |")
    return [*lines, ""]


def _imports(found: list[Measured]) -> list[str]:
    by_name = {each["name"]: _median(each) for each in found}
    if "bench_import" not in by_name:
        return ["## Import", "", "Not measured: the official sheet is not at hand.", ""]
    reader, other = by_name["bench_calamine"], by_name["bench_openpyxl"]
    return [
        "## Import",
        "",
        f"The workbook of SFIA 9 to Turtle, whole process: {by_name['bench_import']:.2f} s.",
        "",
        f"Reading its cells: python-calamine behind our guard {reader * 1000:.0f} ms, openpyxl",
        f"(read-only) {other * 1000:.0f} ms, {other / reader:.1f} times as long.",
        "",
    ]


if __name__ == "__main__":
    (HERE / "RESULTS.md").write_text(report(measure()), encoding="utf-8")
