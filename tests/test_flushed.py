"""What is said to be done has reached the disk: the order of system calls, as strace saw them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from benchmarks.crash_graphs import write_versions
from benchmarks.crash_subjects import Importing, Loading, Publishing

WRITES = frozenset({"write", "writev", "pwrite64"})
SYNCS = frozenset({"fsync", "fdatasync", "syncfs"})
RENAMES = frozenset({"rename", "renameat", "renameat2"})
UNSYNCED = frozenset({"LOG", "LOCK"})
"""Files of RocksDB that hold no data."""
_LINE = re.compile(r"(\d+) +(.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += [0-9]")
_OPEN_FILE = re.compile(r"(\d+)<(/[^>]*)>")
_TEXT = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Call:
    """A system call that succeeded: its name, the open file or the paths, and what was written."""

    name: str
    file: str
    texts: tuple[str, ...]
    says: bool


@cache
def _traceable() -> bool:
    tracing = ["strace", "-o", "/dev/null", "true"]
    return bool(shutil.which("strace")) and not subprocess.run(tracing, check=False).returncode


def _trace(words: Sequence[str], log: Path) -> list[Call]:
    """Run a program to its end, and give its calls in their order."""
    if not _traceable():
        pytest.skip("needs strace and the right to trace: apt-get install strace")
    calls = ",".join(sorted(WRITES | SYNCS | RENAMES))
    tracing = ["strace", "-f", "--seccomp-bpf", "-y", "-s", "300", "-o", str(log), "-e", calls]
    done = subprocess.run([*tracing, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [_read(found) for each in _joined(log) if (found := _CALL.match(each))]


def _joined(log: Path) -> Iterator[str]:
    """Give the lines of a log, those of a call that another one interrupted as one."""
    begun: dict[str, str] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        assert found, line
        process, said = found[1], found[2]
        if said.endswith(" <unfinished ...>"):
            begun[process] = said.removesuffix(" <unfinished ...>")
        elif resumed := _RESUMED.match(said):
            yield begun.pop(process) + resumed[1]
        else:
            yield said


def _read(found: re.Match[str]) -> Call:
    name, rest = found[1], found[2]
    opened = _OPEN_FILE.match(rest)
    texts = tuple(_TEXT.findall(rest))
    file = opened[2] if opened else ""
    return Call(name, file, texts, name in WRITES and rest.startswith("2<"))


def _places(calls: Iterable[Call], names: frozenset[str], file: str) -> list[int]:
    return [
        place
        for place, each in enumerate(calls)
        if each.name in names and each.file == file and not each.says
    ]


def _said(calls: Iterable[Call], line: str) -> int:
    [found] = (
        place
        for place, each in enumerate(calls)
        if each.says and each.texts and each.texts[0].startswith(line)
    )
    return found


def _renamed(calls: Iterable[Call], to: Path) -> tuple[int, str]:
    """Give the place of the only rename to a path, and from where."""
    [found] = (
        (place, each.texts[0])
        for place, each in enumerate(calls)
        if each.name in RENAMES and each.texts[-1] == str(to)
    )
    return found


def test_an_import_says_so_once_file_and_folder_are_on_the_disk(tmp_path: Path) -> None:
    importing = Importing(tmp_path)
    calls = _trace(importing.words(0), tmp_path / "trace")
    renamed, beside = _renamed(calls, tmp_path / "out.ttl")
    written, synced = _places(calls, WRITES, beside), _places(calls, SYNCS, beside)
    [folder] = _places(calls, SYNCS, str(tmp_path))
    assert written[-1] < synced[-1] < renamed < folder < _said(calls, "wrote ")


def test_a_load_says_so_once_all_files_and_the_link_are_on_the_disk(tmp_path: Path) -> None:
    loading = Loading(tmp_path)
    calls = _trace(loading.words(0), tmp_path / "trace")
    store, fresh = tmp_path / "store", tmp_path / "store" / "generation-1"
    renamed, _ = _renamed(calls, store / "current")
    files = {each for each in fresh.iterdir() if each.name not in UNSYNCED}
    for each in (*files, store / "generation-1.lease"):
        written = _places(calls, WRITES, str(each))
        synced = _places(calls, SYNCS, str(each))
        assert not written or written[-1] < synced[-1] < renamed, each.name
    last_written = max(place for each in files for place in _places(calls, WRITES, str(each)))
    assert last_written < _places(calls, SYNCS, str(fresh))[-1] < renamed
    assert renamed < _places(calls, SYNCS, str(store))[-1] < _said(calls, "loaded ")


@pytest.mark.long
def test_a_build_says_so_once_the_whole_site_is_on_the_disk(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    publishing = Publishing(own, write_versions(tmp_path))
    subprocess.run(publishing.words(0), check=True, capture_output=True)
    calls = _trace(publishing.words(1), tmp_path / "trace")
    site, fresh = own / "site", own / ".site.new"
    exchanged, _ = _renamed(calls, site)
    [synced] = _places(calls, frozenset({"syncfs"}), str(fresh))
    written = [
        place
        for place, each in enumerate(calls)
        if each.name in WRITES and each.file.startswith(f"{fresh}/")
    ]
    [folder] = _places(calls, SYNCS, str(own))
    assert len(written) > 100
    assert written[-1] < synced < exchanged < folder < _said(calls, "published ")
