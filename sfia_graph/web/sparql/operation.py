"""What a request to the endpoint asks for (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from sfia_graph.store.embedded import Dataset
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.guard import Question
from sfia_graph.web.reading import parameters
from sfia_graph.web.sparql.formats import formats

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "the endpoint is read-only: it takes queries and no updates"

Parameters = Mapping[str, tuple[str, ...]]


def question(asked: Asked, base: str, longest: int) -> Question:
    """Give the question that a request asks; relative IRIs in it stand against `base`.

    Raises `Refused`: 400 for a request that is malformed, 403 for an update, 406 for a format
    that there is not, 413 for a query of more than `longest` bytes, 415 for a body of another
    media type, in another encoding, or compressed.
    """
    given = _given(asked)
    if "update" in given:
        raise Refused(403, READ_ONLY)
    queries = given.get("query", ())
    if len(queries) != 1:
        found = f"{len(queries)} queries" if queries else "no query"
        raise Refused(400, f"found {found} in the request, expected one as 'query'")
    if len(queries[0].encode()) > longest:
        raise Refused(413, f"the query is longer than {longest:,} bytes")
    return Question(
        query=queries[0],
        formats=formats(asked, next(iter(given.get("format", ())), None)),
        dataset=_dataset(given),
        base=base,
    )


def _given(asked: Asked) -> Parameters:
    """Give the parameters of a request, wherever they stand."""
    if asked.method != "POST":
        return asked.parameters
    media_type, charset = _content_type(asked.headers.get("content-type", ""))
    if media_type == UPDATE:
        raise Refused(403, READ_ONLY)
    if media_type not in {FORM, DIRECT}:
        found = f"'{media_type[:60]}'" if media_type else "no media type"
        raise Refused(415, f"found {found}, expected a body of {FORM} or {DIRECT}")
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise Refused(415, f"a body in {charset[:30]}; SPARQL is sent in UTF-8")
    if asked.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "a compressed body; the endpoint takes it as it is")
    if media_type == FORM:
        form = parameters(asked.body.strip())
        names = [*asked.parameters, *form]
        return {
            name: (*asked.parameters.get(name, ()), *form.get(name, ()))
            for name in dict.fromkeys(names)
        }
    try:
        text = asked.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8") from None
    return {**asked.parameters, "query": (*asked.parameters.get("query", ()), text)}


def _content_type(header: str) -> tuple[str, str]:
    media_type, *rest = (part.strip() for part in header.split(";"))
    named = dict(part.lower().partition("=")[::2] for part in rest)
    return media_type.lower(), named.get("charset", "").strip('"')


def _dataset(given: Parameters) -> Dataset | None:
    default, named = given.get("default-graph-uri", ()), given.get("named-graph-uri", ())
    if not (default or named):
        return None
    for iri in (*default, *named):
        try:
            NamedNode(iri)
        except ValueError:
            raise Refused(400, f"found '{iri[:60]}', expected the IRI of a graph") from None
    return default, named
