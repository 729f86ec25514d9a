"""Whom somebody means who names a person: by the last part of an IRI, or by the whole."""

from __future__ import annotations

from difflib import get_close_matches

import pyoxigraph as ox

from sfia_graph.errors import UsageError, quoted
from sfia_graph.minting import Minter
from sfia_graph.namespaces import BASE, expand, local_name
from sfia_graph.store.people import everybody

_EDITION = ox.NamedNode(expand("sfia:editionNumber"))


class UnknownPerson(UsageError):
    """Nobody of that name is in a store."""


def meant(store: ox.Store, name: str) -> ox.NamedNode:
    """Give the person who is meant by a name.

    Raises `UnknownPerson` with the nearest names where there is nobody, `UsageError` where several
    have the name.
    """
    wanted = [name] if ":" in name else [Minter(base).person(name) for base in _bases(store)]
    found = {node for each in wanted if (node := _node(each)) and _is_named(store, node)}
    if not found:
        everyone = (each for base in _bases(store) for each in everybody(store, base))
        people = {each for each in everyone if isinstance(each, ox.NamedNode)}
        found = {each for each in people if name in {each.value, local_name(each.value)}}
        if not found:
            raise UnknownPerson(_unknown(name, {local_name(each.value) for each in people}))
    if len(found) > 1:
        iris = " and ".join(sorted(each.value for each in found))
        raise UsageError(f"{quoted(name)}: {len(found)} people, {iris}; name one by the whole IRI")
    return found.pop()


def _unknown(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3)
    hint = f"; the nearest: {', '.join(near)}" if near else ""
    people = "1 person" if len(known) == 1 else f"{len(known):,} people"
    return f"{quoted(name)}: nobody of that name among {people}{hint}"


def _bases(store: ox.Store) -> list[str]:
    editions = store.quads_for_pattern(None, _EDITION, None, None)
    iris = {each.subject.value for each in editions if isinstance(each.subject, ox.NamedNode)}
    return sorted({BASE, *(iri.rsplit("/", 1)[0] + "/" for iri in iris)})


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _is_named(store: ox.Store, node: ox.NamedNode) -> bool:
    said = store.quads_for_pattern(node, None, None, None)
    of = store.quads_for_pattern(None, None, node, None)
    return any(True for each in (said, of) for _ in each)
