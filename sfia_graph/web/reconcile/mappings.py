"""What an entity is mapped to, and what is mapped to it (SKOS, section 10)."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import local_name
from sfia_graph.web.pages.texts import nearest
from sfia_graph.web.reconcile.entities import Catalogue, Entity
from sfia_graph.web.reconcile.statements import Statements, expanded

RELATIONS = {
    "exact": ("skos:exactMatch", "skos:exactMatch"),
    "close": ("skos:closeMatch", "skos:closeMatch"),
    "broad": ("skos:broadMatch", "skos:narrowMatch"),
    "narrow": ("skos:narrowMatch", "skos:broadMatch"),
    "related": ("skos:relatedMatch", "skos:relatedMatch"),
}
"""The relations of mappings by short name: the property, and the one of the other direction."""

_EVIDENCE = (
    ("owl:annotatedTarget", "sssom:object_label"),
    ("owl:annotatedSource", "sssom:subject_label"),
)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A thing with its id and name; where it is none of this site's, the id is its IRI."""

    id: str
    name: str


def mapped(
    said: Statements, catalogue: Catalogue, entity: Entity, language: str, relation: str = ""
) -> dict[str, Mapped]:
    """Give by their IRIs the things that an entity is mapped to, closest relations first.

    `relation` is one of `RELATIONS`, or empty for any.
    """
    found: dict[str, Mapped] = {}
    for name in [relation] if relation else RELATIONS:
        forward, backward = RELATIONS[name]
        for iri in (*said.iris(entity.about, forward), *said.subjects(backward, entity.about)):
            id = iri.removeprefix(catalogue.base)
            known = catalogue.entities.get(catalogue.aliases.get(id, id))
            if known and known.id != entity.id:
                found.setdefault(iri, Mapped(known.id, known.label(language)))
            elif not known:
                found.setdefault(iri, Mapped(id, _named(said, iri, language)))
    return found


def _named(said: Statements, iri: str, language: str) -> str:
    """Give the name of a thing that the graph may hold nothing of but mappings."""
    label = nearest(said.literals(iri, "skos:prefLabel"), language)
    return label.value if label else _by_evidence(said, iri) or local_name(iri)


def _by_evidence(said: Statements, iri: str) -> str:
    for role, name in _EVIDENCE:
        quads = said.engine.quads_for_pattern(None, expanded(role), ox.NamedNode(iri), None)
        for quad in quads:
            labels = said.engine.quads_for_pattern(quad.subject, expanded(name), None, None)
            for label in labels:
                if isinstance(label.object, ox.Literal):
                    return label.object.value
    return ""
