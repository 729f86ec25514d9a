"""The editions of the framework as versions of a dataset (DCAT 3, section 11)."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.web.catalogue import coded
from sfia_graph.web.catalogue.graphs import named_graphs
from sfia_graph.web.catalogue.rights import rights
from sfia_graph.web.catalogue.statements import Statements, texts
from sfia_graph.web.pages.rungs import ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site


def editions(site: Site, found: Statements) -> list[ox.NamedNode]:
    """Say what the framework and each of its editions are, and give their IRIs."""
    framework, said = ox.NamedNode(site.mint.framework), Texts(site, site.languages[0])
    known = {number: ox.NamedNode(site.mint.edition(number)) for number in site.editions}
    found.say(framework, "dcterms:title", *texts("framework", "title"))
    found.say(framework, "dcterms:description", *texts("framework", "description"))
    found.page(site, framework)
    found.say(framework, "dcat:hasVersion", *known.values())
    found.say(framework, "dcat:hasCurrentVersion", known[site.latest])
    for number, edition in known.items():
        _edition(site, found, said, number)
        found.say(edition, "dcat:isVersionOf", framework)
        before = said.values(edition.value, "xkos:follows")
        older = (each for each in known.values() if each.value in before)
        found.say(edition, "dcat:previousVersion", *older)
    return [framework, *known.values()]


def _edition(site: Site, found: Statements, said: Texts, number: int) -> None:
    iri = site.mint.edition(number)
    edition, name, skills = ox.NamedNode(iri), said.label(iri), len(ranges(said, iri))
    graphs = [each for each in named_graphs(site) if iri in each.editions]
    described = texts("edition", "description", name=name, count=skills)
    found.say(edition, "dcterms:title", *texts("edition", "title", name=name))
    found.say(edition, "dcterms:description", *described)
    found.say(edition, "dcat:version", ox.Literal(str(number)))
    found.page(site, edition)
    found.say(edition, "dcterms:hasPart", *(ox.NamedNode(each.iri) for each in graphs))
    coded.languages(found, edition, (tag for each in graphs for tag in each.languages))
    rights(site, found, edition, graphs)
