"""Where a site stands: a fresh folder beside it takes its place in one step, or goes.

parent/
site/             what visitors get
.site.new/        what is being made; held by the one who makes it
.site.old/        the old one, for a moment, where two folders cannot be exchanged in one step
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sfia_graph.errors import counted, quoted
from sfia_graph.files import sync_folder
from sfia_graph.leftovers import remove
from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.manifest import NAME, Manifest, is_site, read

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD, and RENAME_EXCHANGE of renameat2(2)."""
_SHOWN = 3


@contextmanager
def beside(where: Path) -> Iterator[tuple[Path, Manifest | None]]:
    """Give a fresh folder, and what the site that stands there says of itself.

    Nobody else builds there until the block ends; then the fresh folder goes, unless it was `put`
    in the place of the old one, which goes in its stead.
    Raises `PublishError` for a folder that holds other files, and where nothing can be written.
    """
    _refuse_other_places(where)
    where = where.resolve()
    fresh = where.with_name(f".{where.name}.new")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        lock = _held(fresh)
    except OSError as error:
        raise PublishError(f"{where.parent}: cannot write there ({error.strerror})") from None
    try:
        _bring_back(where)
        yield fresh, _refuse_other_files(where)
    except OSError as error:
        raise PublishError(_unwritten(where, error)) from None
    finally:
        remove(fresh)
        os.close(lock)


def put(fresh: Path, where: Path) -> None:
    """Put the fresh folder in the place of the old one, once its files have reached the disk."""
    where = where.resolve()
    _sync(fresh)
    if not where.exists() or not any(where.iterdir()):
        fresh.rename(where)
    elif not _exchanged(fresh, where):
        # Neither Linux nor a file system that can do it: for a moment nothing stands there.
        aside = _aside(where)
        try:
            where.rename(aside)
            fresh.rename(where)
        finally:
            _bring_back(where)
    sync_folder(where.parent)


def _aside(where: Path) -> Path:
    return where.with_name(f".{where.name}.old")


def _bring_back(where: Path) -> None:
    """Give an old site its place again, where a build died before the new one was there."""
    aside = _aside(where)
    if is_site(aside) and not where.exists():
        aside.rename(where)
    elif is_site(aside):
        remove(aside)


def _refuse_other_places(where: Path) -> None:
    """Raise `PublishError` for a place that is no folder of a site's own."""
    if where.is_symlink() or (where.exists() and not where.is_dir()):
        raise PublishError(f"{where}: no folder of its own; name a new or an empty one")
    if os.path.ismount(where):
        raise PublishError(f"{where}: where a disk is mounted; name a folder below it")


def _refuse_other_files(where: Path) -> Manifest | None:
    """Raise `PublishError` for a folder that holds what `publish` has not made; give what it has.

    A site stands in a folder of its own: what else lies in it would be lost with the next one.
    """
    if not where.exists() or not any(where.iterdir()):
        return None
    if not is_site(where):
        raise PublishError(f"{where}: holds other files; name a new or an empty folder")
    manifest = read(where)
    if manifest is None:
        problem = f"{where}: its list of files, {NAME}, is damaged or of another version"
        raise PublishError(f"{problem}; look what is in it, and remove the folder")
    foreign = _foreign(where, manifest)
    if foreign:
        some = ", ".join(quoted(each) for each in foreign[:_SHOWN])
        more = "" if len(foreign) <= _SHOWN else f" and {len(foreign) - _SHOWN} more"
        count = counted(len(foreign), "file")
        problem = f"{where}: holds {count} that publish has not made ({some}{more})"
        raise PublishError(f"{problem}; move them away, they would be lost")
    return manifest


def _foreign(where: Path, manifest: Manifest) -> list[str]:
    known = manifest.files.keys() | {NAME}
    found = []
    for folder, _, names in os.walk(where):
        inside = folder[len(str(where)) :].strip(os.sep).replace(os.sep, "/")
        prefix = f"{inside}/" if inside else ""
        found += [f"{prefix}{name}" for name in names if f"{prefix}{name}" not in known]
    return sorted(found)


def _held(fresh: Path) -> int:
    """Make the fresh folder and hold it; what a build that died has left there goes."""
    fresh.mkdir(exist_ok=True)
    handle = os.open(fresh, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise PublishError(f"{fresh}: another build is under way; wait for it") from None
    for each in fresh.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    return handle


def _sync(fresh: Path) -> None:
    """Bring all that was written to the disk (syncfs(2)), which is faster than file by file."""
    handle = os.open(fresh, os.O_RDONLY)
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if call is None or call(handle) != 0:
            os.sync()
    finally:
        os.close(handle)


def _exchanged(one: Path, other: Path) -> bool:
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS}:
        return False
    raise OSError(code, os.strerror(code))


def _unwritten(where: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    remedy = "make room, and try again" if error.errno == errno.ENOSPC else "look at its rights"
    return f"{where}: cannot write the site ({reason}); {remedy}; what stood there stands still"
