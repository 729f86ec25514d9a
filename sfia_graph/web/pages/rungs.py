"""The seven levels as a skill stands on them: where it is defined, and why not elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sfia_graph.namespaces import SFIA, local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.pages.concepts import edition_of, number_of
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.texts import Text, Texts

LAST = 1_000_000
"""The place of a skill whose edition gives none: behind all others."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A level as a skill stands on it.

    `state` is `defined`, or `below`, `above` or `gap`: where the level lies, seen from the range.
    `name` is the level's in the edition, or else its number in words; `iri` is that of the level,
    `at` the one that the skill has at the level, defined or not.
    """

    number: int
    name: Text
    state: str
    iri: str
    at: str

    @property
    def defined(self) -> bool:
        """Whether the skill is defined at the level."""
        return self.state == "defined"


@dataclass(frozen=True, slots=True)
class Range:
    """A skill with its name and the levels that it is defined at."""

    iri: str
    code: str
    name: Text
    levels: tuple[int, ...]

    @property
    def lowest(self) -> int:
        """The lowest level, 0 where there is none."""
        return min(self.levels, default=0)

    @property
    def highest(self) -> int:
        """The highest level, 0 where there is none."""
        return max(self.levels, default=0)


def levels_of(texts: Texts, skill: str) -> tuple[int, ...]:
    """Give the numbers of the levels that a skill is defined at, ascending."""
    found = texts.values(skill, "sfia:definedAtLevel")
    return tuple(sorted(number_of(texts, each) for each in found))


def ranges(texts: Texts, edition: str) -> dict[str, tuple[int, ...]]:
    """Give the levels that each skill of an edition is defined at, by its IRI."""
    return texts.recall(("ranges", edition), lambda: _ranges(texts, edition))


def _ranges(texts: Texts, edition: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number in LEVELS:
        for skill in texts.subjects("sfia:definedAtLevel", texts.site.mint.level(number)):
            if skill.startswith(f"{edition}/skill/"):
                found[skill] = (*found.get(skill, ()), number)
    return found


def named_ranges(
    texts: Texts, skills: Iterable[str], known: Mapping[str, tuple[int, ...]]
) -> tuple[Range, ...]:
    """Give skills with their names and levels, by code."""
    found = (_range(texts, each, known.get(each, ())) for each in skills)
    return tuple(sorted(found, key=lambda each: each.code))


def _range(texts: Texts, skill: str, levels: tuple[int, ...]) -> Range:
    key = "range", texts.language, skill, levels
    return texts.recall(key, lambda: Range(skill, local_name(skill), texts.label(skill), levels))


def position(texts: Texts, skill: str) -> int:
    """Give the place of a skill in its edition's own list, `LAST` where the graph has none."""
    found = texts.value(skill, "schema:position") or ""
    return int(found[:9]) if found.isdecimal() else LAST


def rungs(texts: Texts, skill: str) -> tuple[Rung, ...]:
    """Give the seven levels as a skill stands on them, ascending."""
    key = "rungs", texts.language, skill
    return texts.recall(key, lambda: _rungs(texts, skill))


def _rungs(texts: Texts, skill: str) -> tuple[Rung, ...]:
    defined = levels_of(texts, skill)
    return tuple(_rung(texts, skill, number, defined) for number in LEVELS)


def _rung(texts: Texts, skill: str, number: int, defined: tuple[int, ...]) -> Rung:
    iri, name = level(texts, edition_of(texts, skill), number)
    return Rung(number, name, state(number, defined), iri, f"{skill}/{number}")


def level(texts: Texts, edition: str, number: int) -> tuple[str, Text]:
    """Give the IRI and the name of a level in an edition, or else of the level as such.

    An edition that only numbers its levels leaves them the names of the levels as such, which are
    there in more languages.
    """
    own, plain = f"{edition}/level/{number}", texts.site.mint.level(number)
    if not edition or not texts.value(own, "sfia:level"):
        return plain, texts.label(plain)
    name = texts.label(own)
    only_numbered = name.value in texts.values(plain, "skos:prefLabel")
    return own, texts.label(plain) if only_numbered else name


def state(number: int, defined: tuple[int, ...]) -> str:
    """Say where a level lies, seen from a range; `below` where there is no range.

    >>> [state(number, (2, 4)) for number in (1, 2, 3, 5)]
    ['below', 'defined', 'gap', 'above']
    """
    if number in defined:
        return "defined"
    if not defined or number < defined[0]:
        return "below"
    return "above" if number > defined[-1] else "gap"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an attribute says at a level."""

    iri: str
    attribute: Text
    said: Said


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an edition; `behavioural` says that it is a behavioural factor."""

    iri: str
    code: str
    name: Text
    gloss: Text | None
    behavioural: bool


def attributes(texts: Texts, edition: str) -> tuple[Attribute, ...]:
    """Give the attributes of an edition by their names, the generic ones first."""
    key = "attributes", texts.language, edition
    return texts.recall(key, lambda: _attributes(texts, edition))


def _attributes(texts: Texts, edition: str) -> tuple[Attribute, ...]:
    behavioural = set(texts.subjects("rdf:type", f"{SFIA}BehaviouralFactor"))
    found = [
        Attribute(
            iri,
            texts.code(iri),
            texts.label(iri),
            texts.text(iri, "sfia:gloss"),
            iri in behavioural,
        )
        for iri in texts.subjects("rdf:type", f"{SFIA}Attribute")
        if iri.startswith(f"{edition}/attribute/")
    ]
    return tuple(sorted(found, key=lambda each: (each.behavioural, each.name.value)))


def expectations(texts: Texts, known: Iterable[Attribute], number: int) -> tuple[Expectation, ...]:
    """Give what attributes say at a level."""
    found = tuple(known)
    key = "expectations", texts.language, tuple(each.iri for each in found), number
    return texts.recall(key, lambda: tuple(_expectations(texts, found, number)))


def _expectations(texts: Texts, known: tuple[Attribute, ...], number: int) -> Iterator[Expectation]:
    for each in known:
        iri = f"{each.iri}/{number}"
        yield Expectation(iri, each.name, said(texts, iri))
