"""Answers: rows of terms or a set of triples, the same whatever engine gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from sfia_graph.namespaces import PREFIXES
from sfia_graph.tags import restore

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | bool | Decimal | None

_XSD = PREFIXES["xsd"]
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_CONVERSIONS: dict[str, Callable[[str], Value]] = {
    "boolean": _BOOLEANS.__getitem__,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "int": int,
    "integer": int,
    "long": int,
    "nonNegativeInteger": int,
    "short": int,
}


def to_python(term: Term | None) -> Value:
    """Give a term as a Python value: numbers and booleans as such, all else as text.

    So is a literal whose text is not of its datatype.

    >>> to_python(Literal(5)), to_python(Literal("cinq", language="fr"))
    (5, 'cinq')
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode | BlankNode) else str(term)
    try:
        return _CONVERSIONS[term.datatype.value.removeprefix(_XSD)](term.value)
    except (KeyError, ValueError, ArithmeticError):
        return term.value


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: `columns` are the variables in order, `terms` one tuple a row.

    Iterating gives each row as a dict of Python values, None where a variable is unbound.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for row in self.values():
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.terms)

    def values(self) -> list[tuple[Value, ...]]:
        """Give the rows as tuples of Python values."""
        return [tuple(map(to_python, row)) for row in self.terms]

    def to_pandas(self) -> pandas.DataFrame:
        """Give a pandas frame; needs pandas to be installed."""
        import pandas

        return pandas.DataFrame(self.values(), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Give a polars frame; needs polars to be installed."""
        import polars

        rows: Sequence[Any] = self.values()
        return polars.DataFrame(
            rows, schema=list(self.columns), orient="row", infer_schema_length=None
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>"
            for row in self.values()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Value) -> str:
    return "" if value is None else escape(str(value)).replace("\n", "<br>")


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE: distinct triples, sorted."""

    triples: tuple[Triple, ...]

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self.triples)

    def to_rdflib(self) -> rdflib.Graph:
        """Give an rdflib graph with the project's prefixes."""
        import rdflib
        from pyoxigraph import RdfFormat, serialize

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        written = serialize(self.triples, format=RdfFormat.N_TRIPLES) or b""
        return graph.parse(data=restore(written, "ntriples"), format="nt")


Answer = Rows | Triples | bool
"""What a query gives: rows, triples, or yes and no."""
