"""What editions call a thing and where they put it, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.tags import canonical
from sfia_graph.web.reconcile.entities import Name
from sfia_graph.web.reconcile.spelling import key
from sfia_graph.web.reconcile.statements import Statements
from sfia_graph.web.site import Site

_MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch")

Version = tuple[int, str]
"""The number of an edition, 0 for none, and the IRI of a thing's version in it."""


class Versions:
    """Reads the versions that things have in a site's editions."""

    def __init__(self, site: Site, said: Statements) -> None:
        self._base, self._said = site.base, said
        self.editions = {site.mint.edition(each): each for each in site.editions}

    def id(self, iri: str) -> str:
        """Give an IRI without the base."""
        return iri.removeprefix(self._base)

    def edition(self, iri: str) -> int:
        """Give the number of the edition that a thing is in, 0 where it is in none."""
        found = self._said.iris(iri, "skos:inScheme")
        return next((self.editions[each] for each in found if each in self.editions), 0)

    def of(self, iri: str) -> list[Version]:
        """Give the versions of a thing that lasts across editions."""
        return self.newest_first(self._said.subjects("dcterms:isVersionOf", iri))

    def newest_first(self, iris: Iterable[str]) -> list[Version]:
        """Give things with their editions, by edition."""
        return sorted(((self.edition(each), each) for each in iris), reverse=True)

    def above(self, iri: str) -> list[str]:
        """Give the ids of the broader things, the nearest first."""
        found: list[str] = []
        nearest = self._said.iris(iri, "skos:broader")
        while nearest and nearest[0] not in found:
            found.append(nearest[0])
            nearest = self._said.iris(nearest[0], "skos:broader")
        return [self.id(each) for each in found]

    def labels(self, versions: Iterable[Version]) -> tuple[ox.Literal, ...]:
        """Give the newest label in each language."""
        found: dict[str, ox.Literal] = {}
        for _, iri in versions:
            for literal in self._said.literals(iri, "skos:prefLabel"):
                found.setdefault(literal.language or "", literal)
        return tuple(found.values())

    def names(self, versions: Iterable[Version], newest: str) -> tuple[Name, ...]:
        """Give all names, each once in a language, with the newest edition that uses it.

        `newest` is the version that former names are compared with, see `Name.sure`.
        """
        found: dict[tuple[str, str], Name] = {}
        newest_in: dict[str, int] = {}
        for number, iri in versions:
            labels = self._said.literals(iri, "skos:prefLabel")
            for literal in (*labels, *self._said.literals(iri, "skos:altLabel")):
                language = primary(literal.language or "")
                newest_in.setdefault(language, number)
                name = named(literal, number, former=number < newest_in[language])
                if name.former:
                    name = replace(name, sure=self._stayed(iri, newest))
                found.setdefault((language, key(name.text)), name)
        return tuple(found.values())

    def _stayed(self, old: str, newest: str) -> bool:
        """Whether what the graph says became of an old version is the newest one, whole."""
        became = {
            (name, each)
            for name in _MATCHES
            for each in self._said.iris(old, name)
            if self.edition(each)
        }
        return became <= {("skos:exactMatch", newest)}


def named(literal: ox.Literal, edition: int = 0, *, former: bool = False) -> Name:
    """Give a label as a name."""
    tag = canonical(literal.language) if literal.language else ""
    return Name(literal.value, tag, edition, former)
