"""Editions in other people's formats: each file is what its specification asks for."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from foreign import (
    CTDL_CONTEXT,
    CTDL_DOMAINS,
    ESCO_TABLES,
    SCHEMA_ORG,
    case_schema,
)
from jsonschema import Draft202012Validator
from rdflib import SDO

from sfia_graph.cli import main
from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.downloads import Download
from sfia_graph.web.exports import exports
from sfia_graph.web.exports.order import first_places, walk
from sfia_graph.web.pages.concepts import defined_term
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.wording import INTERFACE, words

BASE = "https://w3id.org/sfia-graph/"
SLMO = f"{BASE}9/skill/SLMO"
FOUNDATION = "https://sfia-online.org/en/about-sfia/licensing-sfia"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
BAKERY = "https://example.org/bakery/"

INVENTED = """
BASE <https://example.org/bakery/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
<graph/words> {
  <graph/words> a void:Dataset ; dcterms:title "The bakers' book"@en ;
    dcterms:license <https://example.org/terms> ; dcterms:rightsHolder <agent/guild> .
  <agent/guild> foaf:name "The guild" ; foaf:homepage <https://example.org/guild> .
  <9> a sfia:Edition , skos:ConceptScheme ; sfia:editionNumber 9 ; skos:prefLabel "Baking 9"@en .
  <levels> dcterms:title "Levels"@en .
  <level/2> a sfia:Level ; skos:inScheme <levels> ; sfia:levelNumber 2 ; dcterms:identifier "2" ;
    skos:prefLabel "Level 2"@en , "Niveau 2"@fr .
  <9/category/oven> a sfia:Category ; skos:inScheme <9> ; skos:prefLabel "Ovens"@en .
  <9/skill/BAKE> a sfia:Skill ; skos:inScheme <9> ; skos:broader <9/category/oven> ;
    dcterms:identifier "BAKE" ; skos:prefLabel "Baking"@en , "Cuisson"@fr ;
    skos:altLabel "Oven work"@en , "Roasting"@en , "Four"@fr ;
    skos:definition "Turns dough\\ninto bread."@en-GB ; skos:scopeNote "With care."@en ;
    skos:related <9/skill/KNEA> .
  <9/skill/KNEA> a sfia:Skill ; skos:inScheme <9> ; skos:broader <9/category/oven> ;
    dcterms:identifier "KNEA" ; skos:prefLabel "=Kneading"@en .
  <9/attribute/CALM> a sfia:Attribute ; skos:inScheme <9> .
  <9/skill/BAKE/2> a sfia:SkillAtLevel ; skos:inScheme <9> ; skos:broader <9/skill/BAKE> ;
    sfia:level <level/2> ; dcterms:identifier "BAKE-2" ; skos:prefLabel "Baking, level 2"@en .
}
<graph/gloss> {
  <graph/gloss> a void:Dataset ; dcterms:title "Own words"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
  <9/skill/BAKE> sfia:gloss "Makes bread of dough."@en , "Fait du pain."@fr .
}
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site over an invented edition with words of its own, in two languages."""
    path = tmp_path_factory.mktemp("bakery") / "bakery.trig"
    path.write_text(INVENTED, encoding="utf-8")
    return open_site([path], base=BAKERY)


@cache
def shipped() -> Site:
    """The site over the shipped data."""
    return open_site()


@cache
def written(path: str) -> bytes:
    """Write a file of the shipped site."""
    return _write(shipped(), path)


def _write(site: Site, path: str) -> bytes:
    return next(each for each in exports(site) if each.path == f"downloads/{path}").write(site)


@cache
def read(path: str) -> Any:
    """Read a JSON file of the shipped site."""
    return json.loads(written(path))


def _tables(archive: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {
            name: list(csv.DictReader(io.StringIO(found.read(name).decode(), newline="")))
            for name in found.namelist()
            if name.endswith(".csv")
        }


def _uuid(iri: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


# Which files there are


def _tools() -> list[Download]:
    """Give the files in formats of their own; schemes alone are tested with VocPub."""
    return [each for each in exports(shipped()) if each.kind != "skos"]


def test_each_edition_has_its_files_and_a_table_set_for_each_language_of_its_skills() -> None:
    found = [each.path.removeprefix("downloads/") for each in _tools()]
    assert found == [
        *("sfia-7.case.json", "sfia-7.ctdl.jsonld", "sfia-7.schema.jsonld", "sfia-7.esco.fr.zip"),
        *("sfia-8.case.json", "sfia-8.ctdl.jsonld", "sfia-8.schema.jsonld", "sfia-8.esco.en.zip"),
        *("sfia-9.case.json", "sfia-9.ctdl.jsonld", "sfia-9.schema.jsonld", "sfia-9.esco.en.zip"),
    ]


def test_a_site_in_two_languages_has_tables_in_both(bakery: Site) -> None:
    paths = [each.path for each in exports(bakery) if each.kind == "esco"]
    assert paths == ["downloads/sfia-9.esco.en.zip", "downloads/sfia-9.esco.fr.zip"]


@pytest.mark.parametrize("language", INTERFACE)
def test_each_kind_is_explained(language: str) -> None:
    known = words(language)["downloads"]["kinds"]
    assert {each.kind for each in exports(shipped())} <= set(known)


def test_the_same_graph_gives_the_same_bytes_whatever_the_order_of_sets() -> None:
    program = (
        "import hashlib\n"
        "from sfia_graph.web.site import open_site\n"
        "from sfia_graph.web.exports import exports\n"
        "site = open_site()\n"
        "for each in exports(site):\n"
        "    print(each.path, hashlib.sha256(each.write(site)).hexdigest())\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in "123"
    ]
    found = [each.communicate()[0] for each in running]
    assert [each.returncode for each in running] == [0, 0, 0]
    assert (
        found
        == [
            "".join(
                f"{each.path} {hashlib.sha256(each.write(shipped())).hexdigest()}\n"
                for each in exports(shipped())
            )
        ]
        * 3
    )


def test_a_circle_stands_at_the_top_and_ends() -> None:
    keys = {name: (0, 0, 0, "", name) for name in "abcd"}
    places = walk({"a": "b", "b": "a", "c": "a", "d": "c"}, keys)
    assert [(each.iri, each.parent, each.position) for each in places] == [
        *(("a", "", 1), ("b", "", 2), ("c", "", 3), ("d", "", 4)),
    ]
    assert first_places({"c": 5}, {"a": "b", "b": "a", "c": "a"}) == {"c": 5, "a": 5, "b": 5}


# CASE


@pytest.mark.parametrize("number", [7, 8, 9])
def test_a_package_is_what_case_asks_for(number: int) -> None:
    faults = Draft202012Validator(case_schema()).iter_errors(read(f"sfia-{number}.case.json"))
    assert [(list(each.path), each.message) for each in faults] == []


def test_a_package_with_words_of_its_own_is_what_case_asks_for(bakery: Site) -> None:
    package = json.loads(_write(bakery, "sfia-9.case.json"))
    faults = Draft202012Validator(case_schema()).iter_errors(package)
    assert [(list(each.path), each.message) for each in faults] == []


def test_every_thing_of_an_edition_is_an_item_of_its_kind() -> None:
    kinds = Counter(each["CFItemType"] for each in read("sfia-9.case.json")["CFItems"])
    assert kinds == {
        "category": 6,
        "subcategory": 22,
        "skill": 147,
        "skill at level": 672,
        "level in an edition": 7,
        "attribute": 4,
        "behavioural factor": 12,
        "attribute at level": 112,
    }


def test_no_identifier_stands_for_two_things() -> None:
    package = read("sfia-9.case.json")
    found = Counter(_identifiers(package))
    assert [each for each, times in found.items() if times > 1] == []


def _identifiers(package: Any) -> list[str]:
    rubrics = package["CFRubrics"]
    criteria = [each for rubric in rubrics for each in rubric["CFRubricCriteria"]]
    levels = [each for one in criteria for each in one["CFRubricCriterionLevels"]]
    parts = [
        *([package["CFDocument"]], package["CFItems"], package["CFAssociations"]),
        *(*package["CFDefinitions"].values(), rubrics, criteria, levels),
    ]
    return [each["identifier"] for part in parts for each in part]


def test_an_identifier_is_made_of_the_iri_alone() -> None:
    item = _item("SLMO")
    assert (item["uri"], item["identifier"]) == (SLMO, _uuid(SLMO))


def _item(code: str) -> Any:
    items = read("sfia-9.case.json")["CFItems"]
    return next(each for each in items if each.get("humanCodingScheme") == code)


def test_each_item_stands_in_one_place_and_siblings_are_counted() -> None:
    package = read("sfia-9.case.json")
    children: dict[str, list[int]] = {}
    origins = []
    for each in package["CFAssociations"]:
        if each["associationType"] == "isChildOf":
            origins.append(each["originNodeURI"]["identifier"])
            children.setdefault(each["destinationNodeURI"]["uri"], []).append(
                each["sequenceNumber"]
            )
    assert sorted(origins) == sorted(each["identifier"] for each in package["CFItems"])
    assert all(found == list(range(1, len(found) + 1)) for found in children.values())
    assert len(children[f"{BASE}9"]) == 6 + 7 + 16


def test_a_skill_at_a_level_leads_to_its_level_and_levels_are_in_order() -> None:
    found = read("sfia-9.case.json")["CFAssociations"]
    assert _targets(found, f"{SLMO}/4", "hasSkillLevel") == [f"{BASE}9/level/4"]
    assert _targets(found, f"{BASE}9/attribute/AUTO/4", "isPartOf") == [f"{BASE}9/level/4"]
    steps = [each for each in found if each["associationType"] == "precedes"]
    assert [each["originNodeURI"]["uri"][-1] for each in steps] == list("123456")
    assert [each["destinationNodeURI"]["uri"][-1] for each in steps] == list("234567")


def _targets(found: list[Any], origin: str, kind: str) -> list[str]:
    return [
        each["destinationNodeURI"]["uri"]
        for each in found
        if each["originNodeURI"]["uri"] == origin and each["associationType"] == kind
    ]


def test_a_mapping_says_what_it_is_and_how_sure() -> None:
    found = read("sfia-9.case.json")["CFAssociations"]
    exact = [each for each in found if each["destinationNodeURI"]["uri"] == f"{BASE}ecf/4/A.2"]
    assert exact[0]["associationType"] == "exactMatchOf"
    assert exact[0]["destinationNodeURI"]["targetType"] == "ext:skos.Concept"
    assert exact[0]["notes"].startswith("skos:exactMatch; 0.9; ")
    assert exact[0]["CFAssociationGroupingURI"]["title"] == "SFIA 9 and e-CF 4.0"
    narrow = f"{BASE}gdad/skill/it-service-reporting"
    assert _targets(found, SLMO, "isRelatedTo").count(narrow) == 1


def test_an_older_edition_says_what_replaced_it() -> None:
    found = read("sfia-8.case.json")["CFAssociations"]
    assert _targets(found, f"{BASE}8/skill/SLMO", "replacedBy") == [SLMO]


def test_links_inside_a_package_lead_to_what_is_in_it() -> None:
    package = read("sfia-9.case.json")
    known = set(_identifiers(package))
    inside = [
        each["destinationNodeURI"]
        for each in package["CFAssociations"]
        if each["destinationNodeURI"]["uri"].startswith(f"{BASE}9")
    ]
    links = [
        link
        for item in package["CFItems"]
        for name in ("CFItemTypeURI", "licenseURI", "conceptKeywordsURI")
        if (link := item.get(name))
    ]
    groups = [each["CFAssociationGroupingURI"] for each in package["CFAssociations"]]
    criteria = [one["CFItemURI"] for it in package["CFRubrics"] for one in it["CFRubricCriteria"]]
    assert {it["identifier"] for it in (*inside, *links, *groups, *criteria)} <= known


def test_a_skill_has_a_rubric_with_a_level_for_each_of_its_levels() -> None:
    rubrics = read("sfia-9.case.json")["CFRubrics"]
    assert len(rubrics) == 1 + 147
    (criterion,) = next(
        each["CFRubricCriteria"] for each in rubrics if each["title"] == "Service level management"
    )
    levels = criterion["CFRubricCriterionLevels"]
    assert [(each["position"], each["score"]) for each in levels] == [
        *((2, 2.0), (3, 3.0), (4, 4.0), (5, 5.0), (6, 6.0), (7, 7.0)),
    ]
    assert levels[2]["quality"] == "Enable"
    assert [len(each["CFRubricCriterionLevels"]) for each in rubrics[0]["CFRubricCriteria"]] == (
        [7] * 16
    )


def test_an_item_has_the_licence_of_the_graph_that_its_words_are_from() -> None:
    package = read("sfia-9.case.json")
    category = next(each for each in package["CFItems"] if each["CFItemType"] == "category")
    assert (category["licenseURI"]["uri"], category["language"]) == (FOUNDATION, "en-GB")
    assert (_item("SLMO")["licenseURI"]["uri"], _item("SLMO")["language"]) == (CC_BY, "en")
    assert package["CFDocument"]["licenseURI"]["uri"] == FOUNDATION
    assert package["CFDocument"]["creator"] == "SFIA Foundation"


def test_a_package_is_in_a_language_that_its_skills_have_names_in() -> None:
    package = read("sfia-7.case.json")
    assert package["CFDocument"]["language"] == "fr"
    assert [each["title"] for each in package["CFDefinitions"]["CFItemTypes"]] == [
        *("compétence", "compétence à un niveau", "niveau de responsabilité"),
    ]


def test_official_words_go_before_a_gloss_and_say_whose_they_are(bakery: Site) -> None:
    items = json.loads(_write(bakery, "sfia-9.case.json"))["CFItems"]
    found = next(each for each in items if each.get("humanCodingScheme") == "BAKE")
    assert found["fullStatement"] == "Turns dough\ninto bread."
    assert found["abbreviatedStatement"] == "Baking"
    assert found["licenseURI"]["uri"] == "https://example.org/terms"
    assert found["notes"] == "The bakers' book: The guild, https://example.org/terms"
    assert found["extensions"] == {
        "gloss": {
            "value": "Makes bread of dough.",
            "language": "en",
            "source": f"{BAKERY}graph/gloss",
        },
        "scopeNote": {"value": "With care.", "language": "en", "source": f"{BAKERY}graph/words"},
    }


# CTDL-ASN


@pytest.mark.parametrize("number", [7, 8, 9])
def test_each_class_has_only_properties_of_its_own_with_values_of_their_kinds(number: int) -> None:
    assert list(_strangers(read(f"sfia-{number}.ctdl.jsonld"))) == []


def test_a_framework_of_which_little_is_known_is_sound_too(bakery: Site) -> None:
    document = json.loads(_write(bakery, "sfia-9.ctdl.jsonld"))
    assert list(_strangers(document)) == []
    calm = next(each for each in document["@graph"] if each["@id"].endswith("/CALM"))
    assert calm["ceasn:competencyText"] == {"und": "CALM"}


def _strangers(document: Any) -> Iterator[tuple[str, str]]:
    """Give the properties that a class has not, and those whose values are of another kind."""
    for node in document["@graph"]:
        for name in node.keys() - {"@id", "@type"}:
            own = name in CTDL_DOMAINS[node["@type"]]
            if not own or not _fits(CTDL_CONTEXT[name], node[name]):
                yield node["@type"], name


def _fits(term: dict[str, str], value: Any) -> bool:
    if term.get("@container") == "@language":
        texts = [
            text for each in value.values() for text in (each if type(each) is list else [each])
        ]
        return isinstance(value, dict) and all(isinstance(each, str) for each in texts)
    several = value if isinstance(value, list) else [value]
    if term["@type"] == "@id":
        return all(re.match("https?://", each) for each in several)
    return _are_texts(value)


def _are_texts(value: Any) -> bool:
    several = value if isinstance(value, list) else [value]
    return bool(several) and all(isinstance(each, str) for each in several)


def test_nothing_is_lost_where_the_context_is_read() -> None:
    document = read("sfia-9.ctdl.jsonld")
    assert document["@context"] == "https://credreg.net/ctdlasn/schema/context/json"
    whole = json.dumps({**document, "@context": CTDL_CONTEXT})
    found = [each.triple for each in ox.parse(whole, format=ox.RdfFormat.JSON_LD)]
    expected = sum(
        _count(value)
        for node in document["@graph"]
        for name, value in node.items()
        if name != "@id"
    )
    assert len(found) == expected
    name = ox.NamedNode("https://purl.org/ctdlasn/terms/competencyLabel")
    label = ox.Literal("Service level management", language="en-gb")
    assert ox.Triple(ox.NamedNode(SLMO), name, label) in found


def _count(value: Any) -> int:
    several = value.values() if isinstance(value, dict) else [value]
    return sum(len(each) if isinstance(each, list) else 1 for each in several)


def _nodes(path: str = "sfia-9.ctdl.jsonld") -> dict[str, Any]:
    return {each["@id"]: each for each in read(path)["@graph"]}


def test_a_ctid_is_made_of_the_iri_alone() -> None:
    assert _nodes()[SLMO]["ceterms:ctid"] == f"ce-{_uuid(SLMO)}"


def test_parents_and_children_say_the_same() -> None:
    nodes = _nodes()
    down = {(iri, child) for iri, it in nodes.items() for child in it.get("ceasn:hasChild", ())}
    up = {(above, iri) for iri, it in nodes.items() for above in it.get("ceasn:isChildOf", ())}
    assert down == up
    tops = [iri for iri, it in nodes.items() if it.get("ceasn:isTopChildOf") == [f"{BASE}9"]]
    assert nodes[f"{BASE}9"]["ceasn:hasTopChild"] == tops
    assert len(down) + len(tops) == 982


def test_the_levels_are_a_progression_that_skills_at_levels_lead_to() -> None:
    nodes = _nodes()
    model = nodes[nodes[f"{BASE}9"]["asn:hasProgressionModel"]]
    assert model["skos:hasTopConcept"] == [f"{BASE}level/{number}" for number in range(1, 8)]
    level = nodes[nodes[f"{SLMO}/4"]["asn:hasProgressionLevel"]]
    assert (level["@type"], level["skos:notation"]) == ("asn:ProgressionLevel", "4")
    assert level["skos:prefLabel"] == {"en": "Level 4", "fr": "Niveau 4"}


def test_a_level_that_an_edition_has_no_words_for_is_no_competency() -> None:
    kinds = Counter(each["@type"] for each in read("sfia-7.ctdl.jsonld")["@graph"])
    assert kinds["ceasn:Competency"] == 1 + 6
    assert kinds["asn:ProgressionLevel"] == 7


def test_mappings_are_alignments() -> None:
    slmo = _nodes()[SLMO]
    assert f"{BASE}ecf/4/A.2" in slmo["ceasn:exactAlignment"]
    assert f"{BASE}gdad/skill/it-service-reporting" in slmo["ceasn:narrowAlignment"]
    assert slmo["ceasn:derivedFrom"] == [f"{BASE}8/skill/SLMO"]


def test_each_language_has_its_text_and_rights_are_said(bakery: Site) -> None:
    graph = json.loads(_write(bakery, "sfia-9.ctdl.jsonld"))["@graph"]
    nodes = {each["@id"]: each for each in graph}
    skill, framework = nodes[f"{BAKERY}9/skill/BAKE"], nodes[f"{BAKERY}9"]
    assert skill["ceasn:competencyText"] == {
        "en-GB": "Turns dough\ninto bread.",
        "fr": "Fait du pain.",
    }
    assert skill["ceasn:comment"] == {"en": ["Makes bread of dough.", "With care."]}
    assert skill["ceasn:conceptKeyword"] == {"en": ["Oven work", "Roasting"], "fr": "Four"}
    assert skill["ceasn:license"] == [CC_BY, "https://example.org/terms"]
    assert framework["ceasn:license"] == "https://example.org/terms"
    assert framework["ceasn:rightsHolder"] == [f"{BAKERY}agent/guild"]
    assert framework["ceasn:rights"]["en"] == [
        "The bakers' book: The guild, https://example.org/terms",
        f"Own words: {CC_BY}",
        words("en")["frame"]["unofficial"],
    ]
    assert framework["ceasn:rights"]["fr"] == words("fr")["frame"]["unofficial"]


# schema.org


@pytest.mark.parametrize("number", [7, 8, 9])
def test_each_property_is_of_schema_org_and_its_values_are_of_its_range(number: int) -> None:
    faults: list[Any] = []
    _check(read(f"sfia-{number}.schema.jsonld"), faults)
    assert faults == []


def test_a_set_of_which_little_is_known_is_sound_too(bakery: Site) -> None:
    faults: list[Any] = []
    document = json.loads(_write(bakery, "sfia-9.schema.jsonld"))
    _check(document, faults)
    assert faults == []
    calm = next(each for each in document["hasDefinedTerm"] if each["@id"].endswith("/CALM"))
    assert (calm["name"], calm["termCode"]) == ("CALM", "CALM")


def _check(node: Any, faults: list[Any]) -> None:
    for name, value in node.items():
        if name.startswith("@") or ":" in name:
            continue
        ranges = SCHEMA_ORG[node["@type"]].get(name, ())
        for each in value if isinstance(value, list) else [value]:
            if name not in SDO or not any(_is(kind, each) for kind in ranges):
                faults.append((node["@id"], name, each))
            if isinstance(each, dict) and "@type" in each:
                _check(each, faults)


def _is(kind: str, value: Any) -> bool:
    if isinstance(value, dict):
        known = {"text": set(value) == {"@language", "@value"}, "reference": set(value) == {"@id"}}
        return known.get(kind, value.get("@type") == kind)
    forms = {"text": ".+", "url": r"https?://\S+", "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}
    return kind in forms and re.fullmatch(forms[kind], value, re.DOTALL) is not None


def test_a_term_has_the_shape_that_its_page_gives_it() -> None:
    term = _term(SLMO)
    texts = Texts(shipped(), "en")
    page = defined_term(texts, SLMO, texts.label(SLMO))
    assert {name: term[name] for name in ("@id", "@type", "url", "termCode")} == {
        name: page[name] for name in ("@id", "@type", "url", "termCode")
    }
    assert term["inDefinedTermSet"]["@id"] == page["inDefinedTermSet"]["@id"]
    assert term["name"] == {"@language": "en-GB", "@value": page["name"]}


def _term(iri: str) -> Any:
    terms = read("sfia-9.schema.jsonld")["hasDefinedTerm"]
    return next(each for each in terms if each["@id"] == iri)


def test_what_schema_org_has_no_word_for_is_said_in_skos() -> None:
    document = read("sfia-9.schema.jsonld")
    assert document["@context"][0] == "https://schema.org"
    context = {"@vocab": "https://schema.org/", **document["@context"][1]}
    inside = json.dumps({**document, "@context": context})
    found = {each.triple for each in ox.parse(inside, format=ox.RdfFormat.JSON_LD)}
    skos, sfia = PREFIXES["skos"], PREFIXES["sfia"]
    for subject, name, value in (
        (f"{SLMO}/4", f"{skos}broader", SLMO),
        (f"{SLMO}/4", f"{sfia}level", f"{BASE}level/4"),
        (SLMO, f"{skos}exactMatch", f"{BASE}ecf/4/A.2"),
    ):
        assert ox.Triple(ox.NamedNode(subject), ox.NamedNode(name), ox.NamedNode(value)) in found


def test_a_set_says_whose_it_is_and_each_graph_its_licence() -> None:
    document = read("sfia-9.schema.jsonld")
    assert document["license"][0] == FOUNDATION
    assert document["copyrightHolder"]["name"] == "SFIA Foundation"
    graphs = {each["@id"].removeprefix(f"{BASE}graph/"): each for each in document["isBasedOn"]}
    assert graphs["gloss-fr"]["license"] == CC_BY
    assert graphs["sfia-9-en-GB-names"]["copyrightHolder"]["name"] == "SFIA Foundation"


# ESCO


@pytest.mark.parametrize("path", ["sfia-7.esco.fr.zip", "sfia-8.esco.en.zip", "sfia-9.esco.en.zip"])
def test_the_tables_have_the_headers_of_escos(path: str) -> None:
    language = path.split(".")[2]
    with zipfile.ZipFile(io.BytesIO(written(path))) as archive:
        found = {
            name: archive.read(name).decode().split("\n")[0]
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    assert found == {f"{name}_{language}.csv": header for name, header in ESCO_TABLES.items()}


def test_every_concept_has_a_row_and_a_place() -> None:
    tables = _tables(written("sfia-9.esco.en.zip"))
    groups, skills = tables["skillGroups_en.csv"], tables["skills_en.csv"]
    assert (len(groups), len(skills)) == (6 + 22, 147 + 672 + 16 + 112)
    kinds = {each["conceptUri"]: each["conceptType"] for each in (*groups, *skills)}
    broader = tables["broaderRelationsSkillPillar_en.csv"]
    assert len(broader) == len(kinds) - 6 - 16
    assert all(
        kinds[each["conceptUri"]] == each["conceptType"]
        and kinds[each["broaderUri"]] == each["broaderType"]
        for each in broader
    )


def test_our_own_reader_of_esco_reads_the_tables_as_they_were_meant(tmp_path: Path) -> None:
    esco = "http://data.europa.eu/esco/"
    tables = {
        name: written_table
        for name, written_table in _files(written("sfia-9.esco.en.zip")).items()
        if name.startswith(("skills_", "broader"))
    }
    for name, text in tables.items():
        theirs = re.sub(
            rf"{BASE}9/([a-z]+)/([\w-]+)(?:/(\d))?",
            lambda it: f"{esco}{it[1]}/{it[2]}{'.' + it[3] if it[3] else ''}",
            text,
        )
        (tmp_path / name).write_text(theirs, encoding="utf-8", newline="")
    out = tmp_path / "out.ttl"
    assert main(["import", *map(str, sorted(tmp_path.glob("*.csv"))), "-o", str(out)]) == 0
    found = {each.triple for each in ox.parse(path=out, format=ox.RdfFormat.TURTLE)}
    rows = list(csv.DictReader(io.StringIO(tables["skills_en.csv"], newline="")))
    assert len(rows) == 947
    for row in rows:
        iri = row["conceptUri"].removeprefix(f"{BASE}9/").replace("/", ".").replace(".", "/", 1)
        _assert_said(found, f"{esco}{iri}", "prefLabel", row["preferredLabel"])
        if row["hiddenLabels"]:
            _assert_said(found, f"{esco}{iri}", "hiddenLabel", row["hiddenLabels"])
        if row["description"]:
            _assert_said(found, f"{esco}{iri}", "definition", row["description"])
    above = ox.NamedNode(f"{PREFIXES['skos']}broader")
    low, high = ox.NamedNode(f"{esco}skill/SLMO.4"), ox.NamedNode(f"{esco}skill/SLMO")
    assert ox.Triple(low, above, high) in found


def _assert_said(found: set[ox.Triple], iri: str, name: str, text: str) -> None:
    literal = ox.Literal(text, language="en")
    assert ox.Triple(ox.NamedNode(iri), ox.NamedNode(f"{PREFIXES['skos']}{name}"), literal) in found


def _files(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


def test_a_table_holds_only_its_language(bakery: Site) -> None:
    english = _tables(_write(bakery, "sfia-9.esco.en.zip"))
    french = _tables(_write(bakery, "sfia-9.esco.fr.zip"))
    (skill,) = french["skills_fr.csv"]
    assert (skill["preferredLabel"], skill["altLabels"]) == ("Cuisson", "Four")
    assert (skill["description"], skill["definition"]) == ("Fait du pain.", "")
    assert french["skillGroups_fr.csv"] == french["broaderRelationsSkillPillar_fr.csv"] == []
    baking = english["skills_en.csv"][0]
    assert baking["altLabels"] == "Oven work\nRoasting"
    assert baking["description"] == "Makes bread of dough."
    assert (baking["definition"], baking["scopeNote"]) == (
        "Turns dough\ninto bread.",
        "With care.",
    )


def test_no_cell_runs_as_a_formula(bakery: Site) -> None:
    names = [
        each["preferredLabel"]
        for each in _tables(_write(bakery, "sfia-9.esco.en.zip"))["skills_en.csv"]
    ]
    assert names == ["Baking", "Baking, level 2", "'=Kneading"]


def test_related_skills_are_related_in_the_tables_and_in_the_package(bakery: Site) -> None:
    rows = _tables(_write(bakery, "sfia-9.esco.en.zip"))["skillSkillRelations_en.csv"]
    assert [(each["originalSkillUri"], each["relatedSkillUri"]) for each in rows] == [
        (f"{BAKERY}9/skill/BAKE", f"{BAKERY}9/skill/KNEA")
    ]
    found = json.loads(_write(bakery, "sfia-9.case.json"))["CFAssociations"]
    assert _targets(found, f"{BAKERY}9/skill/BAKE", "isRelatedTo") == [f"{BAKERY}9/skill/KNEA"]


def test_the_archive_and_the_scheme_say_whose_the_tables_are() -> None:
    files = _files(written("sfia-9.esco.en.zip"))
    lines = files["RIGHTS.txt"].splitlines()
    assert lines[0] == (f"SFIA 9: structure and names (en-GB): SFIA Foundation, {FOUNDATION}")
    assert lines[-1] == words("en")["frame"]["unofficial"]
    (scheme,) = _tables(written("sfia-9.esco.en.zip"))["conceptSchemes_en.csv"]
    assert scheme["description"].splitlines() == [
        f"SFIA Foundation, {FOUNDATION}",
        f"sfia-graph, {CC_BY}",
        words("en")["frame"]["unofficial"],
    ]


def test_the_files_of_an_archive_have_the_time_of_the_graph() -> None:
    modified = shipped().modified
    with zipfile.ZipFile(io.BytesIO(written("sfia-9.esco.en.zip"))) as archive:
        times = {each.date_time for each in archive.infolist()}
    second = modified.second - modified.second % 2
    assert times == {(*modified.timetuple()[:5], second)}


# Downloads


def test_each_file_says_which_specification_it_follows() -> None:
    found = {each.kind: (each.media_type, each.conforms_to) for each in _tools()}
    assert found == {
        "case": ("application/json", "https://purl.imsglobal.org/spec/case/v1p1"),
        "ctdl": ("application/ld+json", "https://purl.org/ctdlasn/terms/"),
        "schema": ("application/ld+json", "https://schema.org/"),
        "esco": ("application/zip", "http://data.europa.eu/esco/model"),
    }
    assert all(isinstance(each, Download) for each in exports(shipped()))
