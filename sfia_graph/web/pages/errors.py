"""What a person sees who gets no page: the one plain line, and where to go from here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.pages.cells import Cell, named
from sfia_graph.web.pages.page import RDF, Page
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words


@dataclass(frozen=True)
class View:
    """What the page of an error shows.

    `near` are skills whose code is like the one that was asked for, each with its code; `formats`
    the suffixes that there are, where none was acceptable.
    """

    status: int
    title: str
    advice: str
    problem: str
    near: tuple[tuple[str, Cell], ...]
    formats: tuple[str, ...]


def error_page(site: Site, status: int, problem: str, language: str) -> Page:
    """Give the page of an error: its status, and the one plain line that says what is wrong."""
    said = words(language)["error"]
    view = View(
        status=status,
        title=said["titles"].get(status, said["titles"][400 if status < 500 else 500]),
        advice=said["advice"].get(status, ""),
        problem=problem,
        near=_near(site, problem, language) if status == 404 else (),
        formats=("html", *RDF) if status == 406 else (),
    )
    return Page(
        stem="index",
        template="error.html",
        title=view.title,
        view=view,
        formats=(),
        status=status,
    )


def _near(site: Site, problem: str, language: str) -> tuple[tuple[str, Cell], ...]:
    """Give the skills of the newest edition whose codes are like what stands in a path."""
    asked = {
        part.upper()
        for path in re.findall(r"\S*/\S*", problem)
        for part in re.findall(r"(?<![^\W_])[A-Za-z]{3,5}(?![^\W_])", path)
    }
    codes = _codes(site)
    found = [near for part in sorted(asked) for near in get_close_matches(part, codes, 3, 0.7)]
    texts = Texts(site, language)
    return tuple(
        (code, named(texts, site.mint.skill(site.latest, code)))
        for code in list(dict.fromkeys(found))[:5]
    )


def _codes(site: Site) -> list[str]:
    engine, kind = site.store.engine, ox.NamedNode(f"{PREFIXES['rdf']}type")
    begin = site.mint.skill(site.latest, "")
    skills = engine.quads_for_pattern(None, kind, ox.NamedNode(f"{PREFIXES['sfia']}Skill"), None)
    return sorted(
        {
            quad.subject.value.removeprefix(begin)
            for quad in skills
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(begin)
        }
    )
