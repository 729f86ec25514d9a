"""Run every measurement once and write benchmarks/RESULTS.md."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from math import exp, log
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PEERS = ("pyoxigraph", "rdflib", "oxrdflib", "python-calamine", "openpyxl")

Measured = dict[str, Any]


def measure() -> list[Measured]:
    """Run the benchmarks in this folder and give what pytest-benchmark says of each."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        call = [sys.executable, "-m", "pytest", str(HERE), f"--benchmark-json={found}"]
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
        *_queries(found),
        *_imports(found),
    ]
    return "\n".join(lines) + "\n"


def _cold(found: list[Measured]) -> list[str]:
    lines = [
        "## One question, one cold process",
        "",
        "`sfia-graph query describe-skill code=SLMO`, beside the shortest scripts that parse the",
        "same Turtle and run the same query.",
        "",
        "| data | who | median, ms | times ours | peak memory, MB |",
        "|---|---|--:|--:|--:|",
    ]
    cases = [each for each in found if each["group"] == "cold"]
    for each in sorted(cases, key=lambda case: (case["params"]["data"], _median(case))):
        who, data = each["params"]["who"], each["params"]["data"]
        ours = next(case for case in cases if case["params"] == {"who": "ours", "data": data})
        ratio, peak = _median(each) / _median(ours), each["extra_info"]["peak_mb"]
        lines.append(f"| {data} | {who} | {_median(each) * 1000:.0f} | {ratio:.1f} | {peak:.0f} |")
    return [*lines, ""]


def _median(each: Measured) -> float:
    return float(each["stats"]["median"])


def _queries(found: list[Measured]) -> list[str]:
    times: dict[str, dict[str, float]] = {}
    for each in found:
        if each["group"] == "queries":
            name, engine = each["params"]["name"], each["params"]["engine"]
            times.setdefault(name, {})[engine] = _median(each)
    peers = ("pyoxigraph", "oxrdflib", "rdflib")
    rows = [
        f"| {name} | {by['ours'] * 1000:.2f} | "
        + " | ".join(f"{by[peer] / by['ours']:.2f}" for peer in peers)
        + " |"
        for name, by in times.items()
    ]
    means = {
        peer: exp(sum(log(by[peer] / by["ours"]) for by in times.values()) / len(times))
        for peer in peers
    }
    mean = " | ".join(f"**{means[peer]:.2f}**" for peer in peers)
    return [
        "## Stored queries on a warm store",
        "",
        "SFIA 9 in memory, each query with its defaults. Ours in milliseconds, the peers as",
        "multiples of it; rdflib is run once, the others 15 times.",
        "",
        "| query | ours, ms | pyoxigraph | oxrdflib | rdflib |",
        "|---|--:|--:|--:|--:|",
        *rows,
        f"| **geometric mean** | | {mean} |",
        "",
    ]


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
