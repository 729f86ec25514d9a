"""Roles and claims carried over to another edition: what stays, what changes, what is asked."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import PROV

from sfia_graph.cli import main
from sfia_graph.errors import UsageError
from sfia_graph.graph.writer import SFIA
from sfia_graph.minting import Minter
from sfia_graph.profiles.cells import SkillCells
from sfia_graph.profiles.decisions import read_decisions
from sfia_graph.profiles.facts import Facts, KnownSkill, Link, read_facts
from sfia_graph.profiles.levels import write_levels
from sfia_graph.profiles.migrating import Carrier
from sfia_graph.profiles.outcomes import Carried, Levels, Outcome
from sfia_graph.profiles.plans import make_plan
from sfia_graph.profiles.sheets import recognise
from sfia_graph.profiles.steps import Step
from sfia_graph.profiles.streams import open_stream
from sfia_graph.profiles.tallies import Tally
from sfia_graph.rdf import read_quads
from sfia_graph.report import Report
from sfia_graph.resources import ONTOLOGY, shipped_data
from sfia_graph.store import open_store

ROLES = "role,skill,level,importance\n"
TO_9 = ("--from", "8", "--to", "9")
FROM_7 = ("--from", "7", "--to", "9")


@cache
def facts() -> Facts:
    return read_facts(open_store(list(shipped_data()), merged=False))


@cache
def step(source: int, target: int) -> Step:
    return Step(facts(), source, target)


# --- the rules, on the shipped data -------------------------------------------------------------

NARROWER_MKTG = (
    "narrower in SFIA 9, which has BRMG (Brand management), CELO (Customer engagement and "
    "loyalty), DIGM (Digital marketing), MKCM (Marketing campaign management) and MRCH (Market "
    "research) for a part of it"
)
RULES: tuple[tuple[int, int, str, Levels, Outcome, str, Levels, str], ...] = (
    (8, 9, "SLMO", (4,), "unchanged", "SLMO", (4,), ""),
    (8, 9, "SLMO", (4, 5), "unchanged", "SLMO", (4, 5), ""),
    (8, 9, "SLMO", (), "unchanged", "SLMO", (), ""),
    *(
        (one, other, "BPTS", (4,), "unchanged", "BPTS", (4,), f"called {name} in SFIA {other}")
        for one, other, name in (
            (8, 9, "User acceptance testing"),
            (9, 8, "Acceptance testing"),
        )
    ),
    (
        *(8, 9, "CIPM", (5,), "changed", "CIPM", (5,)),
        "narrower in SFIA 9, which has OCEN (Organisational change enablement) for a part of it",
    ),
    (
        *(9, 8, "CIPM", (5,), "changed", "CIPM", (5,)),
        "wider in SFIA 8, where OCEN (Organisational change enablement) of SFIA 9 is a part of it",
    ),
    (
        *(8, 9, "DATS", (7,), "decision", "DATS", (7,)),
        "SFIA 9 does not define DATS at level 7; nearest: DATS 6 or DAAN 7",
    ),
    (
        *(8, 9, "DATS", (6, 7), "changed", "DATS", (6,)),
        "SFIA 9 does not define DATS at level 7 (see DAAN 7)",
    ),
    (
        *(8, 9, "MKTG", (2,), "decision", "MKTG", (2,)),
        "SFIA 9 does not define MKTG at level 2; nearest: MKTG 4 or DIGM 2",
    ),
    (
        *(8, 9, "MKTG", (2, 3), "decision", "MKTG", (2, 3)),
        "SFIA 9 does not define MKTG at level 2-3; nearest: MKTG 4, CELO 3, DIGM 2-3, MKCM 3 or "
        "MRCH 3",
    ),
    (
        *(8, 9, "MKTG", (3, 4), "changed", "MKTG", (4,)),
        "SFIA 9 does not define MKTG at level 3 (see CELO 3, DIGM 3, MKCM 3 or MRCH 3); "
        f"{NARROWER_MKTG}; called Marketing management in SFIA 9",
    ),
    (
        *(8, 9, "USUP", (), "changed", "USUP", ()),
        "left open: 1 to 6 in SFIA 9, 2 to 5 in SFIA 8",
    ),
    (
        *(7, 9, "NTPL", (5,), "changed", "NTDS", (5,)),
        "SFIA 9 has no NTPL; NTDS (Network design) took its place",
    ),
    (
        *(7, 9, "SUMI", (3, 4, 5), "changed", "SUST", (4, 5)),
        "SFIA 9 has no SUMI; SUST (Sustainability) took its place, which is not observed at level "
        "3",
    ),
    (
        *(7, 9, "SUMI", (2,), "decision", "SUMI", (2,)),
        "SFIA 9 has no SUMI; SUST (Sustainability) took its place, which is not observed at level "
        "2; nearest: SUST 4",
    ),
    (
        *(7, 9, "BUAN", (4,), "decision", "BUAN", (4,)),
        "SFIA 9 has no BUAN; in its place: BUSA 4 or REQM 4",
    ),
    (
        *(7, 9, "INAN", (7,), "decision", "INAN", (7,)),
        "SFIA 9 has no INAN; in its place: BINT (only 2 to 5) or DAAN 7",
    ),
    (
        *(9, 8, "OCEN", (5,), "decision", "OCEN", (5,)),
        "SFIA 8 has no OCEN; there is CIPM 5, a wider skill",
    ),
    (
        *(9, 8, "DAAN", (7,), "decision", "DAAN", (7,)),
        "SFIA 8 has no DAAN; there is DATS 7, near it",
    ),
    (9, 8, "ACIN", (4,), "decision", "ACIN", (4,), "SFIA 8 has no ACIN"),
    (8, 9, "SLMO", (1,), "fault", "SLMO", (1,), "SLMO is not observed at level 1: 2 to 7"),
    (8, 9, "OCEN", (5,), "fault", "OCEN", (5,), "SFIA 8 has no OCEN; SFIA 9 has it"),
    (
        *(8, 9, "SLMX", (4,), "fault", "SLMX", (4,)),
        "no edition is known to have the code SLMX; the nearest are SLMO (Service level "
        "management)",
    ),
    (8, 9, "ZZ", (4,), "fault", "ZZ", (4,), "no edition is known to have the code ZZ"),
)


@pytest.mark.parametrize(
    "rule", RULES, ids=lambda each: f"{each[0]}-{each[1]}-{each[2]}-{write_levels(each[3])}"
)
def test_a_skill_at_levels_becomes(
    rule: tuple[int, int, str, Levels, Outcome, str, Levels, str],
) -> None:
    source, target, code, levels, outcome, new, left, reason = rule
    assert step(source, target).carry(code, levels) == Carried(outcome, new, left, reason)


def test_all_that_edition_8_defines_is_carried_and_three_levels_need_a_decision() -> None:
    found = {
        (code, level): step(8, 9).carry(code, (level,))
        for code, skill in facts().editions[8].items()
        for level in skill.levels
    }
    assert len(found) == 495
    decisions = {key for key, each in found.items() if each.outcome == "decision"}
    assert decisions == {("DATS", 7), ("MKTG", 2), ("MKTG", 3)}
    changed = {code for (code, _), each in found.items() if each.outcome == "changed"}
    assert changed == {"CIPM", "FMIT", "IRMG", "MKTG", "ORDI", "RELM", "SALE", "SCAD", "TEST"}
    assert "fault" not in {each.outcome for each in found.values()}


# --- the rules, where the shipped data have no case ----------------------------------------------


def invented(**changes: object) -> Facts:
    """Three editions of two skills and some that come and go."""
    editions = {
        1: {"KNED": KnownSkill("Kneading", (1, 2, 3)), "OVEN": KnownSkill("Ovens", (2, 3))},
        2: {"KNED": KnownSkill("Kneading", (1, 2, 3)), "BAKE": KnownSkill("Baking", (2, 3))},
        3: {
            "KNED": KnownSkill("Kneading", (1, 3)),
            "LOAF": KnownSkill("Loaves", (2, 3)),
            "ROLL": KnownSkill("Rolls", (1,)),
        },
    }
    held: dict[str, object] = {
        "editions": editions,
        "whole": frozenset(editions),
        "successors": {"OVEN": ("BAKE",), "BAKE": ("LOAF",)},
        "links": (Link(1, "KNED", "part", 2, "FOLD"), Link(2, "KNED", "part", 3, "ROLL")),
    }
    return Facts(**{**held, **changes})  # type: ignore[arg-type]


def test_successors_of_successors_are_followed() -> None:
    found = Step(invented(), 1, 3).carry("OVEN", (2,))
    assert found == Carried(
        "changed", "LOAF", (2,), "SFIA 3 has no OVEN; LOAF (Loaves) took its place"
    )


def test_successors_in_a_circle_end_nowhere() -> None:
    circle = invented(successors={"OVEN": ("BAKE",), "BAKE": ("OVEN",)})
    found = Step(circle, 1, 3).carry("OVEN", (2,))
    assert found == Carried("decision", "OVEN", (2,), "SFIA 3 has no OVEN")


def test_on_the_way_back_a_successor_names_what_stood_in_its_place() -> None:
    found = Step(invented(), 2, 1).carry("BAKE", (2,))
    assert found == Carried(
        "decision", "BAKE", (2,), "SFIA 1 has no BAKE; there it stood as OVEN 2"
    )


def test_what_split_in_an_edition_between_counts() -> None:
    found = Step(invented(), 1, 3).carry("KNED", (3,))
    assert found.reason == ("narrower in SFIA 3, which has FOLD and ROLL (Rolls) for a part of it")


def test_what_split_in_an_edition_beyond_does_not_count() -> None:
    found = Step(invented(), 1, 2).carry("KNED", (3,))
    assert found.reason == "narrower in SFIA 2, which has FOLD for a part of it"


def test_a_range_with_a_hole_keeps_both_ends() -> None:
    found = Step(invented(links=()), 2, 3).carry("KNED", (1, 2, 3))
    assert (found.levels, found.reason) == ((1, 3), "SFIA 3 does not define KNED at level 2")


# --- there and back ------------------------------------------------------------------------------

CLAIMS = [
    (edition, code, levels)
    for edition in (8, 9)
    for code, skill in sorted(facts().editions[edition].items())
    for levels in (
        (),
        *(
            tuple(range(low, high + 1))
            for low in skill.levels
            for high in skill.levels
            if low <= high
        ),
    )
]


def test_there_and_back_an_unchanged_skill_is_what_it_was() -> None:
    unchanged = 0
    for edition, code, levels in CLAIMS:
        there = step(edition, 17 - edition).carry(code, levels)
        if there.outcome == "unchanged":
            back = step(17 - edition, edition).carry(there.code, there.levels)
            assert (back.outcome, back.code, back.levels) == ("unchanged", code, levels)
            unchanged += 1
    assert unchanged > 1000


FREE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
ROWS = st.lists(
    st.tuples(
        FREE.map(lambda text: f"r{text}"),
        st.sampled_from([each for each in CLAIMS if each[0] == 8]),
        st.sampled_from(("core", "optional")),
        FREE,
        st.sampled_from(("{}", "{} {}", "{} ({})")),
    ),
    max_size=8,
)


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return held.getvalue()


def carry(path: Path, source: int | None, target: int) -> tuple[list[list[str]], Tally]:
    stream, tally = open_stream(path, Report()), Tally()
    (sheet,) = recognise([(path.name, None, stream.rows)], Report())
    return list(Carrier(sheet, make_plan(facts(), target, source), tally).rows()), tally


@settings(max_examples=40)
@given(rows=ROWS, delimiter=st.sampled_from(",;\t"))
def test_there_and_back_a_table_of_unchanged_rows_is_what_it_was(
    rows: list[tuple[str, tuple[int, str, Levels], str, str, str]],
    delimiter: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("there-and-back")
    skills = facts().editions[8]
    head = ["role", "skill", "level", "importance", "note", "edition"]
    body = [
        [role, written.format(code, skills[code].name), write_levels(levels), how, note, "8"]
        for role, (_, code, levels), how, note, written in rows
    ]
    (folder / "8.csv").write_text(table([head, *body], delimiter), encoding="utf-8")
    there, _ = carry(folder / "8.csv", None, 9)
    kept = [row for row in there if row[-2] in ("unchanged", "outcome")]
    (folder / "9.csv").write_text(table(kept, delimiter), encoding="utf-8")
    back, tally = carry(folder / "9.csv", None, 8)
    unchanged = [row for row, new in zip(body, there[1:], strict=True) if new[-2] == "unchanged"]
    assert [row[:-2] for row in back] == [head, *unchanged]
    assert tally.counts["unchanged"] == len(unchanged)


# --- tables --------------------------------------------------------------------------------------

Migrate = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def migrate(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Migrate:
    """Write a file, carry it over, and give the exit code, what was written, and what was said."""

    def run(held: str | bytes, *words: str, name: str = "table.csv") -> tuple[int, str, list[str]]:
        data = held if isinstance(held, bytes) else held.encode("utf-8")
        (tmp_path / name).write_bytes(data)
        try:
            code = main(["migrate", str(tmp_path / name), *words])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        written = capfdbinary.readouterr()
        return code, written.out.decode("utf-8"), written.err.decode("utf-8").splitlines()

    return run


def test_a_table_keeps_its_columns_and_gets_two_more(migrate: Migrate) -> None:
    given = (
        "role;note;skill;level;importance\n"
        'Manager;"a; b";SLMO;4–5;core\n'
        "Manager;;NTPL;L5;core\n"
        "\n"
        "Analyst;x;BUAN;4;optional\n"
        "Analyst;y;DATS;Level 6 to 7;core\n"
        "Analyst;;Acceptance testing;4;core\n"
        "Analyst;;SLMO;;core\n"
        "Analyst;;slmo;4.5;core\n"
    )
    code, out, said = migrate(given, "--from", "8", "--to", "9")
    assert out == (
        "role;note;skill;level;importance;outcome;reason\n"
        'Manager;"a; b";SLMO;4–5;core;unchanged;\n'
        'Manager;;NTDS;L5;core;changed;"SFIA 9 has no NTPL; NTDS (Network design) took its '
        'place"\n'
        "\n"
        'Analyst;x;BUAN;4;optional;decision;"SFIA 9 has no BUAN; in its place: BUSA 4 or REQM 4"\n'
        "Analyst;y;DATS;6;core;changed;SFIA 9 does not define DATS at level 7 (see DAAN 7)\n"
        "Analyst;;User acceptance testing;4;core;unchanged;called User acceptance testing in "
        "SFIA 9\n"
        "Analyst;;SLMO;;core;unchanged;\n"
        'Analyst;;slmo;4.5;core;fault;"4.5 is no whole level; write a level such as 4, or a range '
        'such as 4-6; there is nothing between two"\n'
    )
    assert said == [
        "table.csv, row 5: BUAN 4: SFIA 9 has no BUAN; in its place: BUSA 4 or REQM 4",
        "table.csv, row 9: slmo 4.5: 4.5 is no whole level; write a level such as 4, or a range "
        "such as 4-6; there is nothing between two",
        "3 unchanged, 2 changed, 1 needs a decision, 1 at fault",
    ]
    assert code == 1


def test_a_table_in_which_nothing_is_left_to_a_person_is_good(migrate: Migrate) -> None:
    code, out, said = migrate(f"{ROLES}Tester,SLMO,4,core\n", "--from", "8", "--to", "9")
    assert (code, said) == (0, ["1 unchanged, 0 changed, 0 need a decision"])
    assert out == "role,skill,level,importance,outcome,reason\nTester,SLMO,4,core,unchanged,\n"


def test_claims_of_people_are_carried_with_all_that_stands_beside_them(migrate: Migrate) -> None:
    given = (
        "person,skill,level,basis,date,expires,evidence,team,edition\n"
        "p1,NTPL,5,assessed,2026-03-01,,,blue,SFIA 7\n"
        "p2,,,,,,,blue,\n"
        "p3,SLMO,,assessed,2026-03-01,,,blue,8\n"
        "p4,SLMO,4,assessed,2026-03-01,,,blue,9\n"
        "p5,SLMO,4,assessed,2026-03-01,,,blue,ninth\n"
        "p6,SLMO,4,assessed,2026-03-01,,,blue,\n"
    )
    code, out, said = migrate(given, "--to", "9")
    assert out.splitlines()[1:] == [
        "p1,NTDS,5,assessed,2026-03-01,,,blue,SFIA 9,changed,SFIA 9 has no NTPL; NTDS (Network "
        "design) took its place",
        "p2,,,,,,,blue,,,",
        "p3,SLMO,,assessed,2026-03-01,,,blue,8,fault,no level; write it",
        "p4,SLMO,4,assessed,2026-03-01,,,blue,9,unchanged,",
        "p5,SLMO,4,assessed,2026-03-01,,,blue,ninth,fault,\"there is no edition 'ninth'; write "
        'it, or name it as in --from 8"',
        'p6,SLMO,4,assessed,2026-03-01,,,blue,,fault,"no edition; write it, or name it as in '
        '--from 8"',
    ]
    assert code == 1
    assert said[0] == (
        "the data do not hold SFIA 7 whole: its codes are looked up in SFIA 8 and SFIA 9, and its "
        "levels are not checked"
    )


def test_headings_that_name_an_edition_say_which_it_is(migrate: Migrate) -> None:
    given = "role,SFIA8 code,SFIA 8 level,importance,as in SFIA 8\nTester,SLMO,4,core,z\n"
    _, out, said = migrate(given, "--to", "9")
    assert out.splitlines() == [
        "role,SFIA9 code,SFIA 9 level,importance,as in SFIA 8,outcome,reason",
        "Tester,SLMO,4,core,z,unchanged,",
    ]
    code, _, said = migrate(given, "--to", "9", "--from", "7")
    assert (code, said) == (
        2,
        ["sfia-graph: --from 7: the headings of table.csv say SFIA 8; leave it out"],
    )


def test_a_table_that_was_carried_over_can_be_carried_again(migrate: Migrate) -> None:
    given = "role,skill,level,importance,outcome,reason\nTester,SLMO,4,core,decision,old words\n"
    _, out, _ = migrate(given, "--from", "9", "--to", "8")
    assert out == "role,skill,level,importance,outcome,reason\nTester,SLMO,4,core,unchanged,\n"


def test_what_was_carried_over_is_imported_without_a_word_of_the_new_columns(
    migrate: Migrate, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out.csv"
    migrate(f"{ROLES}Tester,NTPL,5,core\n", *FROM_7, "-o", str(out))
    assert main(["profile", "import", str(out), "-o", str(tmp_path / "roles.ttl")]) == 0
    assert b"outcome" not in capfdbinary.readouterr().err


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("NTPL", "NTDS"),
        ("ntpl", "NTDS"),
        ("NTPL Network planning", "NTDS Network design"),
        ("Network planning (NTPL)", "Network design (NTDS)"),
        ("NTDS", "NTDS"),
        ("ntds", "ntds"),
        ("network design", "network design"),
        ("NTDS - network design", "NTDS - network design"),
        ("Acceptance testing", "User acceptance testing"),
        ("BPTS: acceptance testing", "BPTS: User acceptance testing"),
    ],
)
def test_a_skill_is_written_back_as_it_was_written(
    migrate: Migrate, written: str, becomes: str
) -> None:
    _, out, _ = migrate(table([*csv.reader([ROLES]), ["r", written, "5", "core"]]), *FROM_7)
    assert list(csv.reader(io.StringIO(out)))[1][1] == becomes


def test_a_code_and_a_name_in_columns_of_their_own_are_both_written(migrate: Migrate) -> None:
    given = "role,skill,code,level,importance\nr,Network planning,NTPL,5,core\n"
    _, out, _ = migrate(given, "--from", "7", "--to", "9")
    assert out.splitlines()[1].startswith("r,Network design,NTDS,5,core,changed,")


def test_what_a_person_decided_is_done(migrate: Migrate) -> None:
    given = f"{ROLES}r,BUAN,4,core\nr,GOVN,5,core\nr,INAN,7,core\nr,INAN,5,core\n"
    words = ["--decide", "BUAN=BUSA", "--decide", "govn 5 = GOVN 6", "--decide", "INAN=BINT"]
    code, out, said = migrate(given, *FROM_7, *words)
    assert [row[1:3] + row[4:] for row in csv.reader(io.StringIO(out))][1:] == [
        [
            "BUSA",
            "4",
            "changed",
            "SFIA 9 has no BUAN; in its place: BUSA 4 or REQM 4; decided: BUSA 4",
        ],
        [
            *("GOVN", "6", "changed"),
            "SFIA 9 does not define GOVN at level 5; nearest: GOVN 6; decided: GOVN 6",
        ],
        [
            *("INAN", "7", "decision"),
            "SFIA 9 has no INAN; in its place: BINT (only 2 to 5) or DAAN 7; decided for BINT, "
            "which has no level 7",
        ],
        [
            *("BINT", "5", "changed"),
            "SFIA 9 has no INAN; in its place: BINT 5 or DAAN 5; decided: BINT 5",
        ],
    ]
    assert (code, said[-1]) == (1, "0 unchanged, 3 changed, 1 needs a decision")


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        ("BUAN", "write it as BUAN=BUSA, or with levels as 'GOVN 5=GOVN 6'"),
        (
            "BUNA=BUSA",
            "no edition that is known has the code BUNA; the nearest are UNAN, BUSA and BUAN",
        ),
        ("BUAN=BUSX", "SFIA 9 has no BUSX; the nearest are BUSA"),
        ("GOVN 5=GOVN 4", "GOVN is not observed at level 4: 6 to 7"),
        (
            "GOVN 5=GOVN 9",
            "there is no level 9: 1 to 7; write a level such as 4, or a range such as 4-6",
        ),
    ],
)
def test_a_decision_that_cannot_be_done_is_refused(decision: str, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_decisions([decision], facts(), 9)
    assert str(raised.value) == f"--decide {decision}: {problem}"


def test_a_code_is_decided_once() -> None:
    with pytest.raises(UsageError, match="--decide BUAN=REQM: 'BUAN' is decided twice; keep one"):
        read_decisions(["BUAN=BUSA", "BUAN=REQM"], facts(), 9)


def test_the_nearest_names_are_of_skills() -> None:
    assert SkillCells(facts()).unknown("Acceptanc testing") == (
        "no skill is called 'Acceptanc testing'; the nearest are BPTS (User acceptance testing) "
        "and PRTS (Process testing)"
    )


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "written", "said"),
    [
        pytest.param(
            "role,skill,level,importance\r\nRôle,SLMO,4,core\r\n".encode("utf-8-sig"),
            "\ufeffrole,skill,level,importance,outcome,reason\r\nRôle,SLMO,4,core,unchanged,\r\n",
            [],
            id="mark and line ends of Windows stay",
        ),
        pytest.param(
            "role;skill;level;importance\nRôle;SLMO;4;core\n".encode("cp1252"),
            "role;skill;level;importance;outcome;reason\nRôle;SLMO;4;core;unchanged;\n",
            ["table.csv: read as cp1252"],
            id="cp1252 becomes UTF-8",
        ),
        pytest.param(
            "role\tskill\tlevel\timportance\nRôle\tSLMO\t4\tcore\n".encode("utf-16"),
            "role\tskill\tlevel\timportance\toutcome\treason\nRôle\tSLMO\t4\tcore\tunchanged\t\n",
            ["table.csv: read as utf-16"],
            id="UTF-16 becomes UTF-8",
        ),
        pytest.param(
            b'My roles\n\nrole,skill,level,importance\n"two\nlines",SLMO,4\n',
            "My roles\n\nrole,skill,level,importance,outcome,reason\n"
            '"two\nlines",SLMO,4,,unchanged,\n',
            [],
            id="what stands above the headings, breaks in cells, short rows",
        ),
    ],
)
def test_a_text_is_written_as_it_was_but_in_utf_8(
    migrate: Migrate, given: bytes, written: str, said: list[str]
) -> None:
    _, out, heard = migrate(given, "--from", "8", "--to", "9")
    assert (out, heard[:-1]) == (written, said)


def test_it_writes_tables_for_people_too(migrate: Migrate) -> None:
    given = f"My roles\n{ROLES}Tester,SLMO,4,core\n"
    _, out, _ = migrate(given, *TO_9, "--format", "md")
    assert out.splitlines()[-1] == "| Tester | SLMO | 4 | core | unchanged |  |"


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = []
    for count in (2_000, 20_000):
        path = tmp_path / f"{count}.csv"
        claims = (f"p{n},SLMO,4,assessed,2026-03-01\n" for n in range(count))
        path.write_text("person,skill,level,basis,date\n" + "".join(claims), encoding="utf-8")
        stream, tally = open_stream(path, Report()), Tally()
        (sheet,) = recognise([(path.name, None, stream.rows)], Report())
        rows = Carrier(sheet, make_plan(facts(), 9, 8), tally).rows()
        tracemalloc.start()
        lines = sum(piece.count(b"\n") for piece in stream.written(rows))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (tally.counts["unchanged"], lines) == (count, count + 1)
    assert peaks[1] < 1.2 * peaks[0]


# --- workbooks -----------------------------------------------------------------------------------


def test_a_workbook_becomes_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roles"
    for row in (
        ("role", "skill", "level", "importance", "note"),
        ("Manager", "SLMO", 4, "core", "=1+1"),
        ("Manager", "DATS", "6-7", "core", date(2026, 3, 31)),
        ("Manager", "PROG", "4-5", "core", "2026-13-31"),
    ):
        sheet.append(row)
    sheet["E2"].data_type = "s"
    book.create_sheet("Other").append(("nothing", "here"))
    book.save(tmp_path / "roles.xlsx")
    words = ["--from", "8", "--to", "9", "-o", str(tmp_path / "new.xlsx")]
    assert main(["migrate", str(tmp_path / "roles.xlsx"), *words]) == 0
    new = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert new.sheetnames == ["Roles"]
    assert [[cell.value for cell in row] for row in new["Roles"]] == [
        ["role", "skill", "level", "importance", "note", "outcome", "reason"],
        ["Manager", "SLMO", 4, "core", "=1+1", "unchanged", None],
        [
            *("Manager", "DATS", 6, "core", datetime(2026, 3, 31), "changed"),
            "SFIA 9 does not define DATS at level 7 (see DAAN 7)",
        ],
        ["Manager", "PROG", "4-5", "core", "2026-13-31", "unchanged", None],
    ]
    assert new["Roles"]["E2"].data_type == "s"


# --- RDF -----------------------------------------------------------------------------------------

PROFILES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/sfia-graph/>
<role/r> a sfia:RoleProfile ; dcterms:title "R"@en ;
    sfia:requirement <role/r/1> , <role/r/2> , [ a sfia:Requirement ;
      sfia:importance sfia:core ; sfia:skillAtLevel <8/skill/DATS/7> ] .
<role/r/1> a sfia:Requirement ; sfia:importance sfia:core ;
    sfia:skillAtLevel <8/skill/SLMO/4> , <8/skill/SLMO/5> .
<role/r/2> a sfia:Requirement ; sfia:importance sfia:core ;
    sfia:skillAtLevel <8/skill/DATS/6> , <8/skill/DATS/7> .
<holding/p-1> a sfia:Holding ; sfia:holder <person/p> ; sfia:basis sfia:assessed ;
    prov:generatedAtTime "2026-03-01T09:00:00Z"^^xsd:dateTime ; sfia:skillAtLevel <7/skill/NTPL/5> .
"""
MINT = Minter()


def held(graph: Graph, subject: str) -> set[str]:
    prefix = len(MINT.base)
    found = graph.objects(URIRef(f"{MINT.base}{subject}"), SFIA.skillAtLevel)
    return {str(each)[prefix:] for each in found}


def test_rdf_is_carried_over_and_says_what_changed(migrate: Migrate) -> None:
    code, out, said = migrate(PROFILES, "--to", "9", name="roles.ttl")
    graph = Graph().parse(data=out, format="turtle")
    assert held(graph, "role/r/1") == {"9/skill/SLMO/4", "9/skill/SLMO/5"}
    assert held(graph, "role/r/2") == {"9/skill/DATS/6"}
    assert held(graph, "holding/p-1") == {"9/skill/NTDS/5"}
    assert {
        tuple(str(each)[len(MINT.base) :] for each in pair)
        for pair in graph[: PROV.wasDerivedFrom :]
    } == {
        ("role/r/2", "8/skill/DATS/6"),
        ("role/r/2", "8/skill/DATS/7"),
        ("holding/p-1", "7/skill/NTPL/5"),
    }
    undecided = {str(each) for each in graph.objects(None, SFIA.skillAtLevel) if "/8/" in str(each)}
    assert undecided == {MINT.skill_at_level(8, "DATS", 7)}
    assert code == 1
    assert said[-2].endswith(
        "DATS 7: SFIA 9 does not define DATS at level 7; nearest: DATS 6 or DAAN 7"
    )
    assert said[-1] == "1 unchanged, 2 changed, 1 needs a decision"


def test_rdf_that_was_carried_over_is_valid(migrate: Migrate, tmp_path: Path) -> None:
    settled = PROFILES.replace("<8/skill/DATS/7> ] .", "<8/skill/SLMO/6> ] .")
    out = tmp_path / "new.ttl"
    assert migrate(settled, "--to", "9", "-o", str(out), name="roles.ttl")[0] == 0
    shapes = str(ONTOLOGY / "shapes" / "profile.ttl")
    assert main(["validate", "--shipped", str(out), "--only", shapes]) == 0


def test_there_and_back_rdf_of_unchanged_skills_is_what_it_was(migrate: Migrate) -> None:
    asked = [MINT.skill_at_level(9, code, 4) for code in ("SLMO", "BPTS", "PROG")]
    one = Graph()
    for number, each in enumerate(asked, 1):
        one.add((URIRef(MINT.requirement("r", number)), SFIA.skillAtLevel, URIRef(each)))
    there = migrate(one.serialize(format="turtle"), "--to", "8", name="roles.ttl")[1]
    assert set(Graph().parse(data=there, format="turtle").objects()) == {
        URIRef(each.replace("/9/", "/8/")) for each in asked
    }
    back = Graph().parse(data=migrate(there, "--to", "9", name="there.ttl")[1], format="turtle")
    assert set(back) == set(one)


@pytest.mark.parametrize("ending", ["nt", "nq", "trig", "jsonld", "rdf"])
def test_rdf_is_written_in_every_format(migrate: Migrate, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"new.{ending}"
    migrate(PROFILES, "--to", "9", "-o", str(out), name="roles.ttl")
    assert len(read_quads(out)) == len(read_quads(tmp_path / "roles.ttl")) + 2


def test_named_graphs_stay_apart(migrate: Migrate) -> None:
    given = (
        "<urn:a> <https://w3id.org/sfia-graph/ontology#skillAtLevel> "
        "<https://w3id.org/sfia-graph/8/skill/SLMO/4> <urn:g> .\n"
    )
    out = migrate(given, "--to", "9", name="holdings.nq")[1]
    assert out == given.replace("/8/", "/9/")


def test_an_iri_that_is_no_skill_at_a_level_is_a_fault_and_stays(migrate: Migrate) -> None:
    given = "<urn:a> <https://w3id.org/sfia-graph/ontology#skillAtLevel> <urn:b> .\n"
    code, out, said = migrate(given, "--to", "9", name="holdings.nt")
    assert (code, out) == (1, given)
    assert said == [
        "urn:a: urn:b: no skill at a level; its IRI ends as 8/skill/SLMO/4 does",
        "0 unchanged, 0 changed, 0 need a decision, 1 at fault",
    ]


ONE = f"{ROLES}Tester,SLMO,4,core\n"


@pytest.mark.parametrize(("target", "source"), [("9", "8"), ("8", "9")])
def test_a_sheet_that_names_no_edition_is_taken_for_the_one_before(
    target: str, source: str, migrate: Migrate
) -> None:
    named = migrate(ONE, "--from", source, "--to", target)
    assumed = migrate(ONE, "--to", target)
    told = f"table.csv says nowhere which edition it is of: taken for SFIA {source}; "
    assert assumed[:2] == named[:2]
    assert assumed[2] == [f"{told}--from names another", *named[2]]


# --- calls and files at fault ---------------------------------------------------------------------

REFUSED: dict[str, tuple[str | bytes, str, tuple[str, ...], int, str]] = {
    "to an edition that is not there": (
        *(ONE, "t.csv", ("--from", "8", "--to", "10"), 2),
        "--to 10: the data hold no SFIA 10; whole are SFIA 8 and SFIA 9",
    ),
    "to an edition of which a part is there": (
        *(ONE, "t.csv", ("--from", "8", "--to", "7"), 2),
        "--to 7: the data hold only 1 skill of SFIA 7; whole are SFIA 8 and SFIA 9",
    ),
    "from an edition that never was": (
        *(ONE, "t.csv", ("--from", "80", "--to", "9"), 2),
        "--from 80: there is no such edition; held are SFIA 8 and SFIA 9",
    ),
    "nowhere": (
        *(ONE, "t.csv", ("--from", "9", "--to", "9"), 2),
        "--from 9 --to 9: the same edition; nothing to carry over",
    ),
    "an edition for RDF": (
        *(PROFILES, "t.ttl", TO_9, 2),
        "--from 8: RDF says its editions itself; leave it out",
    ),
    "a table as RDF": (
        *(ONE, "t.csv", (*TO_9, "-o", "x.ttl"), 2),
        "-o x.ttl: t.csv is a table; use one of .csv, .tsv, .txt, .xlsx, .xlsm",
    ),
    "RDF as a table": (
        *(PROFILES, "t.ttl", ("--to", "9", "-o", "x.csv"), 2),
        "-o x.csv: t.ttl is RDF; use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
    ),
    "a format and an ending": (
        *(ONE, "t.csv", (*TO_9, "-o", "x.csv", "--format", "json"), 2),
        "--format json: the ending of -o says the format; give one",
    ),
    "a format of tables for RDF": (
        *(PROFILES, "t.ttl", ("--to", "9", "--format", "csv"), 2),
        "--format csv: RDF stays RDF; name a file with -o, or ttl",
    ),
    "no skill": (
        *("role,level,importance\nTester,4,core\n", "t.csv", TO_9, 1),
        "t.csv, row 1: no column 'skill' among 'role', 'level', 'importance'; add 'skill'",
    ),
    "more cells than headings": (
        *(f"{ROLES}Tester,SLMO,4,core,extra\n", "t.csv", TO_9, 1),
        "t.csv, row 2: 5 cells under 4 headings; quote the text that holds a separator; nothing "
        "was carried over",
    ),
    "a quote that never closes": (
        *(f'{ROLES}Tester,SLMO,4,core\n"Tester,SLMO,4,core\n', "t.csv", TO_9, 1),
        "t.csv, row 3, line 3: a quote opens here and does not close at the end of its cell; "
        'close it, and double each quote inside the cell ("")',
    ),
    "an empty file": (
        *("", "t.csv", TO_9, 1),
        "t.csv: an empty file; name a file that holds something",
    ),
    "a picture": (
        *(b"\x89PNG\r\n\x1a\n", "t.csv", TO_9, 1),
        "t.csv: no CSV but a picture; export the sheet as CSV",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_carried_over_is_one_clear_line(
    migrate: Migrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    given, name, words, expected, problem = REFUSED[case]
    code, _, said = migrate(given, *words, name=name)
    assert (code, said) == (expected, [f"sfia-graph: {problem}"])


def test_a_store_without_editions_is_one_clear_line(migrate: Migrate, tmp_path: Path) -> None:
    (tmp_path / "none.nt").write_bytes(b"<urn:a> <urn:b> <urn:c> .\n")
    code, _, said = migrate(ONE, *TO_9, "--store", str(tmp_path / "none.nt"))
    assert (code, said) == (
        2,
        ["sfia-graph: --to 9: the data hold no SFIA 9; name a store that holds editions whole"],
    )


def test_a_fault_at_the_end_leaves_what_was_there(migrate: Migrate, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    given = ROLES + "Tester,SLMO,4,core\n" * 3000 + '"Tester,SLMO,4,core\n'
    code, _, said = migrate(given, *TO_9, "-o", str(out))
    assert (code, len(said), out.read_text(encoding="utf-8")) == (1, 1, "before")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "table.csv"]


def test_of_rdf_all_that_needs_a_person_is_told(migrate: Migrate) -> None:
    held = f"<urn:{{}}> <{SFIA.skillAtLevel}> <{MINT.skill_at_level(8, 'DATS', 7)}> .\n"
    given = "".join(held.format(number) for number in range(20))
    code, out, said = migrate(given, "--to", "9", name="holdings.nt")
    assert (code, len(said), sorted(out.splitlines())) == (1, 21, sorted(given.splitlines()))


def test_its_source_is_never_overwritten(migrate: Migrate, tmp_path: Path) -> None:
    path = str(tmp_path / "table.csv")
    code, _, said = migrate(ONE, *TO_9, "-o", path)
    assert (code, said) == (
        2,
        [f"sfia-graph: -o {path}: would overwrite the source; name another file"],
    )


def test_twelve_rows_are_told_and_the_others_counted(migrate: Migrate) -> None:
    code, out, said = migrate(ROLES + "r,SLMX,4,core\n" * 20, *TO_9)
    assert (code, len(said), len(out.splitlines())) == (1, 14, 21)
    assert said[-2:] == [
        "and 8 more, which the column 'outcome' marks",
        "0 unchanged, 0 changed, 0 need a decision, 20 at fault",
    ]
