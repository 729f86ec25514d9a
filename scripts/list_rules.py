"""Write the list of SHACL rules into docs/validation.md, between its two markers."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDFS, SH
from rdflib.term import Node

from scripts.sections import with_section
from sfia_graph.namespaces import local_name
from sfia_graph.validation import read_shapes, shipped_shapes
from sfia_graph.validation.shapes import rules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "validation.md"


def listing() -> str:
    """Give the rules by subject: name, severity, what each says, and the standard that says so."""
    parts = []
    for path in shipped_shapes():
        shapes = read_shapes([path])
        header = URIRef(f"https://w3id.org/sfia-graph/shapes/{path.stem}")
        parts.append(f"\n### {path.stem.capitalize()}\n")
        parts.append(f"{shapes.value(header, DCTERMS.description)}\n")
        parts.append("| rule | severity | what it says |\n|---|---|---|")
        known = sorted(rules(shapes).items(), key=lambda each: each[1].iri)
        parts.extend(_row(shapes, node, rule.severity) for node, rule in known)
    return "\n".join(parts) + "\n"


def _row(shapes: Graph, node: Node, severity: str) -> str:
    name = local_name(str(node))
    standard = min(shapes.objects(node, RDFS.seeAlso), default=None, key=str)
    shown = f"[`{name}`]({standard})" if standard else f"`{name}`"
    message = str(shapes.value(node, SH.message)).replace("|", "\\|")
    return f"| {shown} | {severity} | {message} |"


def with_listing(page: str) -> str:
    """Give the page with the list between its markers made anew."""
    return with_section(page, "rules", listing())


if __name__ == "__main__":
    PAGE.write_text(with_listing(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
