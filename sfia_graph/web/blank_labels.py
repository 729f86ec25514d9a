"""Labels of blank nodes that are the same in every run, for what Oxigraph read under random ones.

RDFC-1.0 takes exponentially longer with each further node of which the same is said, and a page
must never wait for that; here a node is told apart by what is said near it, then by its place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

_MOST_ALIKE = 100
"""How many nodes of which the same is said are singled out, each at the price of a new look."""

_Keys = dict[ox.BlankNode, str]
_Said = dict[ox.BlankNode, list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]]


def relabelled(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Give distinct triples, sorted, their blank nodes named `b0`, `b1` by what is said of them."""
    distinct = set(triples)
    said = _around(distinct)
    labels = {node: ox.BlankNode(f"b{place}") for place, node in enumerate(_ordered(said))}
    if labels:
        distinct = {
            ox.Triple(
                labels.get(each.subject, each.subject),  # type: ignore[arg-type]
                each.predicate,
                labels.get(each.object, each.object),  # type: ignore[arg-type]
            )
            for each in distinct
        }
    return sorted(distinct, key=str)


def _around(triples: set[ox.Triple]) -> _Said:
    """Give what is said of each blank node and with it, each with the term at the other end."""
    said: _Said = {}
    for each in triples:
        if isinstance(each.subject, ox.BlankNode):
            said.setdefault(each.subject, []).append((str(each.predicate), each.object))  # type: ignore[arg-type]
        if isinstance(each.object, ox.BlankNode):
            said.setdefault(each.object, []).append((f"^{each.predicate}", each.subject))  # type: ignore[arg-type]
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
