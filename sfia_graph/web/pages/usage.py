"""How the graph uses a term of the ontology: how often, and for example where."""

from __future__ import annotations

from sfia_graph.results import Rows
from sfia_graph.web.pages.cells import Cell
from sfia_graph.web.pages.statements import Statements
from sfia_graph.web.site import Site

EXAMPLES = 5
"""How many examples are shown at most."""


def count(site: Site, iri: str, group: str) -> int:
    """Give how many things are of a class, or how many statements use a property."""
    rows = site.store.sparql(f"SELECT (COUNT(*) AS ?n) {{ {_pattern(iri, group)} }}")
    assert isinstance(rows, Rows)
    return int(str(next(iter(rows))["n"]))


def examples(statements: Statements, iri: str, group: str) -> tuple[tuple[Cell, Cell | None], ...]:
    """Give things of a class, or statements of a property; the newest edition's first."""
    shown = "DISTINCT ?s ?o" if "?o" in _pattern(iri, group) else "DISTINCT ?s"
    newest = f'STRSTARTS(STR(?s), "{statements.site.base}{statements.site.latest}/")'
    rows = statements.site.store.sparql(
        f"SELECT {shown} {{ {_pattern(iri, group)} FILTER(ISIRI(?s)) }}"
        f" ORDER BY DESC({newest}) ?s LIMIT {EXAMPLES}"
    )
    assert isinstance(rows, Rows)
    cells = [[statements.value(term).cell for term in row] for row in rows.terms]  # type: ignore[arg-type]
    return tuple((row[0], row[1] if len(row) > 1 else None) for row in cells)


def _pattern(iri: str, group: str) -> str:
    """Give what the graph says with a term, as a pattern of ?s and, for a property, ?o."""
    if group == "classes":
        return f"?s a <{iri}>"
    if group == "datatypes":
        return f"?s skos:notation ?o FILTER(DATATYPE(?o) = <{iri}>)"
    if group == "individuals":
        return f"?s ?p <{iri}>"
    return f"?s <{iri}> ?o"
