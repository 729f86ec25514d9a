"""The slots of SSSOM 1.1: what each holds, and which property it is in RDF.

Source: the SSSOM schema, https://w3id.org/sssom/; kinds are the ranges of its slots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sfia_graph.namespaces import PREFIXES

Kind = Literal["text", "reference", "iri", "number", "date", "entity type", "cardinality"]
"""A `reference` is a CURIE in a file, an `iri` is written in full."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot: its `kind`, whether it takes several values, and its property's IRI.

    `propagates` says that a value in the header of a set holds for each of its mappings.
    """

    name: str
    kind: Kind = "text"
    many: bool = False
    propagates: bool = False
    iri: str = ""


def _table(kind: Kind, names: str) -> dict[str, Slot]:
    """Make slots of names; `*` marks those with several values, `+` those that propagate."""
    return {
        (plain := name.rstrip("*+")): Slot(
            plain,
            kind,
            "*" in name,
            "+" in name,
            _ELSEWHERE.get(plain, f"{PREFIXES['sssom']}{plain}"),
        )
        for name in names.split()
    }


_ELSEWHERE = {
    "subject_id": f"{PREFIXES['owl']}annotatedSource",
    "predicate_id": f"{PREFIXES['owl']}annotatedProperty",
    "object_id": f"{PREFIXES['owl']}annotatedTarget",
    "author_id": f"{PREFIXES['pav']}authoredBy",
    "comment": f"{PREFIXES['rdfs']}comment",
    "creator_id": f"{PREFIXES['dcterms']}creator",
    "license": f"{PREFIXES['dcterms']}license",
    "mapping_date": f"{PREFIXES['dcterms']}created",
    "mapping_set_description": f"{PREFIXES['dcterms']}description",
    "mapping_set_source": f"{PREFIXES['prov']}wasDerivedFrom",
    "mapping_set_title": f"{PREFIXES['dcterms']}title",
    "mapping_set_version": f"{PREFIXES['owl']}versionInfo",
    "publication_date": f"{PREFIXES['dcterms']}issued",
    "see_also": f"{PREFIXES['rdfs']}seeAlso",
}

MAPPING = {
    **_table("reference", "subject_id predicate_id object_id mapping_justification record_id"),
    **_table("reference", "author_id* reviewer_id* creator_id* mapping_source curation_rule*+"),
    **_table("reference", "subject_source+ object_source+ mapping_tool_id+ issue_tracker_item"),
    **_table("reference", "subject_match_field*+ object_match_field*+"),
    **_table("reference", "subject_preprocessing*+ object_preprocessing*+"),
    **_table("iri", "license mapping_provider+ see_also*"),
    **_table("number", "confidence reviewer_agreement similarity_score"),
    **_table("date", "mapping_date+ publication_date review_date"),
    **_table("entity type", "subject_type+ predicate_type+ object_type+"),
    **_table("cardinality", "mapping_cardinality"),
    **_table("text", "subject_label predicate_label object_label predicate_modifier comment other"),
    **_table("text", "subject_category object_category similarity_measure+ match_string*"),
    **_table("text", "author_label* reviewer_label* creator_label* curation_rule_text*+"),
    **_table("text", "subject_source_version+ object_source_version+ cardinality_scope*+"),
    **_table("text", "mapping_tool+ mapping_tool_version+"),
}
"""The slots of a mapping, by name."""

SET = {
    **_table("iri", "mapping_set_id license issue_tracker mapping_set_source* see_also*"),
    **_table("reference", "creator_id*"),
    **_table("number", "mapping_set_confidence"),
    **_table("date", "publication_date"),
    **_table("text", "mapping_set_title mapping_set_description mapping_set_version other comment"),
    **_table("text", "creator_label* sssom_version"),
}
"""The slots of a set that say something of the set itself, by name."""

PROPAGATED = {name: slot for name, slot in MAPPING.items() if slot.propagates}
"""The slots that may stand in the header of a set for all of its mappings, by name."""

ENTITY_TYPES = {
    "owl class": f"{PREFIXES['owl']}Class",
    "owl object property": f"{PREFIXES['owl']}ObjectProperty",
    "owl data property": f"{PREFIXES['owl']}DataProperty",
    "owl annotation property": f"{PREFIXES['owl']}AnnotationProperty",
    "owl named individual": f"{PREFIXES['owl']}NamedIndividual",
    "skos concept": f"{PREFIXES['skos']}Concept",
    "rdfs resource": f"{PREFIXES['rdfs']}Resource",
    "rdfs class": f"{PREFIXES['rdfs']}Class",
    "rdfs literal": f"{PREFIXES['rdfs']}Literal",
    "rdfs datatype": f"{PREFIXES['rdfs']}Datatype",
    "rdf property": f"{PREFIXES['rdf']}Property",
    "composed entity expression": f"{PREFIXES['sssom']}ComposedEntityExpression",
}
"""What the values of an entity type are in RDF."""

CARDINALITIES = ("1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0")

RELATIONS = tuple(
    f"{PREFIXES['skos']}{name}"
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
"""The mapping relations of SKOS (section 10), the nearest first."""
