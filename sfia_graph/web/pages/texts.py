"""Texts of the graph in the language of a page, or in the nearest that there is, and said so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import PREFIXES, expand, local_name
from sfia_graph.tags import canonical
from sfia_graph.web.memory import Memory, memory
from sfia_graph.web.readable import apart, is_blank, readable
from sfia_graph.web.site import Site

_NAMES = (
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['dcterms']}title",
    f"{PREFIXES['rdfs']}label",
    f"{PREFIXES['foaf']}name",
)


T = TypeVar("T")
_Objects = set[ox.NamedNode | ox.BlankNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language tag, empty where it has none.

    `fallback` says that the page's language is another one. Within another text it stands apart
    from what is beside it.
    """

    value: str
    language: str = ""
    fallback: bool = False

    def __str__(self) -> str:
        return apart(self.value)


def nearest(literals: Iterable[ox.Literal], language: str) -> Text | None:
    """Give the text in a language, or else in the nearest one (RFC 4647, section 3.4).

    The exact tag, then the tags that it falls back to, then others of the same language, then
    English, then any; of several the first by its text. None where there is nothing to be seen.
    """
    seen = (each for each in literals if not is_blank(each.value))
    ranked = sorted(seen, key=lambda each: (_rank(each.language or "", language), each.value))
    if not ranked:
        return None
    found = ranked[0]
    tag = canonical(found.language) if found.language else ""
    return Text(readable(found.value), tag, bool(tag) and primary(tag) != primary(language))


def _rank(tag: str, language: str) -> tuple[int, int, str]:
    tag, wanted = tag.lower(), language.lower()
    if tag and (wanted == tag or wanted.startswith(f"{tag}-")):
        return 0, -len(tag), tag
    if primary(tag) == primary(wanted):
        return 1, 0, tag
    if not tag:
        return 2, 0, tag
    return (3 if primary(tag) == "en" else 4), 0, tag


@dataclass(frozen=True, slots=True)
class Texts:
    """Reads texts of a site's graph for pages in one language."""

    site: Site
    language: str
    _memory: Memory = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up the memory once, since a page recalls some hundred findings."""
        object.__setattr__(self, "_memory", memory(self.site))

    def text(self, iri: str, name: str) -> Text | None:
        """Give what a property says of a thing; `name` as in `skos:definition`, or an IRI."""
        key = "text", self.language, iri, name
        return self.recall(key, lambda: nearest(self._literals(iri, expand(name)), self.language))

    def label(self, iri: str) -> Text:
        """Give the name of a thing; the end of its IRI where the graph has none."""
        return self.recall(("label", self.language, iri), lambda: self._label(iri))

    def _label(self, iri: str) -> Text:
        for name in _NAMES:
            found = nearest(self._literals(iri, name), self.language)
            if found:
                return found
        return Text(readable(local_name(iri)))

    def code(self, iri: str) -> str:
        """Give the code of a thing, nothing where it has none."""
        return readable(self.value(iri, "dcterms:identifier") or "")

    def values(self, iri: str, name: str) -> list[str]:
        """Give the IRIs or the texts of a property's values, sorted."""
        return [*self.recall(("values", iri, name), lambda: self._values(iri, name))]

    def _values(self, iri: str, name: str) -> tuple[str, ...]:
        objects = self._objects(iri, expand(name))
        known = {each.value for each in objects if isinstance(each, ox.NamedNode | ox.Literal)}
        return tuple(sorted(known))

    def value(self, iri: str, name: str) -> str | None:
        """Give the first of a property's values, None where it has none."""
        return next(iter(self.values(iri, name)), None)

    def subjects(self, name: str, iri: str) -> list[str]:
        """Give the IRIs of the things whose property has a value, sorted."""
        return [*self.recall(("subjects", name, iri), lambda: self._subjects(name, iri))]

    def _subjects(self, name: str, iri: str) -> tuple[str, ...]:
        found = {
            quad.subject.value
            for engine in (self.site.store.engine, self.site.terms.engine)
            for quad in engine.quads_for_pattern(
                None, ox.NamedNode(expand(name)), ox.NamedNode(iri), None
            )
            if isinstance(quad.subject, ox.NamedNode)
        }
        return tuple(sorted(found))

    def graphs(self, iri: str, name: str) -> list[str]:
        """Give the IRIs of the named graphs that say a property of a thing, sorted."""
        quads = self.site.store.engine.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(expand(name)), None, None
        )
        names = {each.graph_name for each in quads}
        return sorted(each.value for each in names if isinstance(each, ox.NamedNode))

    def _literals(self, iri: str, name: str) -> list[ox.Literal]:
        return [each for each in self._objects(iri, name) if isinstance(each, ox.Literal)]

    def _objects(self, iri: str, name: str) -> _Objects:
        """Give what stands in the graph.

        Nothing is said of a text that is no IRI, such as an address may hold.
        """
        try:
            subject, predicate = ox.NamedNode(iri), ox.NamedNode(name)
        except ValueError:
            return set()
        return {
            quad.object
            for engine in (self.site.store.engine, self.site.terms.engine)
            for quad in engine.quads_for_pattern(subject, predicate, None, None)
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal)
        }

    def recall(self, key: Hashable, find: Callable[[], T]) -> T:
        """Give what a page of the site found before, or else find it."""
        return self._memory.recall(key, find)
