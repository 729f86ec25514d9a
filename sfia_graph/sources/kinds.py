"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The header of a compound file: an old Office document, or a new one behind a password."""

PASSWORD = "a password-protected workbook"
OLD_WORKBOOK = "an old .xls workbook"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    (b"%pdf", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"<!doctype", "an XML file"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"rar!", "a RAR archive"),
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> str | None:
    """Say what a file is when its bytes show it; None when they do, at best, as text.

    >>> kind_of(b"%PDF-1.7")
    'a PDF'
    """
    if data.startswith(OLE):
        return PASSWORD if _ENCRYPTED in data else OLD_WORKBOOK
    if data.startswith(ZIP + b"\x03\x04"):
        return "a zip archive, perhaps a workbook"
    head = data[:1024].removeprefix(_MARKS[0]).lstrip().lower()
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), None)


def text_kind_of(data: bytes) -> str:
    """Say what the bytes of a file are of which `kind_of` knows nothing."""
    if not data.strip():
        return "an empty file"
    if b"\0" in data[:1024] and not data.startswith(_MARKS):
        return "binary data"
    first = data.lstrip().split(b"\n", 1)[0]
    return "CSV text" if any(mark in first for mark in (b",", b";", b"\t")) else "plain text"
