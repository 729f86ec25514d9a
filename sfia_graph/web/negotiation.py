"""What a client likes best of what there is: Accept, Accept-Language, Accept-Encoding.

RFC 9110, section 12.5. A part of a header that is malformed is left out; a header that holds no
part that is well-formed counts as absent. The time that a header takes grows with its length only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = r"[!#$%&'*+.^`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_LANGUAGE = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_IMPLIED = {"charset": "utf-8"}
_HINTS = frozenset({"profile"})
"""Parameters that say what is liked and exclude nothing (JSON-LD 1.1, appendix C)."""

IDENTITY = "identity"

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MediaRange:
    """A part of an Accept header; `main` and `sub` are in lower case, or `*`."""

    main: str
    sub: str
    parameters: Parameters = ()
    quality: float = 1.0

    def precedence(self, offer: MediaRange) -> tuple[int, int] | None:
        """Give how precisely it names a media type, None where it does not match."""
        if self.main not in ("*", offer.main) or self.sub not in ("*", offer.sub):
            return None
        has = {**_IMPLIED, **dict(offer.parameters)}
        unlike = {name for name, value in self.parameters if has.get(name) != value}
        if unlike - _HINTS:
            return None
        kind = (self.main != "*") + (self.sub != "*")
        return kind, len(self.parameters) - len(unlike)


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Give the media type that a client likes best, None where it accepts none.

    `offers` are media types, those that the server prefers first. The most specific range decides
    on an offer. Of those that a client likes equally, what it names stands before what it only
    lets pass (`application/json, */*`), then the server's order decides.

    >>> choose("text/html;q=0.5, application/ld+json", ["text/html", "application/ld+json"])
    'application/ld+json'
    """
    ranges = list(media_ranges(accept or ""))
    if not ranges:
        return offers[0] if offers else None
    best: tuple[float, int] | None = None
    chosen = None
    for name in offers:
        offer = next(media_ranges(name))
        matches = [
            (precedence, each.quality)
            for each in ranges
            if (precedence := each.precedence(offer)) is not None
        ]
        if not matches:
            continue
        (kind, _), quality = max(matches)
        if quality > 0 and (best is None or (quality, kind) > best):
            best, chosen = (quality, kind), name
    return chosen


def media_ranges(header: str) -> Iterator[MediaRange]:
    """Give the well-formed parts of an Accept header, in its order."""
    for part in _split(header, ","):
        first, *rest = (each.strip(" \t") for each in _split(part, ";"))
        found = _RANGE.fullmatch(first)
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        parameters, quality = _parameters(rest)
        if quality is not None:
            yield MediaRange(found[1].lower(), found[2].lower(), parameters, quality)


def _parameters(parts: list[str]) -> tuple[Parameters, float | None]:
    """Give the parameters before the weight, and the weight, None where something is malformed."""
    found: list[tuple[str, str]] = []
    for part in filter(None, parts):
        name, equals, value = part.partition("=")
        if not equals or not re.fullmatch(_TOKEN, name):
            return (), None
        if name.lower() == "q":
            return tuple(found), float(value) if _QUALITY.fullmatch(value) else None
        text = _unquoted(value)
        if text is None:
            return (), None
        found.append((name.lower(), text.lower() if name.lower() in _IMPLIED else text))
    return tuple(found), 1.0


def _unquoted(value: str) -> str | None:
    if value.startswith('"'):
        whole = len(value) > 1 and value.endswith('"')
        return re.sub(r"\\(.)", r"\1", value[1:-1]) if whole else None
    return value if re.fullmatch(_TOKEN, value) else None


def _split(text: str, mark: str) -> Iterator[str]:
    """Split a header's value at a mark that stands in no quoted string."""
    if '"' not in text:
        yield from text.split(mark)
        return
    start, inside, escaped = 0, False, False
    for at, each in enumerate(text):
        if escaped:
            escaped = False
        elif inside and each == "\\":
            escaped = True
        elif each == '"':
            inside = not inside
        elif each == mark and not inside:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def choose_language(header: str | None, languages: Sequence[str]) -> str:
    """Give the language that a client likes best (RFC 4647, section 3.4, lookup).

    A range falls back to shorter ones (`fr-CA` to `fr`), and reaches a longer tag where there is
    no other (`en` reaches `en-GB`). The first language that is not refused is the default, and the
    first where all are.
    """
    wanted = list(_weighted(header or "", _LANGUAGE))
    ranked = sorted((each for each in wanted if each[1] > 0), key=lambda each: -each[1])
    refused = [tag for tag, quality in wanted if quality == 0 and tag != "*"]
    named = {tag for tag, _ in ranked}
    left = [
        each
        for each in languages
        if each.lower() in named or not any(_within(each.lower(), tag) for tag in refused)
    ]
    for tag, _ in ranked:
        found = _looked_up(tag, left)
        if found:
            return found
    return (left or list(languages))[0]


def _looked_up(tag: str, languages: list[str]) -> str | None:
    while tag and tag != "*":
        exact = (each for each in languages if each.lower() == tag)
        longer = (each for each in languages if _within(each.lower(), tag))
        found = next(exact, None) or next(longer, None)
        if found:
            return found
        tag = tag.rpartition("-")[0]
        if tag[-2:-1] == "-":
            tag = tag[:-2]
    return None


def _within(tag: str, range_: str) -> bool:
    return tag == range_ or tag.startswith(f"{range_}-")


def codings(header: str | None, offers: Sequence[str] = ("br", "gzip")) -> tuple[str, ...]:
    """Give the content codings that a client accepts, the one that it likes best first.

    `identity` stands among them, last of those that it likes equally, unless it is refused. A
    client that says nothing gets `identity` alone, since not all that say nothing can decode.
    """
    weights = dict(_weighted(header or "", re.compile(_TOKEN)))
    rest = weights.get("*")
    if IDENTITY not in weights:
        # Acceptable unless refused, and then least (RFC 9110, section 12.5.3).
        weights[IDENTITY] = 0.0001 if rest is None else rest
    aliases = {"gzip": weights.get("x-gzip", rest or 0.0)}
    ranked = [
        (weights.get(name, aliases.get(name, rest or 0.0)), -place, name)
        for place, name in enumerate((*offers, IDENTITY))
    ]
    return tuple(name for quality, _, name in sorted(ranked, reverse=True) if quality > 0)


def _weighted(header: str, form: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    """Give the well-formed parts of a header of words with weights, in lower case."""
    for part in header.split(","):
        word, semicolon, weight = (each.strip(" \t") for each in part.partition(";"))
        name, _, value = weight.partition("=")
        if not form.fullmatch(word):
            continue
        if not semicolon:
            yield word.lower(), 1.0
        elif name.strip(" \t").lower() == "q" and _QUALITY.fullmatch(value := value.strip(" \t")):
            yield word.lower(), float(value)
