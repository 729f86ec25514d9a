"""From files of any kind to editions: which reader each needs, and which belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sfia_graph.errors import Place, SourceError, UsageError
from sfia_graph.files import read_bytes, sha256
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.records import EDITIONS, Edition, SourceFile
from sfia_graph.report import Report

_WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_TABLES = (".csv", ".tsv")
_TEXTS = (".txt", ".text", ".md")
_PAGE = 1024 * 1024
"""The largest page that is read, in bytes; one skill takes some ten thousand."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of the sources: edition, language, encoding; None leaves it to them."""

    edition: int | None = None
    language: str | None = None
    encoding: str | None = None


def read_editions(paths: Iterable[Path], report: Report, wish: Wish | None = None) -> list[Edition]:
    """Read each source into an `Edition`.

    A workbook, a page's text and a file of the Foundation's RDF are a source each; the CSV files
    of one folder are one source together. Raises `SourceError` for the first file at fault, and
    `UsageError` for an edition that there is not.
    """
    wish = wish or Wish()
    if wish.edition is not None and wish.edition not in EDITIONS:
        known = f"known are {EDITIONS[0]} to {EDITIONS[-1]}"
        raise UsageError(f"--edition {wish.edition}: no such edition; {known}")
    editions, tables = [], dict[Path, list[Path]]()
    for path in paths:
        ending = path.suffix.lower()
        if path.is_dir():
            raise SourceError(Place(path.name), "a folder", "name the files in it")
        if ending in _TABLES:
            tables.setdefault(path.resolve().parent, []).append(path)
        elif ending in _WORKBOOKS:
            editions.append(_read_workbook(path, report, wish))
        elif ending in RDF_ENDINGS:
            editions.append(_read_official(path, report, wish))
        elif ending in _TEXTS:
            editions.append(_read_page(path, report, wish))
        else:
            known = ", ".join((*_WORKBOOKS[:2], *_TABLES, _TEXTS[0], *RDF_ENDINGS))
            problem = f"a file with the ending '{ending}', which no reader takes"
            raise SourceError(Place(path.name), problem, f"use one of {known}")
    editions.extend(_read_tables(group, report, wish) for group in tables.values())
    return editions


def _source(path: Path) -> SourceFile:
    return SourceFile(path.name, sha256(path))


def _read_workbook(path: Path, report: Report, wish: Wish) -> Edition:
    from sfia_graph.sources import workbook
    from sfia_graph.sources.sheets import read_sheets

    tables = workbook.read(path)
    return read_sheets(
        tables, (_source(path),), report, edition=wish.edition, language=wish.language
    )


def _read_tables(paths: list[Path], report: Report, wish: Wish) -> Edition:
    from sfia_graph.sources import delimited
    from sfia_graph.sources.sheets import read_sheets

    tables = [delimited.read(path, report, wish.encoding) for path in paths]
    sources = tuple(_source(path) for path in paths)
    return read_sheets(tables, sources, report, edition=wish.edition, language=wish.language)


def _read_page(path: Path, report: Report, wish: Wish) -> Edition:
    from sfia_graph.sources.encodings import decode
    from sfia_graph.sources.page import read_page_text

    data = read_bytes(path, _PAGE, "a page is far smaller")
    text = decode(data, path.name, report, wish.encoding)
    return read_page_text(text, _source(path), report, edition=wish.edition, language=wish.language)


def _read_official(path: Path, report: Report, wish: Wish) -> Edition:
    from sfia_graph.rdf import read_quads
    from sfia_graph.sources.official import read_official

    if wish.edition not in (None, 9):
        problem = f"the RDF of edition 9, not of {wish.edition}"
        raise SourceError(Place(path.name), problem, "leave --edition out")
    return read_official(read_quads(path), _source(path), report, language=wish.language)
