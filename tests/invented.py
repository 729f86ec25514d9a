"""A small invented framework, and every kind of file that can hold it, each from one description.

The skills are those of a bakery. `EDITION` is what every source must give; `Shape.seen` says what
of it a shape of source can hold.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl

from sfia_graph.languages import WORDS, primary
from sfia_graph.merging import merge
from sfia_graph.official_iris import OFFICIAL, official_category
from sfia_graph.records import (
    LEVELS,
    Attribute,
    Category,
    Edition,
    LevelInEdition,
    LevelText,
    Skill,
    SourceFile,
)
from sfia_graph.serialise import canonical_turtle
from sfia_graph.sources.tables import Table

Grid = list[list[str]]

SITE = "https://sfia-online.org/en"
SOURCE = SourceFile("bakery.xlsx", "0" * 64)
NOTE = "Nobody bakes at this level."
TITLE = "The world's framework for bakers"


def _skill(
    position: int, code: str, name: str, shelf: tuple[str, str], levels: tuple[int, ...]
) -> Skill:
    return Skill(
        code=code,
        name=name,
        levels=tuple(LevelText(level, f"Does {name.lower()} number {level}.") for level in levels),
        category=shelf[0],
        subcategory=shelf[1],
        definition=f"The art of {name.lower()}, with “care”; never in haste.",
        guidance=f"About {name.lower()}:\n\nflour, water and salt\na café’s oven",
        page=f"{SITE}/skillcode/9/{code}",
        position=position,
    )


def _attribute(code: str, name: str, *, behavioural: bool) -> Attribute:
    return Attribute(
        slug=code,
        code=code,
        name=name,
        levels=tuple(LevelText(level, f"{name} of grade {level}.") for level in LEVELS),
        behavioural=behavioural,
        definition=f"How much {name.lower()} there is.",
        guidance=f"{name} grows\nwith the years",
        page=f"{SITE}/shortcode/9/{code}",
    )


EDITION = Edition(
    number=9,
    language="en-GB",
    skills=(
        _skill(1, "BREW", "Coffee brewing", ("baking-and-more", "drinks"), (2, 3)),
        _skill(2, "KNEA", "Dough kneading", ("baking-and-more", "bread-rolls"), (1, 2, 3, 4)),
        _skill(3, "OVEN", "Oven tending", ("baking-and-more", "bread-rolls"), (3, 4, 5)),
        _skill(4, "TART", "Tart selling", ("trade", "shop"), (6, 7)),
    ),
    sources=(SOURCE,),
    categories=(
        Category("baking-and-more", "Baking, and more"),
        Category("trade", "Trade"),
        Category("drinks", "Drinks", "baking-and-more"),
        Category("bread-rolls", "Bread & rolls", "baking-and-more"),
        Category("shop", "Shop", "trade"),
    ),
    attributes=(
        _attribute("CARE", "Care", behavioural=False),
        _attribute("ZEAL", "Zeal", behavioural=True),
    ),
    levels=tuple(
        LevelInEdition(
            level,
            phrase=f"Grade {level}",
            essence=f"Bakes as grade {level} does.",
            page=f"{SITE}/lor/9/{level}",
        )
        for level in LEVELS
    ),
)

FRENCH = replace(
    EDITION,
    language="fr",
    skills=tuple(
        replace(
            skill,
            name=f"Métier {skill.code.lower()}",
            definition=f"L’art du métier {skill.position}.",
            guidance=f"À savoir :\n\nla farine\nl’œuf {skill.position}",
            levels=tuple(
                LevelText(at.level, f"Pratique le métier {skill.position} au rang {at.level}.")
                for at in skill.levels
            ),
        )
        for skill in EDITION.skills
    ),
    levels=tuple(
        replace(level, phrase=f"Rang {level.level}", essence=f"Travaille au rang {level.level}.")
        for level in EDITION.levels
    ),
)
"""The same framework in French; its categories keep their names, so that the IRIs agree."""


def one_skill(edition: Edition, code: str = "KNEA", *, note: str | None = NOTE) -> Edition:
    """The edition as the page of one of its skills gives it."""
    skill = next(skill for skill in edition.skills if skill.code == code)
    alone = replace(skill, category=None, subcategory=None, guidance=None, page=None, position=None)
    return Edition(
        number=edition.number,
        language=primary(edition.language),
        skills=(alone,),
        sources=(SOURCE,),
        complete=False,
        title=TITLE,
        not_observed_note=note if skill.levels[0].level > 1 else None,
    )


# --- sheets -------------------------------------------------------------------------------------


def skills_grid(edition: Edition = EDITION, *, single: bool = False, url: bool = True) -> Grid:
    """The sheet of skills: marks under one merged header, or (`single`) a header for each level."""
    names = {category.slug: category.name or "" for category in edition.categories}
    marks = [f"Level {n}" for n in LEVELS] if single else ["Levels", *[""] * 6]
    header = ["ID" if single else "#", *marks, "Code", *["URL"] * url, "Skill", "Category"]
    header += ["Subcategory", "Overall description", "Guidance notes", *_text_headers()]
    grid = [header]
    for skill in edition.skills:
        row = [str(skill.position), *_marks(skill.levels), skill.code, *[skill.page or ""] * url]
        row += [skill.name or "", names[skill.category or ""], names[skill.subcategory or ""]]
        row += [skill.definition or "", skill.guidance or "", *_texts(skill.levels)]
        grid.append(row)
    return grid


def attributes_grid(edition: Edition = EDITION) -> Grid:
    """Edition 9's sheet of attributes."""
    header = ["Levels", *[""] * 6, "Code", "URL", "Attribute name", "Type"]
    header += ["Overall description", "Guidance notes", *_text_headers()]
    grid = [header]
    for attribute in edition.attributes:
        kind = "Business skills/Behavioural factors" if attribute.behavioural else "Attributes"
        row = [*_marks(attribute.levels), attribute.code or "", attribute.page or ""]
        row += [attribute.name or "", kind, attribute.definition or "", attribute.guidance or ""]
        grid.append([*row, *_texts(attribute.levels)])
    return grid


def levels_grid(edition: Edition = EDITION) -> Grid:
    """Edition 9's sheet of levels, one column a level."""
    essences = [f"Essence of the level: {level.essence}" for level in edition.levels]
    return [
        ["Level", *(str(level.level) for level in edition.levels)],
        ["Guiding phrase", *(level.phrase or "" for level in edition.levels)],
        ["Essence of the level", *essences],
        ["URL", *(level.page or "" for level in edition.levels)],
    ]


ATTRIBUTES_8 = {
    "Autonomy": "AUTO",
    "Influence": "INFL",
    "Complexity": "COMP",
    "Business skills": "business-skills",
    "Knowledge": "KNGE",
}


def level_rows_grid(edition: Edition = EDITION) -> Grid:
    """Edition 8's sheet of levels, one row a level."""
    return [
        ["", *ATTRIBUTES_8],
        *(
            [f"{level.level} - {level.phrase}", *(f"{n} at {level.level}." for n in ATTRIBUTES_8)]
            for level in edition.levels
        ),
    ]


def long_grid(edition: Edition = EDITION) -> Grid:
    """Edition 6's sheet: a row for each skill at each level, the highest level first."""
    names = {category.slug: category.name or "" for category in edition.categories}
    header = ["lang", "version", "uid", "Category", "Subcategory", "Skill", "description", "code"]
    grid = [[*header, "level", "description22", "loc23"]]
    for skill in edition.skills:
        for at in reversed(skill.levels):
            row = [primary(edition.language), str(edition.number), "0af3"]
            row += [names[skill.category or ""], names[skill.subcategory or ""], skill.name or ""]
            row += [skill.definition or "", skill.code, str(at.level), at.text or "", "yes"]
            grid.append(row)
    return grid


def _text_headers() -> list[str]:
    return [f"Level {level} description" for level in LEVELS]


def _marks(levels: tuple[LevelText, ...]) -> list[str]:
    marked = {at.level for at in levels}
    return [str(level) if level in marked else "" for level in LEVELS]


def _texts(levels: tuple[LevelText, ...]) -> list[str]:
    texts = {at.level: at.text or "" for at in levels}
    return [texts.get(level, "") for level in LEVELS]


def table(grid: Grid, sheet: str | None = "Skills", file: str = "bakery.xlsx") -> Table:
    """A grid as a reader gives it."""
    return Table(file, sheet, tuple(map(tuple, grid)))


def sheets_9(edition: Edition = EDITION) -> dict[str, Grid]:
    """The sheets of edition 9's workbook."""
    return {
        "Skills": skills_grid(edition),
        "Attributes": attributes_grid(edition),
        "Levels of responsibility": levels_grid(edition),
    }


def sheets_8(edition: Edition = EDITION) -> dict[str, Grid]:
    """The sheets of edition 8's workbook."""
    return {
        "Skills": skills_grid(edition, url=False),
        "Levels of responsibility": level_rows_grid(edition),
    }


# --- files --------------------------------------------------------------------------------------


def write_workbook(path: Path, sheets: dict[str, Grid]) -> Path:
    """Write grids as a workbook; whole numbers stand in numeric cells, as in real sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, grid in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(grid, 1):
            for column, cell in enumerate(row, 1):
                if cell:
                    value = int(cell) if cell.isdecimal() and cell[0] != "0" else cell
                    sheet.cell(number, column, value)
    workbook.save(path)
    return path


def write_csv(path: Path, grid: Grid, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a grid as a CSV file."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(grid)
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def page_text(edition: Edition) -> str:
    """The text of a skill's page, as a browser copies it."""
    (skill,) = edition.skills
    words = WORDS[edition.language]
    listed = " ".join(str(at.level) for at in skill.levels)
    parts = [edition.title, f"{skill.name} {skill.code}", skill.definition, words.heading, listed]
    if edition.not_observed_note:
        parts += [f"{skill.name}: {words.level} 1", edition.not_observed_note]
    for at in skill.levels:
        parts += [f"{skill.name}: {words.level} {at.level}", at.text]
    return "\n\n".join(part or "" for part in parts)


def official_turtle(edition: Edition = EDITION) -> str:
    """The framework in the shape of the RDF that the Foundation's page offers."""
    return (
        f"@prefix o: <{OFFICIAL}ontology/> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        + "".join(_official_blocks(edition))
    )


def _official_blocks(edition: Edition) -> Iterator[str]:
    tag = edition.language
    categories = {
        category.slug: f"<{official_category(category.slug)}>" for category in edition.categories
    }
    yield "o:Skill a owl:Class .\n"
    for category in edition.categories:
        above = f" ; skos:broader {categories[category.parent]}" if category.parent else ""
        name = _quoted(category.name, tag)
        yield f"{categories[category.slug]} a o:Category ; skos:prefLabel {name}{above} .\n"
    for skill in edition.skills:
        iri = f"<{OFFICIAL}skills/{skill.code}>"
        yield (
            f'{iri} a o:Skill ; skos:notation "{skill.code}" ; o:url "{skill.page}" ;'
            f" rdfs:label {_quoted(skill.name, tag)} ;"
            f" o:skillDescription {_quoted(skill.definition, tag)} ;"
            f" o:skillNotes {_quoted(skill.guidance, tag)} ;"
            f" o:skillCategory {categories[skill.subcategory or '']} .\n"
        )
        for at in skill.levels:
            here = f"<{OFFICIAL}skilllevels/{skill.code}_{at.level}>"
            yield (
                f"{iri} o:definedAtLevel {here} . {here} a o:SkillLevel ;"
                f" o:level <{OFFICIAL}lor/{at.level}> ;"
                f" o:skillLevelDescription {_quoted(at.text, tag)} .\n"
            )
    for attribute in edition.attributes:
        kind = "Business skills/Behavioural factors" if attribute.behavioural else "Attributes"
        yield (
            f"<{OFFICIAL}attributes/{attribute.code}> a owl:AnnotationProperty ;"
            f' skos:notation "{attribute.code}" ; o:url "{attribute.page}" ;'
            f" rdfs:label {_quoted(attribute.name, tag)} ; o:attributeType {_quoted(kind, tag)} ;"
            f" rdfs:comment {_quoted(attribute.definition, tag)} ;"
            f" o:attributeGuidanceNotes {_quoted(attribute.guidance, tag)} .\n"
        )
    for level in edition.levels:
        yield (
            f"<{OFFICIAL}lor/{level.level}> a o:Level ; skos:notation {level.level} ;"
            f' o:url "{level.page}" ; o:levelGuidingPhrase {_quoted(level.phrase, tag)} ;'
            f" o:levelEssence {_quoted(f'Essence of the level: {level.essence}', tag)} .\n"
        )
        for attribute in edition.attributes:
            text = _quoted(attribute.levels[level.level - 1].text, tag)
            here = f"<{OFFICIAL}lor/{level.level}>"
            yield f"{here} <{OFFICIAL}attributes/{attribute.code}> {text} .\n"


def _quoted(text: str | None, tag: str) -> str:
    escaped = (text or "").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{tag}'


# --- every shape of source ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of source: how an edition is written to files in a folder, and what is then seen."""

    name: str
    write: Callable[[Path, Edition], list[Path]]
    seen: Callable[[Edition], Edition]


def _whole(edition: Edition) -> Edition:
    return edition


def _seen_8(edition: Edition) -> Edition:
    return replace(
        edition,
        skills=tuple(replace(skill, page=None) for skill in edition.skills),
        attributes=tuple(
            Attribute(
                slug=slug,
                code=slug if slug.isupper() else None,
                name=name,
                levels=tuple(LevelText(level, f"{name} at {level}.") for level in LEVELS),
            )
            for name, slug in ATTRIBUTES_8.items()
        ),
        levels=tuple(LevelInEdition(level.level, level.phrase) for level in edition.levels),
    )


def _seen_6(edition: Edition) -> Edition:
    return replace(
        edition,
        skills=tuple(
            replace(skill, page=None, guidance=None, position=None) for skill in edition.skills
        ),
        attributes=(),
        levels=(),
    )


def _seen_official(edition: Edition) -> Edition:
    return replace(
        edition,
        skills=tuple(replace(skill, position=None) for skill in edition.skills),
        categories=tuple(
            sorted(edition.categories, key=lambda each: (each.parent is not None, each.name or ""))
        ),
    )


def _csv_files(encoding: str, delimiter: str = ",") -> Callable[[Path, Edition], list[Path]]:
    def write(folder: Path, edition: Edition) -> list[Path]:
        grids = zip(("skills", "attributes", "levels"), sheets_9(edition).values(), strict=True)
        return [
            write_csv(folder / f"{name}.csv", grid, encoding, delimiter) for name, grid in grids
        ]

    return write


def _workbook(
    sheets: Callable[[Edition], dict[str, Grid]],
) -> Callable[[Path, Edition], list[Path]]:
    return lambda folder, edition: [write_workbook(folder / "bakery.xlsx", sheets(edition))]


def _with_notes(edition: Edition) -> dict[str, Grid]:
    notes = [["Terms of the bakery"], [""], ["Bread is for eating."]]
    return {"Read Me Notes": notes, **sheets_9(edition)}


def _write_official(folder: Path, edition: Edition) -> list[Path]:
    path = folder / "bakery.ttl"
    path.write_text(official_turtle(edition), encoding="utf-8")
    return [path]


def _write_page(folder: Path, edition: Edition) -> list[Path]:
    path = folder / "page.txt"
    path.write_text(page_text(one_skill(edition)), encoding="utf-8")
    return [path]


SHAPES = (
    Shape("workbook 9", _workbook(sheets_9), _whole),
    Shape("workbook 9 with notes", _workbook(_with_notes), _whole),
    Shape(
        "workbook 9 with ID and Level 1 … Level 7",
        _workbook(
            lambda edition: sheets_9(edition) | {"Skills": skills_grid(edition, single=True)}
        ),
        _whole,
    ),
    Shape("csv, UTF-8", _csv_files("utf-8"), _whole),
    Shape("csv, UTF-8 with a byte order mark", _csv_files("utf-8-sig"), _whole),
    Shape("csv, UTF-16", _csv_files("utf-16"), _whole),
    Shape("csv, cp1252", _csv_files("cp1252"), _whole),
    Shape("csv, semicolons", _csv_files("utf-8", ";"), _whole),
    Shape("csv, tabs", _csv_files("utf-8", "\t"), _whole),
    Shape("workbook 8", _workbook(sheets_8), _seen_8),
    Shape(
        "csv 8",
        lambda folder, edition: [
            write_csv(folder / "skills.csv", skills_grid(edition, url=False)),
            write_csv(folder / "levels.csv", level_rows_grid(edition)),
        ],
        _seen_8,
    ),
    Shape("workbook 6", _workbook(lambda edition: {"Sheet1": long_grid(edition)}), _seen_6),
    Shape("csv 6", lambda f, e: [write_csv(f / "skills.csv", long_grid(e))], _seen_6),
    Shape("page", _write_page, one_skill),
    Shape("official RDF", _write_official, _seen_official),
)
"""Every shape of source that an import reads."""


def write_graph(path: Path, edition: Edition = EDITION) -> Path:
    """Write the graph of an edition as Turtle, its wording included."""
    (graph,) = merge([edition]).values()
    path.write_bytes(canonical_turtle(graph))
    return path
