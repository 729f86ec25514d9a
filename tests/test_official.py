"""The Foundation's own RDF comes over, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import EDITION, SHAPES, SOURCE, official_turtle

from sfia_graph.errors import Place, SourceError
from sfia_graph.media import format_of
from sfia_graph.merging import merge
from sfia_graph.official_iris import OFFICIAL
from sfia_graph.rdf import parse_quads, read_quads
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.serialise import to_bytes
from sfia_graph.sources.official import read_official
from sfia_graph.sources.reading import Wish, read_editions
from sfia_graph.text import clean

SEEN = next(shape.seen for shape in SHAPES if shape.name == "official RDF")
TURTLE = format_of(Path("x.ttl"))
TRIG = format_of(Path("x.trig"))


def _read(text: str, language: str | None = None, report: Report | None = None) -> Edition:
    assert TURTLE is not None
    quads = parse_quads(text.encode(), TURTLE, "bakery.ttl")
    return read_official(
        quads, replace(SOURCE, name="bakery.ttl"), report or Report(), language=language
    )


def _mended(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


OFFICIAL_TEXT = official_turtle()
BREW = f"<{OFFICIAL}skills/BREW>"


def test_its_shape_gives_the_same_edition() -> None:
    found = _read(OFFICIAL_TEXT)
    assert replace(found, sources=(SOURCE,)) == SEEN(EDITION)


def test_its_language_has_its_usual_case() -> None:
    assert _read(OFFICIAL_TEXT).language == "en-GB"


def test_the_user_may_say_which_english_it_is() -> None:
    english = OFFICIAL_TEXT.replace("@en-GB", "@en")
    assert _read(english).language == "en"
    assert _read(english, "en-GB").language == "en-GB"


def test_one_of_several_languages_is_chosen() -> None:
    both = OFFICIAL_TEXT + official_turtle(replace(EDITION, language="fr")).split(" .\n", 4)[4]
    assert replace(_read(both, "fr"), language="en-GB") == _read(OFFICIAL_TEXT)


def test_an_address_of_another_host_is_left_out_and_said() -> None:
    report = Report()
    text = _mended(OFFICIAL_TEXT, "https://sfia-online.org/en/skillcode/9/BREW", "https://test/")
    assert _read(text, report=report).skills[0].page is None
    assert [(str(each.place), each.original, each.message) for each in report.findings][:1] == [
        ("bakery.ttl, column 'BREW url'", "https://test/", "no page of sfia-online.org, left out")
    ]


REMEDY = "; take the file from the Foundation's page once more"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "<urn:a> <urn:b> <urn:c> .",
            "bakery.ttl: RDF, but not the Foundation's: no skill of rdf.sfia-online.org;"
            " RDF of one's own is opened with --store",
        ),
        (
            OFFICIAL_TEXT + f'<{OFFICIAL}skills/KNEA> <urn:note> "pain"@fr .',
            "bakery.ttl: language tags found: en-GB, fr; choose one with --language",
        ),
        (
            OFFICIAL_TEXT.replace("@en-GB", ""),
            "bakery.ttl: language tags found: none; choose one with --language",
        ),
        (
            _mended(OFFICIAL_TEXT, f"{BREW} o:definedAtLevel", "<urn:x> o:definedAtLevel"),
            f"bakery.ttl, column '{OFFICIAL}skills/BREW': a skill without levels{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, 'skos:notation "BREW" ; ', ""),
            f"bakery.ttl, column '{OFFICIAL}skills/BREW':"
            f" a skill without a notation, a label or a known category{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, 'skos:notation "BREW"', 'skos:notation "BR EW"'),
            f"bakery.ttl, column 'BR EW': no code of capital letters{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, 'skos:notation "BREW"', 'skos:notation "KNEA"'),
            f"bakery.ttl, column 'KNEA': several texts of one kind{REMEDY}",
        ),
        (
            OFFICIAL_TEXT + f'{BREW} rdfs:label "Tea brewing"@en-GB .',
            f"bakery.ttl, column 'BREW': several texts of one kind{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, "skos:notation 3 ;", "skos:notation 8 ;"),
            f"bakery.ttl, column '{OFFICIAL}skills/BREW': found level '8'{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, "skos:notation 3 ;", 'skos:notation "three" ;'),
            f"bakery.ttl, column '{OFFICIAL}skills/BREW': found level 'three'{REMEDY}",
        ),
        (
            _mended(
                OFFICIAL_TEXT, f"skos:broader <{OFFICIAL}categories/trade>", "skos:broader <urn:x>"
            ),
            f"bakery.ttl, column '{OFFICIAL}categories/shop':"
            f" a category below 'urn:x', which is not on top{REMEDY}",
        ),
        (
            _mended(OFFICIAL_TEXT, '"Drinks"@en-GB', '"Trade"@en-GB'),
            f"bakery.ttl, column '{OFFICIAL}categories/trade':"
            f" categories that would share the IRI …/trade{REMEDY}",
        ),
    ],
    ids=[
        *("other RDF", "two languages", "no language", "no levels", "no code", "blank in a code"),
        *("one code twice", "two labels", "level 8", "level in words", "no parent", "one slug"),
    ],
)
def test_what_is_incomplete_is_refused(text: str, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(text)
    assert str(caught.value) == line


def test_a_language_that_it_does_not_have_is_refused() -> None:
    both = OFFICIAL_TEXT + f'<{OFFICIAL}skills/KNEA> <urn:note> "pain"@fr .'
    with pytest.raises(SourceError) as caught:
        _read(both, "de")
    assert str(caught.value) == ("bakery.ttl: language tags found: en-GB, fr; de is not among them")


def test_it_is_of_edition_9_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "bakery.ttl"
    path.write_text(OFFICIAL_TEXT, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_editions([path], Report(), Wish(edition=8))
    assert str(caught.value) == ("bakery.ttl: the RDF of edition 9, not of 8; leave --edition out")


# --- there and back -----------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parent.parent
(BACK,) = ROOT.glob("queries/*/to-official-rdf.rq")


def _back(edition: Edition, language: str) -> set[ox.Triple]:
    """Ask the stored CONSTRUCT for the official shape of an edition."""
    assert TRIG is not None
    store = ox.Store()
    store.bulk_load(to_bytes(merge([edition]), TRIG), format=ox.RdfFormat.TRIG)
    query = BACK.read_text(encoding="utf-8").replace('"en-GB"', f'"{language}"')
    triples = store.query(query, use_default_graph_as_union=True)
    assert isinstance(triples, ox.QueryTriples)
    return set(triples)


def _cleaned(quads: list[ox.Quad]) -> Iterator[ox.Triple]:
    for quad in quads:
        term = quad.object
        if isinstance(term, ox.Literal) and term.language:
            text = clean(term.value, Place(""), Report()) or ""
            term = ox.Literal(text, language=term.language)
        yield ox.Triple(quad.subject, quad.predicate, term)


def test_the_round_trip_loses_nothing(sfia: Path) -> None:
    path = sfia / "sfia-9_official-rdf_250227.ttl"
    official = set(_cleaned(read_quads(path)))
    (edition,) = read_editions([path], Report())
    assert edition.language == "en"
    assert len(official) == 4813
    assert _back(edition, "en") == official


def test_the_round_trip_of_the_invented_framework_is_whole() -> None:
    there = _read(OFFICIAL_TEXT)
    assert TURTLE is not None
    theirs = set(_cleaned(parse_quads(OFFICIAL_TEXT.encode(), TURTLE, "x.ttl")))
    assert theirs - _back(there, "en-GB") == set()


def test_sheet_and_official_rdf_say_the_same(sfia: Path) -> None:
    """Both are of edition 9 in English; the converter left no skill, level or text aside."""
    sheet = sfia / "sfia-9_current-standard_en_250129.xlsx"
    rdf = sfia / "sfia-9_official-rdf_250227.ttl"
    (first,) = read_editions([sheet], Report(), Wish(language="en-GB"))
    (second,) = read_editions([rdf], Report(), Wish(language="en-GB"))
    assert {s.code: [at.level for at in s.levels] for s in first.skills} == {
        s.code: [at.level for at in s.levels] for s in second.skills
    }
    assert {(s.code, s.category, s.subcategory, s.name) for s in first.skills} == {
        (s.code, s.category, s.subcategory, s.name) for s in second.skills
    }
    assert {(a.code, a.name, a.behavioural) for a in first.attributes} == {
        (a.code, a.name, a.behavioural) for a in second.attributes
    }
