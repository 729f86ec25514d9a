"""What is measured: SFIA 9 with its texts where the official sheet is at hand, else the facts."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from sfia_graph.media import RDF_FORMATS
from sfia_graph.merging import merge
from sfia_graph.report import Report
from sfia_graph.resources import DATA
from sfia_graph.serialise import to_bytes
from sfia_graph.sources.reading import Wish, read_editions

ROOT = Path(__file__).resolve().parent.parent
WORKBOOK = ROOT.parent / "shared/data/sfia/sfia-9_current-standard_en_250129.xlsx"


@cache
def turtle_file() -> Path:
    """Give a Turtle file of SFIA 9, kept until the process ends."""
    if not WORKBOOK.is_file():
        return DATA / "sfia-9.ttl"
    editions = read_editions([WORKBOOK], Report(), Wish(9, "en-GB"))
    path = Path(tempfile.mkdtemp(prefix="sfia-graph-bench-")) / "sfia-9.ttl"
    path.write_bytes(to_bytes(merge(editions), RDF_FORMATS[0]))
    return path
