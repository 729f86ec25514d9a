"""Language tags leave the engine in the case that people write them in."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.rdf import OX_FORMATS
from sfia_graph.tags import canonical, restore

TEXTS = ['plain"@en-gb', "line\nbreak @en-gb", "back\\slash\\", "@en-gb", "<a xml:lang='en-gb'>"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("en-US", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("de-ch-1901", "de-CH-1901"),
        ("", ""),
    ],
)
def test_the_canonical_case_of_a_tag(tag: str, expected: str) -> None:
    assert canonical(tag) == expected


@pytest.mark.parametrize("name", OX_FORMATS)
def test_every_format_gets_the_case_back_and_nothing_else_changes(name: str) -> None:
    triples = {
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:x:b"), term)
        for text in TEXTS
        for term in (ox.Literal(text, language="en-GB"), ox.Literal(text))
    }
    written = ox.serialize(triples, format=OX_FORMATS[name]) or b""
    assert b"en-GB" not in written
    restored = restore(written, name)
    assert restored.count(b"en-GB") == len(TEXTS)
    assert {quad.triple for quad in ox.parse(restored, format=OX_FORMATS[name])} == triples


@given(st.lists(st.text(), min_size=1))
def test_no_text_is_touched(texts: list[str]) -> None:
    triples = {
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(text, language="en-GB"))
        for text in texts
    }
    restored = restore(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"", "turtle")
    assert {quad.triple for quad in ox.parse(restored, format=ox.RdfFormat.TURTLE)} == triples
    assert restored.count(b"@en-GB") >= len(triples)


def test_a_language_in_json_that_is_no_tag_of_a_text_stays() -> None:
    data = json.dumps({"@id": "urn:a", "language": "en-gb", "x": ["en-gb"]}).encode()
    assert json.loads(restore(data, "jsonld")) == json.loads(data)
