"""What a parser of JSON-LD leaves out in silence, and what RDF 1.1 has no place for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, Quad

RELATIVE = "http://relative.invalid/"
"""The base against which relative IRIs stand where there is none, so that they are found."""


def checked(data: bytes, quads: list[Quad]) -> list[Quad]:
    """Give the statements of a document, texts without their direction.

    Raises `SyntaxError` for a relative IRI and for a malformed language tag.
    """
    _check(data, quads)
    return list(map(_undirected, quads))


def _check(data: bytes, quads: list[Quad]) -> None:
    """Refuse what would be left out in silence: relative IRIs, malformed language tags."""
    from sfia_graph.languages import is_tag

    for quad in quads:
        for term in (*quad.triple, quad.graph_name):
            if str(term).startswith(f"<{RELATIVE}"):
                relative = str(term)[1:-1].removeprefix(RELATIVE)
                raise SyntaxError(f"parsing IRI '{relative}': No scheme found")
    try:
        tags = list(_languages(json.loads(data)))
    except RecursionError:
        raise SyntaxError("values inside values, too deep to read") from None
    for tag in tags:
        if not is_tag(tag):
            raise SyntaxError(f"'{tag}' is no language tag")


def _undirected(quad: Quad) -> Quad:
    """Leave out which way a text runs, which RDF 1.1 has no place for (JSON-LD API, 8.2.2)."""
    value = quad.object
    if not isinstance(value, Literal) or value.direction is None:
        return quad
    plain = Literal(value.value, language=value.language)
    return Quad(quad.subject, quad.predicate, plain, quad.graph_name)


def _languages(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("@language"), str):
            yield value["@language"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _languages(each)
