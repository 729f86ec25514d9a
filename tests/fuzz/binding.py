"""Values put into stored queries: whatever is bound stays a term and never becomes syntax."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from fuzz.drawing import Draw, packed
from fuzz.laws import hold, read_or_refused
from fuzz.target import Target
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery, stored_queries
from sfia_graph.store.prologue import tokens

PROBE = """\
#+ summary: What was bound
#+ parameters:
{header}
SELECT ?bound ?behind
WHERE {{
  VALUES ?{name} {{ {default} }}   # parameter
  BIND(?{name} AS ?bound)
  BIND("unharmed" AS ?behind)
}}
"""
DEFAULTS = {
    "text": '"a text"',
    "lang": '"en"',
    "date": '"2026-01-31"',
    "basis": '"assessed"',
    "level": "5",
    "number": "5",
    "share": "1.5",
    "double": "1.5e0",
    "iri": "<urn:a>",
}
VALUES = (
    *("SLMO", "5", "en-GB", "1.5", "2026-01-31", "urn:a:b", "assessed", "-1", "1e400", "nan"),
    *('" } BIND("x" AS ?behind) { "', "5 } # parameter", "> } SELECT * { <", "\\", '\\"', "\n"),
    *(
        "9" * 5000,
        "9" * 30,
        "\uff11\uff12",
        "1_000",
        "\ud7ff",
        "a\0b",
        "urn:a b",
        "urn:%zz",
        "''' }",
        "UNDEF",
    ),
)


def run(data: bytes) -> str:
    """Bind drawn values, to a question made for it and to one of ours."""
    draw = Draw(data)
    name, ours = draw.one(tuple(DEFAULTS)), draw.one(_ours())
    parameter, probe = draw.one(ours.parameters), _probe(name)
    values = tuple(_drawn(draw) for _ in range(draw.number(1, 3)))

    def bind() -> None:
        _check_rows(probe.bind({name: values}), probe.parameters[0], values)

    def bind_ours() -> None:
        _check_syntax(ours, ours.bind({parameter.name: values[0]}), parameter)

    found = read_or_refused(bind)
    read_or_refused(bind_ours)
    return found


def _drawn(draw: Draw) -> str:
    return draw.one(VALUES) if draw.number(0, 3) == 0 else draw.text(200)


def _check_rows(text: str, parameter: Parameter, values: tuple[str, ...]) -> None:
    """An engine that runs the query finds the terms alone, and what stands behind them."""
    found = _EMPTY.query(text)
    assert isinstance(found, ox.QuerySolutions)
    rows = [(_value(row[0]), _value(row[1])) for row in found]
    wanted = [(_value(term), "unharmed") for term in parameter.terms(values)]
    hold(rows == wanted, f"{rows} of {wanted}")


def _value(term: object) -> object:
    """Give what a term stands for; the engine writes `5.0` as `5`."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    number = isinstance(term, ox.Literal) and term.datatype.value.endswith(("decimal", "double"))
    return float(term.value) if number else term.value


def _check_syntax(query: StoredQuery, text: str, parameter: Parameter) -> None:
    """A parser takes the query, and its tokens are those of the file but for the terms."""
    _EMPTY.query(text)
    hold(_frame(text, parameter) == _frame(query.text, parameter), text)


def _frame(text: str, parameter: Parameter) -> list[str]:
    """Give the tokens of a query without those between the braces of its marked lines."""
    found, inside, before = [], False, ("", "")
    for token in tokens(text):
        inside = inside and token[0] != "}"
        if not inside:
            found.append(token[0])
        inside = inside or (token[0] == "{" and before == ("VALUES", f"?{parameter.name}"))
        before = before[1], token[0]
    return found


_EMPTY = ox.Store()


@cache
def _probe(name: str) -> StoredQuery:
    header = f"#+   {name}: {{description: What is bound}}"
    text = PROBE.format(header=header, name=name, default=DEFAULTS[name])
    return StoredQuery("probe", "skills", text)


@cache
def _ours() -> tuple[StoredQuery, ...]:
    return tuple(query for query in stored_queries().values() if query.parameters)


TARGET = Target(
    "binding",
    tuple(
        packed(value.encode(), kind, number, 0, 0, 1, len(value))
        for kind in range(len(DEFAULTS))
        for number, value in enumerate(("SLMO", "5", "1.5", "urn:a", "fr", "2026-01-31"))
    ),
    (
        *(value.encode("utf-8", "replace") for value in VALUES if len(value) < 60),
        *(
            b"}",
            b"{",
            b'"',
            b"'",
            b"\\u0022",
            b"\\",
            b">",
            b"<",
            b"# parameter",
            b"\r",
            b"^^",
            b"@",
        ),
        *("\u2028".encode(), "\u0085".encode(), b"-", b"e", b"inf", b"0x", b"+", b" ", b"\t"),
    ),
    run,
)
