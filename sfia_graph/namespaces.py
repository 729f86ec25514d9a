"""Namespaces and their prefixes, and names made from IRIs; nothing here needs an RDF library.

Terms of the vocabulary are unversioned hash IRIs; what IRIs instances have, `minting` says.
"""

from __future__ import annotations

import re
import unicodedata

BASE = "https://w3id.org/sfia-graph/"
SFIA = "https://w3id.org/sfia-graph/ontology#"

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "esco": "http://data.europa.eu/esco/model#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sfia": SFIA,
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/sfia-graph/shape/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "sssom": "https://w3id.org/sssom/",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def slug(name: str) -> str:
    """Turn a name into the last part of an IRI.

    >>> slug("Governance, risk and compliance")
    'governance-risk-and-compliance'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def local_name(iri: str) -> str:
    """Give the last part of an IRI.

    >>> local_name("https://w3id.org/sfia-graph/ontology#Skill"), local_name("urn:x/SLMO")
    ('Skill', 'SLMO')
    """
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def expand(name: str) -> str:
    """Give the IRI of a prefixed name; what has no known prefix is one already.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name


def compact(iri: str, base: str = BASE) -> str:
    """Shorten an IRI for people: a prefixed name, a name under the base, or the IRI itself.

    >>> compact("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    >>> compact("https://w3id.org/sfia-graph/9/skill/SLMO")
    '9/skill/SLMO'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri[len(base) :] if iri.startswith(base) and iri != base else iri
