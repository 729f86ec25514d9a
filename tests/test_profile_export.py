"""Roles and people written as sheets: what is read again is what was written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.cli import main
from sfia_graph.profiles.catalogue import read_catalogue
from sfia_graph.profiles.graphs import people_in, roles_in
from sfia_graph.profiles.intake import Taken, Wish, take_in
from sfia_graph.profiles.naming import slug_of
from sfia_graph.profiles.persons import Persons
from sfia_graph.profiles.pseudonyms import Key
from sfia_graph.profiles.records import (
    BASES,
    IMPORTANCES,
    Holding,
    Kind,
    People,
    Person,
    Requirement,
    RoleProfile,
    Team,
)
from sfia_graph.profiles.statements import people_statements, role_statements
from sfia_graph.profiles.tables import Line, people_lines, role_lines, to_csv
from sfia_graph.profiles.workbooks import to_workbook
from sfia_graph.report import Report
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore

BASE = "https://w3id.org/sfia-graph/"
CATALOGUE = read_catalogue(open_store([], merged=False))
LATEST = date(2026, 11, 28)

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC))
LATER = st.datetimes(datetime(2026, 11, 2), datetime(2099, 1, 1), timezones=st.just(UTC))
CODES = st.sampled_from(sorted(CATALOGUE.facts.editions[9]))
TITLES = (
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
    .map(lambda title: normalize("NFC", title))
    .filter(lambda title: "\ufffd" not in title and "@" not in title)
)
PSEUDONYMS = st.from_regex(r"[a-z0-9]([a-z0-9._-]{0,6}[a-z0-9_])?", fullmatch=True)
"""Without capitals: two people whose pseudonyms differ in case are taken for one."""


@st.composite
def _requirements(draw: st.DrawFn) -> tuple[Requirement, ...]:
    found = []
    for code in draw(st.lists(CODES, min_size=1, max_size=4, unique=True)):
        defined = CATALOGUE.levels(code, 9)
        levels = draw(st.sets(st.sampled_from(defined), min_size=1))
        found.append(Requirement(code, tuple(sorted(levels)), draw(st.sampled_from(IMPORTANCES))))
    return tuple(found)


@st.composite
def _roles(draw: st.DrawFn) -> tuple[RoleProfile, ...]:
    slugs = draw(st.sets(TITLES.map(slug_of), min_size=1, max_size=3))
    return tuple(
        RoleProfile(
            slug,
            tuple((tag, draw(TITLES)) for tag in draw(st.sampled_from([("en",), ("en", "fr")]))),
            draw(_requirements()),
        )
        for slug in sorted(slugs)
    )


@st.composite
def _holdings(draw: st.DrawFn) -> tuple[Holding, ...]:
    found = []
    codes = draw(st.lists(CODES, max_size=3, unique=True))
    for code in codes:
        evidence = st.none() | TITLES | st.just("https://certificates.example/4")
        found.append(
            Holding(
                code,
                draw(st.sampled_from(CATALOGUE.levels(code, 9))),
                draw(st.sampled_from(BASES)),
                draw(MOMENTS),
                draw(st.none() | LATER),
                draw(evidence),
            )
        )
    return tuple(found)


@st.composite
def _people(draw: st.DrawFn) -> People:
    ids = sorted(draw(st.sets(PSEUDONYMS, min_size=1, max_size=4)))
    held = {id: draw(_holdings()) for id in ids}
    joined = [id for id in ids if not held[id] or draw(st.booleans())]
    title = draw(TITLES)
    teams = (Team(slug_of(title), title, tuple(joined)),) if joined else ()
    return People(tuple(Person(id, held[id]) for id in ids), teams)


def _read(path: Path, kind: Kind) -> Taken:
    report = Report()
    wish = Wish(9, "en", LATEST, kind)
    taken = take_in([path], CATALOGUE, Persons(Key()), report, wish)
    assert [f"{each.message}" for each in report.findings if each.severity == "reject"] == []
    return taken


def _through(tmp: Path, form: str, kind: Kind, lines: list[Line]) -> Taken:
    path = tmp / f"table.{form}"
    path.write_bytes(b"".join(to_csv(kind, lines)) if form == "csv" else to_workbook({kind: lines}))
    return _read(path, kind)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=25)
@given(roles=_roles())
def test_roles_written_as_a_sheet_are_read_as_they_were(
    roles: tuple[RoleProfile, ...], form: str, folder: Path
) -> None:
    assert _through(folder, form, "roles", list(role_lines(roles))).roles == roles


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=25)
@given(people=_people())
def test_people_written_as_a_sheet_are_read_as_they_were(
    people: People, form: str, folder: Path
) -> None:
    assert _through(folder, form, "people", list(people_lines(people))).people == people


def _store(*triples: ox.Triple) -> EmbeddedStore:
    store, graph = ox.Store(), ox.NamedNode(f"{BASE}graph/x")
    store.extend(ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)
    return EmbeddedStore(store, "x", merged=False)


@settings(max_examples=25)
@given(roles=_roles(), people=_people())
def test_what_is_written_as_a_graph_is_read_as_it_was(
    roles: tuple[RoleProfile, ...], people: People
) -> None:
    asked = role_statements(roles, (), base=BASE)
    held = people_statements(people, (), base=BASE)
    store = _store(*asked.triples(), *held.triples())
    holding = tuple(person for person in people.persons if person.holdings)
    assert roles_in(store.sparql, "x") == roles
    assert people_in(store.sparql, "x") == People(holding, people.teams)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    roles, people = tmp_path / "r.csv", tmp_path / "p.csv"
    roles.write_text("role,skill,level,importance\n=1+1,TEST,3-4,core\n", encoding="utf-8")
    people.write_text(
        "person,skill,level,basis,date,team,name\nada,TEST,4,assessed,2026-03-01,Red,Ada Mill\n"
        "bea,,,,,Red,\n",
        encoding="utf-8",
    )
    out = tmp_path / "all.ttl"
    assert main(["profile", "import", str(roles), str(people), "-o", str(out)]) == 0
    return out


def _export(*arguments: object) -> int:
    return main(["profile", "export", *map(str, arguments)])


def test_a_sheet_has_the_columns_that_are_read_and_runs_no_formula(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert _export("roles", "--store", graph) == 0
    assert capsys.readouterr().out == (
        "role,skill,level,importance,title,language,edition\n1-1,TEST,3-4,core,'=1+1,en,9\n"
    )


def test_names_stand_in_a_sheet_where_the_key_is_given(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    key = graph.with_name("all.key.csv")
    assert _export("people", "--store", graph, "--key", key) == 0
    assert capsys.readouterr().out == (
        "person,skill,level,basis,date,expires,evidence,team,name,edition\n"
        "ada,TEST,4,assessed,2026-03-01,,,Red,Ada Mill,9\n"
        "bea,,,,,,,Red,,\n"
    )


def test_a_workbook_has_both_sheets_and_no_formula(graph: Path) -> None:
    out = graph.with_suffix(".xlsx")
    assert _export("--store", graph, "-o", out) == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Roles", "People"]
    title, level = book["Roles"]["E2"], book["Roles"]["C2"]
    assert (title.value, title.data_type, level.number_format) == ("=1+1", "s", "@")
    assert book["People"]["E2"].value == datetime(2026, 3, 1)


def test_the_same_graph_gives_the_same_workbook(graph: Path) -> None:
    first, second = graph.with_name("1.xlsx"), graph.with_name("2.xlsx")
    for out in (first, second):
        assert _export("--store", graph, "-o", out) == 0
    assert first.read_bytes() == second.read_bytes()


def test_turtle_is_what_an_import_writes_but_for_its_sources(graph: Path) -> None:
    out = graph.with_name("again.ttl")
    assert _export("--store", graph, "-o", out) == 0
    kept = _statements(graph)
    assert _statements(out) == {each for each in kept if "/source/" not in str(each)}


def test_turtle_keeps_where_its_iris_begin(tmp_path: Path) -> None:
    sheet, out, again = (tmp_path / name for name in ("r.csv", "r.ttl", "again.ttl"))
    sheet.write_text("role,skill,level,importance\nTester,TEST,3,core\n", encoding="utf-8")
    words = ["profile", "import", str(sheet), "-o", str(out), "--base", "https://bakery.example/"]
    assert main(words) == 0
    assert _export("--store", out, "-o", again) == 0
    assert {each for each in _statements(out) if "/source/" not in str(each)} == _statements(again)


def _statements(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (("--format", "xlsx"), 2, "a workbook is no text: name a file with -o FILE.xlsx"),
        ((), 2, "roles and people there: say which, or write both to a .xlsx or .ttl"),
        (("-o", "x.ods"), 2,
         "-o x.ods: the ending says no format; use one of .csv, .xlsx, .ttl"),
    ],
)  # fmt: skip
def test_a_call_at_fault_is_said_in_one_line(
    options: tuple[str, ...], code: int, line: str, graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert _export("--store", graph, *options) == code
    assert capsys.readouterr().err.splitlines() == [f"sfia-graph: {line}"]


def test_where_there_is_nothing_to_write_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    assert _export("roles", "--store", empty) == 1
    assert capsys.readouterr().err.splitlines() == [f"sfia-graph: {empty}: no roles there"]
