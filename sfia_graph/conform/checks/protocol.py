"""Whether a SPARQL endpoint keeps to the protocol, where one is claimed (SPARQL 1.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from sfia_graph.conform.endpoints import (
    ASK,
    JSON,
    RESULTS,
    TABLES,
    XML,
    by_form,
    by_get,
    by_post,
    solutions,
)
from sfia_graph.conform.media_types import RDF_TYPES
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.statements import Malformed, Unread, parse
from sfia_graph.conform.survey import Survey

NONE = "no SPARQL endpoint is claimed"
ROWS = 'SELECT ?n ?word WHERE { VALUES (?n ?word) { (1 "one") (2 "deux"@fr) } } ORDER BY ?n'
TRIPLE = 'CONSTRUCT { <urn:x-conform:s> <urn:x-conform:p> "o" } WHERE { }'
MALFORMED = "SELECT ?s WHERE { ?s ?p "
UPDATE = "DELETE DATA { <urn:x-conform:nothing> <urn:x-conform:is> <urn:x-conform:here> }"
"""An update that changes nothing, even where it is let through."""

_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_WRITES = "SELECT ?service { ?service sd:supportedLanguage sd:SPARQL11Update }"
_DEFAULT = """SELECT ?number { ?dataset sd:defaultGraph ?graph . ?graph void:triples ?number }"""
_UNION = "SELECT ?service { ?service sd:feature sd:UnionDefaultGraph }"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_IN_ALL = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"

Faults = Callable[[Survey, str], list[str]]


def _over(faults: Faults, remedy: str) -> Callable[[Survey], Finding]:
    def look(survey: Survey) -> Finding:
        found = [f"{each}: {fault}" for each in survey.endpoints for fault in faults(survey, each)]
        return judged(len(survey.endpoints), "endpoint", found, remedy, NONE)

    return look


def _asked(survey: Survey, endpoint: str) -> list[str]:
    """Ask the same in the three ways: all answer, and the same."""
    client = survey.client
    ways = {
        "GET": by_get(client, endpoint, ROWS),
        "POST of a form": by_form(client, endpoint, "query", ROWS),
        f"POST of {_QUERY}": by_post(client, endpoint, _QUERY, ROWS),
    }
    faults, rows = [], []
    for way, reply in ways.items():
        try:
            if reply.status != 200:
                faults.append(f"{way} answers {reply.status}")
            else:
                rows.append(solutions(reply))
        except Malformed as error:
            faults.append(f"{way} gives no results: {error}")
    if any(each != rows[0] for each in rows[1:]):
        faults.append("GET and POST give other rows")
    return faults


def _formats(survey: Survey, endpoint: str) -> list[str]:
    """Ask for rows and for a graph in each format: it comes as it is called, and is the same."""
    faults = []
    expected: object = None
    for accept in RESULTS:
        reply = by_get(survey.client, endpoint, ROWS, accept)
        try:
            if _came(reply, accept):
                found = solutions(reply)
                expected = expected or found
                faults += [] if found == expected else [f"{accept} gives other rows"]
            elif accept in (JSON, XML):
                faults.append(f"asked for {accept}, answers {reply.status} {reply.media_type}")
        except Malformed as error:
            faults.append(f"no valid {accept}: {error}")
    reply = by_get(survey.client, endpoint, ROWS, TABLES[0])
    if _came(reply, TABLES[0]):
        text = reply.body.decode("utf-8", "replace")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        good = rows == [["n", "word"], ["1", "one"], ["2", "deux"]]
        faults += [] if good else ["no valid text/csv: the rows are others"]
    return faults + _graphs(survey, endpoint)


def _graphs(survey: Survey, endpoint: str) -> list[str]:
    faults = []
    for accept, known in RDF_TYPES.items():
        reply = by_get(survey.client, endpoint, TRIPLE, accept)
        if not _came(reply, accept):
            continue
        try:
            triples = parse(reply.body, known, endpoint, survey.client.limits.seconds)
            faults += [] if len(triples) == 1 else [f"{accept} gives {len(triples)} triples, not 1"]
        except (Malformed, Unread) as error:
            faults.append(f"no valid {accept}: {error}")
    return faults


def _refusals(survey: Survey, endpoint: str) -> list[str]:
    """Send what is no query: 400, and the endpoint lives on."""
    replies = {
        "a malformed query by GET": by_get(survey.client, endpoint, MALFORMED),
        "a malformed query by POST": by_post(survey.client, endpoint, _QUERY, MALFORMED),
    }
    return [
        f"{what} is answered {reply.status}"
        for what, reply in replies.items()
        if reply.status != 400
    ]


def updates(survey: Survey) -> Finding:
    """Send an update that changes nothing: whoever does not claim to take updates refuses it."""
    if survey.endpoints and survey.declared.rows(_WRITES):
        return absent("the endpoint says that it takes updates")
    return _over(_updates, "refuse updates, or let only those write who may")(survey)


def _updates(survey: Survey, endpoint: str) -> list[str]:
    replies = {
        "as a form": by_form(survey.client, endpoint, "update", UPDATE),
        f"as {_UPDATE}": by_post(survey.client, endpoint, _UPDATE, UPDATE),
        "in place of a query": by_form(survey.client, endpoint, "query", UPDATE),
    }
    return [
        f"an update {how} is answered {reply.status}"
        for how, reply in replies.items()
        if reply.status < 400 or reply.status >= 500
    ]


def _graph(survey: Survey, endpoint: str) -> list[str]:
    """Look at the default graph: not empty, and as large as the service description says."""
    if solutions(by_get(survey.client, endpoint, ASK)) is not True:
        return ["its default graph is empty"]
    held = _number(by_get(survey.client, endpoint, _COUNT))
    faults = [
        f"its default graph is said to have {row['number']} triples, and has {held}"
        for row in survey.declared.rows(_DEFAULT)
        if held != int(row["number"])
    ]
    if survey.declared.rows(_UNION):
        union = _number(by_get(survey.client, endpoint, _IN_ALL))
        if union != held:
            faults.append(f"said to be the union of {union} triples, its default graph has {held}")
    return faults


def default_graph(survey: Survey) -> Finding:
    """Look at what is asked without naming a graph."""
    remedy = "put the data where a query without GRAPH finds them, and count them anew"
    try:
        return _over(_graph, remedy)(survey)
    except Malformed as error:
        return Finding("fail", f"the default graph cannot be counted: {error}", remedy)


def _number(reply: Reply) -> int:
    rows = solutions(reply)
    if isinstance(rows, bool) or len(rows) != 1:
        raise Malformed("a count that is no single row")
    return int("".join(each for each in rows[0][0].partition("^")[0] if each.isdigit()) or 0)


def _came(reply: Reply, media_type: str) -> bool:
    return reply.status == 200 and reply.media_type == media_type


_PROTOCOL = "SPARQL 1.1 Protocol, section"
CHECKS = (
    Check(
        *("sparql-query", "Queries by GET and POST", f"{_PROTOCOL} 2.1"),
        _over(_asked, "take queries by GET, as a form and as application/sparql-query"),
    ),
    Check(
        *("sparql-formats", "Results in the standard formats", f"{_PROTOCOL} 2.1.5"),
        _over(_formats, "send what Accept names, as its standard has it"),
    ),
    Check(
        *("sparql-malformed", "What is no query is refused", f"{_PROTOCOL} 2.1.7"),
        _over(_refusals, "answer 400 to a query that does not parse"),
    ),
    Check("sparql-updates", "Nobody writes unasked", f"{_PROTOCOL} 2.2", updates),
    Check(
        *("sparql-default-graph", "The default graph is as described"),
        *("SPARQL 1.1 Service Description", default_graph),
    ),
)
