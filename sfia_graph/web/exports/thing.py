"""A thing of an edition: a category, a skill, a skill at a level, an attribute and so on."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.languages import primary
from sfia_graph.web.exports.facts import Saying, in_language

KINDS = (
    *("Category", "Subcategory", "Skill", "SkillAtLevel", "Level", "LevelInEdition"),
    *("Attribute", "BehaviouralFactor", "AttributeAtLevel"),
)
"""The classes of the ontology whose members are exported, in the order of an edition's top."""
AT_LEVEL = ("SkillAtLevel", "AttributeAtLevel")
LEVELS = ("Level", "LevelInEdition")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of an edition.

    `kind` is one of `KINDS`; `parent` the IRI of what it stands in, empty at the top; `position`
    counts from 1 among its siblings; `level` is a number from 1 to 7, 0 where it has none.
    `names` are one at least.
    `definitions` and `notes` are the framework's own words, `glosses` this project's. `page` is
    the framework's own page; `version_of`, `revision_of` and `revised_by` are IRIs.
    """

    iri: str
    kind: str
    code: str
    parent: str
    position: int
    level: int
    names: tuple[Saying, ...]
    alternatives: tuple[Saying, ...]
    glosses: tuple[Saying, ...]
    definitions: tuple[Saying, ...]
    notes: tuple[Saying, ...]
    page: str
    version_of: str
    revision_of: str
    revised_by: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """All of its texts."""
        return (
            *self.names,
            *self.alternatives,
            *self.glosses,
            *self.definitions,
            *self.notes,
        )

    def name(self, language: str) -> Saying:
        """Give its name."""
        return in_language(self.names, language) or self.names[0]

    def statement(self, language: str) -> Saying:
        """Say what it is: its definition, or else the gloss, or else the name.

        What is there in the language goes before what is not.
        """
        told = (in_language(each, language) for each in (self.definitions, self.glosses))
        found = [*filter(None, told), self.name(language)]
        spoken = (each for each in found[:-1] if primary(each.language) == primary(language))
        return next(spoken, found[0])
