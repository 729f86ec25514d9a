"""What an engine does differently from the others, made even here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Answer, Rows, Term
from sfia_graph.store.prologue import tokens
from sfia_graph.tags import canonical

if TYPE_CHECKING:
    from email.message import Message

TAG_COLUMN = "language"
"""The column of an answer that holds language tags as plain text."""

_BOOLEAN = NamedNode(f"{PREFIXES['xsd']}boolean")
_VIRTUOSO_STRLANG = "sql:RDF_MAKE_LONG_OF_TYPEDSQLVAL_STRINGS"
_VIRTUOSO_GRAPHS = {
    "http://localuriqaserver/sparql",
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
}

VIRTUOSO_CAP = (
    'SELECT (bif:virtuoso_ini_item_value("SPARQL", "ResultSetMaxRows") AS ?rows) WHERE { }'
)
"""Asks Virtuoso 7 for its cap, which it does not tell when it cuts a graph."""


def with_tags_restored(rows: Rows) -> Rows:
    """Give the tags in the column `language` their canonical case (`en-GB`).

    Oxigraph 0.5 and Virtuoso 7 keep tags in lower case, so that `LANG()` gives `en-gb`; rdflib 7
    does not.
    """
    if TAG_COLUMN not in rows.columns:
        return rows
    at = rows.columns.index(TAG_COLUMN)
    restored = []
    for row in rows.terms:
        tag = row[at]
        if isinstance(tag, Literal):
            row = (*row[:at], Literal(canonical(tag.value)), *row[at + 1 :])
        restored.append(row)
    return Rows(rows.columns, tuple(restored))


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine behind an endpoint: `server` is how it names itself, such as `Virtuoso/07.20.3229`.

    `names_graphs` says that each request must name the graphs whose union it is about (SPARQL 1.1
    Protocol, section 2.1.4), whatever the default graph holds: Virtuoso 7 unites all by itself,
    but with graphs of its own, and finds nothing there to DESCRIBE.
    """

    server: str

    @property
    def is_virtuoso(self) -> bool:
        """Whether it is Virtuoso."""
        return self.server.startswith("Virtuoso")

    @property
    def names_graphs(self) -> bool:
        """Whether each request must name its graphs."""
        return self.is_virtuoso

    def adapted(self, query: str) -> str:
        """Give a query as the engine understands it."""
        return _with_any_tag(query) if self.is_virtuoso else query

    def evened(self, answer: Answer) -> Answer:
        """Give an answer as the other engines give it: Virtuoso 7 writes booleans as 1 and 0."""
        if not isinstance(answer, Rows):
            return answer
        return with_tags_restored(_with_booleans(answer))

    def most(self, headers: Message) -> int | None:
        """How many rows the engine says that it gives at most, None where it does not say.

        Virtuoso 7 says so once an answer is as long (`X-SPARQL-MaxRows`, its `ResultSetMaxRows`).
        """
        said = headers.get("X-SPARQL-MaxRows", "")
        return int(said) if said.isdecimal() and len(said) < 20 else None

    def was_interrupted(self, headers: Message) -> bool:
        """Whether Virtuoso 7 gave what it had when its own time was over (its anytime queries)."""
        return headers.get("X-SQL-State") == "S1TAT"

    def without_its_own(self, graphs: Iterable[str]) -> list[str]:
        """Give graphs without those that every Virtuoso 7 holds about itself."""
        return [each for each in graphs if not self.is_virtuoso or each not in _VIRTUOSO_GRAPHS]


def _with_booleans(rows: Rows) -> Rows:
    return Rows(rows.columns, tuple(tuple(map(_in_words, row)) for row in rows.terms))


def _in_words(term: Term | None) -> Term | None:
    if isinstance(term, Literal) and term.datatype == _BOOLEAN and term.value in {"0", "1"}:
        return Literal(term.value == "1")
    return term


def _with_any_tag(query: str) -> str:
    """Let STRLANG take every tag, by what stands behind it in Virtuoso 7.

    Its own takes `en` and `en-GB`, and neither `en-gb`, which LANG gives, nor `gsw`, nor `zh-Hans`.
    """
    written, at, depth, opened = [], 0, 0, list[int]()
    for found in tokens(query):
        mark = found[0]
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if found.lastgroup == "word" and mark.upper() == "STRLANG":
            written += [query[at : found.start()], _VIRTUOSO_STRLANG]
            opened.append(depth + 1)
        elif mark == "," and opened and opened[-1] == depth:
            written += [query[at : found.start()], ", 0,"]
            opened.pop()
        else:
            continue
        at = found.end()
    return "".join([*written, query[at:]])
