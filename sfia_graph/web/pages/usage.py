"""How the graph uses a term of the ontology: how often, and for example where."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.web.lately import lately
from sfia_graph.web.pages.cells import Cell
from sfia_graph.web.pages.statements import Statements
from sfia_graph.web.site import Site

EXAMPLES = 5
"""How many examples are shown at most."""

_TYPE = ox.NamedNode(expand("rdf:type"))
_NOTATION = ox.NamedNode(expand("skos:notation"))
_OF_VALUES = frozenset({"datatypes", "relations", "values", "annotations"})
"""The groups of terms whose examples are statements, with a value; of the others it is things."""


def count(site: Site, iri: str, group: str) -> int:
    """Give how many things are of a class, or how many statements use a property."""
    return len(_said(site, (iri, group)))


def examples(statements: Statements, iri: str, group: str) -> tuple[tuple[Cell, Cell | None], ...]:
    """Give things of a class, or statements of a property; the newest edition's first."""
    site = statements.site
    newest = f"{site.base}{site.latest}/"
    found = {
        (each.subject, each.object if group in _OF_VALUES else None)
        for each in _said(site, (iri, group))
        if isinstance(each.subject, ox.NamedNode) and not isinstance(each.object, ox.Triple)
    }
    ordered = sorted(
        found, key=lambda each: (not each[0].value.startswith(newest), each[0].value, str(each[1]))
    )
    return tuple(
        (statements.value(one).cell, statements.value(other).cell if other else None)
        for one, other in ordered[:EXAMPLES]
    )


@lately
def _said(site: Site, asked: tuple[str, str]) -> frozenset[ox.Triple]:
    """Give what the graph says with a term, each statement once."""
    iri, group = asked
    node = ox.NamedNode(iri)
    engine = site.store.engine
    if group == "classes":
        quads = engine.quads_for_pattern(None, _TYPE, node, None)
    elif group == "individuals":
        quads = engine.quads_for_pattern(None, None, node, None)
    elif group == "datatypes":
        every = engine.quads_for_pattern(None, _NOTATION, None, None)
        quads = (each for each in every if _datatype(each.object) == node)
    else:
        quads = engine.quads_for_pattern(None, node, None, None)
    return frozenset(each.triple for each in quads)


def _datatype(term: object) -> ox.NamedNode | None:
    return term.datatype if isinstance(term, ox.Literal) else None
