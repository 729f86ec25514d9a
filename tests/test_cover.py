"""The smallest team that covers roles: no team is smaller, and it is the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.profiles.covering import cover as module
from sfia_graph.profiles.covering.cover import cover
from sfia_graph.profiles.covering.needs import Held, Need
from sfia_graph.profiles.covering.solving import Solved

SKILLS = ("KNEA", "OVEN", "TART")

levels = st.lists(st.integers(1, 7), min_size=1, max_size=2, unique=True).map(sorted).map(tuple)
needs = st.lists(
    st.builds(Need, st.just("baker"), st.sampled_from(SKILLS), levels), min_size=1, max_size=6
)
held = st.dictionaries(
    st.sampled_from(SKILLS), st.frozensets(st.integers(1, 7), min_size=1, max_size=2)
)
people = st.dictionaries(st.sampled_from("abcdefg"), held, max_size=7)


def _met(needs: Sequence[Need], team: Sequence[Held], exact: bool = False) -> int:
    return sum(any(not need.gap(each, exact) for each in team) for need in needs)


def _best(needs: Sequence[Need], people: Mapping[str, Held], size: int, exact: bool) -> int:
    """Give how many needs the best team of so many meets, by trying all."""
    teams = combinations(people.values(), min(size, len(people)))
    return max(_met(needs, team, exact) for team in teams)


@settings(max_examples=60)
@given(needs=needs, people=people, exact=st.booleans())
def test_no_team_is_smaller(needs: list[Need], people: dict[str, Held], exact: bool) -> None:
    found = cover(needs, people, exact=exact)
    size, all_of_it = len(found.team), _met(needs, list(people.values()), exact)
    assert _met(needs, [people[each.person] for each in found.team], exact) == all_of_it
    assert (found.bound, found.proved, found.met, found.left) == (size, True, all_of_it, ())
    assert size == 0 or _best(needs, people, size - 1, exact) < all_of_it
    assert len(found.unmet) == len(needs) - all_of_it


@settings(max_examples=60)
@given(needs=needs, people=people, at_most=st.integers(1, 3), exact=st.booleans())
def test_no_team_of_so_many_meets_more(
    needs: list[Need], people: dict[str, Held], at_most: int, exact: bool
) -> None:
    found = cover(needs, people, at_most, exact=exact)
    best = _best(needs, people, at_most, exact)
    assert len(found.team) <= at_most
    assert (found.met, found.most, found.proved) == (best, best, True)
    assert _met(needs, [people[each.person] for each in found.team], exact) == best


@settings(max_examples=40)
@given(needs=needs, people=people, more=held)
def test_a_team_that_covers_still_covers_with_one_more(
    needs: list[Need], people: dict[str, Held], more: Held
) -> None:
    team = [people[each.person] for each in cover(needs, people).team]
    assert _met(needs, [*team, more]) >= _met(needs, team)
    assert len(cover(needs, {**people, "one more": more}).unmet) <= len(cover(needs, people).unmet)


@settings(max_examples=40)
@given(needs=needs, people=people, order=st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(
    needs: list[Need], people: dict[str, Held], order: Random
) -> None:
    names = list(people)
    order.shuffle(names)
    assert cover(needs, {name: people[name] for name in names}) == cover(needs, people)


def test_each_member_is_needed_and_the_proof_says_so() -> None:
    needs = [Need("r", "KNEA", (3,)), Need("r", "OVEN", (4,)), Need("s", "KNEA", (2,))]
    people = {"ada": {"KNEA": {5}}, "bea": {"OVEN": {4}, "KNEA": {2}}, "cem": {"OVEN": {2}}}
    found = cover(needs, people)
    assert [(each.person, each.meets, each.alone) for each in found.team] == [
        ("ada", frozenset({0, 2}), frozenset({0})),
        ("bea", frozenset({1, 2}), frozenset({1})),
    ]
    assert (found.bound, found.proved, found.unmet) == (2, True, ())


def test_of_those_who_meet_the_same_the_nearest_fit_is_taken_then_the_first_by_name() -> None:
    needs = [Need("r", "KNEA", (3,))]
    people = {"ada": {"KNEA": {6}}, "cem": {"KNEA": {3}}, "bea": {"KNEA": {3}}}
    assert [each.person for each in cover(needs, people).team] == ["bea"]


def test_what_nobody_has_is_told_with_the_nearest() -> None:
    needs = [Need("r", "KNEA", (5, 6)), Need("r", "OVEN", (2,)), Need("r", "TART", (1,))]
    people = {"ada": {"KNEA": {2, 4}}, "bea": {"KNEA": {4}, "TART": {7}}, "cem": {"KNEA": {3}}}
    found = cover(needs, people)
    assert [(each.need.skill, each.people, each.gap) for each in found.unmet] == [
        ("KNEA", ("ada", "bea"), 1),
        ("OVEN", (), 2),
    ]
    assert ([each.person for each in found.team], found.proved) == (["bea"], True)


def test_the_very_level_must_be_held_where_that_is_asked() -> None:
    needs = [Need("r", "KNEA", (3, 4))]
    people = {"ada": {"KNEA": {7}}, "bea": {"KNEA": {2, 5}}}
    assert cover(needs, people).met == 1
    found = cover(needs, people, exact=True)
    assert (found.met, found.unmet[0].people, found.unmet[0].gap) == (0, ("bea",), 1)


def test_who_is_left_out_is_told_where_there_may_be_too_few() -> None:
    needs = [Need("r", skill, (2,)) for skill in SKILLS]
    people = {"ada": {"KNEA": {2}, "TART": {2}}, "bea": {"OVEN": {2}}}
    found = cover(needs, people, 1)
    assert ([each.person for each in found.team], found.left, found.met) == (["ada"], (1,), 2)
    assert (found.bound, found.most, found.proved) == (2, 2, True)


def test_nobody_is_needed_for_nothing() -> None:
    assert cover([], {"ada": {"KNEA": {1}}}).team == ()
    assert cover([Need("r", "KNEA", (1,))], {}).team == ()


def test_of_teams_as_good_the_solver_does_not_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = [Need("r", skill, (2,)) for skill in SKILLS]
    people: dict[str, Held] = {
        "ada": {"KNEA": {2}, "OVEN": {2}},
        "bea": {"OVEN": {2}, "TART": {2}},
        "cem": {"KNEA": {2}, "TART": {2}},
    }
    teams = set()
    for chosen in ((0, 1), (1, 2), (0, 2)):
        monkeypatch.setattr(module, "fewest", lambda *_, chosen=chosen: Solved(chosen, 2))
        found = cover(needs, people)
        teams.add(tuple(each.person for each in found.team))
    assert teams == {("ada", "bea")}


def test_without_a_proof_the_bound_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "fewest", lambda rows, columns, seconds: Solved((), 1))
    needs = [Need("r", skill, (2,)) for skill in SKILLS]
    people = {"ada": {"KNEA": {2}, "TART": {2}}, "bea": {"OVEN": {2}}}
    found = cover(needs, people)
    assert (len(found.team), found.bound, found.proved) == (2, 1, False)


def test_no_time_still_gives_a_team() -> None:
    draw = Random(7)
    needs = [Need("r", f"S{number}", (1,)) for number in range(60)]
    people = {
        f"p{number}": {f"S{draw.randrange(60)}": {1} for _ in range(6)} for number in range(300)
    }
    found = cover(needs, people, seconds=0.0)
    assert _met(needs, [people[each.person] for each in found.team]) == 60
    assert 1 <= found.bound <= len(found.team)


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    cover([Need("r", "KNEA", (1,))], {"ada": {"KNEA": {1}}}, 1)
    assert capfd.readouterr() == ("", "")
