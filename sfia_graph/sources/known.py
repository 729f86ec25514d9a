"""What the shipped data know of an edition: which codes it has, and on which shelf."""

from __future__ import annotations

from functools import cache

from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import read_quads, scratch_store, select
from sfia_graph.resources import data_file

_SHELVES = """
SELECT ?code ?category ?subcategory
WHERE {
  ?skill a sfia:Skill ;
    dcterms:identifier ?code ;
    skos:broader ?subcategory .
  ?subcategory skos:broader ?category .
}
"""


@cache
def shelves(edition: int) -> dict[str, tuple[str, str]]:
    """Map each code of an edition to the slugs of its category and subcategory.

    Empty for an edition of which nothing is shipped.
    """
    path = data_file(f"sfia-{edition}.ttl")
    if path is None:
        return {}
    store = scratch_store(read_quads(path))
    start = len(Minter().category(edition, ""))
    return {
        row["code"]: (row["category"][start:], row["subcategory"][start:])
        for row in select(store, _SHELVES, PREFIXES)
    }
