"""What the things of the catalogue are called: fragments of the two files that tell of them.

They stand at the site's own address, since another site with the same graph offers other files.
"""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.web.catalogue.statements import place
from sfia_graph.web.site import Site

CATALOGUE = "catalogue"
VOID = "void"


def catalogue(site: Site) -> ox.NamedNode:
    """Give the IRI of the catalogue."""
    return place(site.address(f"{CATALOGUE}.ttl#catalogue"))


def dataset(site: Site) -> ox.NamedNode:
    """Give the IRI of the whole graph: the union of its named graphs."""
    return place(site.address(f"{VOID}.ttl#dataset"))


def distribution(site: Site, path: str) -> ox.NamedNode:
    """Give the IRI of a file as a distribution."""
    return place(site.address(f"{CATALOGUE}.ttl#{path}"))


def rights(site: Site) -> ox.NamedNode:
    """Give the IRI of the statement that each named graph has rights of its own."""
    return place(site.address(f"{CATALOGUE}.ttl#rights"))


def contact(site: Site) -> ox.NamedNode:
    """Give the IRI of where the publisher is reached."""
    return place(site.address(f"{CATALOGUE}.ttl#contact"))


def publisher(site: Site) -> ox.NamedNode:
    """Give the IRI of whoever runs the site, where no graph names a publisher."""
    return place(site.address(f"{CATALOGUE}.ttl#publisher"))
