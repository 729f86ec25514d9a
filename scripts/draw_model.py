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

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY, PICTURE = ROOT / "ontology" / "sfia.ttl", ROOT / "docs" / "model.svg"

NAMES = Minter(base="")
PLACES = {
    "Category": (0, 0, 1, NAMES.category(9, "{slug}")),
    "Subcategory": (0, 1, 1, NAMES.category(9, "{slug}")),
    "Edition": (0, 2, 1, NAMES.edition(9)),
    "SkillIdentity": (1, 0, 1, NAMES.skill_identity("SLMO")),
    "Skill": (1, 1, 1, NAMES.skill(9, "SLMO")),
    "SkillAtLevel": (1, 2, 1, NAMES.skill_at_level(9, "SLMO", 4)),
    "LevelInEdition": (2, 0, 1, NAMES.level_in_edition(9, 4)),
    "Level": (2, 1, 2, NAMES.level(4)),
    "BehaviouralFactor": (3, 0, 1, NAMES.attribute(9, "ADAP")),
    "Attribute": (3, 1, 1, NAMES.attribute(9, "AUTO")),
    "AttributeAtLevel": (3, 2, 1, NAMES.attribute_at_level(9, "AUTO", 4)),
}
"""Where a class stands: column, row, rows that it fills, and an instance's IRI under the base."""

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

LEFTS, TOPS, WIDTH, HEIGHT = (28, 300, 632, 900), (28, 156, 284), 172, 68
SIZE = (LEFTS[-1] + WIDTH + 28, 424)
STYLE = """
  text { font: 12px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif }
  .paper { fill: #ffffff; stroke: #d0d7de }
  .box { stroke-width: 1.25 }
  .edition { fill: #eaf2fb; stroke: #4a7fb5 }
  .axis { fill: #fdf1dc; stroke: #b7812b }
  .scheme { fill: #f2f3f5; stroke: #7a828c }
  .name { font-size: 15px; font-weight: 600; fill: #1b222b }
  .iri { font-family: ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", monospace }
  .iri, .own, .legend { fill: #46505c }
  .step { fill: #b7812b }
  .line { fill: none; stroke: #46505c; stroke-width: 1.5 }
  .borrowed { stroke-dasharray: 5 4 }
  .head { fill: #46505c }
  .hollow { fill: #ffffff; stroke: #46505c; stroke-width: 1.5 }
  .property { font-size: 13px; font-weight: 600; fill: #1b222b }
  .other { fill: #5b6673 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14181d; stroke: #343c46 }
    .edition { fill: #16283b; stroke: #6ba3dc }
    .axis { fill: #33260f; stroke: #dca650 }
    .scheme { fill: #23282e; stroke: #8d96a1 }
    .name, .property { fill: #edf1f5 }
    .iri, .own, .legend { fill: #bcc5cf }
    .step { fill: #dca650 }
    .line { stroke: #aab4bf }
    .head { fill: #aab4bf }
    .hollow { fill: #14181d; stroke: #aab4bf }
    .other { fill: #a3adb8 }
  }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A class on the page: its name, corner, height, look and lines of small print."""

    name: str
    x: int
    y: int
    height: int
    look: str
    iri: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one class to another, with the property that it stands for."""

    start: str
    label: str
    end: str


def draw(ontology: Graph) -> str:
    """Give the picture of a vocabulary as SVG, with a title and a description in words."""
    boxes = {name: _box(ontology, name) for name in class_names(ontology)}
    edges = sorted(_edges(ontology), key=lambda each: (each.start, each.end))
    width, height = SIZE
    told = " ".join(f"{each.start} {each.label} {each.end}." for each in edges)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">The model: classes and object properties</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="12"/>',
    ]
    for _, group in groupby(edges, key=lambda each: (each.start, each.end)):
        lines += _arrows(boxes, list(group))
    for box in boxes.values():
        lines += _drawn(box)
    return "\n".join([*lines, *_legend(), "</svg>", ""])


def class_names(ontology: Graph) -> list[str]:
    """Give the local names of the vocabulary's own classes, sorted."""
    return sorted(_own(ontology, OWL.Class))


def _own(ontology: Graph, kind: URIRef) -> Iterator[str]:
    for term in ontology.subjects(RDF.type, kind):
        if str(term).startswith(SFIA):
            yield str(term).removeprefix(SFIA)


def _classes(ontology: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    """The own classes that a domain or range names, alone or as a union."""
    named = ontology.value(subject, predicate)
    union = ontology.value(named, OWL.unionOf)
    members = [named] if union is None else list(Collection(ontology, union))
    return [str(each).removeprefix(SFIA) for each in members if str(each).startswith(SFIA)]


def _edges(ontology: Graph) -> Iterator[Edge]:
    for name in _own(ontology, OWL.ObjectProperty):
        term = URIRef(SFIA + name)
        for start in _classes(ontology, term, RDFS.domain):
            for end in _classes(ontology, term, RDFS.range):
                yield Edge(start, name, end)
    for name in _own(ontology, OWL.Class):
        for parent in ontology.objects(URIRef(SFIA + name), RDFS.subClassOf):
            if str(parent).startswith(SFIA):
                yield Edge(name, "rdfs:subClassOf", str(parent).removeprefix(SFIA))
    yield from (Edge(*each) for each in BORROWED)
