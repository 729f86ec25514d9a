"""`search`: what a few letters may mean, while somebody types or for a page of results."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from sfia_graph.errors import quoted
from sfia_graph.languages import is_tag, primary
from sfia_graph.namespaces import local_name
from sfia_graph.tags import canonical
from sfia_graph.web.api.index import Index, Match, index
from sfia_graph.web.api.single import query_string, single
from sfia_graph.web.api.things import TYPES
from sfia_graph.web.exchange import Asked, Finished, Refused, json
from sfia_graph.web.negotiation import choose, choose_language
from sfia_graph.web.site import Site

LONGEST_WORDS = 200
USUAL, MOST = 10, 50
"""How many finds are given when nothing is said, and at most."""
PARAMETERS = ("q", "lang", "limit", "type")

_VARY = ("Vary", "Accept, Accept-Language")
_indexes: WeakKeyDictionary[Site, Index] = WeakKeyDictionary()
_making = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that words found.

    `label` is its name in the language that was asked for, or in the nearest, whose tag `language`
    is; `href` leads to its page; `type` is one of `TYPES`. `why` says what fitted, `name`, `former
    name`, `synonym` or `code`, and `text` is that name itself.
    """

    iri: str
    href: str
    label: str
    language: str
    type: str
    code: str
    why: str
    text: str


def find(
    site: Site, words: str, language: str = "en", limit: int = USUAL, type: str | None = None
) -> list[Found]:
    """Give the things whose names or codes fit words, the best first; `type` keeps to one type.

    Accents and capitals do not count; the index is made with the first call for a site.
    """
    matches = _index(site).find(words[:LONGEST_WORDS], language, type, limit)
    return [_found(site, match, language) for match in matches]


def _found(site: Site, match: Match, language: str) -> Found:
    thing = match.thing
    label = min(thing.labels, key=lambda each: _distance(each, language), default=None)
    return Found(
        iri=thing.iri,
        href=site.href(thing.iri, language if language in site.languages else None),
        label=label.value if label else thing.code or local_name(thing.iri),
        language=canonical(label.language) if label and label.language else "",
        type=thing.type,
        code=thing.code,
        why=match.name.why,
        text=match.name.text,
    )


def _distance(label: ox.Literal, language: str) -> tuple[bool, bool, bool, str]:
    """Say how far a label is from a language: its tag, its primary language, English, others."""
    tag, wanted = (label.language or "").lower(), language.lower()
    same = primary(tag) == primary(wanted)
    return tag != wanted, not same, primary(tag) != "en", label.value


def _index(site: Site) -> Index:
    found = _indexes.get(site)
    if found is None:
        with _making:
            found = _indexes.get(site) or _indexes.setdefault(site, index(site))
    return found


def search(site: Site, asked: Asked) -> Finished:
    """Answer `search?q=&lang=&limit=&type=` with a list of `Found` in JSON; browsers get the page.

    Raises `Refused`: 400 for a parameter that is none, 406 for another media type.
    """
    given = single(asked.parameters, PARAMETERS)
    wanted = choose(asked.headers.get("accept"), ["application/json", "text/html"])
    if wanted == "text/html":
        page = site.place(f"search.html{query_string(asked.parameters)}")
        return Finished(b"", "", 303, (("Location", page), _VARY))
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
