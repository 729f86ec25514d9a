"""What other people's specifications ask of a file, as far as the exports use them, as tables.

From the specifications' data models, in our own form: 1EdTech's CASE 1.1, Credential Engine's
CTDL-ASN (release of 2025), schema.org 30, ESCO's downloads 1.2.
"""

from __future__ import annotations

from typing import Any

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_EXT = r"ext:[a-zA-Z0-9.\-_]+"
_ASSOCIATIONS = (
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo"),
    *("replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"),
)

_OBJECT = {"identifier*": "uuid", "uri*": "uri", "lastChangeDateTime*": "time"}
_CASE: dict[str, dict[str, str]] = {
    "CFPackage": {
        "CFDocument*": "CFDocument",
        "CFItems": "[CFItem]",
        "CFAssociations": "[CFAssociation]",
        "CFDefinitions": "CFDefinition",
        "CFRubrics": "[CFRubric]",
    },
    "CFDocument": {
        **_OBJECT,
        **dict.fromkeys(("creator*", "title*", "publisher", "version"), "line"),
        **dict.fromkeys(("description", "notes", "language", "adoptionStatus"), "text"),
        **{"caseVersion": "1.1", "officialSourceURL": "uri", "licenseURI": "Link"},
        **{"subject": "[line]", "subjectURI": "[Link]"},
    },
    "CFItem": {
        **_OBJECT,
        **dict.fromkeys(("fullStatement*", "notes", "language"), "text"),
        **dict.fromkeys(("CFItemType", "humanCodingScheme", "abbreviatedStatement"), "line"),
        **dict.fromkeys(("alternativeLabel", "listEnumeration"), "line"),
        **dict.fromkeys(("conceptKeywordsURI", "CFItemTypeURI", "licenseURI"), "Link"),
        **{"subject": "[line]", "subjectURI": "[Link]", "extensions": "any"},
    },
    "CFAssociation": {
        **_OBJECT,
        **{"associationType*": "association", "sequenceNumber": "integer", "notes": "text"},
        **{"originNodeURI*": "Node", "destinationNodeURI*": "Node"},
        **{"CFAssociationGroupingURI": "Link"},
    },
    "CFDefinition": {
        "CFConcepts": "[CFConcept]",
        "CFSubjects": "[CFSubject]",
        "CFLicenses": "[CFLicense]",
        "CFItemTypes": "[CFItemType]",
        "CFAssociationGroupings": "[CFAssociationGrouping]",
    },
    "CFConcept": {
        **_OBJECT,
        **{"title*": "line", "hierarchyCode*": "line", "keywords": "line", "description": "text"},
    },
    "CFSubject": {
        **_OBJECT,
        **{"title*": "line", "hierarchyCode*": "line", "description": "text"},
    },
    "CFLicense": {
        **_OBJECT,
        **{"title*": "line", "licenseText*": "text", "description": "text"},
    },
    "CFItemType": {
        **_OBJECT,
        **{"title*": "line", "hierarchyCode*": "line", "typeCode": "line", "description*": "text"},
    },
    "CFAssociationGrouping": {**_OBJECT, "title*": "line", "description": "text"},
    "CFRubric": {
        **_OBJECT,
        **{"title": "line", "description": "text", "CFRubricCriteria": "[CFRubricCriterion]"},
    },
    "CFRubricCriterion": {
        **_OBJECT,
        **{"category": "line", "description": "text", "CFItemURI": "Link", "weight": "number"},
        **{"position": "integer", "rubricId": "uuid"},
        "CFRubricCriterionLevels": "[CFRubricCriterionLevel]",
    },
    "CFRubricCriterionLevel": {
        **_OBJECT,
        **{"description": "text", "quality": "line", "score": "number", "feedback": "text"},
        **{"position": "integer", "rubricCriterionId": "uuid"},
    },
    "Link": {"title*": "line", "identifier*": "uuid", "uri*": "uri"},
    "Node": {"title*": "line", "identifier*": "text", "uri*": "uri", "targetType": "target"},
}
"""The fields of each class of CASE 1.1; an asterisk marks one that must be there."""

_VALUES: dict[str, dict[str, Any]] = {
    "uuid": {"type": "string", "pattern": f"^{UUID}$"},
    "uri": {"type": "string", "pattern": r"^[a-z]+:[!-~]+$"},
    "time": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "text": {"type": "string", "minLength": 1},
    "line": {"type": "string", "minLength": 1, "pattern": r"^[^\r\n\t]*$"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "any": {"type": "object"},
    "1.1": {"const": "1.1"},
    "association": {"enum": list(_ASSOCIATIONS)},
    "target": {"type": "string", "pattern": f"^(CASE|{_EXT})$"},
}


def case_schema() -> dict[str, Any]:
    """Give the table of CASE as a JSON Schema of the package."""

    def value(kind: str) -> dict[str, Any]:
        if kind.startswith("["):
            return {"type": "array", "items": value(kind[1:-1])}
        return _VALUES.get(kind, {"$ref": f"#/$defs/{kind}"})

    defined = {
        name: {
            "type": "object",
            "properties": {field.rstrip("*"): value(kind) for field, kind in fields.items()},
            "required": [field[:-1] for field in fields if field.endswith("*")],
            "additionalProperties": False,
        }
        for name, fields in _CASE.items()
    }
    return {"$ref": "#/$defs/CFPackage", "$defs": defined}


_ASN, _CEASN = "http://purl.org/ASN/schema/core/", "https://purl.org/ctdlasn/terms/"
_TEXT, _IRI, _STRING = {"@container": "@language"}, {"@type": "@id"}, {"@type": "xsd:string"}

CTDL_CONTEXT: dict[str, Any] = {
    "asn": _ASN,
    "ceasn": _CEASN,
    "ceterms": "https://purl.org/ctdl/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **dict.fromkeys(
        (
            *("ceasn:comment", "ceasn:competencyCategory", "ceasn:competencyLabel"),
            *("ceasn:competencyText", "ceasn:conceptKeyword", "ceasn:description", "ceasn:name"),
            *("ceasn:rights", "ceterms:name", "skos:definition", "skos:prefLabel"),
        ),
        _TEXT,
    ),
    **dict.fromkeys(
        (
            *("asn:hasProgressionLevel", "asn:hasProgressionModel", "ceasn:broadAlignment"),
            *("ceasn:creator", "ceasn:derivedFrom", "ceasn:exactAlignment", "ceasn:hasChild"),
            *("ceasn:hasTopChild", "ceasn:identifier", "ceasn:inProgressionModel"),
            *("ceasn:isChildOf", "ceasn:isPartOf", "ceasn:isTopChildOf", "ceasn:isVersionOf"),
            *("ceasn:license", "ceasn:majorAlignment", "ceasn:minorAlignment"),
            *("ceasn:narrowAlignment", "ceasn:rightsHolder", "ceasn:sourceDocumentation"),
            *("ceterms:subjectWebpage", "skos:hasTopConcept", "skos:topConceptOf"),
        ),
        _IRI,
    ),
    **dict.fromkeys(
        ("ceasn:codedNotation", "ceasn:listID", "ceterms:ctid", "skos:notation"), _STRING
    ),
    "ceasn:dateModified": {"@type": "xsd:dateTime"},
    "ceasn:inLanguage": {"@type": "xsd:language"},
}
"""Of the context of CTDL-ASN the prefixes and the terms that the exports use."""

_OF_FRAMEWORK = (
    *("ceasn:codedNotation", "ceasn:creator", "ceasn:dateModified", "ceasn:description"),
    *("ceasn:hasTopChild", "ceasn:identifier", "ceasn:inLanguage", "ceasn:license", "ceasn:name"),
    *("ceasn:rights", "ceasn:rightsHolder", "ceterms:ctid", "asn:hasProgressionModel"),
)
_OF_COMPETENCY = (
    *("asn:hasProgressionLevel", "ceasn:broadAlignment", "ceasn:codedNotation", "ceasn:comment"),
    *("ceasn:competencyCategory", "ceasn:competencyLabel", "ceasn:competencyText"),
    *("ceasn:conceptKeyword", "ceasn:derivedFrom", "ceasn:exactAlignment", "ceasn:hasChild"),
    *("ceasn:identifier", "ceasn:inLanguage", "ceasn:isChildOf", "ceasn:isPartOf"),
    *("ceasn:isTopChildOf", "ceasn:isVersionOf", "ceasn:license", "ceasn:listID"),
    *("ceasn:majorAlignment", "ceasn:minorAlignment", "ceasn:narrowAlignment"),
    *("ceasn:sourceDocumentation", "ceterms:ctid"),
)
CTDL_DOMAINS: dict[str, tuple[str, ...]] = {
    "ceasn:CompetencyFramework": _OF_FRAMEWORK,
    "ceasn:Competency": _OF_COMPETENCY,
    "asn:ProgressionModel": (
        *("ceasn:inLanguage", "ceasn:name", "ceterms:ctid", "skos:hasTopConcept"),
    ),
    "asn:ProgressionLevel": (
        *("ceasn:inProgressionModel", "ceterms:ctid", "skos:definition", "skos:notation"),
        *("skos:prefLabel", "skos:topConceptOf"),
    ),
    "ceterms:Organization": ("ceterms:ctid", "ceterms:name", "ceterms:subjectWebpage"),
}
"""The properties that each class of CTDL-ASN has, as far as the exports use them."""

_THING = {
    "additionalType": ("text", "url"),
    "alternateName": ("text",),
    "description": ("text",),
    "name": ("text",),
    "sameAs": ("url",),
    "url": ("url",),
}
_WORK = {
    **_THING,
    "copyrightHolder": ("Organization",),
    "copyrightNotice": ("text",),
    "dateModified": ("time",),
    "inLanguage": ("text",),
    "isBasedOn": ("Dataset", "url"),
    "license": ("url",),
    "version": ("text",),
}
SCHEMA_ORG: dict[str, dict[str, tuple[str, ...]]] = {
    "DefinedTermSet": {**_WORK, "hasDefinedTerm": ("DefinedTerm",)},
    "DefinedTerm": {**_THING, "termCode": ("text",), "inDefinedTermSet": ("reference",)},
    "Dataset": _WORK,
    "Organization": _THING,
}
"""What schema.org's types have: for each property what its values may be."""

ESCO_TABLES: dict[str, str] = {
    "conceptSchemes": (
        "conceptType,conceptSchemeUri,preferredLabel,title,status,description,hasTopConcept"
    ),
    "skillGroups": (
        "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,inScheme,description,code"
    ),
    "skills": (
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,"
        "status,modifiedDate,scopeNote,definition,inScheme,description"
    ),
    "broaderRelationsSkillPillar": (
        "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel"
    ),
    "skillSkillRelations": (
        "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri"
    ),
}
"""The headers of ESCO's tables."""
