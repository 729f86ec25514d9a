"""What an endpoint replied, as an answer or as one line that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

import pyoxigraph as ox

from sfia_graph.errors import QueryError, SourceError, StoreError
from sfia_graph.results import Answer, Rows, Triples, to_python
from sfia_graph.store.connection import Reply
from sfia_graph.store.credentials import HOW
from sfia_graph.store.labelling import distinct
from sfia_graph.whole_xml import check_whole_xml

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
_BOOLEANS = {b"true": True, b"false": False}
_SCHEMES = {"basic", "bearer"}
_VIRTUOSO_ASK = ("__ASK_RETVAL",)
"""The columns of Virtuoso 7's answer to an ASK: a row that holds 1 for yes, no row for no."""


def check_status(reply: Reply, where: str, known: bool) -> None:
    """Refuse a reply whose status is no success; `known` says that credentials were sent.

    Raises `QueryError` for a query that the endpoint finds malformed, else `StoreError`.
    """
    if reply.status == HTTPStatus.PARTIAL_CONTENT:  # Virtuoso 7.2.6 and later, out of time
        raise StoreError(f"{where}: gives a part of the answer only, 206; ask for less")
    if 200 <= reply.status < 300:
        return
    if reply.status == HTTPStatus.UNAUTHORIZED:
        raise StoreError(f"{where}: {_wanted(reply, known)}")
    if reply.status == HTTPStatus.FORBIDDEN:
        problem = "the credentials do not let us in" if known else "wants credentials"
        raise StoreError(f"{where}: {problem}, 403; {HOW}")
    line = "" if reply.media_type in _HTML else reply.line
    if reply.status == HTTPStatus.BAD_REQUEST and line:
        raise QueryError(f"{where} refuses the query: {line}")
    said = f" ({line})" if line else ""
    raise StoreError(f"{where}: answered {_status(reply.status)}{said}")


def _wanted(reply: Reply, known: bool) -> str:
    challenges = reply.headers.get_all("WWW-Authenticate", [])
    schemes = [each.partition(" ")[0].lower() for each in challenges]
    if schemes and not _SCHEMES & set(schemes):
        return f"wants credentials by '{reply.quoted(schemes[0])}', 401; expected basic or bearer"
    return f"{'refuses the credentials' if known else 'wants credentials'}, 401; {HOW}"


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def read_answer(reply: Reply, where: str, form: str) -> Answer:
    """Read the body of a reply to a query of a form.

    Raises `StoreError` for a body that is not of a type that was asked for, or is broken or cut.
    """
    if reply.packed:
        problem = f"answered packed as '{reply.quoted(reply.packed)}', which was not asked for"
        raise StoreError(f"{where}: {problem}")
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return _graph(reply, where)
    answer = _results(reply, where)
    if form == "ASK" and isinstance(answer, Rows) and answer.columns == _VIRTUOSO_ASK:
        return any(to_python(row[0]) for row in answer.terms)
    if isinstance(answer, bool) != (form == "ASK"):
        given = "yes or no" if isinstance(answer, bool) else "rows"
        raise StoreError(f"{where}: answered {form} with {given}")
    return answer


def _results(reply: Reply, where: str) -> Rows | bool:
    if reply.media_type == "text/boolean" and reply.body.strip() in _BOOLEANS:  # RDF4J's own
        return _BOOLEANS[reply.body.strip()]
    found, problem = _read_results(reply.body, _format(reply, where, RESULTS))
    if found is None:
        raise _broken(reply, where, problem)
    return found


def _graph(reply: Reply, where: str) -> Triples:
    found, problem = _read_graph(reply.body, _format(reply, where, GRAPHS))
    if found is None:
        raise _broken(reply, where, problem)
    return found


# Both give what is wrong instead of raising it: an error would keep pyoxigraph's reader alive,
# which may be deleted in its own thread alone.


def checked(body: bytes, known: ox.QueryResultsFormat | ox.RdfFormat) -> bytes:
    """Give a body as it is; raises as `check_whole_xml` for XML that is not whole."""
    if known in {ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML}:
        check_whole_xml(body, "it")
    return body


def _read_results(body: bytes, known: ox.QueryResultsFormat) -> tuple[Rows | bool | None, str]:
    try:
        found = ox.parse_query_results(checked(body, known), format=known)
        if isinstance(found, ox.QueryBoolean):
            return bool(found), ""
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(map(tuple, found))), ""
    except (SyntaxError, ValueError, SourceError) as error:
        return None, getattr(error, "msg", str(error))


def _read_graph(body: bytes, known: ox.RdfFormat) -> tuple[Triples | None, str]:
    try:
        return distinct(quad.triple for quad in ox.parse(checked(body, known), format=known)), ""
    except (SyntaxError, ValueError, SourceError) as error:
        return None, getattr(error, "msg", str(error))


def _format(reply: Reply, where: str, formats: Mapping[str, Known]) -> Known:
    known = formats.get(reply.media_type)
    if known is not None:
        return known
    if reply.media_type in _HTML:
        problem = "an HTML page and no answer to a query"
        raise StoreError(f"{where}: {problem}; name the endpoint itself, often …/sparql")
    found = reply.quoted(reply.media_type) or "no media type"
    said = f" ({reply.line})" if reply.line else ""
    raise StoreError(f"{where}: answered with {found}, expected {next(iter(formats))}{said}")


def _broken(reply: Reply, where: str, problem: str) -> StoreError:
    said = f": {reply.line}" if reply.line else ""
    return StoreError(f"{where}: the answer is broken or cut off ({reply.quoted(problem)}){said}")
