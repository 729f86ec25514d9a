"""Under which licence a thing of the catalogue stands, as its named graphs say."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from sfia_graph.web.catalogue import names
from sfia_graph.web.catalogue.graphs import NamedGraph
from sfia_graph.web.catalogue.statements import Statements, iri, texts
from sfia_graph.web.site import Site


def rights(
    site: Site, found: Statements, thing: ox.NamedNode, graphs: Iterable[NamedGraph]
) -> None:
    """Say the licence that all of some named graphs have, or else that each has its own.

    Two licences at one thing would let people choose between them (DCAT-AP 3, section 4.4).
    """
    licences = [graph.iris("dcterms:license") for graph in graphs]
    every = {each for several in licences for each in several}
    if len(every) == 1 and all(licences):
        licence = ox.NamedNode(every.pop())
        found.say(thing, "dcterms:license", licence)
        found.say(licence, "rdf:type", iri("dcterms:LicenseDocument"))
    else:
        statement = names.rights(site)
        found.say(thing, "dcterms:rights", statement)
        found.say(statement, "rdf:type", iri("dcterms:RightsStatement"))
        found.say(statement, "rdfs:label", *texts("rights"))
