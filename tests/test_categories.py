"""The tree of categories has two storeys, and its IRIs do not change with the language."""

from __future__ import annotations

import pytest
from invented import EDITION, SOURCE, Grid, skills_grid, table

from sfia_graph.errors import SourceError
from sfia_graph.records import Category, Edition
from sfia_graph.report import Report
from sfia_graph.sources.known import shelves
from sfia_graph.sources.sheets import read_sheets

CATEGORY, SUBCATEGORY = (skills_grid()[0].index(name) for name in ("Category", "Subcategory"))


def _read(grid: Grid, edition: int = 9, language: str = "en-GB") -> Edition:
    return read_sheets([table(grid)], (SOURCE,), Report(), edition=edition, language=language)


def _grid(shelves: list[tuple[str, str, str]]) -> Grid:
    """A sheet with a skill for each code, category and subcategory."""
    header, row = skills_grid()[:2]
    grid = [header]
    for code, category, subcategory in shelves:
        grid.append(list(row))
        grid[-1][header.index("Code")] = code
        grid[-1][header.index("URL")] = ""
        grid[-1][CATEGORY], grid[-1][SUBCATEGORY] = category, subcategory
    return grid


def _fault(shelves: list[tuple[str, str, str]]) -> str:
    with pytest.raises(SourceError) as caught:
        _read(_grid(shelves))
    return str(caught.value)


def test_categories_come_before_subcategories_in_the_order_of_the_sheet() -> None:
    assert _read(skills_grid()).categories == EDITION.categories


def test_a_skill_knows_its_shelf() -> None:
    found = {
        skill.code: (skill.category, skill.subcategory) for skill in _read(skills_grid()).skills
    }
    assert found["KNEA"] == ("baking-and-more", "bread-rolls")


def test_what_the_shipped_data_know_are_slugs_by_code() -> None:
    assert shelves(9)["SLMO"] == ("delivery-and-operation", "service-management")
    assert len(shelves(9)) == 147
    assert len(shelves(8)) == 121


def test_an_edition_that_is_not_shipped_has_no_known_shelves() -> None:
    assert shelves(3) == {}


def test_a_translated_category_takes_the_slug_that_its_skills_have() -> None:
    french = [("SLMO", "Boulangerie", "Pain"), ("ITMG", "Boulangerie", "Beurre")]
    assert _read(_grid(french), language="fr").categories == (
        Category("delivery-and-operation", "Boulangerie"),
        Category("service-management", "Pain", "delivery-and-operation"),
        Category("technology-management", "Beurre", "delivery-and-operation"),
    )


def test_a_respelt_subcategory_takes_the_known_slug() -> None:
    known = shelves(9)["SLMO"]
    (top, below) = _read(_grid([("SLMO", "Delivery & operation", "Servis management")])).categories
    assert (top.slug, below.slug) == known
    assert (top.name, below.name) == ("Delivery & operation", "Servis management")


def test_a_skill_on_another_known_shelf_does_not_rename_the_shelf() -> None:
    """An edited copy may move a skill; the name of the shelf decides, not the skill."""
    moved = [("SLMO", "People and skills", "People management")]
    assert [each.slug for each in _read(_grid(moved)).categories] == [
        "people-and-skills",
        "people-management",
    ]


def test_most_of_the_skills_decide_which_shelf_it_is() -> None:
    codes = [code for code, shelf in shelves(9).items() if shelf == shelves(9)["SLMO"]][:2]
    stranger = next(code for code, shelf in shelves(9).items() if shelf[0] == "people-and-skills")
    grid = _grid([(code, "Livraison", "Gestion") for code in (stranger, *codes)])
    assert _read(grid).categories[1].slug == shelves(9)["SLMO"][1]


def test_a_new_category_has_the_slug_of_its_name() -> None:
    grid = _grid([("BREW", "Étage & co", "Café")])
    assert [each.slug for each in _read(grid).categories] == ["etage-co", "cafe"]


WHERE = "bakery.xlsx, sheet 'Skills', row"


@pytest.mark.parametrize(
    ("shelves", "line"),
    [
        (
            [("BREW", "Baking", "Drinks"), ("KNEA", "Trade", "Drinks")],
            f"{WHERE} 3, column 'Category': the subcategory 'Drinks' stands under 'Baking' and"
            " 'Trade'; put it under one category",
        ),
        (
            [("BREW", "Baking", "Hot drinks"), ("KNEA", "Baking", "Hot, drinks")],
            f"{WHERE} 3, column 'Subcategory': 'Hot drinks' and 'Hot, drinks' would share the IRI"
            " …/hot-drinks; rename one",
        ),
        (
            [("BREW", "Baking", "Drinks"), ("KNEA", "Baking", "Baking")],
            f"{WHERE} 2, column 'Category': 'Baking' is the name of a category and of a"
            " subcategory; rename one",
        ),
        (
            [("BREW", "Baking", "Trade"), ("KNEA", "Trade", "Shop")],
            f"{WHERE} 2, column 'Subcategory': 'Trade' is the name of a category and of a"
            " subcategory; rename one",
        ),
        (
            [("BREW", "飲食", "Drinks")],
            f"{WHERE} 2, column 'Category': '飲食' has no letter for an IRI; add its English name",
        ),
        (
            [("BREW", "Baking", "")],
            f"{WHERE} 2, column 'Subcategory': no subcategory; write the subcategory or delete the"
            " row",
        ),
    ],
    ids=["two parents", "one slug", "own parent", "a category below", "no letter", "blank"],
)
def test_a_tree_that_is_none_is_refused(shelves: list[tuple[str, str, str]], line: str) -> None:
    assert _fault(shelves) == line
