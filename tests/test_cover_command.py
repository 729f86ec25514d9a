"""`sfia-graph profile cover`: who is asked, what counts, and what is said of the team."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from crew import HEADER

from sfia_graph.cli import main
from sfia_graph.namespaces import BASE
from sfia_graph.profiles.answers.wording import words
from sfia_graph.profiles.covering.needs import Cover, Member, Need
from sfia_graph.profiles.covering.verdict import verdict

CLAIMS = {
    "ada": ("SLMO/3 assessed", "USUP/4 selfAssessed"),
    "bea": ("SLMO/5 certified", "RLMT/5 assessed"),
    "cem": ("USUP/5 assessed", "RLMT/4 endorsed"),
    "dov": ("USUP/4 assessed", "SLMO/6 certified expired", "PBMG/4 assessed"),
}
ROLES = {
    "manager": ("SLMO/4 SLMO/5 core", "USUP/4 core", "PBMG/4 optional"),
    "lead": ("RLMT/5 core",),
}


def _claim(who: str, number: int, claim: str) -> str:
    at, basis, *expired = claim.split()
    ended = ' ; prov:invalidatedAtTime "2020-01-02T00:00:00Z"^^xsd:dateTime' if expired else ""
    return (
        f"<{BASE}holding/{who}-{number}> a sfia:Holding ; sfia:holder <{BASE}person/{who}> ; "
        f"sfia:skillAtLevel <{BASE}9/skill/{at}> ; sfia:basis sfia:{basis} ; "
        f'prov:generatedAtTime "2020-01-01T00:00:00Z"^^xsd:dateTime{ended} .\n'
    )


def _role(name: str) -> str:
    said = f'<{BASE}role/{name}> a sfia:RoleProfile ; dcterms:title "The {name}"@en .\n'
    for number, asked in enumerate(ROLES[name], 1):
        *levels, importance = asked.split()
        said += f"<{BASE}role/{name}> sfia:requirement <{BASE}role/{name}/{number}> .\n"
        said += (
            f"<{BASE}role/{name}/{number}> a sfia:Requirement ; sfia:importance sfia:{importance}"
        )
        said += (
            f" ; sfia:skillAtLevel {' , '.join(f'<{BASE}9/skill/{each}>' for each in levels)} .\n"
        )
    return said


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Roles and people beside the shipped edition 9, as options."""
    data = Path(__file__).resolve().parent.parent / "data" / "sfia-9.ttl"
    path = tmp_path_factory.mktemp("cover") / "people.ttl"
    claims = (
        _claim(who, number, claim)
        for who, several in CLAIMS.items()
        for number, claim in enumerate(several, 1)
    )
    team = f'<{BASE}team/desk> a foaf:Group ; dcterms:title "Desk"@en ; foaf:member '
    team += f"<{BASE}person/ada> , <{BASE}person/cem> .\n"
    path.write_text(HEADER + "".join([*map(_role, ROLES), *claims, team]))
    return ["--store", str(data), "--store", str(path)]


Ask = Callable[..., tuple[str, str]]


@pytest.fixture
def ask(store: list[str], capsys: pytest.CaptureFixture[str]) -> Ask:
    """Give what runs the command, and gives its output and what it says beside."""

    def asking(*words: str, code: int = 0) -> tuple[str, str]:
        assert main(["profile", "cover", *words, *store]) == code
        said = capsys.readouterr()
        return said.out, said.err

    return asking


def _team(out: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(out))
    people = {row["person"].rpartition("/")[2] for row in rows if row["person"]}
    return sorted(people)


TABLE = """\
The smallest team for The manager and The lead

person  covers  alone  requirements
------  ------  -----  ------------------
ada          1      1  USUP 4*
bea          2      2  SLMO 4–5*, RLMT 5*

* nobody else in the team covers it
2 people cover 3 of 3 core requirements, proved to be the fewest.
"""


def test_a_team_is_a_table_with_its_proof(ask: Ask) -> None:
    assert ask("--roles", "manager,lead") == (TABLE, "")


def test_rows_are_for_programs_and_the_proof_for_people(ask: Ask) -> None:
    out, err = ask("--roles", "manager", "--importance", "all", "--format", "csv")
    assert out == (
        "person,role,code,name,importance,lowest,highest,held,alone\n"
        f"{BASE}person/bea,{BASE}role/manager,SLMO,Service level management,core,4,5,5,true\n"
        f"{BASE}person/dov,{BASE}role/manager,USUP,Incident management,core,4,4,4,true\n"
        f"{BASE}person/dov,{BASE}role/manager,PBMG,Problem management,optional,4,4,4,true\n"
    )
    assert err == "2 people cover 3 of 3 requirements, proved to be the fewest.\n"


@pytest.mark.parametrize(
    ("options", "team"),
    [
        (["--at-most", "1"], ["bea"]),
        (["--basis", "assessed"], ["bea", "dov"]),
        (["--from", "ada,cem"], ["ada"]),
        (["--from", "desk"], ["ada"]),
        (["--from", "Desk", "--basis", "assessed"], ["cem"]),
        (["--policy", "exact"], ["ada", "bea"]),
    ],
    ids=lambda each: " ".join(each),
)
def test_who_is_asked_and_what_counts(ask: Ask, options: list[str], team: list[str]) -> None:
    out, _ = ask("--roles", "manager,lead", "--format", "csv", *options)
    assert _team(out) == team


def test_what_nobody_has_comes_first_with_the_nearest(ask: Ask) -> None:
    out, _ = ask("--roles", "manager,lead", "--from", "ada,cem")
    lines = out.splitlines()
    assert lines[4:7] == [
        "nobody                 SLMO 4–5 (nearest: ada, 1 level is missing)",
        "nobody                 RLMT 5 (nearest: cem, 1 level is missing)",
        "ada          1      1  USUP 4*",
    ]
    assert lines[-1] == (
        "Nobody covers 2 of 3 core requirements. "
        "1 person covers 1 of 3 core requirements, proved to be the fewest."
    )


def test_too_few_cover_the_most_and_the_rest_is_told(ask: Ask) -> None:
    out, _ = ask("--roles", "manager,lead", "--at-most", "1")
    lines = out.splitlines()
    assert lines[4:6] == [
        "bea            2      2  SLMO 4–5*, RLMT 5*",
        "left out                 USUP 4",
    ]
    assert lines[-1] == (
        "1 person covers 2 of 3 core requirements, proved to be the most that so many can. "
        "1 more could be covered, by 2 people or more."
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--roles", "manger"], "unknown role 'manger'; did you mean 'manager'?"),
        (["--roles", "lead", "--from", "aad"], "unknown person 'aad'; did you mean 'ada'?"),
        (["--roles", "lead", "--at-most", "0"], "--at-most 0: at least one person is needed"),
        (["--roles", "lead", "--seconds", "0"], "--seconds 0: must be more than 0"),
        (["--roles", ""], "--roles: names no role"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_wrong_call_is_one_line(ask: Ask, words: list[str], said: str) -> None:
    assert ask(*words, code=2) == ("", f"sfia-graph: {said}\n")


def _cover(size: int, bound: int, left: int = 0, most: int = 0) -> Cover:
    needs = tuple(Need("r", f"S{at}", (1,)) for at in range(10))
    team = tuple(Member(f"p{at}", frozenset([at]), frozenset([at])) for at in range(size))
    return Cover(needs, team, bound, most or 10, (), tuple(range(left)))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (_cover(8, 8), "8 people cover 10 of 10 core requirements, proved to be the fewest."),
        (
            _cover(8, 7),
            "8 people cover 10 of 10 core requirements, "
            "at most 15% more than the fewest: between 7 and 8.",
        ),
        (
            _cover(3, 6, left=4, most=7),
            "3 people cover 6 of 10 core requirements, and so many can cover 7 at best. "
            "4 more could be covered, by 6 people or more.",
        ),
    ],
    ids=["proved", "between", "at best"],
)
def test_how_sure_it_is_is_said(found: Cover, said: str) -> None:
    assert verdict(found, words("en"), core=True) == said
