"""Whole files in and out: read within a limit, written beside and renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sfia_graph.errors import Place, SourceError, StoreError

LIMIT = 64 * 1024 * 1024
"""The largest source that is read, in bytes."""


def read_bytes(path: Path, limit: int = LIMIT, remedy: str = "split it") -> bytes:
    """Read a file whole; raises `SourceError` where it is not there, not ours or too large."""
    place = Place(path.name)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise SourceError(place, "no regular file", "save it to a file first")
        size = path.stat().st_size
        if size > limit:
            problem = f"{size / 2**20:.0f} MB, more than {limit // 2**20} MB"
            raise SourceError(place, problem, remedy)
        return path.read_bytes()
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
    whom new files are usually for.
    Raises `StoreError` where that cannot be done; what stood there before is then still there.
    """
    if path.is_dir():
        raise StoreError(f"{path.name}: a folder; name a file in it")
    import tempfile

    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise StoreError(f"{path}: cannot write there ({error.strerror})") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask() if mode is None else mode)
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot write it ({error.strerror})") from None
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


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
