"""rdflib's `longturtle`, in which every literal keeps its lexical form.

rdflib (7.6) writes a double with seven digits, `"1"^^xsd:decimal` as `1.0`, `"TRUE"^^xsd:boolean`
as `true`, and a text that ends in a backslash and a quotation mark so that nobody can read it.
"""

from __future__ import annotations

import re
from io import BytesIO

from rdflib import Graph, Literal
from rdflib.namespace import XSD
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer
from rdflib.term import Node

_PLAIN = {
    XSD.boolean: re.compile("true|false"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.integer: re.compile("[+-]?[0-9]+"),
}
"""What Turtle reads as a literal of which datatype (RDF 1.1 Turtle, section 2.5.2)."""


def to_long_turtle(graph: Graph) -> bytes:
    """Serialise a graph with the prefixes that are bound in it."""
    written = BytesIO()
    serializer = _Serializer(graph)  # type: ignore[no-untyped-call]
    serializer.serialize(written, encoding="utf-8")
    return written.getvalue()


class _Serializer(LongTurtleSerializer):
    def label(self, node: Node, position: int) -> str:
        """Write a term: a literal as it stands, others as rdflib does."""
        if not isinstance(node, Literal):
            return self._named(node, position)
        plain = _PLAIN.get(node.datatype) if node.datatype else None
        if plain and plain.fullmatch(node):
            return str(node)
        if node.language:
            return f"{_quoted(str(node))}@{node.language}"
        if node.datatype:
            return f"{_quoted(str(node))}^^{self._named(node.datatype, position)}"
        return _quoted(str(node))

    def _named(self, node: Node, position: int) -> str:
        return str(super().label(node, position))  # type: ignore[no-untyped-call]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("\r", "\\r")
    if "\n" not in text:
        return '"' + escaped.replace('"', '\\"') + '"'
    inside = escaped.rstrip('"')
    outside = len(escaped) - len(inside)
    return '"""' + inside.replace('"""', '\\"\\"\\"') + '\\"' * outside + '"""'
