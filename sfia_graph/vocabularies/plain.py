"""A plain CSV, `id,label,description,broader`: a company's own catalogue."""

from __future__ import annotations

from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_CONCEPTS = Sheet(
    "concepts",
    columns=(
        Column("id", ("id",), filled=True),
        Column("label", ("label",), filled=True),
        Column("description", ("description",), required=False),
        Column("broader", ("broader",), required=False, separator="|"),
    ),
    kinds=(
        Kind("{id:own}", label="{label}", definition="{description}", notation="{id}"),
        Kind("{id:own}", broader="{broader:own}", each=("broader",)),
    ),
)


def catalogue(name: str, title: str) -> Framework:
    """Give the framework of a plain CSV; `name` is its place under `catalogue/`."""
    return Framework(
        name=f"catalogue-{name}",
        path=f"catalogue/{name}",
        title=title,
        sheets=(_CONCEPTS,),
        schemes={"": title},
    )
