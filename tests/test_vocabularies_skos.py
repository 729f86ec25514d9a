"""Files that are SKOS already: carried over, checked, and held to a tier."""

from __future__ import annotations

from pathlib import Path

import pytest

from sfia_graph.cli import main

SKOS = "http://www.w3.org/2004/02/skos/core#"
HERE = "https://example.org/bread/"
TURTLE = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX : <https://example.org/bread/>
:scheme a skos:ConceptScheme ; dcterms:title "Bread"@en ;
  dcterms:license <https://example.org/licence> ; skos:hasTopConcept :loaf .
:loaf a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "Loaf"@en, "Miche"@fr ;
  skos:definition "A shaped bread."@en ; skos:notation "L" .
:rye a skos:Concept ; skos:inScheme :scheme ; skos:broader :loaf ; xl:prefLabel :rye-label .
:rye-label a xl:Label ; xl:literalForm "Rye loaf"@en .
"""
RDF_XML = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="{SKOS}">
  <skos:ConceptScheme rdf:about="{HERE}scheme"/>
  <skos:Concept rdf:about="{HERE}loaf">
    <skos:inScheme rdf:resource="{HERE}scheme"/>
    <skos:prefLabel xml:lang="en">Loaf</skos:prefLabel>
  </skos:Concept>
</rdf:RDF>
"""
JSON_LD = f"""[
  {{"@id": "{HERE}scheme", "@type": ["{SKOS}ConceptScheme"]}},
  {{"@id": "{HERE}loaf", "@type": ["{SKOS}Concept"],
    "{SKOS}inScheme": [{{"@id": "{HERE}scheme"}}],
    "{SKOS}prefLabel": [{{"@value": "Loaf", "@language": "en"}}]}}
]"""
ESCO = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX esco: <http://data.europa.eu/esco/model#>
<http://data.europa.eu/esco/concept-scheme/skills> a skos:ConceptScheme .
<http://data.europa.eu/esco/skill/1> a skos:Concept ;
  skos:inScheme <http://data.europa.eu/esco/concept-scheme/skills> ;
  skos:prefLabel "bake"@en ;
  dcterms:description <http://data.europa.eu/esco/node-literal/1> .
<http://data.europa.eu/esco/node-literal/1> a esco:NodeLiteral ;
  esco:language "en" ; esco:nodeLiteral "To make bread."@en .
"""


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _imported(path: Path, *more: str) -> set[str]:
    out = path.with_name("out.nt")
    assert main(["import", str(path), *more, "-o", str(out)]) == 0
    return set(out.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "text"),
    [("bread.ttl", TURTLE), ("bread.rdf", RDF_XML), ("bread.jsonld", JSON_LD)],
    ids=["Turtle", "RDF/XML", "JSON-LD"],
)
def test_skos_of_any_format_is_carried_over_with_a_description(
    name: str, text: str, tmp_path: Path
) -> None:
    lines = _imported(_write(tmp_path / name, text))
    assert f'<{HERE}loaf> <{SKOS}prefLabel> "Loaf"@en .' in lines
    graph = "<https://w3id.org/sfia-graph/graph/catalogue-bread-texts>"
    assert f'{graph} <https://w3id.org/sfia-graph/ontology#tier> "texts" .' in lines


def test_what_skos_entails_is_stated(tmp_path: Path) -> None:
    lines = _imported(_write(tmp_path / "bread.ttl", TURTLE))
    assert f"<{HERE}loaf> <{SKOS}narrower> <{HERE}rye> ." in lines
    assert f"<{HERE}loaf> <{SKOS}topConceptOf> <{HERE}scheme> ." in lines
    assert f'<{HERE}rye> <{SKOS}prefLabel> "Rye loaf"@en .' in lines


def test_the_scheme_says_its_licence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _imported(_write(tmp_path / "bread.ttl", TURTLE))
    graph = "<https://w3id.org/sfia-graph/graph/catalogue-bread-texts>"
    licence = "<http://purl.org/dc/terms/license> <https://example.org/licence>"
    assert f"{graph} {licence} ." in lines
    assert "no licence is known" not in capsys.readouterr().err


def test_esco_in_rdf_gets_its_licence_and_its_definitions(tmp_path: Path) -> None:
    lines = _imported(_write(tmp_path / "any.ttl", ESCO))
    definition = f'<{SKOS}definition> "To make bread."@en'
    assert f"<http://data.europa.eu/esco/skill/1> {definition} ." in lines
    graph = "<https://w3id.org/sfia-graph/graph/esco-en-texts>"
    licence = "<http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/>"
    assert f"{graph} {licence} ." in lines


@pytest.mark.parametrize("text", [TURTLE, ESCO], ids=["plain", "ESCO"])
def test_tiers_hold_back_texts_and_names(text: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "bread.ttl", text)
    names = "\n".join(_imported(path, "--tier", "names"))
    structure = "\n".join(_imported(path, "--tier", "structure"))
    assert " bread." not in names
    assert '"Loaf"@en' in names or '"bake"@en' in names
    assert not any(word in structure for word in ("Loaf", "Rye", '"bake"', " bread."))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("a skos:ConceptScheme ;", ""),
            "bread.ttl: 2 concepts and no skos:ConceptScheme; describe the scheme that its "
            "concepts are in",
        ),
        (
            ("a skos:Concept ;", ""),
            "bread.ttl: 1 scheme and no skos:Concept; give its concepts that type",
        ),
        (
            (":loaf a skos:Concept ;", ":loaf a skos:Concept ; skos:broader :rye ;"),
            "bread.ttl: a cycle of broader concepts: loaf → rye → loaf; break it at one statement",
        ),
    ],
    ids=["no scheme", "no concepts", "a cycle"],
)
def test_what_is_no_vocabulary_is_refused(
    change: tuple[str, str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "bread.ttl", TURTLE.replace(*change))
    assert main(["import", str(path), "-o", str(tmp_path / "out.ttl")]) == 1
    assert capsys.readouterr().err == f"sfia-graph: {message}\n"


def test_what_an_import_has_made_is_carried_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, again = tmp_path / "out.ttl", tmp_path / "again.ttl"
    assert main(["import", str(_write(tmp_path / "bread.ttl", TURTLE)), "-o", str(made)]) == 0
    capsys.readouterr()
    assert main(["import", str(made), "-o", str(again)]) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        "out.ttl: 1 graph, carried over as it stands"
    )
    assert again.read_bytes() == made.read_bytes()


def test_a_language_that_no_text_has_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "bread.ttl", TURTLE)
    assert main(["import", str(path), "--language", "de", "-o", str(tmp_path / "o.ttl")]) == 1
    assert capsys.readouterr().err == (
        "sfia-graph: bread.ttl: its texts are in en, fr, none in de; leave --language out\n"
    )


def test_two_files_of_one_name_do_not_make_one_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _write(tmp_path / "bread.ttl", TURTLE)
    second = _write(tmp_path / "bread.rdf", RDF_XML)
    assert main(["import", str(first), str(second), "-o", str(tmp_path / "o.trig")]) == 1
    assert capsys.readouterr().err == (
        "sfia-graph: bread.rdf: makes the graph catalogue-bread-texts, and so does another file; "
        "import them one at a time, each with a --name of its own\n"
    )
