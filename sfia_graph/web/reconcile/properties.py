"""What can be asked of an entity: a row of a table for each property."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sfia_graph.namespaces import SFIA
from sfia_graph.web.pages.texts import nearest
from sfia_graph.web.reconcile.entities import (
    AT_LEVEL,
    ATTRIBUTE,
    CATEGORY,
    FACTOR,
    LEVEL,
    SKILL,
    SUBCATEGORY,
    TYPES,
    Catalogue,
    Entity,
)
from sfia_graph.web.reconcile.mappings import Mapped, mapped
from sfia_graph.web.reconcile.statements import Statements

Value = str | int | Mapped
"""A text, a number, or another thing with its id and name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Where values are looked up, and in which language; `relation` narrows mappings, as `exact`.

    `said` are the statements of the graph; `compared` keeps what constraints have read, by
    property, entity and language.
    """

    catalogue: Catalogue
    said: Statements
    language: str
    relation: str = ""
    compared: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)

    def entities(self, ids: Iterable[str]) -> list[Value]:
        """Give entities by their ids, those that there are."""
        known = [self.catalogue.entities[each] for each in ids if each in self.catalogue.entities]
        return [Mapped(each.id, each.label(self.language)) for each in known]


Reading = Callable[[Asking, Entity], list[Value]]


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its id, the types it is proposed for, the type of its values, how it is read.

    `type` is that of entities, empty for texts and numbers.
    """

    id: str
    types: tuple[str, ...]
    read: Reading
    type: str = ""


def _code(asking: Asking, entity: Entity) -> list[Value]:
    return [entity.code] if entity.code else []


def _name(asking: Asking, entity: Entity) -> list[Value]:
    return [entity.label(asking.language)]


def _iri(asking: Asking, entity: Entity) -> list[Value]:
    return [entity.iri]


def _former(asking: Asking, entity: Entity) -> list[Value]:
    return [each.text for each in entity.names if each.former]


def _levels(asking: Asking, entity: Entity) -> list[Value]:
    return asking.entities(f"level/{number}" for number in entity.levels)


def _lowest(asking: Asking, entity: Entity) -> list[Value]:
    return [entity.levels[0]] if entity.levels else []


def _highest(asking: Asking, entity: Entity) -> list[Value]:
    return [entity.levels[-1]] if entity.levels else []


def _of_type(type: str) -> Reading:
    def read(asking: Asking, entity: Entity) -> list[Value]:
        known = asking.catalogue.entities
        return asking.entities(
            each for each in entity.within if each in known and known[each].types[0] == type
        )

    return read


def _skill(asking: Asking, entity: Entity) -> list[Value]:
    return asking.entities([entity.over] if entity.over else [])


def _editions(asking: Asking, entity: Entity) -> list[Value]:
    return list(entity.editions)


def _text(name: str) -> Reading:
    def read(asking: Asking, entity: Entity) -> list[Value]:
        found = nearest(asking.said.literals(entity.about, name), asking.language)
        return [found.value] if found else []

    return read


def _mapped(*begins: str) -> Reading:
    def read(asking: Asking, entity: Entity) -> list[Value]:
        base = asking.catalogue.base
        whole = tuple(each if "://" in each else f"{base}{each}" for each in begins)
        found = mapped(asking.said, asking.catalogue, entity, asking.language, asking.relation)
        return [each for iri, each in found.items() if iri.startswith(whole)]

    return read


def _to_sfia(asking: Asking, entity: Entity) -> list[Value]:
    found = mapped(asking.said, asking.catalogue, entity, asking.language, asking.relation)
    known = asking.catalogue.entities
    return [
        each for each in found.values() if each.id in known and known[each.id].types[0] in TYPES
    ]


_SKILLS = (SKILL, AT_LEVEL)
_ALL = (*_SKILLS, LEVEL, CATEGORY, SUBCATEGORY, ATTRIBUTE, FACTOR)
_SAID = (*_SKILLS, LEVEL, ATTRIBUTE, FACTOR)
OTHERS = "*"
"""Stands for the types of other frameworks."""

PROPERTIES = (
    Property("name", (*_ALL, OTHERS), _name),
    Property("code", (*_SKILLS, LEVEL, ATTRIBUTE, FACTOR, OTHERS), _code),
    Property("iri", (*_ALL, OTHERS), _iri),
    Property("levels", _SKILLS, _levels, LEVEL),
    Property("lowest", (SKILL,), _lowest),
    Property("highest", (SKILL,), _highest),
    Property("category", (*_SKILLS, SUBCATEGORY), _of_type(CATEGORY), CATEGORY),
    Property("subcategory", _SKILLS, _of_type(SUBCATEGORY), SUBCATEGORY),
    Property("skill", (AT_LEVEL,), _skill, SKILL),
    Property("gloss", _SAID, _text("sfia:gloss")),
    Property("definition", (*_SAID, OTHERS), _text("skos:definition")),
    Property("guidance", _SKILLS, _text("skos:scopeNote")),
    Property("editions", _ALL, _editions),
    Property("former-name", (SKILL, ATTRIBUTE, FACTOR), _former),
    Property("digcomp", (*_SKILLS, LEVEL), _mapped("digcomp/")),
    Property("ecf", (*_SKILLS, LEVEL), _mapped("ecf/")),
    Property("esco", _SKILLS, _mapped("http://data.europa.eu/esco/")),
    Property("gdad", (*_SKILLS, LEVEL), _mapped("gdad/")),
    Property("nice", _SKILLS, _mapped("nice/")),
    Property("onet", _SKILLS, _mapped("onet/", "https://data.onetcenter.org/")),
    Property("official", _ALL, _mapped("https://rdf.sfia-online.org/")),
    Property("sfia", (OTHERS,), _to_sfia),
)
"""All properties, in the order in which they are proposed."""

_BY_ID = {each.id: each for each in PROPERTIES}
_ALIASES = {"level": "levels", "edition": "editions"}


def property_of(id: str) -> Property | None:
    """Give a property by its id, or by the IRI of the ontology's term of that name."""
    name = id.removeprefix(SFIA)
    return _BY_ID.get(_ALIASES.get(name, name))


def proposed(type: str) -> list[Property]:
    """Give the properties of a type; without one those of all types of SFIA."""
    if not type:
        return [each for each in PROPERTIES if each.types != (OTHERS,)]
    wanted = type if type in TYPES else OTHERS
    return [each for each in PROPERTIES if wanted in each.types]
