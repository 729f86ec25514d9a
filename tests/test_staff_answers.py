"""What the questions about roles and people answer on the samples, held against plain arithmetic.

Expected rows come from `staff.py`, which reads the sheets that the samples are made from and knows
no SPARQL; a few are written out, so that a slip common to both would show.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import pytest
from staff import (
    BASES,
    POLICIES,
    SAMPLES,
    Staff,
    defined,
    firmest,
    holds,
    iri,
    levels,
    ranked,
    staff,
)

from sfia_graph.asking import ask
from sfia_graph.cli import main
from sfia_graph.resources import sample_data, shipped_data
from sfia_graph.results import Rows, Value
from sfia_graph.store import open_store

Row = tuple[Value, ...]
Asker = Callable[..., list[Row]]

SOME = (BASES, ("assessed", "certified"))
TEAMS = {"service-desk": "Service desk", "product": "Product"}

every_policy = pytest.mark.parametrize("policy", POLICIES)
every_basis = pytest.mark.parametrize("bases", SOME, ids=["all bases", "two bases"])


@pytest.fixture(scope="module")
def here() -> Staff:
    return staff()


@pytest.fixture(scope="module")
def answer() -> Asker:
    """Ask, and give the rows without the names of skills and the titles of roles."""
    store = open_store([*shipped_data(links=False), *sample_data()])

    def asked(query: str, **values: object) -> list[Row]:
        rows = ask(query, store, **values)  # type: ignore[arg-type]
        assert isinstance(rows, Rows)
        kept = [at for at, column in enumerate(rows.columns) if column not in {"name", "title"}]
        return [tuple(row[at] for at in kept) for row in rows.values()]

    return asked


# A person and a role.


def against(here: Staff, person: str, role: str, policy: str, bases: tuple[str, ...]) -> list[Row]:
    rows: list[Row] = []
    for each in here.asked(role):
        had = holds(here.of(person), each.skill, bases)
        gap = each.gap(levels(had), policy)
        rows.append((each.code, each.importance, *each.bounds, *firmest(had), gap))
    return rows


@every_policy
@every_basis
def test_a_person_against_a_role(
    here: Staff, answer: Asker, policy: str, bases: tuple[str, ...]
) -> None:
    for person, role in product(here.people, here.roles):
        expected = against(here, person, role, policy, bases)
        values = {"person": person, "role": role, "policy": policy, "basis": bases}
        assert answer("person-against-role", **values) == expected
        assert answer("person-gap", **values) == [row for row in expected if row[-1]]


def test_what_has_expired_does_not_count_and_the_firmest_basis_is_told(answer: Asker) -> None:
    assert answer("person-against-role", person="fay", role="service-manager") == [
        ("RLMT", "core", 4, 4, None, None, 4),
        ("SLMO", "core", 4, 5, 3, "self-assessed", 1),
        ("USUP", "core", 4, 4, None, None, 4),
        ("PBMG", "optional", 4, 4, 3, "endorsed", 1),
    ]
    (row,) = answer("person-against-role", person="kim", role="security-analyst", basis=BASES)[:1]
    assert row == ("SCTY", "core", 4, 4, 4, "certified", 0)


def test_under_the_exact_policy_more_is_a_gap_too(answer: Asker) -> None:
    values = {"person": "dov", "role": "service-desk-lead"}
    assert [row[0] for row in answer("person-gap", **values)] == ["CSMG", "KNOW"]
    assert answer("person-gap", **values, policy="exact") == [
        ("CSMG", "core", 4, 5, None, None, 4),
        ("USUP", "core", 4, 4, 5, "assessed", 1),
        ("KNOW", "optional", 3, 3, None, None, 3),
        ("PBMG", "optional", 3, 3, 4, "self-assessed", 1),
    ]


@pytest.mark.parametrize("name", ["ada", "https://w3id.org/sfia-graph/person/ada"])
@pytest.mark.parametrize("role", ["Responsable des services", iri("role", "service-manager")])
def test_people_and_roles_have_several_names(answer: Asker, name: str, role: str) -> None:
    assert answer("person-gap", person=name, role=role) == answer("person-gap")
    assert answer("person-gap")


@pytest.mark.parametrize("name", ["zoe", "Ada Example", "service-manager", "urn:x", "<>"])
def test_of_nobody_nothing_is_said(answer: Asker, name: str) -> None:
    assert answer("person-against-role", person=name) == []


def test_names_come_in_the_language_asked_for_or_in_english() -> None:
    store = open_store([*shipped_data(links=False), *sample_data()])
    for query, column in (("next-roles", "title"), ("roles-needing-skill", "title")):
        for lang, expected in (("fr", "Ingénieur logiciel"), ("de", "Software engineer")):
            rows = ask(query, store, lang=lang)
            assert isinstance(rows, Rows)
            assert expected in [row[column] for row in rows]


# Everybody and a role.


@every_policy
@every_basis
def test_candidates_lack_what_their_gaps_add_up_to(
    here: Staff, answer: Asker, policy: str, bases: tuple[str, ...]
) -> None:
    for role in here.roles:
        asked = sum(min(each.levels) for each in here.core(role))
        found = answer("rank-candidates", role=role, policy=policy, basis=bases, share=0)
        assert found == [
            (iri("person", person), gap, asked, iri("role", role))
            for gap, person in ranked(here, role, policy, bases)
        ]
        some = answer("rank-candidates", role=role, policy=policy, basis=bases, share=40)
        assert some == [row for row in found if 100 * (asked - int(str(row[1]))) >= 40 * asked]


def test_people_by_skill_and_level(here: Staff, answer: Asker) -> None:
    held = {(each.skill[1], each.level, each.person) for each in here.claims if not each.expired}
    counted = sorted({(code, level) for code, level, _ in held})
    assert answer("people-by-skill-and-level") == [
        (code, level, len({who for *at, who in held if at == [code, level]}))
        for code, level in counted
    ]


# Teams.


@every_policy
@every_basis
@pytest.mark.parametrize("team", TEAMS)
def test_what_a_team_covers_and_what_hangs_on_one(
    here: Staff, answer: Asker, team: str, policy: str, bases: tuple[str, ...]
) -> None:
    rows: list[Row] = []
    alone: list[Row] = []
    for role in here.roles:
        for each in here.asked(role):
            held = {
                who: levels(holds(here.of(who), each.skill, bases))
                for who in here.members(TEAMS[team])
            }
            able = [who for who, had in held.items() if not each.gap(had, policy)]
            most = max((level for had in held.values() for level in had), default=None)
            gap = min(each.gap(had, policy) for had in held.values())
            about = (iri("role", role), each.code, each.importance, *each.bounds)
            rows.append((*about, most, len(able), gap))
            if len(able) == 1:
                alone.append((*about, iri("person", able[0])))
    values = {"team": team, "role": here.roles, "policy": policy, "basis": bases}
    assert answer("team-coverage", **values) == rows
    assert answer("single-points-of-failure", **values) == alone


def test_a_team_has_several_names_and_nothing_is_said_of_none(answer: Asker) -> None:
    known = answer("team-coverage")
    assert len(known) == 9
    for name in ("Service desk", iri("team", "service-desk")):
        assert answer("team-coverage", team=name) == known
    for query in ("team-coverage", "single-points-of-failure", "training-need"):
        assert answer(query, team="sales") == []


@every_basis
@pytest.mark.parametrize("team", ["Service desk", "Product", "all"])
def test_what_a_team_has_to_learn(
    here: Staff, answer: Asker, team: str, bases: tuple[str, ...]
) -> None:
    people = here.members(team)
    needs = {
        (each.skill, each.importance, min(each.levels))
        for role in here.roles
        for each in here.asked(role)
    }
    rows = []
    for skill, importance, level in needs:
        held = [max(levels(holds(here.of(who), skill, bases)), default=0) for who in people]
        lacking = sum(had < level for had in held)
        missing = sum(max(0, level - had) for had in held)
        if lacking:
            rows.append((skill[1], importance, level, lacking, len(people), missing))
    rows.sort(key=lambda row: (row[1], -row[3], -row[5], row[0], row[2]))
    assert answer("training-need", team=team, role=here.roles, basis=bases) == rows


@every_basis
@pytest.mark.parametrize("team", ["Service desk", "all"])
def test_how_many_there_are_at_each_level(
    here: Staff, answer: Asker, team: str, bases: tuple[str, ...]
) -> None:
    def rows(code: str, skills: list[str]) -> list[Row]:
        tops = [
            max((level for code in skills for level in had(who, code)), default=0)
            for who in here.members(team)
        ]
        known = sorted({level for each in skills for level in defined("9")[each]})
        return [(code, n, tops.count(n), sum(top >= n for top in tops)) for n in known]

    def had(who: str, code: str) -> list[int]:
        return levels(holds(here.of(who), ("9", code), bases))

    found = answer("bench-by-level", code=["PROG", "SLMO"], team=team, basis=bases)
    assert found == [*rows("PROG", ["PROG"]), *rows("SLMO", ["SLMO"])]
    everything = answer("bench-by-level", code="all", team=team, basis=bases)
    assert everything == rows("all", list(defined("9")))


@pytest.mark.parametrize("date", ["2020-01-01", "2026-01-01"])
@pytest.mark.parametrize("team", ["Product", "all"])
def test_what_has_expired_or_is_old(here: Staff, answer: Asker, team: str, date: str) -> None:
    rows = [
        (
            *(iri("person", each.person), each.skill[1], each.level, each.basis),
            *(each.made[:10], each.expires[:10] or None, "expired" if each.expired else "old"),
        )
        for each in here.claims
        if team in (each.team, "all") and (each.expired or each.made[:10] < date)
    ]
    expected = sorted(rows, key=lambda row: (*map(str, row[:3]), row[4]))
    assert answer("stale-holdings", team=team, date=date) == expected


@pytest.mark.parametrize("team", ["Product", "all"])
def test_self_assessments_beside_the_judgement_of_others(
    here: Staff, answer: Asker, team: str
) -> None:
    rows = []
    for person in here.members(team):
        for skill in sorted({each.skill for each in here.of(person)}):
            own = levels(holds(here.of(person), skill, BASES[:1]))
            others = levels(holds(here.of(person), skill, BASES[1:]))
            if own and others:
                difference = max(own) - max(others)
                rows.append((iri("person", person), skill[1], max(own), max(others), difference))
    assert answer("self-against-assessed", team=team) == sorted(rows, key=lambda row: -row[-1])
    assert rows


# Roles.


def test_what_roles_ask_for(here: Staff, answer: Asker) -> None:
    expected = [
        (iri("role", role), each.code, each.importance, *each.bounds)
        for role in here.roles
        for each in here.asked(role)
    ]
    assert answer("role-requirements", role=here.roles) == expected


def test_the_roles_that_ask_for_a_skill(here: Staff, answer: Asker) -> None:
    codes = {each.code for each in here.requirements}
    rows = [
        (each.code, int(each.skill[0]), iri("role", each.role), each.importance, *each.bounds)
        for each in here.requirements
    ]
    rows.sort(key=lambda row: (*row[:2], row[3], *row[4:], row[2]))
    assert answer("roles-needing-skill", code=sorted(codes)) == rows


def test_roles_are_alike_by_the_weights_of_their_skills(here: Staff, answer: Asker) -> None:
    """Of a software engineer and a tester: PROG 6 and 3, TEST 6 and 6, SWDN 6, PORT 3."""
    for role in here.roles:
        own, rows = here.weights(role), []
        for other in here.roles:
            theirs = here.weights(other)
            both = own.keys() & theirs.keys()
            every = own.keys() | theirs.keys()
            least = sum(min(own[each], theirs[each]) for each in both)
            most = sum(max(own.get(each, 0), theirs.get(each, 0)) for each in every)
            if other != role and least:
                rows.append((iri("role", other), like(least, most), len(both)))
        found = answer("similar-roles", role=role, share=0)
        assert found == sorted(rows, key=lambda row: (-row[1], row[0]))
    assert (iri("role", "tester"), Decimal("0.429"), 2) in answer("similar-roles")


def like(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)


@pytest.mark.parametrize("steps", [0, 6, 12])
def test_the_next_roles(here: Staff, answer: Asker, steps: int) -> None:
    for name in (*here.roles, *here.people):
        had = here.start(name)
        rows = [
            (iri("role", role), here.lacks(role, had), here.lacks(role, had, "optional"))
            for role in here.roles
            if role != name
        ]
        expected = sorted((each for each in rows if each[1] <= steps), key=lambda row: row[1:])
        assert answer("next-roles", start=name, steps=steps) == expected


def test_what_is_gained_by_a_move(here: Staff, answer: Asker) -> None:
    for name, goal in product((*here.roles, "ivy", "dov"), here.roles):
        had = here.start(name)
        rows = [
            (each.code, each.importance, had[each.skill] or None, *each.bounds, gained)
            for each in here.asked(goal)
            if (gained := each.gap([had[each.skill]], "at-least"))
        ]
        assert answer("skills-gained-by-a-move", start=name, goal=goal) == rows


@pytest.mark.parametrize("steps", [6, 12])
def test_the_way_from_one_role_to_another(here: Staff, answer: Asker, steps: int) -> None:
    for name, goal in product((*here.roles, "ivy"), here.roles):
        had = here.start(name)
        straight = here.lacks(goal, had)
        rows: list[tuple[int, str, int, int | None]] = []
        if straight <= steps:
            rows.append((straight, "", straight, None))
        for via in here.roles:
            first = here.lacks(via, had)
            both = {each: max(had[each], here.start(via)[each]) for each in here.start(via)}
            second = here.lacks(goal, had | both)
            if 0 < first <= steps and 0 < second <= steps and second < straight:
                rows.append((first + second, iri("role", via), first, second))
        expected = [
            (via or None, first, second, total) for total, via, first, second in sorted(rows)
        ]
        assert answer("path-between-roles", start=name, goal=goal, steps=steps) == expected


def test_a_tester_becomes_a_senior_engineer_through_an_engineer(answer: Asker) -> None:
    assert answer("path-between-roles") == [
        (None, 10, None, 10),
        (iri("role", "software-engineer"), 6, 4, 10),
    ]


@pytest.mark.parametrize("edition", ["8", "9"])
def test_what_roles_ask_for_that_an_edition_does_not_define(
    here: Staff, answer: Asker, edition: str
) -> None:
    known = defined(edition)
    rows = [
        (iri("role", each.role), each.importance, each.code, level, *(bounds(known, each.code)))
        for each in here.requirements
        for level in each.levels
        if level not in known.get(each.code, ())
    ]
    rows.sort(key=lambda row: tuple(map(str, row[:4])))
    assert answer("requirements-not-observed", edition=edition) == rows
    assert rows


def bounds(known: dict[str, tuple[int, ...]], code: str) -> tuple[int | None, int | None]:
    return (min(known[code]), max(known[code])) if code in known else (None, None)


@pytest.mark.parametrize("query", ["next-roles", "path-between-roles", "skills-gained-by-a-move"])
def test_from_nowhere_there_is_no_way(answer: Asker, query: str) -> None:
    assert answer(query, start="astronaut") == []


# The samples.


@pytest.mark.parametrize("name", ["people", "roles"])
def test_the_samples_are_what_their_sheets_say(name: str, tmp_path: Path) -> None:
    out = tmp_path / f"{name}.ttl"
    assert main(["profile", "import", str(SAMPLES / f"{name}.csv"), "-o", str(out)]) == 0
    assert out.read_bytes() == (SAMPLES / f"{name}.ttl").read_bytes()


def test_the_samples_hold_every_ground_what_has_expired_and_what_is_old(here: Staff) -> None:
    assert {each.basis for each in here.claims} == set(BASES)
    assert [each.person for each in here.claims if each.expired] == ["fay", "lea"]
    assert {each.importance for each in here.requirements} == {"core", "optional"}
    assert any(len(each.levels) > 1 for each in here.requirements)


def test_without_a_store_the_samples_are_asked_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["query", "single-points-of-failure", "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 3
    assert said.err == "asked of the invented sample people and roles; name a store with --store\n"


def test_what_is_shipped_holds_no_samples(answer: Asker) -> None:
    empty = open_store(merged=False)
    for query in ("people-by-skill-and-level", "role-requirements", "person-against-role"):
        found = ask(query, empty)
        assert isinstance(found, Rows)
        assert not found
    assert answer("role-requirements")
