"""Stored queries as operations of OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal

from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.results import to_python
from sfia_graph.web.api.formats import Form, forms
from sfia_graph.web.api.values import LONGEST_VALUE, most_values
from sfia_graph.web.site import Site

Json = dict[str, Any]

LANGUAGE_TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
NO_CONTROLS = "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]*$"
_SCHEMES = '^[A-Za-z][A-Za-z0-9+.-]*:[^\\x00-\\x20<>"{}|^`\\\\]*$'
_REFUSALS = {
    "400": "BadRequest",
    "404": "NotFound",
    "406": "NotAcceptable",
    "413": "TooLarge",
    "414": "TooLong",
    "431": "TooLong",
    "503": "Unavailable",
}


def path(query: StoredQuery) -> str:
    """Give the path of a query's answers.

    That of a CONSTRUCT has a suffix: without one, RDF is the description of the query itself.
    """
    suffix = ".{format}" if _makes_rdf(query) else ""
    return f"/query/{query.name}{suffix}"


def operation(site: Site, query: StoredQuery) -> Json:
    """Describe a stored query: its parameters, and its answer in each form."""
    parameters = [_parameter(site, query, each) for each in query.parameters]
    if _makes_rdf(query):
        parameters.insert(0, _format(query))
    refusals = {
        status: {"$ref": f"#/components/responses/{name}"}
        for status, name in _REFUSALS.items()
        if status != "404" or _makes_rdf(query)
    }
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": _description(query),
        "tags": list(dict.fromkeys([query.subject, *query.header["tags"]])),
        "parameters": parameters,
        "responses": {"200": _answer(query), **_elsewhere(query), **refusals},
    }


def _makes_rdf(query: StoredQuery) -> bool:
    return query.form in {"CONSTRUCT", "DESCRIBE"}


def _description(query: StoredQuery) -> str:
    said = str(query.header["description"])
    if _makes_rdf(query):
        return said
    suffixes = ", ".join(f"`/query/{query.name}.{form.suffix}`" for form in forms(query.form))
    return f"{said}\n\nThe form can be named by suffix, too: {suffixes}."


def _parameter(site: Site, query: StoredQuery, parameter: Parameter) -> Json:
    schema = _or_empty(value_schema(site, parameter))
    default: Any = defaults(parameter)
    most = most_values(query, parameter.name)
    if most > 1:
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": most}
    else:
        default = default[0]
    return {
        "name": parameter.name,
        "in": "query",
        "description": query.describe(parameter.name),
        "required": False,
        "explode": True,
        "schema": {**schema, "default": default},
        "example": default,
    }


def _or_empty(schema: Json) -> Json:
    """A form leaves empty what is to have its default."""
    return {**schema, "pattern": f"^$|{schema['pattern']}"} if "pattern" in schema else schema


def defaults(parameter: Parameter) -> list[str | int | float]:
    """Give a parameter's defaults as values of JSON."""
    found = map(to_python, parameter.defaults)
    return [
        each if isinstance(each, int | str) else float(each) for each in found if each is not None
    ]


def value_schema(site: Site, parameter: Parameter) -> Json:
    """Give the JSON Schema of one value of a parameter."""
    first = parameter.defaults[0]
    if not isinstance(first, Literal):
        return {"type": "string", "format": "iri", "pattern": _SCHEMES, "maxLength": LONGEST_VALUE}
    if parameter.name == "edition":
        return {"type": "integer", "enum": list(site.editions)}
    if parameter.kind == "a level from 1 to 7":
        return {"type": "integer", "minimum": 1, "maximum": 7}
    value = to_python(first)
    if isinstance(value, int):
        return {"type": "integer"}
    if not isinstance(value, str):
        return {"type": "number"}
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices)}
    if parameter.kind == "a date":
        return {"type": "string", "format": "date"}
    pattern = LANGUAGE_TAG if parameter.name == "lang" else NO_CONTROLS
    return {"type": "string", "pattern": pattern, "maxLength": LONGEST_VALUE}


def _format(query: StoredQuery) -> Json:
    suffixes = [form.suffix for form in forms(query.form)]
    return {
        "name": "format",
        "in": "path",
        "description": "The form of the answer.",
        "required": True,
        "schema": {"type": "string", "enum": suffixes},
        "example": suffixes[0],
    }


def _answer(query: StoredQuery) -> Json:
    return {
        "description": query.summary,
        "headers": {"Link": {"$ref": "#/components/headers/Link"}},
        "content": {
            media_type: {"schema": _content(form, media_type)}
            for form in forms(query.form)
            for media_type in (form.asked[:1] if _makes_rdf(query) else form.asked)
        },
    }


def _content(form: Form, media_type: str) -> Json:
    if form.suffix == "json":
        return {"$ref": "#/components/schemas/Results"}
    return {} if media_type.endswith("json") else {"type": "string"}


def _elsewhere(query: StoredQuery) -> Json:
    return {} if _makes_rdf(query) else {"303": {"$ref": "#/components/responses/Elsewhere"}}
