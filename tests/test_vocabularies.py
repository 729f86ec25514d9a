"""Tables of other frameworks as SKOS: invented files, what they become, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import sheets_9, write_workbook

from sfia_graph.cli import main
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Rows
from sfia_graph.store import open_store

BASE = "https://w3id.org/sfia-graph/"
ESCO = "http://data.europa.eu/esco/"
SKILL = f"{ESCO}skill/"

CATALOGUE = """id,label,label@fr,description,broader
BAK,Baking,Cuisson,To make bread.,
SOUR,Sourdough,Levain,To make bread rise.,BAK
"""
ECF_4 = "code,title,area,levels\nA.2,Bread,PLAN,3 4\nA.10,Rolls,PLAN,2\nC.5,Cakes,RUN,1\n"
ECF_3 = "code,title,levels\nA.2,Bread,3 4\nD.12,Selling bread,2 3\n"
GDAD_HEADER = (
    "Role Family,Role,Role Description,Role Level,Role Level Description,"
    "Skill Name,Skill Description,Skill Level,Skill Level Description,Role Type\n"
)
GDAD = GDAD_HEADER + (
    "Bakery,Baker,Bakes.,Senior baker,Bakes well.,Oven care,Heat.,Working,Keeps it hot.,\n"
    "Bakery,Baker,Bakes.,Junior baker,Learns.,Oven care,Heat.,Awareness,Knows it is hot.,\n"
    "Chiefs,Chief baker,Leads.,NOT IN USE,NOT IN USE,Vision,Sees.,NOT IN USE,NOT IN USE,SCS\n"
)
OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\n51-3011.00\tBakers\tMix and bake.\n"
TECHNOLOGIES = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "51-3011.00\tOvenBoss\t43231601\tOven software\tN\tN\n"
    "51-3011.00\tCrumb 7\t43231601\tOven software\tY\tN\n"
)
DIGITAL = (
    "conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,"
    "broaderConceptUri,broaderConceptPT\n"
    f"KnowledgeSkillCompetence,{SKILL}1,bake digitally,released,knowledge,transversal,"
    f"e-bake | bake online,To bake by wire.,{SKILL}9 | {ESCO}isced-f/0613,baking | software\n"
    f"KnowledgeSkillCompetence,{SKILL}2,fax bread,obsolete,knowledge,transversal,,To fax.,"
    f"{SKILL}1,bake digitally\n"
)
DIGCOMP = {
    "@graph": [
        {"@type": "CompetenceArea", "@id": "CompetenceArea/1", "name": "Bread", "description": "B"},
        {
            "@type": "Competence",
            "@id": "Competence/1.1",
            "name": "Rolls",
            "description": "R",
            "competence_area_id": "CompetenceArea/1",
        },
        {
            "@type": "ProficiencyLevel",
            "@id": "ProficiencyLevel/Basic_1",
            "four_levels_name": "Basic",
            "eight_levels_mapping": 1,
            "four_levels_description": "With help.",
            "eight_levels_description": "With much help.",
        },
        {
            "@type": "LearningOutcome",
            "@id": "LearningOutcome/LO1.1.01",
            "description": "Know a roll.",
            "competence_id": "Competence/1.1",
            "four_levels_proficiency_name": "ProficiencyLevel/Basic",
        },
    ]
}


def _import(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _imported(path: Path, *more: object) -> set[str]:
    """Import a file, and give the triples of the graph."""
    out = path.with_name("out.nt")
    assert _import(path, *more, "-o", out) == 0
    return set(out.read_text().splitlines())


def _line(subject: str, predicate: str, value: str) -> str:
    prefix, _, name = predicate.partition(":")
    subject = subject if subject.startswith("http") else BASE + subject
    if not value.startswith('"'):
        value = f"<{value if value.startswith('http') else BASE + value}>"
    return f"<{subject}> <{PREFIXES[prefix]}{name}> {value} ."


def _refused(path: Path, capsys: pytest.CaptureFixture[str], *more: object) -> str:
    out = path.with_name("out.nt")
    assert _import(path, *more, "-o", out) == 1
    assert not out.exists()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0].removeprefix("sfia-graph: ")


def test_a_plain_table_becomes_a_scheme_in_all_its_languages(tmp_path: Path) -> None:
    path = _write(tmp_path / "Our Bakery.csv", CATALOGUE)
    lines = _imported(path, "--language", "en", "--licence", "https://example.org/licence")
    here = "catalogue/our-bakery"
    graph = "graph/catalogue-our-bakery-texts"
    expected = {
        _line(here, "rdf:type", PREFIXES["skos"] + "ConceptScheme"),
        _line(f"{here}/BAK", "skos:prefLabel", '"Baking"@en'),
        _line(f"{here}/BAK", "skos:prefLabel", '"Cuisson"@fr'),
        _line(f"{here}/BAK", "skos:topConceptOf", here),
        _line(here, "skos:hasTopConcept", f"{here}/BAK"),
        _line(f"{here}/SOUR", "skos:broader", f"{here}/BAK"),
        _line(f"{here}/BAK", "skos:narrower", f"{here}/SOUR"),
        _line(f"{here}/SOUR", "skos:definition", '"To make bread rise."@en'),
        _line(f"{here}/SOUR", "skos:notation", '"SOUR"'),
        _line(f"{here}/SOUR", "dcterms:identifier", '"SOUR"'),
        _line(graph, "dcterms:license", "https://example.org/licence"),
        _line(graph, "sfia:tier", '"texts"'),
        _line(graph, "dcterms:language", '"en"'),
        _line(graph, "dcterms:language", '"fr"'),
    }
    assert expected - lines == set()


def test_name_and_base_begin_the_iris(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", CATALOGUE)
    text = "\n".join(_imported(path, "--name", "Bread", "--base", "https://example.org/"))
    assert "<https://example.org/catalogue/bread/SOUR>" in text
    assert BASE not in text.replace(PREFIXES["sfia"], "")


def test_an_id_that_is_an_iri_is_kept_and_any_other_is_made_safe(tmp_path: Path) -> None:
    iri = "https://example.org/bread#1"
    path = _write(tmp_path / "a.csv", f"id,label,broader\n{iri},Bread,\nR & D,Rolls,{iri}\n")
    lines = _imported(path, "--language", "en")
    assert _line("catalogue/a/R%20%26%20D", "skos:broader", iri) in lines


def test_several_parents_are_separated_by_a_bar(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", "id,label,broader\nA,Bread,\nB,Rolls,\nC,Buns,A | B\n")
    lines = _imported(path, "--language", "en")
    assert _line("catalogue/a/C", "skos:broader", "catalogue/a/A") in lines
    assert _line("catalogue/a/C", "skos:broader", "catalogue/a/B") in lines


def test_tiers_hold_back_texts_and_names(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", CATALOGUE)
    names = "\n".join(_imported(path, "--language", "en", "--tier", "names"))
    structure = "\n".join(_imported(path, "--language", "en", "--tier", "structure"))
    assert ('"Baking"@en' in names, "To make bread" in names) == (True, False)
    assert ("Baking" in structure, '"SOUR"' in structure) == (False, True)


def test_each_version_of_e_cf_is_known_by_its_codes(tmp_path: Path) -> None:
    newer = _imported(_write(tmp_path / "x.csv", ECF_4))
    older = _imported(_write(tmp_path / "y.csv", ECF_3))
    assert _line("ecf/4/A.2", "skos:broader", "ecf/4/PLAN") in newer
    assert _line("ecf/4/A.2/3", "sfia:level", "ecf/4/level/3") in newer
    assert _line("ecf/4/A.2/3", "skos:broader", "ecf/4/A.2") in newer
    assert _line("ecf/4/level/3", "skos:inScheme", "ecf/4/levels") in newer
    number = '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert _line("ecf/4/level/3", "sfia:levelNumber", number) in newer
    assert _line("ecf/3/D.12", "skos:prefLabel", '"Selling bread"@en') in older


def test_e_cf_of_neither_version_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "x.csv", "code,title,levels\nA.2,Bread,3 4\n")
    assert _refused(path, capsys) == (
        "x.csv: of which version cannot be told: European e-Competence Framework 4.0 has A.10 and "
        "C.5; European e-Competence Framework 3.0 has D.12; import the whole table of one version"
    )


def test_gdad_gives_roles_their_skills_and_flags_what_is_not_in_use(tmp_path: Path) -> None:
    lines = _imported(_write(tmp_path / "x.csv", GDAD))
    expected = {
        _line("gdad/role/baker", "skos:broader", "gdad/family/bakery"),
        _line("gdad/role/baker/senior-baker", "skos:related", "gdad/skill/oven-care/working"),
        _line("gdad/skill/oven-care/working", "skos:broader", "gdad/skill/oven-care"),
        _line("gdad/skill/oven-care/working", "sfia:level", "gdad/level/working"),
        _line("gdad/skill/oven-care/working", "skos:definition", '"Keeps it hot."@en-GB'),
    }
    assert expected - lines == set()
    deprecated = sorted(line.split("> <")[0] for line in lines if "owl#deprecated" in line)
    assert deprecated == [
        f"<{BASE}gdad/role/chief-baker",
        f"<{BASE}gdad/role/chief-baker/not-in-use",
        f"<{BASE}gdad/skill/vision",
    ]


def test_o_net_files_of_one_import_are_one_source(tmp_path: Path) -> None:
    occupations = _write(tmp_path / "o.txt", OCCUPATIONS)
    lines = _imported(occupations, _write(tmp_path / "t.txt", TECHNOLOGIES))
    technology = "onet/technology/43231601"
    assert _line("onet/occupation/51-3011.00", "skos:related", technology) in lines
    assert _line(technology, "skos:example", '"OvenBoss"@en-US') in lines
    assert sum("ns/prov#wasDerivedFrom" in line for line in lines) == 2


def test_esco_keeps_its_iris_and_names_what_stands_above(tmp_path: Path) -> None:
    lines = _imported(_write(tmp_path / "collection_en.csv", DIGITAL))
    digital = f"{ESCO}concept-scheme/digital"
    expected = {
        _line(f"{SKILL}1", "skos:altLabel", '"e-bake"@en'),
        _line(f"{SKILL}1", "skos:altLabel", '"bake online"@en'),
        _line(f"{SKILL}1", "skos:inScheme", digital),
        _line(f"{SKILL}1", "skos:broader", f"{ESCO}isced-f/0613"),
        _line(f"{ESCO}isced-f/0613", "skos:prefLabel", '"software"@en'),
        _line(f"{SKILL}2", "owl:deprecated", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        _line(
            "graph/esco-en-texts", "dcterms:license", "https://creativecommons.org/licenses/by/4.0/"
        ),
    }
    assert expected - lines == set()


def test_exports_in_two_languages_are_one_source(tmp_path: Path) -> None:
    french = DIGITAL.replace("bake digitally", "cuire").replace("To bake by wire.", "Cuire.")
    first = _write(tmp_path / "collection_en.csv", DIGITAL)
    lines = _imported(first, _write(tmp_path / "collection_fr.csv", french))
    assert _line(f"{SKILL}1", "skos:prefLabel", '"cuire"@fr') in lines
    assert _line(f"{SKILL}1", "skos:prefLabel", '"bake digitally"@en') in lines
    assert any("graph/esco-en-fr-texts>" in line for line in lines)


def test_links_without_a_concept_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "uri_occ,uri_skill,relation_type"
    path = _write(tmp_path / "r.csv", f"{header}\n{ESCO}occupation/1,{SKILL}1,essential\n")
    assert _refused(path, capsys) == "r.csv: describes no concept; name the files that do so too"


def test_a_table_without_rows_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "x.csv", GDAD_HEADER)
    assert _refused(path, capsys) == "x.csv: a header and no rows; add the concepts"


def test_a_link_to_what_no_file_describes_is_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "conceptType,conceptUri,iscoGroup,preferredLabel,description,code"
    path = _write(
        tmp_path / "o_en.csv",
        f"{header}\nOccupation,{ESCO}occupation/1,7512,baker,Bakers bake.,7512.1\n",
    )
    lines = _imported(path)
    assert not any(f"{ESCO}isco/C7512" in line for line in lines)
    assert capsys.readouterr().err.splitlines()[0] == (
        "o_en.csv, row 2, column 'iscoGroup': 1 link to concepts that no file describes, left "
        f"out: first {ESCO}isco/C7512"
    )


def test_two_files_that_differ_on_a_text_keep_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _write(tmp_path / "a_en.csv", DIGITAL)
    second = _write(tmp_path / "b_en.csv", DIGITAL.replace("To bake by wire.", "To bake by air."))
    lines = _imported(first, second)
    assert _line(f"{SKILL}1", "skos:definition", '"To bake by wire."@en') in lines
    assert capsys.readouterr().err.splitlines()[0] == (
        "b_en.csv, row 2, column 'description': '1' has 'To bake by air.' here and "
        "'To bake by wire.' in a_en.csv, row 2, column 'description'; the first is kept"
    )


def test_esco_occupations_lead_to_their_skills(tmp_path: Path) -> None:
    occupation = f"{ESCO}occupation/1"
    header = "uri,isco_code,pref_label_en,pref_label_fr,alt_labels_en,alt_labels_fr,description_en"
    occupations = _write(
        tmp_path / "occupations.csv",
        f"{header}\n{occupation},7512,baker,boulanger/boulangère,,fournier,Bakers bake.\n",
    )
    relations = _write(
        tmp_path / "relations.csv",
        f"uri_occ,uri_skill,relation_type\n{occupation},{SKILL}1,essential\n"
        f"{occupation},{SKILL}2,optional\n",
    )
    lines = _imported(occupations, relations, _write(tmp_path / "skills_en.csv", DIGITAL))
    model = f"<{ESCO}model#"
    assert f"<{occupation}> {model}relatedEssentialSkill> <{SKILL}1> ." in lines
    assert f"<{occupation}> {model}relatedOptionalSkill> <{SKILL}2> ." in lines
    assert _line(occupation, "skos:prefLabel", '"boulanger/boulangère"@fr') in lines
    assert not any("isco/C7512" in line for line in lines)


def test_nice_gives_roles_their_statements(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "any.xlsx",
        {
            "v2.1.0 Work Roles + Categories": [
                ["Work Role", "Work Role Description", "Work Role ID", "OPM Code (Fed Use)"],
                ["BAKING and SELLING (BS) – Bakes and sells.", "", "", ""],
                ["Baker", "Responsible for bread.", "BS-WRL-001", "1"],
            ],
            "v2.1.0 TKS Statements": [
                ["TKS ID", "TKS Description", "New for v2.1.0"],
                ["K0018", "Knowledge of ovens", "False"],
                ["K0019", "WITHDRAWN: Knowledge of fax", "False"],
            ],
            "BS-WRL-001": [
                ["BAKING and SELLING (BS)", "Baker (BS-WRL-001): …", "OPM Code: 1"],
                ["v2.1.0 TKS ID", "v2.1.0 TKS Description", "Click to view TKS Catalog"],
                ["K0018", "Knowledge of ovens", ""],
            ],
        },
    )
    lines = _imported(path)
    expected = {
        _line("nice/2/BS", "skos:prefLabel", '"BAKING and SELLING"@en-US'),
        _line("nice/2/BS-WRL-001", "skos:broader", "nice/2/BS"),
        _line("nice/2/BS-WRL-001", "skos:related", "nice/2/K0018"),
        _line("nice/2/K0018", "skos:prefLabel", '"Knowledge of ovens"@en-US'),
    }
    assert expected - lines == set()
    deprecated = [line.split()[0] for line in lines if "owl#deprecated" in line]
    assert deprecated == [f"<{BASE}nice/2/K0019>"]
    assert not any("K0018" in line for line in _imported(path, "--tier", "names"))


def test_digcomp_has_levels_and_outcomes(tmp_path: Path) -> None:
    lines = _imported(_write(tmp_path / "any.jsonld", json.dumps(DIGCOMP)))
    expected = {
        _line("digcomp/3/1.1", "skos:broader", "digcomp/3/1"),
        _line("digcomp/3/level/1", "skos:broader", "digcomp/3/level/basic"),
        _line("digcomp/3/LO1.1.01", "skos:broader", "digcomp/3/1.1"),
        _line("digcomp/3/LO1.1.01", "sfia:level", "digcomp/3/level/basic"),
    }
    assert expected - lines == set()


@pytest.mark.parametrize(
    ("change", "encoding"),
    [
        (lambda text: text, "utf-8-sig"),
        (lambda text: text.replace("\n", "\r\n"), "utf-8"),
        (lambda text: text.replace(",", ";"), "utf-8"),
        (lambda text: text.replace(",", "\t"), "utf-16"),
    ],
    ids=["byte order mark", "Windows line ends", "semicolons", "tabs in UTF-16"],
)
def test_how_a_table_is_written_changes_nothing(
    change: Callable[[str], str], encoding: str, tmp_path: Path
) -> None:
    def without_source(lines: set[str]) -> set[str]:
        return {line for line in lines if "sha256" not in line and "/source/" not in line}

    plain = _imported(_write(tmp_path / "a.csv", CATALOGUE), "--language", "en")
    other = _write(tmp_path / "a.csv", change(CATALOGUE), encoding)
    assert without_source(_imported(other, "--language", "en")) == without_source(plain)


def test_cp1252_is_read_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _write(tmp_path / "a.csv", "id,label\n1,Pâte\n", "cp1252")
    assert _line("catalogue/a/1", "skos:prefLabel", '"Pâte"@fr') in _imported(
        path, "--language", "fr"
    )
    assert "a.csv: read as cp1252" in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "A,Bread,B\nB,Rolls,C\nC,Cakes,A\n",
            "a.csv, row 2, column 'broader': a cycle of broader concepts: A → B → C → A; "
            "break it at one row",
        ),
        (
            "A,Bread,A\n",
            "a.csv, row 2, column 'broader': a cycle of broader concepts: A → A; "
            "break it at one row",
        ),
        (
            "A,Bread,\nB,Rolls,Z\n",
            "a.csv, row 3, column 'broader': 'Z' is the id of no row; add the row, or correct "
            "the id",
        ),
        (
            "A,Bread,\nB,Rolls,\nA,Cakes,\n",
            "a.csv, row 4, column 'label': 'A' has 'Cakes' here and 'Bread' in row 2; keep one "
            "of them, or give each an id of its own",
        ),
        (
            "A,Bread,\nB, ,\n",
            "a.csv, row 3, column 'label': a blank cell; fill it in, or take the row out",
        ),
        (
            "A,Bread, rolls,B\n",
            "a.csv, row 2: 4 cells under 3 headings; quote the cell that holds the separator",
        ),
        (
            'A,"Bread,\n',
            "a.csv, row 2: no valid CSV (unexpected end of data); close each quote, and double "
            'it inside a cell ("")',
        ),
    ],
    ids=[
        "a cycle",
        "its own parent",
        "no such parent",
        "two names",
        "no name",
        "loose comma",
        "open quote",
    ],
)
def test_a_fault_is_one_line_with_its_row_and_column(
    rows: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "a.csv", f"id,label,broader\n{rows}")
    assert _refused(path, capsys, "--language", "en") == message


def test_several_faults_are_all_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "a.csv", "id,label,broader\nA,,\nB,Rolls,Z\nC,Cakes,Y\n")
    report = tmp_path / "report.json"
    message = _refused(path, capsys, "--language", "en", "--report", report)
    assert message.endswith("(and 2 more)")
    assert [(each["row"], each["column"]) for each in json.loads(report.read_text())] == [
        (2, "label"),
        (3, "broader"),
        (4, "broader"),
    ]


def test_a_plain_table_that_lacks_a_column_is_told_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "a.csv", "id,labels,description\n1,Bread,To eat.\n")
    assert _refused(path, capsys) == (
        "a.csv, row 1: no column 'label', which a: concepts has; rename the column 'labels' to "
        "'label' if it is that one"
    )


def test_a_column_that_stands_twice_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "a.csv", "id,label,Label\n1,Bread,Rolls\n")
    assert _refused(path, capsys, "--language", "en") == (
        "a.csv, row 1, column 'label': the column stands 2 times; keep one of them"
    )


def test_a_column_of_no_known_use_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _imported(_write(tmp_path / "a.csv", "id,label,price\n1,Bread,3\n"), "--language", "en")
    assert capsys.readouterr().err.splitlines()[0] == (
        "a.csv, row 1, column 'price': a column of no known use, left out"
    )


def test_esco_of_another_version_is_refused_with_the_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = DIGITAL.replace("preferredLabel", "prefLabel", 1)
    assert _refused(_write(tmp_path / "x_en.csv", changed), capsys) == (
        "x_en.csv, row 1: no column 'preferredLabel', which ESCO: digital skills has; rename the "
        "column 'prefLabel' to 'preferredLabel' if it is that one"
    )


def test_a_cell_that_is_not_of_its_column_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = GDAD.replace("Working", "Wizard")
    assert _refused(_write(tmp_path / "x.csv", changed), capsys) == (
        "x.csv, row 2, column 'Skill Level': holds 'Wizard', nothing such as Working; correct it, "
        "or take the row out"
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("x_en.csv", DIGITAL, "en"), ("a.csv", "id,label@fr\n1,Pain\n", "fr")],
    ids=["by its name", "by its columns"],
)
def test_a_language_that_the_file_contradicts_is_refused(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = _refused(_write(tmp_path / name, text), capsys, "--language", "de")
    assert message == (
        f"{name}: says that it is in {said}, not in de; leave --language out, or correct the file"
    )


def test_without_a_language_labels_have_none_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _imported(_write(tmp_path / "a.csv", "id,label\n1,Pain\n"))
    assert _line("catalogue/a/1", "skos:prefLabel", '"Pain"') in lines
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "a.csv: nothing says in which language it is; give --language"


def test_without_a_licence_the_graph_has_none_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _imported(_write(tmp_path / "a.csv", CATALOGUE), "--language", "en")
    assert not any("license" in line for line in lines)
    said = capsys.readouterr().err.splitlines()
    assert said[1] == (
        "a: no licence is known, so publishing with --public will leave its texts out; "
        "--licence IRI says one"
    )


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        (
            "--licence",
            "https://example.org/mine",
            "--licence https://example.org/mine: ESCO is under "
            "https://creativecommons.org/licenses/by/4.0/; leave --licence out",
        ),
        ("--licence", "mine", "--licence mine: no address that begins with http(s)://"),
        (
            "--name",
            "acme",
            "--name acme: no file is a vocabulary of your own; leave it out",
        ),
        ("--edition", "9", "--edition 9: none of the files is SFIA's; leave it out"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    option: str, value: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "x_en.csv", DIGITAL)
    assert _import(path, option, value, "-o", tmp_path / "out.nt") == 2
    assert capsys.readouterr().err == f"sfia-graph: {message}\n"


def test_sfia_and_another_framework_come_in_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = write_workbook(tmp_path / "bakery.xlsx", sheets_9())
    other = _write(tmp_path / "gdad.csv", GDAD)
    out = tmp_path / "both.trig"
    assert _import(ours, other, "--language", "en-GB", "-o", out) == 0
    graphs = {quad.graph_name for quad in ox.parse(out.read_bytes(), format=ox.RdfFormat.TRIG)}
    assert {str(name) for name in graphs} == {
        f"<{BASE}graph/gdad-texts>",
        f"<{BASE}graph/sfia-9-en-GB-texts>",
    }


def test_what_was_imported_can_be_asked(tmp_path: Path) -> None:
    out = tmp_path / "gdad.ttl"
    assert _import(_write(tmp_path / "x.csv", GDAD), "-o", out) == 0
    query = "SELECT ?name WHERE { ?role skos:related/skos:broader/skos:prefLabel ?name }"
    rows = open_store(out).sparql(query)
    assert isinstance(rows, Rows)
    assert [row["name"] for row in rows] == ["Oven care", "Oven care"]


def test_many_concepts_are_written_by_lines_and_by_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{number},Bread {number}\n" for number in range(50_000))
    path = _write(tmp_path / "a.csv", f"id,label\n{rows}")
    assert _import(path, "--language", "en", "-o", tmp_path / "out.ttl") == 2
    assert capsys.readouterr().err == (
        f"sfia-graph: -o {tmp_path / 'out.ttl'}: 50000 concepts are too many for one piece of "
        "turtle; name a .nt or .nq, which are written by lines\n"
    )
    lines = _imported(path, "--language", "en-GB")
    assert _line("catalogue/a/49999", "skos:prefLabel", '"Bread 49999"@en-GB') in lines
    assert f"wrote {len(lines)} statements to" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "out.nt"]


def test_a_catalogue_with_licence_and_rights_holder_breaks_no_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "oven.csv", tmp_path / "oven.ttl"
    path.write_text("id,label\nA,Baking\n", encoding="utf-8")
    words = ["import", str(path), "-o", str(out), "--language", "en"]
    words += ["--licence", "https://example.org/licence"]
    assert main([*words, "--rights-holder", "https://example.org/baker"]) == 0
    assert "dcterms:rightsHolder <https://example.org/baker>" in out.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["validate", str(out)]) == 0
    assert main([*words, "--rights-holder", "baker"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "sfia-graph: --rights-holder baker: no address that begins with http(s)://"
    )
