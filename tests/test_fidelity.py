"""Every cell of a source is in the graph, at its place, or its original is in the report."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from ledger import (
    CODE,
    DEFINITION,
    LABEL,
    NOTATION,
    NOTE,
    PAGE,
    SHELF,
    UPPER_SHELF,
    Cell,
    book_of,
    cells_of,
    repaired,
    table_of,
)
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, PROV, RDF, SKOS, XSD
from rdflib.term import Node

from sfia_graph.graph import to_graph
from sfia_graph.graph.writer import SFIA
from sfia_graph.namespaces import expand
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.sources.reading import read_editions

SOURCES = {
    "9": (9, ("sfia-9_current-standard_en_250129.xlsx",)),
    "9 en-US": (
        9,
        tuple(f"sfia-9_en-US_csv/{name}.csv" for name in ("skills", "attributes", "levels")),
    ),
    "8": (8, ("sfia-8_en_220221.xlsx",)),
    "6.3": (6, ("sfiaskills.6.3.en.xlsx",)),
}
TEXTS = (LABEL, DEFINITION, NOTE)


@cache
def _imported(paths: tuple[Path, ...]) -> tuple[Edition, Graph, Report]:
    report = Report()
    (edition,) = read_editions(paths, report)
    return edition, to_graph(edition), report


@cache
def _cells(paths: tuple[Path, ...], edition: int, left_out: frozenset[str]) -> tuple[Cell, ...]:
    return tuple(_walk(paths, edition, left_out))


def _walk(paths: tuple[Path, ...], edition: int, left_out: frozenset[str]) -> Iterator[Cell]:
    for path in paths:
        if path.suffix == ".csv":
            yield from cells_of(path.name, table_of(path, "cp1252"), edition)
            continue
        for sheet, rows in book_of(path).items():
            if sheet not in left_out and any(map(any, rows)):
                yield from cells_of(sheet, rows, edition)


class Source:
    """A source as the importer took it and as the ledger reads it."""

    def __init__(self, sfia: Path, name: str) -> None:
        self.number, files = SOURCES[name]
        paths = tuple(sfia / file for file in files)
        self.edition, self.graph, self.report = _imported(paths)
        found = self.report.findings
        self.left_out = {each.place.sheet for each in found if each.kind == "unknown-sheet"}
        self.cells = _cells(paths, self.number, frozenset(map(str, self.left_out)))

    def repairs(self) -> dict[tuple[str, int, str], list[tuple[str, str]]]:
        """The kinds of repair and the originals that the report gives, by cell."""
        found = defaultdict(list)
        for each in self.report.findings:
            if each.severity == "repair":
                place = each.place
                key = (place.sheet or place.file, place.row or 0, place.column or "")
                found[key].append((each.kind, each.original))
        return dict(found)

    def texts(self, subject: str, name: str) -> set[str]:
        """What the graph says of a subject by a property, in the source's language if any."""
        if name in {SHELF, UPPER_SHELF}:
            steps = [SKOS.broader] * (1 if name == SHELF else 2)
            things: set[Node] = {URIRef(subject)}
            for step in steps:
                things = {up for each in things for up in self.graph.objects(each, step)}
        else:
            things = {URIRef(subject)}
        values = self.graph.objects
        property = SKOS.prefLabel if name in {SHELF, UPPER_SHELF} else URIRef(expand(name))
        found = {value for each in things for value in values(each, property)}
        tag = self.edition.language
        return {
            str(value)
            for value in found
            if not isinstance(value, Literal) or value.language in {None, tag}
        }


@pytest.fixture(scope="module", params=SOURCES)
def source(request: pytest.FixtureRequest, sfia: Path) -> Source:
    return Source(sfia, request.param)


def _wanted(cell: Cell) -> str:
    essence = "/level/" in cell.subject and cell.property == DEFINITION
    return repaired(cell.text, essence=essence)[0]


def _kinds(cell: Cell) -> set[str]:
    essence = "/level/" in cell.subject and cell.property == DEFINITION
    return repaired(cell.text, essence=essence)[1]


def test_each_text_stands_at_its_place_and_no_other_beside_it(source: Source) -> None:
    dropped = {key for key, found in source.repairs().items() if ("page" in dict(found))}
    wrong = [
        (cell.sheet, cell.row, cell.heading)
        for cell in source.cells
        if cell.property
        and source.texts(cell.subject, cell.property) != {_wanted(cell)}
        and (cell.sheet, cell.row, cell.heading) not in dropped
    ]
    assert wrong == []
    assert sum(bool(cell.property) for cell in source.cells) > 1000


def test_a_cell_that_was_mended_is_in_the_report_with_its_original(source: Source) -> None:
    repairs = source.repairs()
    for cell in source.cells:
        found = repairs.pop((cell.sheet, cell.row, cell.heading), [])
        kinds = {kind for kind, _ in found} - {"page", "level-number"}
        assert kinds == _kinds(cell), cell
        assert {original for _, original in found} <= {cell.text}, cell
    assert repairs == {}


def test_what_the_graph_says_in_its_texts_stands_in_a_cell(source: Source) -> None:
    """Nothing is made up: as many definitions and notes in the graph as there are cells of them."""
    told = {
        (cell.subject, cell.property, _wanted(cell))
        for cell in source.cells
        if cell.property in {DEFINITION, NOTE}
    }
    held = {
        (str(subject), name, str(value))
        for name in (DEFINITION, NOTE)
        for subject, value in source.graph.subject_objects(URIRef(expand(name)))
    }
    assert held == told


def test_marks_are_levels_and_no_mark_is_none(source: Source) -> None:
    told = Counter(
        (cell.subject, cell.says.rpartition(" ")[2])
        for cell in source.cells
        if cell.says.startswith("defined at level")
    )
    of = {SFIA.SkillAtLevel: SFIA.skill, SFIA.AttributeAtLevel: SFIA.attribute}
    held = Counter(
        (str(source.graph.value(at, parent)), str(source.graph.value(at, SFIA.level))[-1])
        for kind, parent in of.items()
        for at in source.graph.subjects(RDF.type, kind)
    )
    marked = {subject for subject, _ in told}
    assert {each: count for each, count in held.items() if each[0] in marked} == told


def test_what_is_left_out_is_structure_or_named_in_the_report(source: Source) -> None:
    told = "\n".join(each.message for each in source.report.findings if each.severity == "warning")
    headings = {cell.heading for cell in source.cells if cell.says == "left out"}
    assert {heading for heading in headings if heading not in told} == set()
    said = {cell.says for cell in source.cells if not cell.property and cell.says != "left out"}
    behavioural = set(map(str, source.graph.subjects(RDF.type, SFIA.BehaviouralFactor)))
    assert behavioural == {cell.subject for cell in source.cells if cell.says == "behavioural"}
    assert {each for each in said if not each.startswith("defined at level")} <= {
        *("behavioural", "generic", "a heading of its row", "the level of its row"),
        *("lang en", "version 6", "version 6.3"),
    }


def test_codes_are_notations_too(source: Source) -> None:
    for cell in source.cells:
        if cell.property == CODE:
            assert source.texts(cell.subject, NOTATION) == {cell.text}


def test_an_address_that_is_not_kept_is_in_the_report(source: Source) -> None:
    repairs = source.repairs()
    kept = set(map(str, source.graph.objects(predicate=FOAF.page)))
    for cell in source.cells:
        if cell.property == PAGE and cell.text.strip() not in kept:
            key = (cell.sheet, cell.row, cell.heading)
            assert ("page", cell.text) in repairs[key]


# --- the page, and tables of our own --------------------------------------------------------------


def test_each_line_of_the_page_stands_at_its_place(sfia: Path) -> None:
    path = sfia / "sfia-7_fr_page_SLMO.txt"
    _, graph, report = _imported((path,))
    skill = "https://w3id.org/sfia-graph/7/skill/SLMO"
    parts = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    head, levels = parts[:3], parts[4].split()
    place: str | None = None
    texts: dict[str, list[str]] = defaultdict(list)
    for part in parts[5:]:
        if found := re.fullmatch(r".+ ?: Niveau (\d)", part.strip()):
            place = found[1]
        else:
            texts[str(place)].append(part.strip())

    def said(subject: str, property: URIRef) -> list[str]:
        found = graph.objects(URIRef(subject), property)
        return [str(each) for each in found if isinstance(each, Literal) and each.language == "fr"]

    edition_iri = skill.rpartition("/skill/")[0]
    assert said(edition_iri, DCTERMS.alternative) == [head[0].strip()]
    assert said(skill, SKOS.prefLabel) == [head[1].strip().removesuffix(" SLMO")]
    assert said(skill, SKOS.definition) == [head[2].strip()]
    assert levels == [level for level in "1234567" if said(f"{skill}/{level}", SKOS.definition)]
    for level, written in texts.items():
        subject = f"{skill}/{level}" if level in levels else edition_iri
        property = SKOS.definition if level in levels else SFIA.notObservedNote
        assert said(subject, property) == ["\n\n".join(written)], level
    assert [each for each in report.findings if each.severity == "repair"] == []


ROOT = Path(__file__).resolve().parent.parent
SETS = sorted(ROOT.glob("data/mappings/*.sssom.tsv"))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name.removesuffix(".sssom.tsv"))
def test_each_cell_of_a_table_of_mappings_is_in_its_graph(path: Path) -> None:
    graph = Graph().parse(path.with_name(path.name.replace(".sssom.tsv", ".ttl")))
    lines = path.read_text(encoding="utf-8").splitlines()
    header = [line.removeprefix("#") for line in lines if line.startswith("#")]
    curies = header[header.index("curie_map:") + 1 :]
    prefixes = dict(re.findall(r"(?m)^  (\w+): (\S+)$", "\n".join(curies)))
    rows = list(csv.DictReader(lines[len(header) :], delimiter="\t"))
    held = Counter(
        frozenset(_plain(value) for value in graph.objects(axiom))
        for axiom in graph.subjects(RDF.type, OWL.Axiom)
    )
    assert sum(held.values()) == len(rows) > 5
    for row in rows:
        wanted = {_whole(text, prefixes) for text in row.values() if text}
        assert any(wanted <= found for found in held), row


def _plain(value: Node) -> str:
    if isinstance(value, Literal) and value.datatype in {XSD.decimal, XSD.double}:
        return str(float(value))
    return str(value)


def _whole(text: str, prefixes: dict[str, str]) -> str:
    """Give a cell as the graph says it: a CURIE as its IRI, a number by its value."""
    prefix, colon, local = text.partition(":")
    if colon and " " not in text:
        if prefix in prefixes:
            return prefixes[prefix] + local
        if prefix in {"skos", "semapv", "owl"}:
            return expand(text)
    return str(float(text)) if re.fullmatch(r"[01](\.\d+)?", text) else text


def test_each_cell_of_the_sheet_of_people_is_in_its_graph() -> None:
    graph = Graph().parse(ROOT / "data" / "samples" / "people.ttl")
    base = "https://w3id.org/sfia-graph/"
    with (ROOT / "data" / "samples" / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = Counter(_holding(graph, each) for each in graph.subjects(RDF.type, SFIA.Holding))
    told = Counter(
        (
            f"{base}person/{row['person']}",
            f"{base}9/skill/{row['skill']}/{row['level']}",
            row["basis"].replace("-a", "A"),
            row["date"],
            row["expires"],
            row["evidence"],
        )
        for row in rows
        if row["skill"]
    )
    assert held == told
    teams = {
        (str(graph.value(group, DCTERMS.title)), str(member))
        for group, member in graph.subject_objects(FOAF.member)
    }
    assert teams == {(row["team"], f"{base}person/{row['person']}") for row in rows if row["team"]}


def _holding(graph: Graph, each: Node) -> tuple[str, ...]:
    def one(property: URIRef) -> str:
        value = graph.value(each, property)
        if isinstance(value, Literal) and value.datatype == XSD.dateTime:
            return value.toPython().strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[no-any-return]
        return "" if value is None else str(value)

    properties = (SFIA.holder, SFIA.skillAtLevel, SFIA.basis)
    moments = (PROV.generatedAtTime, PROV.invalidatedAtTime, DCTERMS.source)
    who, what, basis = map(one, properties)
    return (who, what, basis.rpartition("#")[2], *map(one, moments))


def test_each_cell_of_the_sheet_of_roles_is_in_its_graph() -> None:
    graph = Graph().parse(ROOT / "data" / "samples" / "roles.ttl")
    base = "https://w3id.org/sfia-graph/"
    with (ROOT / "data" / "samples" / "roles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    titles = {
        (str(role).rpartition("/")[2], str(title), title.language)
        for role in graph.subjects(RDF.type, SFIA.RoleProfile)
        for title in graph.objects(role, DCTERMS.title)
        if isinstance(title, Literal)
    }
    assert titles == {(row["role"], row["title"], row["language"]) for row in rows if row["title"]}
    held = {
        (str(role), str(at), str(graph.value(each, SFIA.importance)).rpartition("#")[2])
        for role, each in graph.subject_objects(SFIA.requirement)
        for at in graph.objects(each, SFIA.skillAtLevel)
    }
    assert held == {
        (f"{base}role/{row['role']}", f"{base}{row['edition']}/skill/{at}", row["importance"])
        for row in rows
        for at in _asked(row["edition"], row["skill"], row["level"])
    }


def _asked(edition: str, skill: str, levels: str) -> set[str]:
    """Give what a row asks for: a skill at each level of a span, or at all that it has."""
    first, _, last = levels.partition("-")
    if first:
        return {f"{skill}/{level}" for level in range(int(first), int(last or first) + 1)}
    facts = (ROOT / "data" / f"sfia-{edition}.ttl").read_text(encoding="utf-8")
    return set(re.findall(rf"/{edition}/skill/({skill}/\d)>", facts))
