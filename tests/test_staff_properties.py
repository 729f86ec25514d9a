"""What must hold of roles, people and teams whatever they are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sfia_graph.asking import ask
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Rows, Value
from sfia_graph.store import EmbeddedStore

MINT = Minter()
CODES = ("CHOP", "STIR", "BAKE")
LEVELS = range(1, 8)
GROUNDS = ("selfAssessed", "assessed", "endorsed", "certified")
PERSON, ROLE, TEAM = "ann", "cook", "kitchen"

Claims = dict[str, list[tuple[str, int]]]
"""What each person holds: codes and levels."""
Asked = dict[str, tuple[tuple[int, ...], str]]
"""What a role asks for: by code the levels, any of which will do, and core or optional."""


def edition() -> str:
    lines = [f"<{MINT.edition(9)}> a sfia:Edition ; sfia:editionNumber 9 ."]
    lines += [f"<{MINT.level(n)}> a sfia:Level ; sfia:levelNumber {n} ." for n in LEVELS]
    for code in CODES:
        skill = MINT.skill(9, code)
        lines.append(
            f"<{skill}> a sfia:Skill ; skos:inScheme <{MINT.edition(9)}> ; "
            f'skos:prefLabel "{code}" ; dcterms:identifier "{code}" .'
        )
        for n in LEVELS:
            at, level = MINT.skill_at_level(9, code, n), MINT.level(n)
            lines.append(
                f"<{at}> a sfia:SkillAtLevel ; sfia:skill <{skill}> ; sfia:level <{level}> ."
            )
            lines.append(f"<{skill}> sfia:definedAtLevel <{level}> .")
    return "\n".join(lines)


def role(name: str, asked: Asked) -> Iterable[str]:
    yield f'<{MINT.role(name)}> a sfia:RoleProfile ; dcterms:title "{name}"@en .'
    for n, (code, (levels, importance)) in enumerate(asked.items(), 1):
        at = ", ".join(f"<{MINT.skill_at_level(9, code, level)}>" for level in levels)
        requirement = MINT.requirement(name, n)
        yield f"<{MINT.role(name)}> sfia:requirement <{requirement}> ."
        yield f"<{requirement}> sfia:importance sfia:{importance} ; sfia:skillAtLevel {at} ."


def people(held: Claims) -> Iterable[str]:
    for person, claims in held.items():
        yield f"<{MINT.team(TEAM)}> a foaf:Group ; foaf:member <{MINT.person(person)}> ."
        for n, (code, level) in enumerate(claims, 1):
            yield (
                f"<{MINT.holding(person, n)}> sfia:holder <{MINT.person(person)}> ; "
                f"sfia:basis sfia:{GROUNDS[n % 4]} ; "
                f"sfia:skillAtLevel <{MINT.skill_at_level(9, code, level)}> ."
            )


def store(roles: dict[str, Asked], held: Claims | None = None) -> EmbeddedStore:
    lines = [line for name, asked in roles.items() for line in role(name, asked)]
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    engine = ox.Store()
    text = "\n".join([prefixes, edition(), *lines, *people(held or {})])
    engine.load(text.encode(), ox.RdfFormat.TURTLE)
    return EmbeddedStore(engine, "invented")


def rows(query: str, of: EmbeddedStore, **values: str) -> list[dict[str, Value]]:
    found = ask(query, of, **values)
    assert isinstance(found, Rows)
    return list(found)


policies = st.sampled_from(["at-least", "exact"])
asked_levels = st.integers(1, 6).flatmap(
    lambda low: st.integers(low, 7).map(lambda high: tuple(range(low, high + 1)))
)
importances = st.sampled_from(["core", "optional"])
roles = st.dictionaries(
    st.sampled_from(CODES), st.tuples(asked_levels, importances), min_size=1, max_size=3
)
claims = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(LEVELS)), max_size=5)


@settings(max_examples=25)
@given(roles, policies, claims, st.data())
def test_nobody_lacks_anything_for_a_role_that_they_meet(
    asked: Asked, policy: str, others: list[tuple[str, int]], data: st.DataObject
) -> None:
    fits = {
        code: st.sampled_from(levels if policy == "exact" else range(min(levels), 8))
        for code, (levels, _) in asked.items()
    }
    met = [(code, data.draw(level)) for code, level in fits.items()]
    kitchen = store({ROLE: asked}, {PERSON: met + others})
    assert rows("person-gap", kitchen, person=PERSON, role=ROLE, policy=policy) == []
    assert len(rows("person-against-role", kitchen, person=PERSON, role=ROLE)) == len(asked)


@settings(max_examples=25)
@given(roles, policies, claims, st.tuples(st.sampled_from(CODES), st.sampled_from(LEVELS)))
def test_one_claim_more_never_makes_a_gap_larger(
    asked: Asked, policy: str, held: list[tuple[str, int]], more: tuple[str, int]
) -> None:
    def gaps(claims: list[tuple[str, int]]) -> dict[Value, int]:
        kitchen = store({ROLE: asked}, {PERSON: claims})
        found = rows("person-against-role", kitchen, person=PERSON, role=ROLE, policy=policy)
        return {row["code"]: int(str(row["gap"])) for row in found}

    before, after = gaps(held), gaps([*held, more])
    assert before.keys() == after.keys()
    assert all(after[code] <= before[code] for code in before)


@settings(max_examples=25)
@given(roles, roles)
def test_likeness_of_roles_is_mutual_and_whole_with_a_twin(one: Asked, other: Asked) -> None:
    kitchen = store({"one": one, "other": other, "twin": one})

    def alike(name: str) -> dict[str, Value]:
        found = rows("similar-roles", kitchen, role=name, share="0")
        return {str(row["role"]).rsplit("/", 1)[1]: row["similarity"] for row in found}

    assert alike("one").get("other") == alike("other").get("one") == alike("other").get("twin")
    assert alike("one")["twin"] == Decimal(1)


@settings(max_examples=25)
@given(roles, policies, st.lists(claims, min_size=1, max_size=3), claims)
def test_a_team_loses_nothing_by_one_member_more(
    asked: Asked, policy: str, held: list[list[tuple[str, int]]], more: list[tuple[str, int]]
) -> None:
    team = {f"p{n}": each for n, each in enumerate(held)}

    def covered(crew: Claims) -> dict[Value, tuple[int, int]]:
        kitchen = store({ROLE: asked}, crew)
        found = rows("team-coverage", kitchen, team=TEAM, role=ROLE, policy=policy)
        return {row["code"]: (int(str(row["people"])), int(str(row["gap"]))) for row in found}

    before, after = covered(team), covered({**team, "new": more})
    assert before.keys() == after.keys()
    for code, (able, gap) in before.items():
        assert after[code][0] >= able
        assert after[code][1] <= gap
        assert (able > 0) is (gap == 0)


@settings(max_examples=25)
@given(roles, policies, st.lists(claims, min_size=1, max_size=3))
@example({"CHOP": ((1,), "core")}, "exact", [[("CHOP", 7)]])
def test_the_ranking_agrees_with_each_persons_gaps(
    asked: Asked, policy: str, held: list[list[tuple[str, int]]]
) -> None:
    crew = {f"p{n}": each for n, each in enumerate(held)}
    kitchen, values = store({ROLE: asked}, crew), {"role": ROLE, "policy": policy}
    ranking = rows("rank-candidates", kitchen, share="0", **values)
    needed = {code for code, (_, importance) in asked.items() if importance == "core"}
    assert {row["person"] for row in ranking} == {
        MINT.person(name) for name, claims in crew.items() if needed & {code for code, _ in claims}
    }
    for row in ranking:
        person = str(row["person"])
        gaps = rows("person-gap", kitchen, person=person, **values)
        core = [int(str(each["gap"])) for each in gaps if each["importance"] == "core"]
        assert row["gap"] == sum(core)
