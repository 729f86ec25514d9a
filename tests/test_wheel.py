"""What is released: the same bytes from the same files, all that is needed, nothing of others."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from itertools import chain
from pathlib import Path

import pytest

from scripts.list_parts import from_lock

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE", "NOTICE.md", ".gitignore")
FOLDERS = ("sfia_graph", "data", "ontology", "queries")
LEFT = shutil.ignore_patterns("__pycache__", "node_modules")
SOURCES = {"_bundle/data": "data", "_bundle/ontology": "ontology", "_bundle/queries": "queries"}


def _build(folder: Path, *, rights: int, zone: str) -> Path:
    """Build a wheel from a copy of the project whose files have other rights and times."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name in PARTS:
        shutil.copy(ROOT / name, source / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, source / name, ignore=LEFT)
    for path in source.rglob("*"):
        if path.is_file():
            path.chmod(rights)
            os.utime(path, (rights, rights))
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    told = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "TZ": zone}
    subprocess.run(words, check=True, cwd=source, capture_output=True, env=told)
    (wheel,) = (folder / "dist").iterdir()
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("one"), rights=0o644, zone="UTC")


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def _read(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (found,) = (each for each in archive.namelist() if each.endswith(f".dist-info/{name}"))
        return archive.read(found)


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    return message_from_bytes(_read(wheel, "METADATA"))


def test_two_builds_are_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    other = _build(tmp_path / "much" / "deeper", rights=0o600, zone="Asia/Kolkata")
    assert other.name == wheel.name
    assert other.read_bytes() == wheel.read_bytes()


def test_it_holds_the_package_what_ships_and_nothing_else(names: list[str]) -> None:
    for name in names:
        if ".dist-info/" in name:
            continue
        inside = name.removeprefix("sfia_graph/")
        bundled = next((key for key in SOURCES if inside.startswith(f"{key}/")), None)
        place = SOURCES[bundled] + inside.removeprefix(bundled) if bundled else name
        assert (ROOT / place).is_file(), name
        assert not re.search(r"\.(xlsx|xlsm|xls|txt)$", name) or "licences" in name or "OFL" in name
    assert not [name for name in names if "/tests/" in name or "node_modules" in name]


def test_it_says_that_it_is_typed_and_whose_it_is(names: list[str], wheel: Path) -> None:
    assert "sfia_graph/py.typed" in names
    for name in ("LICENSE", "NOTICE.md"):
        assert _read(wheel, f"licenses/{name}") == (ROOT / name).read_bytes()
    assert b"sfia-graph = sfia_graph.cli:main" in _read(wheel, "entry_points.txt")


def test_its_description_is_whole(metadata: Message) -> None:
    assert metadata["Name"] == "sfia-graph"
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Description-Content-Type"] == "text/markdown"
    payload = metadata.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == (ROOT / "README.md").read_text("utf-8").strip()


def test_every_dependency_has_a_lower_bound_and_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    listed = chain(project["dependencies"], *extras)
    asked = [each for each in listed if not each.startswith("sfia-graph")]
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for each in asked:
        assert ">=" in each, each
        name = re.split(r"[\[>=; ]", each)[0].lower()
        assert name in told, f"{name} has no line in docs/dependencies.md"


def test_parts_of_npm_that_reach_a_browser_are_listed_with_licence_and_digest() -> None:
    lock = {
        "packages": {
            "": {"name": "editor"},
            "node_modules/@oven/bread": {
                "version": "1.2.3",
                "license": "(MIT OR CC0-1.0)",
                "integrity": "sha512-AAEC",
            },
            "node_modules/whisk": {"version": "1.0.0", "integrity": "sha512-AAEC", "dev": True},
        }
    }
    assert list(from_lock(lock)) == [
        {
            "type": "library",
            "bom-ref": "npm:@oven/bread@1.2.3",
            "group": "@oven",
            "name": "bread",
            "version": "1.2.3",
            "purl": "pkg:npm/%40oven/bread@1.2.3",
            "hashes": [{"alg": "SHA-512", "content": "000102"}],
            "licenses": [{"expression": "MIT OR CC0-1.0"}],
        }
    ]


@pytest.mark.parametrize("page", ["docs/threats.md", "SECURITY.md"])
def test_what_is_said_of_security_names_tests_and_pages_that_are_there(page: str) -> None:
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    for module in re.findall(r"`(test_\w+)`", text):
        assert (ROOT / "tests" / f"{module}.py").is_file(), module
    for target in re.findall(r"\]\(([\w/.]+\.md)", text):
        assert (path.parent / target).is_file(), target
    for make in re.findall(r"`make (\w+)`", text):
        assert f"\n{make}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), make
