"""The matrix of an edition as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io

from sfia_graph.records import LEVELS
from sfia_graph.spreadsheet import runs
from sfia_graph.web.downloads.matrix import rows
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

COLUMNS = ("category", "subcategory", "code", "name", "levels", "iri")
"""What the messages call the columns; the levels have one each."""


def header(language: str) -> tuple[str, ...]:
    """Give what stands above the columns, in a language."""
    said = words(language)["downloads"]["columns"]
    levels = (said["level"].format(number=number) for number in LEVELS)
    return (*(said[name] for name in COLUMNS[:4]), *levels, said["iri"])


def to_csv(site: Site, number: int, language: str) -> bytes:
    """Write the matrix; a level's number stands where a skill is defined at it, else nothing.

    A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header(language))
    for row in rows(Texts(site, language), site.mint.edition(number)):
        names = (f"'{each}" if runs(each) else each for each in row.names)
        levels = (each if each in row.levels else None for each in LEVELS)
        writer.writerow((*names, *levels, row.iri))
    return text.getvalue().encode("utf-8")
