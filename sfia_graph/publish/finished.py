"""A finished site read again: its files as text, whatever form they have."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PACKED = frozenset({".xlsx", ".zip"})
_NO_TEXT = frozenset({".png", ".ico", ".wasm", ".woff2"})


def texts(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the texts in files of a site, each with its file's name.

    Characters that are escaped are as they are read.
    """
    for name, body in bodies(folder, names):
        yield name, plain(body)


def bodies(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the bytes of files of a site that are text, unpacked, each with its file's name.

    Several names of one file are read once.
    """
    seen: set[tuple[int, int]] = set()
    for name in names:
        status = (folder / name).stat()
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for body in unpacked(name, (folder / name).read_bytes()):
            yield name, body


def plain(body: bytes) -> str:
    """Give a text as it is read, without the escapes of JSON, Turtle, HTML and XML."""
    text = body.decode("utf-8", "replace")
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return html.unescape(text) if "&" in text else text


def unpacked(name: str, body: bytes) -> Iterator[bytes]:
    """Give the text of a file, or the texts of the files that are packed in it."""
    suffix = Path(name).suffix.lower()
    if suffix in _NO_TEXT:
        return
    if suffix not in _PACKED:
        yield body
        return
    with zipfile.ZipFile(BytesIO(body)) as packed:
        for inner in packed.namelist():
            yield from unpacked(inner, packed.read(inner))
