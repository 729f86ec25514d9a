"""An engine's answer as bytes, as far as it is no larger than an answer may be.

The engine writes while it works, and stops where there is too much: nothing is collected first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from sfia_graph.formats import write_answer
from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.results import Rows
from sfia_graph.store.compatibility import TAG_COLUMN, with_tags_restored
from sfia_graph.store.embedded import Found
from sfia_graph.tags import canonical, restore
from sfia_graph.web.guard.limits import Limits

ROWS = {
    "json": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    "xml": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    "csv": ("text/csv; charset=utf-8", ox.QueryResultsFormat.CSV),
    "tsv": ("text/tab-separated-values; charset=utf-8", ox.QueryResultsFormat.TSV),
}
GRAPHS = {
    "ttl": ("text/turtle; charset=utf-8", "turtle"),
    "nt": ("application/n-triples", "ntriples"),
    "jsonld": ("application/ld+json", "jsonld"),
    "rdf": ("application/rdf+xml", "rdfxml"),
    "trig": ("application/trig", "trig"),
    "nq": ("application/n-quads", "nquads"),
}

_TAG_IN_JSON = re.compile(rb'("xml:lang":")([^"]+)')
_BINDING = rb'\{"[^"\\]*":\{"type":"'
_ROW_IN_JSON = re.compile(_BINDING)
_ROW_OR_TEXT = re.compile(_BINDING + rb'|(?<=[\[,])\{\}|"(?:[^"\\]|\\.)*+"')
_LINE_OR_TEXT = re.compile(rb'"[^"]*+"|\r\n')


class TooLargeError(Exception):
    """An answer that is larger than answers may be; its text says by what limit."""


def write(found: Found, format_name: str, limits: Limits) -> tuple[str, bytes]:
    """Give the media type of an answer in a format, and its bytes.

    Raises `TooLargeError`, `KeyError` for a format that this kind of answer does not have, and
    what the engine raises.
    """
    if isinstance(found, ox.QueryBoolean):
        return ROWS[format_name][0], write_answer(bool(found), format_name).encode("utf-8")
    if isinstance(found, ox.QuerySolutions):
        return ROWS[format_name][0], _rows(found, format_name, limits)
    return GRAPHS[format_name][0], _graph(found, GRAPHS[format_name][1], limits)


class _Sink:
    """Takes what the engine writes, as long as it is not too much."""

    def __init__(self, most: int) -> None:
        self._most, self._left, self._parts = most, most, list[bytes]()

    def write(self, part: bytes) -> int:
        """Take a part; raises `TooLargeError`."""
        self._left -= len(part)
        if self._left < 0:
            raise TooLargeError(f"more than {self._most:,} bytes")
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def whole(self) -> bytes:
        """Give all that was written."""
        return b"".join(self._parts)


def _rows(found: ox.QuerySolutions, format_name: str, limits: Limits) -> bytes:
    columns = tuple(variable.value for variable in found.variables)
    if TAG_COLUMN in columns:
        return _rows_with_tags(columns, found, format_name, limits)
    sink = _Sink(limits.size)
    found.serialize(sink, format=ROWS[format_name][1])  # type: ignore[arg-type]
    written = sink.whole()
    if _count(written, format_name, limits.rows) > limits.rows:
        raise _too_many_rows(limits)
    if format_name == "json":
        return _TAG_IN_JSON.sub(lambda tag: tag[1] + _canonical(tag[2]), written) + b"\n"
    if format_name == "xml":
        return restore(written, "rdfxml").replace(b"\r", b"&#13;") + b"\n"
    return restore(written, "turtle") if format_name == "tsv" else written


def _rows_with_tags(
    columns: tuple[str, ...], found: ox.QuerySolutions, format_name: str, limits: Limits
) -> bytes:
    """Write rows whose column of language tags gets their canonical case, as in a stored query."""
    terms = tuple(tuple(solution) for solution in islice(found, limits.rows + 1))
    if len(terms) > limits.rows:
        raise _too_many_rows(limits)
    written = write_answer(with_tags_restored(Rows(columns, terms)), format_name).encode("utf-8")
    if len(written) > limits.size:
        raise TooLargeError(f"more than {limits.size:,} bytes")
    return written


def _too_many_rows(limits: Limits) -> TooLargeError:
    return TooLargeError(f"more than {limits.rows:,} rows")


def _count(written: bytes, format_name: str, most: int) -> int:
    """Give the number of rows in results, exactly where it may be more than `most`.

    In TSV and XML no text holds what ends a row. In JSON a row begins with its first binding,
    which no text can hold, since quotes are escaped there; only rows without any must be told from
    texts such as `{}`.
    """
    if format_name == "tsv":
        return written.count(b"\n") - 1
    if format_name == "xml":
        return written.count(b"<result>")
    if format_name == "csv":
        if written.count(b"\n") - 1 <= most:
            return 0
        return sum(1 for found in _LINE_OR_TEXT.finditer(written) if found[0] == b"\r\n") - 1
    bound = sum(1 for _ in _ROW_IN_JSON.finditer(written))
    if bound > most or bound + written.count(b"{}") <= most:
        return bound
    return sum(1 for found in _ROW_OR_TEXT.finditer(written) if found[0][:1] == b"{")


def _canonical(tag: bytes) -> bytes:
    return canonical(tag.decode("ascii")).encode("ascii")


def _graph(found: ox.QueryTriples, rdf_format: str, limits: Limits) -> bytes:
    sink = _Sink(limits.size)
    ox.serialize(
        _distinct(found, limits.rows),
        sink,  # type: ignore[arg-type]
        format=OX_FORMATS[rdf_format],
        prefixes=PREFIXES if rdf_format in {"turtle", "trig", "rdfxml"} else None,
    )
    written = sink.whole()
    if rdf_format in {"turtle", "trig"}:
        written = _without_unused_prefixes(written)
    return restore(written, rdf_format).rstrip(b"\n") + b"\n"


def _distinct(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    seen = set[ox.Triple]()
    for triple in triples:
        if triple in seen:
            continue
        if len(seen) == most:
            raise TooLargeError(f"more than {most:,} triples")
        seen.add(triple)
        yield triple


def _without_unused_prefixes(written: bytes) -> bytes:
    lines = written.split(b"\n", len(PREFIXES))
    body = lines.pop()
    names = (line.split(b" ", 2)[1] if line.startswith(b"@prefix ") else b"" for line in lines)
    kept = [line for line, name in zip(lines, names, strict=True) if name in body]
    return b"\n".join([*kept, body])
