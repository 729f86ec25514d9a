"""From the rows of recognised tables to concepts: templates filled, doubles found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sfia_graph.errors import quoted
from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.report import Report
from sfia_graph.tiers import TIERS, Tier
from sfia_graph.vocabularies.recognising import Match
from sfia_graph.vocabularies.records import Concept, Property, Said, Vocabulary
from sfia_graph.vocabularies.rows import read_rows, variants
from sfia_graph.vocabularies.tables import Kind
from sfia_graph.vocabularies.templates import compiled, names_in

_SKOS = PREFIXES["skos"]
_TEXTS: tuple[tuple[str, str, Tier, bool], ...] = (
    ("notation", f"{_SKOS}notation", "structure", True),
    ("label", f"{_SKOS}prefLabel", "names", True),
    ("alternative", f"{_SKOS}altLabel", "names", False),
    ("hidden", f"{_SKOS}hiddenLabel", "names", False),
    ("example", f"{_SKOS}example", "names", False),
    ("definition", f"{_SKOS}definition", "texts", True),
    ("note", f"{_SKOS}scopeNote", "texts", False),
)
_LINKS = (
    ("broader", f"{_SKOS}broader"),
    ("related", f"{_SKOS}related"),
    ("level", f"{PREFIXES['sfia']}level"),
)
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

Row = Mapping[str, str]
Fill = Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A kind made ready for one table: where its texts and links come from."""

    kind: Kind
    iri: Fill
    number: Fill
    says: tuple[tuple[Property, Fill], ...]
    each: tuple[tuple[str, re.Pattern[str]], ...]
    schemes: tuple[str, ...]


def _cell(name: str) -> Fill:
    return lambda row: row.get(name)


class Filler:
    """Fills a vocabulary from tables, up to a tier."""

    def __init__(self, vocabulary: Vocabulary, tier: Tier, report: Report) -> None:
        self.vocabulary, self.report = vocabulary, report
        self.concepts = vocabulary.concepts
        self.tier = TIERS.index(tier)

    def add_fixed(self, language: str | None) -> None:
        """Add the concepts that no file names."""
        framework = self.vocabulary.framework
        for kind in framework.fixed:
            self._apply(self._plan(kind, None, language), {}, "", 0)

    def add(self, match: Match, language: str | None) -> int:
        """Add the rows of a table, and give how many there were.

        `language` is that of the columns that name none. The report gets a fault for each cell
        that is not what it must be, and for a concept that is described twice otherwise.
        """
        kinds = [kind for kind in match.sheet.kinds if self._carries(kind.tier)]
        plans = [self._plan(kind, match, language) for kind in kinds]
        table, rows = str(match.grid.place()), 0
        self.vocabulary.tables[table] = match.grid.place()
        for number, row in read_rows(match, self.report):
            rows += 1
            for plan in plans:
                self._apply(plan, row, table, number)
        return rows

    def _carries(self, tier: Tier) -> bool:
        return TIERS.index(tier) <= self.tier

    def _plan(self, kind: Kind, match: Match | None, language: str | None) -> _Plan:
        says = [*self._texts(kind, match, language), *self._links(kind, match)]
        columns = {column.name: column for column, _, _ in match.columns} if match else {}
        return _Plan(
            kind=kind,
            iri=compiled(kind.id),
            number=compiled(kind.number),
            says=tuple(says),
            each=tuple(
                (name, re.compile(re.escape(mark) if len(mark) == 1 else mark))
                for name in kind.each
                if name in columns and (mark := columns[name].separator)
            ),
            schemes=tuple(self.vocabulary.scheme(name) for name in kind.schemes),
        )

    def _texts(
        self, kind: Kind, match: Match | None, language: str | None
    ) -> Iterator[tuple[Property, Fill]]:
        for name, iri, tier, single in _TEXTS:
            template = getattr(kind, name)
            if not template or not self._carries(tier):
                continue
            columns = names_in(template)
            at = self._at(match, columns)
            known = variants(match, columns[0]) if match and len(columns) == 1 else []
            if name == "notation":
                yield Property(iri, None, single, False, *at), compiled(template)
            elif known and template == f"{{{columns[0]}}}":
                for variant, tag in known:
                    yield Property(iri, tag or language, single, False, *at), _cell(variant)
            else:
                tag = known[0][1] if known else None
                yield Property(iri, tag or language, single, False, *at), compiled(template)

    def _links(self, kind: Kind, match: Match | None) -> Iterator[tuple[Property, Fill]]:
        named = [(iri, getattr(kind, name)) for name, iri in _LINKS]
        for iri, template in (*named, *kind.links.items()):
            if template:
                at = self._at(match, names_in(template))
                yield Property(iri, None, False, True, *at), compiled(template)

    @staticmethod
    def _at(match: Match | None, columns: list[str]) -> tuple[str, str]:
        if match is None:
            return "", ""
        titles = (match.titles[at] for column, _, at in match.columns if column.name in columns)
        return str(match.grid.place()), next(titles, "").strip()

    def _iri(self, text: str) -> str:
        return text if text.startswith("http") else f"{self.vocabulary.root}/{text}"

    def _apply(self, plan: _Plan, row: Row, table: str, number: int) -> None:
        for name, wanted in plan.kind.where.items():
            cell = row.get(name, "")
            if not cell if wanted == "*" else cell != wanted:
                return
        if not plan.kind.each:
            self._say(plan, row, table, number)
            return
        lists = [
            [part for each in mark.split(row.get(name, "")) if (part := each.strip())]
            for name, mark in plan.each
        ]
        for parts in zip(*lists, strict=False):
            names = (name for name, _ in plan.each)
            self._say(plan, {**row, **dict(zip(names, parts, strict=True))}, table, number)

    def _say(self, plan: _Plan, row: Row, table: str, number: int) -> None:
        end = plan.iri(row)
        if end is None:
            return
        iri, kind = self._iri(end), plan.kind
        concepts = self.vocabulary.spare if kind.spare else self.concepts
        concept = concepts.get(iri)
        if concept is None:
            if not _IRI.fullmatch(iri):
                place = self.vocabulary.place(table, number)
                self.report.reject(place, iri, f"{quoted(iri)} is no IRI", "correct it")
                return
            concept = concepts[iri] = Concept(iri, table, number, alive=not kind.alive)
        if plan.schemes != concept.schemes:
            concept.schemes = tuple(dict.fromkeys((*concept.schemes, *plan.schemes)))
        concept.deprecated |= kind.deprecated
        if kind.alive:
            concept.alive = concept.alive or bool(row.get(kind.alive))
        if kind.number:
            concept.number = int(plan.number(row) or 0)
        for what, fill in plan.says:
            value = fill(row)
            if value is not None:
                self._add(concept, (what, self._iri(value) if what.link else value, number))

    def _add(self, concept: Concept, said: Said) -> None:
        what, value, _ = said
        for known in concept.said:
            if known[0].iri != what.iri or known[0].language != what.language:
                continue
            if known[1] == value:
                return
            if what.single:
                self._differ(concept, known, said)
                return
        concept.said.append(said)

    def _differ(self, concept: Concept, known: Said, said: Said) -> None:
        """Refuse two texts of one table where there can be one; keep the first of two files."""
        (before, old, row), (what, new, _) = known, said
        if old.split() == new.split():
            return
        here = before.table == what.table
        first = f"row {row}" if here else str(self.vocabulary.place_of(known))
        name = quoted(local_name(concept.iri))
        problem = f"{name} has {quoted(new)} here and {quoted(old)} in {first}"
        place = self.vocabulary.place_of(said)
        if here:
            remedy = "keep one of them, or give each an id of its own"
            self.report.reject(place, new, problem, remedy)
        else:
            self.report.warn("two-texts", place, new, f"{problem}; the first is kept")
