"""Sheets of skills: one row a skill, or one row a skill at a level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as with_changes

from sfia_graph.errors import quoted
from sfia_graph.languages import is_tag
from sfia_graph.records import Category, LevelText, Skill
from sfia_graph.report import Report
from sfia_graph.sources.categories import CategoryTree
from sfia_graph.sources.cells import Row, rows
from sfia_graph.sources.codes import read_code
from sfia_graph.sources.headers import Header
from sfia_graph.sources.known import shelves
from sfia_graph.sources.marks import read_level, read_levels
from sfia_graph.sources.pages import read_page
from sfia_graph.tags import canonical


@dataclass(slots=True)
class SkillSheet:
    """The skills of a sheet with their tree of categories; slugs come when the edition is known."""

    skills: list[Skill]
    tree: CategoryTree
    rows: list[Row]
    versions: set[int] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)

    def note_version(self, row: Row) -> None:
        """Note the edition and the language that a row names; `6.3` is edition 6."""
        version = row.required("version", "version")
        whole = re.fullmatch(r"([1-9])(\.[0-9])?", version)
        if whole:
            self.versions.add(int(whole[1]))
        elif version:
            row.reject("version", f"found {quoted(version)}, no edition", "as in 6 or 6.3")
        tag = row.required("language", "language")
        if is_tag(tag):
            self.languages.add(canonical(tag))
        elif tag:
            row.reject("language", f"found {quoted(tag)}, no language tag", "as in fr or en-GB")

    def settle(self, edition: int) -> tuple[tuple[Skill, ...], tuple[Category, ...]]:
        """Give the skills of an edition on their shelves, and its categories."""
        known, earlier = shelves(edition), shelves(edition - 1)
        slugs = self.tree.slugs(known)
        self.tree.refuse_clashes(slugs)
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
        sheet.tree.place(row, code, *_shelf(row))
        yield Skill(
            code=code,
            name=name,
            levels=levels,
            definition=row.required("definition", "overall description"),
            guidance=row.text("guidance"),
            page=read_page(row, "page"),
            position=_position(row),
        )


def _shelf(row: Row) -> tuple[str, str]:
    return row.required("category", "category"), row.required("subcategory", "subcategory")


def _position(row: Row) -> int | None:
    written = row.text("position")
    if written is None or re.fullmatch("[0-9]{1,6}", written):
        return int(written) if written else None
    message = f"found {quoted(written)}, no whole number; left out"
    row.report.warn("position", row.place("position"), written, message)
    return None


def _long(sheet: SkillSheet) -> Iterator[Skill]:
    first: dict[str, _Start] = {}
    texts: dict[str, dict[int, str]] = {}
    for row in sheet.rows:
        sheet.note_version(row)
        code = read_code(row, {})
        start = _Start(row, row.required("name", "name"), *_shelf(row), _definition(row))
        if code in first:
            _refuse_contradiction(start, first[code])
        else:
            first[code] = start
            sheet.tree.place(row, code, start.category, start.subcategory)
        levels = texts.setdefault(code, {})
        level = read_level(row, "level")
        text = row.required("text", "text of the level")
        if level is not None and level in levels:
            row.reject("level", f"{code} has level {level} twice", "give each level one row")
        elif level is not None:
            levels[level] = text
    for code, start in first.items():
        yield Skill(
            code=code,
            name=start.name,
            levels=tuple(LevelText(level, text) for level, text in sorted(texts[code].items())),
            definition=start.definition,
        )


def _definition(row: Row) -> str:
    return row.required("definition", "description")


@dataclass(frozen=True, slots=True)
class _Start:
    """What every row of a skill repeats."""

    row: Row
    name: str
    category: str
    subcategory: str
    definition: str


def _refuse_contradiction(found: _Start, first: _Start) -> None:
    for name in ("name", "category", "subcategory", "definition"):
        if getattr(found, name) != getattr(first, name):
            problem = f"another {name} than in row {first.row.index + 1}, which has the same code"
            found.row.reject(name, problem, "write the same in every row of the skill")
