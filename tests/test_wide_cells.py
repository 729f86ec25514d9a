"""What one reader of delimited texts wants of its cells is no other's business."""

from __future__ import annotations

import csv

import pytest

from sfia_graph.mappings.tsv import parse_tsv
from sfia_graph.wide_cells import wide_cells

USUAL = 131_072
HEAD = "#mapping_set_id: https://example.org/mill\n#curie_map:\n#  a: https://example.org/\n"
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"


def test_a_mapping_may_have_a_longer_comment_and_others_keep_their_limit() -> None:
    comment = "x" * (USUAL + 1)
    row = f"a:1\tskos:exactMatch\ta:2\tsemapv:ManualMappingCuration\t{comment}\n"
    found = parse_tsv(HEAD + COLUMNS + row, "a.sssom.tsv", [])
    assert [each.one("comment") for each in found.mappings] == [comment]
    assert csv.field_size_limit() == USUAL


def test_a_fault_gives_the_limit_back() -> None:
    with pytest.raises(csv.Error), wide_cells(10):
        next(csv.reader(["x" * 11]))
    assert csv.field_size_limit() == USUAL
