"""The API's description is OpenAPI 3.1, and the server does what it says, whatever is asked."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from served import Served

from sfia_graph.web.answerable import answerable
from sfia_graph.web.api.formats import forms

QUERIES = answerable()
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OTHERS = [
    ("/search", "GET"),
    ("/sparql", "GET"),
    ("/sparql", "POST"),
    ("/reconcile", "GET"),
    ("/reconcile", "POST"),
    ("/health", "GET"),
    ("/metrics", "GET"),
]


def _path(name: str) -> str:
    return f"/query/{name}" + (".{format}" if QUERIES[name].form == "CONSTRUCT" else "")


OPERATIONS = [*((_path(name), "GET") for name in QUERIES), *OTHERS]
ANYTHING_FITS = {
    *((_path(name), "GET") for name, query in QUERIES.items() if not query.parameters),
    *(("/health", "GET"), ("/metrics", "GET"), ("/reconcile", "POST")),
}


@pytest.fixture(scope="module")
def document(server: Served) -> dict[str, Any]:
    reply = server.ask("/openapi.json")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = json.loads(reply.body)
    return found


@pytest.fixture(scope="module")
def schema(server: Served) -> Any:
    return schemathesis.openapi.from_url(f"{server.address}openapi.json")


def test_the_document_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    validate(document, cls=OpenAPIV31SpecValidator)


def test_everything_that_is_asked_stands_in_it(document: dict[str, Any]) -> None:
    operations = {
        (path, method.upper()) for path, each in document["paths"].items() for method in each
    }
    assert operations == set(OPERATIONS)
    named = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(named) == len(set(named))
    known = {tag["name"] for tag in document["tags"]}
    assert all(tag["description"] for tag in document["tags"])
    assert {query.subject for query in QUERIES.values()} <= known


@pytest.mark.parametrize("name", QUERIES)
def test_a_stored_query_is_described_with_examples(document: dict[str, Any], name: str) -> None:
    query = QUERIES[name]
    found = document["paths"][_path(name)]["get"]
    assert (found["operationId"], found["summary"]) == (name, query.summary)
    assert found["description"].startswith(str(query.header["description"]))
    assert query.subject in found["tags"]
    asked = {each["name"]: each for each in found["parameters"] if each["in"] == "query"}
    assert list(asked) == [each.name for each in query.parameters]
    for parameter in query.parameters:
        said = asked[parameter.name]
        assert said["description"] == query.describe(parameter.name)
        assert said["example"] == said["schema"]["default"]
        Draft202012Validator(said["schema"]).validate(said["example"])
        many = said["example"] if isinstance(said["example"], list) else [said["example"]]
        assert ",".join(map(str, many)) == parameter.example
    media_types = set(found["responses"]["200"]["content"])
    assert {form.media_type for form in forms(query.form)} <= media_types


@pytest.mark.parametrize("name", QUERIES)
def test_the_examples_are_what_is_answered_by_default(
    server: Served, document: dict[str, Any], name: str
) -> None:
    suffix = "json" if QUERIES[name].form == "SELECT" else "nt"
    found = document["paths"][_path(name)]["get"]["parameters"]
    values = {each["name"]: each["example"] for each in found if each["in"] == "query"}
    reply = server.ask(f"/query/{name}.{suffix}?{urlencode(values, doseq=True)}")
    assert reply.status == 200
    assert reply.body == server.ask(f"/query/{name}.{suffix}").body


def test_what_search_finds_is_as_the_example_says(server: Served, document: dict[str, Any]) -> None:
    said = document["components"]["schemas"]["Found"]
    Draft202012Validator(said).validate(said["example"])
    assert json.loads(server.ask("/search?q=service+level+man&limit=1").body) == [said["example"]]


CASES = [
    (*operation, mode)
    for operation in OPERATIONS
    for mode in schemathesis.GenerationMode
    if mode == schemathesis.GenerationMode.POSITIVE or operation not in ANYTHING_FITS
]


@pytest.mark.parametrize(("path", "method", "mode"), CASES)
def test_the_server_does_what_the_document_says(
    server: Served,
    schema: Any,
    path: str,
    method: str,
    mode: schemathesis.GenerationMode,
) -> None:
    """Whatever fits the document and, in the other mode, whatever does not."""

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=8,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        reply = case.call(base_url=server.address.rstrip("/"))
        case.validate_response(reply, checks=CHECKS)

    ask()
