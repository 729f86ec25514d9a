"""`sfia-graph profile import` and `export`, as people call them."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import write_workbook

from sfia_graph.cli import main
from sfia_graph.profiles.graphs import people_in, roles_in
from sfia_graph.profiles.pseudonyms import is_pseudonym, pseudonym_of, read_key
from sfia_graph.profiles.records import People, Requirement, RoleProfile
from sfia_graph.store import open_store

BASE = "https://w3id.org/sfia-graph/"
ROOT = Path(__file__).resolve().parent.parent
ROLES = "role,skill,level,importance\nTester,TEST,3-4,core\nTester,PROG,2,optional\n"
PEOPLE = "person,skill,level,basis,date,team\n"


def _import(*arguments: object) -> int:
    return main(["profile", "import", *map(str, arguments)])


def _roles(path: Path) -> tuple[RoleProfile, ...]:
    return roles_in(open_store(path).sparql, path.name)


def _people(path: Path) -> People:
    return people_in(open_store(path).sparql, path.name)


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_roles_become_profiles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "roles.ttl"
    assert _import(_write(tmp_path / "roles.csv", ROLES), "-o", out) == 0
    asked = (Requirement("TEST", (3, 4)), Requirement("PROG", (2,), "optional"))
    assert _roles(out) == (RoleProfile("tester", (("en", "Tester"),), asked),)
    captured = capsys.readouterr()
    statements = len(list(ox.parse(out.read_bytes(), format=ox.RdfFormat.TURTLE)))
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "1 role, 2 requirements of SFIA 9",
        f"wrote {statements} statements to {out}",
    ]


def test_what_is_written_is_valid_beside_the_shipped_data(tmp_path: Path) -> None:
    roles, people = _write(tmp_path / "r.csv", ROLES), tmp_path / "p.csv"
    _write(people, f"{PEOPLE}ada,TEST,4,certified,2026-03-01,Red\nbea,,,,,Red\n")
    out = tmp_path / "both.ttl"
    assert _import(roles, people, "-o", out) == 0
    assert main(["validate", "--shipped", str(out)]) == 0


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ROLES, "utf-8-sig"),
        (ROLES.replace(",", ";"), "utf-8"),
        (ROLES.replace(",", "\t"), "utf-16"),
        ("Niveau;Rôle;Compétence;Importance\n3 à 4;Tester;TEST;Essentielle\n"
         "2,0;Tester;PROG;facultative\n", "cp1252"),
        ("importance,LEVEL,Role Title,sfia_code\nmandatory,L3-L4,Tester,test\n"
         "Desired,Level 2,Tester,PROG\n", "utf-8"),
        ("role,skill,level,importance\nTester,Functional testing,3\u20134,\n"
         "Tester,PROG Programming/software development,2,optional\n", "utf-8"),
    ],
    ids=["a BOM", "semicolons", "tabs in UTF-16", "French in cp1252", "synonyms", "names"],
)  # fmt: skip
def test_a_sheet_may_look_otherwise(text: str, encoding: str, tmp_path: Path) -> None:
    out = tmp_path / "roles.ttl"
    assert _import(_write(tmp_path / "roles.csv", text, encoding), "-o", out) == 0
    asked = (Requirement("TEST", (3, 4)), Requirement("PROG", (2,), "optional"))
    assert [role.requirements for role in _roles(out)] == [asked]


def test_a_level_left_open_is_every_level_that_the_skill_has(tmp_path: Path) -> None:
    sheet = _write(tmp_path / "r.csv", "role,skill,level,importance\nTester,TEST,,core\n")
    assert _import(sheet, "-o", tmp_path / "r.ttl") == 0
    assert _roles(tmp_path / "r.ttl")[0].requirements[0].levels == (1, 2, 3, 4, 5, 6)


def test_an_edition_of_a_row_comes_before_the_option(tmp_path: Path) -> None:
    text = "role,skill,level,importance,edition\nTester,TEST,3,core,SFIA 8\nTester,PROG,3,core,\n"
    sheet = _write(tmp_path / "r.csv", text)
    assert _import(sheet, "-o", tmp_path / "r.ttl", "--edition", 9) == 0
    assert [each.edition for each in _roles(tmp_path / "r.ttl")[0].requirements] == [8, 9]


def test_titles_in_several_languages_have_rows_of_their_own(tmp_path: Path) -> None:
    text = "role,title,language,skill,level,importance\nx,Tester,en,TEST,3,core\nx,Testeur,fr,,,\n"
    assert _import(_write(tmp_path / "r.csv", text), "-o", tmp_path / "r.ttl") == 0
    assert _roles(tmp_path / "r.ttl")[0].titles == (("en", "Tester"), ("fr", "Testeur"))


def test_the_language_and_the_base_are_the_users(tmp_path: Path) -> None:
    sheet, out = _write(tmp_path / "r.csv", ROLES), tmp_path / "r.nt"
    base = "https://bakery.example/hr/"
    assert _import(sheet, "-o", out, "--language", "fr", "--base", base) == 0
    written = out.read_text(encoding="utf-8")
    assert f'<{base}role/tester> <http://purl.org/dc/terms/title> "Tester"@fr .' in written
    assert f"<{base}role/tester/1>" in written
    assert f"<{BASE}9/skill/TEST/3>" in written


def test_a_workbook_gives_each_of_its_sheets_that_has_the_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = {
        "Notes": [["Read this first"]],
        "What we ask": [["role", "skill", "level", "importance"], ["Tester", "TEST", "3", "core"]],
        "Who we are": [["person", "skill", "level", "basis", "date"],
                       ["ada", "TEST", "4", "assessed", "2026-03-01"]],
    }  # fmt: skip
    book, out = write_workbook(tmp_path / "hr.xlsx", sheets), tmp_path / "hr.ttl"
    assert _import(book, "-o", out) == 0
    assert [role.slug for role in _roles(out)] == ["tester"]
    assert [person.id for person in _people(out).persons] == ["ada"]
    said = capsys.readouterr().err.splitlines()
    assert "hr.xlsx, sheet 'Notes': neither roles nor people, left out" in said


def test_a_fault_in_a_workbook_names_its_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["role", "skill", "level", "importance"], ["Tester", "TEST", "7", "core"]]
    book = write_workbook(tmp_path / "hr.xlsx", {"Roles": rows})
    assert _import(book, "-o", tmp_path / "hr.ttl") == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "hr.xlsx, sheet 'Roles', row 2, column 'level': TEST is not observed at level 7: 1 to 6; "
        "write one of its levels"
    )


NAMED = (
    "name,email,skill,level,basis,date\nAda Mill,ada@bakery.example,TEST,4,assessed,2026-03-01\n"
)


def test_a_name_becomes_a_random_pseudonym_and_stands_in_the_key_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, key = tmp_path / "people.ttl", tmp_path / "people.key.csv"
    assert _import(_write(tmp_path / "p.csv", NAMED), "-o", out) == 0
    (pseudonym, name) = next(iter(read_key(key).names.items()))
    assert (name, stat.S_IMODE(key.stat().st_mode)) == ("Ada Mill", 0o600)
    assert is_pseudonym(pseudonym)
    assert len(pseudonym) == len("p-7f3k2m")
    assert [person.id for person in _people(out).persons] == [pseudonym]
    written = out.read_text(encoding="utf-8").casefold()
    assert not any(each in written for each in ("ada", "mill", "bakery.example"))
    said = f"who is who is in {key}; keep it apart from the graph, and safe"
    assert said in capsys.readouterr().err.splitlines()


def test_the_same_people_keep_their_pseudonyms(tmp_path: Path) -> None:
    out, key = tmp_path / "people.ttl", tmp_path / "who.csv"
    assert _import(_write(tmp_path / "p.csv", NAMED), "-o", out, "--key", key) == 0
    before = _people(out)
    again = NAMED.replace("Ada Mill", "ADA  MILL") + "Bea Oven,,TEST,3,assessed,2026-03-01\n"
    assert _import(_write(tmp_path / "p.csv", again), "-o", out, "--key", key) == 0
    after = {person.id: person for person in _people(out).persons}
    assert after[before.persons[0].id] == before.persons[0]
    assert pseudonym_of("bea oven", key) in after
    assert len(after) == len(read_key(key).names) == 2


def test_a_pseudonym_of_ones_own_stays_and_its_name_goes_to_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "person,name,skill,level,basis,date\nada,Ada Mill,TEST,4,assessed,2026-03-01\n"
    out = tmp_path / "people.ttl"
    assert _import(_write(tmp_path / "p.csv", text), "-o", out) == 0
    assert [person.id for person in _people(out).persons] == ["ada"]
    assert read_key(tmp_path / "people.key.csv").names == {"ada": "Ada Mill"}
    assert b"Mill" not in out.read_bytes()


def test_where_nobody_is_named_there_is_no_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = _write(tmp_path / "p.csv", f"{PEOPLE}ada,TEST,4,assessed,2026-03-01,\n")
    assert _import(sheet, "-o", tmp_path / "p.ttl") == 0
    assert not (tmp_path / "p.key.csv").exists()
    assert "taken for pseudonyms as they stand: ada" in capsys.readouterr().err.splitlines()


def test_names_stand_in_the_graph_where_they_are_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "p.ttl"
    assert _import(_write(tmp_path / "p.csv", NAMED), "-o", out, "--names") == 0
    assert [person.name for person in _people(out).persons] == ["Ada Mill"]
    assert b"bakery.example" not in out.read_bytes()


def test_standard_output_without_a_key_loses_who_is_who_and_says_so(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _import(_write(tmp_path / "p.csv", NAMED), "-o", "-") == 0
    captured = capfdbinary.readouterr()
    assert b"sfia:Holding" in captured.out
    assert b"Ada" not in captured.out
    said = b"no --key FILE: who is who is not kept, and the next import gives other pseudonyms"
    assert said in captured.err.splitlines()
    assert [path.name for path in tmp_path.iterdir()] == ["p.csv"]


def test_a_files_name_that_names_somebody_stays_out_of_the_graph(tmp_path: Path) -> None:
    out = tmp_path / "p.ttl"
    assert _import(_write(tmp_path / "ada-mill.csv", NAMED), "-o", out) == 0
    assert b"mill" not in out.read_bytes()


def test_a_broken_key_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = _write(tmp_path / "who.csv", "pseudonym,name\nada,Ada Mill\nada,Bea Oven\n")
    sheet = _write(tmp_path / "p.csv", NAMED)
    assert _import(sheet, "-o", tmp_path / "p.ttl", "--key", key) == 1
    assert capsys.readouterr().err.splitlines() == [
        "sfia-graph: who.csv, row 3: no pseudonym with a name; write it with the columns pseudonym "
        "and name, each pseudonym once"
    ]
    assert not (tmp_path / "p.ttl").exists()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("-o", "p.xls"), "-o p.xls: the ending says no format; use one of .ttl, .trig, .nt, .nq, "
         ".jsonld, .rdf, .owl"),
        (("-o", "p.ttl", "--language", "en_GB"),
         "--language en_GB: no language tag, such as fr or en-GB"),
        (("-o", "p.ttl", "--edition", "4"),
         "--edition 4: the shipped data has none such; it has 7, 8, 9"),
        (("-o", "p.ttl", "--key", "p.csv"),
         "--key p.csv: would overwrite a source; name another file"),
        (("-o", "p.ttl", "--base", "bakery"),
         "--base bakery: must begin with http(s):// and end in / or #"),
    ],
)  # fmt: skip
def test_a_call_at_fault_is_said_in_one_line(
    options: Iterable[str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    _write(tmp_path / "p.csv", NAMED)
    assert _import("p.csv", *options) == 2
    assert capsys.readouterr().err.splitlines() == [f"sfia-graph: {line}"]


def test_rdf_that_breaks_a_rule_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, good, bad = (tmp_path / name for name in ("p.csv", "p.ttl", "bad.ttl"))
    _write(sheet, f"{PEOPLE}ada,TEST,4,assessed,2026-03-01,\n")
    assert _import(sheet, "-o", good) == 0
    _write(bad, good.read_text(encoding="utf-8").replace("    sfia:basis sfia:assessed ;\n", ""))
    capsys.readouterr()
    assert _import(bad, "-o", tmp_path / "out.ttl") == 1
    (fault, count) = capsys.readouterr().err.splitlines()
    assert "A holding rests on exactly one ground" in fault
    assert count == "1 fault; nothing was written"
    assert not (tmp_path / "out.ttl").exists()


def test_rdf_is_held_to_what_sheets_are_held_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, good, bad = (tmp_path / name for name in ("p.csv", "p.ttl", "bad.ttl"))
    _write(sheet, f"{PEOPLE}ada,TEST,4,assessed,2026-03-01,\nada,PROG,4,assessed,2026-03-01,\n")
    assert _import(sheet, "-o", good) == 0
    _write(bad, good.read_text(encoding="utf-8").replace("PROG/4", "TEST/5"))
    capsys.readouterr()
    assert _import(bad, "-o", tmp_path / "out.ttl") == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "bad.ttl, holding/ada-2: ada holds TEST at level 5 here and at 4 in bad.ttl, "
        "holding/ada-1, both assessed; keep the row that counts today"
    )


def test_many_claims_want_a_format_of_lines_and_are_written_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sfia_graph.cli.profiles.importing.LARGE", 2)
    text = f"{PEOPLE}ada,TEST,4,assessed,2026-03-01,Red\nbea,TEST,4,assessed,2026-03-01,Red\n"
    sheet = _write(tmp_path / "p.csv", text)
    assert _import(sheet, "-o", tmp_path / "p.ttl") == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"sfia-graph: -o {tmp_path / 'p.ttl'}: 2 claims are too many for one piece of turtle; "
        "name a .nt or .nq, which are written by lines"
    )
    assert _import(sheet, "-o", tmp_path / "p.nt") == 0
    assert [len(person.holdings) for person in _people(tmp_path / "p.nt").persons] == [1, 1]


def test_import_of_sfia_points_to_the_import_of_roles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = _write(tmp_path / "roles.csv", ROLES)
    assert main(["import", str(sheet), "-o", str(tmp_path / "r.ttl")]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "sfia-graph: roles.csv: no sheet of skills; its first row holds 'role', 'skill', 'level', "
        "'importance'; roles and people: sfia-graph profile import reads them"
    ]


def test_the_sheets_of_the_docs_are_sound(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    sheets = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    paths = [_write(tmp_path / f"{n}.csv", sheet) for n, sheet in enumerate(sheets)]
    assert _import(*paths, "-o", tmp_path / "out.ttl") == 0
    assert len(_roles(tmp_path / "out.ttl")) == 1
    assert len(_people(tmp_path / "out.ttl").persons) == 1
    assert _people(tmp_path / "out.ttl").teams[0].members == ("ada", "bea")
