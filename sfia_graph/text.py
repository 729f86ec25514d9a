"""The one place where wording is cleaned: line breaks, blanks, a known prefix, NFC, nothing else.

Bullets stay lines of their own; words, punctuation and blank lines inside a text stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sfia_graph.errors import Place
from sfia_graph.report import Report

ESSENCE = "Essence of the level:"
"""What every essence of edition 9 begins with; it is a heading, not part of the sentence."""


def line_breaks(text: str) -> str:
    """Give a text whose lines all end in a line feed, whatever broke them in the source."""
    return re.sub(r"(?:_x000D_\r?|\r)\n?|[\v\f]", "\n", text)


def _controls(text: str) -> str:
    return re.sub("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text)


def _no_break_spaces(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


def _blanks(text: str) -> str:
    return re.sub(r"[ \t]+(?=\n)", "", text).strip()


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _without_essence(text: str) -> str:
    return text.removeprefix(ESSENCE).lstrip()


_STEPS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("control-character", "control character left out", _controls),
    ("line-break", "carriage return read as a line break", line_breaks),
    ("no-break-space", "no-break space read as a space", _no_break_spaces),
    ("outer-blank", "blanks at the end of a line or around the text left out", _blanks),
    ("nfc", "characters composed (Unicode NFC)", _nfc),
)
_ESSENCE_STEP = ("essence-prefix", f"'{ESSENCE}' left out", _without_essence)


def clean(raw: str, place: Place, report: Report, *, essence: bool = False) -> str | None:
    """Give the text of a cell in clean form, None for a blank one, and note each repair.

    `report` gets one repair for each kind of change, with the cell's original text, and a warning
    where a U+FFFD shows that an earlier program lost a character.
    """
    text = raw
    for kind, message, step in (*_STEPS, _ESSENCE_STEP) if essence else _STEPS:
        changed = step(text)
        if changed != text:
            report.repair(kind, place, raw, message)
            text = changed
    if "\ufffd" in text:
        report.warn("lost-character", place, raw, "U+FFFD stands where a character was lost")
    return text or None
