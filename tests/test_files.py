"""Files are read whole within a limit, and written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from threading import Thread

import pytest

from sfia_graph.errors import SourceError, StoreError
from sfia_graph.files import read_bytes, read_text, sha256, write_atomically
from sfia_graph.leftovers import make_file_beside, make_folder
from sfia_graph.media import RDF_ENDINGS, RDF_FORMATS, format_of


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x00\r\n\xff")
    assert read_bytes(path) == b"\x00\r\n\xff"


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    with path.open("wb") as file:
        file.truncate(3 * 2**20)
    with pytest.raises(SourceError) as refused:
        read_bytes(path, limit=2 * 2**20)
    assert str(refused.value) == "x.bin: 3 MB, more than 2 MB; split it"


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch(mode=0)
    with pytest.raises(SourceError) as refused:
        read_bytes(path)
    assert str(refused.value) == "x: may not be read; ask for the right to read it"


def test_text_is_utf_8_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    for data in ("é".encode(), "é".encode("utf-8-sig")):
        (tmp_path / "x").write_bytes(data)
        assert read_text(tmp_path / "x") == "é"


def test_other_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("é".encode("cp1252"))
    with pytest.raises(SourceError) as refused:
        read_text(tmp_path / "x")
    assert str(refused.value) == "x: no UTF-8 text (byte 0); save it as UTF-8"


def test_a_file_is_known_by_its_sha_256(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"text")
    assert sha256(tmp_path / "x") == hashlib.sha256(b"text").hexdigest()


def test_a_file_is_written_with_the_rights_that_others_get_by_default(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "x", b"text")
    assert (tmp_path / "x").read_bytes() == b"text"
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_takes_the_place_of_another_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        write_atomically(tmp_path / "x", data)
    assert (tmp_path / "x").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_stood_there_stays_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_atomically(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x"]


def test_what_a_killed_process_left_beside_a_file_goes_with_the_next_write(tmp_path: Path) -> None:
    left, other = tmp_path / ".x.abcdefgh.sfia-graph-new", tmp_path / ".x.mine.sfia-graph-new"
    left.write_bytes(b"half")
    other.write_bytes(b"someone's own")
    write_atomically(tmp_path / "x", b"text")
    assert sorted(each.name for each in tmp_path.iterdir()) == [other.name, "x"]


def test_what_another_process_is_writing_stays(tmp_path: Path) -> None:
    handle, beside = make_file_beside(tmp_path / "x")
    write_atomically(tmp_path / "x", b"text")
    assert beside.exists()
    os.close(handle)
    write_atomically(tmp_path / "x", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_folder_of_a_killed_process_goes_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, held = make_folder()
    os.close(first)
    (held / "names").write_bytes(b"of people")
    (tmp_path / "sfia-graph-scratch").mkdir()
    second, folder = make_folder()
    assert {path.name for path in tmp_path.iterdir()} == {"sfia-graph-scratch", folder.name}
    os.close(second)


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "x").symlink_to(tmp_path / "there" / "y")
    write_atomically(tmp_path / "x", b"text")
    assert (tmp_path / "x").is_symlink()
    assert (tmp_path / "there" / "y").read_bytes() == b"text"


def test_a_pipe_takes_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, [b"te", b"xt"])
    reader.join()
    assert (got, pipe.is_fifo()) == ([b"text"], True)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "x: a folder; name a file in it"),
        (
            lambda path: path.parent.rmdir(),
            "{path}: cannot write there (No such file or directory)",
        ),
    ],
    ids=["folder", "no-folder"],
)
def test_where_nothing_can_be_written_is_one_line(
    make: object, message: str, tmp_path: Path
) -> None:
    assert callable(make)
    path = tmp_path / "below" / "x"
    path.parent.mkdir()
    make(path)
    with pytest.raises(StoreError) as refused:
        write_atomically(path, b"text")
    assert str(refused.value) == message.format(path=path)


@pytest.mark.parametrize("ending", RDF_ENDINGS)
def test_an_ending_in_any_case_names_a_format(ending: str) -> None:
    known = format_of(Path(f"x{ending.upper()}"))
    assert known is not None
    assert ending in known.endings


def test_formats_and_endings_are_told_apart() -> None:
    assert len(set(RDF_ENDINGS)) == len(RDF_ENDINGS)
    assert len({known.media_type for known in RDF_FORMATS}) == len(RDF_FORMATS)
    assert format_of(Path("x.csv")) is None
