"""The mappings of an edition's things: to other frameworks, and to other editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.web.exports.facts import Facts
from sfia_graph.web.exports.thing import Thing
from sfia_graph.web.pages.concepts import edition_of
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.texts import Texts

RELATIONS = {
    "exact": "skos:exactMatch",
    "close": "skos:closeMatch",
    "broader": "skos:broadMatch",
    "narrower": "skos:narrowMatch",
    "related": "skos:relatedMatch",
}
"""The SKOS property of what another concept is to ours."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping of a thing: the other concept, and what it is to ours, one of `RELATIONS`.

    `other` has the name `title`; `edition` is that of the SFIA that it is from, empty for another
    framework. What no record says is empty: `confidence`, `reason`, and `graph`, the mapping set.
    """

    own: str
    other: str
    title: str
    edition: str
    relation: str
    confidence: str = ""
    reason: str = ""
    graph: str = ""


def mappings(texts: Texts, thing: Thing, said: Facts, level: str) -> Iterator[Mapping]:
    """Give the mappings of a thing, those with a record first; what a record denies is left out.

    `level` is the level that a level in an edition's words is one of: its mappings count too.
    """
    seen = set()
    for link in links(texts, [thing.iri, *([level] if level else [])]):
        if not link.denied and (link.other.iri, link.relation) not in seen:
            seen.add((link.other.iri, link.relation))
            yield _recorded(texts, thing, link)
    for relation, name in RELATIONS.items():
        for other in said.iris(name):
            if (other, relation) not in seen:
                title = texts.label(other).value
                yield Mapping(thing.iri, other, title, edition_of(texts, other), relation)


def _recorded(texts: Texts, thing: Thing, link: Link) -> Mapping:
    return Mapping(
        thing.iri,
        link.other.iri,
        link.other.label.value,
        edition_of(texts, link.other.iri),
        link.relation,
        link.confidence,
        link.reason.value if link.reason else "",
        link.graph,
    )
