"""The `Link` header of a file: what it describes, under which licences, after which specification.

The relations are those of `web.signposting`, and `profile` (RFC 6906).
"""

from __future__ import annotations

from sfia_graph.web.downloads.download import Download
from sfia_graph.web.exchange import Headers
from sfia_graph.web.pages.files import files
from sfia_graph.web.pages.home import STEM as HOME
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.signposting import header, link
from sfia_graph.web.site import Site


def signs(site: Site, download: Download) -> Headers:
    """Give the header of a file; it describes a graph, an edition or a scheme, or else the site."""
    edition = site.mint.edition(download.edition) if download.edition else None
    iri = download.graph or edition or download.scheme
    stem = (site.stem(iri) if iri else None) or HOME
    links = [link(iri, "cite-as")] if iri else []
    links.append(link(site.place(f"{stem}.html"), "describes", type="text/html"))
    links += [link(each, "license") for each in licences(site, download)]
    if download.conforms_to:
        links.append(link(download.conforms_to, "profile"))
    return header(links)


def licences(site: Site, download: Download) -> list[str]:
    """Give the IRIs of the licences of the graphs that a file is made of, sorted."""
    texts = Texts(site, site.languages[0])
    graphs = [download.graph] if download.graph else download.graphs or site.store.graphs()
    if download.edition:
        edition = site.mint.edition(download.edition)
        graphs = [each.graph.iri for each in files(texts, edition)]
    found = {each for graph in graphs for each in texts.values(graph, "dcterms:license")}
    return sorted(each for each in found if each.startswith(("http://", "https://")))
