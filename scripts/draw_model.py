"""Draw the classes and object properties of the vocabulary into docs/model.svg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection

from sfia_graph.namespaces import SFIA, Minter, compact
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

LEFTS, TOPS = (28, 296, 628, 892), (28, 158, 288)
WIDTH, HEIGHT, AXIS_HEIGHT = 172, 66, 196
SIZE = (LEFTS[-1] + WIDTH + 28, 428)


@dataclass(frozen=True, slots=True)
class Box:
    """A class on the page: its corner and height, its look, and its lines of small print."""

    name: str
    x: int
    y: int
    height: int
    look: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from a class to a class, with the property that it stands for."""

    start: str
    label: str
    end: str

    @property
    def own(self) -> bool:
        """Whether the property is one of the vocabulary's own."""
        return ":" not in self.label


def draw(ontology: Graph) -> str:
    """Give the picture of a vocabulary as SVG, with a title and a description in words."""
    boxes = {name: _box(ontology, name) for name in sorted(_own(ontology, OWL.Class))}
    edges = sorted(_edges(ontology), key=lambda each: (each.start, each.end, not each.own))
    width, height = SIZE
    told = "; ".join(f"{each.start} {each.label} {each.end}" for each in edges)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">The model: its classes and object properties</title>',
        f'<desc id="desc">{escape(told)}.</desc>',
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>",
        f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="12"/>',
    ]
    for (start, end), group in groupby(edges, key=lambda each: (each.start, each.end)):
        parts += _arrows(boxes[start], boxes[end], list(group))
    for box in boxes.values():
        parts += _drawn(box)
    return "\n".join([*parts, *_legend(), "</svg>", ""])


def _own(ontology: Graph, kind: URIRef) -> Iterator[str]:
    return _local(ontology.subjects(RDF.type, kind))


def _local(terms: object) -> Iterator[str]: ...
