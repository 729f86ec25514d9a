"""Invented people who bake, with everything by which somebody could be known."""

from __future__ import annotations

from pathlib import Path

from sfia_graph.namespaces import BASE, PREFIXES

HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

HOLDING = """
<{base}holding/{who}-{number}> a sfia:Holding ;
    sfia:holder <{base}person/{who}> ;
    sfia:skillAtLevel <{base}9/skill/{skill}> ;
    sfia:basis sfia:assessed ;
    prov:generatedAtTime "2026-03-01T09:00:00Z"^^xsd:dateTime .
"""


def holding(who: str, number: int, skill: str = "KNEA/2") -> str:
    """Give a holding in Turtle."""
    return HOLDING.format(base=BASE, who=who, number=number, skill=skill)


ROLE = f"""
<{BASE}role/head-baker> a sfia:RoleProfile ;
    dcterms:title "Head baker"@en ;
    dcterms:creator <{BASE}person/zelda> ;
    sfia:requirement <{BASE}role/head-baker/1> .
<{BASE}role/head-baker/1> a sfia:Requirement ;
    sfia:importance sfia:core ;
    sfia:skillAtLevel <{BASE}9/skill/KNEA/3> .
"""

PEOPLE = f"""
{holding("zelda", 1)}
{holding("zelda", 2, "KNEA/3")}
<{BASE}holding/zelda-2> dcterms:source <https://certs.example/991> ;
    dcterms:source [ dcterms:title "Paper of Quarkson, framed" ] .
<https://certs.example/991> dcterms:title "Certificate of Quarkson" .
<{BASE}person/zelda> a foaf:Person ; foaf:name "Zelda Quarkson" .
<https://staff.example/77> foaf:name "Yusuf Quarkson" .
<urn:uuid:77-1> a sfia:Holding ; sfia:holder <https://staff.example/77> ;
    sfia:skillAtLevel <{BASE}9/skill/KNEA/1> .
[] a sfia:Holding ; sfia:holder [ foaf:name "Nameless Quarkson" ] ;
    sfia:skillAtLevel <{BASE}9/skill/KNEA/1> .
<{BASE}team/night-shift> a foaf:Group ; dcterms:title "Quarkson and night shift" ;
    foaf:member <{BASE}person/zelda> , <{BASE}person/xaver> .
[] a owl:Axiom ; owl:annotatedSource <{BASE}holding/zelda-1> ;
    owl:annotatedProperty sfia:basis ; owl:annotatedTarget sfia:assessed ;
    rdfs:comment "Quarkson was seen to knead" .
<{BASE}9/skill/KNEA/3>
    skos:editorialNote "Shown by https://staff.example/77, at noon." .
<{BASE}graph/crew> sfia:tier "structure" ; dcterms:title "The Quarkson crew" ;
    prov:wasDerivedFrom <{BASE}source/quarkson> .
<{BASE}source/quarkson> dcterms:title "quarkson.xlsx" .
"""

SUMMARY = f"""
<{BASE}person/zelda> sfia:highestHeld <{BASE}9/skill/KNEA/3> .
<{BASE}9/skill/KNEA/3> sfia:holderCount 86428642 .
"""

TRACES = (
    *("zelda", "Quarkson", "quarkson", "staff.example", "certs.example", "77-1", "xaver"),
    *("night-shift", "night shift", "86428642"),
)
"""What of them must not be found anywhere."""
HOLDINGS, NUMBER = 4, 4


def write_crew(folder: Path) -> Path:
    """Write a role, the people and their summary into a folder, each into a file of its own."""
    folder.mkdir(exist_ok=True)
    (folder / "role.ttl").write_text(HEADER + ROLE)
    (folder / "crew.ttl").write_text(HEADER + PEOPLE)
    (folder / "summary.ttl").write_text(HEADER + SUMMARY)
    return folder
