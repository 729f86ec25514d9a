"""What a tool takes, as JSON Schema (2020-12), made from the parameters of stored queries."""

from __future__ import annotations

from typing import Any

from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.web.api.operations import defaults, value_schema
from sfia_graph.web.api.values import most_values
from sfia_graph.web.site import Site

Json = dict[str, Any]

_OF_MACHINES = {"pattern", "maxLength"}
"""What the server checks in any case, and what costs an assistant more to read than it helps."""


def takes(properties: Json, required: tuple[str, ...] = ()) -> Json:
    """Give the schema of a tool's arguments."""
    found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def arguments(site: Site, query: StoredQuery) -> Json:
    """Give the schema of a stored query's arguments; each has a default, so none is required."""
    return takes({each.name: _argument(site, query, each) for each in query.parameters})


def _argument(site: Site, query: StoredQuery, parameter: Parameter) -> Json:
    schema = value_schema(site, parameter)
    one = {key: value for key, value in schema.items() if key not in _OF_MACHINES}
    found = defaults(parameter)
    said: Json = {"description": query.describe(parameter.name)}
    said["default"] = found[0] if len(found) == 1 else found
    most = most_values(query, parameter.name)
    if most == 1:
        return {**said, **one}
    several = {"type": "array", "items": one, "minItems": 1, "maxItems": most}
    return {**said, "anyOf": [one, several]}
