"""N-Quads as formats to be filled in, which is the quickest way to write many of a kind."""

from __future__ import annotations

from sfia_graph.namespaces import BASE, PREFIXES


def quads(graph: str, *statements: str) -> str:
    """Give a `str.format` of statements in a graph.

    Names are prefixed, those without a prefix stand under the base; `{0}` is what is filled in.

    >>> quads("urn:g", ":person/{0} rdf:type foaf:Agent").format(7)[:42]
    '<https://w3id.org/sfia-graph/person/7> <ht'
    """
    return "".join(
        f"{' '.join(map(_term, each.split(maxsplit=2)))} <{graph}> .\n" for each in statements
    )


def _term(word: str) -> str:
    if word.startswith('"'):
        text, mark, datatype = word.partition("^^")
        return f"{text}^^{_term(datatype)}" if mark else word
    prefix, _, name = word.partition(":")
    return f"<{PREFIXES[prefix] if prefix else BASE}{name}>"
