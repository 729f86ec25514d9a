"""A disk that is full: one line, exit code 1, and what stood there stands still, alone."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from long import some
from program import PROGRAM, run
from served import served

from benchmarks.crash_graphs import write_versions
from benchmarks.crash_subjects import Importing, Loading, Publishing
from sfia_graph.cli import main
from sfia_graph.resources import DATA

ROOM = "No space left on device"
MAPPINGS = str(DATA / "mappings" / "sfia-9-ecf-4.sssom.tsv")
ROLES, PEOPLE = (str(DATA / "samples" / name) for name in ("roles.csv", "people.csv"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(mounted)]
    if os.geteuid() or subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield mounted
    subprocess.run(["umount", "--lazy", str(mounted)], check=True)


def _fill(disk: Path, left: int = 0) -> Path:
    """Fill a disk but for so many bytes; give the file that does it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            assert error.errno == errno.ENOSPC
        file.truncate(max(file.tell() - left, 0))
    return filler


def _tree(folder: Path) -> dict[str, bytes]:
    """Give all files but the lock, whose text names the last process that held it."""
    found = (each for each in folder.rglob("*") if each.is_file() and each.name != "lock")
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


TO_9 = ("--to", "9", "--from", "8")
OUTPUTS = {
    "import": (".nt", ["import", "words.csv"]),
    "profile-import": (".nt", ["profile", "import", ROLES]),
    "export-csv": (".csv", ["profile", "export", "roles"]),
    "export-xlsx": (".xlsx", ["profile", "export", "people"]),
    "export-ttl": (".ttl", ["profile", "export", "roles"]),
    "convert": (".ttl", ["link", "convert", MAPPINGS]),
    "migrate-csv": (".csv", ["migrate", ROLES, *TO_9]),
    "migrate-xlsx": (".xlsx", ["migrate", ROLES, *TO_9]),
    "migrate-rdf": (".ttl", ["migrate", str(DATA / "samples" / "roles.ttl"), "--to", "9"]),
    "derive": (".ttl", ["profile", "derive", "nice", "OG-WRL-009"]),
}


SHORT = ("import", "export-xlsx", "migrate-csv")


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        pytest.param(*each, id=name, marks=() if name in SHORT else pytest.mark.long)
        for name, each in OUTPUTS.items()
    ],
)
def test_a_result_without_room_is_one_line_and_the_old_one_stays(
    ending: str,
    words: list[str],
    disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("words.csv").write_text("id,label,description,broader\na,Aye,,\n", encoding="utf-8")
    out = disk / f"out{ending}"
    out.write_bytes(b"old")
    _fill(disk)
    before = _tree(disk)
    code = main([*words, "-o", str(out)])
    said = capsys.readouterr().err.splitlines()
    assert code == 1
    assert said[-1] == f"sfia-graph: {out}: cannot write it ({ROOM})"
    assert not any("Traceback" in each for each in said)
    assert _tree(disk) == before


def test_a_report_without_room_is_one_line_and_nothing_is_imported(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, report = tmp_path / "words.csv", tmp_path / "out.nt", disk / "repairs.csv"
    source.write_text("id,label,description,broader\na,Aye,,\n", encoding="utf-8")
    _fill(disk)
    assert main(["import", str(source), "-o", str(out), "--report", str(report)]) == 1
    assert capsys.readouterr().err == f"sfia-graph: {report}: cannot write it ({ROOM})\n"
    assert not out.exists()
    assert [each.name for each in disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("left", some([200_000, 8_192, 0], 3))
def test_a_load_without_room_is_one_line_and_the_old_store_stays(disk: Path, left: int) -> None:
    loading = Loading(disk, disk.parent)
    assert subprocess.run(loading.words(0), capture_output=True, check=False).returncode == 0
    _fill(disk, left)
    before = _tree(disk)
    done = subprocess.run(loading.words(1), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"sfia-graph: {disk / 'store'}: the load failed")
    assert "Traceback" not in done.stderr
    assert _tree(disk) == before
    assert loading.version() == 0
    (disk / "filler").unlink()
    subprocess.run(loading.words(1), capture_output=True, check=True)
    assert loading.version() == 1
    assert loading.left() == []


@pytest.mark.long
def test_a_build_without_room_is_one_line_and_the_old_site_stays(
    disk: Path, tmp_path: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,size=128m", str(disk)], check=True)
    publishing = Publishing(disk, write_versions(tmp_path))
    subprocess.run(publishing.words(0), check=True, capture_output=True)
    publishing.learn(0)
    filler = _fill(disk, 1_000_000)
    done = subprocess.run(publishing.words(1), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        f"sfia-graph: {disk / 'site'}: cannot write the site ({ROOM}); "
        "make room, and try again; what stood there stands still\n"
    )
    filler.unlink()
    assert publishing.version() == 0
    assert publishing.left() == []


def test_a_first_load_without_room_leaves_nothing(disk: Path) -> None:
    loading = Loading(disk, disk.parent)
    _fill(disk)
    done = subprocess.run(loading.words(0), capture_output=True, text=True, check=False)
    assert (done.returncode, ROOM in done.stderr) == (1, True)
    assert [each.name for each in disk.iterdir()] == ["filler"]


def test_temporary_files_without_room_are_one_line(disk: Path, tmp_path: Path) -> None:
    _fill(disk, 4_096)
    out = tmp_path / "out.xlsx"
    done = run("migrate", ROLES, *TO_9, "-o", out, TMPDIR=str(disk))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        f"sfia-graph: {disk}: the workbook could not be prepared ("
    )
    assert done.stderr.endswith("; TMPDIR names a folder with more room\n")
    assert not out.exists()
    assert [each.name for each in disk.iterdir()] == ["filler"]


# Devices.


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, the device that is always full")
def test_a_device_that_is_full_is_one_line_and_stays_a_device(tmp_path: Path) -> None:
    link = tmp_path / "out.csv"
    link.symlink_to(FULL)
    done = run("profile", "export", "roles", "--store", DATA / "samples" / "roles.ttl", "-o", link)
    assert done.returncode == 1
    assert done.stderr == f"sfia-graph: {link}: cannot write it ({ROOM})\n"
    assert FULL.is_char_device()
    assert link.is_symlink()


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, the device that is always full")
def test_messages_that_have_no_room_stop_nothing(tmp_path: Path) -> None:
    importing = Importing(tmp_path)
    with FULL.open("w") as device:
        done = subprocess.run(importing.words(1), stderr=device, check=False)
    assert done.returncode == 0
    assert importing.version() == 1


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, the device that is always full")
@pytest.mark.parametrize(
    "words", some([["migrate", ROLES, *TO_9], ["profile", "export", "roles"]], 2)
)
def test_a_table_to_standard_output_without_room_is_one_line(words: list[str]) -> None:
    with FULL.open("w") as device:
        call = [*PROGRAM, *words]
        done = subprocess.run(call, stdout=device, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == f"sfia-graph: cannot write the answer ({ROOM})"


# The server.


def test_a_server_answers_while_its_log_has_no_room(disk: Path) -> None:
    log, filler = disk / "access.log", _fill(disk, 4_096)
    with served("--access-log", str(log)) as site:
        statuses = {site.ask(f"/9.en.html?{each}").status for each in range(60)}
        _wait(lambda: log.stat().st_size == 4_096)
        filler.unlink()
        _wait(lambda: site.ask("/9.en.html").status == 200 and _whole(log) and _later(log))
    assert statuses == {200}
    assert _whole(log)


def _later(log: Path) -> bool:
    return log.stat().st_size > 4_096


def _whole(log: Path) -> bool:
    """Say whether the log is whole lines of JSON, one a request."""
    lines = log.read_text(encoding="ascii").splitlines(keepends=True)
    return all(each.endswith("\n") and json.loads(each)["status"] == 200 for each in lines)


def _wait(until: object) -> None:
    assert callable(until)
    latest = time.monotonic() + 20
    while not until():
        assert time.monotonic() < latest
        time.sleep(0.05)
