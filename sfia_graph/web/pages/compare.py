"""The page on which two skills, or two levels, stand side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sfia_graph.namespaces import local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.rungs import Range, level, named_ranges, ranges
from sfia_graph.web.pages.sides import Levels, Skills, levels_beside, skills_beside
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "compare"
_LEVEL = re.compile(r"(?:.*/)?level/(?P<number>[1-7])|(?P<bare>[1-7])")


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
            compared = levels_beside(texts, first, second, edition, known)
        elif all(isinstance(each, str) for each in chosen):
            skills = skills_beside(texts, str(chosen[0]), str(chosen[1]))
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


def _sources(texts: Texts, skills: Skills | None) -> tuple[Source, ...]:
    if not skills:
        return ()
    shown = [
        iri
        for side in skills.sides
        for iri in (side.skill.iri, *(f"{side.skill.iri}/{number}" for number in side.levels))
    ]
    return concepts.sources(texts, shown)
