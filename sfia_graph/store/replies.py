"""What an endpoint replied, as an answer or as one line that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

import pyoxigraph as ox

from sfia_graph.errors import QueryError, StoreError
from sfia_graph.results import Answer, Rows, Triples
from sfia_graph.store.connection import Reply
from sfia_graph.store.labelling import distinct

Known = TypeVar("Known")

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
"""The media types of rows and booleans (SPARQL 1.1 Protocol, section 2.1.6)."""

GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""The media types of graphs."""

ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
ACCEPT_GRAPHS = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_HTML = ("text/html", "application/xhtml+xml")
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}
_HOW = "SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, SFIA_GRAPH_TOKEN or ~/.netrc give them"


def check_status(reply: Reply, where: str, known: bool) -> None:
    """Refuse a reply whose status is no success; `known` says that credentials were sent.

    Raises `QueryError` for a query that the endpoint finds malformed, else `StoreError`.
    """
    if 200 <= reply.status < 300:
        return
    said = f" ({reply.line})" if reply.line and reply.media_type not in _HTML else ""
    if reply.status in _REFUSED:
        problem = "refuses the credentials" if known else "wants credentials"
        raise StoreError(f"{where}: {problem}, {reply.status}; {_HOW}")
    if reply.status == HTTPStatus.BAD_REQUEST and said:
        raise QueryError(f"{where} refuses the query: {reply.line}")
    raise StoreError(f"{where}: answered {reply.status} {reply.reason}".rstrip() + said)


def read_answer(reply: Reply, where: str, form: str) -> Answer:
    """Read the body of a reply to a query of a form.

    Raises `StoreError` for a body that is not of a type that was asked for, or is broken or cut.
    """
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return _graph(reply, where)
    try:
        found = ox.parse_query_results(reply.body, format=_format(reply, where, RESULTS))
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(map(tuple, found)))
    except (SyntaxError, ValueError) as error:
        raise _broken(reply, where, error) from None


def _graph(reply: Reply, where: str) -> Triples:
    known = _format(reply, where, GRAPHS)
    try:
        return distinct(quad.triple for quad in ox.parse(reply.body, format=known))
    except (SyntaxError, ValueError) as error:
        raise _broken(reply, where, error) from None


def _format(reply: Reply, where: str, formats: Mapping[str, Known]) -> Known:
    known = formats.get(reply.media_type)
    if known is not None:
        return known
    if reply.media_type in _HTML:
        problem = "an HTML page and no answer to a query"
        raise StoreError(f"{where}: {problem}; name the endpoint itself, often …/sparql")
    found = reply.media_type or "no media type"
    said = f" ({reply.line})" if reply.line.isprintable() and reply.line else ""
    raise StoreError(f"{where}: answered with {found}, expected {next(iter(formats))}{said}")


def _broken(reply: Reply, where: str, error: SyntaxError | ValueError) -> StoreError:
    reason = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    return StoreError(f"{where}: the answer is broken or cut off ({reason[:200]})")
