"""The matrices of skills and levels as files for a spreadsheet: CSV and Office Open XML."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sfia_graph.web.downloads.download import Download
from sfia_graph.web.downloads.matrix import languages
from sfia_graph.web.downloads.table import to_csv
from sfia_graph.web.downloads.workbook import to_workbook
from sfia_graph.web.site import Site

_OPEN_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Writer = Callable[[Site, int, str], bytes]
"""Writes the matrix of an edition, by its number, in a language."""

FORMS: tuple[tuple[str, str, str, str, Writer], ...] = (
    ("xlsx", "matrix-xlsx", _OPEN_XML, "https://www.iso.org/standard/71691.html", to_workbook),
    ("csv", "matrix-csv", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180", to_csv),
)
"""Suffix, key of the words among the messages, media type, specification, writer."""


def spreadsheets(site: Site) -> tuple[Download, ...]:
    """Give the matrices of all editions that are there as a whole, the newest first.

    One file a language where the languages have names of their own, else one for all.
    """
    return tuple(
        _spreadsheet(number, language if len(several) > 1 else "", several[0], form)
        for number in reversed(site.editions)
        for several in [languages(site, number)]
        for language in several
        for form in FORMS
    )


def _spreadsheet(
    number: int, tag: str, first: str, form: tuple[str, str, str, str, Writer]
) -> Download:
    suffix, kind, media_type, specification, write = form
    name = ".".join(filter(None, (f"sfia-{number}-matrix", tag, suffix)))
    return Download(
        path=f"downloads/{name}",
        media_type=media_type,
        kind=kind,
        write=partial(_written, write, number, tag or first),
        edition=number,
        conforms_to=specification,
    )


def _written(write: Writer, number: int, language: str, site: Site) -> bytes:
    return write(site, number, language)
