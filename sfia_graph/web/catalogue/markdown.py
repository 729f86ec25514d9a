"""Texts of the graph in Markdown (CommonMark 0.31), where none of them is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sfia_graph.web.pages.prose import Prose
from sfia_graph.web.signposting import escaped

MEDIA_TYPE = "text/markdown; charset=utf-8"
"""RFC 7763."""

_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~!])")
_AT_BEGIN = re.compile(r"(?=[-+=:])")
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_PARENTHESES = re.compile(r"[()]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")


def plain(value: object) -> str:
    r"""Give a text on one line, with a backslash before what would be markup (section 2.4).

    >>> plain("1. *New*\n<b>"), plain("- 5")
    ('1\\. \\*New\\* \\<b\\>', '\\- 5')
    """
    line = " ".join(_UNSEEN.sub(" ", str(value)).split())
    safe = _MARKUP.sub(r"\\\1", line)
    numbered = _NUMBERED.match(safe)
    if numbered:
        return f"{numbered[1]}\\{safe[numbered.end() :]}"
    return f"\\{safe}" if _AT_BEGIN.match(safe) else safe


def link(text: object, address: str) -> str:
    """Give a link; an address that is empty gives the text alone."""
    if not address:
        return plain(text)
    target = _target(address)
    return f"[{plain(text)}]({f'<{target}>' if _PARENTHESES.search(target) else target})"


def bare(address: str) -> str:
    """Give an address as a link whose text it is (section 6.5)."""
    return f"<{_target(address)}>"


def paragraphs(prose: Prose | None) -> Iterator[str]:
    """Give the lines of a longer text, paragraphs and lists, each block with a blank line."""
    for block in prose.blocks if prose else ():
        mark = "- " if block.listed else ""
        for line in block.lines:
            yield f"{mark}{plain(line)}"
            if not block.listed:
                yield ""
        if block.listed:
            yield ""


def section(level: int, title: str, lines: Iterable[str]) -> list[str]:
    """Give lines under a heading, nothing where there are none."""
    found = list(lines)
    if not found:
        return []
    ends = [] if found[-1] == "" else [""]
    return [f"{'#' * level} {title}", "", *found, *ends]


def document(lines: Iterable[str]) -> bytes:
    """Give lines as a file."""
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _target(address: str) -> str:
    return escaped(address).replace("[", "%5B").replace("]", "%5D")
