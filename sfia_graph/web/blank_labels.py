"""Labels of blank nodes that are the same in every run, for what Oxigraph read under random ones.

RDFC-1.0 takes exponentially longer with each further node of which the same is said, and a page
must never wait for that; here a node is told apart by what is said near it, then by its place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

_MOST_ALIKE = 100
"""How many nodes of which the same is said are singled out, each at the price of a new look."""

_Keys = dict[ox.BlankNode, str]
_Said = dict[ox.BlankNode, list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]]


def relabelled(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Give distinct triples, sorted, their blank nodes named `b0`, `b1` by what is said of them."""
    distinct = set(triples)
    names = labels(distinct)
    return sorted({renamed(each, names) for each in distinct} if names else distinct, key=str)


def labels(statements: Collection[ox.Triple | ox.Quad]) -> dict[ox.BlankNode, ox.BlankNode]:
    """Give blank nodes their names by what is said of them, and in which graph where it has one."""
    said = _around(statements)
    return {node: ox.BlankNode(f"b{place}") for place, node in enumerate(_ordered(said))}


def renamed(triple: ox.Triple, names: Mapping[ox.BlankNode, ox.BlankNode]) -> ox.Triple:
    """Give a triple with other names of its blank nodes."""
    if not (triple.subject in names or triple.object in names):
        return triple
    return ox.Triple(
        names.get(triple.subject, triple.subject),  # type: ignore[arg-type]
        triple.predicate,
        names.get(triple.object, triple.object),  # type: ignore[arg-type]
    )


def _around(statements: Iterable[ox.Triple | ox.Quad]) -> _Said:
    """Give what is said of each blank node and with it, each with the term at the other end.

    Of a blank node that names a graph stands what the graph says.
    """
    said: _Said = {}
    for each in statements:
        subject, value = each.subject, each.object
        graph = each.graph_name if isinstance(each, ox.Quad) else None
        if not any(isinstance(node, ox.BlankNode) for node in (subject, value, graph)):
            continue
        name = str(each.predicate)
        if isinstance(graph, ox.NamedNode):
            name = f"{name} {graph}"
        if isinstance(subject, ox.BlankNode):
            said.setdefault(subject, []).append((name, value))  # type: ignore[arg-type]
        if isinstance(value, ox.BlankNode):
            said.setdefault(value, []).append((f"^{name}", subject))  # type: ignore[arg-type]
        if isinstance(graph, ox.BlankNode):
            ends = ((f"{name} from", subject), (f"{name} to", value))
            said.setdefault(graph, []).extend(ends)  # type: ignore[arg-type]
    return said


def _ordered(said: _Said) -> list[ox.BlankNode]:
    keys = _refined(said, dict.fromkeys(said, ""))
    for _ in range(_MOST_ALIKE):
        counts = Counter(keys.values())
        alike = min((key for key, count in counts.items() if count > 1), default=None)
        if alike is None:
            break
        one = next(node for node, key in keys.items() if key == alike)
        keys = _refined(said, {**keys, one: f"{alike}+"})
    return sorted(keys, key=lambda node: keys[node])


def _refined(said: _Said, keys: _Keys) -> _Keys:
    """Look one step further from each node until that tells no more of them apart."""
    kinds = 0
    while len(set(keys.values())) > kinds:
        kinds = len(set(keys.values()))
        keys = {node: _key(keys, node, around) for node, around in said.items()}
    return keys


def _key(
    keys: _Keys,
    node: ox.BlankNode,
    around: list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]],
) -> str:
    lines = sorted(
        f"{how} {keys[term] if isinstance(term, ox.BlankNode) else term}" for how, term in around
    )
    return hashlib.sha256("\n".join([keys[node], *lines]).encode()).hexdigest()
