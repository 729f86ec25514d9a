"""What the endpoint says about itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.results import Rows
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.guard import Limits
from sfia_graph.web.guard.limits import seconds
from sfia_graph.web.negotiation import choose
from sfia_graph.web.site import Site

STEM = "sparql"
SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)
OFFERS = {
    "text/turtle": ("turtle", "text/turtle; charset=utf-8"),
    "application/ld+json": ("jsonld", "application/ld+json"),
    "application/rdf+xml": ("rdfxml", "application/rdf+xml"),
    "application/n-triples": ("ntriples", "application/n-triples"),
    "application/json": ("jsonld", "application/ld+json"),
    "application/xml": ("rdfxml", "application/rdf+xml"),
}
_SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_TITLES = "SELECT ?g ?t { GRAPH ?g { ?g dcterms:title ?t } } ORDER BY ?g ?t"
_ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

Term = ox.NamedNode | ox.BlankNode | ox.Literal


def describe(site: Site, asked: Asked, limits: Limits) -> Finished:
    """Give the description in the format that the client likes best; a browser gets the editor."""
    media_type = choose(asked.headers.get("accept"), [*OFFERS, "text/html"])
    vary = (("Vary", "Accept"),)
    if media_type == "text/html":
        place = site.place(f"{STEM}.html")
        return Finished(b"", "text/html", 303, (("Location", place), *vary))
    if media_type is None:
        raise Refused(406, f"the description is given as {', '.join(OFFERS)}", vary)
    name, sent_as = OFFERS[media_type]
    prefixes = {**PREFIXES, "sd": SD}
    used = {each: prefixes[each] for each in ("dcterms", "rdf", "sd", "void", "xsd")}
    written = ox.serialize(
        description(site, limits),
        format=OX_FORMATS[name],
        prefixes=used if name in {"turtle", "rdfxml"} else None,
    )
    return Finished(written or b"", sent_as, 200, vary)


def description(site: Site, limits: Limits) -> list[ox.Triple]:
    """Give the description of the service: its language, formats, limits and graphs."""
    service, dataset, default = (ox.BlankNode(each) for each in ("service", "dataset", "default"))
    found = [
        _say(service, "rdf", "type", _sd("Service")),
        _say(service, "sd", "endpoint", ox.NamedNode(_address(site))),
        _say(service, "sd", "supportedLanguage", _sd("SPARQL11Query")),
        _say(service, "sd", "feature", _sd("UnionDefaultGraph")),
        _say(
            service,
            *("sd", "defaultEntailmentRegime"),
            ox.NamedNode("http://www.w3.org/ns/entailment/Simple"),
        ),
        _say(service, "dcterms", "description", ox.Literal(said_of(limits), language="en")),
        *(
            _say(service, "sd", "resultFormat", ox.NamedNode(_FORMATS + name))
            for name in RESULT_FORMATS
        ),
        _say(service, "sd", "defaultDataset", dataset),
        _say(dataset, "rdf", "type", _sd("Dataset")),
        _say(dataset, "sd", "defaultGraph", default),
        _say(default, "rdf", "type", _sd("Graph")),
        _say(default, "void", "triples", ox.Literal(int(str(_rows(site, _ALL)[0]["n"])))),
    ]
    titles = _rows(site, _TITLES)
    for number, row in enumerate(_rows(site, _SIZES)):
        name = str(row["g"])
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        found += [
            _say(dataset, "sd", "namedGraph", named),
            _say(named, "rdf", "type", _sd("NamedGraph")),
            _say(named, "sd", "name", ox.NamedNode(name)),
            _say(named, "sd", "graph", graph),
            _say(graph, "rdf", "type", _sd("Graph")),
            _say(graph, "void", "triples", ox.Literal(int(str(row["n"])))),
        ]
        title = next((str(each["t"]) for each in titles if each["g"] == name), None)
        if title:
            found.append(_say(graph, "dcterms", "title", ox.Literal(title)))
    return found


def _address(site: Site) -> str:
    """Give where clients reach the endpoint; by the base of the IRIs where the host is unknown."""
    return f"{site.origin}{site.place(STEM)}" if site.origin else site.iri(STEM)


def said_of(limits: Limits) -> str:
    """Give the limits of the endpoint in a sentence."""
    return (
        f"Queries of at most {limits.query:,} bytes, {seconds(limits.deadline)} and "
        f"{limits.memory // (1024 * 1024):,} MB of memory; answers of at most {limits.rows:,} rows "
        f"or triples and {limits.size:,} bytes; {limits.at_once} queries of a client at once. "
        "The default graph is the union of the named graphs. No updates, no SERVICE."
    )


def _rows(site: Site, query: str) -> list[dict[str, object]]:
    answer = site.store.sparql(query)
    assert isinstance(answer, Rows)
    return [dict(row) for row in answer]


def _say(subject: ox.BlankNode, prefix: str, name: str, value: Term) -> ox.Triple:
    namespace = SD if prefix == "sd" else PREFIXES[prefix]
    return ox.Triple(subject, ox.NamedNode(namespace + name), value)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
