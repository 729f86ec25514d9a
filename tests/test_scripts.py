"""What scripts write is what the repository holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import list_queries, list_rules
from scripts.format_turtle import ROOT, formatted, turtle_files


@pytest.mark.parametrize("path", turtle_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_turtle_in_the_repository_is_canonical(path: Path) -> None:
    assert formatted(path) == path.read_bytes()


def test_data_and_vocabulary_are_among_the_files_that_are_kept_canonical() -> None:
    names = {path.name for path in turtle_files()}
    assert {"sfia.ttl", "sfia-7.ttl", "sfia-8.ttl", "sfia-9.ttl", "gloss-en.ttl"} <= names


def test_the_list_of_questions_is_up_to_date() -> None:
    page = list_queries.PAGE.read_text(encoding="utf-8")
    assert list_queries.with_listing(page) == page


def test_the_list_of_rules_is_up_to_date() -> None:
    page = list_rules.PAGE.read_text(encoding="utf-8")
    assert list_rules.with_listing(page) == page
