"""Files that would take a reader's memory, each of up to so many bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from bad_sources import LAUGHS, RDF_XML

Make = Callable[[Path, int], Path]
_PIECE = 1024 * 1024
_SKOS = (
    b"@prefix a: <urn:a:> . @prefix s: <http://www.w3.org/2004/02/skos/core#> ."
    b" a:s a s:ConceptScheme . a:c a s:Concept .\n"
)


def filled(name: str, unit: bytes, head: bytes = b"", tail: bytes = b"") -> Make:
    """Give what writes a file of one unit repeated between a head and a tail."""

    def make(folder: Path, size: int) -> Path:
        count = (size - len(head) - len(tail)) // len(unit)
        piece = unit * (_PIECE // len(unit))
        whole, rest = divmod(count, len(piece) // len(unit))
        with (folder / name).open("wb") as file:
            file.write(head)
            file.writelines(piece for _ in range(whole))
            file.write(unit * rest + tail)
        return folder / name

    return make


def counted(name: str, unit: bytes, head: bytes = b"", tail: bytes = b"") -> Make:
    """Give what writes a file of one unit repeated, each time with another number."""

    def make(folder: Path, size: int) -> Path:
        count = (size - len(head) - len(tail)) // len(unit % 10**6)
        with (folder / name).open("wb") as file:
            file.write(head)
            file.writelines(unit % (10**6 + number) for number in range(count))
            file.write(tail)
        return folder / name

    return make


def sparse(name: str) -> Make:
    """Give what writes a file three times as large that takes no room on the disk."""

    def make(folder: Path, size: int) -> Path:
        with (folder / name).open("wb") as file:
            file.truncate(3 * size)
        return folder / name

    return make


def bomb(folder: Path, size: int) -> Path:
    """Write a workbook whose sheet unpacks to sixteen times as much."""
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(16 * size // _PIECE):
                part.write(bytes(_PIECE))
    return path


HOSTILE: dict[str, Make] = {
    "a CSV of 3 times the limit": sparse("sheet.csv"),
    "Turtle of 3 times the limit": sparse("graph.ttl"),
    "a workbook of 3 times the limit": sparse("book.xlsx"),
    "a zip bomb": bomb,
    "a page of lines": filled("page.txt", b"a\n"),
    "a CSV of one line": filled("sheet.csv", b"a"),
    "a CSV of one row": filled("sheet.csv", b"ab,"),
    "a CSV of blank cells": filled("sheet.csv", b","),
    "a CSV of rows": filled("sheet.csv", b"a,b\n"),
    "a CSV of line ends": filled("sheet.csv", b"\n", b"a,b"),
    "a CSV of quotes": filled("sheet.csv", b'""', b'"', b'"'),
    "a CSV of four bytes a character": filled(
        "sheet.csv", b"abcdefgh\n", "\U0001f600,b\n".encode()
    ),
    "a catalogue of rows": counted("own.csv", b"c%d,l\n", b"id,label\n"),
    "roles without end": counted(
        "roles.csv", b"r%d,TEST,4,core\n", b"role,skill,level,importance\n"
    ),
    "N-Triples of short lines": filled("graph.nt", b"<a:> <b:> <c:>.\n"),
    "Turtle of statements": counted("graph.ttl", b"a:%d a:b a:c.\n", b"@prefix a: <a:> .\n"),
    "Turtle of blank nodes": filled("graph.ttl", b"[],", b"<a:> <b:> ", b"[] ."),
    "SKOS of statements": counted("own.ttl", b"a:%d a:b a:c.\n", _SKOS),
    "SKOS of concepts": counted("own.ttl", b"a:%d a s:Concept.\n", _SKOS),
    "SKOS of broader concepts": counted("own.ttl", b"a:%d s:broader a:c.\n", _SKOS),
    "one literal": filled("graph.ttl", b"a", b'<a:> <b:> "', b'" .'),
    "one literal in N-Triples": filled("graph.nt", b"a", b'<a:> <b:> "', b'" .'),
    "deep Turtle": filled("graph.ttl", b"[<a:> ", b"<a:> <b:> "),
    "deep JSON-LD": filled("graph.jsonld", b'{"a:":'),
    "JSON-LD of numbers": filled("graph.jsonld", b"1,", b'{"a:b":[', b"1]}"),
    "JSON-LD of objects": filled("graph.jsonld", b'{"@id":"a:b","a:c":1},', b"[", b"{}]"),
    "deep RDF/XML": filled("graph.rdf", b"<a>", RDF_XML.encode()),
    "RDF/XML of one name": filled(
        "graph.rdf", b"b", RDF_XML.encode() + b'<rdf:Description rdf:about="a:', b'"/></rdf:RDF>'
    ),
    "RDF/XML of elements": filled(
        "graph.rdf",
        b'<rdf:Description rdf:about="a:b"><c/></rdf:Description>',
        RDF_XML.encode(),
        b"</rdf:RDF>",
    ),
    "a billion laughs": filled("graph.rdf", b" ", LAUGHS.encode()),
    "mappings without end": filled("graph.tsv", b"a\tb\n", b"#mapping_set_id: a:b\n"),
}
"""What is done with them, none of them sound: what each would take is memory."""
