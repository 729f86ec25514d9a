"""The answer to a stored question as a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from sfia_graph.results import Answer, Rows, Term, Triples
from sfia_graph.web.pages.cells import Cell, address, cell, is_number
from sfia_graph.web.site import Site

MOST = 500
"""How many rows a page shows; the other formats hold all of them."""

_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True)
class Column:
    """A column: the name of its variable, and whether it holds nothing but numbers."""

    name: str
    numeric: bool


@dataclass(frozen=True)
class Table:
    """An answer; `total` is how many rows there are, of which `rows` are the first."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def table(site: Site, answer: Answer, language: str, edition: int) -> Table:
    """Give an answer as a table; codes lead to pages of an edition."""
    rows = as_rows(answer)
    columns = tuple(
        Column(name, bool(rows.terms) and all(is_number(row[at]) for row in rows.terms if row[at]))
        for at, name in enumerate(rows.columns)
    )
    shown = tuple(_row(site, rows.columns, row, language, edition) for row in rows.terms[:MOST])
    return Table(columns, shown, len(rows))


def as_rows(answer: Answer) -> Rows:
    """Give any answer as rows: triples in three columns, yes or no in one."""
    if isinstance(answer, Triples):
        return Rows(_TRIPLE, tuple((each.subject, each.predicate, each.object) for each in answer))
    return answer if isinstance(answer, Rows) else Rows(("answer",), ((ox.Literal(answer),),))


def _row(
    site: Site, columns: tuple[str, ...], row: tuple[Term | None, ...], language: str, edition: int
) -> tuple[Cell, ...]:
    by_name = dict(zip(columns, row, strict=True))
    return tuple(
        replace(found, href=_link(site, name, by_name, language, edition))
        if name in _CODED and not found.href
        else found
        for name, found in ((name, cell(site, term, language)) for name, term in by_name.items())
    )


_CODED = {"code", "other", "attribute", "level", "edition"}
"""Columns whose codes and numbers stand for things of SFIA."""


def _link(
    site: Site, name: str, row: Mapping[str, Term | None], language: str, edition: int
) -> str:
    """Give the address of what a code or number stands for, nothing where it is not known."""
    term = row[name]
    if not isinstance(term, ox.Literal):
        return ""
    said = row.get("edition")
    of = said.value if isinstance(said, ox.Literal) and said.value.isdecimal() else str(edition)
    code = row.get("code")
    whose = code.value if isinstance(code, ox.Literal) else ""
    stems = {
        "level": (f"{of}/skill/{whose}/{term.value}", f"{of}/attribute/{whose}/{term.value}")
        if whose
        else (f"level/{term.value}",),
        "edition": (term.value,),
    }.get(name, (f"{of}/skill/{term.value}", f"{of}/attribute/{term.value}"))
    found = (_address(site, stem, language) for stem in stems)
    return next(filter(None, found), "")


def _address(site: Site, stem: str, language: str) -> str:
    try:
        return address(site, ox.NamedNode(site.iri(stem)).value, language)
    except ValueError:
        return ""
