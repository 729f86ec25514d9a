"""What is measured: SFIA 9 with its texts where the official sheet is at hand, else the facts."""

from __future__ import annotations

import tempfile
from dataclasses import replace
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
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="sfia-graph-bench-"))


@cache
def copies(editions: int, languages: int) -> list[Path]:
    """Give N-Triples of SFIA 9 as so many editions, each in so many languages, one file a source.

    The texts of each language are those of the sheet, marked with its tag; the editions bear the
    numbers up to 9.
    """
    (sheet,) = read_editions([WORKBOOK], Report(), Wish(9, "en-GB"))
    skills = tuple(replace(skill, revises=None) for skill in sheet.skills)
    files = []
    for number in range(10 - editions, 10):
        for tag in ("en-GB", "en-US", "en-AU", "en-CA")[:languages]:
            edition = replace(sheet, number=number, language=tag, skills=skills)
            path = _folder() / f"sfia-{number}-{tag}.nt"
            path.write_bytes(to_bytes(merge([edition]), RDF_FORMATS[2]))
            files.append(path)
    return files


@cache
def turtle_file() -> Path:
    """Give a Turtle file of SFIA 9, kept until the process ends."""
    if not WORKBOOK.is_file():
        return DATA / "sfia-9.ttl"
    editions = read_editions([WORKBOOK], Report(), Wish(9, "en-GB"))
    path = _folder() / "sfia-9.ttl"
    path.write_bytes(to_bytes(merge(editions), RDF_FORMATS[0]))
    return path
