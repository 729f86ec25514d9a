"""Two skills, or two levels, side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sfia_graph.namespaces import local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.level import View as LevelView
from sfia_graph.web.pages.level import view_of
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import Range, Rung, level, named_ranges, ranges, rungs
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import between_editions
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "compare"
_LEVEL = re.compile(r"(?:.*/)?level/(?P<number>[1-7])|(?P<bare>[1-7])")


@dataclass(frozen=True)
class Skill:
    """A skill as one side of a comparison; `levels` are what it says at each level."""

    skill: Named
    place: tuple[Named, ...]
    said: Said
    rungs: tuple[Rung, ...]
    levels: Mapping[int, Said]


@dataclass(frozen=True)
class Skills:
    """Two skills; `shared` are concepts of other frameworks that both are mapped to."""

    sides: tuple[Skill, Skill]
    rungs: tuple[Rung, ...]
    both: tuple[int, ...]
    shared: tuple[tuple[Link, Link], ...]


@dataclass(frozen=True)
class Levels:
    """Two levels; `only` are the skills that one of them has and the other has not."""

    sides: tuple[LevelView, LevelView]
    only: tuple[tuple[Range, ...], tuple[Range, ...]]
    both: int


@dataclass(frozen=True)
class View:
    """What the page of a comparison shows: the form, and two skills, two levels or a problem.

    `asked` is the query string that was understood.
    """

    a: str
    b: str
    edition: Named
    editions: tuple[tuple[int, Named], ...]
    known: tuple[Range, ...]
    levels: tuple[tuple[int, Text], ...]
    asked: str = ""
    skills: Skills | None = None
    compared_levels: Levels | None = None
    problem: str = ""
    sources: tuple[Source, ...] = ()


def compare_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the comparison of what the parameters `a` and `b` name, in an `edition`.

    Each is the code of a skill, or `level/4`, or `4`. A wrong value gives one plain line and 400.
    """
    if stem != STEM:
        return None
    texts, asked = Texts(site, language), words(language)["compare"]
    given = {name: (parameters.get(name) or ("",))[0].strip() for name in ("a", "b", "edition")}
    problem = ""
    number = site.latest
    if given["edition"]:
        if given["edition"] in map(str, site.editions):
            number = int(given["edition"])
        else:
            known = ", ".join(map(str, site.editions))
            found = asked["quoted"].format(found=given["edition"][:40])
            problem = asked["no_edition"].format(found=found, known=known)
    view = replace(
        _view(texts, number, given["a"], given["b"], problem),
        asked=urlencode(parameters, doseq=True),
    )
    return Page(
        stem=stem,
        template="compare.html",
        title=_title(view, asked["title"]),
        view=view,
        formats=(),
        description=asked["lead"],
        parameters={name: (value,) for name, value in given.items() if value},
        status=400 if view.problem else 200,
    )


def _title(view: View, otherwise: str) -> str:
    if view.skills:
        first, second = view.skills.sides
        return f"{first.skill.name} – {second.skill.name}, {view.edition.name}"
    if view.compared_levels:
        return " – ".join(str(each.name) for each in view.compared_levels.sides)
    return otherwise


def _view(texts: Texts, number: int, a: str, b: str, problem: str) -> View:
    mint, asked = texts.site.mint, words(texts.language)["compare"]
    edition = mint.edition(number)
    known = ranges(texts, edition)
    by_code = {local_name(each): each for each in known}
    skills = compared = None
    if a and b and not problem:
        chosen = [_chosen(each, by_code) for each in (a, b)]
        wrong = [each for each, found in zip((a, b), chosen, strict=True) if found is None]
        if wrong:
            found = ", ".join(asked["quoted"].format(found=each[:40]) for each in wrong)
            problem = asked["unknown"].format(found=found, edition=texts.label(edition))
        elif all(isinstance(each, int) for each in chosen):
            first, second = (int(each) for each in chosen if each is not None)
            compared = _levels(texts, first, second, edition, known)
        elif all(isinstance(each, str) for each in chosen):
            skills = _skills(texts, str(chosen[0]), str(chosen[1]), edition)
        else:
            problem = asked["mixed"]
    elif (a or b) and not problem:
        problem = asked["one"]
    return View(
        a=a,
        b=b,
        edition=concepts.named(texts, edition),
        editions=tuple(
            (each, concepts.named(texts, mint.edition(each)))
            for each in reversed(texts.site.editions)
        ),
        known=named_ranges(texts, known, known),
        levels=tuple((each, level(texts, edition, each)[1]) for each in LEVELS),
        skills=skills,
        compared_levels=compared,
        problem=problem,
        sources=_sources(texts, skills),
    )


def _chosen(value: str, skills: Mapping[str, str]) -> str | int | None:
    """Give the IRI of the skill or the number of the level that a value names, if it does."""
    found = _LEVEL.fullmatch(value)
    if found:
        return int(found["number"] or found["bare"])
    code = value.split(" ")[0].split("/")[-1].upper()
    return skills.get(code)


def _skills(texts: Texts, first: str, second: str, edition: str) -> Skills:
    sides = (_skill(texts, first), _skill(texts, second))
    pairs = zip(sides[0].rungs, sides[1].rungs, strict=True)
    both = tuple(one.number for one, other in pairs if one.defined and other.defined)
    return Skills(sides, sides[0].rungs, both, _shared(texts, first, second))


def _skill(texts: Texts, skill: str) -> Skill:
    steps = rungs(texts, skill)
    return Skill(
        concepts.named(texts, skill),
        concepts.above(texts, skill),
        said(texts, skill),
        steps,
        {each.number: said(texts, f"{skill}/{each.number}") for each in steps if each.defined},
    )


def _shared(texts: Texts, first: str, second: str) -> tuple[tuple[Link, Link], ...]:
    """Give the mappings of two skills into the same concepts of other frameworks."""
    own = {each.other.iri: each for each in links(texts, [first]) if not each.denied}
    theirs = {each.other.iri: each for each in links(texts, [second]) if not each.denied}
    return tuple(
        (own[iri], theirs[iri])
        for iri in sorted(own.keys() & theirs.keys())
        if not between_editions(texts, own[iri])
    )


def _levels(
    texts: Texts, first: int, second: int, edition: str, known: Mapping[str, tuple[int, ...]]
) -> Levels:
    sides = (
        view_of(texts, first, edition, plain=False),
        view_of(texts, second, edition, plain=False),
    )
    here, there = ({skill for skill, at in known.items() if n in at} for n in (first, second))
    return Levels(
        sides,
        (named_ranges(texts, here - there, known), named_ranges(texts, there - here, known)),
        len(here & there),
    )


def _sources(texts: Texts, skills: Skills | None) -> tuple[Source, ...]:
    if not skills:
        return ()
    shown = [
        iri
        for side in skills.sides
        for iri in (side.skill.iri, *(f"{side.skill.iri}/{number}" for number in side.levels))
    ]
    return concepts.sources(texts, shown)
