"""Language tags in their canonical case, which Oxigraph (0.5) turns into lower case.

Tags compare without case (RFC 5646, section 2.1.1), but `en-GB` is what people and many tools
expect to read; so what leaves the engine is given its case back.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

_STRING = re.compile(rb'("(?:[^"\\]|\\.)*"@)([A-Za-z0-9-]+)|"(?:[^"\\]|\\.)*"')
_KNOWN = 1_000
"""More tags than a graph has, of which each is met very often."""
_XML_ATTRIBUTE = re.compile(rb'(<[^<>]* xml:lang=")([^"]*)')


@lru_cache(_KNOWN)
def canonical(tag: str) -> str:
    """Give a tag with its subtags in the recommended case.

    >>> canonical("EN-gb"), canonical("zh-hant-tw"), canonical("en-x-us")
    ('en-GB', 'zh-Hant-TW', 'en-x-us')
    """
    first, *rest = tag.lower().split("-")
    singleton = next((at for at, part in enumerate([first, *rest]) if len(part) == 1), len(tag))
    cased = [_subtag(part) if at < singleton else part for at, part in enumerate(rest, 1)]
    return "-".join([first, *cased])


def _subtag(subtag: str) -> str:
    if len(subtag) == 2 and subtag.isalpha():
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.lower()


def restore(data: bytes, format_name: str) -> bytes:
    """Give the tags in RDF that Oxigraph wrote their case back; `format_name` as in `media`."""
    if format_name == "jsonld":
        restored = _in_json(json.loads(data))
        return json.dumps(restored, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    if format_name == "rdfxml":
        return _XML_ATTRIBUTE.sub(lambda found: found[1] + _bytes(found[2]), data)
    return _STRING.sub(lambda found: found[1] + _bytes(found[2]) if found[2] else found[0], data)


def _bytes(tag: bytes) -> bytes:
    return canonical(tag.decode("ascii")).encode("ascii")


def _in_json(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_json(each) for each in value]
    if isinstance(value, dict):
        return {
            key: canonical(each) if key == "@language" else _in_json(each)
            for key, each in value.items()
        }
    return value
