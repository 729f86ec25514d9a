"""The frameworks' own files, where they lie beside the project: counts and single rows."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
import pytest
from long import some

from sfia_graph.cli import main
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Rows
from sfia_graph.store import open_store
from sfia_graph.tiers import Tier

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = ROOT.parent / "shared" / "data" / "frameworks"
BASE = "https://w3id.org/sfia-graph/"

FILES = {
    "ecf-3": ("ecf/ecf30*.csv",),
    "ecf-4": ("ecf/ecf40*.csv",),
    "nice-2": ("nice/*.xlsx",),
    "gdad": ("gdad/*.csv",),
    "digcomp-3": ("digcomp/*.jsonld",),
    "onet": ("onet/Occupation Data.txt", "onet/Technology Skills.txt"),
    "esco-digital": ("esco/digitalSkillsCollection_en.csv",),
    "esco-ict": ("esco/ict_*.csv",),
    "esco-occupations": ("esco/occupations_en.csv",),
    "esco-hierarchy": ("esco/skillsHierarchy_en.csv",),
}


def _files(name: str) -> list[Path]:
    if not FRAMEWORKS.is_dir():
        pytest.skip("needs ../shared/data: the frameworks' files are not part of the project")
    return [path for pattern in FILES[name] for path in sorted(FRAMEWORKS.glob(pattern))]


class Imported(Protocol):
    """Imports a framework's files, once, and gives the path of the graph."""

    def __call__(self, name: str, tier: Tier = "texts") -> Path:
        """Import into the tier that is asked for."""


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Give what imports a framework's files once, and the path of the graph."""
    folder = tmp_path_factory.mktemp("frameworks")

    @cache
    def graph(name: str, tier: Tier = "texts") -> Path:
        out = folder / f"{name}-{tier}.ttl"
        files = map(str, _files(name))
        assert main(["import", *files, "--tier", tier, "-o", str(out)]) == 0
        return out

    return graph


def _count(path: Path, pattern: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?it) AS ?n) WHERE {{ {pattern} }}"
    rows = open_store(path).sparql(query)
    assert isinstance(rows, Rows)
    (row,) = rows
    count = row["n"]
    assert isinstance(count, int)
    return count


def _below(start: str) -> str:
    return f'?it a skos:Concept . FILTER(STRSTARTS(STR(?it), "{start}"))'


_COMPETENCE = '?it skos:broader ?area . FILTER(REGEX(STR(?it), "/[A-E][.][0-9]+$"))'
_FAMILY = f'FILTER(STRSTARTS(STR(?family), "{BASE}gdad/family/"))'
_ROLE = f'FILTER(STRSTARTS(STR(?role), "{BASE}gdad/role/"))'

LARGE = {"onet", "esco-occupations"}
"""Sources that take many seconds to import."""

COUNTS = [
    ("ecf-4", "competences", 41, _COMPETENCE),
    ("ecf-3", "competences", 40, _COMPETENCE),
    ("ecf-4", "levels", 5, "?it sfia:levelNumber ?n"),
    ("nice-2", "work roles", 41, '?it a skos:Concept . FILTER(CONTAINS(STR(?it), "-WRL-"))'),
    ("nice-2", "tasks", 946, _below(f"{BASE}nice/2/T")),
    ("nice-2", "knowledge", 662, _below(f"{BASE}nice/2/K")),
    ("nice-2", "skills", 540, _below(f"{BASE}nice/2/S")),
    ("nice-2", "competency areas", 11, _below(f"{BASE}nice/2/NF-COM-")),
    ("nice-2", "roles and areas with statements", 43, "?it skos:related ?statement"),
    ("gdad", "skills", 185, f"{_below(f'{BASE}gdad/skill/')} ?it skos:topConceptOf ?scheme"),
    ("gdad", "roles", 52, f"?it skos:broader ?family . {_FAMILY}"),
    ("gdad", "role levels", 205, f"?it skos:broader ?role . {_ROLE}"),
    ("gdad", "levels", 4, "?it sfia:levelNumber ?n"),
    ("digcomp-3", "areas", 5, f"?it skos:topConceptOf <{BASE}digcomp/3>"),
    ("digcomp-3", "competences", 21, f"?it skos:broader/skos:topConceptOf <{BASE}digcomp/3>"),
    ("digcomp-3", "levels", 8, "?it sfia:levelNumber ?n"),
    ("digcomp-3", "outcomes", 523, _below(f"{BASE}digcomp/3/LO")),
    ("onet", "occupations", 1016, _below(f"{BASE}onet/occupation/")),
    (
        "esco-digital",
        "digital skills",
        1284,
        "?it skos:inScheme <http://data.europa.eu/esco/concept-scheme/digital>",
    ),
    ("esco-occupations", "occupations", 3039, _below("http://data.europa.eu/esco/occupation/")),
    ("esco-hierarchy", "groups", 640, "?it a skos:Concept"),
    (
        "esco-ict",
        "occupations with a French name",
        110,
        f"{_below('http://data.europa.eu/esco/occupation/')} ?it skos:prefLabel ?fr "
        'FILTER(LANG(?fr) = "fr")',
    ),
]


def _counted(case: tuple[str, str, int, str]) -> object:
    marks = [pytest.mark.long] if case[0] in LARGE else []
    return pytest.param(*case, id=f"{case[0]} {case[1]}", marks=marks)


@pytest.mark.parametrize(("name", "what", "count", "pattern"), [*map(_counted, COUNTS)])
def test_as_many_as_the_source_has(
    name: str, what: str, count: int, pattern: str, imported: Imported
) -> None:
    assert _count(imported(name), pattern) == count


def _rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (FRAMEWORKS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _links(path: Path, predicate: str) -> Counter[tuple[str, str]]:
    graph = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    return Counter(
        (quad.subject.value, quad.object.value)
        for quad in graph
        if quad.predicate.value == predicate and isinstance(quad.subject, ox.NamedNode)
    )


@pytest.mark.long
def test_each_of_the_technology_rows_is_a_link(imported: Imported) -> None:
    path = imported("onet")
    rows = _rows("onet/Technology Skills.txt", "\t")
    assert len(rows) == 32_627
    expected = {
        (
            f"{BASE}onet/occupation/{row['O*NET-SOC Code']}",
            f"{BASE}onet/technology/{row['Commodity Code']}",
        )
        for row in rows
    }
    assert set(_links(path, f"{PREFIXES['skos']}related")) == expected


@pytest.mark.parametrize(("how", "count"), [("Essential", 2553), ("Optional", 4060)])
def test_each_ict_relation_is_a_link(how: str, count: int, imported: Imported) -> None:
    path = imported("esco-ict")
    expected = {
        (row["uri_occ"], row["uri_skill"])
        for row in _rows("esco/ict_relations.csv")
        if row["relation_type"] == how.lower()
    }
    assert len(expected) == count
    predicate = f"http://data.europa.eu/esco/model#related{how}Skill"
    assert set(_links(path, predicate)) == expected


def test_each_gdad_row_is_a_link_from_a_role_at_its_level(imported: Imported) -> None:
    path = imported("gdad")
    rows = _rows("gdad/gdad_capability_framework_2026-06-05.csv")
    unused = [row for row in rows if row["Skill Level"] == "NOT IN USE"]
    assert (len(rows), len(unused)) == (1862, 28)
    names = ("Role", "Role Level", "Skill Name", "Skill Level")
    different = {tuple(row[name] for name in names) for row in rows}
    assert len(_links(path, f"{PREFIXES['skos']}related")) == len(different) == 1846


def test_what_gdad_marks_as_not_in_use_is_deprecated(imported: Imported) -> None:
    path = imported("gdad")
    rows = _rows("gdad/gdad_capability_framework_2026-06-05.csv")
    unused = [row for row in rows if row["Skill Level"] == "NOT IN USE"]
    used = [row for row in rows if row["Skill Level"] != "NOT IN USE"]
    skills = {row["Skill Name"] for row in unused} - {row["Skill Name"] for row in used}
    roles = {row["Role"] for row in unused} - {row["Role"] for row in used}
    assert (len(skills), len(roles)) == (20, 4)
    assert _count(path, f"?it owl:deprecated true . {_below(f'{BASE}gdad/skill/')}") == 20
    assert _count(path, f"?it owl:deprecated true ; skos:broader ?family . {_FAMILY}") == 4
    assert _count(path, f"?it owl:deprecated true ; skos:broader ?role . {_ROLE}") == 4


@pytest.mark.parametrize(
    ("name", "subject", "predicate", "value"),
    [
        ("ecf-4", f"{BASE}ecf/4/A.2", "skos:prefLabel", '"Service Level Management"@en'),
        ("ecf-4", f"{BASE}ecf/4/A.2/4", "sfia:level", f"<{BASE}ecf/4/level/4>"),
        ("nice-2", f"{BASE}nice/2/OG-WRL-001", "skos:broader", f"<{BASE}nice/2/OG>"),
        ("nice-2", f"{BASE}nice/2/OG-WRL-001", "skos:related", f"<{BASE}nice/2/K0018>"),
        (
            "gdad",
            f"{BASE}gdad/role/business-architect/associate-business-architect",
            "skos:related",
            f"<{BASE}gdad/skill/business-architecture/working>",
        ),
        ("digcomp-3", f"{BASE}digcomp/3/1.1", "skos:broader", f"<{BASE}digcomp/3/1>"),
        ("digcomp-3", f"{BASE}digcomp/3/LO1.1.01", "skos:broader", f"<{BASE}digcomp/3/1.1>"),
        pytest.param(
            *("onet", f"{BASE}onet/technology/43232202", "skos:example", '"Adobe Acrobat"@en-US'),
            marks=pytest.mark.long,
        ),
        (
            "esco-ict",
            "http://data.europa.eu/esco/occupation/0464b062-cea6-4164-b10d-956c61956ae7",
            "skos:prefLabel",
            '"administrateur sécurité informatique/administratrice sécurité informatique"@fr',
        ),
        (
            "esco-digital",
            "http://data.europa.eu/esco/skill/000f1d3d-220f-4789-9c0a-cc742521fb02",
            "skos:altLabel",
            '"Haskell techniques"@en',
        ),
    ],
)
def test_rows_read_by_eye(
    name: str, subject: str, predicate: str, value: str, imported: Imported
) -> None:
    pattern = f"BIND(<{subject}> AS ?it) ?it {predicate} {value}"
    assert _count(imported(name), pattern) == 1


@pytest.mark.parametrize("name", some([*FILES], 3))
def test_no_import_breaks_a_rule(
    name: str, imported: Imported, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported(name)
    capsys.readouterr()
    assert main(["validate", "--level", "violation", str(path)]) == 0
    assert "0 violations" in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["ecf-4", "nice-2", "digcomp-3"])
def test_what_ships_is_what_the_command_makes(name: str, imported: Imported) -> None:
    made = imported(name, "names").read_bytes()
    assert (ROOT / "data" / "vocabularies" / f"{name}.ttl").read_bytes() == made


def test_a_gdad_text_that_is_missing_is_none(imported: Imported) -> None:
    path = imported("gdad")
    assert '"MISSING"' not in path.read_text(encoding="utf-8")
