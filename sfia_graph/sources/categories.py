"""The two-storey tree of categories, with slugs that do not change with the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sfia_graph.errors import quoted
from sfia_graph.namespaces import slug
from sfia_graph.records import Category
from sfia_graph.report import Report
from sfia_graph.sources.cells import Row

Shelf = tuple[str, str]
"""The names of a category and a subcategory, or their slugs."""


@dataclass(slots=True)
class CategoryTree:
    """Collects where each skill stands, then gives the categories and their slugs."""

    report: Report
    _parent: dict[str, str] = field(default_factory=dict)
    _skills: dict[str, Shelf] = field(default_factory=dict)
    _first: dict[str, tuple[Row, str]] = field(default_factory=dict)

    def place(self, row: Row, code: str, category: str, subcategory: str) -> None:
        """Note the row's place; a subcategory under two categories is a fault."""
        if not category or not subcategory:
            return
        self._first.setdefault(category, (row, "category"))
        self._first.setdefault(subcategory, (row, "subcategory"))
        parent = self._parent.setdefault(subcategory, category)
        if parent != category:
            both = f"{quoted(parent)} and {quoted(category)}"
            problem = f"the subcategory {quoted(subcategory)} stands under {both}"
            row.reject("category", problem, "put it under one category")
        self._skills[code] = (category, subcategory)

    def slugs(self, known: Mapping[str, Shelf]) -> dict[str, str]:
        """Give the slug of each name.

        `known` maps a code to the slugs of its category and subcategory in this edition, as far as
        the project knows them: a translated or respelled name takes the slug that its skills have.
        """
        fixed = {name for shelf in known.values() for name in shelf}
        votes: dict[str, Counter[str]] = {}
        for code, shelf in self._skills.items():
            for name, usual in zip(shelf, known.get(code, shelf), strict=True):
                votes.setdefault(name, Counter())[usual] += 1
        slugs = {}
        for name, counted in votes.items():
            usual = counted.most_common(1)[0][0]
            own = slug(name)
            slugs[name] = usual if own not in fixed and usual in fixed else own
        return slugs

    def shelf(self, code: str, slugs: Mapping[str, str]) -> tuple[str | None, str | None]:
        """Give the slugs of a skill's category and subcategory."""
        if code not in self._skills:
            return None, None
        category, subcategory = self._skills[code]
        return slugs[category], slugs[subcategory]

    def categories(self, slugs: Mapping[str, str]) -> tuple[Category, ...]:
        """Give the categories, then the subcategories, in the order in which they were met."""
        tops = dict.fromkeys(self._parent.values())
        return (
            *(Category(slugs[name], name) for name in tops),
            *(Category(slugs[name], name, slugs[top]) for name, top in self._parent.items()),
        )

    def refuse_clashes(self, slugs: Mapping[str, str]) -> None:
        """Two names that come to one IRI, and a name that comes to none, are a fault."""
        for name in sorted(self._parent.keys() & self._parent.values()):
            problem = f"{quoted(name)} is the name of a category and of a subcategory"
            self._reject(name, problem, "rename one")
        for taken, times in Counter(slugs.values()).items():
            names = [name for name in slugs if slugs[name] == taken]
            if not taken:
                self._reject(
                    names[0], f"{quoted(names[0])} has no letter for an IRI", "add its English name"
                )
            elif times > 1:
                problem = f"{' and '.join(map(quoted, names))} would share the IRI …/{taken}"
                self._reject(names[-1], problem, "rename one")

    def _reject(self, name: str, problem: str, remedy: str) -> None:
        row, field = self._first[name]
        row.reject(field, problem, remedy)
