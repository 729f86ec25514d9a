"""A concept as a matcher sees it: names and texts by language, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.namespaces import local_name

Texts = dict[str, tuple[str, ...]]
"""Texts by language, without regions: `en-GB` and `en-US` are both `en`."""


@dataclass(frozen=True, slots=True)
class AtLevel:
    """A skill at a level: its IRI, the level's number on its own scale, and what is said of it."""

    iri: str
    number: int | None
    texts: Texts


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept to match: `labels` are its names, the preferred one first, by language.

    `texts` are its definitions and notes; where a language has none, the project's glosses.
    `around` are the concepts beside it (broader, related, roles that need it) with their names;
    `links` are those that it is mapped to. `sfia_levels` are SFIA's levels that mappings give its
    own levels. `worded` says whether there is any wording but the project's own.
    """

    iri: str
    notation: str = ""
    labels: Texts | None = None
    texts: Texts | None = None
    at_levels: tuple[AtLevel, ...] = ()
    around: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    sfia_levels: tuple[int, ...] = ()
    deprecated: bool = False
    worded: bool = False

    @property
    def name(self) -> str:
        """The name for people: English first, else the first language, else the code."""
        labels = self.labels or {}
        named = labels.get("en") or next(iter(labels.values()), ())
        return named[0] if named else self.notation or local_name(self.iri)

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of its levels, on its own framework's scale."""
        return tuple(sorted({each.number for each in self.at_levels if each.number is not None}))
