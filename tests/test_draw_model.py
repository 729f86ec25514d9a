"""The picture of the model is drawn from the vocabulary, whole, and true of the data."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.paths import MulPath

from scripts.draw_model import BORROWED, ELSEWHERE, ONTOLOGY, PICTURE, PLACES, draw
from sfia_graph.namespaces import BASE, PREFIXES, SFIA
from sfia_graph.resources import DATA

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)


@pytest.fixture(scope="module")
def picture() -> ET.Element:
    return ET.fromstring(PICTURE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def edition() -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=DATA / "sfia-9.ttl")
    return store


def names(ontology: Graph, kind: URIRef) -> set[str]:
    return {
        str(term).removeprefix(SFIA)
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(SFIA)
    }


def drawn_classes(ontology: Graph) -> set[str]:
    return names(ontology, OWL.Class) - ELSEWHERE


def drawn_properties(ontology: Graph) -> set[str]:
    member = OWL.unionOf / MulPath(RDF.rest, "*") / RDF.first
    domain = RDFS.domain / MulPath(member, "?")
    classes = {URIRef(SFIA + name) for name in drawn_classes(ontology)}
    return {
        name
        for name in names(ontology, OWL.ObjectProperty)
        if classes & set(ontology.objects(URIRef(SFIA + name), domain))
    }


def texts(picture: ET.Element, look: str) -> list[str]:
    found = picture.iter(f"{SVG}text")
    return [text.text or "" for text in found if look in text.attrib["class"].split()]


def test_the_picture_is_what_the_script_draws_today(ontology: Graph) -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(ontology)


def test_each_class_has_one_box(ontology: Graph, picture: ET.Element) -> None:
    assert sorted(texts(picture, "name")) == sorted(drawn_classes(ontology))


def test_each_object_property_has_an_arrow(ontology: Graph, picture: ET.Element) -> None:
    assert set(texts(picture, "property")) == drawn_properties(ontology)


def test_a_class_without_a_place_is_refused(ontology: Graph) -> None:
    grown = Graph() + ontology
    grown.add((URIRef(f"{SFIA}Guild"), RDF.type, OWL.Class))
    with pytest.raises(KeyError, match="Guild"):
        draw(grown)


def test_a_new_property_is_drawn(ontology: Graph) -> None:
    grown = Graph() + ontology
    kind = f"<{SFIA}kin> a <{OWL.ObjectProperty}> ; "
    grown.parse(
        data=f"PREFIX rdfs: <{PREFIXES['rdfs']}> {kind}"
        f"rdfs:domain <{SFIA}Attribute> ; rdfs:range <{SFIA}AttributeAtLevel> .",
        format="turtle",
    )
    assert "kin" in texts(ET.fromstring(draw(grown)), "property")


def test_it_has_a_title_and_tells_every_arrow_in_words(
    ontology: Graph, picture: ET.Element
) -> None:
    title, told = picture[0], picture[1].text or ""
    assert title.tag == f"{SVG}title" and title.text
    assert picture[1].tag == f"{SVG}desc"
    assert picture.attrib["aria-labelledby"].split() == [title.attrib["id"], "desc"]
    assert [name for name in drawn_properties(ontology) if f" {name} " not in told] == []


def test_what_stands_elsewhere_is_in_the_vocabulary(ontology: Graph) -> None:
    assert names(ontology, OWL.Class) >= ELSEWHERE


def test_no_two_boxes_overlap(picture: ET.Element) -> None:
    rects = [
        [float(rect.attrib[side]) for side in ("x", "y", "width", "height")]
        for rect in picture.iter(f"{SVG}rect")
        if "box" in rect.attrib["class"].split()
    ]
    for (x, y, width, height), (a, b, w, h) in combinations(rects, 2):
        assert x + width < a or a + w < x or y + height < b or b + h < y


@pytest.mark.parametrize("edge", BORROWED, ids=" ".join)
def test_a_borrowed_arrow_is_true_of_the_data(edition: ox.Store, edge: tuple[str, ...]) -> None:
    start, label, end = edge
    question = f"ASK {{ ?a a sfia:{start} ; {label} ?b . ?b a sfia:{end} }}"
    assert bool(edition.query(question, prefixes=PREFIXES))


@pytest.mark.parametrize("name", [name for name in PLACES if "{" not in PLACES[name][2]])
def test_an_example_is_of_its_class(edition: ox.Store, name: str) -> None:
    question = f"ASK {{ <{BASE}{PLACES[name][2]}> a sfia:{name} }}"
    assert bool(edition.query(question, prefixes=PREFIXES))
