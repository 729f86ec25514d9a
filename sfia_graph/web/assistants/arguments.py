"""The arguments of a tool, which come as JSON, as values of a stored query's parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sfia_graph.errors import quoted
from sfia_graph.web.exchange import Refused

Arguments = Mapping[str, Any]


def texts(arguments: Arguments, kinds: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give each argument's values as texts; `null` stands for what is left out.

    `kinds` says in words what a value of a parameter is, such as `a level from 1 to 7`. Raises
    `Refused` (400) for a value that is neither a text nor a number, and for a text that holds
    control characters or half of a character.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in arguments.items():
        several = value if isinstance(value, list) else [value]
        kind = kinds.get(name, "a text or a number")
        found[name] = tuple(_text(name, each, kind) for each in several if each is not None)
    return found


def _text(name: str, value: Any, kind: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        written = quoted(json.dumps(value), 40)
        raise Refused(400, f"{quoted(name)[1:-1]}: found {written}, expected {kind}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if not _is_plain(text):
        raise Refused(400, f"{quoted(name)[1:-1]}: a value holds a character that no name has")
    return text


def _is_plain(text: str) -> bool:
    return not any(
        ord(each) < 32 or ord(each) == 127 or 0xD800 <= ord(each) < 0xE000 for each in text
    )
