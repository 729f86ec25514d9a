"""What a graph says of one thing, and which of its named graphs says it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.tags import canonical
from sfia_graph.web.pages.texts import nearest
from sfia_graph.web.readable import readable

Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Saying:
    """A text, its language tag (empty where it has none), and the IRI of the graph that says it.

    `graph` is empty for what stands in no named graph.
    """

    value: str
    language: str
    graph: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The IRIs and literals that are said of a thing, by property, each with its graph."""

    iri: str
    said: Mapping[str, tuple[tuple[Value, str], ...]]

    def values(self, name: str) -> tuple[str, ...]:
        """Give the IRIs or the texts of a property's values, sorted; `name` as in `rdf:type`."""
        return tuple(sorted({value.value for value, _ in self.said.get(expand(name), ())}))

    def value(self, name: str) -> str:
        """Give the first of a property's values, nothing where it has none."""
        return next(iter(self.values(name)), "")

    def iris(self, name: str) -> tuple[str, ...]:
        """Give the things that are a property's values, sorted, and no text."""
        said = self.said.get(expand(name), ())
        return tuple(sorted({each.value for each, _ in said if isinstance(each, ox.NamedNode)}))

    def iri_of(self, name: str) -> str:
        """Give the first thing that is a property's value, nothing where there is none."""
        return next(iter(self.iris(name)), "")

    def sayings(self, name: str) -> tuple[Saying, ...]:
        """Give the texts of a property by language and text, each once."""
        found: dict[tuple[str, str], str] = {}
        for value, graph in self.said.get(expand(name), ()):
            if isinstance(value, ox.Literal):
                tag = canonical(value.language) if value.language else ""
                found.setdefault((tag, value.value), graph)
        return tuple(Saying(value, tag, graph) for (tag, value), graph in sorted(found.items()))


def facts(
    engine: ox.Store, iri: str, first: Collection[str] = (), only: Collection[str] = ()
) -> Facts:
    """Read what is said of a thing, `only` by some properties, or else by all.

    Where several graphs say the same, those of `first` count before others, then any that has an
    IRI before none, and so on by their IRIs.
    """

    def order(pair: tuple[Value, str]) -> tuple[bool, bool, str, str]:
        value, graph = pair
        return graph not in first, not graph, graph, str(value)

    said: dict[str, list[tuple[Value, str]]] = {}
    names: list[ox.NamedNode | None] = [ox.NamedNode(expand(each)) for each in only]
    for name in names or [None]:
        for quad in engine.quads_for_pattern(ox.NamedNode(iri), name, None, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                stands = quad.graph_name
                graph = stands.value if isinstance(stands, ox.NamedNode) else ""
                said.setdefault(quad.predicate.value, []).append((quad.object, graph))
    return Facts(iri, {name: tuple(sorted(pairs, key=order)) for name, pairs in said.items()})


def in_language(sayings: Iterable[Saying], language: str) -> Saying | None:
    """Give the text in a language or in the nearest that there is (RFC 4647, section 3.4)."""
    known = {(each.value, each.language): each for each in sayings}
    literals = (
        ox.Literal(value, language=tag) if tag else ox.Literal(value) for value, tag in known
    )
    found = nearest(literals, language)
    if found is None:
        return None
    if (found.value, found.language) in known:
        return known[found.value, found.language]
    # What cannot be seen has been left out of it.
    alike = (each for each in known.values() if each.language == found.language)
    return next(each for each in alike if readable(each.value) == found.value)
