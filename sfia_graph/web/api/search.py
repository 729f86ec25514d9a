"""`search`: what a few letters may mean, while somebody types."""

from __future__ import annotations

from dataclasses import asdict

from sfia_graph.errors import quoted
from sfia_graph.languages import is_tag
from sfia_graph.web.api.single import query_string, single
from sfia_graph.web.exchange import Asked, Finished, Refused, json, plain
from sfia_graph.web.finding import LONGEST_WORDS, TYPES, USUAL, find
from sfia_graph.web.negotiation import choose, choose_language
from sfia_graph.web.site import Site

MOST = 50
"""How many finds are given at most."""
PARAMETERS = ("q", "lang", "limit", "type")

_VARY = ("Vary", "Accept, Accept-Language")


def search(site: Site, asked: Asked) -> Finished:
    """Answer `search?q=&lang=&limit=&type=` with a list of `Found` in JSON; browsers get the page.

    Raises `Refused`: 400 for a parameter that is none, 406 for another media type.
    """
    given = single(asked.parameters, PARAMETERS)
    wanted = choose(asked.headers.get("accept"), ["application/json", "text/html"])
    if wanted == "text/html":
        page = site.place(f"search.html{query_string(asked.parameters)}")
        return plain(f"see {page}", 303, (("Location", page), _VARY))
    if wanted is None:
        raise Refused(406, "search comes as application/json, text/html", (_VARY,))
    words, type = given.get("q", ""), given.get("type")
    if len(words) > LONGEST_WORDS:
        raise Refused(400, f"q: {quoted(words, 20)} has more than {LONGEST_WORDS} characters")
    if type and type not in TYPES:
        raise Refused(400, f"type: found {quoted(type)}, expected one of {', '.join(TYPES)}")
    found = find(site, words, _language(site, given, asked), _limit(given), type)
    return json([asdict(each) for each in found], headers=(_VARY,))


def _language(site: Site, given: dict[str, str], asked: Asked) -> str:
    tag = given.get("lang")
    if tag is None:
        return choose_language(asked.headers.get("accept-language"), site.languages)
    if not is_tag(tag):
        raise Refused(400, f"lang: found {quoted(tag)}, expected a language tag, as in lang=fr")
    return tag


def _limit(given: dict[str, str]) -> int:
    text = given.get("limit", str(USUAL))
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST):
        raise Refused(400, f"limit: found {quoted(text)}, expected a number from 1 to {MOST}")
    return int(text)
