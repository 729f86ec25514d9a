"""Finds things by a few letters, as a person types them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import local_name
from sfia_graph.tags import canonical
from sfia_graph.web.finding.index import Match, folded, index
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

LONGEST_WORDS = 200
"""How many characters of what is looked for count."""
USUAL = 10
"""How many finds are given when nothing is said."""

_MOST_WORDS, _LONGEST_WORD, _LIKE = 8, 40, 0.75
_index = once(index)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that words found.

    `label` is its name in the language that was asked for, or in the nearest, whose tag `language`
    is; `href` leads to its page; `type` is one of `TYPES`. `why` says what fitted, `name`, `former
    name`, `synonym` or `code`, and `text` is that name itself. `deprecated` says that it is no
    longer in use, and `instead` are the IRIs of what took its place.
    """

    iri: str
    href: str
    label: str
    language: str
    type: str
    code: str
    why: str
    text: str
    deprecated: bool
    instead: tuple[str, ...]


def find(
    site: Site, words: str, language: str = "en", limit: int = USUAL, type: str | None = None
) -> list[Found]:
    """Give the things whose names or codes fit words, the best first; `type` keeps to one type.

    Accents and capitals do not count; the index is made with the first call for a site.
    """
    matches = _index(site).find(words[:LONGEST_WORDS], language, type, limit)
    return [_found(site, match, language) for match in matches]


def respelled(site: Site, words: str) -> str:
    """Give words that find nothing with each one spelt as the nearest that a name or a code has.

    Nothing where there is none, and where these find nothing either.
    """
    asked = folded(words[:LONGEST_WORDS]).split()
    if not asked or len(asked) > _MOST_WORDS or max(map(len, asked)) > _LONGEST_WORD:
        return ""
    known = _index(site).words
    near = [
        next(iter([each] if each in known else get_close_matches(each, known, 1, _LIKE)), "")
        for each in asked
    ]
    found = " ".join(near)
    return found if all(near) and near != asked and find(site, found, limit=1) else ""


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
        deprecated=thing.deprecated,
        instead=thing.instead,
    )


def _distance(label: ox.Literal, language: str) -> tuple[bool, bool, bool, str]:
    """Say how far a label is from a language: its tag, its primary language, English, others."""
    tag, wanted = (label.language or "").lower(), language.lower()
    same = primary(tag) == primary(wanted)
    return tag != wanted, not same, primary(tag) != "en", label.value
