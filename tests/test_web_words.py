"""The words of the interface: the same in each language, and none that nobody reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sfia_graph.web.wording import words

WEB = Path(__file__).resolve().parent.parent / "sfia_graph" / "web"


def _keys(said: dict[Any, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in said.items():
        yield (*above, str(name))
        if isinstance(value, dict):
            yield from _keys(value, (*above, str(name)))


def _ours(language: str) -> dict[str, Any]:
    return {name: said for name, said in words(language).items() if name != "language"}


def test_each_language_has_the_same_words() -> None:
    assert list(_keys(_ours("fr"))) == list(_keys(_ours("en")))


def test_each_language_fills_in_the_same_values() -> None:
    def fields(language: str) -> list[list[str]]:
        texts = json.dumps(_ours(language), ensure_ascii=False).split('": "')
        return [sorted(re.findall(r"\{\w+\}", each)) for each in texts]

    assert fields("fr") == fields("en")


def _sources() -> dict[Path, str]:
    paths = [*WEB.rglob("*.html"), *WEB.rglob("*.py"), *WEB.glob("static/*.js")]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def _names(text: str) -> set[str]:
    """Give what is looked up by name in a template or a module."""
    return set(re.findall(r"\.([a-z_]+)", text)) | set(re.findall(r"[\"']([\w-]+)[\"']", text))


@pytest.mark.parametrize("part", sorted(_ours("en")))
def test_each_word_is_used(part: str) -> None:
    speaking = [
        text
        for path, text in _sources().items()
        if re.search(rf"\b(t|words)\.{part}\b|\"{part}\"", text)
        or path.parent.name == part
        or path.name == "pieces.html"
    ]
    used = set().union(*map(_names, speaking))
    assert [name for name in _ours("en")[part] if name not in used] == []


@pytest.mark.parametrize("path", sorted(WEB.glob("templates/*")), ids=lambda path: path.name)
def test_a_template_uses_words_that_are_there(path: Path) -> None:
    text, said = path.read_text(encoding="utf-8"), _ours("en")
    own = re.search(r"set w = t\.(\w+)", text)
    asked = {(own[1], each) for each in re.findall(r"\bw\.(\w+)", text)} if own else set()
    asked |= set(re.findall(r"\bt\.(\w+)\.(\w+)", text))
    assert {each for each in asked if each[1] not in said.get(each[0], {})} == set()
    assert {each for _, each in asked if hasattr(dict, each)} == set()
