"""The matrix of an edition: skills by category, the levels that each is defined at, and a filter.

The filter is the query string: `category`, the slug of a category or subcategory, `level`, a number
from 1 to 7, and `q`, words that must all stand in the code or the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.namespaces import SFIA, local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.finding import folded
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.rungs import Range, level, named_ranges, position, ranges
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = re.compile(r"(?P<edition>[0-9]+)/matrix")
LONGEST_WORDS = 200
FILTERS = ("category", "level", "q")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The skills of a subcategory, or of a category that has none, in the edition's order.

    `place` is what stands above them, the nearest last; empty for skills without a category.
    """

    place: tuple[Named, ...]
    skills: tuple[Range, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """What the filter calls the categories that it stands in."""
        return tuple(local_name(each.iri) for each in self.place)


@dataclass(frozen=True, slots=True)
class Column:
    """A level of the matrix; `count` says how many of the shown skills are defined at it."""

    number: int
    name: Text
    iri: str
    count: int


@dataclass(frozen=True, slots=True)
class Option:
    """A category to choose, or one that stands in the last of these (`inner`)."""

    slug: str
    name: Text
    inner: bool


@dataclass(frozen=True, slots=True)
class View:
    """What the matrix shows.

    `given` are the values of the filter as they were asked for; `problem` says why one cannot be,
    and then nothing is shown. `foreign` says that names are in another language than the page.
    """

    edition: Named
    whole: bool
    given: dict[str, str]
    problem: str
    options: tuple[Option, ...]
    columns: tuple[Column, ...]
    shelves: tuple[Shelf, ...]
    shown: int
    total: int
    foreign: bool

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for."""
        return any(self.given.values())


def matrix_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the matrix of an edition; a filter that cannot be gives one plain line and 400."""
    found = STEM.fullmatch(stem)
    texts = Texts(site, language)
    edition = site.iri(found["edition"]) if found else ""
    if not found or not concepts.is_a(texts, edition, "sfia:Edition"):
        return None
    view = _view(texts, edition, parameters)
    said = words(language)["matrix"]
    return Page(
        stem=stem,
        template="matrix.html",
        title=said["title"].format(edition=view.edition.name),
        view=view,
        formats=(),
        description=said["lead"].format(edition=view.edition.name),
        parameters={name: (value,) for name, value in view.given.items() if value},
        status=400 if view.problem else 200,
    )


def _view(texts: Texts, edition: str, parameters: Parameters) -> View:
    every = shelves(texts, edition)
    options = _options(every)
    given = {name: (parameters.get(name) or ("",))[0].strip() for name in FILTERS}
    problem = _problem(texts, edition, parameters, given, {each.slug for each in options})
    shown = () if problem else kept(every, **given)
    found = [skill for shelf in shown for skill in shelf.skills]
    return View(
        edition=concepts.named(texts, edition),
        whole=concepts.is_whole(texts, edition),
        given=given,
        problem=problem,
        options=options,
        columns=tuple(
            Column(number, name, iri, sum(number in each.levels for each in found))
            for number in LEVELS
            for iri, name in [level(texts, edition, number)]
        ),
        shelves=shown,
        shown=len(found),
        total=sum(len(each.skills) for each in every),
        foreign=any(skill.name.fallback for shelf in every for skill in shelf.skills),
    )


def shelves(texts: Texts, edition: str) -> tuple[Shelf, ...]:
    """Give the skills of an edition by where they stand, in the order that the edition gives them.

    A category comes where its first skill does; where no order is given, skills go by code.
    """
    skills = texts.subjects("rdf:type", f"{SFIA}Skill")
    levels = ranges(texts, edition)
    known = {each: levels.get(each, ()) for each in skills if each.startswith(f"{edition}/")}
    ordered = sorted(named_ranges(texts, known, levels), key=lambda each: position(texts, each.iri))
    by_place: dict[tuple[Named, ...], list[Range]] = {}
    tops: dict[tuple[Named, ...], int] = {}
    for each in ordered:
        place = concepts.above(texts, each.iri)
        by_place.setdefault(place, []).append(each)
        tops.setdefault(place[:1], len(tops))
    places = sorted(by_place, key=lambda place: tops[place[:1]])
    return tuple(Shelf(place, tuple(by_place[place])) for place in places)


def kept(
    every: Iterable[Shelf], category: str = "", level: str = "", q: str = ""
) -> tuple[Shelf, ...]:
    """Give the skills that a filter lets through, without the shelves that it leaves empty.

    Accents, capitals and punctuation of `q` do not count; what is empty lets all through.
    """
    wanted = folded(q).split()
    found = (
        Shelf(
            shelf.place,
            tuple(
                each
                for each in shelf.skills
                if (not level or int(level) in each.levels) and _says(each, wanted)
            ),
        )
        for shelf in every
        if not category or category in shelf.slugs
    )
    return tuple(shelf for shelf in found if shelf.skills)


def _says(skill: Range, wanted: Iterable[str]) -> bool:
    said = folded(f"{skill.code} {skill.name}")
    return all(each in said for each in wanted)


def _options(every: Iterable[Shelf]) -> tuple[Option, ...]:
    """Give the categories and, after each, its subcategories."""
    found: dict[str, Option] = {}
    for shelf in every:
        for depth, (slug, each) in enumerate(zip(shelf.slugs, shelf.place, strict=True)):
            found.setdefault(slug, Option(slug, each.name, depth > 0))
    return tuple(found.values())


def _problem(
    texts: Texts, edition: str, parameters: Parameters, given: dict[str, str], known: set[str]
) -> str:
    """Say what is wrong with a filter, nothing where nothing is."""
    said = words(texts.language)["matrix"]
    several = next((name for name in FILTERS if len(parameters.get(name, ())) > 1), None)
    if several:
        return str(said["several"]).format(name=said[several])
    if given["category"] and given["category"] not in known:
        named = {"found": given["category"][:40], "edition": texts.label(edition)}
        return str(said["no_category"]).format(**named)
    if given["level"] and given["level"] not in map(str, LEVELS):
        return str(said["no_level"]).format(found=given["level"][:40])
    if len(given["q"]) > LONGEST_WORDS:
        return str(said["too_long"]).format(most=LONGEST_WORDS)
    return ""
