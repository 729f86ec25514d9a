"""Reading RDF strictly: a file gives all of its statements or none, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse

from sfia_graph import json_ld
from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_bytes
from sfia_graph.media import RDF_ENDINGS, Format, format_of
from sfia_graph.nesting import DEEPEST, is_too_deep
from sfia_graph.whole_xml import check_whole_xml

OX_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

MOST = 2_000_000
"""The most statements of a file that is read whole."""

_SPLIT = "split it, or write it as N-Triples or N-Quads, which are read in pieces"
SHEETS = (".xlsx", ".xlsm", ".csv", ".tsv")
BOM = b"\xef\xbb\xbf"
_POSITION = re.compile(
    r"^Parser error| (?:at|between) line \d+[^:]*:? ?|^error while | \(line \d+\)$"
)
_TAG_WITH_UNDERSCORE = re.compile(rb"[\"']@[A-Za-z]+_")
_LOOKS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("rdfxml", lambda head: head.startswith((b"<?xml", b"<rdf:RDF"))),
    ("jsonld", lambda head: head.startswith((b"{", b"["))),
    ("turtle", lambda head: bool(re.match(rb"@?(prefix|base)\b", head, re.IGNORECASE))),
    ("HTML", lambda head: head[:9].lower() in (b"<!doctype", b"<html") or head[:5] == b"<html"),
)


def read_quads(path: Path) -> list[Quad]:
    """Read a file of RDF whole.

    Raises `SourceError` with line and column for the first thing that the standard forbids:
    a syntax error or early end, a relative IRI, a malformed language tag, a document type
    declaration in RDF/XML, a JSON-LD context that would have to be fetched.
    """
    known = rdf_format(path)
    return parse_quads(read_bytes(path, remedy=_SPLIT), known, path.name)


def rdf_format(path: Path) -> Format:
    """Give the RDF format that a file's ending names; raises `SourceError` for another ending."""
    known = format_of(path)
    if known is None:
        problem = f"the ending '{path.suffix}' names no RDF format"
        if path.suffix.lower() in SHEETS:
            remedy = f"make RDF of it first: sfia-graph import {path.name} -o {path.stem}.ttl"
            raise SourceError(Place(path.name), "a sheet, no RDF", remedy)
        raise SourceError(Place(path.name), problem, f"use one of {', '.join(RDF_ENDINGS)}")
    return known


def parse_quads(data: bytes, known: Format, name: str, base: str | None = None) -> list[Quad]:
    """Parse bytes of RDF; `name` is the file's name for messages. Raises as `read_quads`.

    Relative IRIs stand against `base`, and without one are refused.
    """
    data = data.removeprefix(BOM)
    if known.name not in {"rdfxml", "jsonld"}:
        check_depth(data, name)
    if known.name == "jsonld":
        base = base or json_ld.RELATIVE
        if data.count(b",") > MOST:
            raise SourceError(Place(name), f"more than {MOST} values", _SPLIT)
    try:
        if known.name == "rdfxml":
            check_whole_xml(data, name)
        read = parse(data, format=OX_FORMATS[known.name], base_iri=base, rename_blank_nodes=True)
        quads = list(islice(read, MOST + 1))
        if len(quads) > MOST:
            raise SourceError(Place(name), f"more than {MOST} statements", _SPLIT)
        if known.name == "jsonld":
            quads = json_ld.checked(data, quads)
    except SyntaxError as error:
        raise explained(error, data, _line(data, error.lineno), known, name) from None
    except MemoryError:
        raise too_long(name) from None
    return quads


def too_long(name: str) -> SourceError:
    """Give the error for a term that is longer than the parser holds."""
    return SourceError(Place(name), "a text or IRI of more than 16 MB", "shorten it")


def check_depth(data: bytes, name: str) -> None:
    """Raise `SourceError` for brackets that stand too deep in one another to be parsed."""
    if is_too_deep(data):
        problem = f"brackets inside brackets, more than {DEEPEST} deep"
        raise SourceError(Place(name), problem, "write the RDF in a flatter way")


def explained(
    error: SyntaxError, data: bytes, line: bytes, known: Format, name: str
) -> SourceError:
    """Give a parser's error with its place, its reason in plain words and a remedy.

    `data` is the beginning of what was parsed, `line` the line at fault.
    """
    message = error.msg
    if "LoadDocumentCallback" in message:
        problem = "a JSON-LD context that would have to be fetched"
        return SourceError(Place(name), problem, "put the context itself into the file")
    column = f" (column {error.offset})" if error.lineno and error.offset else ""
    reason = _POSITION.sub("", message).strip(" :")
    look = _look(data)
    if look and look != known.name:
        remedy = f"it looks like {look}: give the file the ending of what it holds"
    elif _TAG_WITH_UNDERSCORE.search(line):
        reason = "a language tag with an underscore"
        remedy = "write it with a hyphen, as in @en-US"
    elif "No scheme" in reason:
        reason = f"a relative IRI ({reason})"
        remedy = "write the IRI in full or declare a base in the file"
    else:
        remedy = "mend the file; nothing of it was read"
    place = Place(name, line=error.lineno)
    return SourceError(place, f"no valid {known.name}: {reason}{column}", remedy)


def _line(data: bytes, number: int | None) -> bytes:
    lines = data.split(b"\n")
    return lines[number - 1] if number and number <= len(lines) else b""


def _look(data: bytes) -> str | None:
    head = data.lstrip()[:200]
    return next((name for name, matches in _LOOKS if matches(head)), None)


def scratch_store(quads: list[Quad]) -> Store:
    """Give an in-memory store of statements, to ask a file about itself."""
    store = Store()
    store.bulk_extend(quads)
    return store


def select(store: Store, query: str, prefixes: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give the solutions of a SELECT, each as the text of its bound variables."""
    solutions = store.query(query, prefixes=prefixes)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("only a SELECT has solutions")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        bound = ((name, solution[name]) for name in names)
        yield {name: term.value for name, term in bound if term is not None}
