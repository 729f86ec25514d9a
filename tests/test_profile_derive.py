"""Roles of other frameworks as role profiles: what they ask for, and where they come from."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from sfia_graph.cli import main
from sfia_graph.graph.writer import SFIA
from sfia_graph.minting import Minter
from sfia_graph.profiles.carried_roles import carry_roles
from sfia_graph.profiles.deriving import Derived, choose_roles, derive, known_roles
from sfia_graph.profiles.facts import read_facts
from sfia_graph.profiles.frameworks import ESCO, NICE
from sfia_graph.profiles.plans import make_plan
from sfia_graph.profiles.sheets import read_sheets
from sfia_graph.profiles.tallies import Tally
from sfia_graph.report import Report
from sfia_graph.resources import ONTOLOGY, shipped_data
from sfia_graph.store import Store, open_store

MINT = Minter()
CLOUD_ARCHITECT = "http://data.europa.eu/esco/occupation/2fb96c6c-8d0b-4ef0-b1ee-3e493305e4eb"
Asked = tuple[str, str, tuple[int, ...]]


@cache
def store() -> Store:
    return open_store(list(shipped_data()))


def asked(derived: Derived) -> list[Asked]:
    return [(each.skill, each.importance, each.levels) for each in derived.profile.requirements]


Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Derive, and give the exit code, what was written, and what was said."""

    def derived(*words: str | Path) -> tuple[int, str, list[str]]:
        code = main(["profile", "derive", *map(str, words)])
        written = capfdbinary.readouterr()
        return code, written.out.decode("utf-8"), written.err.decode("utf-8").splitlines()

    return derived


def is_valid(path: Path) -> bool:
    shapes = [str(ONTOLOGY / "shapes" / f"{name}.ttl") for name in ("profile", "text")]
    return main(["validate", "--shipped", str(path), "--only", *shapes]) == 0


# --- NICE ----------------------------------------------------------------------------------------


def test_every_work_role_of_nice_becomes_a_profile() -> None:
    roles = choose_roles(known_roles(store(), NICE), [], NICE)
    found = derive(store(), roles, NICE, read_facts(store()).editions[9], 9)
    assert (len(roles), len(found)) == (41, 41)
    counts = Counter(importance for each in found for _, importance, _ in asked(each))
    assert counts == {"core": 109, "optional": 53}
    assert {len(each.profile.titles) for each in found} == {1}


def test_a_work_role_says_where_it_comes_from_and_whose_it_is(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nice.ttl"
    code, _, said = run("nice", "og-wrl-009", "Enterprise Architecture", "-o", out)
    assert (code, said) == (0, [f"wrote 2 roles with 8 requirements to {out}"])
    graph = Graph().parse(out)
    role = URIRef(MINT.role("nice-og-wrl-009"))
    assert set(graph.predicate_objects(role)) == {
        (RDF.type, SFIA.RoleProfile),
        (DCTERMS.title, Literal("Product Support Management", lang="en-US")),
        (PROV.wasDerivedFrom, URIRef(f"{MINT.base}nice/2/OG-WRL-009")),
        *((SFIA.requirement, URIRef(MINT.requirement("nice-og-wrl-009", n))) for n in range(1, 5)),
    }
    assert set(graph.predicate_objects(URIRef(MINT.requirement("nice-og-wrl-009", 1)))) == {
        (RDF.type, SFIA.Requirement),
        (SFIA.importance, SFIA.core),
        (SFIA.skillAtLevel, URIRef(MINT.skill_at_level(9, "COMG", 4))),
        (SFIA.skillAtLevel, URIRef(MINT.skill_at_level(9, "COMG", 5))),
    }
    source = URIRef(MINT.graph("roles-nice"))
    assert set(graph.objects(source, DCTERMS.rightsHolder)) == {
        URIRef(MINT.agent("nist")),
        URIRef(MINT.agent("sfia-graph")),
    }
    assert set(graph.objects(source, PROV.wasDerivedFrom)) == {
        URIRef(MINT.graph("mapping-sfia-9-nice-2"))
    }
    assert is_valid(out)


def test_somebody_can_be_held_against_a_derived_role(
    run: Run, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "nice.ttl"
    run("nice", "OG-WRL-009", "-o", out)
    people = Path(__file__).parent.parent / "data" / "samples" / "people.ttl"
    words = [
        word
        for path in (*shipped_data(links=False), people, out)
        for word in ("--store", str(path))
    ]
    main(["profile", "gap", "ada", "nice-og-wrl-009", *words, "--format", "csv"])
    written = capfdbinary.readouterr().out.decode("utf-8").splitlines()
    assert written == [
        "code,name,importance,lowest,highest,held,basis,gap",
        "COMG,Cost management,core,4,5,,,4",
        "PROD,Product management,core,5,5,,,5",
        "SLMO,Service level management,core,4,5,4,certified,0",
        "SORC,Sourcing,core,5,5,,,5",
    ]


def test_a_doubt_makes_a_requirement_optional() -> None:
    roles = choose_roles(known_roles(store(), NICE), ["DD-WRL-002"], NICE)
    (found,) = derive(store(), roles, NICE, read_facts(store()).editions[9], 9)
    assert asked(found) == [
        ("ARCH", "core", (5,)),
        ("STPL", "core", (6,)),
        ("BSMO", "optional", (4, 5)),
        ("SCTY", "optional", (5,)),
    ]


# --- ESCO ----------------------------------------------------------------------------------------


def test_the_links_lead_to_98_occupations() -> None:
    assert len(choose_roles(known_roles(store(), ESCO), [], ESCO)) == 98


def test_an_occupation_is_known_by_the_links_alone(run: Run) -> None:
    code, out, said = run("esco", "Cloud Architect")
    graph = Graph().parse(data=out, format="turtle")
    role = URIRef(MINT.role("esco-cloud-architect"))
    assert set(graph.objects(role, DCTERMS.title)) == {Literal("cloud architect", lang="en")}
    assert set(graph.objects(role, PROV.wasDerivedFrom)) == {URIRef(CLOUD_ARCHITECT)}
    assert (code, said) == (0, ["wrote 1 role with 3 requirements"])


LINKED = "http://data.europa.eu/esco/skill/e9575f7f-053a-439e-8074-f93df3334e92"
"""A skill of ESCO to which one link leads, from AIDE."""
OCCUPATIONS = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<{CLOUD_ARCHITECT}> a skos:Concept ;
    skos:prefLabel "cloud architect"@en , "architecte cloud"@fr ; skos:altLabel "sky builder"@en .
<http://data.europa.eu/esco/occupation/1> a skos:Concept ;
    skos:prefLabel "ethicist of ovens"@en , "éthicien des fours"@fr ;
    esco:relatedEssentialSkill <{LINKED}> .
<http://data.europa.eu/esco/occupation/2> a skos:Concept ; skos:prefLabel "idler"@en .
<http://data.europa.eu/esco/occupation/3> a skos:Concept ; skos:prefLabel "baker"@en ;
    esco:relatedEssentialSkill <{LINKED}> .
<http://data.europa.eu/esco/occupation/4> a skos:Concept ; skos:prefLabel "baker"@en ;
    esco:relatedEssentialSkill <{LINKED}> .
"""


@pytest.fixture
def occupations(tmp_path: Path) -> Path:
    path = tmp_path / "esco.ttl"
    path.write_text(OCCUPATIONS, encoding="utf-8")
    return path


def test_an_occupation_has_the_titles_that_its_framework_gives(
    run: Run, occupations: Path, tmp_path: Path
) -> None:
    out = tmp_path / "roles.ttl"
    code, _, _ = run("esco", "sky builder", "--store", occupations, "-o", out)
    graph = Graph().parse(out)
    assert set(graph.objects(URIRef(MINT.role("esco-cloud-architect")), DCTERMS.title)) == {
        Literal("cloud architect", lang="en"),
        Literal("architecte cloud", lang="fr"),
    }
    source = URIRef(MINT.graph("roles-esco"))
    assert set(graph.objects(source, DCTERMS.language)) == {Literal("en"), Literal("fr")}
    assert set(graph.objects(source, DCTERMS.license)) == {
        URIRef("https://creativecommons.org/licenses/by/4.0/")
    }
    assert URIRef(MINT.agent("european-commission")) in graph.objects(source, DCTERMS.rightsHolder)
    assert (code, is_valid(out)) == (0, True)


def test_what_only_the_skills_of_a_role_lead_to_is_optional_at_all_its_levels(
    occupations: Path,
) -> None:
    both = open_store([*shipped_data(), occupations])
    skills = read_facts(both).editions[9]
    roles = choose_roles(known_roles(both, ESCO), ["éthicien des fours"], ESCO)
    (found,) = derive(both, roles, ESCO, skills, 9)
    assert asked(found) == [("AIDE", "optional", skills["AIDE"].levels)]


def test_a_role_to_which_nothing_leads_is_named_and_left_out(run: Run, occupations: Path) -> None:
    code, _, said = run("esco", "idler", "cloud architect", "--store", occupations)
    assert code == 1
    assert said == [
        "idler: no link leads from it to SFIA 9",
        "wrote 1 role with 3 requirements",
    ]


def test_roles_of_one_title_have_slugs_of_their_own(occupations: Path) -> None:
    both = open_store([*shipped_data(), occupations])
    bakers = [f"http://data.europa.eu/esco/occupation/{n}" for n in (3, 4)]
    roles = choose_roles(known_roles(both, ESCO), bakers, ESCO)
    found = derive(both, roles, ESCO, read_facts(both).editions[9], 9)
    assert [each.profile.slug for each in found] == ["esco-baker", "esco-baker-4"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            ("esco", "baker"),
            "'baker' can be http://data.europa.eu/esco/occupation/3 or "
            "http://data.europa.eu/esco/occupation/4",
        ),
        (
            ("esco", "cloud archtect"),
            "unknown role 'cloud archtect'; the nearest are 'cloud architect', 'blockchain "
            "architect' and 'ICT network architect'",
        ),
        (("nice", "OG-WRL-999", "zzz"), "unknown role 'OG-WRL-999'; the nearest are 'Product "),
        (("nice", "--edition", "4"), "--edition 4: the store holds no SFIA 4"),
        (("nice", "-o", "x.csv"), "-o x.csv: the ending says no format; use one of .ttl, "),
    ],
    ids=["two of a title", "unknown title", "unknown code", "unknown edition", "unknown ending"],
)
def test_a_call_at_fault_is_one_clear_line(
    run: Run, occupations: Path, words: tuple[str, ...], problem: str
) -> None:
    code, out, said = run(*words, "--store", occupations)
    assert (code, out, len(said)) == (2, "", 1)
    assert said[0].startswith(f"sfia-graph: {problem}")


def test_a_store_that_knows_no_roles_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    alone = tmp_path / "store"
    files = [str(path) for path in shipped_data(links=False) if path.name == "sfia-9.ttl"]
    assert main(["load", *files, "--into", str(alone)]) == 0
    code, _, said = run("nice", "--store", alone)
    assert code == 1
    assert said[-1] == (
        "sfia-graph: the store knows nothing of this: Work roles of the NICE Framework 2"
    )


# --- the EU ICT profiles --------------------------------------------------------------------------

PROFILES = """role_id,role,role_level,sfia7_skill,sfia7_code,level,type
1,Baker in chief,5,Selling,SALE,5,core
1,Baker in chief,5,Network planning,NTPL,5,optional
1,Baker in chief,5,Network design,NTDS,5,core
1,Baker in chief,5,Business analysis,BUAN,4,core
2,Oven watcher,4,Enterprise IT governance,GOVN,5,optional
2,Oven watcher,4,Sustainability strategy,SUST,5,core
"""


def test_profiles_of_an_earlier_edition_are_carried_over(run: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "profiles.csv", tmp_path / "roles.ttl"
    table.write_text(PROFILES, encoding="utf-8")
    code, _, said = run("eu-ict", table, "-o", out)
    assert said == [
        "the data do not hold SFIA 7 whole: its codes are looked up in SFIA 8 and SFIA 9, and its "
        "levels are not checked",
        "profiles.csv, row 5: Baker in chief, BUAN 4: SFIA 9 has no BUAN; in its place: BUSA 4 or "
        "REQM 4",
        "profiles.csv, row 6: Oven watcher, GOVN 5: SFIA 9 does not define GOVN at level 5; "
        "nearest: GOVN 6",
        "2 unchanged, 2 changed, 2 need a decision",
        "1 requirement asked for what another of the same role asks for",
        f"wrote 2 roles with 3 requirements to {out}",
        "2 requirements left out; --decide OLD=NEW says what to do",
    ]
    graph = Graph().parse(out)
    role, (source,) = (
        URIRef(MINT.role("eu-ict-baker-in-chief")),
        graph.objects(URIRef(MINT.graph("roles-eu-ict")), PROV.wasDerivedFrom),
    )
    assert set(graph.objects(role, DCTERMS.title)) == {Literal("Baker in chief", lang="en")}
    assert list(graph.objects(role, PROV.wasDerivedFrom)) == [source]
    assert str(graph.value(source, DCTERMS.title)) == "profiles.csv"
    network = URIRef(MINT.requirement("eu-ict-baker-in-chief", 2))
    assert set(graph.predicate_objects(network)) == {
        (RDF.type, SFIA.Requirement),
        (SFIA.importance, SFIA.core),
        (SFIA.skillAtLevel, URIRef(MINT.skill_at_level(9, "NTDS", 5))),
        (PROV.wasDerivedFrom, URIRef(MINT.skill_at_level(7, "NTPL", 5))),
    }
    assert (code, is_valid(out)) == (1, True)


def test_what_a_person_decided_makes_the_profiles_whole(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "profiles.csv"
    table.write_text(PROFILES, encoding="utf-8")
    code, _, said = run("eu-ict", table, "--decide", "BUAN=BUSA", "--decide", "GOVN 5=GOVN 6")
    assert (code, said[-1]) == (0, "wrote 2 roles with 5 requirements")


def test_two_codes_that_became_one_are_one_requirement_that_names_both(
    run: Run, tmp_path: Path
) -> None:
    table = tmp_path / "profiles.csv"
    table.write_text("role,sfia7_code,level,type\nr,SUAS,5,optional\nr,SUEN,5,core\n", "utf-8")
    graph = Graph().parse(data=run("eu-ict", table)[1], format="turtle")
    (asked,) = graph.objects(URIRef(MINT.role("eu-ict-r")), SFIA.requirement)
    assert graph.value(asked, SFIA.importance) == SFIA.core
    assert set(graph.objects(asked, PROV.wasDerivedFrom)) == {
        URIRef(MINT.skill_at_level(7, code, 5)) for code in ("SUAS", "SUEN")
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "1,Baker,5,Selling,SALE,9,core",
            "profiles.csv, row 2, column 'level': '9': there is no level 9: 1 to 7",
        ),
        ("1,,5,Selling,SALE,5,core", "profiles.csv, row 2, column 'role': no role"),
    ],
    ids=["a level that there is not", "no role"],
)
def test_a_table_at_fault_gives_nothing(run: Run, tmp_path: Path, row: str, problem: str) -> None:
    table, out = tmp_path / "profiles.csv", tmp_path / "roles.ttl"
    table.write_text(f"{PROFILES.splitlines()[0]}\n{row}\n", encoding="utf-8")
    code, _, said = run("eu-ict", table, "-o", out)
    assert (code, len(said), out.exists()) == (1, 1, False)
    assert said[0].startswith(f"sfia-graph: {problem}")


@cache
def _real(path: Path) -> tuple[list[Derived], Tally]:
    report, tally = Report(), Tally()
    (sheet,) = read_sheets(path, report)
    plan = make_plan(read_facts(store()), 9)
    source = MINT.source("0" * 64)
    found = carry_roles(sheet, plan, tally, report, name="eu-ict", source=source, language="en")
    report.raise_rejects()
    return found, tally


@pytest.fixture
def real(shared_data: Path) -> Path:
    """The 30 profiles in SFIA 7, 176 pairs."""
    return shared_data / "gold" / "eu_ict_profiles_cwa16458_sfia7.csv"


def test_the_thirty_eu_ict_profiles_are_carried_over(real: Path) -> None:
    found, tally = _real(real)
    assert len(found) == 30
    assert tally.counts == {"unchanged": 149, "changed": 17, "decision": 10, "fault": 0}
    assert sum(len(each.profile.requirements) for each in found) == 165
    counts = Counter(importance for each in found for _, importance, _ in asked(each))
    assert counts == {"core": 144, "optional": 21}


def test_a_code_that_somebody_found_in_edition_9_is_the_one_that_is_carried(real: Path) -> None:
    found, tally = _real(real)
    carried = {
        (str(each.profile.title()), skill, level)
        for each in found
        for skill, _, levels in asked(each)
        for level in levels
    }
    with real.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    known = {
        (row["role"], row["code_in_sfia9"], int(row["level"]))
        for row in pairs
        if row["code_in_sfia9"]
    }
    assert len(pairs) == 176
    assert known - carried == {("Information Security Manager", "GOVN", 5)}
    assert carried - known == set()
    left = Counter(line.split(": ")[1].rsplit(", ", 1)[1] for line in tally.told)
    blank = Counter(
        f"{row['sfia7_code']} {row['level']}" for row in pairs if not row["code_in_sfia9"]
    )
    assert left - blank == {"GOVN 5": 1}
    assert blank - left == {"NTPL 5": 1}
