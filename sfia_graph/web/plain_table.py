"""A description for people with a spreadsheet, as CSV (RFC 4180).

`property`, `value`, `language`, `datatype`, one statement a row. A property is a path as SPARQL
writes one: `^skos:exactMatch` points to the thing, `sh:declare/sh:prefix` is said of something
without a name. A text that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from sfia_graph.namespaces import compact
from sfia_graph.spreadsheet import would_run
from sfia_graph.tags import canonical
from sfia_graph.web.describe import MATCHES, Description
from sfia_graph.web.lists import Collection, Said, Term, by_subject, lists

_DEEPEST = 8
_MATCHES = {each.value for each in MATCHES}
_MEMBERS = "rdf:rest*/rdf:first"


def to_csv(description: Description) -> bytes:
    """Write what is said of the thing, and the mappings to it, as CSV with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["property", "value", "language", "datatype"])
    for path, term in sorted(_rows(description), key=lambda row: (row[0], str(row[1]))):
        tag = canonical(term.language) if isinstance(term, ox.Literal) and term.language else ""
        kind = compact(term.datatype.value) if isinstance(term, ox.Literal) and not tag else ""
        value = f"'{term.value}" if would_run(term) else term.value
        writer.writerow([path, value, tag, "" if kind == "xsd:string" else kind])
    return text.getvalue().encode("utf-8")


def _rows(description: Description) -> Iterator[tuple[str, Term]]:
    """Give each statement about the thing as the path to a value, and the value."""
    main = ox.NamedNode(description.iri)
    said, members = by_subject(description.triples), lists(description.triples)
    yield from _paths(said, members, main, "", 0)
    for subject, about in said.items():
        for name in _MATCHES & about.keys():
            if main in about[name] and subject != main:
                yield f"^{compact(name)}", subject


def _paths(
    said: Said, members: Mapping[Term, Collection], subject: Term, above: str, depth: int
) -> Iterator[tuple[str, Term]]:
    for name, values in said.get(subject, {}).items():
        path = f"{above}{compact(name)}"
        for value in values:
            if value in members:
                for member in members[value].members:
                    yield f"{path}/{_MEMBERS}", member
            elif not isinstance(value, ox.BlankNode):
                yield path, value
            elif depth < _DEEPEST:
                yield from _paths(said, members, value, f"{path}/", depth + 1)
