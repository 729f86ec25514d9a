"""What a list can be matched to: the things of SFIA, and the concepts of other frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from sfia_graph.languages import level_label
from sfia_graph.web.pages.texts import nearest

SKILL, AT_LEVEL, LEVEL = "Skill", "SkillAtLevel", "Level"
CATEGORY, SUBCATEGORY = "Category", "Subcategory"
ATTRIBUTE, FACTOR = "Attribute", "BehaviouralFactor"

TYPES = (SKILL, AT_LEVEL, LEVEL, CATEGORY, SUBCATEGORY, ATTRIBUTE, FACTOR)
"""The types of SFIA's own entities: local names of the ontology's classes.

A `Skill` here is the skill across editions, whose versions are `sfia:Skill`.
"""
BROADER = {SUBCATEGORY: CATEGORY, FACTOR: ATTRIBUTE}
"""The types whose entities are of another type too."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an entity bears or bore.

    `edition` is the newest that uses it, 0 where none does. A `former` name has been replaced by
    another in the same language; it is `sure` where what bore it then is just what bears the new
    one now.
    """

    text: str
    language: str
    edition: int = 0
    former: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """Something to match to.

    `id` is its IRI without the base: `skill/SLMO`, `9/skill/SLMO/4`, `level/4`; `about` is the IRI
    of its newest version. `types` come with the narrowest first. `labels` are its present names;
    `levels` are the numbers of those it is defined at, or its own; `over` is the id of the skill
    that it is a level of; `within` are the ids of its categories, the narrowest first; `retired`
    are codes that it took the place of.
    """

    id: str
    iri: str
    about: str
    types: tuple[str, ...]
    code: str = ""
    labels: tuple[ox.Literal, ...] = ()
    names: tuple[Name, ...] = ()
    levels: tuple[int, ...] = ()
    over: str = ""
    within: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()
    retired: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Give its name in a language, or in the nearest one that there is."""
        found = nearest(self.labels, language)
        name = found.value if found else self.code or self.id
        if self.over:
            return f"{name}, {level_label(self.levels[0], language).lower()}"
        return name


@dataclass(frozen=True)
class Catalogue:
    """All entities of a site by id, in the order in which they are shown.

    `aliases` lead from the ids of older versions, and from IRIs that mean the same, to ids; `codes`
    from codes in capitals; `frameworks` are the types of other frameworks with their titles.
    `at_level` are skills at a level by the skill's id and the level; `latest` is the newest
    edition.
    """

    entities: Mapping[str, Entity]
    aliases: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    frameworks: Mapping[str, tuple[ox.Literal, ...]]
    base: str
    at_level: Mapping[tuple[str, int], Entity] = field(default_factory=dict)
    latest: int = 0

    def resolve(self, name: str) -> Entity | None:
        """Give the entity of an id, an IRI, or a code such as `SLMO` or `SLMO-4`."""
        stem = name.removeprefix(self.base)
        found = self.entities.get(self.aliases.get(stem, stem))
        if found:
            return found
        code, _, level = name.upper().partition("-")
        several = [self.entities[each] for each in self.codes.get(code, ())]
        if len(several) != 1 or (level and level not in "1234567"):
            return None
        return self.at_level.get((several[0].id, int(level))) if level else several[0]
