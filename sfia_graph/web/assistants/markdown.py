"""A concept as Markdown, for readers of the language of a chat: its texts first, in all languages.

Below a skill stand its levels with their texts. Who needs the statements themselves reads Turtle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sfia_graph.namespaces import compact
from sfia_graph.web.describe import Description, describe
from sfia_graph.web.plain import to_json
from sfia_graph.web.site import Site

MOST = 100
"""How many values of a property, and how many mappings, are shown; Turtle holds all of them."""
_APART = {"id", "type", "label", "mappings", "sources", "terms"}
_MARKUP = re.compile(r"([\\`*_\[\]<>])")

Json = dict[str, Any]


def to_markdown(site: Site, description: Description) -> str:
    """Write what is said of a thing, of its parts, its mappings, and whose words these are."""
    found: Json = json.loads(to_json(description))
    lines = [f"# {_heading(found)}", "", f"<{found['id']}>, {', '.join(found.get('type', []))}", ""]
    lines += _texts(found)
    parts = list(_parts(site, found))
    for part in parts:
        lines += [f"## {_heading(part)}", "", f"<{part['id']}>", "", *_texts(part)]
    lines += _section("Facts", _facts(found))
    lines += _section("Terms", (f"- {_linked(each)}" for each in found.get("terms", [])))
    lines += _section("Mappings", _mappings(found))
    lines += _section("Sources", _sources(site, [found, *parts]))
    return "\n".join(lines).rstrip() + "\n"


def _heading(found: Json) -> str:
    code = found.get("identifier")
    return f"{_name(found)} ({_escaped(code)})" if isinstance(code, str) else _name(found)


def _texts(found: Json) -> Iterator[str]:
    """Give what is said in a language, one paragraph a text."""
    for name, value in found.items():
        if name in _APART or not _is_text(value):
            continue
        for tag, texts in value.items():
            for text in texts if isinstance(texts, list) else [texts]:
                said = "" if tag.startswith("@") else f" ({tag})"
                yield from (f"**{name}**{said}: {text}", "")


def _parts(site: Site, found: Json) -> Iterator[Json]:
    """Give what stands below a thing as a part of it, such as the levels of a skill."""
    narrower = found.get("narrower", [])
    for each in narrower[:MOST]:
        if each.get("id", "").startswith(f"{found['id']}/"):
            description = describe(site, each["id"])
            if description:
                yield json.loads(to_json(description))


def _facts(found: Json) -> Iterator[str]:
    parts = f"{found['id']}/"
    for name, value in found.items():
        if name in _APART or _is_text(value):
            continue
        values = value if isinstance(value, list) else [value]
        shown = [_shown(each) for each in values if not _is_part(each, parts)]
        if shown:
            more = f", and {len(shown) - MOST} more" if len(shown) > MOST else ""
            yield f"- {name}: {', '.join(shown[:MOST])}{more}"


def _mappings(found: Json) -> Iterator[str]:
    mappings = found.get("mappings", [])
    for each in mappings[:MOST]:
        ends = _end(each, "subject"), each["predicate"], _end(each, "object")
        sure = f", confidence {each['confidence']}" if "confidence" in each else ""
        why = f": {_line(each['comment'])}" if isinstance(each.get("comment"), str) else ""
        yield f"- {' '.join(ends)}{sure}{why}"
    if len(mappings) > MOST:
        yield f"- and {len(mappings) - MOST} more"


def _end(mapping: Json, which: str) -> str:
    """Give an end of a mapping by its name, or else by what the mapping's record calls it."""
    thing, recorded = mapping[which], mapping.get(f"{which}_label")
    named = "label" in thing or not isinstance(recorded, str)
    return _linked(thing if named else {**thing, "label": {"": recorded}})


def _sources(site: Site, documents: list[Json]) -> Iterator[str]:
    found = {each["id"]: each for document in documents for each in document.get("sources", [])}
    for _, each in sorted(found.items()):
        title = each.get("title", compact(each["id"], site.base))
        licence = f", <{each['license']}>" if "license" in each else ""
        holder = f", rights: <{each['rightsHolder']}>" if "rightsHolder" in each else ""
        yield f"- {_escaped(title)}{licence}{holder}"


def _section(title: str, lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return [f"## {title}", "", *found, ""] if found else []


def _is_text(value: Any) -> bool:
    """Whether a value is a text by language."""
    return isinstance(value, dict) and bool(value) and not {"id", "type"} & value.keys()


def _is_part(value: Any, parts: str) -> bool:
    return isinstance(value, dict) and str(value.get("id", "")).startswith(parts)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"({', '.join(_shown(each) for each in value)})"
    if isinstance(value, dict) and "id" in value:
        return _linked(value)
    return _escaped(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value)


def _linked(thing: Json) -> str:
    return f"{_name(thing)} <{thing['id']}>" if "label" in thing else f"<{thing['id']}>"


def _name(thing: Json) -> str:
    """Give a name in English, or else the first there is, or else the end of the IRI."""
    label = thing.get("label", {})
    tags = sorted(label, key=lambda tag: (not tag.startswith("en"), tag))
    text = label[tags[0]] if tags else compact(thing["id"])
    return _escaped(text[0] if isinstance(text, list) else text)


def _escaped(value: object) -> str:
    return _MARKUP.sub(r"\\\1", _line(str(value)))


def _line(text: str) -> str:
    return " ".join(text.split())
