"""Whole files in and out: read within a limit, written beside and renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from sfia_graph.errors import Place, SourceError, StoreError

LIMIT = 64 * 1024 * 1024
"""The largest source that is read, in bytes."""


def read_bytes(path: Path, limit: int = LIMIT, remedy: str = "split it") -> bytes:
    """Read a file whole; raises `SourceError` where it is not there, not ours or too large."""
    with open_source(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Some files, such as those of /proc, hold more than they say.
        data = file.read(limit + 1) if size <= limit else b""
    if max(size, len(data)) > limit:
        problem = f"{max(size, len(data)) / 2**20:.0f} MB, more than {limit // 2**20} MB"
        raise SourceError(Place(path.name), problem, remedy)
    return data


def open_source(path: Path) -> BinaryIO:
    """Open a file to read it; raises `SourceError` for what is none that we can and may read.

    What a reader would wait for or never see the end of, a pipe or a device, is not opened.
    """
    place = Place(path.name)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise SourceError(place, "no regular file", "save it to a file first")
        return path.open("rb")
    except IsADirectoryError:
        raise SourceError(place, "a folder", "name the files in it") from None
    except FileNotFoundError:
        raise SourceError(place, "no such file", "check its name") from None
    except PermissionError:
        raise SourceError(place, "may not be read", "ask for the right to read it") from None
    except OSError as error:
        raise SourceError(place, f"cannot be read ({error.strerror})", "check its path") from None


def read_text(path: Path) -> str:
    """Read a file of UTF-8 text, with or without a byte order mark."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"no UTF-8 text (byte {error.start})"
        raise SourceError(Place(path.name), problem, "save it as UTF-8") from None


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, data: bytes | Iterable[bytes], mode: int | None = None) -> None:
    """Write a file whole or not at all: beside it first, flushed, then renamed onto it.

    What is too much for memory comes in pieces. `mode` says who may read and write it, by default
    whom new files are usually for. A link leads to the file that is written; a device or a pipe
    takes the bytes as they come.
    Raises `StoreError` where that cannot be done; what stood there before is then still there.
    """
    if path.is_dir():
        raise StoreError(f"{path.name}: a folder; name a file in it")
    pieces = [data] if isinstance(data, bytes) else data
    if path.exists() and not path.is_file():
        _write_into(path, pieces)
        return
    from sfia_graph.leftovers import make_file_beside

    there = Path(os.path.realpath(path))
    try:
        handle, beside = make_file_beside(there)
    except OSError as error:
        raise StoreError(f"{path}: cannot write there ({error.strerror})") from None
    try:
        # Held until it has its name, or else another process would sweep it.
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fchmod(handle, 0o666 & ~_umask() if mode is None else mode)
            os.fsync(handle)
            beside.replace(there)
            sync_folder(there.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _unwritten(path, error) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _write_into(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: cannot write it ({error.strerror})")


def sync_folder(path: Path) -> None:
    """Make sure that renames in a folder have reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
