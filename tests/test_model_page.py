"""The page about the model names each term that people meet, and its Turtle is true of the data."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph

from sfia_graph.namespaces import BASE, PREFIXES, SFIA
from sfia_graph.resources import DATA, ONTOLOGY

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "model.md").read_text(encoding="utf-8")
CLASSES = sorted(
    str(term).removeprefix(SFIA)
    for term in Graph().parse(ONTOLOGY / "sfia.ttl").subjects(RDF.type, OWL.Class)
    if str(term).startswith(SFIA)
)


@pytest.mark.parametrize("name", CLASSES)
def test_the_table_of_names_has_each_class(name: str) -> None:
    assert re.search(rf"^\|.*`sfia:{name}`", PAGE, re.MULTILINE)


def test_each_own_term_on_the_page_exists() -> None:
    terms = {str(term) for term in Graph().parse(ONTOLOGY / "sfia.ttl").subjects(RDF.type)}
    assert [name for name in re.findall(r"\bsfia:(\w+)", PAGE) if SFIA + name not in terms] == []


def test_the_example_is_what_the_shipped_data_say() -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    said = set(ox.parse(prefixes + example, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    assert said
    assert said - set(ox.parse(path=DATA / "sfia-9.ttl")) == set()
