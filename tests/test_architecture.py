"""Imports run in one direction, and modules stay small."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "sfia_graph"

FLOORS = (
    {
        *("errors", "records", "tiers", "report", "namespaces", "languages", "tags", "media"),
        *("files", "nesting", "resources", "deadline", "syntax", "offline", "leftovers", "bounded"),
        *("codepoints", "minting", "official_iris", "quick_yaml", "wide_cells"),
    },
    {
        *("text", "graph", "results", "rdf", "report_files", "terms", "blank_nodes"),
        *("long_turtle", "rdf_xml", "spreadsheet", "json_ld", "whole_xml"),
    },
    {"formats", "provenance", "serialise", "merging", "validation", "streaming", "mappings"},
    {"store", "sources", "vocabularies"},
    {"queries", "query_header", "asking", "executables", "parameters", "targets", "editions"},
    {"matching", "web"},
    {"publish", "conform", "profiles"},
    {"cli", "__main__"},
)
LARGEST = 240

MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = [path for path in MODULES if path != PACKAGE / "__init__.py"]


def _room(module: str) -> str:
    return module.removeprefix("sfia_graph.").split(".")[0]


def _floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sfia_graph."):
            found.add(_room(node.module or ""))
        elif isinstance(node, ast.ImportFrom) and node.module == "sfia_graph":
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_room_or_lower_floors(path: Path) -> None:
    relative = path.relative_to(PACKAGE)
    room = relative.parts[0].removesuffix(".py")
    floor = _floor(room)
    upward = {
        other
        for other in _imports(path) - {room}
        if _floor(other) > floor or (_floor(other) == floor and other == "store")
    }
    assert upward == set()


def test_sources_and_the_store_do_not_know_each_other() -> None:
    sources = set().union(*map(_imports, (PACKAGE / "sources").glob("*.py")))
    store = set().union(*map(_imports, (PACKAGE / "store").glob("*.py")))
    assert "store" not in sources
    assert "sources" not in store


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LARGEST


def test_who_contributes_reads_of_the_same_floors() -> None:
    page = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = {
        int(floor): {name.removesuffix("/") for name in re.findall(r"`([^`]+)`", names)}
        for floor, names in re.findall(r"^\| (\d) \| (.*) \|$", page, re.MULTILINE)
    }
    assert told == {floor: rooms - {"__main__"} for floor, rooms in enumerate(FLOORS, 1)}


def test_nothing_is_called_utils() -> None:
    assert [path for path in MODULES if "util" in path.stem] == []


def test_the_library_does_not_print() -> None:
    printing = [
        path
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printing == []
