"""Paints a card as PNG in a palette of its own; the same card is always the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from PIL import Image, ImageDraw

from sfia_graph.records import LEVELS
from sfia_graph.web.previews.card import Card
from sfia_graph.web.previews.lettering import NAMES, WORDS, Font, fitted, font, legible

WIDTH, HEIGHT = 1200, 630
"""What social networks show whole (Open Graph, at 1.91 to 1)."""

_MARGIN, _GAP, _BAR, _BARS_TOP, _ROUND = 72, 10, 72, 462, 10
_SIZES, _LINES, _LEADING = (84, 72, 60, 50), 3, 1.14
_STEPS = 8
_PAPER, _INK, _MUTED, _ACCENT, _LINE = "#fdfcf9", "#1d2430", "#565f6d", "#14546b", "#d9d5c9"
_LEVELS = ("#dcebe6", "#c2ded6", "#9fcabf", "#74b0a5", "#2f7a74", "#236f70", "#124a54")
_ON_LEVELS = (_INK, _INK, "#10202a", "#0c1a20", "#ffffff", "#ffffff", "#ffffff")
_RAMPS = (
    (_PAPER, _INK),
    (_PAPER, _MUTED),
    (_PAPER, _ACCENT),
    *zip(_LEVELS, _ON_LEVELS, strict=True),
    (_PAPER, _LINE),
)
"""Backgrounds and letters on them; each takes places of the palette from one to the other."""
_ON_PAPER, _QUIET, _STRONG, _FIRST_LEVEL, _LINES_RAMP = 0, 1, 2, 3, 10


def painted(card: Card) -> bytes:
    """Give a card as PNG, 1200 by 630 pixels."""
    sheet = _Sheet(Image.new("P", (WIDTH, HEIGHT), 0))
    sheet.image.putpalette(_palette())
    _head(sheet, card)
    _middle(sheet, card)
    _bars(sheet, card.levels)
    sheet.write(_MARGIN, 572, card.small, font(WORDS, 22), _QUIET)
    file = io.BytesIO()
    sheet.image.save(file, "PNG", compress_level=3)
    return file.getvalue()


@dataclass(frozen=True)
class _Sheet:
    image: Image.Image

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def write(self, left: float, top: float, text: str, known: Font, ramp: int) -> None:
        """Write one line whose letters are as high as the font, from its upper left corner.

        The edges of letters are blended in the palette, where the ramp leads from the background to
        the ink.
        """
        if not text:
            return
        mask = _mask(text, known)
        corner = int(left) - 2, int(top)
        self.image.paste(
            _place(ramp, 0), (*corner, corner[0] + mask.width, corner[1] + mask.height)
        )
        self.image.paste(_place(ramp), corner, mask)


def _head(sheet: _Sheet, card: Card) -> None:
    for number in LEVELS:
        left, high = _MARGIN + 8 * (number - 1), 10 + 4 * (number - 1)
        sheet.draw.rectangle((left, 88 - high, left + 5, 88), _place(_STRONG))
    sheet.write(_MARGIN + 72, 56, card.site, font(WORDS, 30), _QUIET)
    edition, known = legible(card.edition), font(WORDS, 30)
    right = WIDTH - _MARGIN - known.getlength(edition)
    if right > _MARGIN + 72 + known.getlength(card.site) + 30:
        sheet.write(right, 56, edition, known, _QUIET)


def _middle(sheet: _Sheet, card: Card) -> None:
    """Write code, name and place one under the other; the code alone for a name without letters."""
    name, code, place = (legible(each) for each in (card.name, card.code, card.place))
    width = WIDTH - 2 * _MARGIN
    above = code if name and code != name else ""
    heading = name or code or card.site
    top = 134.0
    if above:
        lines, known = fitted(above, NAMES, (40,), width, 1)
        sheet.write(_MARGIN, top, lines[0], known, _STRONG)
        top += 54
    lines, known = fitted(heading, NAMES, _SIZES, width, _LINES if above else _LINES + 1)
    for line in lines:
        sheet.write(_MARGIN, top, line, known, _ON_PAPER)
        top += known.size * _LEADING
    if place:
        lines, known = fitted(place, WORDS, (30,), width, 1)
        sheet.write(_MARGIN, top + 14, lines[0], known, _QUIET)


def _bars(sheet: _Sheet, levels: tuple[int, ...]) -> None:
    wide = (WIDTH - 2 * _MARGIN - 6 * _GAP) // 7
    for number in LEVELS:
        left = _MARGIN + (number - 1) * (wide + _GAP)
        box = (left, _BARS_TOP, left + wide, _BARS_TOP + _BAR)
        ramp = _FIRST_LEVEL + number - 1
        if number in levels:
            sheet.draw.rounded_rectangle(box, _ROUND, _place(ramp, 0))
        else:
            sheet.draw.rounded_rectangle(box, _ROUND, None, _place(_LINES_RAMP), 2)
            ramp = _QUIET
        known = font(NAMES, 38)
        middle = left + (wide - known.getlength(str(number))) / 2
        sheet.write(middle, _BARS_TOP + 13, str(number), known, ramp)


@lru_cache(512)
def _mask(text: str, known: Font) -> Image.Image:
    """Give where the ink of a line is, kept since most of what a card says many others say too."""
    mask = Image.new("L", (int(known.getlength(text)) + 8, int(known.size * 1.4)))
    ImageDraw.Draw(mask).text((2, 0), text, 255, known)
    return mask


def _place(ramp: int, step: int = _STEPS - 1) -> int:
    return ramp * _STEPS + step


@cache
def _palette() -> list[int]:
    return list(chain.from_iterable(chain.from_iterable(_ramp(*pair) for pair in _RAMPS)))


def _ramp(back: str, ink: str) -> list[tuple[int, ...]]:
    """Give the colours from a background to the ink on it, in equal steps."""
    first, last = _colour(back), _colour(ink)
    return [
        tuple(a + (b - a) * step // (_STEPS - 1) for a, b in zip(first, last, strict=True))
        for step in range(_STEPS)
    ]


def _colour(written: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(written.removeprefix("#")))
