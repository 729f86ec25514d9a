"""The changes between two editions as a graph: facts only, no word of a text."""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS, VOID

from sfia_graph.editions.records import Change, Changes
from sfia_graph.editions.words import TITLES, title, title_of_all
from sfia_graph.graph import bind_prefixes
from sfia_graph.graph.writer import SFIA, XKOS
from sfia_graph.minting import Minter

LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_TEXTS = {"definition": SKOS.definition, "guidance": SKOS.scopeNote, "level": SKOS.definition}


def to_graph(changes: Changes) -> Graph:
    """Give changes as an `xkos:Correspondence` made of `sfia:Change` (XKOS, section 8).

    Each change has a title, its kind, the skills before and after and the level that it concerns;
    of a text that was revised, `dcterms:subject` is the property that holds the text. The named
    graph, which is described with title, licence and tier, is `change_graph`.
    """
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    mint, numbers = _mint(changes), (changes.before, changes.after)
    whole = URIRef(mint.correspondence(*numbers))
    graph.add((whole, RDF.type, XKOS.Correspondence))
    for language in TITLES:
        written = Literal(title_of_all(*numbers, language), lang=language)
        graph.add((whole, DCTERMS.title, written))
    for edition in changes.editions:
        graph.add((whole, XKOS.compares, URIRef(edition)))
    for change in changes.found:
        iri = URIRef(mint.change(*numbers, change.code, change.kind, _part(change)))
        graph.add((whole, XKOS.madeOf, iri))
        _add(graph, iri, change, mint)
    _describe(graph, URIRef(mint.graph(graph_name(*numbers))), mint, changes)
    return graph


def graph_name(before: int, after: int) -> str:
    """Name the graph of the changes between two editions."""
    return f"changes-{before}-{after}"


def _mint(changes: Changes) -> Minter:
    return Minter(changes.editions[1].removesuffix(str(changes.after)))


def _part(change: Change) -> str:
    return change.part if change.part and change.level is None else str(change.level or "")


def _add(graph: Graph, iri: URIRef, change: Change, mint: Minter) -> None:
    graph.add((iri, RDF.type, SFIA.Change))
    graph.add((iri, SFIA.changeKind, SFIA[change.kind]))
    for language in TITLES:
        graph.add((iri, DCTERMS.title, Literal(title(change, language), lang=language)))
    for source in change.sources:
        graph.add((iri, XKOS.sourceConcept, URIRef(source)))
    for target in change.targets:
        graph.add((iri, XKOS.targetConcept, URIRef(target)))
    if change.level is not None:
        graph.add((iri, SFIA.level, URIRef(mint.level(change.level))))
    if change.part:
        graph.add((iri, DCTERMS.subject, _TEXTS[change.part]))


def _describe(graph: Graph, iri: URIRef, mint: Minter, changes: Changes) -> None:
    ours = URIRef(mint.agent("sfia-graph"))
    graph.add((iri, RDF.type, VOID.Dataset))
    graph.add((iri, RDF.type, PROV.Entity))
    named = f"{title_of_all(changes.before, changes.after, 'en')}, as this project compares them"
    graph.add((iri, DCTERMS.title, Literal(named, lang="en")))
    for language in TITLES:
        graph.add((iri, DCTERMS.language, Literal(language)))
    graph.add((iri, DCTERMS.license, LICENCE))
    graph.add((iri, DCTERMS.creator, ours))
    graph.add((iri, DCTERMS.rightsHolder, ours))
    graph.add((iri, SFIA.tier, Literal("structure")))
