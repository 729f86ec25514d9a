"""Texts as they fit into a width: in lines, broken where they must be, cut with an ellipsis."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from sfia_graph.web.readable import readable

NAMES, WORDS = "InterDisplay-SemiBold.otf", "Inter-Medium.otf"
ELLIPSIS = "…"

_FOLDER = Path(__file__).resolve().parent / "fonts"
_NO_LETTER = "\uffff"
_LONGEST = 400

Font = ImageFont.FreeTypeFont


@cache
def font(name: str, size: int) -> Font:
    """Give one of the fonts in a size in pixels.

    Laid out letter by letter, since what else Pillow can do hangs on the libraries of a machine.
    """
    return ImageFont.truetype(_FOLDER / name, size, layout_engine=ImageFont.Layout.BASIC)


def legible(text: str) -> str:
    """Give a text without what is unseen, or nothing where the fonts have not all of its letters.

    Scripts that run from right to left or join their letters are such, as are Chinese, Japanese and
    Korean; a picture shows a code instead.
    """
    composed = unicodedata.normalize("NFC", readable(text[:_LONGEST]))
    seen = "".join(each for each in composed if unicodedata.category(each) != "Cf")
    return " ".join(seen.split()) if all(map(_has, set("".join(seen.split())))) else ""


@lru_cache(4_096)
def _has(letter: str) -> bool:
    known = font(NAMES, 20)
    return _shape(known, letter) != _shape(known, _NO_LETTER)


def _shape(known: Font, letter: str) -> bytes:
    return bytes(known.getmask(letter)) + bytes(str(known.getbbox(letter)), "ascii")


def wrapped(text: str, known: Font, width: int, most: int) -> tuple[list[str], bool]:
    """Give a text in at most so many lines, and whether that is all of it."""
    lines, rest = list[str](), text.strip()
    while rest and len(lines) < most:
        line, rest = _line(rest, known, width)
        lines.append(line)
    if rest and lines:
        lines[-1] = _cut(lines[-1], known, width)
    return lines, not rest


def fitted(
    text: str, name: str, sizes: tuple[int, ...], width: int, most: int
) -> tuple[list[str], Font]:
    """Give a text in lines, and its font in the largest of the sizes that holds all of it.

    Where none does, the text is cut in the smallest.
    """
    for size in sizes:
        known = font(name, size)
        lines, whole = wrapped(text, known, width, most)
        if whole and not _breaks(text, lines):
            break
    return lines, known


def _breaks(text: str, lines: list[str]) -> bool:
    """Whether a word is broken in two."""
    return " ".join(lines) != text


def _line(text: str, known: Font, width: int) -> tuple[str, str]:
    """Give what fits into a line, and the rest; a word is broken only where it fits into none."""
    if known.getlength(text) <= width:
        return text, ""
    most = _most(text, known, width)
    space = text.rfind(" ", 0, most + 1)
    end = space if space > 0 else max(most, 1)
    return text[:end].rstrip(), text[end:].lstrip()


def _most(text: str, known: Font, width: int) -> int:
    """Give how many letters fit into a width."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if known.getlength(text[:middle]) <= width else (low, middle - 1)
    return low


def _cut(line: str, known: Font, width: int) -> str:
    while line and known.getlength(f"{line}{ELLIPSIS}") > width:
        line = line[:-1]
    return f"{line.rstrip()}{ELLIPSIS}"
