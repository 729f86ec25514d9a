"""Candidates beside each other: which has the properties asked for, which is a match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sfia_graph.web.reconcile.constraints import Holds
from sfia_graph.web.reconcile.entities import TYPES, Entity, Name

CERTAIN_BY = 5.0
"""How far a match is ahead of every other candidate."""

_WITHOUT_PROPERTY = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a query may mean.

    `score` runs from 0 to 100; `sure` says that nothing but a rival speaks against it, `match`
    that there is none. `name` is the name that was alike, None where a code or a text was;
    `features` are the signals by name; `without_level` is a level that it is not defined at.
    """

    entity: Entity
    score: float
    sure: bool = False
    match: bool = False
    name: Name | None = None
    retired: str = ""
    without_level: int = 0
    features: tuple[tuple[str, float | bool], ...] = field(default=())


def held(each: Candidate, found: Iterable[Holds]) -> Candidate:
    """Take into account which of the properties asked for a candidate has."""
    asked = list(found)
    if not asked:
        return each
    features: dict[str, float | bool] = {}
    for one in asked:
        if one.holds is not None:
            name = f"property:{one.property}"
            features[name] = bool(features.get(name, True) and one.holds)
    missing = sum(one.holds is False for one in asked)
    return replace(
        each,
        score=each.score * _WITHOUT_PROPERTY**missing,
        sure=each.sure and all(one.holds for one in asked),
        features=(*each.features, *features.items()),
    )


def fits(each: Candidate) -> bool:
    """Whether a candidate has every property that was asked for."""
    return all(value for name, value in each.features if name.startswith("property:"))


def order(entity: Entity) -> int:
    """Give what an entity is ranked by among equals: the place of its type."""
    return TYPES.index(entity.types[0]) if entity.types[0] in TYPES else len(TYPES)


def decided(ranked: list[Candidate]) -> list[Candidate]:
    """Say which candidate is a match: the first, if it is sure and all others are far behind.

    A skill and the same skill at a level are no rivals.
    """
    if not ranked or not ranked[0].sure:
        return ranked
    first = ranked[0]
    rivals = (each.score for each in ranked[1:] if not _kin(each.entity, first.entity))
    if max(rivals, default=0.0) <= first.score - CERTAIN_BY:
        return [replace(first, match=True), *ranked[1:]]
    return ranked


def _kin(one: Entity, other: Entity) -> bool:
    return one.id == other.over or one.over == other.id
