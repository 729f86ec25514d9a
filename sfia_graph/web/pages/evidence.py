"""Mappings with their records: what a concept is mapped to, who says so, how surely and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.web.pages.texts import Text, Texts

_OWL, _SKOS, _SSSOM = PREFIXES["owl"], PREFIXES["skos"], PREFIXES["sssom"]
_SOURCE, _TARGET = f"{_OWL}annotatedSource", f"{_OWL}annotatedTarget"
_RELATIONS = {
    f"{_SKOS}exactMatch": ("exact", "exact"),
    f"{_SKOS}closeMatch": ("close", "close"),
    f"{_SKOS}broadMatch": ("broader", "narrower"),
    f"{_SKOS}narrowMatch": ("narrower", "broader"),
    f"{_SKOS}relatedMatch": ("related", "related"),
}
"""What the other concept is to ours, where ours is the record's source and where its target."""

Facts = Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]


@dataclass(frozen=True, slots=True)
class End:
    """A concept at one end of a mapping; `known` says that the graph has a page for it."""

    iri: str
    label: Text
    code: str
    known: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A mapping as its record says it, seen from `own` (SSSOM 1.1).

    `relation` is what the other concept is to ours: `exact`, `close`, `broader`, `narrower` or
    `related`; `denied` says that the record says it is not. `confidence` is empty where nobody
    states one. `how` is the last part of the justification's IRI; `graph` the mapping set.
    """

    own: End
    other: End
    relation: str
    denied: bool
    confidence: str
    reason: Text | None
    who: str
    who_iri: str
    how: str
    when: str
    graph: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework, or a part of one, and the mappings into it, the surest first."""

    iri: str
    title: Text
    known: bool
    links: tuple[Link, ...]


def links(texts: Texts, concepts: Iterable[str], into: str = "") -> tuple[Link, ...]:
    """Give the mappings that concepts have in either direction, the surest first.

    `into` is where the IRI of the other concept must begin.
    """
    found = []
    engine = texts.site.store.engine
    for concept in concepts:
        for end in (_SOURCE, _TARGET):
            quads = engine.quads_for_pattern(None, ox.NamedNode(end), ox.NamedNode(concept), None)
            for record, graph in _records(quads):
                facts = _facts(engine.quads_for_pattern(record, None, None, None))
                if _first(facts, _TARGET if end == _SOURCE else _SOURCE).startswith(into):
                    found.append(_link(texts, facts, graph, forth=end == _SOURCE))
    return _sorted(found)


def links_in(texts: Texts, graph: str) -> tuple[Link, ...]:
    """Give the mappings of a mapping set, each seen from its source."""
    by_record: dict[ox.BlankNode | ox.NamedNode, list[ox.Quad]] = {}
    for quad in texts.site.store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        if isinstance(quad.subject, ox.BlankNode | ox.NamedNode):
            by_record.setdefault(quad.subject, []).append(quad)
    records = (_facts(quads) for quads in by_record.values())
    found = [_link(texts, facts, graph, forth=True) for facts in records if _SOURCE in facts]
    return tuple(sorted(found, key=lambda each: (each.own.iri, each.other.iri, each.relation)))


def frameworks(texts: Texts, found: Iterable[Link]) -> tuple[Framework, ...]:
    """Give mappings by the framework that they lead to, by title."""
    by_scheme: dict[str, list[Link]] = {}
    for link in found:
        by_scheme.setdefault(link.scheme or link.graph, []).append(link)
    groups = [
        Framework(iri, title_of(texts, iri, group[0].graph), _known(texts, iri), tuple(group))
        for iri, group in by_scheme.items()
    ]
    return tuple(sorted(groups, key=lambda each: (each.title.value, each.iri)))


def title_of(texts: Texts, scheme: str, graph: str) -> Text:
    """Give the name of a scheme, or else that of the mapping set `graph` that leads into it."""
    if _known(texts, scheme):
        return texts.label(scheme)
    title = texts.label(graph) if graph else Text(scheme)
    return Text(f"{title.value} ({local_name(scheme)})", title.language, title.fallback)


def _records(quads: Iterable[ox.Quad]) -> Iterator[tuple[ox.BlankNode | ox.NamedNode, str]]:
    """Give the records that statements are about, each once, with the graph that it stands in."""
    graphs: dict[ox.BlankNode | ox.NamedNode, str] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode | ox.NamedNode):
            name = quad.graph_name
            own = name.value if isinstance(name, ox.NamedNode) else ""
            graphs[quad.subject] = graphs.get(quad.subject) or own
    yield from graphs.items()


def _facts(quads: Iterable[ox.Quad]) -> Facts:
    found: dict[str, tuple[ox.NamedNode | ox.Literal, ...]] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            before = found.get(quad.predicate.value, ())
            if quad.object not in before:
                found[quad.predicate.value] = (*before, quad.object)
    return found


def _first(facts: Facts, name: str) -> str:
    return min((each.value for each in facts.get(name, ())), default="")


def _link(texts: Texts, facts: Facts, graph: str, *, forth: bool) -> Link:
    own, other = ("subject", "object") if forth else ("object", "subject")
    source, target = _first(facts, _SOURCE), _first(facts, _TARGET)
    theirs = target if forth else source
    author = _first(facts, f"{PREFIXES['pav']}authoredBy")
    relations = _RELATIONS.get(_first(facts, f"{_OWL}annotatedProperty"), ("related", "related"))
    confidence = _first(facts, f"{_SSSOM}confidence")
    reason = _first(facts, f"{PREFIXES['rdfs']}comment")
    return Link(
        own=_end(texts, source if forth else target, _first(facts, f"{_SSSOM}{own}_label")),
        other=_end(texts, theirs, _first(facts, f"{_SSSOM}{other}_label")),
        relation=relations[0 if forth else 1],
        denied=f"{_SSSOM}predicate_modifier" in facts,
        confidence=confidence,
        reason=_in_words_of(texts, graph, reason) if reason else None,
        who=texts.label(author).value if author else _first(facts, f"{_SSSOM}author_label"),
        who_iri=author,
        how=local_name(_first(facts, f"{_SSSOM}mapping_justification")),
        when=_first(facts, f"{PREFIXES['dcterms']}created"),
        graph=graph,
        scheme=texts.value(theirs, "skos:inScheme")
        or _first(facts, f"{_SSSOM}{other}_source")
        or (texts.value(graph, f"sssom:{other}_source") if graph else None)
        or "",
    )


def _in_words_of(texts: Texts, graph: str, reason: str) -> Text:
    """Give a reason in the language that its mapping set says it is written in."""
    spoken = texts.value(graph, "dcterms:language") if graph else None
    other = bool(spoken) and primary(spoken or "") != primary(texts.language)
    return Text(reason, spoken or "", other)


def _end(texts: Texts, iri: str, recorded: str) -> End:
    known = _known(texts, iri)
    label = texts.label(iri) if known or not recorded else Text(recorded)
    code = texts.code(iri)
    return End(iri, label, code, known or texts.site.stem(iri) is None)


def _known(texts: Texts, iri: str) -> bool:
    return bool(texts.values(iri, "rdf:type"))


def _sorted(found: list[Link]) -> tuple[Link, ...]:
    return tuple(
        sorted(
            found,
            key=lambda each: (-float(each.confidence or 0), each.other.iri, each.own.iri),
        )
    )
