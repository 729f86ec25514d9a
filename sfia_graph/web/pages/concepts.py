"""What pages of the framework's things have in common: kinds, names, places, ways to cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sfia_graph.namespaces import PREFIXES, expand, local_name
from sfia_graph.web.pages.texts import Text, Texts

OFFICIAL_SITE = "https://sfia-online.org/"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name, and its code where it has one."""

    iri: str
    name: Text
    code: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A named graph as the source of what a page shows: its title, licence and rights holder."""

    iri: str
    title: Text
    licence: str
    holder: Text


def is_a(texts: Texts, iri: str, kind: str) -> bool:
    """Whether a thing is of a class; `kind` as in `sfia:Skill`."""
    return expand(kind) in texts.values(iri, "rdf:type")


def named(texts: Texts, iri: str) -> Named:
    """Give a thing with its name and code."""
    return Named(iri, texts.label(iri), texts.code(iri))


def edition_of(texts: Texts, iri: str) -> str:
    """Give the edition that a thing stands in, nothing for what stands in none."""
    found = texts.values(iri, "skos:inScheme")
    return next((each for each in found if is_a(texts, each, "sfia:Edition")), "")


def number_of(texts: Texts, iri: str, name: str = "sfia:levelNumber") -> int:
    """Give the number of a level or an edition, 0 where there is none."""
    return int(texts.value(iri, name) or 0)


def edition_number(texts: Texts, iri: str) -> int:
    """Give the number of the edition that a thing stands in, 0 where it stands in none."""
    return number_of(texts, edition_of(texts, iri), "sfia:editionNumber")


def above(texts: Texts, iri: str) -> tuple[Named, ...]:
    """Give what stands above a thing, the nearest last."""
    found: list[Named] = []
    nearest = texts.value(iri, "skos:broader")
    while nearest and nearest not in {each.iri for each in found}:
        found.append(named(texts, nearest))
        nearest = texts.value(nearest, "skos:broader")
    return tuple(reversed(found))


def sources(texts: Texts, iris: Iterable[str]) -> tuple[Source, ...]:
    """Give the named graphs that the framework's own words about things come from."""
    found = {
        graph
        for iri in iris
        for name in ("skos:definition", "skos:scopeNote")
        for graph in texts.graphs(iri, name)
    }
    return tuple(source(texts, graph) for graph in sorted(found))


def source(texts: Texts, graph: str) -> Source:
    """Give a named graph as a source."""
    holder = texts.value(graph, "dcterms:rightsHolder")
    return Source(
        graph,
        texts.label(graph),
        texts.value(graph, "dcterms:license") or "",
        texts.label(holder) if holder else Text(""),
    )


def official_page(texts: Texts, iri: str) -> str:
    """Give the Foundation's own page about a thing, nothing where the graph names none."""
    return next((each for each in texts.values(iri, "foaf:page") if each.startswith("http")), "")


def official_rdf(texts: Texts, iri: str) -> str:
    """Give the IRI of the same thing in the Foundation's own RDF, nothing where there is none."""
    found = [*texts.values(iri, "skos:exactMatch"), *texts.values(iri, "rdfs:seeAlso")]
    return next((each for each in found if "://rdf.sfia-online.org/" in each), "")


def citation(texts: Texts, iri: str, title: str) -> str:
    """Give a thing's citation in plain text, for people to copy."""
    edition = edition_of(texts, iri)
    within = f" {texts.label(edition)}." if edition else ""
    return f"SFIA Foundation. {title}.{within} sfia-graph. {iri}"


def defined_term(texts: Texts, iri: str, name: Text, description: str = "") -> Mapping[str, Any]:
    """Give a thing as schema.org's `DefinedTerm` in JSON-LD."""
    scheme = edition_of(texts, iri) or next(iter(texts.values(iri, "skos:inScheme")), "")
    term: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": iri,
        "url": iri,
        "name": name.value,
        "termCode": texts.value(iri, "dcterms:identifier") or local_name(iri),
    }
    if description:
        term["description"] = description
    if scheme:
        label = texts.label(scheme).value
        term["inDefinedTermSet"] = {"@type": "DefinedTermSet", "@id": scheme, "name": label}
    return term


def term_set(texts: Texts, iri: str, description: str = "") -> Mapping[str, Any]:
    """Give a scheme as schema.org's `DefinedTermSet` in JSON-LD."""
    found = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": iri,
        "url": iri,
        "name": texts.label(iri).value,
    }
    return {**found, "description": description} if description else found


def is_whole(texts: Texts, edition: str) -> bool:
    """Whether the graph holds all skills of an edition; the page of one skill names no category."""
    categories = texts.subjects("rdf:type", f"{PREFIXES['sfia']}Category")
    return any(each.startswith(f"{edition}/") for each in categories)
