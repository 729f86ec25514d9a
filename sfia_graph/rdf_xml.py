"""What RDF/XML cannot say, and line ends that come back from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""The characters that XML 1.0 does not have (section 2.2)."""

_STARTS = (
    r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAMED = re.compile(rf".*[{_STARTS}][{_STARTS}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*", re.DOTALL)
"""What ends in an element's name (Namespaces in XML 1.0, NCName)."""


def unsayable(triples: Iterable[ox.Triple]) -> str | None:
    """Say what of the triples RDF/XML cannot hold, None where it can hold all of them.

    That is a property whose IRI ends in no name of an element (RDF 1.1 XML Syntax, section 2.1),
    and a text with a character that XML does not have.
    """
    for each in triples:
        if not _NAMED.fullmatch(each.predicate.value):
            return f"the property {each.predicate.value}, which ends in no name for an element"
        if isinstance(each.object, ox.Literal) and (found := _NOT_IN_XML.search(each.object.value)):
            return f"a text with U+{ord(found[0]):04X}, a character that XML 1.0 does not have"
    return None


def with_line_ends(written: bytes) -> bytes:
    """Spell carriage returns out; else they would be read as line feeds (XML 1.0, section 2.11)."""
    return written.replace(b"\r", b"&#13;")
