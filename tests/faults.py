"""Faults that people make in a graph, each as a SPARQL update, and the one rule meant for it."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES


@dataclass(frozen=True, slots=True)
class Scene:
    """The names that the faults speak of: a skill with its lowest, a middle and highest level.

    `out` is a level at which it is not observed; `other` is another skill; `category` and
    `subcategory` are those of the skill; `attribute` and `second` are attributes; `graph` is the
    named graph of the texts.
    """

    edition: int
    skill: str
    low: int
    mid: int
    high: int
    out: int
    other: str
    category: str
    subcategory: str
    elsewhere: str
    attribute: str
    second: str
    graph: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what it is, the rule that must find it and no other, and how it comes about."""

    what: str
    rule: str
    update: str
    keeps_counts: bool = False

    def befall(self, store: ox.Store, scene: Scene) -> bool:
        """Bring the fault about, and say whether that changed anything.

        The edition's own counts go too, unless the fault is about those.
        """
        names = {name: getattr(scene, name) for name in Scene.__slots__}
        before = set(store)
        store.update(_PREFIXES + self.update % names)
        changed = set(store) != before
        if not self.keeps_counts:
            store.update(f"{_PREFIXES} DELETE WHERE {{ ?edition void:classPartition ?held }}")
        return changed


_PREFIXES = f"BASE <{BASE}>\n" + "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()
)
_S = "<%(edition)s/skill/%(skill)s>"
_O = "<%(edition)s/skill/%(other)s>"
_MID = "<%(edition)s/skill/%(skill)s/%(mid)s>"
_LOW = "<%(edition)s/skill/%(skill)s/%(low)s>"
_C = "<%(edition)s/category/%(category)s>"
_B = "<%(edition)s/category/%(subcategory)s>"
_X = "<%(edition)s/category/%(elsewhere)s>"
_A = "<%(edition)s/attribute/%(attribute)s>"
_E = "<%(edition)s>"
_G = "<graph/%(graph)s>"


def lost(resource: str) -> str:
    """Everything that is said of a resource, in either direction, is gone."""
    return f"DELETE WHERE {{ {resource} ?p ?o }} ; DELETE WHERE {{ ?s ?q {resource} }}"


def moved(subject: str, predicate: str, old: str, new: str) -> str:
    """One value of a property is another."""
    delete = f"DELETE DATA {{ {subject} {predicate} {old} }}"
    return f"{delete} ; INSERT DATA {{ {subject} {predicate} {new} }}"


def without(subject: str, predicate: str) -> str:
    """A property is gone."""
    return f"DELETE WHERE {{ {subject} {predicate} ?gone }}"


def _text(subject: str, text: str) -> str:
    """The definition of something reads differently."""
    gone = without(subject, "skos:definition")
    return f"{gone} ; INSERT DATA {{ {subject} skos:definition {text} }}"


def _label(subject: str, label: str) -> str:
    return f"INSERT DATA {{ {subject} skos:prefLabel {label} }}"


FAULTS = (
    # skills and their levels
    Fault("a skill at level is lost", "declared-level-described", lost(_MID)),
    Fault(
        "a level is no longer declared",
        "levels-complete",
        f"DELETE DATA {{ {_S} sfia:definedAtLevel <level/%(mid)s> }}",
    ),
    Fault(
        "the highest level is said not to be observed",
        "at-level-declared",
        f"DELETE DATA {{ {_S} sfia:definedAtLevel <level/%(high)s> }}"
        f" ; INSERT DATA {{ {_S} sfia:notObservedAtLevel <level/%(high)s> }}",
    ),
    Fault(
        "a level in the middle is dropped",
        "levels-without-gap",
        f"{lost(_MID)} ; DELETE DATA {{ {_S} sfia:definedAtLevel <level/%(mid)s> }}"
        f" ; INSERT DATA {{ {_S} sfia:notObservedAtLevel <level/%(mid)s> }}",
    ),
    Fault(
        "a level is both",
        "levels-disjoint",
        f"INSERT DATA {{ {_S} sfia:notObservedAtLevel <level/%(mid)s> }}",
    ),
    Fault(
        "two levels are swapped",
        "at-level-code",
        moved(_LOW, "sfia:level", "<level/%(low)s>", "<level/%(mid)s>")
        + " ; "
        + moved(_MID, "sfia:level", "<level/%(mid)s>", "<level/%(low)s>"),
    ),
    Fault(
        "a level that is not there",
        "levels-named",
        f"INSERT DATA {{ {_S} sfia:notObservedAtLevel <level/8> }}",
    ),
    Fault(
        "only one level is left",
        "level-range",
        f"DELETE {{ ?at ?p ?o . {_S} skos:narrower ?at ; sfia:definedAtLevel ?level }}"
        f" INSERT {{ {_S} sfia:notObservedAtLevel ?level }}"
        f" WHERE {{ ?at sfia:skill {_S} ; sfia:level ?level ; ?p ?o"
        " FILTER(?level != <level/%(low)s>) }",
    ),
    Fault("a skill at level names no skill", "at-level-skill", without(_MID, "sfia:skill")),
    Fault("a skill at level names no level", "at-one-level", without(_MID, "sfia:level")),
    Fault(
        "a skill at level stands below another skill",
        "at-level-below-skill",
        f"{moved(_MID, 'skos:broader', _S, _O)} ; DELETE DATA {{ {_S} skos:narrower {_MID} }}"
        f" ; INSERT DATA {{ {_O} skos:narrower {_MID} }}",
    ),
    Fault(
        "the code of a skill at level is misspelt",
        "notation-agrees",
        f"{without(_MID, 'dcterms:identifier')} ;"
        f' INSERT DATA {{ {_MID} dcterms:identifier "%(skill)s %(mid)s" }}',
    ),
    Fault("a skill at level has no notation", "at-level-notation", without(_MID, "skos:notation")),
    Fault("a skill has no code", "skill-code", without(_S, "dcterms:identifier")),
    Fault("a skill has no notation", "skill-notation", without(_S, "skos:notation")),
    Fault(
        "a notation stands for two",
        "notation-unique",
        f'INSERT DATA {{ {_C} skos:notation "C" . {_B} skos:notation "C" }}',
    ),
    Fault(
        "a skill is no version of any", "skill-across-editions", without(_S, "dcterms:isVersionOf")
    ),
    Fault(
        "a skill is a version of another",
        "same-code-across-editions",
        moved(_S, "dcterms:isVersionOf", "<skill/%(skill)s>", "<skill/%(other)s>"),
    ),
    Fault(
        "a skill revises itself",
        "revision-of-earlier",
        f"INSERT DATA {{ {_S} prov:wasRevisionOf {_S} }}",
    ),
    Fault(
        "a skill is linked to another official one",
        "official-match",
        moved(
            _S,
            "skos:exactMatch",
            "<https://rdf.sfia-online.org/9/skills/%(skill)s>",
            "<https://rdf.sfia-online.org/9/skills/%(other)s>",
        ),
    ),
    # places
    Fault(
        "a skill stands in two subcategories",
        "skill-parent",
        f"INSERT DATA {{ {_S} skos:broader {_X} . {_X} skos:narrower {_S} }}",
    ),
    Fault(
        "a skill stands right below a category",
        "skill-in-subcategory",
        f"{moved(_S, 'skos:broader', _B, _C)} ; DELETE DATA {{ {_B} skos:narrower {_S} }}"
        f" ; INSERT DATA {{ {_C} skos:narrower {_S} }}",
    ),
    Fault(
        "a subcategory stands in two categories",
        "subcategory-in-category",
        f"INSERT DATA {{ {_B} skos:broader <x> . <x> skos:narrower {_B} ; a skos:Concept ,"
        f' sfia:Category ; skos:inScheme {_E} ; skos:topConceptOf {_E} ; skos:prefLabel "X" .'
        f" {_E} skos:hasTopConcept <x> }}",
    ),
    Fault(
        "a category stands below another",
        "category-on-top",
        f"INSERT DATA {{ {_C} skos:broader <x> . <x> skos:narrower {_C} ; a skos:Concept ,"
        f' sfia:Category ; skos:inScheme {_E} ; skos:topConceptOf {_E} ; skos:prefLabel "X" .'
        f" {_E} skos:hasTopConcept <x> }} ; DELETE DATA {{ {_C} skos:topConceptOf {_E} ."
        f" {_E} skos:hasTopConcept {_C} }}",
    ),
    # levels and attributes
    Fault(
        "a level is numbered in words",
        "level-number",
        moved("<level/3>", "sfia:levelNumber", "3", '"3"'),
    ),
    Fault(
        "two levels stand in the wrong order",
        "levels-in-order",
        "DELETE DATA { <levels/ordered/3> rdf:first <level/3> ."
        " <levels/ordered/4> rdf:first <level/4> } ; INSERT DATA {"
        " <levels/ordered/3> rdf:first <level/4> . <levels/ordered/4> rdf:first <level/3> }",
    ),
    Fault(
        "a level's code is a Roman number",
        "level-number-agrees",
        "DELETE WHERE { <%(edition)s/level/3> skos:notation ?n ; dcterms:identifier ?i } ;"
        " INSERT DATA { <%(edition)s/level/3> skos:notation 'III'^^sfia:LevelCode ;"
        " dcterms:identifier 'III' }",
    ),
    Fault("an edition words six levels", "levels-in-edition", lost("<%(edition)s/level/3>")),
    Fault(
        "an attribute is not described at a level",
        "attribute-described",
        lost("<%(edition)s/attribute/%(attribute)s/3>"),
    ),
    Fault(
        "an attribute at level names no attribute",
        "attribute-at-level",
        without("<%(edition)s/attribute/%(attribute)s/3>", "sfia:attribute"),
    ),
    Fault(
        "an attribute at level stands below another attribute",
        "attribute-above",
        "DELETE DATA { <%(edition)s/attribute/%(attribute)s/3> skos:broader"
        f" {_A} . {_A} skos:narrower <%(edition)s/attribute/%(attribute)s/3> }} ;"
        " INSERT DATA { <%(edition)s/attribute/%(attribute)s/3> skos:broader"
        " <%(edition)s/attribute/%(second)s> . <%(edition)s/attribute/%(second)s>"
        " skos:narrower <%(edition)s/attribute/%(attribute)s/3> }",
    ),
    # editions
    Fault("an edition has no number", "edition-number", without(_E, "sfia:editionNumber")),
    Fault(
        "editions follow one another in a circle",
        "edition-order",
        f"INSERT DATA {{ <8> xkos:follows {_E} }}",
    ),
    Fault(
        "a skill is lost, and all that hangs on it",
        "edition-counts",
        f"DELETE WHERE {{ ?at sfia:skill {_S} ; ?p ?o }} ; {lost(_S)}",
        keeps_counts=True,
    ),
    # concepts, as SKOS has them
    Fault("a concept is in no scheme", "concept-in-scheme", without(_MID, "skos:inScheme")),
    Fault(
        "a scheme is no scheme",
        "scheme-is-scheme",
        f"DELETE DATA {{ {_E} a skos:ConceptScheme }}",
    ),
    Fault(
        "a concept is a scheme too",
        "scheme-not-concept",
        f"INSERT DATA {{ {_C} a skos:ConceptScheme }}",
    ),
    Fault(
        "a concept stands nowhere",
        "concept-placed",
        f"DELETE DATA {{ {_MID} skos:broader {_S} . {_S} skos:narrower {_MID} }}",
    ),
    Fault("a concept has no name", "concept-label", without(_B, "skos:prefLabel")),
    Fault(
        "a concept has two names in a language",
        "label-per-language",
        _label(_B, '"Something else"@en-GB'),
    ),
    Fault(
        "a name is also another name",
        "labels-disjoint",
        f"INSERT {{ {_B} skos:altLabel ?name }} WHERE {{ {_B} skos:prefLabel ?name }}",
    ),
    Fault(
        "a narrower concept is not said",
        "narrower-inverse",
        f"DELETE DATA {{ {_S} skos:narrower {_MID} }}",
    ),
    Fault(
        "a top concept is not said",
        "top-concept-inverse",
        f"DELETE DATA {{ {_E} skos:hasTopConcept {_C} }}",
    ),
    Fault(
        "a parent is no concept",
        "hierarchy-of-concepts",
        f"DELETE DATA {{ {_B} a skos:Concept }}",
    ),
    Fault(
        "a concept is related to what stands above it",
        "related-not-above",
        f"INSERT DATA {{ {_S} skos:related {_B} }}",
    ),
    Fault(
        "an exact match is a broad one too",
        "exact-not-broad",
        f"INSERT {{ {_S} skos:broadMatch ?other }} WHERE {{ {_S} skos:exactMatch ?other }}",
    ),
    Fault(
        "two concepts stand above each other",
        "no-broader-cycle",
        "DELETE WHERE { <skill/%(skill)s> skos:topConceptOf ?one } ;"
        " DELETE WHERE { <skill/%(other)s> skos:topConceptOf ?two } ;"
        " DELETE DATA { <framework> skos:hasTopConcept <skill/%(skill)s> , <skill/%(other)s> } ;"
        " INSERT DATA { <skill/%(skill)s> skos:broader <skill/%(other)s> ;"
        " skos:narrower <skill/%(other)s> . <skill/%(other)s> skos:broader <skill/%(skill)s> ;"
        " skos:narrower <skill/%(skill)s> }",
    ),
    Fault(
        "a concept stands below one of another scheme",
        "broader-same-scheme",
        f"{without(_B, 'skos:inScheme')} ; INSERT DATA {{ {_B} skos:inScheme <framework> }}",
    ),
    Fault("a tag is a word", "language-tag", _label(_B, '"Something else"@english')),
    Fault(
        "a concept is a blank node",
        "concept-is-iri",
        f"INSERT DATA {{ _:b a skos:Concept ; skos:inScheme {_E} ; skos:topConceptOf {_E} ;"
        f' skos:prefLabel "Nobody" . {_E} skos:hasTopConcept _:b }}',
    ),
    Fault(
        "the list of levels ends too early",
        "list-members",
        moved("<levels/ordered/3>", "rdf:rest", "<levels/ordered/4>", "()"),
    ),
    Fault(
        "a cell of a list ends without an end",
        "list-cell-rest",
        without("<levels/ordered/3>", "rdf:rest"),
    ),
    Fault(
        "a cell of a list goes on to nothing",
        "list-cell-rest",
        moved("<levels/ordered/7>", "rdf:rest", "()", "<levels/ordered/8>"),
    ),
    Fault(
        "a list goes on in a circle",
        "list-cell-rest",
        moved("<levels/ordered/7>", "rdf:rest", "()", "<levels/ordered/2>"),
    ),
    Fault(
        "a cell of a list holds nothing",
        "list-cell-first",
        without("<levels/ordered/3>", "rdf:first"),
    ),
    Fault(
        "a list is not there",
        "list-members",
        "DELETE WHERE { <levels/ordered> skos:member ?member } ;"
        " DELETE WHERE { <levels/ordered> skos:memberList ?list } ;"
        " INSERT DATA { <levels/ordered> skos:memberList <levels/nowhere> }",
    ),
    Fault(
        "a collection has two names in a language",
        "label-per-language",
        _label("<levels/ordered>", '"Something else"@en'),
    ),
    Fault(
        "a scheme has two names without a language",
        "single-untagged-label",
        _label("<levels>", '"Something" , "Something else"'),
    ),
    Fault(
        "a top concept stands above itself",
        "no-broader-cycle",
        "INSERT DATA { <skill/%(skill)s> skos:broader <skill/%(skill)s> ;"
        " skos:narrower <skill/%(skill)s> }",
    ),
    # texts and rights
    Fault("a text ends in a blank", "text-trimmed", _text(_MID, '"Some text. "@en-GB')),
    Fault("a text is empty", "text-not-empty", _text(_MID, '""@en-GB')),
    Fault("a text is blank", "text-not-empty", _text(_MID, r'" \u00A0\n"@en-GB')),
    Fault("a text begins with a tab", "text-trimmed", _text(_MID, r'"\tSome text."@en-GB')),
    Fault("a text holds a control character", "text-no-control", _text(_MID, r'"A\u0007b."@en-GB')),
    Fault("an accent stands apart", "text-composed", _text(_MID, r'"Cafe\u0301."@en-GB')),
    Fault(
        "a heading was left in a text",
        "text-leftover",
        _text(_MID, '"Essence of the level: some text."@en-GB'),
    ),
    Fault("a text lost its beginning", "text-begins-lower", _text(_MID, '"of some text."@en-GB')),
    Fault("a graph has no title", "graph-title", without(_G, "dcterms:title")),
    Fault("a graph has no licence", "graph-licence", without(_G, "dcterms:license")),
    Fault(
        "a graph has no rights holder", "graph-rights-holder", without(_G, "dcterms:rightsHolder")
    ),
    Fault("a graph has no language", "graph-language", without(_G, "dcterms:language")),
    Fault("a graph has no source", "graph-source", without(_G, "prov:wasDerivedFrom")),
    Fault("a graph has a tier of its own", "graph-tier", f'INSERT DATA {{ {_G} sfia:tier "all" }}'),
    Fault(
        "licensed texts are marked public",
        "texts-not-public",
        f"INSERT DATA {{ {_G} dcterms:accessRights"
        " <http://publications.europa.eu/resource/authority/access-right/PUBLIC> }",
    ),
    Fault(
        "texts stand in a graph of names",
        "text-in-its-tier",
        moved(_G, "sfia:tier", '"texts"', '"names"'),
    ),
    Fault(
        "a page is written as text",
        "page-is-iri",
        f'{without(_S, "foaf:page")} ; INSERT DATA {{ {_S} foaf:page "https://example.org/" }}',
    ),
    Fault(
        "a page stands on a test host",
        "page-not-on-test-host",
        f"{without(_S, 'foaf:page')} ;"
        f" INSERT DATA {{ {_S} foaf:page <https://test.sfia-online.org/en/skillcode/9/X> }}",
    ),
    # descriptions of datasets
    Fault(
        "a dataset says too much of itself",
        "class-counts",
        "INSERT DATA { <dataset> a void:Dataset ; void:classPartition <dataset/skills> ."
        " <dataset/skills> void:class sfia:Skill ; void:entities 1000 }",
        keeps_counts=True,
    ),
)
