"""Tables of SFIA, of whatever edition and layout, put together into one `Edition`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.languages import primary
from sfia_graph.records import EDITIONS, Attribute, Edition, LevelInEdition, Skill, SourceFile
from sfia_graph.report import Report
from sfia_graph.sources.attributes import read_attributes, read_level_columns, read_level_rows
from sfia_graph.sources.headers import Header, find_header
from sfia_graph.sources.known import shelves
from sfia_graph.sources.layouts import Kind
from sfia_graph.sources.pages import edition_of
from sfia_graph.sources.skills import SkillSheet, read_skills
from sfia_graph.sources.tables import Table

_BRITISH = re.compile(r"\borganis(?:e|ation)", re.IGNORECASE)
_AMERICAN = re.compile(r"\borganiz(?:e|ation)", re.IGNORECASE)


@dataclass(slots=True)
class _Parts:
    place: Place
    sheet: SkillSheet | None = None
    attributes: list[Attribute] = field(default_factory=list)
    levels: list[LevelInEdition] = field(default_factory=list)
    layout_edition: int | None = None

    def pages(self) -> Iterator[str | None]:
        for skill in self.sheet.skills if self.sheet else ():
            yield skill.page
        yield from (attribute.page for attribute in self.attributes)
        yield from (level.page for level in self.levels)

    def said(self) -> set[int]:
        """The editions that addresses and version numbers name."""
        said = {number for number in map(edition_of, self.pages()) if number is not None}
        return said | (self.sheet.versions if self.sheet else set())


def read_sheets(
    tables: Iterable[Table],
    sources: tuple[SourceFile, ...],
    report: Report,
    *,
    edition: int | None = None,
    language: str | None = None,
) -> Edition:
    """Read the sheets of one edition in one language.

    `edition` and `language` are the user's word; where they are not given, the sheets' addresses,
    columns and spelling say them, and the report says what was found. Raises `SourceError` for
    the first fault; the report holds them all.
    """
    parts = _read_parts(list(tables), report)
    report.raise_rejects()
    if parts.sheet is None:
        raise AssertionError("read_parts refuses tables without a sheet of skills")
    if not parts.sheet.skills:
        raise SourceError(parts.place, "a header and no rows", "add the skills")
    number = edition or _find_edition(parts)
    if edition:
        _doubt(parts, edition, report)
    elif number == parts.layout_edition:
        _refuse_strangers(parts, parts.sheet.skills, number)
    skills, categories = parts.sheet.settle(number)
    report.raise_rejects()
    tag = language or _find_language(parts, skills, report)
    if primary(tag) != "en" and not shelves(number):
        message = (
            f"nothing is known of edition {number}: its categories get IRIs from '{tag}' names"
        )
        report.warn("category-slug", parts.place, "", message)
    return Edition(
        number=number,
        language=tag,
        skills=skills,
        sources=sources,
        categories=categories,
        attributes=tuple(parts.attributes),
        levels=tuple(parts.levels),
    )


def _read_parts(tables: list[Table], report: Report) -> _Parts:
    headers: dict[Kind, Header] = {}
    for table in tables:
        header = find_header(table, report)
        if header is None:
            place = Place(table.file, table.sheet)
            report.warn("unknown-sheet", place, "", "no sheet of SFIA, left out")
            continue
        kind: Kind = header.layout.kind
        if kind == "skills at level":
            kind = "skills"
        if kind in headers:
            other = headers[kind].table
            raise SourceError(
                Place(table.file, table.sheet),
                f"holds {kind}, and so does {Place(other.file, other.sheet)}",
                "import them one at a time",
            )
        headers[kind] = header
    _refuse_without_skills(tables, headers)
    parts = _Parts(Place(headers["skills"].table.file, headers["skills"].table.sheet))
    parts.layout_edition = headers["skills"].layout.edition
    parts.sheet = read_skills(headers["skills"], report)
    if "attributes" in headers:
        parts.attributes.extend(read_attributes(headers["attributes"], report))
    if "levels" in headers:
        parts.levels.extend(read_level_columns(headers["levels"], report))
    if "attributes by level" in headers:
        attributes, levels = read_level_rows(headers["attributes by level"], report)
        parts.attributes.extend(attributes)
        parts.levels.extend(levels)
    return parts


def _refuse_without_skills(tables: list[Table], headers: dict[Kind, Header]) -> None:
    header = headers.get("skills")
    if header is None:
        first = tables[0]
        place = Place(first.file)
        if headers:
            kind, other = next(iter(headers.items()))
            place = Place(other.table.file, other.table.sheet)
            raise SourceError(place, f"holds {kind}, no skills", "add the sheet of skills")
        top = ", ".join(map(quoted, first.rows[0][:4])) if first.rows else "nothing"
        problem = f"no sheet of skills; its first row holds {top}"
        raise SourceError(place, problem, "the header row must name Code, Skill, Category, …")


def _find_edition(parts: _Parts) -> int:
    said = parts.said()
    if parts.layout_edition is not None:
        said.add(parts.layout_edition)
    if len(said) > 1:
        numbers = " and ".join(str(number) for number in sorted(said))
        raise SourceError(parts.place, f"mixes editions {numbers}", "import them one at a time")
    if not said:
        raise SourceError(parts.place, "nothing says which edition this is", "give --edition")
    number = said.pop()
    if number not in EDITIONS:
        known = f"known are {EDITIONS[0]} to {EDITIONS[-1]}"
        raise SourceError(parts.place, f"edition {number}, which is unknown", known)
    return number


def _doubt(parts: _Parts, edition: int, report: Report) -> None:
    others = " and ".join(str(number) for number in sorted(parts.said() - {edition}))
    if others:
        message = f"names edition {others}; read as edition {edition}, as --edition says"
        report.warn("edition", parts.place, "", message)


def _refuse_strangers(parts: _Parts, skills: list[Skill], edition: int) -> None:
    known = shelves(edition)
    strangers = [skill.code for skill in skills if skill.code not in known]
    if known and strangers:
        problem = f"looks like edition {edition}, which has no {', '.join(strangers[:3])}"
        raise SourceError(parts.place, problem, "say which edition it is with --edition")


def _find_language(parts: _Parts, skills: tuple[Skill, ...], report: Report) -> str:
    said = parts.sheet.languages if parts.sheet else set()
    if len(said) > 1:
        tags = " and ".join(sorted(said))
        raise SourceError(parts.place, f"mixes languages {tags}", "import them one at a time")
    if said - {"en"}:
        return said.pop()
    wording = "\n".join(skill.definition or "" for skill in skills)
    american, british = len(_AMERICAN.findall(wording)), len(_BRITISH.findall(wording))
    language = "en-US" if american > british else "en-GB"
    message = f"read as {language} by its spelling; --language says otherwise"
    if american == british:
        message = "no spelling tells which English this is, read as en-GB; give --language"
    report.warn("language", parts.place, "", message)
    return language
