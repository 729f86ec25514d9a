"""What two profiles of others ask of RDF, in our own words, and written as SHACL.

DCAT-AP 3 (SEMIC) asks it of catalogues, VocPub 5 (AGLDWG) of vocabularies in SKOS. Their own shapes
are no part of the project; where they lie on this machine they are run too.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Graph

from sfia_graph.namespaces import PREFIXES

MANY = None
TEXT = "rdf:langString"


@dataclass(frozen=True)
class Rule:
    """How often things of a class have a property, and what its values are.

    `kind` is a class, a datatype, or a kind of node: IRI, Literal. Paths are those of SPARQL, with
    `|` and `^` only.
    """

    of: str
    path: str
    least: int = 0
    most: int | None = MANY
    kind: str = ""

    def to_shacl(self) -> str:
        """Write the rule as a shape."""
        counts = f"sh:minCount {self.least}"
        if self.most is not None:
            counts += f" ; sh:maxCount {self.most}"
        return (
            f"[] a sh:NodeShape ; sh:targetClass {self.of} ; "
            f"sh:property [ sh:path {_path(self.path)} ; {counts}{_value(self.kind)} ] ."
        )


DCAT_AP = (
    Rule("dcat:Catalog", "dcterms:title", 1, MANY, "Literal"),
    Rule("dcat:Catalog", "dcterms:description", 1, MANY, "Literal"),
    Rule("dcat:Catalog", "dcterms:publisher", 1, 1, "foaf:Agent"),
    Rule("dcat:Catalog", "dcat:dataset", 1, MANY, "dcat:Dataset"),
    Rule("dcat:Catalog", "foaf:homepage", 1, 1, "foaf:Document"),
    Rule("dcat:Catalog", "dcterms:language", 1, MANY, "dcterms:LinguisticSystem"),
    Rule("dcat:Catalog", "dcterms:issued", 1, 1, "xsd:dateTime"),
    Rule("dcat:Catalog", "dcterms:modified", 1, 1, "xsd:dateTime"),
    Rule("dcat:Catalog", "dcterms:license", 0, 1, "dcterms:LicenseDocument"),
    Rule("dcat:Catalog", "dcat:themeTaxonomy", 1, MANY, "skos:ConceptScheme"),
    Rule("dcat:Dataset", "dcterms:title", 1, MANY, "Literal"),
    Rule("dcat:Dataset", "dcterms:description", 1, MANY, "Literal"),
    Rule("dcat:Dataset", "dcterms:publisher", 1, 1, "foaf:Agent"),
    Rule("dcat:Dataset", "dcat:contactPoint", 1, MANY, "vcard:Kind"),
    Rule("dcat:Dataset", "dcat:keyword", 1, MANY, "Literal"),
    Rule("dcat:Dataset", "dcat:theme", 1, MANY, "skos:Concept"),
    Rule("dcat:Dataset", "dcat:distribution", 0, MANY, "dcat:Distribution"),
    Rule("dcat:Dataset", "dcat:landingPage", 0, MANY, "foaf:Document"),
    Rule("dcat:Dataset", "dcterms:conformsTo", 0, MANY, "dcterms:Standard"),
    Rule("dcat:Dataset", "dcterms:language", 0, MANY, "dcterms:LinguisticSystem"),
    Rule("dcat:Dataset", "dcterms:provenance", 0, MANY, "dcterms:ProvenanceStatement"),
    Rule("dcat:Dataset", "dcterms:issued", 0, 1, "Literal"),
    Rule("dcat:Dataset", "dcterms:modified", 0, 1, "Literal"),
    Rule("dcat:Dataset", "dcat:version", 0, 1, "Literal"),
    Rule("dcat:Distribution", "dcat:accessURL", 1, MANY, "rdfs:Resource"),
    Rule("dcat:Distribution", "dcat:downloadURL", 1, MANY, "rdfs:Resource"),
    Rule("dcat:Distribution", "dcat:byteSize", 1, 1, "xsd:nonNegativeInteger"),
    Rule("dcat:Distribution", "dcat:mediaType", 1, 1, "dcterms:MediaType"),
    Rule("dcat:Distribution", "dcterms:format", 1, 1, "dcterms:MediaTypeOrExtent"),
    Rule("dcat:Distribution", "dcterms:description", 1, MANY, "Literal"),
    Rule("dcat:Distribution", "dcterms:license", 0, 1, "dcterms:LicenseDocument"),
    Rule("dcat:Distribution", "dcterms:conformsTo", 0, MANY, "dcterms:Standard"),
    Rule("dcat:Distribution", "spdx:checksum", 1, 1, "spdx:Checksum"),
    Rule("spdx:Checksum", "spdx:algorithm", 1, 1, "spdx:ChecksumAlgorithm"),
    Rule("spdx:Checksum", "spdx:checksumValue", 1, 1, "xsd:hexBinary"),
    Rule("foaf:Agent", "foaf:name", 1, MANY, "Literal"),
    Rule("vcard:Kind", "vcard:fn", 1, MANY, "Literal"),
    Rule("skos:ConceptScheme", "dcterms:title", 1, MANY, "Literal"),
    Rule("skos:Concept", "skos:prefLabel", 1, MANY, "Literal"),
    Rule("dcterms:RightsStatement", "rdfs:label", 1, MANY, "Literal"),
)
"""What DCAT-AP 3 has as mandatory, or recommends and we promise, and what the values are."""
DATE = "xsd:dateTime"
VOCPUB = (
    Rule("skos:ConceptScheme", "skos:prefLabel", 1, 1, "Literal"),
    Rule("skos:ConceptScheme", "skos:definition", 1, 1, TEXT),
    Rule("skos:ConceptScheme", "dcterms:created", 1, 1, DATE),
    Rule("skos:ConceptScheme", "dcterms:modified", 1, 1, DATE),
    Rule("skos:ConceptScheme", "dcterms:creator", 1, MANY, "schema:Organization"),
    Rule("skos:ConceptScheme", "dcterms:publisher", 1, 1, "schema:Organization"),
    Rule("skos:ConceptScheme", "skos:historyNote", 1, 1, TEXT),
    Rule("skos:ConceptScheme", "skos:hasTopConcept|^skos:topConceptOf", 1, MANY, "skos:Concept"),
    Rule("skos:ConceptScheme", "schema:license", 0, MANY, "IRI"),
    Rule("skos:ConceptScheme", "schema:copyrightHolder", 0, MANY, "IRI"),
    Rule("skos:Concept", "skos:prefLabel", 1, 1, "Literal"),
    Rule("skos:Concept", "skos:definition", 1, 1, TEXT),
    Rule("skos:Concept", "rdfs:isDefinedBy", 1, 1, "skos:ConceptScheme"),
    Rule("skos:Concept", "skos:inScheme", 1, 1, "skos:ConceptScheme"),
    Rule("skos:Concept", "skos:broader|^skos:narrower|skos:topConceptOf|^skos:hasTopConcept", 1),
    Rule("skos:Concept", "skos:broader", 0, MANY, "skos:Concept"),
    Rule("skos:Concept", "skos:narrower", 0, MANY, "skos:Concept"),
    Rule("skos:Concept", "skos:notation", 0, MANY, "Literal"),
    Rule("skos:Concept", "prov:wasDerivedFrom", 0, MANY, "IRI"),
    Rule("schema:Organization", "schema:name", 1, 1, "xsd:string"),
    Rule("schema:Organization", "schema:url", 1, MANY, "xsd:anyURI"),
)
"""What VocPub 5 asks of a vocabulary in one language."""


def shapes(rules: tuple[Rule, ...]) -> Graph:
    """Give rules as SHACL."""
    heads = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()]
    text = "\n".join([*heads, *(each.to_shacl() for each in rules)])
    return Graph().parse(data=text, format="turtle")


def _path(path: str) -> str:
    steps = [
        f"[ sh:inversePath {step[1:]} ]" if step.startswith("^") else step
        for step in path.split("|")
    ]
    return steps[0] if len(steps) == 1 else f"[ sh:alternativePath ( {' '.join(steps)} ) ]"


def _value(kind: str) -> str:
    if not kind:
        return ""
    if ":" not in kind:
        return f" ; sh:nodeKind sh:{kind}"
    is_datatype = kind.startswith(("xsd:", "rdf:"))
    return f" ; sh:{'datatype' if is_datatype else 'class'} {kind}"
