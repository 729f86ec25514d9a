"""The files to take away as distributions, each with its size and a checksum (SPDX 2)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.web.catalogue import authorities, coded, names
from sfia_graph.web.catalogue.graphs import named_graphs
from sfia_graph.web.catalogue.rights import rights
from sfia_graph.web.catalogue.statements import Statements, iri, number, place
from sfia_graph.web.downloads import Download, downloads, measured
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE, words

_SHA256 = "spdx:checksumAlgorithm_sha256"


def distributions(site: Site, found: Statements) -> None:
    """Say of each file which dataset it holds, where it is, what it is and how large."""
    for each in downloads(site):
        node = names.distribution(site, each.path)
        found.say(_held(site, each), "dcat:distribution", node)
        _distribution(site, found, each, node)


def _held(site: Site, download: Download) -> ox.NamedNode:
    """Give the dataset that a file holds: a named graph, an edition, the framework or the whole."""
    if download.graph:
        return ox.NamedNode(download.graph)
    if download.edition in site.editions:
        return ox.NamedNode(site.mint.edition(download.edition or 0))
    framework = site.mint.framework
    return ox.NamedNode(framework) if download.scheme == framework else names.dataset(site)


def _words(download: Download, part: str) -> Iterator[ox.Literal]:
    """Give what a kind of file is called, or what it is good for, in each language."""
    for language in INTERFACE:
        kinds = words(language)["downloads"]["kinds"]
        yield ox.Literal(str(kinds[download.kind][part]), language=language)


def _distribution(site: Site, found: Statements, download: Download, node: ox.NamedNode) -> None:
    address, its = place(site.address(download.path)), measured(site, download)
    found.say(node, "rdf:type", iri("dcat:Distribution"))
    found.say(node, "dcterms:title", *_words(download, "name"))
    found.say(node, "dcterms:description", *_words(download, "about"))
    found.typed(node, "dcat:accessURL", "rdfs:Resource", address)
    found.typed(node, "dcat:downloadURL", "rdfs:Resource", address)
    media_type = authorities.media_type(download.media_type)
    found.typed(node, "dcat:mediaType", "dcterms:MediaType", media_type)
    coded.file_type(found, node, download.media_type)
    found.say(node, "dcat:byteSize", number(its.size))
    checksum = found.inside(node, "spdx:checksum", "spdx:Checksum")
    found.typed(checksum, "spdx:algorithm", "spdx:ChecksumAlgorithm", iri(_SHA256))
    digest = ox.Literal(its.digest, datatype=iri("xsd:hexBinary"))
    found.say(checksum, "spdx:checksumValue", digest)
    if download.conforms_to:
        standard = place(download.conforms_to)
        found.typed(node, "dcterms:conformsTo", "dcterms:Standard", standard)
    graphs = named_graphs(site)
    if download.graph:
        graphs = tuple(each for each in graphs if each.iri == download.graph)
    elif download.graphs:
        graphs = tuple(each for each in graphs if each.iri in download.graphs)
    elif download.edition:
        edition = site.mint.edition(download.edition)
        graphs = tuple(each for each in graphs if edition in each.editions)
    rights(site, found, node, graphs)
