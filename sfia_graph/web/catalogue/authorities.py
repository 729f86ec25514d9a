"""The controlled vocabularies that DCAT-AP 3 asks for: languages, file types, themes, media types.

Tables of the Publications Office of the European Union, and of the Library of Congress for the
languages that are not in the first.
"""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.languages import primary

_EU = "http://publications.europa.eu/resource/authority"
_LOC = "http://id.loc.gov/vocabulary"
_IANA = "https://www.iana.org/assignments/media-types"

LANGUAGES = {
    **{"ar": "ARA", "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG"},
    **{"es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN"},
    **{"it": "ITA", "ja": "JPN", "ko": "KOR", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD"},
    **{"pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE", "zh": "ZHO"},
}
"""The codes of the table of languages, by primary language subtag."""

FILE_TYPES = {
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/n-quads": "RDF_N_QUADS",
    "application/n-triples": "RDF_N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "RDF_TRIG",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/xml": "XML",
    "application/zip": "ZIP",
    "text/csv": "CSV",
    "text/html": "HTML",
    "text/tab-separated-values": "TSV",
    "text/turtle": "RDF_TURTLE",
}
"""The codes of the table of file types, by media type."""

FILE_TYPE_SCHEME = f"{_EU}/file-type"
LANGUAGE_SCHEME = f"{_EU}/language"
THEME_SCHEME = f"{_EU}/data-theme"
THEMES = {
    "EDUC": {"en": "Education, culture and sport", "fr": "Éducation, culture et sport"},
    "TECH": {"en": "Science and technology", "fr": "Science et technologie"},
}
"""The themes of a framework of digital skills, with their names."""

_NO_LANGUAGE = frozenset({"zxx", "und", "mul", "mis", "x", "i"})


def language(tag: str) -> ox.NamedNode | None:
    """Give the IRI of a language, None for what is none.

    >>> language("eo").value, language("zxx")
    ('http://id.loc.gov/vocabulary/iso639-1/eo', None)
    """
    code = primary(tag)
    if code in _NO_LANGUAGE or not code.isascii() or not code.isalpha():
        return None
    if code in LANGUAGES:
        return ox.NamedNode(f"{LANGUAGE_SCHEME}/{LANGUAGES[code]}")
    return ox.NamedNode(f"{_LOC}/{'iso639-1' if len(code) == 2 else 'iso639-2'}/{code}")


def file_type(media_type: str) -> ox.NamedNode | None:
    """Give the IRI of a file type, None where the table has no row for a media type."""
    code = FILE_TYPES.get(_bare(media_type))
    return ox.NamedNode(f"{FILE_TYPE_SCHEME}/{code}") if code else None


def media_type(name: str) -> ox.NamedNode:
    """Give the IRI of a media type, as IANA's registry has it."""
    return ox.NamedNode(f"{_IANA}/{_bare(name)}")


def theme(code: str) -> ox.NamedNode:
    """Give the IRI of a theme."""
    return ox.NamedNode(f"{THEME_SCHEME}/{code}")


def _bare(name: str) -> str:
    return name.partition(";")[0].strip().lower()
