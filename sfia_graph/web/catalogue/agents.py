"""Who stands behind the data: the publisher, the rights holders, and where they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import pyoxigraph as ox

from sfia_graph.namespaces import BASE
from sfia_graph.web.catalogue import names
from sfia_graph.web.catalogue.graphs import named_graphs
from sfia_graph.web.catalogue.statements import Statements, iri, on_the_web, place
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site

_PROJECT = f"{BASE}agent/sfia-graph"


@dataclass(frozen=True, slots=True)
class Agent:
    """An organisation or project; `page` is its home page, empty where none is known."""

    iri: str
    name: str
    page: str


def who(site: Site) -> Agent:
    """Give who publishes the site.

    The one publisher that the named graphs name; or else, at the project's own address, the
    project; or else whoever runs the host, of whom nothing is known but its name.
    """
    named = {each for graph in named_graphs(site) for each in graph.iris("dcterms:publisher")}
    if len(named) == 1:
        return _agent(site, named.pop())
    address = place(site.address()).value
    if address.startswith(BASE):
        return _agent(site, _PROJECT)
    return Agent(names.publisher(site).value, urlsplit(address).netloc, address)


def publisher(site: Site, found: Statements) -> ox.NamedNode:
    """Say who publishes the site, and give the IRI."""
    return _say(found, who(site))


def agent(site: Site, found: Statements, name: str) -> ox.NamedNode:
    """Say what an organisation or project is called and where its page is, and give its IRI."""
    return _say(found, _agent(site, name))


def contact(site: Site, found: Statements, subject: ox.NamedNode) -> None:
    """Say where the publisher is reached: at its page, where it has one."""
    agent = who(site)
    if agent.page:
        point = names.contact(site)
        found.say(subject, "dcat:contactPoint", point)
        for kind in ("vcard:Kind", "vcard:Organization"):
            found.say(point, "rdf:type", iri(kind))
        found.say(point, "vcard:fn", ox.Literal(agent.name))
        found.say(point, "vcard:hasURL", ox.NamedNode(agent.page))


def _agent(site: Site, name: str) -> Agent:
    texts = Texts(site, site.languages[0])
    pages = on_the_web(texts.values(name, "foaf:homepage"))
    return Agent(name, texts.label(name).value, pages[0].value if pages else "")


def _say(found: Statements, agent: Agent) -> ox.NamedNode:
    node = ox.NamedNode(agent.iri)
    found.say(node, "rdf:type", iri("foaf:Agent"))
    found.say(node, "foaf:name", ox.Literal(agent.name))
    if agent.page:
        found.typed(node, "foaf:homepage", "foaf:Document", ox.NamedNode(agent.page))
    return node
