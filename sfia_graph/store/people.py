"""What of a graph is about people: who they are, what they hold, which teams they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pyoxigraph as ox

from sfia_graph.errors import counted
from sfia_graph.namespaces import BASE, expand
from sfia_graph.store.belongings import Node, belongings
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.renaming import changed


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


_TYPE, _HOLDER, _MEMBER = map(_term, ("rdf:type", "sfia:holder", "foaf:member"))
_HOLDING, _GROUP = map(_term, ("sfia:Holding", "foaf:Group"))
SUMMARY = tuple(map(_term, ("sfia:highestHeld", "sfia:holderCount")))
"""The properties of a store's summary of what people hold."""

ROOMS = "person", "holding", "team"
"""What stands behind the base in the IRIs that are minted for people and for nothing else."""
_PERSON, _HELD = ROOMS[:2]
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
"""An IRI within a text."""

_HIGHEST = SUMMARY[0]
_AFTER = ".,;:!?)]'"
"""What a sentence puts behind an IRI."""


@dataclass(frozen=True, slots=True)
class About:
    """The `people` and the `holdings` of a graph, and all `nodes` that are there for their sake.

    `bases` are where the IRIs of the graph begin.
    """

    people: frozenset[Node] = frozenset()
    holdings: frozenset[Node] = frozenset()
    nodes: frozenset[Node] = frozenset()
    bases: tuple[str, ...] = (BASE,)

    @property
    def places(self) -> tuple[str, ...]:
        """How IRIs begin that are minted for people and for nothing else."""
        return _places(self.bases)

    def __str__(self) -> str:
        """Say how much there is, and of how many."""
        people = "1 person" if len(self.people) == 1 else f"{len(self.people)} people"
        return f"{counted(len(self.holdings), 'holding')} of {people}"

    def covers(self, quad: ox.Quad) -> bool:
        """Whether a statement is about people or counts them, or its text names one of these."""
        if quad.predicate in SUMMARY or quad.graph_name in self.nodes:
            return True
        if quad.subject in self.nodes or quad.object in self.nodes:
            return True
        return any(self._names(iri) for iri in IRI.findall(str(quad)))

    def _names(self, iri: str) -> bool:
        return (
            iri.startswith(self.places)
            or ox.NamedNode(iri) in self.nodes
            or ox.NamedNode(iri.rstrip(_AFTER)) in self.nodes
        )


@cache
def _places(bases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{base}{room}/" for base in bases for room in ROOMS)


def somebody(store: ox.Store, base: str = BASE) -> bool:
    """Whether a store is about anybody, or counts people; where it is, this is known at once."""
    places = _places(_bases(base))
    return any(True for _ in _said(store)) or any(True for _ in _minted(store, places))


def _bases(base: str) -> tuple[str, ...]:
    return tuple(sorted({BASE, base}))


def everybody(store: ox.Store, base: str = BASE) -> set[Node]:
    """Find the people of a store: who holds something, is in a team or has an IRI of people's."""
    found = set[Node]()
    for quad in _said(store):
        if quad.predicate in {_HOLDER, _MEMBER}:
            _add(found, quad.object)
        elif quad.predicate == _HIGHEST:
            _add(found, quad.subject)
    places = tuple(f"{each}{_PERSON}/" for each in _bases(base))
    return found | {each for each in _minted(store, places) if _is_last(each, _PERSON)}


def about_people(store: ox.Store, base: str = BASE) -> About:
    """Find what in a store is about people; `base` is where the IRIs of its graph begin."""
    bases = _bases(base)
    people, holdings, teams = everybody(store, base), set[Node](), set[Node]()
    for quad in _said(store):
        if quad.predicate == _HOLDER or quad.object == _HOLDING:
            _add(holdings, quad.subject)
        elif quad.object == _GROUP:
            _add(teams, quad.subject)
    minted = set(_minted(store, _places(bases)))
    holdings |= {each for each in minted if _is_last(each, _HELD)}
    whole = frozenset(belongings(store, people | holdings | teams | minted))
    found = About(frozenset(people), frozenset(holdings), whole, bases)
    return _with_their_graphs(store, found)


def without_people(store: EmbeddedStore, about: About) -> EmbeddedStore:
    """Copy a graph without what is about people."""
    return changed(store, lambda quad: None if about.covers(quad) else quad)


def _with_their_graphs(store: ox.Store, about: About) -> About:
    """Add the named graphs that tell of nothing but people, and of themselves."""
    hollow = {name for name in store.named_graphs() if _is_hollow(store, name, about)}
    if not hollow:
        return about
    return replace(about, nodes=about.nodes | belongings(store, hollow))


def _is_hollow(store: ox.Store, name: Node, about: About) -> bool:
    own, were_people = belongings(store, [name]), False
    for quad in store.quads_for_pattern(None, None, None, name):
        if about.covers(quad):
            were_people = True
        elif quad.subject not in own:
            return False
    return were_people


def _said(store: ox.Store) -> Iterator[ox.Quad]:
    """Give the statements by which something is known as a person, a holding or a team."""
    for predicate in (_HOLDER, *SUMMARY, _MEMBER):
        yield from store.quads_for_pattern(None, predicate, None, None)
    for kind in (_HOLDING, _GROUP):
        yield from store.quads_for_pattern(None, _TYPE, kind, None)


def _minted(store: ox.Store, places: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    """Give the nodes whose IRIs are minted for people, as often as they are named."""
    for quad in store.quads_for_pattern(None, None, None, None):
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(places):
                yield term


def _is_last(node: ox.NamedNode, room: str) -> bool:
    return node.value.rsplit("/", 2)[1] == room


def _add(nodes: set[Node], term: object) -> None:
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        nodes.add(term)
