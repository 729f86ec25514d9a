"""What a graph says only because of some things: what goes with them when they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, SFIA, expand

Node = ox.NamedNode | ox.BlankNode

_TYPE = ox.NamedNode(expand("rdf:type"))
_OWN_MERIT = (SFIA, PREFIXES["skos"], PREFIXES["owl"], PREFIXES["dcat"])
"""Where the classes stand whose members are there for their own sake, whoever names them."""
_HOLDING = ox.NamedNode(expand("sfia:Holding"))
_ANNOTATES = tuple(
    ox.NamedNode(expand(name))
    for name in ("owl:annotatedSource", "owl:annotatedTarget", "rdf:subject", "rdf:object")
)


def belongings(
    store: ox.Store, nodes: Iterable[Node], spared: Callable[[Node], bool] = lambda node: False
) -> set[Node]:
    """Give the nodes, and what is described for their sake alone.

    That is what no statement names but theirs, such as a certificate or a blank node, and what
    annotates a statement of theirs. Members of classes of SFIA, SKOS, OWL and DCAT are never
    among it, but for holdings, nor is what is to be `spared`.
    """
    found, fresh, waiting = set[Node](), set(nodes), set[Node]()
    while fresh:
        found |= fresh
        waiting |= {each for node in fresh for each in _named_by(store, node)}
        waiting -= found
        waiting = {each for each in waiting if not spared(each)}
        annotations = {each for node in fresh for each in _annotations(store, node)}
        fresh = {each for each in waiting if _named_only_by(store, each, found)}
        fresh |= annotations - found
    return found


def _named_by(store: ox.Store, node: Node) -> Iterator[Node]:
    for quad in store.quads_for_pattern(node, None, None, None):
        value = quad.object
        if (
            quad.predicate != _TYPE
            and isinstance(value, ox.NamedNode | ox.BlankNode)
            and _is_described(store, value)
            and not _has_own_merit(store, value)
        ):
            yield value


def _annotations(store: ox.Store, node: Node) -> Iterator[Node]:
    for predicate in _ANNOTATES:
        for quad in store.quads_for_pattern(None, predicate, node, None):
            if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
                yield quad.subject


def _is_described(store: ox.Store, node: Node) -> bool:
    return any(True for _ in store.quads_for_pattern(node, None, None, None))


def _has_own_merit(store: ox.Store, node: Node) -> bool:
    classes = (quad.object for quad in store.quads_for_pattern(node, _TYPE, None, None))
    return any(
        isinstance(each, ox.NamedNode) and each != _HOLDING and each.value.startswith(_OWN_MERIT)
        for each in classes
    )


def _named_only_by(store: ox.Store, node: Node, known: set[Node]) -> bool:
    return all(
        quad.subject in known or quad.subject == node
        for quad in store.quads_for_pattern(None, None, node, None)
    )
