"""Sheets of skills: one row a skill, or one row a skill at a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as with_changes

from sfia_graph.records import Category, LevelText, Skill
from sfia_graph.report import Report
from sfia_graph.sources.categories import CategoryTree
from sfia_graph.sources.cells import Row, rows
from sfia_graph.sources.codes import read_code
from sfia_graph.sources.headers import Header
from sfia_graph.sources.known import shelves
from sfia_graph.sources.marks import read_level, read_levels
from sfia_graph.sources.pages import read_page


@dataclass(slots=True)
class SkillSheet:
    """The skills of a sheet with their tree of categories; slugs come when the edition is known."""

    skills: list[Skill]
    tree: CategoryTree
    rows: list[Row]
    versions: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)

    def settle(self, edition: int) -> tuple[tuple[Skill, ...], tuple[Category, ...]]:
        """Give the skills of an edition on their shelves, and its categories."""
        known, earlier = shelves(edition), shelves(edition - 1)
        slugs = self.tree.slugs(known)
        if self.rows:
            self.tree.refuse_clashes(self.rows[0], slugs)
        skills = []
        for skill in self.skills:
            category, subcategory = self.tree.shelf(skill.code, slugs)
            revises = edition - 1 if skill.code in earlier else None
            skills.append(
                with_changes(skill, category=category, subcategory=subcategory, revises=revises)
            )
        return tuple(skills), self.tree.categories(slugs)


def read_skills(header: Header, report: Report) -> SkillSheet:
    """Read a sheet of skills in either layout."""
    sheet = SkillSheet([], CategoryTree(report), list(rows(header, report)))
    if header.layout.kind == "skills":
        sheet.skills.extend(_wide(sheet))
    else:
        sheet.skills.extend(_long(sheet))
    return sheet


def _wide(sheet: SkillSheet) -> Iterator[Skill]:
    seen: dict[str, int] = {}
    for row in sheet.rows:
        code = read_code(row, seen)
        name = row.required("name", "name")
        levels = read_levels(row)
        sheet.tree.place(row, code)
        yield Skill(
            code=code,
            name=name,
            levels=levels,
            definition=row.required("definition", "overall description"),
            guidance=row.text("guidance"),
            page=read_page(row, "page"),
            position=_position(row),
        )


def _position(row: Row) -> int | None:
    number = row.raw("position").strip()
    return int(number) if number.isascii() and number.isdigit() else None


def _long(sheet: SkillSheet) -> Iterator[Skill]:
    first: dict[str, Row] = {}
    texts: dict[str, dict[int, str]] = {}
    for row in sheet.rows:
        sheet.versions.add(row.raw("version").strip())
        sheet.languages.add(row.raw("language").strip())
        known = first.get(row.raw("code").strip().upper())
        code = read_code(row, {}) if known is None else row.raw("code").strip().upper()
        if known is None:
            first[code] = row
            sheet.tree.place(row, code)
        else:
            _refuse_contradiction(row, known)
        level = read_level(row, "level")
        text = row.required("text", "text of the level")
        if level is not None and level in texts.setdefault(code, {}):
            row.reject("level", f"{code} has level {level} twice", "give each level one row")
        elif level is not None:
            texts[code][level] = text
    for code, row in first.items():
        yield Skill(
            code=code,
            name=row.required("name", "name"),
            levels=tuple(LevelText(level, text) for level, text in sorted(texts[code].items())),
            definition=row.required("definition", "description"),
        )


def _refuse_contradiction(row: Row, first: Row) -> None:
    for name in ("name", "category", "subcategory", "definition"):
        if row.raw(name) != first.raw(name):
            problem = f"another {name} than in row {first.index + 1}, which has the same code"
            row.reject(name, problem, "write the same in every row of the skill")
