"""The text of a query, as far as it must be known before an endpoint gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.codepoints import with_letters
from sfia_graph.namespaces import PREFIXES

FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")

_TOKEN = re.compile(
    r'(?P<text>"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\n\r]|\\.)*+"'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''|'(?:[^'\\\n\r]|\\.)*+')"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<comment>\#[^\n\r]*+)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<prefix>(?:[^\W\d_][\w.-]*+)?:)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*+"
    r"|(?P<word>@?(?:[^\W\d_][\w.-]*+|\w[\w-]*+))"
    r"|(?P<mark>\S)",
    re.DOTALL,
)
"""The terminals of SPARQL 1.1 (section 19.8), as coarsely as is needed here."""

_DIGITS = 4_000
"""So many digits Python makes a number of; more than any answer has rows."""


def tokens(query: str) -> Iterator[re.Match[str]]:
    """Give the tokens of a query but for its comments; `lastgroup` says what each is."""
    return (found for found in _TOKEN.finditer(query) if found.lastgroup != "comment")


def form_of(query: str) -> str:
    r"""Give the form of a query, nothing where it has none.

    >>> form_of("PREFIX ask: <urn:x#> # ASK\nselect * { ?ASK a ask:Describe }")
    'SELECT'
    """
    words = (found[0].upper() for found in tokens(query) if found.lastgroup == "word")
    return next((word for word in words if word not in {"PREFIX", "BASE"}), "")


def with_prefixes(query: str) -> str:
    """Declare those of the project's prefixes that a query uses and does not declare itself.

    They go before its first line, so that an endpoint counts lines as the author does.

    >>> with_prefixes("ASK { ?s a skos:Concept }")
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK { ?s a skos:Concept }'
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for found in tokens(query):
        if name := found["prefix"]:
            (declared if before == "PREFIX" else used).add(name[:-1])
        before = found[0].upper()
    missing = [name for name in PREFIXES if name in used - declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + query


def limit_of(query: str) -> int | None:
    """Give the LIMIT of the whole query, None where it has none.

    >>> limit_of("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 5 } }"), limit_of("SELECT * {} LIMIT 7")
    (None, 7)
    """
    depth, limit, before = 0, None, ""
    for found in tokens(query):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and before == "LIMIT" and found[0].isdecimal():
            limit = int(found[0][:_DIGITS])
        before = found[0].upper()
    return limit


def names_dataset(query: str) -> bool:
    """Whether a query says which graphs it is about (FROM, SPARQL 1.1, section 13.2).

    >>> names_dataset("ASK FROM <urn:g> {}"), names_dataset("ASK { ?from a 'FROM' }")
    (True, False)
    """
    if "from" not in query.lower():
        return False
    return any(found.lastgroup == "word" and found[0].upper() == "FROM" for found in tokens(query))


def names_service(query: str) -> bool:
    r"""Whether a query asks another endpoint (SERVICE, SPARQL 1.1 Federated Query, section 2).

    Letters may be written as `\u0053` anywhere (SPARQL 1.1, section 19.2), and a word may stand
    right behind another, which no bare word of SPARQL that holds this one otherwise does.

    >>> names_service(r"ASK { \u0053ervice ?e {} }"), names_service("ASK { ?service a 'SERVICE' }")
    (True, False)
    """
    plain = with_letters(query)
    if "SERVICE" not in plain.upper():
        return False
    return any("SERVICE" in found[0].upper() for found in tokens(plain) if found["word"])
