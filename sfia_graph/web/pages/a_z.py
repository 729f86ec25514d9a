"""All skills of an edition from A to Z, with the names that they bore in older editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from sfia_graph.languages import primary
from sfia_graph.namespaces import local_name
from sfia_graph.web.finding import folded
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.rungs import Range, named_ranges, ranges
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = re.compile(r"(?P<edition>\d+)/a-z")
OTHER = "#"
"""Stands for what begins with no letter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and the skill that bears it, or that bore it in the edition `once`."""

    name: Text
    skill: Range
    once: Named | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what begins with it, in order."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class View:
    """What the list shows; `row` is the alphabet, with further letters that names begin with.

    `foreign` is the language of all names where it is one and not the page's, else empty.
    """

    edition: Named
    number: int
    letters: tuple[Letter, ...]
    row: tuple[tuple[str, bool], ...]
    count: int
    former: int
    foreign: str
    whole: bool


def a_z_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the list of an edition's skills by name."""
    found = STEM.fullmatch(stem)
    if not found or found["edition"] not in map(str, site.editions):
        return None
    texts, number = Texts(site, language), int(found["edition"])
    view, said = _view(texts, number), words(language)["a_z"]
    return Page(
        stem=stem,
        template="a_z.html",
        title=said["title"].format(edition=view.edition.name),
        view=view,
        formats=(),
        description=said["description"].format(edition=view.edition.name, count=view.count),
    )


def _view(texts: Texts, number: int) -> View:
    mint = texts.site.mint
    edition = mint.edition(number)
    levels = ranges(texts, edition)
    skills = named_ranges(texts, levels, levels)
    former = tuple(each for skill in skills for each in _former(texts, skill, number))
    found = letters([*(Entry(each.name, each) for each in skills), *former])
    return View(
        edition=concepts.named(texts, edition),
        number=number,
        letters=found,
        row=_row(found),
        count=len(skills),
        former=len(former),
        foreign=_foreign(skills),
        whole=concepts.is_whole(texts, edition),
    )


def _foreign(skills: tuple[Range, ...]) -> str:
    spoken = {each.name.language if each.name.fallback else "" for each in skills}
    return next(iter(spoken)) if len(spoken) == 1 else ""


def letters(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """Give entries by their first letters; accents, capitals and ligatures do not count."""
    ordered = sorted(
        entries, key=lambda each: (*_key(each.name), each.once is not None, each.skill.code)
    )
    groups = groupby(ordered, key=lambda each: _key(each.name)[1])
    return tuple(Letter(letter, tuple(group)) for letter, group in groups)


def _key(name: Text) -> tuple[bool, str, str]:
    """Give what a name is sorted by: those that begin with no letter come first."""
    plain = folded(name.value)
    first = plain[:1].upper()
    return first.isalpha(), first if first.isalpha() else OTHER, plain


def _row(found: tuple[Letter, ...]) -> tuple[tuple[str, bool], ...]:
    there = [each.letter for each in found]
    before = [each for each in there if each == OTHER]
    after = [each for each in there if each not in {OTHER, *ascii_uppercase}]
    return tuple((each, each in there) for each in (*before, *ascii_uppercase, *after))


def _former(texts: Texts, skill: Range, number: int) -> Iterator[Entry]:
    """Give the names that a skill bore before, the newest edition of each.

    Names in the language of the page, or in the one that the skill has its name in now.
    """
    identity = texts.value(skill.iri, "dcterms:isVersionOf")
    versions = texts.values(identity, "dcterms:hasVersion") if identity else []
    known = {folded(skill.name.value)}
    spoken = {primary(texts.language), primary(skill.name.language)}
    older = sorted(
        ((edition, each) for each in versions for edition in [_edition(texts, each)]), reverse=True
    )
    for edition, each in older:
        name = texts.label(each)
        if 0 < edition < number and primary(name.language) in spoken:
            if folded(name.value) not in known:
                once = concepts.named(texts, texts.site.mint.edition(edition))
                yield Entry(name, skill, once)
            known.add(folded(name.value))


def _edition(texts: Texts, skill: str) -> int:
    number = local_name(concepts.edition_of(texts, skill))
    return int(number) if number.isdecimal() else 0
