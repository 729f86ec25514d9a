"""The reconciliation service over HTTP: what clients send, what they get, what is refused."""

from __future__ import annotations

import json
import re
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from reconciling import FORM, SCHEMAS, extended, got, matched, posted, read, valid
from served import Reply, Served, served

SKILL = {"id": "Skill", "name": "Skill"}


def _problem(reply: Reply) -> tuple[int, str]:
    """Give the status of a refusal and its line."""
    assert reply.headers["content-type"] == "application/problem+json"
    found = json.loads(reply.body)
    assert found["status"] == reply.status
    assert "\n" not in found["detail"]
    return reply.status, found["detail"]


# The manifest


def test_the_manifest_fits_its_schema_and_says_what_there_is(server: Served) -> None:
    found = valid("manifest", read(got(server, "/reconcile")))
    assert found["versions"] == ["0.2"]
    assert found["name"] == "SFIA skills"
    assert found["identifierSpace"] == "https://w3id.org/sfia-graph/"
    assert found["schemaSpace"] == "https://w3id.org/sfia-graph/ontology#"
    assert found["serviceVersion"] == version("sfia-graph")
    assert found["batchSize"] == 50
    assert found["view"] == {"url": f"{server.address}{{{{id}}}}"}
    assert [each["id"] for each in found["defaultTypes"]] == [
        *("Skill", "SkillAtLevel", "Level", "Category", "Subcategory", "Attribute"),
        "BehaviouralFactor",
    ]
    assert [each["name"] for each in found["extend"]["property_settings"]] == [
        *("lang", "relation", "show")
    ]
    assert read(got(server, "/reconcile/")) == found


def test_each_address_in_the_manifest_is_whole_and_answers(server: Served) -> None:
    found = read(got(server, "/reconcile"))
    services = [*found["suggest"].values(), found["extend"]["propose_properties"]]
    addresses = [each["service_url"] + each["service_path"] for each in services]
    for template in (found["preview"]["url"], found["view"]["url"]):
        addresses += [
            template.replace("{{id}}", "skill/SLMO"),
            template.replace("{{id}}", quote("skill/SLMO", safe="")),
        ]
    for address in addresses:
        assert address.startswith(server.address)
        parts = urlsplit(address)
        reply = server.ask(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert reply.status in (200, 303), address
        assert reply.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "query", "headers"),
    [
        ("/reconcile/fr", {}, {}),
        ("/reconcile", {"lang": "fr"}, {}),
        ("/reconcile/en", {"lang": "fr"}, {}),
        ("/reconcile", {}, {"Accept-Language": "fr-CA, en;q=0.5"}),
    ],
    ids=["path", "parameter", "both", "header"],
)
def test_the_service_speaks_french(
    server: Served, path: str, query: dict[str, str], headers: dict[str, str]
) -> None:
    found = valid("manifest", read(got(server, path, headers, **query)))
    assert found["name"] == "Compétences SFIA"
    assert found["defaultTypes"][0]["name"] == "Compétence"
    [language] = [x for x in found["extend"]["property_settings"] if x["name"] == "lang"]
    assert language["default"] == "fr"
    place = "reconcile" if headers else "reconcile/fr"
    assert found["suggest"]["entity"]["service_url"] == f"{server.address}{place}"
    assert "Accept-Language" in got(server, path, headers, **query).headers["vary"]


def test_an_origin_that_is_said_begins_the_addresses() -> None:
    with served("--origin", "https://skills.example.org", "--root", "/sfia/") as server:
        found = valid("manifest", read(got(server, "/sfia/reconcile")))
    assert found["view"] == {"url": "https://skills.example.org/sfia/{{id}}"}
    assert found["preview"]["url"].startswith("https://skills.example.org/sfia/reconcile/preview?")
    assert found["suggest"]["type"]["service_url"] == "https://skills.example.org/sfia/reconcile"


def test_the_host_that_a_client_names_is_not_believed(server: Served) -> None:
    reply = server.ask("/reconcile", {"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert b"evil" not in reply.body
    assert b"evil" not in server.ask("/reconcile").body


# Batches


def test_the_form_that_openrefine_posts_is_answered(server: Served) -> None:
    query = {
        "query": "Service level management",
        "type": "Skill",
        "type_strict": "should",
        "properties": [{"pid": "levels", "v": "4"}, {"pid": "code", "v": {"id": "SLMO"}}],
        "limit": 1,
    }
    assert matched(server, {"q0": query, "q1": {"query": "xyzzy"}}) == {
        "q0": {
            "result": [
                {
                    "id": "skill/SLMO",
                    "name": "Service level management",
                    "description": "SLMO · Service management · levels 2 to 7",
                    "type": [SKILL],
                    "score": 100.0,
                    "match": True,
                    "features": [
                        {"id": "name", "value": 100.0},
                        {"id": "same_name", "value": True},
                        {"id": "former_name", "value": False},
                        {"id": "property:levels", "value": True},
                        {"id": "property:code", "value": True},
                    ],
                }
            ]
        },
        "q1": {"result": []},
    }


def test_get_answers_as_post_does_and_the_answer_is_kept(server: Served) -> None:
    queries = {"q0": {"query": "SLMO 4"}}
    reply = got(server, "/reconcile", queries=queries)
    assert read(reply) == matched(server, queries)
    again = server.ask(
        f"/reconcile?queries={quote(json.dumps(queries))}",
        {"If-None-Match": reply.headers["etag"]},
    )
    assert again.status == 304


def test_a_batch_of_fifty_is_answered_query_by_query(server: Served) -> None:
    texts = ["SLMO", "Service levl managment", "Gestion des niveaux de service", "xyzzy", "PROG 3"]
    alone = {text: matched(server, {"q": {"query": text}})["q"] for text in texts}
    queries = {f"q{number}": {"query": texts[number % 5]} for number in range(50)}
    found = matched(server, queries)
    assert found == {name: alone[each["query"]] for name, each in queries.items()}


def test_an_empty_batch_has_an_empty_answer(server: Served) -> None:
    assert matched(server, {}) == {}


@pytest.mark.parametrize("limit", [1, 3, 3.0, 1000])
def test_the_limit_is_kept(server: Served, limit: float) -> None:
    found = matched(server, {"q0": {"query": "management", "type": "Skill", "limit": limit}})
    scores = [each["score"] for each in found["q0"]["result"]]
    assert len(scores) == limit if limit < 10 else 10 < len(scores) <= 100
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("queries", "status", "detail"),
    [
        ("", 400, "queries: not JSON (Expecting value: line 1 column 1 (char 0))"),
        ('{"q0": {"query": "SLMO"', 400, "queries: not JSON (Expecting ',' delimiter: "),
        ("[" * 100_000, 400, "queries: not JSON (too deep)"),
        ('{"q0": {"query": NaN}}', 400, "queries: not JSON (NaN is no number)"),
        ('{"q0": {"query": "\\ud800"}}', 400, "queries: half of a surrogate pair in it"),
        ('["SLMO"]', 400, "queries: expected an object"),
        ('{"q0": "SLMO"}', 400, "queries.q0: expected an object"),
        ('{"q0": {}}', 400, "queries.q0: expected a query or properties"),
        ('{"q0": {"query": 4}}', 400, "queries.q0.query: expected a text"),
        ('{"q0": {"query": "x", "limit": 0}}', 400, "queries.q0.limit: expected a whole number"),
        ('{"q0": {"query": "x", "limit": "3"}}', 400, "queries.q0.limit: expected a whole number"),
        ('{"q0": {"query": "x", "limit": 1.5}}', 400, "queries.q0.limit: expected a whole number"),
        ('{"q0": {"query": "x", "limit": true}}', 400, "queries.q0.limit: expected a whole"),
        ('{"q0": {"query": "x", "limit": 1e400}}', 400, "queries.q0.limit: expected a whole"),
        ('{"q0": {"query": "x", "type": {"id": "Skill"}}}', 400, "queries.q0.type: expected a"),
        ('{"q0": {"query": "x", "type_strict": "maybe"}}', 400, "queries.q0.type_strict: expected"),
        ('{"q0": {"query": "x", "type_strict": []}}', 400, "queries.q0.type_strict: expected"),
        ('{"q0": {"query": "x", "properties": {}}}', 400, "queries.q0.properties: expected an"),
        ('{"q0": {"query": "x", "properties": [{"pid": "levels"}]}}', 400, "queries.q0.properties"),
        ('{"q0": {"query": "x", "properties": [{"v": "4"}]}}', 400, "queries.q0.properties.pid"),
        (
            '{"q0": {"query": "x", "properties": [{"pid": "levels", "v": {"name": "4"}}]}}',
            400,
            "queries.q0.properties.v.id: expected a text",
        ),
        (
            json.dumps({f"q{number}": {"query": "SLMO"} for number in range(51)}),
            413,
            "queries: found 51, expected at most 50 in a batch",
        ),
        (
            json.dumps({"q0": {"query": "x", "properties": [{"pid": "levels", "v": 4}] * 11}}),
            413,
            "queries.q0.properties: at most 10",
        ),
        ('{"a b\\n": {}}', 400, "queries.'a b': expected a query or properties"),
    ],
)
def test_what_is_no_batch_is_refused_with_one_line(
    server: Served, queries: str, status: int, detail: str
) -> None:
    found, line = _problem(posted(server, queries=queries))
    assert (found, line[: len(detail)]) == (status, detail)


@pytest.mark.parametrize(
    ("ask", "status", "detail"),
    [
        ({"callback": "f"}, 400, "callback: JSONP is not offered; scripts of other sites may use"),
        ({"query": "SLMO"}, 400, 'query: one query is a batch too: queries={"q0":{"query":"…"}}'),
        ({"queries": "{}", "extend": "{}"}, 400, "queries and extend together; send one of them"),
        ({"lang": "de"}, 400, "lang: found 'de', expected one of en, fr"),
    ],
    ids=["jsonp", "single", "both", "language"],
)
def test_what_the_service_does_not_do_it_says(
    server: Served, ask: dict[str, str], status: int, detail: str
) -> None:
    found, line = _problem(got(server, "/reconcile", None, **ask))
    assert (found, line[: len(detail)]) == (status, detail)


def test_a_post_without_a_question_or_of_something_else_is_refused(server: Served) -> None:
    assert _problem(posted(server, other="1")) == (400, "expected queries or extend in the form")
    reply = server.ask("/reconcile", {"Content-Type": "application/json"}, "POST", b"{}")
    assert _problem(reply)[0] == 415
    assert _problem(posted(server, "/reconcile/preview", id="skill/SLMO"))[0] == 405
    status, line = _problem(got(server, "/reconcile/flyout"))
    assert (status, line) == (
        404,
        "reconcile has no part 'flyout'; it has suggest/entity, suggest/type, suggest/property, "
        "properties, preview",
    )
    assert server.ask("/reconcile", FORM, "POST", b"queries=%FF").status == 400
    assert server.ask("/reconcile", FORM, "POST", b"queries=" + b"x" * 1_000_001).status == 413
    assert server.ask("/reconcile", method="PUT").status == 405


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"} UNION SELECT * { ?s ?p ?o } #',
        "' OR 1=1 --",
        "=cmd|' /C calc'!A0",
        "\x00\x1b[31m",
        "\u202eOMLS",
        "👩‍💻🧑🏽‍🔬",
        "ﷺ" * 300,
        "a" * 100_000,
        "service " * 10_000,
        "((((((((((" * 1_000,
        "level " * 5_000 + "4",
        "Z̷͖̈a̶l̸g̵o̷" * 500,
        ".*+?^${}()|[]\\",
        "../../../etc/passwd",
        "javascript:alert(1)",
        "٤",
        "²",
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_a_hostile_text_is_a_text_that_matches_nothing(server: Served, text: str) -> None:
    queries = {"q0": {"query": text}, "q1": {"query": text, "type": "SkillAtLevel"}}
    found = matched(server, queries)
    assert [
        each["match"] for name in queries for each in found[name]["result"] if each["match"]
    ] == []
    if len(text) < 500:
        reply = got(server, "/reconcile/suggest/entity", prefix=text)
        assert reply.status == (400 if "\x00" in text else 200)


def test_the_heaviest_batch_is_answered_within_seconds(server: Served) -> None:
    names = ["ecf", "esco", "nice", "digcomp", "gdad", "former-name", "category", "sfia", "iri"]
    asked = [{"pid": name, "v": [f"x{number}" for number in range(20)]} for name in names]
    types = ["Skill", "SkillAtLevel", "ecf/4", "nice/2"]
    begun = time.monotonic()
    found = matched(server, {f"q{i}": {"properties": asked, "type": types} for i in range(50)})
    assert time.monotonic() - begun < 20
    assert found == {f"q{i}": {"result": []} for i in range(50)}


# Suggestions


def test_entities_are_suggested_as_somebody_types(server: Served) -> None:
    found = read(got(server, "/reconcile/suggest/entity", prefix="service lev"))
    assert valid("suggest-entities-response", found) == {
        "result": [
            {
                "id": "skill/SLMO",
                "name": "Service level management",
                "description": "SLMO · Service management · levels 2 to 7",
                "notable": [SKILL],
            }
        ]
    }


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"prefix": "slmo"}, ["skill/SLMO", *(f"9/skill/SLMO/{level}" for level in range(2, 8))]),
        ({"prefix": "slmo", "type": "Skill"}, ["skill/SLMO"]),
        ({"prefix": "SLMO-4"}, ["9/skill/SLMO/4"]),
        ({"prefix": "9/skill/SLMO/4"}, ["9/skill/SLMO/4"]),
        ({"prefix": "https://w3id.org/sfia-graph/skill/SLMO"}, ["skill/SLMO"]),
        ({"prefix": "gestion des niv"}, ["skill/SLMO"]),
        ({"prefix": "Service levl managment", "type": "Skill"}, ["skill/SLMO"]),
        ({"prefix": "level 4", "type": "Level"}, ["level/4"]),
        ({"prefix": "xyzzy"}, []),
        ({"prefix": "slmo", "type": "nothing"}, []),
        ({"prefix": "A.2", "type": "ecf/4"}, ["ecf/4/A.2", "ecf/4/A.2/3", "ecf/4/A.2/4"]),
    ],
    ids=lambda each: str(each.get("prefix")) if isinstance(each, dict) else "",
)
def test_entities_are_suggested_by_code_id_and_name(
    server: Served, asked: dict[str, str], ids: list[str]
) -> None:
    found = read(got(server, "/reconcile/suggest/entity", None, **asked))
    result = valid("suggest-entities-response", found)["result"]
    assert [each["id"] for each in result][: len(ids) or 1] == ids


def test_the_cursor_leads_through_all_suggestions(server: Served) -> None:
    seen: list[str] = []
    cursor: int | None = 0
    while cursor is not None:
        reply = got(server, "/reconcile/suggest/entity", prefix="", type="Skill", cursor=cursor)
        found = valid("suggest-entities-response", read(reply))
        seen += [each["id"] for each in found["result"]]
        cursor = found.get("cursor")
    assert len(seen) == len(set(seen)) == 147
    beyond = read(got(server, "/reconcile/suggest/entity", prefix="", cursor=99_999_999_999))
    assert beyond == {"result": []}


@pytest.mark.parametrize("cursor", ["-1", "x", "1.5", "²", "1e3"])
def test_a_cursor_that_is_no_number_is_refused(server: Served, cursor: str) -> None:
    status, line = _problem(got(server, "/reconcile/suggest/type", prefix="", cursor=cursor))
    assert (status, line) == (400, f"cursor: found '{cursor}', expected a number from 0 on")


def test_types_are_suggested_with_what_is_broader(server: Served) -> None:
    found = valid("suggest-types-response", read(got(server, "/reconcile/suggest/type", prefix="")))
    ids = [each["id"] for each in found["result"]]
    assert ids[:7] == [each["id"] for each in read(got(server, "/reconcile"))["defaultTypes"]]
    assert {"ecf/4", "digcomp/3", "nice/2"} < set(ids)
    found = read(got(server, "/reconcile/suggest/type", prefix="subcat"))
    [subcategory] = valid("suggest-types-response", found)["result"]
    assert subcategory["broader"] == [{"id": "Category", "name": "Category"}]


def test_properties_are_suggested_and_proposed_for_a_type(server: Served) -> None:
    found = read(got(server, "/reconcile/suggest/property", prefix="lev"))
    suggested = valid("suggest-properties-response", found)["result"]
    assert [each["id"] for each in suggested] == ["levels", "lowest", "highest"]
    found = read(got(server, "/reconcile/fr/suggest/property", prefix="niveau"))
    assert {"lowest", "highest"} <= {each["id"] for each in found["result"]}
    found = read(got(server, "/reconcile/properties", type="Skill", limit=4))
    assert valid("data-extension-property-proposal", found) == {
        "properties": [
            {"id": "name", "name": "Name", "description": "The name in the newest edition"},
            {"id": "code", "name": "Code", "description": "The code, such as SLMO or SLMO-4"},
            {
                "id": "iri",
                "name": "IRI",
                "description": "The address that identifies it on the web",
            },
            {"id": "levels", "name": "Levels", "description": "The levels at which it is defined"},
        ],
        "type": "Skill",
        "limit": 4,
    }
    for type, some, none in (
        ("Skill", {"levels", "category", "esco", "nice", "ecf", "former-name"}, {"skill", "sfia"}),
        ("SkillAtLevel", {"skill", "levels"}, {"lowest", "former-name"}),
        ("ecf/4", {"sfia", "name"}, {"levels", "ecf"}),
        ("", {"levels", "skill"}, {"sfia"}),
    ):
        found = read(got(server, "/reconcile/properties", type=type))
        ids = {
            each["id"] for each in valid("data-extension-property-proposal", found)["properties"]
        }
        assert some <= ids
        assert not none & ids


@pytest.mark.parametrize("limit", ["0", "x", "-3"])
def test_a_limit_of_proposals_that_is_none_is_refused(server: Served, limit: str) -> None:
    assert _problem(got(server, "/reconcile/properties", type="Skill", limit=limit))[0] == 400


# Values


def _levels(*numbers: int) -> list[dict[str, str]]:
    return [{"id": f"level/{number}", "name": f"Level {number}"} for number in numbers]


def test_values_are_given_as_exact_rows(server: Served) -> None:
    properties = ("code", "levels", "lowest", "category", "subcategory", "editions", "nonsense")
    found = extended(server, ["skill/SLMO", "9/skill/SLMO/4", "nothing"], *properties)
    assert found["meta"] == [
        {"id": "code", "name": "Code"},
        {
            "id": "levels",
            "name": "Levels",
            "type": {"id": "Level", "name": "Level of responsibility"},
        },
        {"id": "lowest", "name": "Lowest level"},
        {"id": "category", "name": "Category", "type": {"id": "Category", "name": "Category"}},
        {
            "id": "subcategory",
            "name": "Subcategory",
            "type": {"id": "Subcategory", "name": "Subcategory"},
        },
        {"id": "editions", "name": "Editions"},
        {"id": "nonsense", "name": "nonsense"},
    ]
    place = {
        "category": [{"id": "9/category/delivery-and-operation", "name": "Delivery and operation"}],
        "subcategory": [{"id": "9/category/service-management", "name": "Service management"}],
        "nonsense": [],
    }
    assert found["rows"] == {
        "skill/SLMO": {
            "code": [{"str": "SLMO"}],
            "levels": _levels(2, 3, 4, 5, 6, 7),
            "lowest": [{"int": 2}],
            "editions": [{"int": 7}, {"int": 8}, {"int": 9}],
            **place,
        },
        "9/skill/SLMO/4": {
            "code": [{"str": "SLMO-4"}],
            "levels": _levels(4),
            "lowest": [{"int": 4}],
            "editions": [{"int": 9}],
            **place,
        },
        "nothing": {name: [] for name in properties},
    }


@pytest.mark.parametrize(
    "id", ["SLMO", "https://w3id.org/sfia-graph/skill/SLMO", "8/skill/SLMO", "9/skill/SLMO"]
)
def test_values_are_given_for_codes_and_older_versions_too(server: Served, id: str) -> None:
    assert extended(server, [id], "highest")["rows"] == {id: {"highest": [{"int": 7}]}}


ESCO = "http://data.europa.eu/esco/skill/"


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        (
            {"id": "esco"},
            [
                {"str": f"{ESCO}21d2f96d-35f7-4e3f-9745-c533d2dd6e97"},
                {"str": f"{ESCO}2522a6ce-3202-4ac8-9f5b-b9cb5a3a83a1"},
                {"str": f"{ESCO}797a4416-0b8d-44f3-8fcd-eb10bd0be6b4"},
            ],
        ),
        (
            {"id": "esco", "settings": {"show": "name"}},
            [
                {"str": "computer programming"},
                {"str": "debug software"},
                {"str": "develop software prototype"},
            ],
        ),
        ({"id": "ecf"}, [{"id": "ecf/4/B.1", "name": "Application Development"}]),
        ({"id": "ecf", "settings": {"show": "code"}}, [{"str": "B.1"}]),
        (
            {"id": "ecf", "settings": {"show": "iri"}},
            [{"str": "https://w3id.org/sfia-graph/ecf/4/B.1"}],
        ),
        ({"id": "ecf", "settings": {"relation": "exact", "show": ""}}, []),
        (
            {"id": "digcomp", "settings": {"relation": "", "lang": "xx"}},
            [{"id": "digcomp/3/3.4", "name": "Computational thinking and programming"}],
        ),
        ({"id": "nice"}, []),
    ],
    ids=lambda each: json.dumps(each) if isinstance(each, dict) else "",
)
def test_mappings_are_given_as_the_settings_say(
    server: Served, wanted: dict[str, Any], values: list[Any]
) -> None:
    found = extended(server, ["skill/PROG"], wanted)
    assert found["rows"] == {"skill/PROG": {wanted["id"]: values}}


def test_work_roles_of_nice_are_mapped_to_skills_at_a_level(server: Served) -> None:
    role = {"id": "nice/2/OG-WRL-009", "name": "Product Support Management"}
    found = extended(server, ["9/skill/SLMO/4", role["id"]], "nice", "sfia")
    assert found["rows"]["9/skill/SLMO/4"]["nice"] == [role]
    assert {"id": "9/skill/SLMO/4", "name": "Service level management, level 4"} in (
        found["rows"][role["id"]]["sfia"]
    )


def test_values_come_in_the_language_that_is_asked_for(server: Served) -> None:
    french = {"id": "name", "settings": {"lang": "fr"}}
    found = extended(server, ["skill/SLMO", "9/skill/SLMO/4"], french)
    assert found["rows"] == {
        "skill/SLMO": {"name": [{"str": "Gestion des niveaux de service"}]},
        "9/skill/SLMO/4": {"name": [{"str": "Gestion des niveaux de service, niveau 4"}]},
    }
    found = extended(server, ["9/skill/SLMO/4"], "levels", path="/reconcile/fr")
    assert found["meta"][0]["name"] == "Niveaux"
    assert found["rows"]["9/skill/SLMO/4"]["levels"] == [{"id": "level/4", "name": "Niveau 4"}]


@pytest.mark.parametrize(
    ("extend", "status", "detail"),
    [
        ("{", 400, "extend: not JSON (Expecting property name enclosed in double quotes: "),
        ("[]", 400, "extend: expected an object"),
        ("{}", 400, "extend.ids: expected an array"),
        ('{"ids": ["SLMO"]}', 400, "extend.properties: expected an array"),
        ('{"ids": [4], "properties": []}', 400, "extend.ids: expected a text"),
        ('{"ids": [], "properties": ["levels"]}', 400, "extend.properties: expected an object"),
        (
            '{"ids": [], "properties": [{"name": "x"}]}',
            400,
            "extend.properties.id: expected a text",
        ),
        (
            '{"ids": [], "properties": [{"id": "esco", "settings": {"relation": "same"}}]}',
            400,
            "extend.properties.settings.relation: expected one of exact, close, broad, narrow, rel",
        ),
        (
            '{"ids": [], "properties": [{"id": "esco", "settings": {"relation": ["exact"]}}]}',
            400,
            "extend.properties.settings.relation: expected a text",
        ),
        (
            '{"ids": [], "properties": [{"id": "esco", "settings": {"show": "all"}}]}',
            400,
            "extend.properties.settings.show: expected one of name, code, iri",
        ),
        (
            json.dumps({"ids": ["SLMO"] * 501, "properties": []}),
            413,
            "extend: at most 500 ids, and 5,000 values: ids times properties",
        ),
        (
            json.dumps({"ids": ["SLMO"] * 101, "properties": [{"id": "esco"}] * 50}),
            413,
            "extend: at most 500 ids, and 5,000 values: ids times properties",
        ),
    ],
)
def test_what_is_no_request_for_values_is_refused(
    server: Served, extend: str, status: int, detail: str
) -> None:
    found, line = _problem(posted(server, extend=extend))
    assert (found, line[: len(detail)]) == (status, detail)


# Previews


def test_a_preview_is_a_small_page_that_may_stand_in_a_frame(server: Served) -> None:
    reply = got(server, "/reconcile/preview", id="skill/SLMO")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = reply.headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    assert "x-frame-options" not in reply.headers
    assert '<h1>Service level management <span class="code">SLMO</span></h1>' in reply.text
    assert "Skill · Delivery and operation · Service management" in reply.text
    assert "Defined at levels: 2, 3, 4, 5, 6, 7" in reply.text
    assert f'href="{server.address}skill/SLMO.en.html" target="_blank" rel="noopener"' in reply.text
    assert not re.search(r"<script|style=| on\w+=", reply.text)
    assert server.ask("/skill/SLMO.en.html").status == 200
    [sheet] = re.findall(r'rel="stylesheet" href="([^"]+)"', reply.text)
    assert server.ask(sheet).headers["content-type"].startswith("text/css")


def test_a_preview_speaks_french_and_knows_levels_and_other_frameworks(server: Served) -> None:
    text = got(server, "/reconcile/fr/preview", id="9/skill/SLMO/4").text
    assert '<html lang="fr">' in text
    assert "Gestion des niveaux de service, niveau 4" in text
    assert "Application Development" in got(server, "/reconcile/preview", id="ecf/4/B.1").text


@pytest.mark.parametrize("id", ["nothing", "", "<script>", "../../etc/passwd", "skill/slmo/9"])
def test_a_preview_of_nothing_is_not_found(server: Served, id: str) -> None:
    assert _problem(got(server, "/reconcile/preview", id=id)) == (
        404,
        "there is nothing of that id",
    )


# What the page about it says

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "reconciliation.md").read_text("utf-8")


def test_the_pages_script_prints_what_the_page_says(
    server: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    [script] = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
    exec(script.replace("http://127.0.0.1:8000/", server.address), {})
    printed = "".join(f"# {line}\n" for line in capsys.readouterr().out.splitlines())
    assert printed == "".join(re.findall(r"^# .*\n", script, re.M))


def test_the_page_names_each_property_and_each_setting(server: Served) -> None:
    found = read(got(server, "/reconcile/suggest/property", prefix=""))["result"]
    found += read(got(server, "/reconcile/suggest/property", prefix="", cursor=20))["result"]
    found += read(got(server, "/reconcile"))["extend"]["property_settings"]
    assert [each for each in found if f"`{each.get('id', each['name'])}`" not in PAGE] == []


# The schemas themselves


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        ("manifest", {"name": "x"}),
        ("reconciliation-result-batch", {"q0": {"result": [{"id": "x", "name": "x"}]}}),
        ("suggest-types-response", {"result": [{"id": "x"}]}),
        ("data-extension-response", {"meta": [], "rows": {"x": {"y": [{"int": "4"}]}}}),
    ],
)
def test_the_schemas_find_what_is_wrong(schema: str, wrong: Any) -> None:
    assert len(SCHEMAS) == 10
    with pytest.raises(AssertionError):
        valid(schema, wrong)
