"""The named graph of a source, and what it says of itself: rights, language, tier, origin."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID

from sfia_graph.graph.writer import SFIA
from sfia_graph.namespaces import BASE, Minter
from sfia_graph.records import Edition
from sfia_graph.tiers import Tier

LICENCE = "https://sfia-online.org/en/about-sfia/licensing-sfia"
"""Where the Foundation says who may use SFIA, and how."""

_HOLDS = {"structure": "structure", "names": "structure and names", "texts": "names and texts"}


def graph_name(edition: Edition, tier: Tier) -> str:
    """Name the graph of a source: edition, language and tier, and the skill where it is one page.

    The structure is in no language. For example `sfia-9-en-GB-names`, `sfia-7-fr-SLMO-texts`.
    """
    parts = ["sfia", str(edition.number)]
    if tier != "structure":
        parts.append(edition.language)
    if not edition.complete:
        parts.extend(skill.code for skill in edition.skills)
    return "-".join([*parts, tier])


def describe(graph: Graph, edition: Edition, *, tier: Tier, base: str = BASE) -> URIRef:
    """Add the description of an edition's source to its graph, and give the graph's IRI.

    Title, language, licence, rights holder, tier, and `prov:wasDerivedFrom` with each file's name
    and SHA-256, never its path (PROV-O section 3.1, DCTERMS).
    """
    mint = Minter(base)
    iri = URIRef(mint.graph(graph_name(edition, tier)))
    foundation = URIRef(mint.agent("sfia-foundation"))
    language = "zxx" if tier == "structure" else edition.language
    subject = "" if edition.complete else f", {', '.join(each.code for each in edition.skills)}"
    title = f"SFIA {edition.number}{subject}: {_HOLDS[tier]} ({language})"
    triples = [
        (iri, RDF.type, VOID.Dataset),
        (iri, RDF.type, PROV.Entity),
        (iri, DCTERMS.title, Literal(title, lang="en")),
        (iri, DCTERMS.language, Literal(language)),
        (iri, DCTERMS.license, URIRef(LICENCE)),
        (iri, DCTERMS.rightsHolder, foundation),
        (iri, SFIA.tier, Literal(tier)),
        (foundation, RDF.type, FOAF.Organization),
        (foundation, FOAF.name, Literal("SFIA Foundation")),
        (foundation, FOAF.homepage, URIRef("https://sfia-online.org/")),
    ]
    for source in edition.sources:
        file = URIRef(mint.source(source.sha256))
        triples += [
            (iri, PROV.wasDerivedFrom, file),
            (file, RDF.type, PROV.Entity),
            (file, DCTERMS.title, Literal(source.name)),
            (file, DCTERMS.identifier, Literal(f"sha256:{source.sha256}")),
        ]
    for triple in triples:
        graph.add(triple)
    return iri
