"""Answers as text: tables for people, the standard result formats for programs.

CSV, TSV, JSON and XML follow the SPARQL 1.1 result formats, RDF answers their own standards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

import pyoxigraph as ox

from sfia_graph.errors import UsageError
from sfia_graph.namespaces import BASE, PREFIXES, compact
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.results import Answer, Rows, Term, Triples, to_python
from sfia_graph.tags import canonical, restore

FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "ttl")

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_LINE_END_OF_CSV = re.compile(rb'("(?:[^"]|"")*")|\r\n')
_MARKUP = re.compile(r"([\\`*\[<|])")
_GRAPHS = {"table": "turtle", "ttl": "turtle", "json": "jsonld", "xml": "rdfxml"}


def write_answer(answer: Answer, format_name: str) -> str:
    """Give an answer in one of `FORMATS`; the text ends in a line break.

    Raises `UsageError` for a format that this kind of answer does not have.
    """
    if isinstance(answer, Triples):
        return _write_triples(answer, format_name)
    if isinstance(answer, bool):
        return _write_boolean(answer, format_name)
    writer = _WRITERS.get(format_name)
    if writer is None:
        raise UsageError(f"rows have no format '{format_name}'; use one of {', '.join(_WRITERS)}")
    return writer(answer)


def _write_triples(answer: Triples, format_name: str) -> str:
    known = _GRAPHS.get(format_name)
    if known is None:
        formats = ", ".join(_GRAPHS)
        raise UsageError(f"a graph has no format '{format_name}'; use one of {formats}")
    text = " ".join(map(str, answer.triples))
    used = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
    written = ox.serialize(answer.triples, format=OX_FORMATS[known], prefixes=used) or b""
    return restore(written, known).decode("utf-8").rstrip("\n") + "\n"


def _write_boolean(answer: bool, format_name: str) -> str:
    written = json.dumps({"head": {}, "boolean": answer}) + "\n"
    if format_name == "json":
        return written
    if format_name == "xml":
        read = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
        return (read.serialize(format=ox.QueryResultsFormat.XML) or b"").decode("utf-8") + "\n"
    if format_name in {"table", "md", "csv", "tsv"}:
        return f"{str(answer).lower()}\n"
    raise UsageError(f"yes and no have no format '{format_name}'; use table, json or xml")


def to_json(rows: Rows) -> str:
    """Give rows as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {
            column: _json_term(term)
            for column, term in zip(rows.columns, row, strict=True)
            if term is not None
        }
        for row in rows.terms
    ]
    answer = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        raise UsageError("a quoted triple has no place in SPARQL 1.1 results")
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = canonical(term.language)
    elif term.datatype.value != f"{PREFIXES['xsd']}string":
        found["datatype"] = term.datatype.value
    return found


def _standard(format_name: str) -> Callable[[Rows], str]:
    def write(rows: Rows) -> str:
        solutions = ox.parse_query_results(to_json(rows), format=ox.QueryResultsFormat.JSON)
        if isinstance(solutions, ox.QueryBoolean):
            raise TypeError("rows cannot read as a boolean")
        written = solutions.serialize(format=_RESULTS[format_name]) or b""
        if format_name == "csv":
            written = _LINE_END_OF_CSV.sub(lambda found: found[1] or b"\n", written)
        elif format_name == "tsv":
            written = restore(written, "turtle")
        else:
            written = restore(written, "rdfxml").replace(b"\r", b"&#13;") + b"\n"
        return written.decode("utf-8")

    return write


def shown(term: Term | None, base: str = BASE) -> str:
    """Give a term as people read it: IRIs shortened, texts as they are, nothing for unbound."""
    if isinstance(term, ox.NamedNode):
        return compact(term.value, base)
    value = to_python(term)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def to_table(rows: Rows) -> str:
    """Give rows as plain aligned text, numbers to the right, a line break as a further line."""
    cells = [[shown(term).splitlines() or [""] for term in row] for row in rows.terms]
    numeric = [_is_numeric(rows, index) for index in range(len(rows.columns))]
    widths = [
        max([len(name), *(len(line) for row in cells for line in row[index])])
        for index, name in enumerate(rows.columns)
    ]
    lines = [_line(list(rows.columns), widths, numeric), _line(["-" * w for w in widths], widths)]
    for row in cells:
        for depth in range(max(map(len, row), default=0)):
            parts = [cell[depth] if depth < len(cell) else "" for cell in row]
            lines.append(_line(parts, widths, numeric))
    return "\n".join(lines) + "\n"


def _is_numeric(rows: Rows, index: int) -> bool:
    values = [to_python(row[index]) for row in rows.terms if row[index] is not None]
    return bool(values) and all(type(value) in {int, float, Decimal} for value in values)


def _line(cells: list[str], widths: list[int], numeric: list[bool] | None = None) -> str:
    right = numeric or [False] * len(cells)
    padded = (
        cell.rjust(width) if is_number else cell.ljust(width)
        for cell, width, is_number in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


def to_markdown(rows: Rows) -> str:
    """Give rows as a Markdown table; a line break in a cell becomes `<br>`."""
    lines = [rows.columns, tuple("---" for _ in rows.columns)]
    body = [tuple(_markdown_cell(shown(term)) for term in row) for row in rows.terms]
    return "".join(f"| {' | '.join(line)} |\n" for line in [*lines, *body])


def _markdown_cell(text: str) -> str:
    return "<br>".join(_MARKUP.sub(r"\\\1", text).splitlines())


_WRITERS: dict[str, Callable[[Rows], str]] = {
    "table": to_table,
    "csv": _standard("csv"),
    "tsv": _standard("tsv"),
    "json": to_json,
    "xml": _standard("xml"),
    "md": to_markdown,
}
