"""The `map`s of nginx that say what a client likes best, of media types and of languages.

A map of a choice has the key of the best so far and what it stands for, with a space between them;
the next one compares them with the next offer. nginx looks a map up only where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sfia_graph.publish.hosts.accept import (
    ABSENT,
    ANY,
    EXACT,
    NOTHING,
    WITHIN,
    Ranges,
    languages,
    liked,
    named,
    unweighted,
    weighted,
)
from sfia_graph.publish.hosts.layout import variable
from sfia_graph.publish.hosts.offers import Offer, by_key

Lines = Iterator[str]

_DIGITS = "|".join(rf"{digit}\S* \S+ 1 \2[{digit + 1}-9]" for digit in range(9))
_ABOVE = rf"^(\S*) \S+ 1 \1\S|^(\S*)(?:-\S* \S+ 1 \2[.0-9]|{_DIGITS})"
"""Matches a key, what it stands for, 1, and a key that is greater."""


def map_(
    source: str, name: str, rows: Mapping[str, str], default: str = "", volatile: bool = False
) -> Lines:
    """Give a map: the first pattern that the source matches gives the value of the variable.

    A `volatile` one is looked up anew each time, for what depends on a file's name: the page that
    an error shows is another file. No pattern matches an empty source; the empty text does.
    """
    yield f'map "{source}" ${name} {{'
    if volatile:
        yield "  volatile;"
    yield f'  default "{default}";'
    for pattern, value in rows.items():
        yield f'  "{pattern}" "{value}";'
    yield "}"


def likings() -> Lines:
    """Give the maps that say how much a client likes each media type."""
    yield "# How much a client likes each media type: its weight, then how precisely it is named."
    absent = {"": f"1-{ANY}", f"~{ABSENT}": f"1-{ANY}"}
    yield from map_("$http_accept", "sfia_any", {**_read("*/*", ANY), **absent})
    for main in ("text", "application"):
        rows = _read(f"{main}/*", WITHIN)
        yield from map_("$http_accept", f"sfia_{main}", rows, "$sfia_any")
    for offer in by_key().values():
        rows = _read(offer.media_type, EXACT)
        yield from map_("$http_accept", offer.key, rows, f"$sfia_{offer.main}")


def _read(media_range: str, precision: str) -> dict[str, str]:
    return {
        f"~*{unweighted(media_range)}": f"1-{precision}",
        f"~*{weighted(media_range)}": f"$1-{precision}",
    }


def choices(kind: str, offers: Sequence[Offer]) -> Lines:
    """Give the maps that choose a suffix, of those whose variable such as `sfia_ttl` is 1."""
    yield f"# The form of a {kind} that the client likes best, of those that are there."
    best = f"{NOTHING} none"
    for number, offer in enumerate(offers):
        pair = f"{best} $sfia_{offer.there} ${offer.key}"
        better = {f"~{_ABOVE}": f"${offer.key} {offer.suffix}"}
        yield from map_(pair, f"sfia_{kind}_{number}", better, best)
        best = f"$sfia_{kind}_{number}"
    yield from map_(best, f"sfia_{kind}_form", {r"~ (\S+)$": "$1"})


def language(tags: Sequence[str]) -> Lines:
    """Give the maps that choose a language (RFC 4647, section 3.4, lookup)."""
    yield "# The language that the client likes best; of two that it likes equally the first named."
    found = languages(tags)
    for each in found:
        rows = {
            f"~*{each.refused}": "",
            f"~*{named(each.ranges)}": "1",
            f"~*{liked(each.ranges)}": "$1",
        }
        yield from map_("$http_accept_language", variable(each.tag), rows, "0")
    best = f"${variable(found[0].tag)} {found[0].tag}"
    for number, each in enumerate(found[1:], 1):
        yield from _before(each, found[:number])
        own = variable(each.tag)
        flags = " ".join(f"${own}_before_{place}" for place in range(number))
        ties = (
            rf"~^(\S*[1-9]\S*) {before.tag} 1 \1(?: \S){{{place}}} 1"
            for place, before in enumerate(found[:number])
        )
        better = dict.fromkeys((f"~{_ABOVE}", *ties), f"${own} {each.tag}")
        yield from map_(f"{best} 1 ${own} {flags}", f"sfia_language_{number}", better, best)
        best = f"$sfia_language_{number}"
    yield from map_(best, "sfia_language", {r"~ (\S+)$": "$1"})


def _before(each: Ranges, others: Iterable[Ranges]) -> Lines:
    for place, other in enumerate(others):
        name = f"{variable(each.tag)}_before_{place}"
        yield from map_("$http_accept_language", name, {f"~*{each.earlier(other)}": "1"}, "0")
