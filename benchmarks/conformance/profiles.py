"""The shapes of DCAT-AP 3 and the validators of VocPub, read from clones, and what they find."""

from __future__ import annotations

from dataclasses import dataclass

import pyshacl
from rdflib import RDF, SH, Graph, URIRef

from benchmarks.conformance.places import missing, suite
from sfia_graph.namespaces import compact

DCAT_AP = "DCAT-AP"
VOCPUB = "vocpub-profile"
VALIDATORS = ("validator", "validator.multilang")
"""VocPub's validators; that of Geoscience Australia asks for a number of its own catalogue too."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of a validation: the constraint, such as `MinCount`, and the path, or neither."""

    constraint: str
    path: str

    def __str__(self) -> str:
        return f"{self.constraint} {self.path}".strip()


def dcat_ap(files: str) -> tuple[Graph, int]:
    """Read SEMIC's shapes, several files together; give how much of them had to be mended too."""
    return mended(_read(DCAT_AP, [f"releases/{each}" for each in files.split()]))


def vocpub(validator: str) -> Graph:
    """Read one of VocPub's validators."""
    return _read(VOCPUB, [f"validators/{validator}.ttl"])


def mended(shapes: Graph) -> tuple[Graph, int]:
    """Give shapes, and how many statements had to be mended to be SHACL.

    A property shape without a path is taken off its shape; `sh:shape` is read as `sh:node`.
    """
    pathless = [
        each
        for each in shapes.triples((None, SH.property, None))
        if (each[2], SH.path, None) not in shapes
    ]
    misspelt = list(shapes.triples((None, URIRef(f"{SH}shape"), None)))
    for each in (*pathless, *misspelt):
        shapes.remove(each)
    for subject, _, value in misspelt:
        shapes.add((subject, SH.node, value))
    return shapes, len(pathless) + len(misspelt)


def findings(data: Graph, shapes: Graph) -> set[Finding]:
    """Give what pySHACL finds, each constraint of a path once."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {
        Finding(
            short(str(report.value(each, SH.sourceConstraintComponent))),
            compact(str(report.value(each, SH.resultPath) or "")),
        )
        for each in report.objects(None, SH.result)
    }


def short(component: str) -> str:
    """Shorten the IRI of a constraint component."""
    return component.removeprefix(str(SH)).removesuffix("ConstraintComponent")


def constraints(shapes: Graph) -> int:
    """Count the property shapes and the node shapes of a graph of shapes."""
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    return len(nodes | set(shapes.objects(None, SH.property)))


def _read(name: str, paths: list[str]) -> Graph:
    found = Graph()
    for path in paths:
        place = suite(name, path)
        if place is None:
            raise FileNotFoundError(missing(name))
        found.parse(place, format="turtle")
    return found
