"""What a page of HTML refers to, read in time that grows with its length only.

The scanner looks at tags alone, as HTML's tokenizer does (HTML, section 13.2.5). The parsers that
build a tree, and Python's own, take minutes for a megabyte that is made to hold them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice

from sfia_graph.conform.link_header import Link

MOST = 10_000
"""How many references, and how many ids, of a page are looked at."""

_OPENING = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/][^>]*+(?:>|\Z)|<([a-zA-Z][^\s/>]*+)", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:>|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?)"
)
_TEXT_ONLY = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_LOADED = {
    **dict.fromkeys(("script", "iframe", "source", "audio", "video", "track", "embed"), "src"),
    **{"img": "src", "input": "src", "object": "data", "use": "href", "image": "href"},
}
_FOLLOWED = {"a": "href", "area": "href"}
_LOADED_RELS = frozenset(
    {"stylesheet", "icon", "manifest", "modulepreload", "preload", "apple-touch-icon"}
)
_PREVIEWED = frozenset({"og:image", "og:url"})
_HINTS = frozenset({"preconnect", "dns-prefetch"})
_IN_STYLES = re.compile(
    r"url\(\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|([^\s\"'()]*+))\s*+\)|@import\s++[\"']([^\"'\n]*+)"
)
_COMMENT_IN_STYLES = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a page leads, as it is written; `is_loaded` says that a browser fetches it at once."""

    target: str
    is_loaded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its language, the base of its addresses, its typed links, references and ids."""

    language: str = ""
    base: str = ""
    links: tuple[Link, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: frozenset[str] = frozenset()


def read_page(text: str) -> Page:
    """Read a page."""
    language = base = ""
    links: list[Link] = []
    references: dict[Reference, None] = {}
    ids: set[str] = set()
    for name, attributes in _elements(text):
        if name == "html":
            language = language or attributes.get("lang", attributes.get("xml:lang", ""))
        elif name == "base":
            base = base or attributes.get("href", "")
        elif name == "link":
            links += _typed(attributes)
        if len(ids) < MOST:
            ids |= {attributes[each] for each in ("id", *_named(name)) if each in attributes}
        if len(references) < MOST:
            references |= dict.fromkeys(_references(name, attributes))
    return Page(language.strip(), base, tuple(links[:MOST]), tuple(references), frozenset(ids))


def read_styles(text: str) -> list[Reference]:
    """Give what a style sheet loads."""
    found = _IN_STYLES.finditer(_COMMENT_IN_STYLES.sub("", text))
    targets = (next(filter(None, each.groups()), "") for each in islice(found, MOST))
    return [Reference(each, is_loaded=True) for each in targets if each]


def _elements(text: str) -> Iterator[tuple[str, Attributes]]:
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if not opening[1]:
            continue
        name = opening[1].lower()
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(text, at):
            at = found.end()
            if not found[1]:
                break
            value = found[2] or ""
            bare = value[1:].removesuffix(value[0]) if value[:1] in ("'", '"') else value
            attributes.setdefault(found[1].lower(), unescape(bare))
        yield name, attributes
        if name in _TEXT_ONLY:
            end = _TEXT_ONLY[name].search(text, at)
            at = end.start() if end else len(text)


def _named(element: str) -> tuple[str, ...]:
    return ("name",) if element == "a" else ()


def _typed(attributes: Attributes) -> list[Link]:
    if "href" not in attributes:
        return []
    said = (attributes.get("type", "").strip().lower(), attributes.get("hreflang", "").strip())
    rels = attributes.get("rel", "").split()
    return [Link(attributes["href"], each if ":" in each else each.lower(), *said) for each in rels]


def _references(name: str, attributes: Attributes) -> Iterator[Reference]:
    rels = frozenset(attributes.get("rel", "").lower().split())
    if name == "link" and "href" in attributes and not rels & _HINTS:
        # What stands behind the number sign of a typed link is a thing, and no place in a page.
        yield Reference(attributes["href"].partition("#")[0], bool(rels & _LOADED_RELS))
    elif name == "meta" and attributes.get("property") in _PREVIEWED:
        yield Reference(attributes.get("content", ""))
    elif name in _FOLLOWED and _FOLLOWED[name] in attributes:
        yield Reference(attributes[_FOLLOWED[name]])
    elif name in _LOADED:
        for each in (_LOADED[name], f"xlink:{_LOADED[name]}", "poster"):
            if attributes.get(each, "").strip():
                yield Reference(attributes[each], is_loaded=True)
        for each in attributes.get("srcset", "").split(","):
            if each.strip():
                yield Reference(each.split()[0], is_loaded=True)
