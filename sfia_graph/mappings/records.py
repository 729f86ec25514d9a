"""Mappings between concepts, each with its evidence, as frozen records that know nothing of RDF.

A mapping is a row of SSSOM (https://w3id.org/sssom/), the Simple Standard for Sharing Ontological
Mappings: two concepts, a SKOS relation between them, and who found it, how, and how surely.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Slots = tuple[tuple[str, tuple[str, ...]], ...]
"""Slots of SSSOM by name, sorted, each with its values; references are IRIs in full."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping: `subject` `predicate` `object`, found as `justification` says; all IRIs.

    `negated` says that the relation does not hold (`predicate_modifier` Not). `slots` are the other
    slots that have a value, such as `subject_label`, `confidence`, `author_id`, `comment`. `row`
    is the row of the file that it was read from, counted from 1, and no part of what is equal.
    """

    subject: str
    predicate: str
    object: str
    justification: str
    negated: bool = False
    slots: Slots = ()
    row: int | None = field(default=None, compare=False)

    @property
    def pair(self) -> tuple[str, str]:
        """The two concepts."""
        return self.subject, self.object

    @property
    def confidence(self) -> float | None:
        """How sure the author is, from 0 to 1; None where the mapping does not say."""
        given = self.one("confidence")
        return None if given is None else float(given)

    def one(self, slot: str) -> str | None:
        """Give the first value of a slot, None where it has none."""
        return next((values[0] for name, values in self.slots if name == slot), None)


@dataclass(frozen=True, slots=True)
class MappingSet:
    """Mappings that are published together, and what holds for all of them.

    `iri` names the set, and the named graph that it becomes. `slots` are those of the set, such as
    `mapping_set_title`, `license`; what may hold for all mappings, such as `object_source`, stands
    in each of them. `prefixes` are the CURIE map, `extensions` the slots that are not of the
    standard, each with its property's IRI.
    """

    iri: str
    mappings: tuple[Mapping, ...]
    slots: Slots = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    extensions: tuple[tuple[str, str], ...] = ()

    def one(self, slot: str) -> str | None:
        """Give the first value of a slot of the set, None where it has none."""
        return next((values[0] for name, values in self.slots if name == slot), None)


def slots_of(given: dict[str, str | tuple[str, ...] | None]) -> Slots:
    """Make slots of names and values; a value of None or nothing is no slot.

    >>> slots_of({"confidence": "0.8", "author_id": ("urn:a", "urn:b"), "comment": None})
    (('author_id', ('urn:a', 'urn:b')), ('confidence', ('0.8',)))
    """
    return tuple(
        (name, (value,) if isinstance(value, str) else value)
        for name, value in sorted(given.items())
        if value
    )
