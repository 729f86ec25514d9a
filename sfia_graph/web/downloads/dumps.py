"""Dumps: the whole graph, and each named graph, in the formats of RDF 1.1.

Turtle, N-Triples and JSON-LD hold the union, each statement once; TriG and N-Quads keep the graphs
apart. The same statements give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sfia_graph.namespaces import BASE, slug
from sfia_graph.tags import restore
from sfia_graph.web.downloads.download import Download
from sfia_graph.web.downloads.statements import Graphs, by_graph, is_small, names, united
from sfia_graph.web.json_ld import to_json_ld_lines
from sfia_graph.web.site import Site
from sfia_graph.web.turtle import to_trig, to_turtle

FOLDER = "downloads"

_W3C = "http://www.w3.org/TR"
_SAFE = re.compile(r"[A-Za-z0-9_][\w.-]*(/[A-Za-z0-9_][\w.-]*)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """A format of RDF, the key of its words among the messages, and its specification."""

    suffix: str
    kind: str
    media_type: str
    specification: str
    write: Callable[[Graphs], bytes]


def _turtle(graphs: Graphs) -> bytes:
    return to_turtle(united(graphs))


def _n_triples(graphs: Graphs) -> bytes:
    return restore("".join(f"{each} .\n" for each in united(graphs)).encode(), "ntriples")


def _json_ld(graphs: Graphs) -> bytes:
    return to_json_ld_lines(united(graphs))


def _n_quads(graphs: Graphs) -> bytes:
    lines = (f"{each} {name} .\n" for name, triples in graphs.items() for each in triples)
    return restore("".join(lines).encode(), "nquads")


OF_A_GRAPH = (
    Form("ttl", "turtle", "text/turtle", f"{_W3C}/turtle/", _turtle),
    Form("nt", "ntriples", "application/n-triples", f"{_W3C}/n-triples/", _n_triples),
    Form("jsonld", "jsonld", "application/ld+json", f"{_W3C}/json-ld11/", _json_ld),
    Form("trig", "trig", "application/trig", f"{_W3C}/trig/", to_trig),
)
OF_ALL = (
    *OF_A_GRAPH,
    Form("nq", "nquads", "application/n-quads", f"{_W3C}/n-quads/", _n_quads),
)


def dumps(site: Site) -> tuple[Download, ...]:
    """Give the dumps of the whole graph and of each named graph; none of what is too large."""
    whole = [_dump(form, f"{FOLDER}/all") for form in OF_ALL] if is_small(site) else []
    parts = [
        _dump(form, f"{FOLDER}/graph/{name}", graph)
        for graph, name in file_names(site).items()
        for form in OF_A_GRAPH
    ]
    return (*whole, *parts)


def file_names(site: Site) -> dict[str, str]:
    """Give the named graphs that have dumps, each with what its files are called.

    That is what stands behind `graph/` in its IRI; where nothing does, or it is no good name for a
    file, the IRI with hyphens. A second graph of a name gets a number.
    """
    found: dict[str, str] = {}
    for graph in names(site):
        name, taken = _name(site, graph), set(found.values())
        numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
        found[graph] = next(each for each in (name, *numbered) if each not in taken)
    return found


def _name(site: Site, graph: str) -> str:
    for base in (site.base, BASE):
        name = graph.removeprefix(f"{base}graph/")
        if name != graph and _SAFE.fullmatch(name):
            return name
    return slug(graph) or "graph"


def _dump(form: Form, stem: str, graph: str | None = None) -> Download:
    return Download(
        path=f"{stem}.{form.suffix}",
        media_type=form.media_type,
        kind=form.kind,
        write=lambda site: form.write(by_graph(site, graph)),
        graph=graph,
        conforms_to=form.specification,
    )
