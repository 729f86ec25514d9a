"""All files to take away, by what they are for, each with its size and what it is good for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.web import downloads
from sfia_graph.web.downloads.download import Download
from sfia_graph.web.pages.files import File, file
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "downloads"
VOCABULARY = ("ttl", "jsonld", "rdf", "nt")
GROUPS = {
    "tables": ("matrix-xlsx", "matrix-csv"),
    "tools": ("skos", "case", "ctdl", "esco", "schema"),
    "whole": ("turtle", "ntriples", "jsonld", "trig", "nquads"),
}
"""The kinds of files that hold more than one named graph, by what they are for."""

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """A file: its name without folders, and its size for people, empty where none is shown."""

    download: Download
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, its media type, and the files of it."""

    name: str
    media_type: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of files that are for the same; `name` is what the messages call them."""

    name: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph, how many statements it has, and its files."""

    graph: File
    statements: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class View:
    """What the page lists; `vocabulary` are the suffixes of the ontology's documents."""

    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    vocabulary: tuple[str, ...] = VOCABULARY


def downloads_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of all files."""
    if stem != STEM:
        return None
    said = words(language)["downloads"]
    return Page(
        stem=STEM,
        template="downloads.html",
        title=said["title"],
        view=_view(Texts(site, language)),
        formats=(),
        description=said["description"],
    )


def _view(texts: Texts) -> View:
    every = downloads.downloads(texts.site)
    whole = [each for each in every if not each.graph]
    groups = (Group(name, _kinds(texts, whole, kinds)) for name, kinds in GROUPS.items())
    return View(
        groups=tuple(each for each in groups if each.kinds),
        parts=_parts(texts, (each for each in every if each.graph)),
    )


def _kinds(texts: Texts, found: Iterable[Download], kinds: Iterable[str]) -> tuple[Kind, ...]:
    """Give the kinds that there are files of, each with its files, the newest edition first."""
    newest = sorted(found, key=lambda each: -(each.edition or 0))
    by_kind = {kind: [each for each in newest if each.kind == kind] for kind in kinds}
    return tuple(
        Kind(kind, several[0].media_type, _items(texts, several))
        for kind, several in by_kind.items()
        if several
    )


def _parts(texts: Texts, found: Iterable[Download]) -> tuple[Part, ...]:
    by_graph: dict[str, list[Download]] = {}
    for each in found:
        by_graph.setdefault(each.graph or "", []).append(each)
    return tuple(
        Part(file(texts, graph), _statements(texts, graph), tuple(map(_item, several)))
        for graph, several in by_graph.items()
    )


def _items(texts: Texts, found: Iterable[Download]) -> tuple[Item, ...]:
    sizes = ((each, downloads.measured(texts.site, each).size) for each in found)
    return tuple(_item(each, in_words(size, texts.language)) for each, size in sizes)


def _item(found: Download, size: str = "") -> Item:
    return Item(found, found.path.rpartition("/")[2], size)


def _statements(texts: Texts, graph: str) -> str:
    quads = texts.site.store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    said, count = words(texts.language)["downloads"], sum(1 for _ in quads)
    if count == 1:
        return str(said["statement"])
    return str(said["statements"]).format(count=f"{count:,}".replace(",", said["thousands"]))


def in_words(size: int, language: str) -> str:
    """Give a number of bytes for people, in powers of a thousand.

    >>> in_words(999, "en"), in_words(2_351_551, "en"), in_words(480_397, "fr")
    ('999 bytes', '2.4 MB', '480 ko')
    """
    said = words(language)["downloads"]
    units, number, unit = said["sizes"], float(size), 0
    while round(number) >= _THOUSAND and unit < len(units) - 1:
        number, unit = number / _THOUSAND, unit + 1
    digits = 1 if unit and round(number, 1) < 10 else 0
    return f"{number:.{digits}f} {units[unit]}".replace(".", said["decimal"], digits)
