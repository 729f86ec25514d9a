"""Stored queries as tools, and a search by name and code; nothing else can be called.

Model Context Protocol, "Tools". A SPARQL query of a caller's own is not among them: what a tool
does runs in the server itself, where only questions that are known to end may be asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, CallToolResult, Tool, ToolAnnotations
from pyoxigraph import Literal

from sfia_graph.errors import SfiaError
from sfia_graph.languages import is_tag
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.results import Rows
from sfia_graph.web.api.operations import defaults
from sfia_graph.web.api.values import values
from sfia_graph.web.assistants.answers import OUTPUT, answered, plain, refused
from sfia_graph.web.assistants.arguments import Arguments, texts
from sfia_graph.web.assistants.schemas import Json, arguments, takes
from sfia_graph.web.exchange import Refused
from sfia_graph.web.finding import LONGEST_WORDS, TYPES, USUAL, find
from sfia_graph.web.site import Site

FIND = "find"
"""The tool that searches; `search` is a stored query."""
MOST_FOUND = 50

_COLUMNS = ("code", "label", "language", "type", "iri", "why", "text")
_KINDS = {
    "words": "a text",
    "lang": "a language tag",
    "type": f"one of {', '.join(TYPES)}",
    "limit": f"a whole number from 1 to {MOST_FOUND}",
}


def tools(site: Site) -> list[Tool]:
    """Describe the tools: the search, then the stored queries in the order of the menu."""
    return [_finding(), *(_asking(site, query) for query in site.queries.values())]


def schema(site: Site, name: str) -> Json | None:
    """Give the schema of a tool's arguments, None for a name that is none's."""
    if name == FIND:
        return _finding().input_schema
    return arguments(site, site.queries[name]) if name in site.queries else None


def call(site: Site, name: str, given: Arguments) -> CallToolResult:
    """Call a tool; what is wrong with its arguments is a result that says so in one line.

    Raises `MCPError` (invalid parameters) for an unknown tool, with the nearest name.
    """
    if name != FIND and name not in site.queries:
        near = get_close_matches(name[:100], [FIND, *site.queries], n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise MCPError(INVALID_PARAMS, f"unknown tool '{name[:100]}'{hint}")
    try:
        return _find(site, given) if name == FIND else _ask(site, site.queries[name], given)
    except SfiaError as error:
        return refused(str(error))


def _annotations(title: str) -> ToolAnnotations:
    return ToolAnnotations(
        title=title,
        read_only_hint=True,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=False,
    )


def _asking(site: Site, query: StoredQuery) -> Tool:
    return Tool(
        name=query.name,
        title=query.summary,
        description=str(query.header["description"]).strip(),
        input_schema=arguments(site, query),
        output_schema=OUTPUT,
        annotations=_annotations(query.summary),
    )


def _finding() -> Tool:
    title = "Skills and other things by name, former name or code"
    properties: Json = {
        "words": {"type": "string", "description": "Letters of a name or code, in any language"},
        "lang": {"type": "string", "description": "Language of the names", "default": "en"},
        "type": {"type": "string", "enum": list(TYPES), "description": "Only things of this type"},
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_FOUND,
            "description": "How many to give at most",
            "default": USUAL,
        },
    }
    return Tool(
        name=FIND,
        title=title,
        description=(
            "Find skills, categories, attributes, levels, editions, concepts of other frameworks,"
            " stored queries and terms of the ontology, the best first. Codes of skills, which"
            " other tools take, are found here; former names lead to the newest edition."
        ),
        input_schema=takes(properties, ("words",)),
        output_schema=OUTPUT,
        annotations=_annotations(title),
    )


def _ask(site: Site, query: StoredQuery, given: Arguments) -> CallToolResult:
    kinds = {
        each.name: f"{each.kind}, as in {each.name}={each.example}" for each in query.parameters
    }
    asked = values(site, query, texts(given, kinds))
    whole = {each.name: _taken(each, asked.get(each.name)) for each in query.parameters}
    return answered(query.name, whole, site.ask(query.name, **asked))


def _taken(parameter: Parameter, given: list[str] | None) -> list[Any]:
    """Give the values that a parameter takes, as they are in JSON."""
    return [plain(each) for each in parameter.terms(given)] if given else defaults(parameter)


def _find(site: Site, given: Arguments) -> CallToolResult:
    asked = _single(texts(given, _KINDS))
    words, language = asked.get("words", ""), asked.get("lang", "en")
    kind, limit = asked.get("type"), asked.get("limit", str(USUAL))
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise Refused(400, f"words: found {len(words)} characters, expected 1 to {LONGEST_WORDS}")
    if not is_tag(language):
        raise Refused(400, f"lang: found '{language[:60]}', expected {_KINDS['lang']}, as in fr")
    if kind is not None and kind not in TYPES:
        raise Refused(400, f"type: found '{kind[:60]}', expected {_KINDS['type']}")
    if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:9]) <= MOST_FOUND):
        raise Refused(400, f"limit: found '{limit[:60]}', expected {_KINDS['limit']}")
    found = find(site, words, language, int(limit), kind)
    rows = tuple(tuple(Literal(getattr(each, name)) for name in _COLUMNS) for each in found)
    return answered(FIND, {name: [each] for name, each in asked.items()}, Rows(_COLUMNS, rows))


def _single(given: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give the only value of each argument of the search; what is left empty is left out."""
    for name, several in given.items():
        if name not in _KINDS:
            there = ", ".join(_KINDS)
            raise Refused(400, f"unknown parameter '{name[:60]}'; {FIND} takes {there}")
        if len(several) > 1:
            raise Refused(400, f"{name}: {FIND} takes one value at a time")
    return {name: several[0] for name, several in given.items() if several and several[0]}
