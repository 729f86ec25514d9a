"""The catalogue of a site: its datasets and the files that hold them (DCAT 3, DCAT-AP 3).

No service stands in it: files know nothing of a program that may or may not run beside them. The
SPARQL endpoint describes itself, and the API in `openapi.json`.
"""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.web.catalogue import agents, authorities, coded, names
from sfia_graph.web.catalogue.datasets import datasets
from sfia_graph.web.catalogue.distributions import distributions
from sfia_graph.web.catalogue.statements import Statements, iri, moment, place, texts
from sfia_graph.web.describe import Description
from sfia_graph.web.once import once
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE


@once
def catalogue(site: Site) -> Description:
    """Describe the catalogue, its datasets and their distributions."""
    found, node = Statements(), names.catalogue(site)
    publisher = agents.publisher(site, found)
    found.say(node, "rdf:type", iri("dcat:Catalog"))
    found.say(node, "dcterms:title", *texts("title"))
    found.say(node, "dcterms:description", *texts("description"))
    found.say(node, "dcterms:publisher", publisher)
    coded.languages(found, node, INTERFACE)
    found.say(node, "dcterms:issued", moment(modified(site)))
    found.say(node, "dcterms:modified", moment(modified(site)))
    found.typed(node, "foaf:homepage", "foaf:Document", place(site.address()))
    found.say(node, "dcat:themeTaxonomy", ox.NamedNode(authorities.THEME_SCHEME))
    found.say(node, "dcat:dataset", *datasets(site, found, publisher))
    distributions(site, found)
    _themes(found)
    return found.description(node.value)


def _themes(found: Statements) -> None:
    scheme = ox.NamedNode(authorities.THEME_SCHEME)
    found.say(scheme, "rdf:type", iri("skos:ConceptScheme"))
    found.say(scheme, "dcterms:title", *texts("themes"))
    for code, called in authorities.THEMES.items():
        theme = authorities.theme(code)
        found.say(theme, "rdf:type", iri("skos:Concept"))
        found.say(theme, "skos:inScheme", scheme)
        for language, name in called.items():
            found.say(theme, "skos:prefLabel", ox.Literal(name, language=language))
