"""The summary of a store says what its holdings say, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.asking import ask
from sfia_graph.cli import main
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.resources import sample_data, shipped_data
from sfia_graph.results import Answer, Rows
from sfia_graph.store import open_store

SAMPLES = sample_data()


def values(answer: Answer) -> Sequence[tuple[object, ...]]:
    assert isinstance(answer, Rows)
    return answer.values()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("summary") / "store"
    words = ["load", "--shipped", *map(str, SAMPLES), "--no-validate", "--into", str(where)]
    assert main([*words, "--summarise"]) == 0
    return where


def test_it_counts_holders_and_finds_the_highest_level_of_each(folder: Path) -> None:
    store = open_store(folder)
    assert f"{BASE}graph/summary" in store.graphs()
    skill = f"{BASE}9/skill"
    counted = store.sparql(
        f"SELECT ?at ?n {{ ?at sfia:holderCount ?n ; sfia:skill <{skill}/SLMO> }} ORDER BY ?at"
    )
    assert values(counted) == [(f"{skill}/SLMO/{at}", n) for at, n in ((3, 2), (4, 2), (5, 1))]
    highest = store.sparql(f"SELECT ?at {{ <{BASE}person/bea> sfia:highestHeld ?at }} ORDER BY ?at")
    assert values(highest) == [(f"{skill}/RLMT/4",), (f"{skill}/SLMO/5",)]


def test_what_has_expired_is_left_out(folder: Path) -> None:
    """Fay was certified at SLMO 4 until 2024; she says herself that she is at 3."""
    held = open_store(folder).sparql(
        f"SELECT ?at {{ <{BASE}person/fay> sfia:highestHeld ?at . "
        f"?at sfia:skill <{BASE}9/skill/SLMO> }}"
    )
    assert values(held) == [(f"{BASE}9/skill/SLMO/3",)]


def test_a_load_without_it_has_none(tmp_path: Path) -> None:
    words = ["load", "--shipped", *map(str, SAMPLES), "--no-validate"]
    assert main([*words, "--into", str(tmp_path / "store")]) == 0
    store = open_store(tmp_path / "store")
    assert store.sparql("ASK { ?at sfia:holderCount|sfia:highestHeld ?any }") is False


def test_a_summary_among_the_files_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.nt"
    old.write_text(f'<{BASE}9/skill/SLMO/4> <{PREFIXES["sfia"]}holderCount> "7" .\n', "utf-8")
    words = ["load", "--shipped", str(old), "--into", str(tmp_path / "store"), "--no-validate"]
    assert main([*words, "--summarise"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "sfia-graph: a summary is among what is loaded, which may be out of date; "
        "leave graph/summary out of the files"
    )
    assert not (tmp_path / "store").exists()


def test_a_holder_that_is_no_resource_counts_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "odd.ttl"
    file.write_text(
        f"PREFIX sfia: <{PREFIXES['sfia']}>\n"
        f'<urn:h> sfia:holder "Bob" ; sfia:skillAtLevel <{BASE}9/skill/SLMO/4> .',
        encoding="utf-8",
    )
    words = ["load", "--shipped", str(file), "--into", str(tmp_path / "store"), "--no-validate"]
    assert main([*words, "--summarise"]) == 0
    for store in (open_store(tmp_path / "store"), open_store([*shipped_data(), file])):
        assert values(ask("people-by-skill-and-level", store)) == []


skills = st.sampled_from(["SLMO", "USUP", "RLMT", "PROG"])
ends = st.sampled_from(["", "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])
claims = st.lists(st.tuples(st.integers(1, 5), skills, st.integers(3, 6), ends), max_size=20)


@settings(max_examples=8)
@given(claims)
def test_questions_get_the_same_answers_with_it_and_without(
    tmp_path_factory: pytest.TempPathFactory, held: list[tuple[int, str, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("people")
    file = folder / "people.ttl"
    file.write_text(
        "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("prov", "sfia", "xsd"))
        + "\n".join(
            f"<{BASE}holding/{n}> a sfia:Holding ; sfia:holder <{BASE}person/{person}> ; "
            f"sfia:basis sfia:assessed ; sfia:skillAtLevel <{BASE}9/skill/{code}/{level}> "
            + (f'; prov:invalidatedAtTime "{end}"^^xsd:dateTime .' if end else ".")
            for n, (person, code, level, end) in enumerate(held)
        ),
        encoding="utf-8",
    )
    files = [*shipped_data()[-1:], *SAMPLES, *([file] if held else [])]
    words = ["load", *map(str, files), "--into", str(folder / "store"), "--no-validate"]
    assert main([*words, "--summarise"]) == 0
    for name, given_values in (
        ("people-by-skill-and-level", {}),
        ("rank-candidates", {"share": 0}),
        ("rank-candidates", {"share": 0, "policy": "exact"}),
        ("rank-candidates", {"share": 0, "basis": "certified"}),
    ):
        with_it = ask(name, open_store(folder / "store"), **given_values)
        assert values(with_it) == values(ask(name, open_store(files), **given_values))
        assert values(with_it)
