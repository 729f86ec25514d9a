"""Mappings go into TSV, JSON and RDF and come back as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.errors import SourceError
from sfia_graph.mappings import Mapping, MappingSet, slots_of
from sfia_graph.mappings.files import read_mappings, write_mappings
from sfia_graph.mappings.slots import CARDINALITIES, ENTITY_TYPES, MAPPING, RELATIONS, SET, Slot
from sfia_graph.mappings.tsv import parse_tsv, write_tsv
from sfia_graph.mappings.values import Faults, plain_number
from sfia_graph.namespaces import BASE, PREFIXES

MANUAL = f"{PREFIXES['semapv']}ManualMappingCuration"
SKOS = PREFIXES["skos"]
OURS = (("ECF4", f"{BASE}ecf/4/"), ("SFIA9", f"{BASE}9/skill/"))
FORMATS = (".tsv", ".json", ".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf")

HEADER = """\
#mapping_set_id: https://example.org/mill
#mapping_date: 2026-11-24
#curie_map:
#  M: https://example.org/mill/
#  S: https://w3id.org/sfia-graph/9/skill/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tcomment
"""
J = "semapv:ManualMappingCuration"
GOOD = f"S:SLMO\tskos:closeMatch\tM:grind\t{J}\t0.8\tgood\n"


def read(text: str) -> tuple[MappingSet, list[str]]:
    faults: Faults = []
    return parse_tsv(text, "mill.tsv", faults), [str(fault) for fault in faults]


# There and back.

words = st.text(
    st.sampled_from("\t\n|\\\"'#:,é日 ")
    | st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), max_codepoint=0xFFFD
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._~/-]{0,8}", fullmatch=True)
iris = names.map(lambda name: f"{BASE}9/skill/{name}") | names.map(lambda name: f"urn:x:{name}")
VALUES = {
    "text": words,
    "reference": iris,
    "iri": iris,
    "number": st.integers(0, 1000).map(lambda number: plain_number(str(number / 1000))),
    "date": st.dates().map(lambda day: day.isoformat()),
    "entity type": st.sampled_from(sorted(ENTITY_TYPES)),
    "cardinality": st.sampled_from(CARDINALITIES),
}
CORE = {"subject_id", "predicate_id", "object_id", "mapping_justification", "predicate_modifier"}


def slots(known: dict[str, Slot], leave: set[str]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    def values(slot: Slot) -> st.SearchStrategy[tuple[str, ...]]:
        most = 3 if slot.many else 1
        each = st.lists(VALUES[slot.kind], min_size=1, max_size=most, unique=True)
        return each.map(lambda found: tuple(sorted(found)))

    optional = {name: values(slot) for name, slot in known.items() if name not in leave}
    return st.fixed_dictionaries({}, optional=optional)


mappings = st.builds(
    lambda subject, predicate, object_, negated, given: Mapping(
        subject, predicate, object_, MANUAL, negated, slots_of({**given})
    ),
    iris,
    st.sampled_from(RELATIONS),
    iris,
    st.booleans(),
    slots({name: MAPPING[name] for name in [*sorted(MAPPING)[::2], "comment", "author_id"]}, CORE),
)
sets = st.builds(
    lambda each, given: MappingSet(
        "https://example.org/set",
        tuple(sorted({(m.subject, m.object): m for m in each}.values(), key=lambda m: m.pair)),
        slots_of({**given}),
        OURS,
    ),
    st.lists(mappings, max_size=3),
    slots(SET, {"mapping_set_id"}),
)


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=40, deadline=None)
@given(given_set=sets)
def test_a_set_comes_back_as_it_was(
    given_set: MappingSet, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("set") / f"set{ending}"
    try:
        path.write_bytes(write_mappings(given_set, path))
    except SourceError as error:
        assert ending == ".tsv"
        assert "ends in a backslash" in str(error)
        return
    assert read_mappings(path) == given_set


@pytest.mark.parametrize("strings", [("a\\", "b"), ("a|\\", "b"), ("a\\", "a\\\\")])
def test_what_the_table_cannot_hold_is_refused(strings: tuple[str, ...]) -> None:
    found = read(HEADER + GOOD)[0]
    (mapping,) = found.mappings
    many = replace(mapping, slots=slots_of({"match_string": strings}))
    with pytest.raises(SourceError) as refused:
        write_tsv(replace(found, mappings=(many,)))
    assert str(refused.value) == (
        f"mapping of {BASE}9/skill/SLMO, column 'match_string': '{strings[0]}' ends in a backslash,"
        " which SSSOM/TSV reads as part of a bar; write .json or RDF instead, or mend the value"
    )


def test_the_last_of_several_may_end_in_a_backslash() -> None:
    found = read(HEADER + GOOD)[0]
    (mapping,) = found.mappings
    kept = replace(mapping, slots=slots_of({"match_string": ("a|b", "b\\")}))
    again, faults = read(write_tsv(replace(found, mappings=(kept,))).decode())
    assert faults == []
    assert again.mappings[0].slots == kept.slots


def test_what_holds_for_all_mappings_stands_once_in_the_header() -> None:
    mapping, faults = read(HEADER + GOOD)
    assert faults == []
    assert mapping.mappings[0].one("mapping_date") == "2026-11-24"
    text = write_tsv(mapping).decode()
    assert text.count("2026-11-24") == 1
    assert "mapping_date" not in text.splitlines()[-2]


def test_a_row_says_more_than_the_header() -> None:
    text = (
        HEADER.replace("comment", "mapping_date")
        + f"S:SLMO\tskos:closeMatch\tM:a\t{J}\t\t2025-01-02\n"
    )
    assert read(text)[0].mappings[0].one("mapping_date") == "2025-01-02"


def test_windows_line_ends_and_a_byte_order_mark_are_taken_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "mill.tsv"
    path.write_bytes(("\ufeff" + HEADER + GOOD).replace("\n", "\r\n").encode())
    assert read_mappings(path) == read(HEADER + GOOD)[0]


def test_a_quoted_field_may_hold_tabs_and_lines() -> None:
    found, faults = read(
        HEADER + f'S:SLMO\tskos:closeMatch\tM:a\t{J}\t\t"one\ttwo\nthree"\n' + GOOD
    )
    assert faults == []
    assert {m.one("comment") for m in found.mappings} == {"one\ttwo\nthree", "good"}
    assert sorted(m.row or 0 for m in found.mappings) == [7, 9]


# What is at fault is named, and the rest is read.


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            f"X:SLMO\tskos:closeMatch\tM:a\t{J}\t\t",
            "column 'subject_id': the prefix of 'X:SLMO' is not declared; add it to curie_map",
        ),
        (
            f"SLMO\tskos:closeMatch\tM:a\t{J}\t\t",
            "column 'subject_id': found 'SLMO', expected a CURIE; write it as prefix:name",
        ),
        (
            f"S:SL MO\tskos:closeMatch\tM:a\t{J}\t\t",
            "column 'subject_id': found 'S:SL MO', which makes no IRI; "
            "correct what follows the prefix",
        ),
        (
            f"S:SLMO\towl:sameAs\tM:a\t{J}\t\t",
            "column 'predicate_id': found 'owl:sameAs', no mapping relation of SKOS; write one of "
            "skos:exactMatch, skos:closeMatch, skos:broadMatch, skos:narrowMatch, "
            "skos:relatedMatch",
        ),
        (
            f"S:SLMO\tskos:closeMatch\tM:a\t{J}\t7\t",
            "column 'confidence': found '7', expected a number from 0 to 1; "
            "correct it, or leave it empty",
        ),
        (
            f"S:SLMO\tskos:closeMatch\tM:a\t{J}\tnan\t",
            "column 'confidence': found 'nan', expected a number from 0 to 1; "
            "correct it, or leave it empty",
        ),
        (
            f"S:SLMO\tskos:closeMatch\t\t{J}\t\t",
            "column 'object_id': empty; each mapping needs one",
        ),
        (
            f"S:SLMO\tskos:closeMatch\tM:a\t{J}\t\ta\tb",
            "7 fields where the table has 6 columns; "
            "quote a field that holds a tab, and keep empty fields",
        ),
        (
            f"S:SLMO\tskos:closeMatch\tM:a\t{J}\t\ta\x07b",
            "column 'comment': found 'a\ufffdb', which holds a control character; take it away",
        ),
    ],
    ids=lambda value: value[:24].replace("\t", " "),
)
def test_a_row_at_fault_is_named_and_the_rest_is_read(row: str, fault: str) -> None:
    found, faults = read(HEADER + row + "\n" + GOOD)
    where = "mill.tsv, row 7, " if fault.startswith("column") else "mill.tsv, row 7: "
    assert faults == [where + fault]
    assert found.mappings == read(HEADER + GOOD)[0].mappings


def test_a_column_that_is_no_slot_is_named_once() -> None:
    text = (HEADER + GOOD * 2).replace("comment", "remark")
    found, faults = read(text)
    assert faults == [
        "mill.tsv, row 6, column 'remark': no slot of SSSOM 1.1; "
        "declare it in extension_definitions, or take it away"
    ]
    assert len(found.mappings) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: no header; write 'slot: value' lines, each after a '#'"),
        (
            HEADER.splitlines()[-1] + "\n" + GOOD,
            "line 1: no header; write 'slot: value' lines, each after a '#'",
        ),
        (
            "#a: b: c\n" + GOOD,
            "line 1: the header is no YAML (mapping values are not allowed in this context); "
            "write 'slot: value' lines, each after a '#'",
        ),
        (
            "#- a\n" + GOOD,
            "line 1: the header is no YAML mapping; write 'slot: value' lines, each after a '#'",
        ),
        (
            "#license: https://example.org/l\n" + GOOD,
            "line 1: no mapping_set_id in the header; "
            "add '#mapping_set_id: https://…' above the table",
        ),
        (
            HEADER.replace("object_id", "object"),
            "row 6: no column object_id; the table begins with a line of slots",
        ),
        (
            HEADER.replace("comment", "confidence"),
            "row 6, column 'confidence': twice in the table; keep one of the two",
        ),
    ],
    ids=["empty", "no header", "no YAML", "a list", "no set", "no object", "twice"],
)
def test_a_file_that_cannot_be_read_is_one_line(text: str, fault: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(text)
    assert str(refused.value) in (f"mill.tsv, {fault}", f"mill.tsv: {fault}")


def test_without_a_list_the_first_fault_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "mill.tsv"
    path.write_text(HEADER + GOOD.replace("0.8", "8"), "utf-8")
    with pytest.raises(SourceError, match="row 7, column 'confidence': found '8'"):
        read_mappings(path)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.json", "{", "a.json, line 1: no JSON"),
        ("a.json", "[]", "a.json: no list of mappings"),
        ("a.json", '{"mappings": []}', "a.json, line 1: no mapping_set_id in the header"),
        ("a.ttl", "", "a.ttl: no mapping set in it"),
        ("a.csv", "", "a.csv: a file with the ending '.csv', which holds no mappings"),
        ("none.tsv", None, "none.tsv: no such file; check its name"),
    ],
)
def test_other_files_that_hold_no_mappings(
    name: str, text: str | None, fault: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SourceError) as refused:
        read_mappings(tmp_path / name)
    assert str(refused.value).startswith(fault)


def test_a_fault_in_json_says_which_mapping(tmp_path: Path) -> None:
    path = tmp_path / "mill.json"
    good = replace(read(HEADER + GOOD)[0], slots=())
    text = write_mappings(good, path).decode().replace("0.8", "8.0")
    path.write_text(text, "utf-8")
    faults: Faults = []
    assert read_mappings(path, faults).mappings == ()
    assert list(map(str, faults)) == [
        "mill.json, row 1, column 'confidence': found '8.0', expected a number from 0 to 1; "
        "correct it, or leave it empty"
    ]
