"""A store on disk stays where it is, however its folder is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from long import some

from sfia_graph.cli import main
from sfia_graph.store import open_store

SAID = "<urn:x:tart> <urn:x:is> <urn:x:baked> ."
ASKED = "ASK { <urn:x:tart> <urn:x:is> <urn:x:baked> }"


@pytest.mark.parametrize("name", some(["sub/../store", "./store", "store"], 3))
def test_a_relative_folder_can_be_loaded_and_opened(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("bakery.nt").write_text(SAID, encoding="utf-8")
    assert main(["load", "bakery.nt", "--into", name]) == 0
    assert open_store(name).sparql(ASKED) is True


def test_a_folder_reached_by_a_link_can_be_loaded_twice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "bakery.nt").write_text(SAID, encoding="utf-8")
    for _ in range(2):
        words = ["load", str(tmp_path / "bakery.nt"), "--into", str(tmp_path / "link")]
        assert main(words) == 0
    assert open_store(tmp_path / "link").sparql(ASKED) is True
