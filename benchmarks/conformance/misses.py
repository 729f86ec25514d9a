"""The tests that are not passed, each with its reason; a test by its folder and name."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.conformance.places import has_older_copy

_BY_VALUE = "Oxigraph stores numbers by their value, so 01 and 1 are one term"
_ABSENT = "Oxigraph gives no path of length zero for a term that is not in the graph"
_DATES = "Oxigraph tells a date with a time zone from one without, which might be the same day"
_SCOPE = "Oxigraph binds the variable of GRAPH before what stands inside it is evaluated"

LANGUAGE = {
    "aggregates/agg-empty-group-count-graph": "Oxigraph loses GRAPH's variable in a subquery",
    "aggregates/agg-groupconcat-04": "Oxigraph keeps the language of texts that it joins",
    "aggregates/agg-groupconcat-06": "Oxigraph keeps the language of texts that it joins",
    "bindings/graph": "Oxigraph leaves GRAPH's variable unbound where VALUES alone stands in it",
    "functions/bnode01": "Oxigraph gives BNODE(text) one blank node in all rows, not one in each",
    "negation/graph-minus": _SCOPE,
    "property-path/zero_or_more_set_end": _ABSENT,
    "property-path/zero_or_more_set_start": _ABSENT,
    "property-path/zero_or_one_set_end": _ABSENT,
    "property-path/zero_or_one_set_start": _ABSENT,
}
"""Of SPARQL 1.1's query language."""

RESULTS = {
    "csv-tsv-res/tsv03": "Oxigraph stores an xsd:negativeInteger as an xsd:integer",
}
"""Of the formats of results."""

SYNTAX_10 = {
    "syntax-sparql3/syn-bad-26": "Oxigraph takes ?x<?a&&?b>?y for two comparisons, not for an IRI",
}
"""Of SPARQL 1.0's syntax."""

EVALUATION_10 = {
    "distinct/distinct-1": _BY_VALUE,
    "distinct/distinct-9": _BY_VALUE,
    "expr-builtin/case-insensitive-booleans": "Oxigraph takes TRUE for no boolean",
    "expr-builtin/dawg-str-1": _BY_VALUE,
    "expr-builtin/dawg-str-2": _BY_VALUE,
    "expr-builtin/sameTerm-eq": _BY_VALUE,
    "expr-builtin/sameTerm-not-eq": _BY_VALUE,
    "expr-builtin/sameTerm-simple": _BY_VALUE,
    "expr-equals/eq-graph-1": _BY_VALUE,
    "expr-equals/eq-graph-2": _BY_VALUE,
    "graph/graph-optional": _SCOPE,
    "graph/graph-variable-scope": _SCOPE,
    "open-world/date-2": _DATES,
    "open-world/date-3": _DATES,
    "open-world/open-eq-01": _BY_VALUE,
}
"""Of SPARQL 1.0's evaluation."""

_REMOTE = "a context that would have to be fetched is refused: reading a file asks nobody"
_DOTS = "Oxigraph leaves the dots in a base as they are"
_XML = "Oxigraph writes the names of all namespaces in scope into an XML literal"

DOCUMENTS = {
    "rdf-xml/xml-canon-test001": _XML,
    "rdf-xml/xml-canon-test002": _XML,
    "toRdf/t0122": _DOTS,
    "toRdf/t0123": _DOTS,
    "toRdf/te062": _DOTS,
    "toRdf/te091": _DOTS,
    "toRdf/tc013": "Oxigraph does not take a context of a type where a type map says the type",
    "toRdf/tli12": "a base that is no IRI is refused, where the test ignores it",
    "toRdf/twf05": "a malformed language tag is refused, where the test leaves the text out",
    **dict.fromkeys(
        (
            *("toRdf/tc031", "toRdf/tc034", "toRdf/te126", "toRdf/te127", "toRdf/te128"),
            *("toRdf/tso05", "toRdf/tso06", "toRdf/tso08", "toRdf/tso09", "toRdf/tso11"),
        ),
        _REMOTE,
    ),
}
"""Of the formats of RDF."""

CORE = {
    "path/path-strange-002": "shapes are checked before use, and this path is malformed",
}
"""Of SHACL's core, whichever engine evaluates it."""

SPARQL = {
    "pre-binding/shapesGraph-001": "a query is not given $shapesGraph, which is optional",
}
"""Of SHACL-SPARQL, whichever engine evaluates it."""

_TWICE = "it expects a file to be read twice, its blank nodes apart"
_BEFORE = "so it was before RDF 1.1, where a plain text is an xsd:string"
_DOT = "a number may not end in a point since SPARQL 1.1"
_IRI = "it expects characters in an IRI that RFC 3987 forbids"

OLDER = {
    "aggregates/agg-empty-group": "it expects a row of a group that is not there",
    "basic/term-6": _DOT,
    "basic/term-7": _DOT,
    "dataset/dawg-dataset-09": _TWICE,
    "dataset/dawg-dataset-10": _TWICE,
    "dataset/dawg-dataset-12": _TWICE,
    "distinct/distinct-2": _BEFORE,
    "expr-builtin/dawg-datatype-2": _BEFORE,
    "functions/strdt03": _BEFORE,
    "functions/strlang03": _BEFORE,
    "optional-filter/dawg-optional-filter-005-simplified": "it contradicts the algebra",
    "rdf-trig/localName_with_assigned_nfc_PN_CHARS_BASE_character_boundaries": _IRI,
    "rdf-turtle/localName_with_assigned_nfc_PN_CHARS_BASE_character_boundaries": _IRI,
    "syntax-sparql1/syntax-lit-08": _DOT,
    "syntax-sparql2/syntax-esc-04": "escapes stand in IRIs and texts alone",
    "syntax-sparql2/syntax-esc-05": "escapes stand in IRIs and texts alone",
}
"""Of the copy that `make suites` fetches: what the W3C has corrected or withdrawn since."""


def known(misses: Mapping[str, str]) -> dict[str, str]:
    """Give the misses of a suite in the copy that is here."""
    return {**misses, **(OLDER if has_older_copy() else {})}
