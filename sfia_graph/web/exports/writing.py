"""How exports are written: JSON without spare blanks, one form for each document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sfia_graph.web.exports.facts import Saying

UNDETERMINED = "und"
"""The tag of a text whose language nobody has said (BCP 47)."""

Node = dict[str, Any]


def to_json(document: Mapping[str, Any]) -> bytes:
    """Write a document as JSON in UTF-8, in the order of its keys."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def filled(node: Mapping[str, Any]) -> Node:
    """Leave out what is empty: texts, lists and None, but no number."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {}, ())}


def line(text: str) -> str:
    """Give a text on one line, without spare blanks.

    >>> line("  a    b ")
    'a b'
    """
    return " ".join(text.split())


def stamp(moment: datetime) -> str:
    """Give a moment in UTC, to the second (RFC 3339).

    >>> stamp(datetime(2025, 1, 2, 3, 4, 5))
    '2025-01-02T03:04:05Z'
    """
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def by_language(sayings: Iterable[Saying]) -> dict[str, str | list[str]]:
    """Give texts as a language map of JSON-LD (section 4.6.2); several in a language are a list."""
    found: dict[str, list[str]] = {}
    for each in sayings:
        found.setdefault(each.language or UNDETERMINED, []).append(each.value)
    return {tag: texts[0] if len(texts) == 1 else texts for tag, texts in sorted(found.items())}
