"""The shipped mappings: read by other libraries, whole, and each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import sssom_pydantic

from sfia_graph.mappings import MappingSet
from sfia_graph.mappings.files import read_mappings, write_mappings
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.resources import DATA, SHIPPED_GRAPHS
from sfia_graph.sources import workbook

FOLDER = DATA / "mappings"
FILES = sorted(FOLDER.glob("*.sssom.tsv"))
NAMES = [path.name.removesuffix(".sssom.tsv") for path in FILES]


def read(name: str) -> MappingSet:
    return read_mappings(FOLDER / f"{name}.sssom.tsv")


def targets(name: str) -> set[str]:
    return {mapping.object.removeprefix(BASE) for mapping in read(name).mappings}


def test_each_set_is_there_as_a_table_and_as_a_graph() -> None:
    assert [
        *("levels", "sfia-8-sfia-9", "sfia-9-digcomp-3", "sfia-9-ecf-4", "sfia-9-esco"),
        *("sfia-9-gdad", "sfia-9-nice-2"),
    ] == NAMES
    for name in NAMES:
        assert SHIPPED_GRAPHS[f"{name}.ttl"] == f"mapping-{name}"
        assert read(name).iri == f"{BASE}graph/mapping-{name}"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_table_and_the_graph_are_what_our_own_writer_writes(path: Path) -> None:
    given = read_mappings(path)
    assert write_mappings(given, path) == path.read_bytes()
    turtle = FOLDER / path.name.replace(".sssom.tsv", ".ttl")
    assert write_mappings(given, turtle) == turtle.read_bytes()
    assert read_mappings(turtle) == given


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_another_library_reads_the_same_mappings(path: Path) -> None:
    theirs, converter, metadata = sssom_pydantic.read(path)[:3]
    ours = read_mappings(path)
    assert {
        (
            converter.expand(each.subject.curie),
            converter.expand(each.predicate.curie),
            converter.expand(each.object.curie),
            converter.expand(each.justification.curie),
            each.confidence,
            each.comment,
        )
        for each in theirs
    } == {
        (m.subject, m.predicate, m.object, m.justification, m.confidence, m.one("comment"))
        for m in ours.mappings
    }
    assert metadata.title == ours.one("mapping_set_title")


@pytest.mark.parametrize("name", NAMES)
def test_each_mapping_is_curated_by_us_and_says_why(name: str) -> None:
    given = read(name)
    assert {m.justification for m in given.mappings} == {
        f"{PREFIXES['semapv']}ManualMappingCuration"
    }
    assert {m.one("author_id") for m in given.mappings} == {f"{BASE}agent/sfia-graph"}
    assert all(m.one("mapping_date") and m.one("subject_label") for m in given.mappings)
    reasons = Counter((m.one("comment") or "", m.subject.rsplit("/", 1)[0]) for m in given.mappings)
    assert all(reason for reason, _ in reasons)
    texts = {reason for reason, _ in reasons}
    assert max(map(len, texts)) <= 140
    assert "nobody’s official table" in (given.one("mapping_set_description") or "")
    assert given.one("license") == "https://creativecommons.org/licenses/by/4.0/"


def test_a_confidence_stands_only_where_a_person_would_give_one() -> None:
    for name in NAMES:
        stated = [m.confidence for m in read(name).mappings if m.confidence is not None]
        assert len(stated) < len(read(name).mappings) or name == "levels"
        assert all(0.4 <= each <= 0.95 for each in stated)


def test_each_skill_of_edition_8_is_led_to_edition_9() -> None:
    found = read("sfia-8-sfia-9").mappings
    assert len({m.subject for m in found}) == 121
    same = {
        m.subject.rsplit("/", 1)[1]
        for m in found
        if m.subject.rsplit("/", 1)[1] == m.object.rsplit("/", 1)[1]
    }
    assert len(same) == 121


def test_each_competence_work_role_and_level_is_linked() -> None:
    assert len(targets("sfia-9-ecf-4")) == 41
    nice = targets("sfia-9-nice-2")
    assert len({each for each in nice if "-WRL-" in each}) == 41
    assert len({each for each in nice if "NF-COM-" in each}) == 11
    assert targets("levels") == {
        *(f"ecf/4/level/{number}" for number in range(1, 6)),
        *(f"digcomp/3/level/{number}" for number in range(1, 9)),
        *(f"gdad/level/{name}" for name in ("awareness", "working", "practitioner", "expert")),
    }


def test_roles_and_occupations_are_related_and_never_the_same() -> None:
    for mapping in (*read("sfia-9-nice-2").mappings, *read("sfia-9-esco").mappings):
        if "-WRL-" in mapping.object or "/esco/occupation/" in mapping.object:
            assert mapping.predicate == f"{PREFIXES['skos']}relatedMatch"


@pytest.mark.parametrize(
    ("name", "subject", "relation", "object_"),
    [
        ("sfia-9-ecf-4", "9/skill/SLMO", "exactMatch", "ecf/4/A.2"),
        ("sfia-9-ecf-4", "9/skill/TEST", "broadMatch", "ecf/4/B.3"),
        ("sfia-9-gdad", "9/skill/PBMG", "exactMatch", "gdad/skill/problem-management"),
        ("sfia-9-nice-2", "9/skill/INAS/4", "relatedMatch", "nice/2/OG-WRL-001"),
        ("sfia-8-sfia-9", "8/skill/TEST", "narrowMatch", "9/skill/NFTS"),
        ("levels", "level/4", "broadMatch", "ecf/4/level/3"),
    ],
)
def test_single_links_that_were_read_by_hand(
    name: str, subject: str, relation: str, object_: str
) -> None:
    found = {(m.subject, m.predicate, m.object) for m in read(name).mappings}
    assert (f"{BASE}{subject}", f"{PREFIXES['skos']}{relation}", f"{BASE}{object_}") in found


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_reason_repeats_a_run_of_words_of_sfia(sfia: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for file in ("sfia-9_current-standard_en_250129.xlsx", "sfia-8_en_220221.xlsx"):
        for table in workbook.read(sfia / file):
            for row in table.rows:
                theirs = theirs.union(*(runs(str(cell)) for cell in row if cell))
    assert len(theirs) > 10_000
    for name in NAMES:
        for mapping in read(name).mappings:
            assert not runs(mapping.one("comment") or "") & theirs
