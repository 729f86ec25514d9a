"""Calls to the reconciliation service, each answer held to the API's own schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7
from served import Reply, Served

SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "reconciliation").glob("*.json"))
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

_REGISTRY: Registry[Any] = Registry().with_resources(
    (each["$id"], Resource.from_contents(each, default_specification=DRAFT7))
    for each in SCHEMAS.values()
)
_VALIDATORS = {
    name: Draft7Validator(schema, registry=_REGISTRY) for name, schema in SCHEMAS.items()
}


def valid(schema: str, data: Any) -> Any:
    """Give data back if it fits a schema of the API."""
    faults = [f"{each.json_path}: {each.message}" for each in _VALIDATORS[schema].iter_errors(data)]
    assert faults == []
    return data


def posted(server: Served, path: str = "/reconcile", **form: Any) -> Reply:
    """Send a form as OpenRefine does; what is no text is written as JSON."""
    return server.ask(path, FORM, "POST", urlencode(_texts(form)).encode())


def got(server: Served, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Reply:
    """Ask by GET, with parameters."""
    return server.ask(f"{path}?{urlencode(_texts(query))}" if query else path, headers)


def read(reply: Reply) -> Any:
    """Give the JSON of an answer that is one."""
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json"), reply.text
    return json.loads(reply.body)


def matched(server: Served, queries: Mapping[str, Any], path: str = "/reconcile") -> Any:
    """Give the answer to a batch of queries."""
    asked = valid("reconciliation-query-batch", dict(queries))
    return valid("reconciliation-result-batch", read(posted(server, path, queries=asked)))


def extended(server: Served, ids: list[str], *properties: Any, path: str = "/reconcile") -> Any:
    """Give the answer to a request for values; a property is an id, or an id with settings."""
    rows = [each if isinstance(each, dict) else {"id": each} for each in properties]
    asked = valid("data-extension-query", {"ids": ids, "properties": rows})
    return valid("data-extension-response", read(posted(server, path, extend=asked)))


def _texts(form: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()
    }
