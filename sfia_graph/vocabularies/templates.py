"""Templates over the cells of a row, such as `role/{role:slug}/{level:slug}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import quote

from sfia_graph.namespaces import slug

_NAME = re.compile(r"\{(\w+)(?::(\w+))?\}")


def _own(text: str) -> str:
    """Keep an IRI, and make of anything else the end of one."""
    return text if re.match(r"https?://", text) else quote(text, safe="")


_FILTERS: dict[str | None, Callable[[str], str]] = {None: str, "slug": slug, "own": _own}


@cache
def compiled(template: str) -> Callable[[Mapping[str, str]], str | None]:
    """Give what fills a template from a row: None where a cell that it names is blank.

    >>> compiled("role/{role:slug}")({"role": "Data engineer"})
    'role/data-engineer'
    """
    parts = _NAME.split(template)
    texts = tuple(parts[::3])
    names = [(name, _FILTERS[how]) for name, how in zip(parts[1::3], parts[2::3], strict=True)]

    def fill(row: Mapping[str, str]) -> str | None:
        filled = texts[0]
        for (name, how), text in zip(names, texts[1:], strict=True):
            value = row.get(name)
            if not value:
                return None
            filled += how(value) + text
        return filled

    return fill


def names_in(template: str) -> list[str]:
    """Give the names of columns in a template."""
    return _NAME.split(template)[1::3]
