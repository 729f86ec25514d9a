"""Sheets of attributes and of levels, in the layouts of editions 9 and 8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.errors import Place, quoted
from sfia_graph.records import LEVELS, Attribute, LevelInEdition, LevelText
from sfia_graph.report import Report
from sfia_graph.sources.cells import Row, rows
from sfia_graph.sources.codes import read_code
from sfia_graph.sources.headers import Header
from sfia_graph.sources.layouts import ATTRIBUTE_TYPES, LEVEL_ROWS
from sfia_graph.sources.marks import read_levels
from sfia_graph.sources.pages import read_page

_NUMBERED = re.compile(r"([1-7])\s*(?:-\s*(.*))?", re.DOTALL)


def read_attributes(header: Header, report: Report) -> Iterator[Attribute]:
    """Read edition 9's sheet of attributes, one row an attribute."""
    seen: dict[str, int] = {}
    for row in rows(header, report):
        code = read_code(row, seen)
        yield Attribute(
            slug=code,
            code=code,
            name=row.required("name", "name"),
            levels=read_levels(row),
            behavioural=_is_behavioural(row),
            definition=row.text("definition"),
            guidance=row.text("guidance"),
            page=read_page(row, "page"),
        )


def _is_behavioural(row: Row) -> bool:
    kind = row.required("type", "type")
    if kind and kind.casefold() not in ATTRIBUTE_TYPES:
        row.reject(
            "type",
            f"found {quoted(kind)}",
            "write Attributes or Business skills/Behavioural factors",
        )
    return ATTRIBUTE_TYPES.get(kind.casefold(), False)


def read_level_columns(header: Header, report: Report) -> tuple[LevelInEdition, ...]:
    """Read edition 9's sheet of levels, one column a level."""
    found: dict[str, Row] = {}
    for row in rows(header, report):
        key = " ".join(row.raw("row").split()).casefold()
        if key in LEVEL_ROWS:
            found[LEVEL_ROWS[key]] = row
        else:
            report.warn("unknown-row", row.place("row"), row.raw("row"), "left out")
    return tuple(
        LevelInEdition(
            level,
            phrase=found["phrase"].text(f"level.{level}") if "phrase" in found else None,
            essence=(
                found["essence"].text(f"level.{level}", essence=True)
                if "essence" in found
                else None
            ),
            page=read_page(found["page"], f"level.{level}") if "page" in found else None,
        )
        for level in LEVELS
    )


def read_level_rows(header: Header, report: Report) -> tuple[list[Attribute], list[LevelInEdition]]:
    """Read edition 8's sheet of levels, one row a level and one column an attribute."""
    slugs = [name for name in header.columns if name != "level"]
    texts: dict[str, list[LevelText]] = {name: [] for name in slugs}
    levels: dict[int, LevelInEdition] = {}
    for row in rows(header, report):
        written = row.text("level") or ""
        numbered = _NUMBERED.fullmatch(written)
        if numbered is None:
            row.reject("level", f"found {quoted(written)}", "begin with the level, as in '1 - '")
            continue
        level, phrase = int(numbered[1]), numbered[2] or None
        if written not in (str(level), f"{level} - {phrase}"):
            message = f"read as level {level}" + (f", '{phrase}'" if phrase else "")
            report.repair("level-number", row.place("level"), row.raw("level"), message)
        if level in levels:
            row.reject("level", f"level {level} stands twice", "give each level one row")
        levels[level] = LevelInEdition(level, phrase)
        for name in slugs:
            texts[name].append(LevelText(level, row.required(name, f"text of level {level}")))
    for level in sorted(set(LEVELS) - levels.keys()):
        place = Place(header.table.file, header.table.sheet)
        report.reject(place, "", f"no row of level {level}", "add the row")
    named = header.table.rows[header.row]
    attributes = [
        Attribute(
            slug=name,
            code=name if name.isupper() else None,
            name=" ".join(named[header.columns[name]].split()),
            levels=tuple(sorted(texts[name], key=lambda at: at.level)),
        )
        for name in slugs
    ]
    return attributes, [levels[level] for level in sorted(levels)]
