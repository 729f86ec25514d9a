"""The tables of ESCO's shape in one archive, with a file that says whose they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

from pyoxigraph import Literal

from sfia_graph.results import Rows
from sfia_graph.spreadsheet import harmless, table_writer
from sfia_graph.web.exports import reading
from sfia_graph.web.exports.esco import Table, tables
from sfia_graph.web.exports.sources import notice
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site

ESCO = "http://data.europa.eu/esco/model"
RIGHTS = "RIGHTS.txt"
_READABLE = 0o644 << 16
_UNIX = 3


def esco(site: Site, number: int, language: str) -> bytes:
    """Write an edition's tables in a language as a ZIP archive.

    The same graph gives the same bytes: the time of each file is that of the graph.
    """
    edition = reading.edition(site, number)
    found = {f"{each.name}_{language}.csv": to_csv(each) for each in tables(edition, language)}
    rights = f"{notice(edition.sources, language)}\n".encode()
    return _archive({**found, RIGHTS: rights}.items(), modified(site))


def to_csv(table: Table) -> bytes:
    """Write a table as CSV in UTF-8, lines ending as in ESCO's files.

    A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    terms = tuple(tuple(map(Literal, row)) for row in table.rows)
    safe = harmless(Rows(table.header, terms))
    text = io.StringIO()
    writer = table_writer(text)
    writer.writerow(table.header)
    writer.writerows(safe.values())
    return text.getvalue().encode()


def _archive(files: Iterable[tuple[str, bytes]], modified: datetime) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, modified.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, content)
    return found.getvalue()
