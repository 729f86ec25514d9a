"""The layouts of SFIA's sheets, as a table: a new edition's sheet is a new row here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sfia_graph.records import LEVELS

Kind = Literal["skills", "skills at level", "attributes", "levels", "attributes by level"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, known by its header (or one of several), and what it means to us.

    `span` > 1 is a header merged over that many columns, the others being blank.
    """

    field: str
    headers: tuple[str, ...]
    required: bool = True
    span: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of sheet.

    `edition` is the one that uses this layout, None where the sheet itself says it. `ignored` are
    headers whose columns are known to carry nothing of the framework.
    """

    name: str
    kind: Kind
    columns: tuple[Column, ...]
    edition: int | None = None
    ignored: tuple[str, ...] = field(default=())


def _one(name: str, *headers: str) -> Column:
    return Column(name, headers)


def _optional(name: str, *headers: str) -> Column:
    return Column(name, headers, required=False)


_MERGED_MARKS = (Column("mark.1", ("Levels",), span=len(LEVELS)),)
_SINGLE_MARKS = tuple(_one(f"mark.{n}", f"Level {n}") for n in LEVELS)
_TEXTS = tuple(_one(f"text.{n}", f"Level {n} description") for n in LEVELS)

_SKILL = (
    _optional("position", "#", "ID"),
    _one("code", "Code"),
    _one("name", "Skill"),
    _one("category", "Category"),
    _one("subcategory", "Subcategory"),
    _one("definition", "Overall description"),
    _one("guidance", "Guidance notes"),
    *_TEXTS,
)
_ATTRIBUTE = (
    _one("code", "Code"),
    _optional("page", "URL"),
    _one("name", "Attribute name"),
    _one("type", "Type"),
    _one("definition", "Overall description"),
    _one("guidance", "Guidance notes"),
    *_TEXTS,
)

LAYOUTS: tuple[Layout, ...] = (
    Layout("skills, SFIA 9", "skills", (*_MERGED_MARKS, _one("page", "URL"), *_SKILL)),
    Layout("skills, SFIA 9", "skills", (*_SINGLE_MARKS, _one("page", "URL"), *_SKILL)),
    Layout("skills, SFIA 8", "skills", (*_MERGED_MARKS, *_SKILL), edition=8),
    Layout("skills, SFIA 8", "skills", (*_SINGLE_MARKS, *_SKILL), edition=8),
    Layout(
        "skills at level, SFIA 6",
        "skills at level",
        (
            _one("language", "lang"),
            _one("version", "version"),
            _one("category", "Category"),
            _one("subcategory", "Subcategory"),
            _one("name", "Skill"),
            _one("definition", "description"),
            _one("code", "code"),
            _one("level", "level"),
            _one("text", "description22", "level description"),
        ),
        ignored=(
            *("uid", "master", "title", "loc", "loc2", "uid3", "master4", "loc6", "loc7", "uid8"),
            *("master9", "loc11", "loc12", "uid13", "master14", "loc16", "loc17", "uid18"),
            *("master19", "loc21", "loc23"),
        ),
    ),
    Layout("attributes, SFIA 9", "attributes", (*_MERGED_MARKS, *_ATTRIBUTE)),
    Layout("attributes, SFIA 9", "attributes", (*_SINGLE_MARKS, *_ATTRIBUTE)),
    Layout(
        "levels, SFIA 9",
        "levels",
        (_one("row", "Level"), *(_one(f"level.{n}", str(n)) for n in LEVELS)),
    ),
    Layout(
        "levels, SFIA 8",
        "attributes by level",
        (
            _optional("level", "", "Level"),
            _one("AUTO", "Autonomy"),
            _one("INFL", "Influence"),
            _one("COMP", "Complexity"),
            _one("business-skills", "Business skills"),
            _one("KNGE", "Knowledge"),
        ),
        edition=8,
    ),
)

LEVEL_ROWS = {
    "guiding phrase": "phrase",
    "essence of the level": "essence",
    "url": "page",
}
"""What the rows of edition 9's sheet of levels mean, by the text of their first cell."""

ATTRIBUTE_TYPES = {
    "attributes": False,
    "business skills/behavioural factors": True,
    "business skills/behavioral factors": True,
}
"""Whether a row of the attributes sheet is a behavioural factor, by its type."""
