"""What the reconciliation service matches: codes, names, levels, old names, a company's list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reconciling import valid

from sfia_graph.web.exchange import Asked
from sfia_graph.web.reconcile.service import answer
from sfia_graph.web.site import Site, open_site

SLMO = ("skill/SLMO", 100.0, True)
SLMO_4 = ("9/skill/SLMO/4", 100.0, True)


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _result(site: Site, text: str, language: str = "en", **more: Any) -> list[dict[str, Any]]:
    queries = {"q0": {"query": text, **more}}
    valid("reconciliation-query-batch", queries)
    parameters = {"queries": (json.dumps(queries),)}
    found = answer(site, Asked(f"reconcile/{language}", parameters))
    assert found.status == 200, found.body
    result: list[dict[str, Any]] = valid("reconciliation-result-batch", json.loads(found.body))[
        "q0"
    ]["result"]
    return result


def _first(result: list[dict[str, Any]]) -> tuple[str, float, bool] | None:
    return next(((each["id"], each["score"], each["match"]) for each in result), None)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SLMO", SLMO),
        ("slmo", SLMO),
        (" SLMO ", SLMO),
        ("Service level management", SLMO),
        ("SERVICE LEVEL MANAGEMENT", SLMO),
        ("service-level  management", SLMO),
        ("Service level management (SLMO)", SLMO),
        ("SLMO: Service level management", SLMO),
        ("Gestion des niveaux de service", SLMO),
        ("gestion des niveaux de services", ("skill/SLMO", 97.0, True)),
        ("management of service levels", ("skill/SLMO", 97.0, True)),
        ("Service level mgmt.", ("skill/SLMO", 97.0, True)),
        ("Service levl managment", ("skill/SLMO", 90.5, True)),
        ("Incident managment", ("skill/USUP", 97.0, True)),
        ("Methods & tools", ("skill/METL", 97.0, True)),
        ("skill/SLMO", SLMO),
        ("9/skill/SLMO", SLMO),
        ("https://w3id.org/sfia-graph/skill/SLMO", SLMO),
        ("https://w3id.org/sfia-graph/8/skill/SLMO", SLMO),
        ("SLMO 4", SLMO_4),
        ("SLMO-4", SLMO_4),
        ("SLMO4", SLMO_4),
        ("slmo level 4", SLMO_4),
        ("SLMO (L4)", SLMO_4),
        ("Level 4 SLMO", SLMO_4),
        ("SLMO niveau 4", SLMO_4),
        ("9/skill/SLMO/4", SLMO_4),
        ("8/skill/SLMO/4", SLMO_4),
        ("Service level management, level 4", SLMO_4),
        ("Service Level Management (SLMO) 4", SLMO_4),
        ("Gestion des niveaux de service, niveau 4", SLMO_4),
        ("SLMO 1", ("skill/SLMO", 70.0, False)),
        ("4", ("level/4", 100.0, True)),
        ("Level 4", ("level/4", 100.0, True)),
        ("niveau 4", ("level/4", 100.0, True)),
        ("Enable", ("level/4", 100.0, True)),
        ("Autonomy", ("9/attribute/AUTO", 100.0, True)),
        ("AUTO", ("9/attribute/AUTO", 100.0, True)),
        ("Strategy and architecture", ("9/category/strategy-and-architecture", 100.0, True)),
        ("TEST", ("skill/TEST", 100.0, True)),
        ("test", ("skill/TEST", 100.0, False)),
        ("Innovation", ("skill/INOV", 96.0, True)),
        ("Innovation 6", ("9/skill/INOV/6", 96.0, True)),
        ("IT infrastructure", ("skill/ITOP", 96.0, False)),
        ("BUAN", ("skill/BUSA", 80.0, False)),
        ("xyzzy", None),
        ("", None),
        ("   ", None),
        ("SQL", None),
        ("8", None),
    ],
)
def test_a_text_is_matched_without_a_type(
    site: Site, text: str, first: tuple[str, float, bool] | None
) -> None:
    assert _first(_result(site, text)) == first
    assert _first(_result(site, text, "fr")) == first


@pytest.mark.parametrize(
    ("text", "type", "first"),
    [
        ("SLMO", "Skill", SLMO),
        ("SLMO", "https://w3id.org/sfia-graph/ontology#Skill", SLMO),
        ("SLMO", ["Skill", "Level"], SLMO),
        ("A.2", "https://w3id.org/sfia-graph/ecf/4", ("ecf/4/A.2", 100.0, True)),
        ("SLMO", "SkillAtLevel", ("9/skill/SLMO/2", 60.0, False)),
        ("SLMO", "Level", None),
        ("SLMO", "Attribute", None),
        ("SLMO", "nothing", None),
        ("SLMO 4", "Skill", SLMO),
        ("SLMO 4", "SkillAtLevel", SLMO_4),
        ("SLMO 4", "Level", None),
        ("SLMO 1", "SkillAtLevel", None),
        ("4", "Level", ("level/4", 100.0, True)),
        ("4", "Skill", None),
        ("Service management", "Skill", ("skill/SLMO", 70.1, False)),
        ("Service management", "Subcategory", ("9/category/service-management", 100.0, True)),
        ("Service management", "Category", ("9/category/service-management", 100.0, True)),
        ("LEAD", "BehaviouralFactor", ("9/attribute/LEAD", 100.0, True)),
        ("LEAD", "Attribute", ("9/attribute/LEAD", 100.0, True)),
        ("A.2", "ecf/4", ("ecf/4/A.2", 100.0, True)),
        ("a.2", "ecf/4", ("ecf/4/A.2", 100.0, True)),
        ("Service Level Management", "ecf/4", ("ecf/4/A.2", 100.0, True)),
        ("OG-WRL-009", "nice/2", ("nice/2/OG-WRL-009", 100.0, True)),
        ("Service level management", ["Skill", "ecf/4"], ("skill/SLMO", 100.0, False)),
    ],
)
def test_a_text_is_matched_with_a_type(
    site: Site, text: str, type: str | list[str], first: tuple[str, float, bool] | None
) -> None:
    assert _first(_result(site, text, type=type)) == first


def test_all_types_can_be_asked_for_at_once(site: Site) -> None:
    both = ["Category", "Subcategory"]
    found = _result(site, "Strategy and architecture", type=both, type_strict="all")
    assert found
    assert all({each["id"] for each in one["type"]} >= set(both) for one in found)


@pytest.mark.parametrize(
    ("text", "type", "properties", "first"),
    [
        ("SLMO", "Skill", {"levels": "4"}, SLMO),
        ("SLMO", "Skill", {"levels": 4}, SLMO),
        ("SLMO", "Skill", {"levels": ["1", "Level 4"]}, SLMO),
        ("SLMO", "Skill", {"levels": {"id": "level/4"}}, SLMO),
        ("SLMO", "Skill", {"levels": 1}, ("skill/SLMO", 60.0, False)),
        ("SLMO", "Skill", {"levels": "senior"}, ("skill/SLMO", 100.0, False)),
        ("SLMO", "Skill", {"unheard-of": "x"}, SLMO),
        ("SLMO", "Skill", {"category": "delivery and OPERATION"}, SLMO),
        ("SLMO", "Skill", {"category": {"id": "9/category/delivery-and-operation"}}, SLMO),
        ("SLMO", "Skill", {"ecf": "A.2"}, SLMO),
        ("PROG", "Skill", {"esco": "computer programming"}, ("skill/PROG", 100.0, True)),
        ("SLMO", "SkillAtLevel", {"level": "4"}, SLMO_4),
    ],
)
def test_properties_decide_too(
    site: Site,
    text: str,
    type: str,
    properties: dict[str, Any],
    first: tuple[str, float, bool],
) -> None:
    rows = [{"pid": name, "v": value} for name, value in properties.items()]
    assert _first(_result(site, text, type=type, properties=rows)) == first


def test_properties_alone_find_all_that_have_them(site: Site) -> None:
    rows = [{"pid": "ecf", "v": "A.2"}, {"pid": "levels", "v": "7"}]
    found = _result(site, "", type="Skill", properties=rows)
    assert "skill/SLMO" in {each["id"] for each in found}
    assert not any(each["match"] for each in found[1:])
    assert all(feature["value"] for each in found for feature in each["features"])


@pytest.mark.parametrize(
    ("text", "language", "description"),
    [
        (
            "Innovation",
            "en",
            "called “Innovation” in SFIA 8 · INOV · Strategy and planning · levels 5 to 7",
        ),
        (
            "BUAN",
            "en",
            "took the place of BUAN · BUSA · Change analysis · levels 2 to 6",
        ),
        (
            "SLMO 1",
            "en",
            "not defined at level 1 · SLMO · Service management · levels 2 to 7",
        ),
        ("Level 4", "en", "Enable · Level 4"),
        ("SLMO", "fr", "SLMO · Service management · niveaux 2 à 7"),
    ],
)
def test_the_description_tells_why_and_what(
    site: Site, text: str, language: str, description: str
) -> None:
    assert _result(site, text, language)[0]["description"] == description


def test_a_code_that_two_took_over_is_decided_by_a_person(site: Site) -> None:
    found = _result(site, "BUAN")
    assert [(each["id"], each["match"]) for each in found] == [
        ("skill/BUSA", False),
        ("skill/REQM", False),
    ]
    assert found[0]["features"] == [{"id": "retired_code", "value": True}]


def test_names_are_in_the_language_of_the_call(site: Site) -> None:
    for language, name in (
        ("en", "Service level management"),
        ("fr", "Gestion des niveaux de service"),
    ):
        assert _result(site, "SLMO", language)[0]["name"] == name
        assert _result(site, name, "en")[0]["id"] == "skill/SLMO"


# A company's list

LIST = {
    "Service Level Mgmt": "skill/SLMO",
    "Incident Mgmt": "skill/USUP",
    "Business Analysis": "skill/BUSA",
    "Requirements definition & management": "skill/REQM",
    "Software Development": "skill/PROG",
    "Programming / Software development": "skill/PROG",
    "Pen testing": "skill/PENT",
    "Penetration Testing (L4)": "9/skill/PENT/4",
    "data modelling & design": "skill/DTAN",
    "PROJECT MANAGEMENT": "skill/PRMG",
    "Programme Mgt": "skill/PGMG",
    "Information Security": "skill/SCTY",
    "IT Infrastructure": "skill/ITOP",
    "Release and deployment": "skill/RELM",
    "DBAD": "skill/DBAD",
    "Database administration - level 3": "9/skill/DBAD/3",
    "Gestion des niveaux de service": "skill/SLMO",
    "Systems integration and build": "skill/SINT",
    "Suplier management": "skill/SUPP",
    "Risk managment": "skill/BURM",
    "Machine learning": "skill/MLNG",
    "Innovation": "skill/INOV",
    "Entreprise architecture": "skill/STPL",
    "User Experience Design (HCEV)": "skill/HCEV",
    "Change Control": "skill/CHMG",
    "NTAS - Network support": "skill/NTAS",
    "PRMG 5": "9/skill/PRMG/5",
    "Coffee making": "",
    "Excel": "",
    "Negotiation skills": "",
    "Driving licence B": "",
}
"""What an invented company calls its skills, and what a reader of SFIA would take each for."""


def test_most_of_a_companys_list_is_matched_and_nothing_wrongly(site: Site) -> None:
    found = {text: _result(site, text)[:3] for text in LIST}
    sure = {
        text: result[0]["id"] for text, result in found.items() if result and result[0]["match"]
    }
    there = {text for text, id in LIST.items() if id}
    shown = {text for text in there if LIST[text] in {each["id"] for each in found[text]}}
    assert {text: id for text, id in sure.items() if id != LIST[text]} == {}
    assert len(sure) / len(there) >= 0.75
    assert there - shown == set()


# Labels that are no text

HOSTILE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX : <https://example.org/s/>
<https://example.org/s/9> a sfia:Edition ; sfia:editionNumber 9 .
<https://example.org/s/skill/EVIL> a sfia:SkillIdentity ; dcterms:identifier "EVIL" .
<https://example.org/s/9/skill/EVIL> a sfia:Skill ;
    dcterms:isVersionOf <https://example.org/s/skill/EVIL> ;
    dcterms:identifier "EV<i>L" ; skos:inScheme <https://example.org/s/9> ;
    skos:prefLabel "<script>alert('x')</script> & \\"quoted\\""@en ;
    sfia:gloss "</p><img src=x onerror=alert(1)>"@en .
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    path: Path = tmp_path_factory.mktemp("hostile") / "data.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    yield open_site([path])


def test_a_preview_escapes_what_the_graph_says(hostile: Site) -> None:
    asked = Asked("reconcile/preview", {"id": ("skill/EVIL",)})
    found = answer(hostile, asked)
    text = found.body.decode()
    assert found.status == 200
    assert "<script" not in text
    assert "<img" not in text
    assert "<i>" not in text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;quoted&#34;" in text
    assert "&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;" in text


def test_a_label_of_markup_is_matched_as_text(hostile: Site) -> None:
    [found] = _result(hostile, "<script>alert('x')</script> & \"quoted\"")
    assert (found["id"], found["score"], found["match"]) == ("skill/EVIL", 100.0, True)
    assert found["name"] == "<script>alert('x')</script> & \"quoted\""


def test_addresses_begin_with_the_root_where_nobody_knows_the_host(site: Site) -> None:
    found = valid("manifest", json.loads(answer(site, Asked("reconcile")).body))
    assert found["suggest"]["entity"]["service_url"] == "/reconcile"
    assert found["view"] == {"url": "https://w3id.org/sfia-graph/{{id}}"}
