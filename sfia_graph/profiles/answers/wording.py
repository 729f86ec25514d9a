"""The words of reports, one file a language: `messages/fr.yaml` beside `messages/en.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sfia_graph import quick_yaml
from sfia_graph.languages import primary

_FOLDER = Path(__file__).resolve().parent / "messages"
LANGUAGES = ("en", *sorted({path.stem for path in _FOLDER.glob("*.yaml")} - {"en"}))
"""The languages that reports speak, English first."""


@cache
def words(language: str) -> dict[str, Any]:
    """Give the words of a language by their names, or else those of English."""
    known = primary(language) if primary(language) in LANGUAGES else "en"
    found = quick_yaml.load((_FOLDER / f"{known}.yaml").read_text(encoding="utf-8"))
    return {"language": known, **found}


def joined(t: dict[str, Any], names: Iterable[str]) -> str:
    """Give names as a sentence lists them: commas, and the word for `and` before the last."""
    *others, last = names
    text: str = t["report"]["and"].join([", ".join(others), last] if others else [last])
    return text


def counted(t: dict[str, Any], what: str, count: int) -> str:
    """Give a number of things in words; French counts none as one, English as many."""
    single = count == 1 or (count == 0 and t["language"] == "fr")
    text: str = t["counts"][what]["one" if single else "other"]
    return text.format(count=count)
