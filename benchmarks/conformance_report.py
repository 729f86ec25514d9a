"""Put this project and its peers to the suites that others wrote; write benchmarks/CONFORMANCE.md.

python -m benchmarks.conformance_report
"""

from __future__ import annotations

import logging
import platform
import sys
import warnings
from pathlib import Path

from benchmarks.conformance.places import has_older_copy, missing, suite
from benchmarks.conformance.sections import documents, pages, profiles, protocol, queries, shapes

PAGE = Path(__file__).with_name("CONFORMANCE.md")
SECTIONS = (
    *(queries.section, protocol.section, documents.section, shapes.section),
    *(profiles.section, pages.section),
)
"""Each gives a section of the page; a further suite is a further module and a line here."""


def report() -> str:
    """Give the whole page as Markdown; suites must be here."""
    copy = "the copies in the packages rdflib and pySHACL" if has_older_copy() else "clones"
    lines = [
        "# Conformance",
        "",
        "Written by `python -m benchmarks.conformance_report`: suites that nobody here wrote, this",
        "project, and peers put to the same tests by the same code. The suites are no part of the",
        f"repository; these were {copy}. Tests hold each figure of ours, test by test.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.",
        "",
    ]
    for section in SECTIONS:
        lines += section().lines()
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Write the page; 1 where a suite is not here."""
    for name in ("rdf-tests", "data-shapes", "json-ld-api"):
        if suite(name) is None:
            sys.stderr.write(f"{missing(name)}\n")
            return 1
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    PAGE.write_text(report(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
