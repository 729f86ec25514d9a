"""What the shapes of two profiles find in our catalogue and vocabularies, and why it stays."""

from __future__ import annotations

_OPEN_ENDED = "nobody has said how long a host will keep a file"
_NO_PLACE = "a framework of skills is of no place and no period of time"
_NO_AUTHORITY = "who publishes this is no corporate body of the European Union"
_CLASH = (
    "by SEMIC's other shapes the IRI begins with http, as the namespace of SPDX does; here https"
)
_NONE: dict[tuple[str, str], str] = {}

DCAT_AP = {
    "3.0.0/shacl/dcat-ap-SHACL.ttl": _NONE,
    "3.0.1/shacl/dcat-ap-SHACL.ttl 3.0.1/shacl/ranges.ttl": _NONE,
    "3.0.0/html/shacl/shapes.ttl": {
        ("Datatype", "dcat:byteSize"): (
            "wants xsd:decimal, where DCAT 3 has xsd:nonNegativeInteger; 3.0.1 has mended it"
        )
    },
    "3.0.1/html/shacl/shapes.ttl": _NONE,
    **{
        f"{release}/html/shacl/{name}.ttl": reasons
        for release in ("3.0.0", "3.0.1")
        for name, reasons in {
            "range": _NONE,
            "deprecateduris": _NONE,
            "mdr-vocabularies.shape": {
                ("Node", "spdx:algorithm"): _CLASH,
                ("Node", "dcterms:publisher"): _NO_AUTHORITY,
            },
            "shapes_recommended": {
                ("MinCount", "http://data.europa.eu/r5r/availability"): _OPEN_ENDED,
                ("MinCount", "dcterms:spatial"): _NO_PLACE,
                ("MinCount", "dcterms:temporal"): _NO_PLACE,
                ("MinCount", "dcterms:license"): (
                    "two licences at one thing would let people choose; each part has its own"
                ),
                ("MinCount", "dcterms:type"): (
                    "of which kind a licence or an agent is nobody has judged"
                ),
            },
        }.items()
    },
}
"""SEMIC's files of shapes, and what they find in our catalogue: nothing, or why it stays.

A finding is a constraint and a path; those of `shapes_recommended` are warnings.
"""
MENDED = {
    "3.0.1/shacl/dcat-ap-SHACL.ttl 3.0.1/shacl/ranges.ttl": 5,
    "3.0.0/html/shacl/shapes.ttl": 5,
    "3.0.1/html/shacl/shapes.ttl": 5,
}
"""How many statements of the files themselves are no SHACL: `profiles.mended` says which."""
NO_DEFINITION = ("MinCount", "skos:definition")
VOCPUB = {
    NO_DEFINITION: "only names of other frameworks are here: their definitions are their owners'"
}
"""What VocPub's validators find in the concept schemes of other frameworks, one in each concept."""
