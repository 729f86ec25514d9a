"""A source that is not there, not ours or too large is refused in one line by every reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sfia_graph.errors import SourceError
from sfia_graph.files import LIMIT
from sfia_graph.report import Report
from sfia_graph.sources import delimited, workbook

Reader = Callable[[Path], object]
READERS: list[Reader] = [workbook.read, lambda path: delimited.read(path, Report())]
BOTH = pytest.mark.parametrize("reader", READERS, ids=["workbook", "CSV"])


def refusal(reader: Reader, path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        reader(path)
    return str(caught.value)


@BOTH
def test_a_folder_is_refused(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "sheets.xlsx"
    folder.mkdir()
    assert refusal(reader, folder) == "sheets.xlsx: a folder; name the files in it"


@BOTH
def test_a_missing_file_is_refused(reader: Reader, tmp_path: Path) -> None:
    assert refusal(reader, tmp_path / "x.csv") == "x.csv: no such file; check its name"


@BOTH
def test_a_file_without_rights_is_refused(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights do not bind root, who may run the tests, so that the system's refusal is played."""

    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "x.csv").touch()
    monkeypatch.setattr(Path, "open", refuse)
    line = "x.csv: may not be read; ask for the right to read it"
    assert refusal(reader, tmp_path / "x.csv") == line


@BOTH
def test_a_file_beyond_the_limit_is_refused(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(LIMIT + 2**20)
    assert refusal(reader, path) == "x.csv: 65 MB, more than 64 MB; split it"
