"""A store on disk is replaced in one step, and whoever reads it keeps what they read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from sfia_graph.errors import StoreError
from sfia_graph.results import Rows
from sfia_graph.store import Store, open_store
from sfia_graph.store.folder import replace_folder


def load(folder: Path, name: str) -> None:
    replace_folder(folder, lambda store: put(store, name))


def put(store: ox.Store, name: str) -> None:
    terms = ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o")
    store.bulk_extend([ox.Quad(*terms)])


def said(store: Store) -> list[object]:
    answer = store.sparql("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    assert isinstance(answer, Rows)
    return [row[0] for row in answer.values()]


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("generation"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


# Replacing.


def test_a_load_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    load(tmp_path / "a" / "b" / "store", "old")
    assert said(open_store(tmp_path / "a" / "b" / "store")) == ["urn:old"]


def test_an_empty_folder_is_taken(folder: Path) -> None:
    folder.mkdir()
    load(folder, "old")
    assert said(open_store(folder)) == ["urn:old"]


def test_a_load_takes_the_place_of_what_was_there(folder: Path) -> None:
    load(folder, "old")
    load(folder, "new")
    assert said(open_store(folder)) == ["urn:new"]
    assert generations(folder) == ["generation-2", "generation-2.lease"]


def test_a_reader_keeps_the_old_data_while_a_load_replaces_it(folder: Path) -> None:
    load(folder, "old")
    reader = open_store(folder)
    load(folder, "new")
    assert said(reader) == ["urn:old"]
    assert said(open_store(folder)) == ["urn:new"]


def test_the_old_data_are_there_until_the_load_is_done(folder: Path) -> None:
    load(folder, "old")
    seen = []

    def fill(store: ox.Store) -> None:
        put(store, "new")
        seen.append(said(open_store(folder)))

    replace_folder(folder, fill)
    assert seen == [["urn:old"]]


def test_what_is_read_is_deleted_by_a_load_after_the_reader_has_gone(folder: Path) -> None:
    load(folder, "old")
    reader = open_store(folder)
    load(folder, "new")
    assert "generation-1" in generations(folder)
    del reader
    load(folder, "newer")
    assert generations(folder) == ["generation-3", "generation-3.lease"]


def test_numbers_go_on_past_nine(folder: Path) -> None:
    for number in range(11):
        load(folder, str(number))
    assert generations(folder) == ["generation-11", "generation-11.lease"]
    assert said(open_store(folder)) == ["urn:10"]


# Refusing.


def test_a_folder_with_other_peoples_files_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        load(folder, "new")
    assert str(refused.value) == f"{folder}: holds other files; name an empty or a new folder"
    assert [path.name for path in folder.iterdir()] == ["thesis.doc"]


def test_a_file_in_the_place_of_the_folder_is_refused(folder: Path) -> None:
    folder.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        load(folder, "new")
    assert str(refused.value) == f"{folder}: a file; name a folder"


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot write there"):
        load(tmp_path / "file" / "store", "new")


def test_two_loads_at_once_are_one_load_and_one_refusal(folder: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def slow(store: ox.Store) -> None:
        put(store, "first")
        begun.set()
        assert done.wait(60)

    first = threading.Thread(target=replace_folder, args=(folder, slow))
    first.start()
    assert begun.wait(60)
    with pytest.raises(StoreError) as refused:
        load(folder, "second")
    done.set()
    first.join()
    holder = f"process {os.getpid()} on {os.uname().nodename}"
    assert str(refused.value) == f"{folder}: another load is under way ({holder}); wait for it"
    assert said(open_store(folder)) == ["urn:first"]


def test_a_first_load_that_failed_leaves_nothing(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        replace_folder(folder, lambda store: put(store, str(1 // 0)))
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        replace_folder(folder, lambda store: put(store, str(1 // 0)))
    assert list(folder.iterdir()) == []
    load(folder, "new")
    assert said(open_store(folder)) == ["urn:new"]


def test_a_store_that_was_copied_without_its_link_is_left_alone(folder: Path) -> None:
    load(folder, "old")
    copied = folder.with_name("copied")
    shutil.copytree(folder, copied)
    before = sorted(path.name for path in copied.rglob("*"))
    for what in (lambda: load(copied, "new"), lambda: open_store(copied)):
        with pytest.raises(StoreError) as refused:
            what()
        assert str(refused.value) == (
            f"{copied}: 'current' in it is no link, as where a store was copied without; "
            "copy it anew with cp -a, or name another folder"
        )
    assert sorted(path.name for path in copied.rglob("*")) == before


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b"\xff\xfe"])
def test_a_damaged_lease_is_one_line(folder: Path, damage: bytes) -> None:
    load(folder, "old")
    (folder / "generation-1.lease").write_bytes(damage)
    with pytest.raises(StoreError, match=r"cannot open the store .* load it again"):
        open_store(folder)
    load(folder, "new")
    assert said(open_store(folder)) == ["urn:new"]


def test_a_broken_store_is_one_line(folder: Path) -> None:
    load(folder, "old")
    (folder / "generation-1" / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot open the store"):
        open_store(folder)


def test_a_store_of_a_newer_oxigraph_is_one_line_and_a_load_replaces_it(folder: Path) -> None:
    """The archive is an empty database of RocksDB that says it is of Oxigraph's version 99."""
    load(folder, "old")
    shutil.rmtree(folder / "generation-1")
    with tarfile.open(Path(__file__).with_name("newer-oxigraph.tar.gz")) as newer:
        newer.extractall(folder / "generation-1", filter="data")
    with pytest.raises(StoreError) as refused:
        open_store(folder)
    assert str(refused.value) == (
        f"{folder}: cannot open the store (The RocksDB database is using the too recent version "
        "99. Upgrade to the latest Oxigraph version to load this database); "
        "load it again with this version"
    )
    load(folder, "new")
    assert said(open_store(folder)) == ["urn:new"]


# Going wrong half-way.


@pytest.mark.parametrize("fault", [OSError(28, "No space left"), KeyboardInterrupt(), ValueError()])
def test_a_fault_while_filling_leaves_the_old_data_and_no_rest(
    folder: Path, fault: BaseException
) -> None:
    load(folder, "old")

    def fill(store: ox.Store) -> None:
        put(store, "new")
        raise fault

    expected = StoreError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected):
        replace_folder(folder, fill)
    assert said(open_store(folder)) == ["urn:old"]
    assert generations(folder) == ["generation-1", "generation-1.lease"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc to see open files by")
@pytest.mark.parametrize("fault", [OSError(28, "No space left"), ValueError()])
def test_a_failed_load_has_closed_its_store_before_it_is_deleted(
    folder: Path, fault: Exception
) -> None:
    def fill(store: ox.Store) -> None:
        put(store, "new")
        raise fault

    with pytest.raises((StoreError, ValueError)):
        replace_folder(folder, fill)
    held = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    assert [path for path in held if str(folder) in path] == []


POINTS = ("before-filling", "after-filling", "before-the-swap", "after-the-swap")

CHILD = """
import os, signal, sys
from pathlib import Path
import pyoxigraph as ox
from sfia_graph.store import folder as module

def die(at):
    if at == point:
        os.kill(os.getpid(), signal.SIGKILL)

def fill(store):
    die("before-filling")
    store.bulk_extend([ox.Quad(*map(ox.NamedNode, ("urn:new", "urn:p", "urn:o")))])
    store.flush()
    die("after-filling")

def watch(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith("current"):
        die("before-the-swap")
    if event == "os.scandir" and swapped():
        die("after-the-swap")

def swapped():
    return os.readlink(where / "current") != "generation-1"

where, point = Path(sys.argv[1]), sys.argv[2]
sys.addaudithook(watch)
module.replace_folder(where, fill)
"""


@pytest.mark.parametrize("point", POINTS)
def test_a_load_that_is_killed_leaves_a_whole_store_and_the_next_load_sweeps(
    folder: Path, point: str
) -> None:
    load(folder, "old")
    killed = subprocess.run([sys.executable, "-c", CHILD, str(folder), point], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert said(open_store(folder)) == ["urn:new" if point == "after-the-swap" else "urn:old"]
    load(folder, "newer")
    assert said(open_store(folder)) == ["urn:newer"]
    (left,) = {name.removesuffix(".lease") for name in generations(folder)}
    assert {path.name for path in folder.iterdir()} == {
        *("sfia-graph-store", "lock", "current", left, f"{left}.lease")
    }


def test_what_a_killed_load_left_is_gone_before_the_next_one_fills(folder: Path) -> None:
    load(folder, "old")
    subprocess.run([sys.executable, "-c", CHILD, str(folder), "after-filling"], check=False)
    assert "generation-2" in generations(folder)
    seen = []
    replace_folder(folder, lambda store: seen.append(set(generations(folder))))
    assert seen == [{"generation-1", "generation-1.lease", "generation-2"}]
    assert not (folder / "generation-1").exists()


def test_a_load_that_is_stopped_right_behind_the_swap_leaves_the_new_data_alone(
    folder: Path,
) -> None:
    """The audit hook raises in the moment after the rename, as Ctrl-C may."""
    load(folder, "old")
    stopped = subprocess.run([sys.executable, "-c", STOPPED, str(folder)], check=False)
    assert stopped.returncode == 130
    assert generations(folder) == ["generation-2", "generation-2.lease"]
    assert said(open_store(folder)) == ["urn:new"]


STOPPED = """
import os, sys
from pathlib import Path
import pyoxigraph as ox
from sfia_graph.store import folder as module

def fill(store):
    store.bulk_extend([ox.Quad(*map(ox.NamedNode, ("urn:new", "urn:p", "urn:o")))])

def watch(event, arguments):
    if event == "open" and arguments[0] == str(where) and os.readlink(where / "current")[-1] == "2":
        raise KeyboardInterrupt

where = Path(sys.argv[1])
sys.addaudithook(watch)
try:
    module.replace_folder(where, fill)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_a_lease_without_its_generation_goes_with_the_next_load(folder: Path) -> None:
    load(folder, "old")
    (folder / "generation-7.lease").touch()
    load(folder, "new")
    assert generations(folder) == ["generation-2", "generation-2.lease"]


def test_a_first_load_that_died_at_any_point_is_no_obstacle(folder: Path) -> None:
    for point in ("before-filling", "after-filling", "before-the-swap"):
        subprocess.run([sys.executable, "-c", CHILD, str(folder), point], check=False)
        with pytest.raises(StoreError, match="no finished load is there"):
            open_store(folder)
    load(folder, "new")
    assert said(open_store(folder)) == ["urn:new"]
    assert generations(folder) == ["generation-1", "generation-1.lease"]


# A disk that is full.


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mounted)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    yield mounted
    subprocess.run(["umount", "--lazy", str(mounted)], check=True)


def test_a_full_disk_leaves_the_old_data(small_disk: Path) -> None:
    folder = small_disk / "store"
    load(folder, "old")

    def fill(store: ox.Store) -> None:
        predicate = ox.NamedNode("urn:p")
        for number in range(64):
            subject = ox.NamedNode(f"urn:{number}")
            text = os.urandom(100_000).hex()
            store.bulk_extend([ox.Quad(subject, predicate, ox.Literal(text))])

    with pytest.raises(StoreError, match="the load failed"):
        replace_folder(folder, fill)
    assert said(open_store(folder)) == ["urn:old"]
    assert generations(folder) == ["generation-1", "generation-1.lease"]
