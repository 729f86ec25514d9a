"""A store on disk: a folder whose link `current` points at one finished generation.

    where/
      sfia-graph-store        says what this folder is
      lock                    held by the one who loads, and names the process
      current -> generation-2
      generation-2/           Oxigraph's files
      generation-2.lease      held, shared, by everyone who reads; names the graphs that stand apart

A load fills a fresh generation, flushes it and swaps the link; nothing writes to a live store.
An old generation is deleted once no reader holds its lease.
"""

from __future__ import annotations

import fcntl
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import StoreError
from sfia_graph.files import sync_folder
from sfia_graph.store.leases import Lease, is_unread, lease_of, lease_text
from sfia_graph.store.union import apart

_MARK = "sfia-graph-store"
_CURRENT = "current"


def is_store(where: Path) -> bool:
    """Whether a folder was made by a load."""
    return (where / _MARK).is_file()


def open_folder(where: Path) -> tuple[ox.Store, Lease]:
    """Open the current generation read-only; the lease keeps it on disk while it is open."""
    refuse_other(where)
    for _ in range(3):
        generation = (where / _CURRENT).resolve()
        try:
            lease = Lease(lease_of(generation))
            if (where / _CURRENT).resolve() == generation:
                return ox.Store.read_only(str(generation)), lease
            lease.release()
        except FileNotFoundError:
            continue
        except (OSError, RuntimeError, ValueError) as error:
            remedy = "load it again with this version"
            raise StoreError(f"{where}: cannot open the store ({error}); {remedy}") from None
    raise StoreError(f"{where}: no finished load is there; run sfia-graph load again")


def refuse_other(where: Path) -> None:
    """Raise `StoreError` for a place that is neither free for a store nor one."""
    if where.exists() and not where.is_dir():
        raise StoreError(f"{where}: a file; name a folder")
    if where.is_dir() and any(where.iterdir()) and not is_store(where):
        raise StoreError(f"{where}: holds other files; name an empty or a new folder")
    current = where / _CURRENT
    if current.exists() and not current.is_symlink():
        problem = f"{where}: '{_CURRENT}' in it is no link, as where a store was copied without"
        raise StoreError(f"{problem}; copy it anew with cp -a, or name another folder")


def replace_folder(where: Path, fill: Callable[[ox.Store], None]) -> None:
    """Fill a fresh generation and put it in the place of the current one, in one step.

    Raises `StoreError` where the folder holds other things, or someone else is loading into it.
    Whatever goes wrong, what was there before is there still.
    """
    with _locked(where):
        _sweep(where)
        fresh = where / f"generation-{_next_number(where)}"
        try:
            names = _make(fresh, fill)
            _write(lease_of(fresh), lease_text(names))
            sync_folder(fresh)
            link = where / f"{_CURRENT}.new"
            link.unlink(missing_ok=True)
            link.symlink_to(fresh.name)
            sync_folder(where)
            link.replace(where / _CURRENT)
            sync_folder(where)
        except (OSError, RuntimeError) as error:
            _give_up(where, fresh, error)
            raise StoreError(f"{where}: the load failed ({error})") from None
        except BaseException as error:
            _give_up(where, fresh, error)
            raise
        try:
            _sweep(where)
        except KeyboardInterrupt:
            _sweep(where)
            raise


def _make(fresh: Path, fill: Callable[[ox.Store], None]) -> list[str]:
    """Fill and flush a store in a folder; give the names of its graphs that stand apart."""
    store = ox.Store(str(fresh))
    fill(store)
    store.flush()
    return [name.value for name in apart(store)]


def _give_up(where: Path, fresh: Path, error: BaseException) -> None:
    """Delete what a failed load made, once its store is closed: an open one goes on to write.

    What is current already stays, where the load was stopped in the moment after that, and what
    it took the place of goes, unless the disk is at fault: then the next load sweeps.
    """
    traceback.clear_frames(error.__traceback__)
    if (where / _CURRENT).resolve() == fresh.resolve():
        if not isinstance(error, OSError):
            _sweep(where)
    else:
        (where / f"{_CURRENT}.new").unlink(missing_ok=True)
        _delete(fresh)


def _write(path: Path, text: str) -> None:
    """Write what nobody reads before all is done, and bring it to the disk."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _locked(where: Path) -> Iterator[None]:
    refuse_other(where)
    is_new = not where.exists()
    try:
        where.mkdir(parents=True, exist_ok=True)
        if not is_store(where):
            _write(where / _MARK, "made by sfia-graph load; see docs/store.md\n")
        lock = (where / "lock").open("a+b", buffering=0)
    except OSError as error:
        if is_new and where.exists():
            _leave_nothing(where, is_new)
        raise StoreError(f"{where}: cannot write there ({error.strerror})") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = f" ({lock.read().decode().strip()})"
            raise StoreError(f"{where}: another load is under way{holder}; wait for it") from None
        # Who holds it is for people to read; a disk without room for that is no reason to stop.
        with suppress(OSError):
            lock.truncate(0)
            lock.write(f"process {os.getpid()} on {os.uname().nodename}\n".encode())
        try:
            yield
        except BaseException:
            if not (where / _CURRENT).is_symlink():
                _leave_nothing(where, is_new)
            raise


def _leave_nothing(where: Path, is_new: bool) -> None:
    """Take away what a first load made and did not finish."""
    if any(where.glob("generation-*")):
        return
    for name in ("lock", _MARK):
        (where / name).unlink(missing_ok=True)
    if is_new:
        where.rmdir()


def _sweep(where: Path) -> None:
    """Delete the generations that are neither current nor read by anyone, and what is left of one.

    A lease stays alone where a load was killed while it deleted.
    """
    current = (where / _CURRENT).resolve()
    found = {each.with_suffix("") for each in where.resolve().glob("generation-*")}
    for generation in found - {current}:
        if is_unread(lease_of(generation)):
            _delete(generation)


def left_behind(where: Path) -> list[Path]:
    """Give the generations that are not current and still there, since others read them."""
    current = (where / _CURRENT).resolve()
    found = where.resolve().glob("generation-*")
    return sorted(each for each in found if each != current and each.is_dir())


def _delete(generation: Path) -> None:
    from sfia_graph.leftovers import remove

    remove(generation)
    lease_of(generation).unlink(missing_ok=True)


def _next_number(where: Path) -> int:
    numbers = [int(each.name.split("-")[1]) for each in where.glob("generation-*[0-9]")]
    return max(numbers, default=0) + 1
