"""The named graphs that say something of an edition, and the files that they came from."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.namespaces import SFIA, local_name
from sfia_graph.web.pages.concepts import Named, named
from sfia_graph.web.pages.texts import Texts


@dataclass(frozen=True)
class File:
    """A named graph that says something of an edition, and the file that it came from."""

    graph: Named
    licence: str
    holder: Named | None
    tier: str
    language: str
    file: str
    digest: str


def files(texts: Texts, edition: str) -> tuple[File, ...]:
    """Give the graphs that name the edition, or say what its skills are."""
    skills = (
        each
        for each in texts.subjects("rdf:type", f"{SFIA}Skill")
        if each.startswith(f"{edition}/")
    )
    said = {
        graph
        for skill in skills
        for name in ("sfia:gloss", "skos:definition")
        for graph in texts.graphs(skill, name)
    }
    return tuple(file(texts, each) for each in sorted({*said, *texts.graphs(edition, "rdf:type")}))


def file(texts: Texts, graph: str) -> File:
    """Give what a named graph says of itself."""
    source = texts.value(graph, "prov:wasDerivedFrom")
    holder = texts.value(graph, "dcterms:rightsHolder")
    return File(
        named(texts, graph),
        texts.value(graph, "dcterms:license") or "",
        named(texts, holder) if holder else None,
        texts.value(graph, "sfia:tier") or "",
        texts.value(graph, "dcterms:language") or "",
        texts.label(source).value if source else "",
        local_name(source).removeprefix("sha256:") if source else "",
    )
