"""The invented workforce that is measured with."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from benchmarks.roles import roles
from benchmarks.skills import skills
from benchmarks.workforce import CLAIMS, main, people, workforce
from sfia_graph import validate
from sfia_graph.namespaces import BASE, PREFIXES, SFIA, compact
from sfia_graph.store import open_store

ROOT = Path(__file__).resolve().parent.parent
MANY = 5000


def statements(written: Iterator[str], kind: str) -> dict[str, dict[str, list[str]]]:
    """Give what is said of each thing of a class: values by property, all of it short."""
    quads: list[Quad] = list(parse("".join(written), format=RdfFormat.N_QUADS))
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        value = str(getattr(quad.object, "value", quad.object))
        said[compact(str(quad.subject)[1:-1])][compact(quad.predicate.value)].append(compact(value))
    return {name: of for name, of in said.items() if of["rdf:type"] == [f"sfia:{kind}"]}


def holdings() -> dict[tuple[str, str], list[tuple[int, str, int]]]:
    """Give what many people claim of each skill: level, basis and day."""
    found = defaultdict(list)
    for person, claims in people(MANY):
        for claim in claims:
            found[person, claim.skill].append((claim.level, claim.basis, claim.day))
    return found


def test_a_claim_is_five_statements_in_one_graph() -> None:
    written = "".join(workforce(1)).splitlines()
    (person, claims), *_ = people(1)
    holding, graph = f"<{BASE}holding/000001-1>", f"<{BASE}graph/workforce>"
    said = [line.removeprefix(holding).removesuffix(f" {graph} .") for line in written[:5]]
    first = claims[0]
    assert person == "000001"
    assert said == [
        f" <{PREFIXES['rdf']}type> <{SFIA}Holding>",
        f" <{SFIA}holder> <{BASE}person/000001>",
        f" <{SFIA}skillAtLevel> <{BASE}9/skill/{first.skill}/{first.level}>",
        f" <{SFIA}basis> <{SFIA}{first.basis}>",
        f' <{PREFIXES["prov"]}generatedAtTime> "2024-04-22T11:00:00Z"^^<{PREFIXES["xsd"]}dateTime>',
    ]


def test_nothing_else_is_said_of_people() -> None:
    written = "".join(workforce(100))
    claims = sum(len(claims) for _, claims in people(100))
    assert written.count("\n") == written.count(f" <{BASE}graph/workforce> .\n") == 5 * claims
    assert len(statements(iter([written]), "Holding")) == claims


def test_people_make_eight_claims_on_average() -> None:
    assert mean(CLAIMS) == 8
    assert mean(len(claims) for _, claims in people(MANY)) == pytest.approx(8, abs=0.2)


def test_a_few_skills_are_common_and_most_are_rare() -> None:
    held = Counter(skill for _, skill in holdings())
    common = [many for _, many in held.most_common()]
    assert len(common) == len(skills()) == 147
    assert sum(common[:15]) > sum(common[15:]) / 2
    assert common[0] > 5 * common[73]


def test_the_workforce_is_a_pyramid() -> None:
    highest = Counter(max(claim.level for claim in claims) for _, claims in people(MANY))
    from_below = [highest[level] for level in range(4, 8)]
    assert from_below == sorted(from_below, reverse=True)
    assert from_below[-1] > 0


def test_a_skill_is_claimed_once_or_at_two_levels_the_lower_one_earlier_on_another_basis() -> None:
    several = Counter(len(claims) for claims in holdings().values())
    assert several.keys() == {1, 2}
    assert 10 * several[2] < several[1]
    for claims in holdings().values():
        for (level, basis, day), (other, another, earlier) in pairwise(claims):
            assert other == level - 1
            assert another != basis
            assert earlier < day


def test_a_role_asks_for_four_to_ten_skills_the_first_of_them_core() -> None:
    written = list(roles(50))
    profiles = statements(iter(written), "RoleProfile")
    asked = statements(iter(written), "Requirement")
    assert list(profiles)[:2] == ["role/01", "role/02"]
    assert profiles["role/01"]["dcterms:title"] == ["Role 01"]
    assert len(profiles) == 50
    sizes = {len(profile["sfia:requirement"]) for profile in profiles.values()}
    assert sizes == set(range(4, 11))
    for name, profile in profiles.items():
        codes = [
            asked[each]["sfia:skillAtLevel"][0].split("/")[2]
            for each in profile["sfia:requirement"]
        ]
        assert len(set(codes)) == len(codes)
        assert asked[f"{name}/1"]["sfia:importance"] == ["sfia:core"]


def test_roles_ask_for_core_and_optional_skills_at_one_level_or_at_two() -> None:
    asked = statements(roles(50), "Requirement").values()
    assert {each["sfia:importance"][0] for each in asked} == {"sfia:core", "sfia:optional"}
    assert {len(each["sfia:skillAtLevel"]) for each in asked} == {1, 2}


@pytest.mark.long
def test_people_and_roles_are_valid_beside_the_shipped_data(tmp_path: Path) -> None:
    file = tmp_path / "workforce.nq"
    main(["40", "--roles", "50", "-o", str(file)])
    shipped = open_store(ROOT / "data")
    report = validate(open_store([ROOT / "data", file]))
    assert report.statements > validate(shipped).statements
    assert report.counts["violation"] == report.counts["warning"] == 0


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    file = tmp_path / "workforce.nq"
    main(["50", "--roles", "3", "--seed", "7", "-o", str(file)])
    command = [sys.executable, "-m", "benchmarks.workforce", "50", "--roles", "3", "--seed", "7"]
    for seed in ("1", "2"):
        run = subprocess.run(
            command, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        assert run.stderr == b""
        assert run.stdout == file.read_bytes()
    assert file.read_text() == "".join([*roles(3, seed=7), *workforce(50, seed=7)])


def test_another_seed_makes_other_skills_common() -> None:
    def commonest(seed: int) -> str:
        held = Counter(claim.skill for _, claims in people(MANY, seed) for claim in claims)
        return held.most_common(1)[0][0]

    assert commonest(1) != commonest(2)


def test_another_seed_gives_the_first_person_and_role_another_size() -> None:
    assert len({len(claims) for seed in range(9) for _, claims in people(1, seed)}) > 1
    assert (
        len({role.count("Requirement>") for seed in range(9) for role in ["".join(roles(1, seed))]})
        > 1
    )


def test_more_people_begin_with_the_same_ones() -> None:
    assert list(people(30))[:10] == list(people(10))


def test_memory_does_not_grow_with_the_number_of_people() -> None:
    def peak(many: int) -> int:
        tracemalloc.start()
        for _ in workforce(many):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(1000) < 1.2 * peak(200)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-5"], "argument PEOPLE: '-5' is no whole number from 0 on"),
        (["many"], "argument PEOPLE: 'many' is no whole number from 0 on"),
        (["5", "--roles", "1.5"], "argument --roles: '1.5' is no whole number from 0 on"),
    ],
    ids=["negative", "word", "fraction"],
)
def test_a_number_that_is_none(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == f"python -m benchmarks.workforce: error: {reason}"
    )
