"""What is wrong in sheets of roles and people: each fault is one line, and all come at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sfia_graph.cli import main
from sfia_graph.cli.profiles.telling import faults
from sfia_graph.profiles.catalogue import Catalogue, read_catalogue
from sfia_graph.profiles.intake import Wish, take_in
from sfia_graph.profiles.persons import Persons
from sfia_graph.profiles.pseudonyms import Key
from sfia_graph.report import Report
from sfia_graph.store import open_store

ROLES = "role,skill,level,importance"
PEOPLE = "person,skill,level,basis,date,expires,evidence,team,name,email"
GOLD = Path(__file__).resolve().parents[2] / "shared/data/gold/eu_ict_profiles_cwa16458_sfia7.csv"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(open_store([], merged=False))


def _read(path: Path, catalogue: Catalogue, key: Key | None = None) -> Report:
    report = Report()
    wish = Wish(9, "en", date(2026, 11, 28))
    take_in([path], catalogue, Persons(key or Key()), report, wish)
    return report


def _lines(report: Report) -> list[str]:
    return [f"{each.place}: {each.message}; {each.remedy}" for each in faults(report)]


ROLE_FAULTS = {
    "an unknown code": (
        "Tester,SLMX,4,core",
        "row 2, column 'skill': unknown skill 'SLMX'; nearest: SLMO Service level management; "
        "write one of these",
    ),
    "letters of a code swapped": (
        "Tester,SMLO,4,core",
        "row 2, column 'skill': unknown skill 'SMLO'; nearest: SLMO Service level management, "
        "SCMO Scientific modelling, BSMO Business modelling; write one of these",
    ),
    "a name that is nearly one": (
        "Tester,Programing,4,core",
        "row 2, column 'skill': unknown skill 'Programing'; nearest: PROG Programming/software "
        "development; write one of these",
    ),
    "a skill like no other": (
        "Tester,Qqqqqqqqqq,4,core",
        "row 2, column 'skill': unknown skill 'Qqqqqqqqqq'; write a code of SFIA 9: sfia-graph "
        "query search finds them",
    ),
    "a retired code": (
        "Tester,BUAN,4,core",
        "row 2, column 'skill': BUAN is retired; what took its place: BUSA Business situation "
        "analysis, REQM Requirements definition and management; write one of these, or carry the "
        "file over: sfia-graph migrate roles.csv --to 9",
    ),
    "a level that the skill does not define": (
        "Tester,SLMO,1,core",
        "row 2, column 'level': SLMO is not observed at level 1: 2 to 7; write one of its levels",
    ),
    "a range beyond the skill": (
        "Tester,TEST,5-7,core",
        "row 2, column 'level': TEST is not observed at level 7: 1 to 6; write one of its levels",
    ),
    "half a level": (
        "Tester,TEST,4.5,core",
        "row 2, column 'level': '4.5': 4.5 is no whole level; write a level such as 4, or a range "
        "such as 4-6; there is nothing between two",
    ),
    "a range from high to low": (
        "Tester,TEST,6-4,core",
        "row 2, column 'level': '6-4': a range from high to low; write 4-6",
    ),
    "an importance that is none": (
        "Tester,TEST,4,vital",
        "row 2, column 'importance': 'vital' is no importance; write core or optional",
    ),
    "no role": (
        ",TEST,4,core",
        "row 2, column 'role': no role; write the role, or delete the row",
    ),
    "no skill": (
        "Tester,,4,core",
        "row 2, column 'skill': no skill; write its code, or delete the row",
    ),
    "a role without requirements": (
        "Tester,,,",
        "row 2, column 'role': the role 'Tester' asks for nothing; give it a row with a skill, or "
        "delete this one",
    ),
    "a skill asked for twice": (
        "Tester,TEST,4,core\nTester,TEST,5,core",
        "row 3: Tester asks for TEST in row 2 already; keep one row; several levels are a range, "
        "such as 4-5",
    ),
    "two roles with one address": (
        "C developer,PROG,4,core\nC++ developer,PROG,4,core",
        "row 3, column 'role': 'C++ developer' and 'C developer' in row 2 would have one address, "
        "role/c-developer; rename one of them; they may share a title where the column 'title' "
        "has it",
    ),
    "a separator that is not quoted": (
        "Tester,TEST,4,core,really",
        "row 2: 5 cells under 4 headings; quote the text that holds a separator",
    ),
}

CLAIM_FAULTS = {
    "a day in the future": (
        "ada,TEST,4,assessed,2027-01-01,,,,,",
        "row 2, column 'date': '2027-01-01' is in the future; write the day of the claim; an "
        "expiry has its own column",
    ),
    "a day that can be two": (
        "ada,TEST,4,assessed,03/04/2026,,,,,",
        "row 2, column 'date': '03/04/2026': can be 2026-04-03 or 2026-03-04; write the one that "
        "is meant, as 2026-04-03",
    ),
    "a year of two digits": (
        "ada,TEST,4,assessed,3.4.26,,,,,",
        "row 2, column 'date': '3.4.26': a year of 2 digits; write it as 2026-03-31",
    ),
    "no day": (
        "ada,TEST,4,assessed,,,,,,",
        "row 2, column 'date': no date; write when it was claimed or assessed, as 2026-03-31",
    ),
    "an expiry before the claim": (
        "ada,TEST,4,certified,2026-03-01,2025-03-01,,,,",
        "row 2, column 'expires': '2025-03-01' is not after '2026-03-01'; a claim expires after it "
        "was made: correct one of the two",
    ),
    "a range": (
        "ada,TEST,4-5,assessed,2026-03-01,,,,,",
        "row 2, column 'level': '4-5': a person holds one level; write the highest that is held",
    ),
    "no level": (
        "ada,TEST,,assessed,2026-03-01,,,,,",
        "row 2, column 'level': no level; write the level that is held, such as 4",
    ),
    "a level that the skill does not define": (
        "ada,SLMO,1,assessed,2026-03-01,,,,,",
        "row 2, column 'level': SLMO is not observed at level 1: 2 to 7; write one of its levels",
    ),
    "a basis that is none": (
        "ada,TEST,4,guessed,2026-03-01,,,,,",
        "row 2, column 'basis': 'guessed' is no basis; write self-assessed, assessed, endorsed or "
        "certified",
    ),
    "no person": (
        ",TEST,4,assessed,2026-03-01,,,,,",
        "row 2, column 'person': no person; write who it is about, or delete the row",
    ),
    "nothing said of somebody": (
        "ada,,,,,,,,,",
        "row 2, column 'skill': no skill; write its code, or delete the row",
    ),
    "the same claim with two levels": (
        "ada,TEST,4,assessed,2026-03-01,,,,,\nada,TEST,5,assessed,2026-04-01,,,,,",
        "row 3, column 'level': ada holds TEST at level 5 here and at 4 in row 2, both assessed; "
        "keep the row that counts today",
    ),
    "somebody in two teams": (
        "ada,TEST,4,assessed,2026-03-01,,,Red,,\nada,PROG,4,assessed,2026-03-01,,,Blue,,",
        "row 3, column 'team': ada is in two teams: 'Blue' here, 'Red' in row 2; keep one of them",
    ),
    "two teams with one address": (
        "ada,TEST,4,assessed,2026-03-01,,,C team,,\nbea,TEST,4,assessed,2026-03-01,,,C++ team,,",
        "row 3, column 'team': 'C++ team' and 'C team' in row 2 would have one address, "
        "team/c-team; rename one of them",
    ),
    "one pseudonym for two people": (
        "ada,TEST,4,assessed,2026-03-01,,,,Ada Mill,\nada,PROG,4,assessed,2026-03-01,,,,Ada Oven,",
        "row 3, column 'name': 'Ada Oven' here and 'Ada Mill' in row 2 for one person; correct it, "
        "or tell the two apart by pseudonyms",
    ),
    "one name for two addresses": (
        "Ada Mill,TEST,4,assessed,2026-03-01,,,,,ada@a.example\n"
        "Ada Mill,PROG,4,assessed,2026-03-01,,,,,ada@b.example",
        "row 3, column 'email': 'ada@b.example' here and 'ada@a.example' in row 2 for one person; "
        "correct it, or tell the two apart by pseudonyms",
    ),
    "a name in the evidence": (
        "Ada Mill,TEST,4,certified,2026-03-01,,https://certificates.example/ada-mill,,,",
        "row 2, column 'evidence': holds the person's name; take it out; or ask for names in the "
        "graph, with --names",
    ),
    "an address in the evidence": (
        "ada,TEST,4,endorsed,2026-03-01,,mailto:bea@bakery.example,,,",
        "row 2, column 'evidence': an electronic address, which names somebody; take it out; or "
        "ask for names in the graph, with --names",
    ),
    "an address for a team": (
        "ada,TEST,4,assessed,2026-03-01,,,red@bakery.example,,",
        "row 2, column 'team': 'red@bakery.example' has somebody's name; take it out; or ask for "
        "names in the graph, with --names",
    ),
    "a name in the title of a team": (
        "Ada Mill,TEST,4,assessed,2026-03-01,,,Team of Ada Mill,,",
        "row 2, column 'team': 'Team of Ada Mill' has somebody's name; take it out; or ask for "
        "names in the graph, with --names",
    ),
}


@pytest.mark.parametrize(("rows", "line"), ROLE_FAULTS.values(), ids=ROLE_FAULTS)
def test_a_fault_in_a_sheet_of_roles_is_one_line(
    rows: str, line: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "roles.csv"
    sheet.write_text(f"{ROLES}\n{rows}\n", encoding="utf-8")
    assert _lines(_read(sheet, catalogue)) == [f"roles.csv, {line}"]


@pytest.mark.parametrize(("rows", "line"), CLAIM_FAULTS.values(), ids=CLAIM_FAULTS)
def test_a_fault_in_a_sheet_of_people_is_one_line(
    rows: str, line: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"{PEOPLE}\n{rows}\n", encoding="utf-8")
    assert _lines(_read(sheet, catalogue)) == [f"people.csv, {line}"]


def test_a_name_that_the_key_has_under_another_pseudonym_is_refused(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"{PEOPLE}\nmill,TEST,4,assessed,2026-03-01,,,,Ada Mill,\n", encoding="utf-8")
    assert _lines(_read(sheet, catalogue, Key({"ada": "Ada Mill"}))) == [
        "people.csv, row 2, column 'person': 'Ada Mill' is known as ada, not as mill; give each "
        "person one pseudonym"
    ]


ACCEPTED = {
    "the same claim on two bases": (
        "ada,TEST,4,assessed,2026-03-01,,,,,\nada,TEST,5,self-assessed,2026-03-01,,,,,",
        [],
    ),
    "a certificate that was renewed at a higher level": (
        "ada,TEST,4,certified,2020-03-01,2023-03-01,,,,\nada,TEST,5,certified,2023-03-01,,,,,",
        [
            "people.csv, row 2, column 'expires': expired on 2023-03-01: kept, and counted by no "
            "question"
        ],
    ),
    "the same row twice": (
        "ada,TEST,4,assessed,2026-03-01,,,,,\nada,TEST,4,assessed,1.3.2026,,,,,",
        ["people.csv, row 3: says what row 2 says, and counts once"],
    ),
    "somebody in a team who claims nothing yet": ("ada,,,,,,,Red,,", []),
}


@pytest.mark.parametrize(("rows", "warnings"), ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_no_fault_is_accepted(
    rows: str, warnings: list[str], tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"{PEOPLE}\n{rows}\n", encoding="utf-8")
    report = _read(sheet, catalogue)
    assert _lines(report) == []
    assert [f"{each.place}: {each.message}" for each in report.warnings()] == warnings


def test_a_sheet_of_neither_says_what_it_has_and_what_would_do(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "pay.csv"
    sheet.write_text("role,salary\nTester,4\n", encoding="utf-8")
    assert _lines(_read(sheet, catalogue)) == [
        "pay.csv: neither roles nor people: found 'role', 'salary'; roles need the columns role, "
        "skill, level, importance; people need person, skill, level, basis, date"
    ]


def test_every_fault_is_said_from_the_top_down_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roles, people, out = (tmp_path / name for name in ("roles.csv", "people.csv", "out.ttl"))
    roles.write_text(f"{ROLES}\nIdle,,,\nTester,SLMO,1,vital\n", encoding="utf-8")
    people.write_text(f"{PEOPLE}\nAda Mill,TEST,9,assessed,2026-03-01,,,,,\n", encoding="utf-8")
    out.write_text("what stood there\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert main(["profile", "import", str(roles), str(people), "-o", str(out)]) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        "roles.csv, row 2, column 'role': the role 'Idle' asks for nothing; give it a row with a "
        "skill, or delete this one",
        "roles.csv, row 3, column 'importance': 'vital' is no importance; write core or optional",
        "roles.csv, row 3, column 'level': SLMO is not observed at level 1: 2 to 7; write one of "
        "its levels",
        "people.csv, row 2, column 'level': '9': there is no level 9: 1 to 7; write a level such "
        "as 4, or a range such as 4-6",
        "4 faults; nothing was written",
    ]
    assert (captured.out, sorted(tmp_path.iterdir())) == ("", before)
    assert out.read_text(encoding="utf-8") == "what stood there\n"


def test_a_sheet_of_an_edition_that_is_not_there_is_refused_once(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    sheet = tmp_path / "old.csv"
    rows = "role,sfia7_code,level,type\nTester,TEST,4,core\nTester,PROG,4,core\n"
    sheet.write_text(rows, encoding="utf-8")
    assert _lines(_read(sheet, catalogue)) == [
        "old.csv, row 2, column 'sfia7_code': only one skill of SFIA 7 is known in the shipped "
        "data; carry the file over: sfia-graph migrate old.csv --to 9"
    ]


@pytest.mark.skipif(not GOLD.exists(), reason=f"needs {GOLD.name} in ../shared/data/gold")
def test_the_eu_ict_profiles_are_rows_of_thirty_roles_of_edition_7() -> None:
    from sfia_graph.profiles.reading import role_rows
    from sfia_graph.profiles.sheets import read_sheets

    report = Report()
    (sheet,) = read_sheets(GOLD, report)
    rows = list(role_rows(sheet, report))
    assert (len(rows), len({row.role for row in rows}), _lines(report)) == (176, 30, [])
    first = rows[0]
    assert (first.role, first.skill, first.levels, first.importance, first.edition) == (
        *("Account Manager", "SALE", (5,), "core"),
        7,
    )
