"""Draw the classes and object properties of the vocabulary into docs/model.svg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from sfia_graph.minting import Minter
from sfia_graph.namespaces import SFIA, compact
from sfia_graph.records import LEVELS

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY, PICTURE = ROOT / "ontology" / "sfia.ttl", ROOT / "docs" / "model.svg"
STYLE = Path(__file__).with_name("model.css")

NAMES = Minter(base="")
PLACES = {
    "Category": (0, 0, NAMES.category(9, "{slug}")),
    "Subcategory": (0, 1, NAMES.category(9, "{slug}")),
    "Edition": (0, 2, NAMES.edition(9)),
    "SkillIdentity": (1, 0, NAMES.skill_identity("SLMO")),
    "Skill": (1, 1, NAMES.skill(9, "SLMO")),
    "SkillAtLevel": (1, 2, NAMES.skill_at_level(9, "SLMO", 4)),
    "LevelInEdition": (2, 0, NAMES.level_in_edition(9, 4)),
    "Level": (2, 1, NAMES.level(4)),
    "BehaviouralFactor": (3, 0, NAMES.attribute(9, "ADAP")),
    "Attribute": (3, 1, NAMES.attribute(9, "AUTO")),
    "AttributeAtLevel": (3, 2, NAMES.attribute_at_level(9, "AUTO", 4)),
}
"""Where a class stands: its column and row, and the IRI of an instance under the base."""

ELSEWHERE = frozenset(
    {"Basis", "Change", "ChangeKind", "Holding", "Importance", "Requirement", "RoleProfile"}
)
"""Classes of what is built upon editions: they are no part of this picture."""

BORROWED = (
    ("Subcategory", "skos:broader", "Category"),
    ("Subcategory", "skos:inScheme", "Edition"),
    ("Skill", "skos:broader", "Subcategory"),
    ("Skill", "dcterms:isVersionOf", "SkillIdentity"),
    ("SkillAtLevel", "skos:broader", "Skill"),
    ("AttributeAtLevel", "skos:broader", "Attribute"),
    ("LevelInEdition", "dcterms:isVersionOf", "Level"),
)
"""What the data say with other vocabularies' properties: class, property, class."""

LEFTS, TOPS = (28, 300, 636, 904), (28, 164, 300)
WIDTH, HEIGHT, AXIS_HEIGHT = 176, 74, 210
SIZE = (LEFTS[-1] + WIDTH + 28, 446)
SUBCLASS = "rdfs:subClassOf"
HEADS = """<defs>
<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" markerHeight="10"
 markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 1L10 5L0 9z"/></marker>
<marker id="hollow" viewBox="-1 -1 16 16" refX="14" refY="7" markerWidth="16" markerHeight="16"
 markerUnits="userSpaceOnUse" orient="auto"><path class="hollow" d="M0 1L13 7L0 13z"/></marker>
</defs>"""


@dataclass(frozen=True, slots=True)
class Box:
    """A class on the page: its corner and height, its look and its small print."""

    name: str
    x: int
    y: int
    height: int
    look: str
    iri: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from a class to a class, with the property that it stands for."""

    start: str
    label: str
    end: str

    @property
    def borrowed(self) -> bool:
        """Whether the property is another vocabulary's."""
        return ":" in self.label and self.label != SUBCLASS


def draw(ontology: Graph) -> str:
    """Give the picture of a vocabulary as SVG, with a title and a description in words.

    Raises `KeyError` for a class that has no place in `PLACES` and is not `ELSEWHERE`.
    """
    names = [name for name in _own(ontology, OWL.Class) if name not in ELSEWHERE]
    boxes = {name: _box(ontology, name) for name in names}
    edges = sorted(_edges(ontology), key=lambda each: (each.start, each.end, each.borrowed))
    width, height = SIZE
    told = "; ".join(f"{each.start} {each.label} {each.end}" for each in edges)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">The model: its classes and object properties</title>',
        f'<desc id="desc">{escape(told)}.</desc>',
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>",
        HEADS,
        f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="12"/>',
    ]
    for (start, end), group in groupby(edges, key=lambda each: (each.start, each.end)):
        parts += _arrows(boxes[start], boxes[end], list(group))
    for box in boxes.values():
        parts += _drawn(box)
    return "\n".join([*parts, *_legend(), "</svg>", ""])


def _own(ontology: Graph, kind: Node) -> list[str]:
    return sorted(_local(ontology.subjects(RDF.type, kind)))


def _local(terms: Iterable[Node]) -> list[str]:
    return [name.removeprefix(SFIA) for name in map(str, terms) if name.startswith(SFIA)]


def _classes(ontology: Graph, name: str, predicate: Node) -> list[str]:
    """The own classes that are a property's domain or range, alone or united."""
    found = ontology.value(URIRef(SFIA + name), predicate)
    members = ontology.value(found, OWL.unionOf)
    return _local(Collection(ontology, members) if members else [found] if found else [])


def _edges(ontology: Graph) -> Iterator[Edge]:
    for name in _own(ontology, OWL.ObjectProperty):
        for start in _classes(ontology, name, RDFS.domain):
            if start in ELSEWHERE:
                continue
            for end in _classes(ontology, name, RDFS.range):
                yield Edge(start, name, end)
    for name in _own(ontology, OWL.Class):
        for parent in _local(ontology.objects(URIRef(SFIA + name), RDFS.subClassOf)):
            yield Edge(name, SUBCLASS, parent)
    yield from (Edge(*each) for each in BORROWED)


def _box(ontology: Graph, name: str) -> Box:
    column, row, iri = PLACES[name]
    look = "edition" if iri.startswith("9/") else "across"
    if (URIRef(SFIA + name), RDFS.subClassOf, SKOS.ConceptScheme) in ontology:
        look = "scheme"
    own = tuple(
        f"{each} {compact(str(ontology.value(URIRef(SFIA + each), RDFS.range)))}"
        for each in _own(ontology, OWL.DatatypeProperty)
        if name in _classes(ontology, each, RDFS.domain)
    )
    height = AXIS_HEIGHT if name == "Level" else HEIGHT
    return Box(name, LEFTS[column], TOPS[row], height, look, iri, own)


def _drawn(box: Box) -> Iterator[str]:
    yield _rect(f"box {box.look}", box.x, box.y, WIDTH, box.height, radius=9)
    lines = [("name", box.name), ("iri", box.iri), *(("own", each) for each in box.own)]
    baseline = box.y + HEIGHT // 2 + 5 - 9 * (len(lines) - 1)
    for at, (look, text) in enumerate(lines):
        yield _text(f"middle {look}", box.x + WIDTH // 2, baseline + 18 * at, text)
    if box.height > HEIGHT:
        for level in LEVELS:
            x, foot, rise = box.x + 3 + 19 * level, box.y + box.height - 22, 13 * level
            yield _rect("step", x, foot - rise, 17, rise, radius=2)


def _arrows(start: Box, end: Box, edges: list[Edge]) -> Iterator[str]:
    lines = [each for each in edges if not each.borrowed] or edges[:1]
    rest = [each.label for each in edges if each not in lines]
    for at, edge in enumerate(lines):
        x1, y1, x2, y2 = _ends(start, end, 30 * at - 15 * (len(lines) - 1))
        line = "borrowed" if edge.borrowed else "whole"
        head = "hollow" if edge.label == SUBCLASS else "head"
        yield f'<path class="line {line}" d="M{x1} {y1}L{x2} {y2}" marker-end="url(#{head})"/>'
        for row, label in enumerate([edge.label, *rest]):
            look = "other" if ":" in label else "property"
            if x1 == x2:
                y = (y1 + y2) // 2 + 5 - 8 * len(rest) + 16 * row
                yield _text(look, x1 + 10, y, label)
            else:
                y = y1 + (18 if at + row else -8)
                yield _text(f"middle {look}", (x1 + x2) // 2, y, label)


def _ends(start: Box, end: Box, shift: int) -> tuple[int, int, int, int]:
    if start.x == end.x:
        x = start.x + WIDTH // 2
        if start.y < end.y:
            return x, start.y + start.height, x, end.y
        return x, start.y, x, end.y + end.height
    top, foot = max(start.y, end.y), min(start.y + start.height, end.y + end.height)
    y = (top + foot) // 2 + shift
    if start.x < end.x:
        return start.x + WIDTH, y, end.x, y
    return start.x, y, end.x + WIDTH, y


def _legend() -> Iterator[str]:
    y = SIZE[1] - 36
    boxes = ((28, "edition", "in one edition"), (170, "across", "across editions"))
    for x, look, text in (*boxes, (314, "scheme", "concept scheme")):
        yield _rect(f"box {look}", x, y, 20, 13, radius=3)
        yield _text("legend", x + 28, y + 11, text)
    own = (636, "whole", "head", "own property")
    borrowed = (776, "borrowed", "head", "SKOS or DCMI property")
    for x, line, head, text in (own, borrowed, (976, "whole", "hollow", "subclass of")):
        path = f"M{x} {y + 7}L{x + 34} {y + 7}"
        yield f'<path class="line {line}" d="{path}" marker-end="url(#{head})"/>'
        yield _text("legend", x + 42, y + 11, text)


def _rect(look: str, x: int, y: int, width: int, height: int, *, radius: int) -> str:
    size = f'width="{width}" height="{height}" rx="{radius}"'
    return f'<rect class="{look}" x="{x}" y="{y}" {size}/>'


def _text(look: str, x: int, y: int, text: str) -> str:
    return f'<text class="{look}" x="{x}" y="{y}">{escape(text)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(Graph().parse(ONTOLOGY)), encoding="utf-8")
