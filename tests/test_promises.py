"""The page of promises names what holds each of them, and its figures are the program's own."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from sfia_graph.web.guard.limits import Limits

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMES = (
    "Deadline",
    "Isolation",
    "Egress",
    "Whole results",
    "Memory",
    "Import",
    "Crash",
    "Conformance",
    "Output",
    "Fidelity",
    "Supply",
    "Operation",
)
SECTIONS = dict(
    re.findall(r"^## \d+\. ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
)
TEST = re.compile(r"tests/(?:\w+/)*test_\w+\.py(?:::test_\w+)?")


def test_each_promise_has_its_section_in_order() -> None:
    numbered = re.findall(r"^## (\d+)\. ([^\n]+)$", PAGE, flags=re.MULTILINE)
    assert numbered == [(str(number), name) for number, name in enumerate(NAMES, start=1)]


@pytest.mark.parametrize("name", NAMES)
def test_a_promise_names_tests_that_hold_it(name: str) -> None:
    assert TEST.search(SECTIONS[name])


@pytest.mark.parametrize("test", sorted(set(TEST.findall(PAGE))))
def test_a_test_that_is_named_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert (ROOT / file).is_file()
    assert not name or name in _tests(ROOT / file)


@cache
def _tests(file: Path) -> frozenset[str]:
    """Give the names of the tests of a module."""
    found = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return frozenset(each.name for each in found if isinstance(each, ast.FunctionDef))


FIGURES = {
    "10 s (`--deadline`)": f"{Limits().deadline:g} s (`--deadline`)",
    "512 MB": f"{Limits().memory // 1024**2} MB",
    "two at once": {2: "two at once"}.get(Limits().at_once, ""),
    "10,000 rows": f"{Limits().rows:,} rows",
    "10 MB": f"{Limits().size // 1_000_000} MB",
}
"""Figures that the page gives, each as the program has it."""


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_the_programs_own(figure: str) -> None:
    assert figure == FIGURES[figure]
    assert figure in PAGE


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)", PAGE))))
def test_a_command_that_is_named_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
