"""Brackets too deep for a parser are seen before it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from sfia_graph.errors import SourceError
from sfia_graph.nesting import is_too_deep
from sfia_graph.rdf import read_quads

TRIPLE = "<urn:a> <urn:b> "


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.ttl", TRIPLE + "(" * 1_500_000),
        ("whole.ttl", TRIPLE + "(" * 100_000 + ")" * 100_000 + " ."),
        ("node.trig", "[ <urn:b> " * 600_000),
        ("term.nt", TRIPLE + f"<<( {TRIPLE}" * 100_000 + "<urn:c>" + " )>>" * 100_000 + " ."),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_deep_brackets_are_refused(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_quads(path)
    problem = "brackets inside brackets, more than 1000 deep"
    assert str(refused.value) == f"{name}: {problem}; write the RDF in a flatter way"


@pytest.mark.parametrize(
    "content",
    [
        TRIPLE + "'" + "(" * 5_000 + "' .",
        TRIPLE + '"""' + '["' * 5_000 + ' """ .',
        "# " + "[" * 5_000 + "\n" + TRIPLE + "1 .",
        TRIPLE + " , ".join(["( 1 )"] * 5_000) + " .",
        TRIPLE + "(" * 1_000 + ")" * 1_000 + " .",
    ],
    ids=["text", "long text", "comment", "many but flat", "as deep as may be"],
)
def test_brackets_that_are_not_deep_are_read(content: str, tmp_path: Path) -> None:
    path = tmp_path / "fine.ttl"
    path.write_text(content, encoding="utf-8")
    assert not is_too_deep(content.encode())
    assert len(read_quads(path)) >= 1
