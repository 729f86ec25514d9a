"""SPARQL endpoints that a host claims to have, and how they are asked (SPARQL 1.1 Protocol)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

import pyoxigraph as ox

from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.declared import Declared
from sfia_graph.conform.place import Place
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.statements import Malformed

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TABLES = ("text/csv", "text/tab-separated-values")
RESULTS = {
    JSON: ox.QueryResultsFormat.JSON,
    XML: ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
ASK = "ASK { ?s ?p ?o }"

_CLAIMED = """SELECT ?endpoint {
  { ?of void:sparqlEndpoint|sd:endpoint ?endpoint }
  UNION { ?service dcat:endpointURL ?endpoint ; dcterms:conformsTo ?standard
    FILTER(CONTAINS(LCASE(STR(?standard)), "sparql")) } }"""


def endpoints(client: Client, place: Place, declared: Declared) -> list[str]:
    """Give the endpoints on a place's own hosts: those named, or one at `sparql` that answers."""
    named = [place.address(each) for each in declared.values(_CLAIMED)]
    found = list(dict.fromkeys(each for each in named if each))
    usual = urljoin(place.root, "sparql")
    if not found:
        try:
            reply = by_get(client, usual, ASK)
            if reply.status == 200 and reply.media_type in RESULTS:
                found.append(usual)
        except Unanswered:
            return []
    return found


def by_get(
    client: Client,
    endpoint: str,
    query: str,
    accept: str = JSON,
    more: Mapping[str, str] | None = None,
) -> Reply:
    """Ask a query in the address (section 2.1.1)."""
    joint = "&" if "?" in endpoint else "?"
    return client.ask(f"{endpoint}{joint}{urlencode({'query': query, **(more or {})})}", accept)


def by_form(client: Client, endpoint: str, name: str, text: str, accept: str = JSON) -> Reply:
    """Send a query or an update as a form (sections 2.1.2 and 2.2.1)."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({name: text}).encode()
    return client.ask(endpoint, accept, kind, "POST", body)


def by_post(client: Client, endpoint: str, kind: str, text: str, accept: str = JSON) -> Reply:
    """Send a query or an update as it is (sections 2.1.3 and 2.2.2)."""
    return client.ask(endpoint, accept, {"Content-Type": kind}, "POST", text.encode())


def solutions(reply: Reply) -> bool | list[tuple[str, ...]]:
    """Read a result in JSON, XML or TSV: yes or no, or the rows as they are written, sorted.

    Raises `Malformed`.
    """
    try:
        read = ox.parse_query_results(reply.body, format=RESULTS[reply.media_type])
        if isinstance(read, ox.QueryBoolean):
            return bool(read)
        names = read.variables
        return sorted(tuple(str(row[each]) for each in names) for row in read)
    except KeyError:
        raise Malformed(f"sent as {reply.media_type or 'no media type'}, no results") from None
    except (SyntaxError, ValueError) as error:
        raise Malformed(str(error).splitlines()[0]) from None
