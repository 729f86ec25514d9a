"""The order of an edition: what stands in what, and what stands before what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sfia_graph.web.pages.rungs import LAST

Key = tuple[int, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: in what, empty at the top, and as which of its siblings, from 1."""

    iri: str
    parent: str
    position: int


def walk(parents: Mapping[str, str], keys: Mapping[str, Key]) -> Iterator[Place]:
    """Give the things of an edition, each before what stands in it.

    `parents` names what each thing stands in, if anything; siblings are sorted by their keys. What
    goes round in a circle stands at the top.
    """
    below: dict[str, list[str]] = {}
    for iri in keys:
        below.setdefault("" if _is_round(iri, parents) else parents.get(iri, ""), []).append(iri)

    ahead = [*reversed(_siblings("", below, keys))]
    while ahead:
        place = ahead.pop()
        yield place
        ahead.extend(reversed(_siblings(place.iri, below, keys)))


def _siblings(
    parent: str, below: Mapping[str, list[str]], keys: Mapping[str, Key]
) -> tuple[Place, ...]:
    found = sorted(below.get(parent, ()), key=keys.__getitem__)
    return tuple(Place(iri, parent, position) for position, iri in enumerate(found, 1))


def _is_round(iri: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while iri and iri not in seen:
        seen.add(iri)
        iri = parents.get(iri, "")
    return bool(iri)


def first_places(own: Mapping[str, int], parents: Mapping[str, str]) -> dict[str, int]:
    """Give the place of each thing that holds something: that of the first of what it holds."""
    found: dict[str, int] = {}
    for iri, place in own.items():
        seen: set[str] = set()
        while iri and iri not in seen:
            seen.add(iri)
            found[iri] = min(found.get(iri, LAST), place)
            iri = parents.get(iri, "")
    return found
