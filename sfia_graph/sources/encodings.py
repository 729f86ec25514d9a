"""The encoding of a text file: found by its bytes, said where it is not UTF-8, never guessed at."""

from __future__ import annotations

import codecs
import re

from sfia_graph.errors import Place, SourceError, UsageError
from sfia_graph.report import Report

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_PAIR = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xbf]")
"""Accents, quotes and dashes in UTF-8; in cp1252 they would read as nonsense such as `Ã©`."""


def decode(data: bytes, file: str, report: Report, encoding: str | None = None) -> str:
    """Give the text of a file's bytes.

    A byte order mark decides, then valid UTF-8, then Windows' cp1252; `encoding` is the user's
    word instead. The report says which it was unless it was UTF-8. Raises `SourceError` with the
    line where bytes do not fit, and for two encodings in one file.
    """
    if not data.strip():
        raise SourceError(Place(file), "an empty file", "name a file that holds something")
    found = encoding or _find(data, file)
    try:
        text = data.decode(found)
    except LookupError:
        raise UsageError(f"--encoding {found}: no encoding of that name") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02X} is no {found}"
        raise SourceError(Place(file, line=line), problem, "save it as UTF-8") from None
    except ValueError:
        raise UsageError(f"--encoding {found!r}: no encoding of text") from None
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problem = "a NUL character"
        raise SourceError(Place(file, line=line), problem, "give --encoding, such as utf-16")
    if found not in {"utf-8", "utf-8-sig"} and encoding is None:
        report.warn("encoding", Place(file), "", f"read as {found}")
    return text


def _find(data: bytes, file: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        pair = _UTF8_PAIR.search(data)
        if pair:
            line = data.count(b"\n", 0, max(error.start, pair.start())) + 1
            problem = "UTF-8 and another encoding in one file"
            raise SourceError(Place(file, line=line), problem, "save it as UTF-8") from None
        return "cp1252"
    return "utf-8"
