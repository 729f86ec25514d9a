"""Answers as Python values, frames, graphs and tables in a notebook."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

from sfia_graph import ask
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Rows, Term, Triples, Value, to_python

XSD = PREFIXES["xsd"]


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{datatype}"))


@pytest.fixture
def rows() -> Rows:
    return Rows(
        ("code", "level", "share", "defined"),
        (
            (ox.Literal("SLMO"), ox.Literal(2), typed("0.5", "decimal"), ox.Literal(True)),
            (ox.Literal("Qualité", language="fr"), None, None, None),
        ),
    )


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (ox.Literal("text"), "text"),
        (ox.Literal("texte", language="fr"), "texte"),
        (ox.Literal(5), 5),
        (typed("+05", "integer"), 5),
        (typed("5", "nonNegativeInteger"), 5),
        (typed("5", "long"), 5),
        (typed("0.10", "decimal"), Decimal("0.10")),
        (typed("1.5E2", "double"), 150.0),
        (typed("INF", "float"), float("inf")),
        (typed("true", "boolean"), True),
        (typed("1", "boolean"), True),
        (typed("0", "boolean"), False),
        (typed("five", "integer"), "five"),
        (typed("half", "decimal"), "half"),
        (typed("yes", "boolean"), "yes"),
        (typed("2025-01-29", "date"), "2025-01-29"),
        (ox.NamedNode("urn:a"), "urn:a"),
        (ox.BlankNode("b"), "b"),
    ],
    ids=str,
)
def test_a_term_as_a_python_value(term: Term | None, value: Value) -> None:
    assert to_python(term) == value
    assert type(to_python(term)) is type(value)


def test_rows_are_dicts_in_order_of_their_columns(rows: Rows) -> None:
    first, second = rows
    assert list(first) == ["code", "level", "share", "defined"]
    assert first == {"code": "SLMO", "level": 2, "share": Decimal("0.5"), "defined": True}
    assert second == {"code": "Qualité", "level": None, "share": None, "defined": None}


def test_rows_have_a_length_and_no_rows_are_false(rows: Rows) -> None:
    assert len(rows) == 2
    assert not Rows(("code",), ())


def test_a_pandas_frame(rows: Rows) -> None:
    frame = rows.to_pandas()
    assert list(frame.columns) == ["code", "level", "share", "defined"]
    assert frame["code"].tolist() == ["SLMO", "Qualité"]
    assert frame["level"].isna().tolist() == [False, True]


def test_a_pandas_frame_has_numbers_where_all_are_numbers() -> None:
    answer = ask("level-histogram")
    assert isinstance(answer, Rows)
    frame = answer.to_pandas()
    assert frame["skills"].sum() == 672
    assert frame.dtypes.astype(str).tolist() == ["int64", "int64", "int64"]


def test_a_polars_frame(rows: Rows) -> None:
    frame = rows.to_polars()
    assert frame.columns == ["code", "level", "share", "defined"]
    assert frame.rows() == rows.values()


def test_a_polars_frame_looks_at_all_rows_for_its_types() -> None:
    late = Rows(("x",), ((None,),) * 200 + ((ox.Literal(1),),))
    assert late.to_polars()["x"].to_list()[-1] == 1


@pytest.mark.parametrize("convert", [Rows.to_pandas, Rows.to_polars], ids=["pandas", "polars"])
def test_a_frame_of_no_rows_keeps_its_columns(convert: object) -> None:
    assert callable(convert)
    assert list(convert(Rows(("a", "b"), ())).columns) == ["a", "b"]


def test_a_notebook_gets_a_table(rows: Rows) -> None:
    assert rows._repr_html_() == (
        "<table><thead><tr><th>code</th><th>level</th><th>share</th><th>defined</th></tr></thead>"
        "<tbody><tr><td>SLMO</td><td>2</td><td>0.5</td><td>True</td></tr>"
        "<tr><td>Qualité</td><td></td><td></td><td></td></tr></tbody></table>"
    )


def test_a_notebook_gets_text_as_text() -> None:
    hostile = Rows(("x<y",), ((ox.Literal('<script>alert("1")</script> & more\nlines'),),))
    html = hostile._repr_html_()
    assert "<th>x&lt;y</th>" in html
    assert "<td>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more<br>lines</td>" in html


def test_triples_as_an_rdflib_graph() -> None:
    triples = Triples(
        (
            ox.Triple(
                ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("é", language="en-GB")
            ),
        )
    )
    graph = triples.to_rdflib()
    assert len(graph) == len(triples) == 1
    (value,) = graph.objects()
    assert str(value) == "é"
    assert dict(graph.namespaces())["sfia"].startswith("https://w3id.org/sfia-graph/")


def test_triples_as_an_rdflib_graph_keep_the_case_of_tags() -> None:
    answer = ask("describe-iri")
    assert isinstance(answer, Triples)
    tags = {getattr(each, "language", None) for each in answer.to_rdflib().objects()}
    assert "en-GB" in tags
    assert "en-gb" not in tags


def test_no_triples_are_an_empty_graph() -> None:
    assert len(Triples(()).to_rdflib()) == 0
    assert list(Triples(())) == []
