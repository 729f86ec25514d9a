"""The few words of SFIA's pages that the project must know, one row a language; and tags."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Words:
    """`level` is what a level is called, `heading` stands above a skill page's list of levels."""

    level: str
    heading: str


WORDS = {
    "en": Words("Level", "Levels of responsibility for this skill"),
    "fr": Words("Niveau", "Niveaux de responsabilité pour cette compétence"),
}


def primary(tag: str) -> str:
    """Give a tag's language without region or script.

    >>> primary("fr-CA")
    'fr'
    """
    return tag.split("-")[0].lower()


def is_tag(tag: str) -> bool:
    """Whether a text has the form of a BCP 47 language tag (RFC 5646, section 2.1).

    >>> is_tag("en-GB"), is_tag("en_US")
    (True, False)
    """
    return _TAG.fullmatch(tag) is not None


def level_label(number: int, tag: str) -> str:
    """Name a level in a language, in English where the language has no row here.

    >>> level_label(4, "fr")
    'Niveau 4'
    """
    return f"{WORDS.get(primary(tag), WORDS['en']).level} {number}"
