"""Several editions as named graphs side by side, one a source."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph

from sfia_graph.errors import Place, SourceError
from sfia_graph.graph import to_graph
from sfia_graph.namespaces import BASE
from sfia_graph.provenance import describe
from sfia_graph.records import Edition
from sfia_graph.tiers import Tier


def merge(
    editions: Iterable[Edition], *, tier: Tier = "texts", base: str = BASE
) -> dict[str, Graph]:
    """Give each edition's graph, with its description, under the IRI of the named graph.

    The structure is in no language, so sources in several languages make one graph of it.
    Raises `SourceError` where two sources claim the same graph: the same edition, language, tier.
    """
    graphs: dict[str, Graph] = {}
    files: dict[str, dict[str, str]] = {}
    for edition in editions:
        graph = to_graph(edition, tier=tier, base=base)
        name = str(describe(graph, edition, tier=tier, base=base))
        file = edition.sources[0].name
        others = files.setdefault(name, {})
        if edition.language in others:
            other = others[edition.language]
            what = f"edition {edition.number} in {edition.language}, and so is {other}"
            raise SourceError(Place(file), what, "say its language, or import them one at a time")
        others[edition.language] = file
        graphs[name] = graphs[name] + graph if name in graphs else graph
    return graphs
