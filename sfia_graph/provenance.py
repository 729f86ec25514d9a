"""The named graph of a source, and what it says of itself: rights, language, tier, origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID
from rdflib.term import Node

from sfia_graph.graph.writer import SFIA
from sfia_graph.minting import Minter
from sfia_graph.namespaces import BASE
from sfia_graph.records import Edition, SourceFile
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


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the rights in a source; `slug` ends the IRI."""

    slug: str
    name: str
    homepage: str


FOUNDATION = Holder("sfia-foundation", "SFIA Foundation", "https://sfia-online.org/")


@dataclass(frozen=True, slots=True)
class Description:
    """What a named graph says of itself; `name` ends its IRI, a licence that is unknown is None.

    A holder of whom nothing else is known is an IRI.

    `title` is the source's: what the graph holds of it, and in which languages, is added.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    tier: Tier
    sources: tuple[SourceFile, ...]
    licence: str | None = None
    holder: Holder | str | None = None


def describe(graph: Graph, edition: Edition, *, tier: Tier, base: str = BASE) -> URIRef:
    """Add the description of an edition's source to its graph, and give the graph's IRI.

    What it says is what `description_triples` gives.
    """
    subject = "" if edition.complete else f", {', '.join(each.code for each in edition.skills)}"
    description = Description(
        name=graph_name(edition, tier),
        title=f"SFIA {edition.number}{subject}",
        languages=(edition.language,),
        tier=tier,
        sources=edition.sources,
        licence=LICENCE,
        holder=FOUNDATION,
    )
    for triple in description_triples(description, base=base):
        graph.add(triple)
    return URIRef(Minter(base).graph(description.name))


def description_triples(
    description: Description, *, base: str = BASE
) -> Iterator[tuple[Node, URIRef, Node]]:
    """Give the description of a named graph as triples.

    Title, languages, licence, rights holder, tier, and `prov:wasDerivedFrom` with each file's name
    and SHA-256, never its path (PROV-O section 3.1, DCTERMS).
    """
    mint, tier = Minter(base), description.tier
    iri = URIRef(mint.graph(description.name))
    languages = ("zxx",) if tier == "structure" else description.languages
    within = f" ({', '.join(languages)})" if languages else ""
    title = f"{description.title}: {_HOLDS[tier]}{within}"
    yield iri, RDF.type, VOID.Dataset
    yield iri, RDF.type, PROV.Entity
    yield iri, DCTERMS.title, Literal(title, lang="en")
    for language in languages:
        yield iri, DCTERMS.language, Literal(language)
    if description.licence:
        yield iri, DCTERMS.license, URIRef(description.licence)
    yield iri, SFIA.tier, Literal(tier)
    if isinstance(description.holder, str):
        yield iri, DCTERMS.rightsHolder, URIRef(description.holder)
    elif description.holder:
        holder = URIRef(mint.agent(description.holder.slug))
        yield iri, DCTERMS.rightsHolder, holder
        yield holder, RDF.type, FOAF.Organization
        yield holder, FOAF.name, Literal(description.holder.name)
        yield holder, FOAF.homepage, URIRef(description.holder.homepage)
    yield from derived(iri, description.sources, mint)


def derived(
    iri: URIRef, sources: Iterable[SourceFile], mint: Minter
) -> Iterator[tuple[Node, URIRef, Node]]:
    """Say from which files a graph was derived (PROV-O section 3.1)."""
    for source in sources:
        file = URIRef(mint.source(source.sha256))
        yield iri, PROV.wasDerivedFrom, file
        yield file, RDF.type, PROV.Entity
        yield file, DCTERMS.title, Literal(source.name)
        yield file, DCTERMS.identifier, Literal(f"sha256:{source.sha256}")
