"""The RDF that the Foundation's download page offers, read into an `Edition`.

Its shape: skills with `definedAtLevel`, `skillCategory`, `skillDescription`; attributes are
annotation properties whose values stand at the levels (`lor/1` to `lor/7`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from sfia_graph.errors import Place, SourceError
from sfia_graph.namespaces import slug
from sfia_graph.official_iris import OFFICIAL
from sfia_graph.rdf import scratch_store, select
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
from sfia_graph.report import Report
from sfia_graph.sources import official_shape as shape
from sfia_graph.sources.codes import is_code
from sfia_graph.sources.known import shelves
from sfia_graph.sources.pages import official_page
from sfia_graph.tags import canonical
from sfia_graph.text import clean

Row = dict[str, str]


class _Official:
    """The file as a store, with its texts cleaned on the way out."""

    def __init__(self, store: Store, name: str, report: Report) -> None:
        self.store, self.name, self.report = store, name, report

    def rows(self, query: str) -> Iterator[Row]:
        return select(self.store, query, shape.PREFIXES)

    def text(self, row: Row, field: str, subject: str, *, essence: bool = False) -> str | None:
        place = Place(self.name, column=f"{subject} {field}")
        return clean(row.get(field, ""), place, self.report, essence=essence)

    def page(self, row: Row, subject: str) -> str | None:
        url = row.get("page")
        return official_page(url, Place(self.name, column=f"{subject} url"), url or "", self.report)

    def fault(self, subject: str | None, problem: str) -> SourceError:
        remedy = "take the file from the Foundation's page once more"
        return SourceError(Place(self.name, column=subject), problem, remedy)

    def texts_by_level(self, query: str, key: str) -> dict[str, tuple[LevelText, ...]]:
        found: dict[str, list[LevelText]] = {}
        for row in self.rows(query):
            subject = row[key].removeprefix(OFFICIAL)
            text = self.text(row, "text", f"{subject} level {row['level']}")
            found.setdefault(row[key], []).append(LevelText(int(row["level"]), text))
        return {subject: tuple(texts) for subject, texts in found.items()}


def is_official(quads: list[Quad]) -> bool:
    """Whether statements have the shape of the Foundation's RDF."""
    skill = NamedNode(f"{OFFICIAL}ontology/Skill")
    return any(quad.object == skill for quad in quads)


def read_official(
    quads: list[Quad], source: SourceFile, report: Report, *, language: str | None = None
) -> Edition:
    """Read the Foundation's RDF of edition 9.

    The language is that of its labels; `language` chooses among several, and is believed where
    there is one (`en` may well be `en-GB`). Raises `SourceError` where the file has no skills, a
    skill is without levels or a category, or a code or level is none.
    """
    if not is_official(quads):
        problem = "RDF, but not the Foundation's: no skill of rdf.sfia-online.org"
        raise SourceError(Place(source.name), problem, "RDF of one's own is opened with --store")
    tag = _language(quads, source.name, language)
    official = _Official(scratch_store(_without_others(quads, tag)), source.name, report)
    slugs, categories = _categories(official)
    _refuse_incomplete(official, slugs)
    return Edition(
        number=9,
        language=language or tag,
        skills=tuple(_skills(official, slugs, categories)),
        sources=(source,),
        categories=categories,
        attributes=tuple(_attributes(official)),
        levels=tuple(
            LevelInEdition(
                int(row["level"]),
                phrase=official.text(row, "phrase", f"level {row['level']}"),
                essence=official.text(row, "essence", f"level {row['level']}", essence=True),
                page=official.page(row, f"level {row['level']}"),
            )
            for row in official.rows(shape.LEVELS)
        ),
    )


def _language(quads: list[Quad], name: str, wanted: str | None) -> str:
    tags = {
        canonical(quad.object.language)
        for quad in quads
        if isinstance(quad.object, Literal) and quad.object.language
    }
    if wanted in tags or len(tags) == 1:
        return wanted if wanted in tags else tags.pop()
    found = ", ".join(sorted(tags)) or "none"
    remedy = f"{wanted} is not among them" if wanted else "choose one with --language"
    raise SourceError(Place(name), f"language tags found: {found}", remedy)


def _without_others(quads: list[Quad], tag: str) -> list[Quad]:
    """Leave out the texts in other languages."""
    return [
        quad
        for quad in quads
        if not (isinstance(quad.object, Literal) and quad.object.language)
        or canonical(quad.object.language) == tag
    ]


def _categories(official: _Official) -> tuple[dict[str, str], tuple[Category, ...]]:
    rows = list(official.rows(shape.CATEGORIES))
    slugs = {row["category"]: slug(row["name"]) for row in rows}
    tops = {row["category"] for row in rows if "parent" not in row}
    for row in rows:
        iri, parent = row["category"], row.get("parent")
        if parent is not None and parent not in tops:
            raise official.fault(iri, f"a category below '{parent}', which is not on top")
    for taken, times in Counter(slugs.values()).items():
        if times > 1 or not taken or len(slugs) < len(rows):
            problem = f"categories that would share the IRI …/{taken}"
            raise official.fault(next(iri for iri in slugs if slugs[iri] == taken), problem)
    categories = tuple(
        Category(
            slugs[row["category"]],
            official.text(row, "name", slugs[row["category"]]),
            slugs.get(row.get("parent", "")),
        )
        for row in rows
    )
    return slugs, categories


def _refuse_incomplete(official: _Official, slugs: dict[str, str]) -> None:
    rows = list(official.rows(shape.SKILLS))
    whole = {row["skill"] for row in rows if row["category"] in slugs}
    levelled = {row["skill"] for row in official.rows(shape.LEVELS_OF_SKILLS)}
    for row in official.rows("SELECT ?skill WHERE { ?skill a o:Skill } ORDER BY ?skill"):
        iri = row["skill"]
        if iri not in whole:
            raise official.fault(iri, "a skill without a notation, a label or a known category")
        if iri not in levelled:
            raise official.fault(iri, "a skill without levels")
    rows += official.rows(shape.ATTRIBUTES)
    for code, times in Counter(row["code"] for row in rows).items():
        if times > 1 or not is_code(code):
            problem = "several texts of one kind" if times > 1 else "no code of capital letters"
            raise official.fault(code, problem)
    for query in (shape.LEVELS_OF_SKILLS, shape.ATTRIBUTE_TEXTS, shape.LEVELS):
        for row in official.rows(query):
            if row["level"] not in map(str, LEVELS):
                raise official.fault(row.get("skill"), f"found level '{row['level']}'")


def _skills(
    official: _Official, slugs: dict[str, str], categories: tuple[Category, ...]
) -> Iterator[Skill]:
    levels = official.texts_by_level(shape.LEVELS_OF_SKILLS, "skill")
    parents = {category.slug: category.parent for category in categories}
    earlier = shelves(8)
    for row in official.rows(shape.SKILLS):
        code = row["code"]
        yield Skill(
            code=code,
            name=official.text(row, "name", code),
            levels=levels[row["skill"]],
            category=parents[slugs[row["category"]]],
            subcategory=slugs[row["category"]],
            definition=official.text(row, "definition", code),
            guidance=official.text(row, "guidance", code),
            page=official.page(row, code),
            revises=8 if code in earlier else None,
        )


def _attributes(official: _Official) -> Iterator[Attribute]:
    levels = official.texts_by_level(shape.ATTRIBUTE_TEXTS, "attribute")
    for row in official.rows(shape.ATTRIBUTES):
        code = row["code"]
        yield Attribute(
            slug=code,
            code=code,
            name=official.text(row, "name", code),
            levels=levels.get(row["attribute"], ()),
            behavioural=bool(re.match("business skills", row.get("type", ""), re.IGNORECASE)),
            definition=official.text(row, "definition", code),
            guidance=official.text(row, "guidance", code),
            page=official.page(row, code),
        )
