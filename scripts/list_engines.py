"""Write what a run of tests/test_engines.py found into docs/engines.md, between its two markers.

The run leaves a report in JUnit's XML, which is named on the command line.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sfia_graph.errors import StoreError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "engines.md"
BEGIN, END = "<!-- engines -->\n", "<!-- /engines -->\n"

ENGINES = {
    "embedded": "pyoxigraph in the process, the shipped data and samples in memory",
    "on disk": "pyoxigraph on a folder made by `sfia-graph load`",
    "rdflib": "rdflib’s own engine, asked without this project’s store",
    "Oxigraph server": "with `--union-default-graph`",
    "Oxigraph server, apart": "without it: the named graphs are named in each request",
    "Virtuoso": "Virtuoso 7, open source, as Debian packages it",
}
"""The engines in the order of the list, and how each was asked."""

_ROW = re.compile(r"^\| (?P<name>.+?) \| .+ \| (?P<passed>\d+) of (?P<asked>\d+) \| .+ \|$", re.M)


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions an engine was asked, and how many it answered as the others do."""

    passed: int
    asked: int


def table_of(page: str) -> dict[str, Count]:
    """Give what the page says of each engine."""
    return {
        found["name"]: Count(int(found["passed"]), int(found["asked"]))
        for found in _ROW.finditer(page)
    }


def listing(report: Path) -> str:
    """Give the table of a report; raises `StoreError` where an engine was not asked."""
    versions: dict[str, str] = {}
    passed: dict[str, list[bool]] = defaultdict(list)
    for case in ElementTree.parse(report).iter("testcase"):
        said = {each.get("name"): each.get("value", "") for each in case.iter("property")}
        if "engine" in said:
            versions[said["engine"]] = said["version"]
            passed[said["engine"]].append(case.find("failure") is None)
    missing = [name for name in ENGINES if name not in versions]
    if missing:
        raise StoreError(f"{report.name}: not asked: {', '.join(missing)}")
    rows = ["| engine | version | the same answer | how |", "|---|---|---|---|"]
    rows += [
        f"| {name} | {versions[name]} | {sum(passed[name])} of {len(passed[name])} | {how} |"
        for name, how in ENGINES.items()
    ]
    return "\n".join(["", *rows, "", ""])


def with_listing(page: str, report: Path) -> str:
    """Give the page with the table between its markers made anew."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{listing(report)}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(
        with_listing(PAGE.read_text(encoding="utf-8"), Path(sys.argv[1])), encoding="utf-8"
    )
