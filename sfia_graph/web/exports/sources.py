"""The named graphs that an export is made from: whose they are, and under which licence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.namespaces import local_name
from sfia_graph.web.exports.facts import Saying, facts, in_language
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the rights in a graph; `page` is their home page."""

    iri: str
    name: str
    page: str


@dataclass(frozen=True, slots=True)
class Source:
    """A named graph: its titles, its languages, the IRI of its licence, who holds the rights.

    What the graph does not say of itself is empty.
    """

    iri: str
    titles: tuple[Saying, ...]
    languages: tuple[str, ...]
    licence: str
    holder: Holder | None

    def title(self, language: str) -> Saying:
        """Give its title; the end of its IRI where it has none."""
        return in_language(self.titles, language) or Saying(local_name(self.iri), "", "")

    @property
    def whose(self) -> str:
        """Whose it is and under which licence; both are names, in no language."""
        return ", ".join(filter(None, (self.holder.name if self.holder else "", self.licence)))

    def rights(self, language: str) -> Saying:
        """Say in one line whose it is: title, rights holder, licence."""
        title = self.title(language)
        text = f"{title.value}: {self.whose}" if self.whose else title.value
        return Saying(text, title.language, self.iri)


def sources(site: Site, graphs: Iterable[str]) -> tuple[Source, ...]:
    """Read what named graphs say of themselves, in the order in which they are given."""
    return tuple(_source(site, graph) for graph in dict.fromkeys(filter(None, graphs)))


def unofficial(language: str) -> Saying:
    """Say that no export is an official publication, in a language of the pages."""
    found = words(language)
    return Saying(found["frame"]["unofficial"], found["language"], "")


def notice(found: Iterable[Source], language: str) -> str:
    """Say in lines whose everything is, and that it is no official publication."""
    return "\n".join([*(each.rights(language).value for each in found), unofficial(language).value])


def _source(site: Site, graph: str) -> Source:
    said = facts(site.store.engine, graph)
    holder = said.iri_of("dcterms:rightsHolder")
    return Source(
        graph,
        said.sayings("dcterms:title"),
        tuple(each for each in said.values("dcterms:language") if each != "zxx"),
        said.iri_of("dcterms:license"),
        _holder(site, holder) if holder else None,
    )


def _holder(site: Site, iri: str) -> Holder:
    said = facts(site.store.engine, iri)
    return Holder(iri, said.value("foaf:name") or local_name(iri), said.iri_of("foaf:homepage"))
