"""The headers by which a client chooses: Accept, Accept-Language, Accept-Encoding."""

from __future__ import annotations

from fuzz.drawing import Draw, packed
from fuzz.laws import hold
from fuzz.target import Target
from sfia_graph.media import RDF_FORMATS
from sfia_graph.web.negotiation import MediaRange, choose, choose_language, codings, media_ranges

OFFERS = ("text/html", *(each.media_type for each in RDF_FORMATS), "application/json;profile=a")
LANGUAGES = ("en", "en-GB", "fr", "fr-CA", "zh-Hant")
CODINGS = ("br", "gzip", "identity")
SEEDS = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
    'text/turtle;q=0.5, application/ld+json;profile="a,b\\";c";q=1.000, */*;q=0',
    "application/json;charset=UTF-8;odd=1, text/*;q=0.3, nonsense, ;;q=1,*/html",
    "fr-CA, fr;q=0.9, en-GB;q=0.8, en;q=0.7, *;q=0.5, x-klingon;q=0, zh-hant-tw",
    "br;q=1.0, gzip;q=0.8, x-gzip, identity; q=0, *;q=0.1",
)


def run(data: bytes) -> str:
    """Choose by a header: always one of what there is, and none that the header refuses."""
    draw = Draw(data)
    offers = OFFERS[: draw.number(1, len(OFFERS))]
    languages = LANGUAGES[: draw.number(1, len(LANGUAGES))]
    header = draw.rest().decode("latin-1")
    ranges = list(media_ranges(header))
    _check_media(header, ranges, offers)
    hold(choose_language(header, languages) in languages, header)
    hold(choose_language(f"{header},", languages) == choose_language(header, languages), header)
    accepted = codings(header)
    hold(set(accepted) <= set(CODINGS) and len(set(accepted)) == len(accepted), accepted)
    return "read" if ranges else "refused"


def _check_media(header: str, ranges: list[MediaRange], offers: tuple[str, ...]) -> None:
    hold(all(0 <= each.quality <= 1 for each in ranges), ranges)
    again = list(media_ranges(", ".join(map(_written, ranges))))
    hold(again == ranges, f"{again} is not {ranges}")
    chosen = choose(header, offers)
    hold(chosen is None or chosen in offers, chosen)
    if not ranges:
        hold(chosen == offers[0], "a header that says nothing counts as absent")
    elif chosen is not None:
        (offer,) = media_ranges(chosen)
        liked = [each for each in ranges if each.precedence(offer) is not None]
        hold(any(each.quality > 0 for each in liked), f"{chosen} is refused by {header!r}")
    if all(each.quality == 0 for each in ranges) and ranges:
        hold(chosen is None, f"{chosen} of a header that refuses all: {header!r}")


def _written(each: MediaRange) -> str:
    parameters = "".join(
        ';{}="{}"'.format(name, value.replace("\\", "\\\\").replace('"', '\\"'))
        for name, value in each.parameters
    )
    return f"{each.main}/{each.sub}{parameters};q={each.quality:.3f}"


TARGET = Target(
    "accept",
    tuple(packed(seed.encode("latin-1"), 9, 4) for seed in SEEDS),
    (
        *(each.encode() for each in (*OFFERS, *LANGUAGES, *CODINGS)),
        *(b"*/*", b"text/*", b"*", b";q=0", b";q=0.5", b";q=1.000", b";q=1.001", b", ", b"; "),
        *(b'="', b'\\"', b"\\", b"-x-", b";profile=", b";charset=", b"\t"),
    ),
    run,
)
