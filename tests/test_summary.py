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
from sfia_graph.resources import DATA, shipped_data
from sfia_graph.results import Answer, Rows
from sfia_graph.store import open_store

TEAM = DATA / "samples" / "team.ttl"


def values(answer: Answer) -> Sequence[tuple[object, ...]]:
    assert isinstance(answer, Rows)
    return answer.values()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("summary") / "store"
    assert main(["load", "--shipped", str(TEAM), "--into", str(where), "--summarise"]) == 0
    return where


def test_it_counts_holders_and_finds_the_highest_level_of_each(folder: Path) -> None:
    store = open_store(folder)
    assert f"{BASE}graph/summary" in store.graphs()
    counted = store.sparql(
        "SELECT ?at ?n { ?at sfia:holderCount ?n } ORDER BY DESC(?n) ?at LIMIT 2"
    )
    skill = f"{BASE}9/skill"
    assert values(counted) == [(f"{skill}/SLMO/4", 2), (f"{skill}/ITOP/3", 1)]
    highest = store.sparql(f"SELECT ?at {{ <{BASE}person/bea> sfia:highestHeld ?at }} ORDER BY ?at")
    assert values(highest) == [(f"{skill}/RLMT/4",), (f"{skill}/SLMO/5",)]


def test_a_load_without_it_has_none(tmp_path: Path) -> None:
    assert main(["load", "--shipped", str(TEAM), "--into", str(tmp_path / "store")]) == 0
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
claims = st.lists(st.tuples(st.integers(1, 5), skills, st.integers(3, 6)), max_size=20)


@settings(max_examples=15)
@given(claims)
def test_questions_get_the_same_answers_with_it_and_without(
    tmp_path_factory: pytest.TempPathFactory, held: list[tuple[int, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("people")
    file = folder / "people.ttl"
    file.write_text(
        f"PREFIX sfia: <{PREFIXES['sfia']}>\n"
        + "\n".join(
            f"<{BASE}holding/{n}> a sfia:Holding ; sfia:holder <{BASE}person/{person}> ; "
            f"sfia:skillAtLevel <{BASE}9/skill/{code}/{level}> ."
            for n, (person, code, level) in enumerate(held)
        ),
        encoding="utf-8",
    )
    files = [*shipped_data()[-1:], TEAM, *([file] if held else [])]
    words = ["load", *map(str, files), "--into", str(folder / "store"), "--no-validate"]
    assert main([*words, "--summarise"]) == 0
    for name, given_values in (
        ("people-by-skill-and-level", {}),
        ("rank-candidates", {"share": 0}),
    ):
        with_it = ask(name, open_store(folder / "store"), **given_values)
        assert values(with_it) == values(ask(name, open_store(files), **given_values))
        assert values(with_it)
