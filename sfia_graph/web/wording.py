"""The interface's own words, one file a language: `messages/fr.yaml` beside `messages/en.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sfia_graph import quick_yaml
from sfia_graph.languages import primary

_FOLDER = Path(__file__).resolve().parent / "messages"
INTERFACE = ("en", *sorted({path.stem for path in _FOLDER.glob("*.yaml")} - {"en"}))
"""The languages that the interface speaks, English first."""


@cache
def words(language: str) -> dict[str, Any]:
    """Give the interface's words, by the part of the site and by name.

    In the language's own file, or else in that of its primary language, or else in English.
    """
    known = next((tag for tag in (language, primary(language)) if tag in INTERFACE), "en")
    found = quick_yaml.load((_FOLDER / f"{known}.yaml").read_text(encoding="utf-8"))
    return {"language": known, **found}
