"""What an edition of SFIA holds, as frozen records that know nothing of RDF.

Every source gives the same `Edition`, whatever kind of file it came from.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = range(1, 8)
"""The seven levels of responsibility."""

EDITIONS = range(1, 10)
"""The editions of the framework that there are."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that an edition was read from: its name without the path, and its SHA-256 in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a skill or an attribute says at one level; `text` is None where only names are known."""

    level: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill in one edition.

    `levels` are the defined ones, ascending. `category` and `subcategory` are slugs of the
    edition's categories, or None where the source names none (the page of one skill). `position`
    is the skill's place in the source's own order, `revises` the earlier edition that is known to
    have the skill too.
    """

    code: str
    name: str | None
    levels: tuple[LevelText, ...]
    category: str | None = None
    subcategory: str | None = None
    definition: str | None = None
    guidance: str | None = None
    page: str | None = None
    position: int | None = None
    revises: int | None = None

    @property
    def not_observed(self) -> tuple[int, ...]:
        """The levels that the edition does not define for this skill, ascending."""
        defined = {at.level for at in self.levels}
        return tuple(level for level in LEVELS if level not in defined)


@dataclass(frozen=True, slots=True)
class Category:
    """A category (`parent` None) or a subcategory (`parent` a category's slug)."""

    slug: str
    name: str | None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A generic attribute or a behavioural factor; `code` is None where the source gives none."""

    slug: str
    code: str | None
    name: str | None
    levels: tuple[LevelText, ...]
    behavioural: bool = False
    definition: str | None = None
    guidance: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class LevelInEdition:
    """A level in an edition's words: its guiding phrase and its essence."""

    level: int
    phrase: str | None = None
    essence: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the framework in one language, as one source (one to three files) gives it.

    `language` is a BCP 47 tag. `complete` is False for the page of one skill, which says nothing
    of the others. `title` is the framework's own title line, `not_observed_note` the sentence by
    which the edition says that a skill is not observed at a level.
    """

    number: int
    language: str
    skills: tuple[Skill, ...]
    sources: tuple[SourceFile, ...]
    categories: tuple[Category, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    levels: tuple[LevelInEdition, ...] = ()
    complete: bool = True
    title: str | None = None
    not_observed_note: str | None = None
