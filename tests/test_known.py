"""What the shipped data know of an edition, and what is said where they know nothing."""

from __future__ import annotations

import pytest
from invented import FRENCH, SOURCE, skills_grid, table

from sfia_graph.report import Report
from sfia_graph.sources.known import shelves
from sfia_graph.sources.sheets import read_sheets


@pytest.mark.parametrize(("edition", "skills"), [(9, 147), (8, 121), (7, 0), (6, 0)])
def test_the_shelves_of_shipped_editions_are_known(edition: int, skills: int) -> None:
    assert len(shelves(edition)) == skills


def test_a_shelf_is_the_slugs_of_category_and_subcategory() -> None:
    assert shelves(9)["SLMO"] == ("delivery-and-operation", "service-management")
    assert shelves(9)["UNAN"] == ("development-and-implementation", "user-centred-design")


@pytest.mark.parametrize(
    ("edition", "language", "said"),
    [
        (
            6,
            "fr",
            ["nothing is known of edition 6: its categories get IRIs from 'fr' names"],
        ),
        (6, "en-GB", []),
        (9, "fr", []),
    ],
)
def test_slugs_made_of_translated_names_are_said(
    edition: int, language: str, said: list[str]
) -> None:
    report = Report()
    grid = skills_grid(FRENCH)
    read_sheets([table(grid, "Skills")], (SOURCE,), report, edition=edition, language=language)
    slugs = [finding.message for finding in report.findings if finding.kind == "category-slug"]
    assert slugs == said
