"""The matrix of an edition as rows: each skill, where it stands, at which levels it is defined."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.files import File, file
from sfia_graph.web.pages.matrix import shelves
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site


@dataclass(frozen=True, slots=True)
class Row:
    """A skill; `category` and `subcategory` are names, empty where it stands in none."""

    category: str
    subcategory: str
    code: str
    name: str
    levels: tuple[int, ...]
    iri: str

    @property
    def names(self) -> tuple[str, str, str, str]:
        """What stands before the levels."""
        return self.category, self.subcategory, self.code, self.name


def rows(texts: Texts, edition: str) -> tuple[Row, ...]:
    """Give the skills of an edition with their names in a language, in the edition's order."""
    return tuple(
        Row(
            category=shelf.place[0].name.value if shelf.place else "",
            subcategory=shelf.place[-1].name.value if len(shelf.place) > 1 else "",
            code=skill.code,
            name=skill.name.value,
            levels=skill.levels,
            iri=skill.iri,
        )
        for shelf in shelves(texts, edition)
        for skill in shelf.skills
    )


def sources(texts: Texts, edition: str) -> tuple[File, ...]:
    """Give the named graphs that the names of an edition's skills come from, and their files."""
    found = {
        graph
        for skill in rows(texts, edition)
        for graph in texts.graphs(skill.iri, "skos:prefLabel")
    }
    return tuple(file(texts, graph) for graph in sorted(found))


def languages(site: Site, number: int) -> tuple[str, ...]:
    """Give the languages in which the matrix differs, the first alone where it does in none.

    Nothing for an edition of which the graph holds only some skills.
    """
    edition, first = site.mint.edition(number), site.languages[0]
    if not concepts.is_whole(Texts(site, first), edition):
        return ()
    found = {rows(Texts(site, language), edition) for language in site.languages}
    return site.languages if len(found) > 1 else (first,)
