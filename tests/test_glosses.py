"""Glosses are sentences of this project's own, for everything that they are promised for."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from sfia_graph.languages import primary
from sfia_graph.minting import Minter
from sfia_graph.namespaces import SFIA
from sfia_graph.rdf import read_quads
from sfia_graph.records import Attribute, Skill
from sfia_graph.report import Report
from sfia_graph.resources import DATA
from sfia_graph.sources.known import shelves
from sfia_graph.sources.reading import read_editions

MINT = Minter()
ATTRIBUTES = (
    *("AUTO", "INFL", "COMP", "KNGE", "COLL", "COMM", "IMPM", "CRTY"),
    *("DECM", "DIGI", "LEAD", "LADV", "PLAN", "PROB", "ADAP", "SCPE"),
)
LEVELS_OF_SLMO = {MINT.skill_at_level(9, "SLMO", level) for level in range(2, 8)}
AXIS = {MINT.level(level) for level in range(1, 8)}


def _glosses(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for quad in read_quads(DATA / f"gloss-{language}.ttl"):
        if quad.predicate.value == f"{SFIA}gloss":
            assert isinstance(quad.subject, ox.NamedNode)
            assert isinstance(quad.object, ox.Literal)
            assert quad.object.language == language
            assert quad.subject.value not in found
            found[quad.subject.value] = quad.object.value
    return found


ENGLISH, FRENCH = _glosses("en"), _glosses("fr")
BOTH = {**{f"{iri} en": text for iri, text in ENGLISH.items()}, **FRENCH}


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_english_explains_every_skill_level_and_attribute() -> None:
    skills = {MINT.skill(9, code) for code in shelves(9)}
    attributes = {MINT.attribute(9, code) for code in ATTRIBUTES}
    assert set(ENGLISH) == skills | attributes | AXIS | LEVELS_OF_SLMO
    assert len(skills) == 147


def test_french_explains_the_levels_the_attributes_and_one_skill() -> None:
    attributes = {MINT.attribute(9, code) for code in ATTRIBUTES}
    assert set(FRENCH) == attributes | AXIS | LEVELS_OF_SLMO | {MINT.skill(9, "SLMO")}


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_a_gloss_is_one_tidy_sentence(text: str) -> None:
    assert re.fullmatch(r"[A-ZÀÉÊ][^.!?]*[^ ]\.", text)
    assert "  " not in text
    assert 8 <= len(text.split()) <= 35


def test_no_two_glosses_say_the_same() -> None:
    runs = [_runs(text, 6) for text in (*ENGLISH.values(), *FRENCH.values())]
    assert [pair for pair in combinations(runs, 2) if pair[0] & pair[1]] == []


def test_no_gloss_borrows_five_words_in_a_row_from_the_official_texts(sfia: Path) -> None:
    files = [
        *sorted(sfia.glob("*.xlsx")),
        *sorted((sfia / "sfia-9_en-US_csv").glob("*.csv")),
        sfia / "sfia-7_fr_page_SLMO.txt",
    ]
    official: dict[str, set[tuple[str, ...]]] = {"en": set(), "fr": set()}
    for edition in read_editions(files, Report()):
        parts: tuple[Skill | Attribute, ...] = (*edition.skills, *edition.attributes)
        texts = [text for each in parts for text in (each.definition, each.guidance)]
        texts += [at.text for each in parts for at in each.levels]
        texts += [level.essence for level in edition.levels]
        for text in texts:
            official[primary(edition.language)] |= _runs(text or "", 5)
    assert len(official["en"]) > 50_000
    borrowed = [text for text in ENGLISH.values() if _runs(text, 5) & official["en"]]
    borrowed += [text for text in FRENCH.values() if _runs(text, 5) & official["fr"]]
    assert borrowed == []
