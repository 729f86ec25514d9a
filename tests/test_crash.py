"""What is killed at any moment leaves the old or the new, and nothing behind the next run."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks.crash_graphs import write_versions
from benchmarks.crash_serving import crash_server
from benchmarks.crash_subjects import Importing, Loading, Publishing
from benchmarks.crashes import Subject, Tally, crash

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="needs /proc, to find processes left over"
)
ROOT = Path(__file__).resolve().parent.parent
LONG = pytest.mark.long
HEARD = (signal.SIGTERM, signal.SIGINT)
Make = Callable[[Path], Subject]


def _publishing(folder: Path) -> Subject:
    data = folder.with_name("data")
    data.mkdir()
    return Publishing(folder, write_versions(data))


def _sound(tally: Tally, points: int) -> None:
    assert tally.faults == []
    assert tally.old + tally.new == points


@pytest.mark.parametrize(
    ("make", "points", "seed"),
    [
        pytest.param(Importing, 3, 3, id="import"),
        pytest.param(Loading, 3, 3, id="load"),
        pytest.param(Importing, 50, 1, id="import-50", marks=LONG),
        pytest.param(Loading, 50, 1, id="load-50", marks=LONG),
        pytest.param(_publishing, 50, 1, id="publish-50", marks=LONG),
    ],
)
def test_a_kill_leaves_the_old_or_the_new(
    make: Make, points: int, seed: int, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    _sound(crash(make(own), points, seed), points)


@pytest.mark.parametrize(
    ("make", "points"),
    [
        pytest.param(Loading, 2, id="load"),
        pytest.param(Importing, 30, id="import-30", marks=LONG),
        pytest.param(Loading, 30, id="load-30", marks=LONG),
        pytest.param(_publishing, 10, id="publish-10", marks=LONG),
    ],
)
def test_ctrl_c_and_sigterm_leave_nothing_at_once(make: Make, points: int, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    _sound(crash(make(own), points, 2, HEARD), points)


@pytest.mark.parametrize(
    "points", [pytest.param(1, id="serve"), pytest.param(50, id="serve-50", marks=LONG)]
)
def test_a_server_that_is_killed_answers_whole_and_starts_again(
    points: int, tmp_path: Path
) -> None:
    _sound(crash_server(tmp_path, write_versions(tmp_path), points, 1), points)


# The trial itself: it finds what is wrong.


WRITE = "import os, sys, time; path, text = sys.argv[1], sys.argv[2] * 9 + '\\n'; "
IN_HALVES = (
    f"{WRITE}print('done', file=sys.stderr, flush=True); file = open(path, 'w', buffering=1); "
    "file.write(text); time.sleep(0.3); file.write(text)"
)
RENAMED = "open(path + '.new', 'w').write(text * 2); os.replace(path + '.new', path)"
UNTIDY = f"{WRITE}open(path + '.old', 'w'); {RENAMED}"
EARLY = f"{WRITE}print('done', file=sys.stderr, flush=True); time.sleep(0.5); {RENAMED}"


class _Careless:
    """A program that writes a file of two lines, carelessly."""

    name, said, tail = "careless", "done", 0.02

    def __init__(self, folder: Path, program: str) -> None:
        self._out, self._program = folder / "out", program

    def words(self, version: int) -> Sequence[str]:
        return (sys.executable, "-c", self._program, str(self._out), str(version))

    def is_ending(self) -> bool:
        return self._out.exists() and self._out.stat().st_size < 20

    def version(self) -> int | None:
        said = self._out.read_text()
        return {f"{each}\n" * 2: int(each[0]) for each in ("0" * 9, "1" * 9)}.get(said)

    def learn(self, version: int) -> None:
        pass

    def left(self) -> list[str]:
        return [each.name for each in self._out.parent.iterdir() if each != self._out]

    def reading(self) -> nullcontext[Callable[[], bool]]:
        return nullcontext(lambda: True)


@pytest.mark.parametrize(
    ("program", "found"),
    [
        pytest.param(IN_HALVES, "neither the old nor the new", id="mixture"),
        pytest.param(UNTIDY, "left after the next run: ['out.old']", id="leftover"),
        pytest.param(EARLY, "said to be done, and is not there", id="lie"),
    ],
)
def test_what_is_wrong_is_found(program: str, found: str, tmp_path: Path) -> None:
    assert found in "\n".join(crash(_Careless(tmp_path, program), 5, 1).faults)


# Our own program, broken.

HALVES = """with path.open("wb") as file:
        for each in pieces:
            file.write(each[: len(each) // 2])
            file.flush()
            __import__("time").sleep(2)
            file.write(each[len(each) // 2 :])
    return
    there = """
SWAPPED = """(where / "current.new").symlink_to(fresh.name)
            (where / "current.new").replace(where / _CURRENT)
            names = _make(fresh, fill)"""
COPIED = "shutil.copytree(fresh, where, dirs_exist_ok=True) is None"
UNSWEPT = "_sweep(path.parent, 'nothing')"
BREAKS = {
    "import-in-its-place": (Importing, "files.py", "there = ", HALVES),
    "load-swapped-before-it-is-filled": (
        *(Loading, "store/folder.py"),
        *("names = _make(fresh, fill)", SWAPPED),
    ),
    "publish-file-by-file": (
        *(_publishing, "publish/folder.py"),
        *("not _exchanged(fresh, where)", COPIED),
    ),
    "import-unswept": (
        *(Importing, "leftovers.py"),
        *("_sweep(path.parent, re.escape(begin) + _RANDOM + re.escape(_BESIDE))", UNSWEPT),
    ),
}


@pytest.mark.long
@pytest.mark.parametrize(("make", "file", "text", "other"), BREAKS.values(), ids=BREAKS)
def test_a_break_of_our_own_is_found(
    make: Make, file: str, text: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "tree"
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", ".*")
    for name in ("sfia_graph", "data", "ontology", "queries"):
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    path = tree / "sfia_graph" / file
    before = path.read_text(encoding="utf-8")
    assert before.count(text) == 1
    path.write_text(before.replace(text, other), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tree))
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    assert crash(make(own), 10, 1).faults != []
