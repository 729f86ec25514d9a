"""An invented workforce: people who claim to hold skills at levels, streamed as N-Quads.

python -m benchmarks.workforce PEOPLE [--seed 1] [--roles 0] [-o FILE]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.quads import quads
from benchmarks.roles import roles
from benchmarks.skills import EDITION, Popularity, Skill
from sfia_graph.minting import Minter

GRAPH = Minter().graph("workforce")

CLAIMS = (1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 12, 14, 17, 24)
"""How many claims somebody makes, each number as likely as the others: eight on average."""

SENIORITY = tuple(map(int, "1" * 12 + "2" * 20 + "3" * 25 + "4" * 20 + "5" * 13 + "6" * 7 + "777"))
"""The pyramid: the levels at which a hundred people work."""

AROUND = (-2, -1, -1, 0, 0, 0, 0, 1)
"""How far a claim is from the level at which somebody works, unless the skill begins above."""

AGAIN = 0.08
"""How often somebody also holds the level below, by an older claim on another basis."""

BASES = ("selfAssessed",) * 11 + ("assessed",) * 4 + ("endorsed",) * 3 + ("certified",) * 2

FIRST, DAYS, YOUNGEST = datetime(2018, 1, 1, 8, tzinfo=UTC), 3000, 1000
"""The first day of claims, how many days there are, and the day before which none is repeated."""

_HOLDING = quads(
    GRAPH,
    ":holding/{0} rdf:type sfia:Holding",
    ":holding/{0} sfia:holder :person/{1}",
    f":holding/{{0}} sfia:skillAtLevel :{EDITION}/skill/{{2}}/{{3}}",
    ":holding/{0} sfia:basis sfia:{4}",
    ':holding/{0} prov:generatedAtTime "{5}"^^xsd:dateTime',
)


class Claim(NamedTuple):
    """That somebody holds a skill at a level; `day` is counted from the first."""

    skill: str
    level: int
    basis: str
    day: int


def people(count: int, seed: int = 1) -> Iterator[tuple[str, list[Claim]]]:
    """Give so many people, each a pseudonym with claims; more people begin with the same ones."""
    draw, popularity = Random(seed).random, Popularity(seed)
    for number in range(1, count + 1):
        yield f"{number:06}", list(_claims(draw, popularity))


def workforce(count: int, seed: int = 1) -> Iterator[str]:
    """Give so many people as N-Quads, person by person."""
    for person, claims in people(count, seed):
        yield statements(person, claims)


def statements(person: str, claims: Iterable[Claim]) -> str:
    """Give somebody's claims as N-Quads, five statements each."""
    times = _times()
    return "".join(
        _HOLDING.format(f"{person}-{place}", person, skill, level, basis, times[day])
        for place, (skill, level, basis, day) in enumerate(claims, 1)
    )


@cache
def _times() -> list[str]:
    return [f"{FIRST + timedelta(days=n, hours=n % 10):%Y-%m-%dT%H:%M:%SZ}" for n in range(DAYS)]


def _claims(draw: Callable[[], float], popularity: Popularity) -> Iterator[Claim]:
    seniority = SENIORITY[int(draw() * len(SENIORITY))]
    left, held = CLAIMS[int(draw() * len(CLAIMS))], set[Skill]()
    while left:
        skill = popularity.pick(draw())
        if skill in held or skill.lowest > seniority + 1:
            continue
        held.add(skill)
        level = skill.clip(seniority + AROUND[int(draw() * len(AROUND))])
        basis = BASES[int(draw() * len(BASES))]
        day = YOUNGEST + int(draw() * (DAYS - YOUNGEST))
        yield Claim(skill.code, level, basis, day)
        left -= 1
        if left and level > skill.lowest and draw() < AGAIN:
            other = "assessed" if basis == "selfAssessed" else "selfAssessed"
            yield Claim(skill.code, level - 1, other, int(draw() * YOUNGEST))
            left -= 1


def main(arguments: list[str] | None = None) -> None:
    """Write a workforce to a file or to standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workforce")
    parser.add_argument("people", type=_number, metavar="PEOPLE", help="how many people")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other people")
    parser.add_argument("--roles", type=_number, default=0, help="how many role profiles")
    parser.add_argument("-o", type=Path, metavar="FILE", help="(default: standard output)")
    given = parser.parse_args(arguments)
    parts = chain(roles(given.roles, given.seed), workforce(given.people, given.seed))
    with given.o.open("w", encoding="ascii") if given.o else nullcontext(sys.stdout) as out:
        out.writelines(parts)


def _number(word: str) -> int:
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"'{word}' is no whole number from 0 on")
    return int(word)


if __name__ == "__main__":
    main()
