"""What is made on the way to a result: held while its process lives, swept once that has died.

Who is killed cannot delete what is half made. The kernel gives up the locks of the dead (flock(2)),
so what nobody holds goes with the next run; on a file system without locks it stays.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

_KEPT = 40
"""How many characters of a file's name stand in that of the one beside it."""
_BESIDE, _FOLDER = ".sfia-graph-new", ".sfia-graph-scratch-"
_RANDOM = r"[a-z0-9_]{8}"
"""What `tempfile` puts into a name."""


def make_file_beside(path: Path) -> tuple[int, Path]:
    """Make a file beside another; gives the handle that holds it, and its name.

    What was left on the way to the same file goes. Raises `OSError` where no file can be made.
    """
    begin = f".{path.name[:_KEPT]}."
    _sweep(path.parent, re.escape(begin) + _RANDOM + re.escape(_BESIDE))

    def make() -> tuple[int, str]:
        return tempfile.mkstemp(prefix=begin, suffix=_BESIDE, dir=path.parent)

    return _held(make)


def make_folder() -> tuple[int, Path]:
    """Make a folder where temporary ones go; gives the handle that holds it, and its name.

    Those that were left by this user go. Raises `OSError` where no folder can be made.
    """
    where = Path(tempfile.gettempdir())
    _sweep(where, re.escape(_FOLDER) + _RANDOM)

    def make() -> tuple[int, str]:
        made = tempfile.mkdtemp(prefix=_FOLDER, dir=where)
        return os.open(made, os.O_RDONLY), made

    return _held(make)


def remove(folder: Path) -> None:
    """Delete a folder, whole even where the user stops it half-way."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _held(make: Callable[[], tuple[int, str]]) -> tuple[int, Path]:
    """Make and hold; once more where a sweep came in between, which waits for no one."""
    while True:
        handle, name = make()
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.lexists(name):
            return handle, Path(name)
        os.close(handle)


def _sweep(where: Path, names: str) -> None:
    """Delete what has such a name and is held by nobody."""
    with contextlib.suppress(OSError), os.scandir(where) as entries:
        for entry in entries:
            if re.fullmatch(names, entry.name):
                _delete_unheld(Path(entry.path))


def _delete_unheld(path: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if found.st_uid != os.getuid():
                return
            if stat.S_ISDIR(found.st_mode):
                shutil.rmtree(path, ignore_errors=True)
            elif stat.S_ISREG(found.st_mode):
                path.unlink(missing_ok=True)
        finally:
            os.close(handle)
