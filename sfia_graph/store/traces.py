"""All that a store says of one person, and how to know it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.store.belongings import Node, belongings

_HOLDER = ox.NamedNode(expand("sfia:holder"))
_MEMBER = ox.NamedNode(expand("foaf:member"))
_ROOM = "person/"
_GOES_ON = r"(?![\w%~-]|\.[\w%~-])"
"""What must not follow an identifier, or else it is that of somebody else."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What is there for the sake of a person alone.

    `holdings` are theirs; `nodes` are all that goes with them: the person, what they hold and what
    these alone name.
    """

    person: ox.NamedNode
    holdings: frozenset[Node]
    nodes: frozenset[Node]
    _names: re.Pattern[str]
    _signs: tuple[str, ...]

    def covers(self, quad: ox.Quad) -> bool:
        """Whether a statement is about the person, or names them in a text."""
        if quad.subject in self.nodes or quad.object in self.nodes:
            return True
        text = str(quad)
        return self.may_be_in(text) and bool(self._names.search(text))

    def may_be_in(self, text: str) -> bool:
        """Whether a text need be looked at; none of their names is in it where not."""
        return any(sign in text for sign in self._signs)


def traces(store: ox.Store, person: ox.NamedNode) -> Traces:
    """Find all that the named graphs of a store say of a person; they are read through once."""
    identifier = _identifier(person)
    sign = identifier or person.value
    by_name = _named_like(store, person, identifier, sign)
    orphans = {each for each in by_name if _is_orphan(store, each, person, identifier)}
    own = re.compile(f"{re.escape(person.value)}{_GOES_ON}")
    parts = {each for each in by_name if own.match(each.value)}
    holdings = orphans | set(_holdings(store, person))
    nodes = belongings(store, {person, *parts, *holdings}, partial(_is_somebody, store))
    iris = sorted(each.value for each in nodes if isinstance(each, ox.NamedNode))
    names = [f"{re.escape(iri)}{_GOES_ON}" for iri in iris]
    if identifier:
        namesakes = (each for each in by_name - parts if _identifier(each) == identifier)
        is_only = not any(_has_holdings(store, each) for each in namesakes)
        before = r"(?<![\w.-])" if is_only else r"(?<![\w./-])"
        names.append(f"{before}{_ROOM}{re.escape(identifier)}{_GOES_ON}")
    return Traces(
        person,
        frozenset(holdings),
        frozenset(nodes),
        re.compile("|".join(names)),
        (sign, *(iri for iri in iris if sign not in iri)),
    )


def _named_like(
    store: ox.Store, person: ox.NamedNode, identifier: str, sign: str
) -> set[ox.NamedNode]:
    """Find the nodes whose IRIs hold what stands for a person, or for somebody else alike."""
    rooms = (f"{_ROOM}{identifier}", f"holding/{identifier}-") if identifier else (person.value,)
    return {
        term
        for name in store.named_graphs()
        for quad in store.quads_for_pattern(None, None, None, name)
        if sign in str(quad)
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and any(each in term.value for each in rooms)
    }


def _is_orphan(store: ox.Store, node: ox.NamedNode, person: ox.NamedNode, identifier: str) -> bool:
    """Whether a node is minted for a holding of a person and says of no holder."""
    base = person.value.removesuffix(f"{_ROOM}{identifier}")
    minted = re.compile(rf"{re.escape(base)}holding/{re.escape(identifier)}-\d+")
    return bool(identifier and minted.fullmatch(node.value)) and not any(
        True for _ in store.quads_for_pattern(node, _HOLDER, None, None)
    )


def _has_holdings(store: ox.Store, node: ox.NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(None, _HOLDER, node, None))


def _identifier(person: ox.NamedNode) -> str:
    """Give the pseudonym in an IRI that is minted for a person, nothing for another IRI."""
    _, room, identifier = person.value.rpartition(f"/{_ROOM}")
    return identifier if room and "/" not in identifier else ""


def _holdings(store: ox.Store, person: ox.NamedNode) -> Iterator[Node]:
    for quad in store.quads_for_pattern(None, _HOLDER, person, None):
        if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
            yield quad.subject


def _is_somebody(store: ox.Store, node: Node) -> bool:
    """Whether a node is a person or a team, who are there for their own sake."""
    if isinstance(node, ox.NamedNode) and re.search(r"/(?:person|team)/[^/]+$", node.value):
        return True
    held = store.quads_for_pattern(None, _HOLDER, node, None)
    among = store.quads_for_pattern(None, _MEMBER, node, None)
    group = store.quads_for_pattern(node, _MEMBER, None, None)
    return any(True for each in (held, among, group) for _ in each)
