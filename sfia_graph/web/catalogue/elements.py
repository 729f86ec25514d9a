"""Elements of XML as they are written to files."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from sfia_graph.web.representations import NOT_IN_XML


def element(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with a text; an underscore in an attribute's name is a colon."""
    said = {key.replace("_", ":"): _clean(value) for key, value in attributes.items()}
    found = ET.SubElement(parent, name, said)
    found.text = _clean(text) or None
    return found


def document(root: ET.Element) -> bytes:
    """Give a document as XML 1.0 in UTF-8."""
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _clean(text: str) -> str:
    """Give a text without the characters that XML does not have."""
    return NOT_IN_XML.sub("", text)
