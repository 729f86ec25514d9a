"""The statements of a site's graphs, sorted, their blank nodes labelled in the same way always."""

from __future__ import annotations

from functools import partial
from itertools import islice

import pyoxigraph as ox

from sfia_graph.web.blank_labels import labels, renamed
from sfia_graph.web.once import once
from sfia_graph.web.reads import reads, unnoted
from sfia_graph.web.site import Site

MOST = 500_000
"""How many statements a file has at most; a larger graph is better taken from where it is from."""

Name = ox.NamedNode | ox.BlankNode
Graphs = dict[Name, list[ox.Triple]]


def names(site: Site) -> list[str]:
    """Give the names of the graphs that can have files of their own, sorted."""
    found = (each for each in site.store.engine.named_graphs() if isinstance(each, ox.NamedNode))
    all_fit = is_small(site)
    return sorted(each.value for each in found if all_fit or _count(site, each) <= MOST)


def is_small(site: Site) -> bool:
    """Whether all statements of the named graphs together can stand in one file."""
    if len(site.store.engine) <= MOST:
        return True
    return sum(_count(site, each) for each in site.store.engine.named_graphs()) <= MOST


def by_graph(site: Site, only: str | None = None) -> Graphs:
    """Give the statements of each named graph, or of one only, sorted as the graphs are.

    A blank node has the same label in all of them. The last ones are kept, since the formats of
    a graph are written one after another.
    """
    last = _last(site)
    known = last.get(only)
    if known is None:
        known = reads(site).during(partial(_by_graph, site, only))
        last.clear()
        last[only] = known
    found, read = known
    reads(site).note(read)
    return found


@once
def _last(site: Site) -> dict[str | None, tuple[Graphs, frozenset[str]]]:
    """Give what was read last, by the graph, with whose texts were read for it."""
    return {}


def _by_graph(site: Site, only: str | None) -> Graphs:
    engine = site.store.engine
    names = [ox.NamedNode(only)] if only else list(engine.named_graphs())
    found = {name: _quads(site, name) for name in names}
    known = labels([each for quads in found.values() for each in quads])
    graphs: Graphs = {
        known.get(name, name) if isinstance(name, ox.BlankNode) else name: sorted(
            {renamed(each.triple, known) for each in quads}, key=str
        )
        for name, quads in found.items()
    }
    return dict(sorted(graphs.items(), key=lambda each: str(each[0])))


def united(graphs: Graphs) -> list[ox.Triple]:
    """Give the union of graphs, each statement once, sorted."""
    return sorted({triple for each in graphs.values() for triple in each}, key=str)


def _quads(site: Site, name: Name) -> list[ox.Quad]:
    # No format of RDF 1.1 can hold a statement about a statement.
    quads = site.store.engine.quads_for_pattern(None, None, None, name)
    return [each for each in quads if not isinstance(each.object, ox.Triple)]


def _count(site: Site, name: Name) -> int:
    quads = unnoted(site.store.engine).quads_for_pattern(None, None, None, name)
    return sum(1 for _ in islice(quads, MOST + 1))
