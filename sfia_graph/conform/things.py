"""The things that are looked up: a sample, the same with each run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

import pyoxigraph as ox

from sfia_graph.conform.crawl import Visit
from sfia_graph.conform.declared import Declared
from sfia_graph.conform.dumps import Dumps
from sfia_graph.conform.media_types import RDF_TYPES
from sfia_graph.conform.place import Place
from sfia_graph.namespaces import PREFIXES

_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_EXAMPLES = "SELECT ?thing { ?dataset void:exampleResource|void:rootResource ?thing }"
_SPACES = "SELECT ?space { ?dataset void:uriSpace ?space }"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: its IRI, where to look it up, and where it was named."""

    iri: str
    address: str
    named_in: str


def sample(
    place: Place, declared: Declared, dumps: Dumps, pages: Iterable[Visit], most: int
) -> tuple[Thing, ...]:
    """Give the things to look up: examples that VoID names, what pages cite, some of each class."""
    spaces = tuple(declared.values(_SPACES))
    found: dict[str, Thing] = {}
    examples = [(each, "void:exampleResource") for each in declared.values(_EXAMPLES)]
    of_classes = ((iri, "a dump") for iri in _of_each_class(dumps, spaces))
    turns = zip_longest(of_classes, _cited(_spread(list(pages), most)))
    others = (each for turn in turns for each in turn if each)
    for iri, named_in in chain(examples, others):
        address = place.address(iri)
        if address and len(found) < most:
            found.setdefault(iri, Thing(iri, address, named_in))
    return tuple(found.values())


def _of_each_class(dumps: Dumps, spaces: tuple[str, ...]) -> Iterator[str]:
    """Give things whose IRIs begin as a dataset says: the middle one of each class."""
    if not spaces:
        return
    by_class: dict[str, set[str]] = {}
    for dump in dumps.read:
        for each in dump.triples:
            if each.predicate == _TYPE and isinstance(each.subject, ox.NamedNode):
                iri = each.subject.value
                if iri.startswith(spaces):
                    by_class.setdefault(str(each.object), set()).add(iri)
    for _, iris in sorted(by_class.items()):
        yield sorted(iris)[len(iris) // 2]


def _spread(pages: list[Visit], most: int) -> Iterator[Visit]:
    """Give the first page, then some far from one another, then the others."""
    step = max(1, len(pages) // most)
    for start in range(step):
        yield from pages[start::step]


def _cited(pages: Iterable[Visit]) -> Iterator[tuple[str, str]]:
    """Give what pages cite; a page with RDF beside it and no citation stands for itself."""
    for visit in pages:
        cited = [link.target for link in visit.typed if link.rel == "cite-as"]
        if cited:
            yield cited[0], visit.place
        elif any(
            link.media_type in RDF_TYPES and link.rel in ("alternate", "describedby")
            for link in visit.typed
        ):
            yield visit.address, visit.place
