"""A SPARQL constraint asked once for all targets, instead of once for each (SHACL, section 5.3).

SHACL binds `$this` before a query is evaluated, node by node. The same results come from one
query in which each group that speaks of `$this` begins with the pattern that finds the targets:
so it is bound there too, whatever the scope (SPARQL 1.1, section 18.2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sfia_graph.codepoints import with_letters

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<variable>[?$]\w+)
    |(?P<word>[A-Za-z_][\w.-]*(?::[\w.%-]*)?|:[\w.%-]*)
    |(?P<brace>[{}])
    |(?P<other>\s+|.)""",
    re.VERBOSE | re.DOTALL,
)
_UNSAFE = {
    *("graph", "service", "minus", "values", "limit", "offset", "from", "construct", "describe"),
    *("ask", "reduced"),
}
_PREBOUND = {"currentShape", "shapesGraph", "PATH", "message", "failure"}


@dataclass(slots=True)
class _Group:
    """A group between braces: where its first token stands, and what it is."""

    start: int
    is_exists: bool
    is_subselect: bool = False
    speaks_of_this: bool = False
    inner: list[_Group] = field(default_factory=list)


def for_all_targets(select: str, targets: str) -> str | None:
    """Rewrite a SELECT so that it gives the solutions of all targets, bound as `?this`.

    `targets` is a graph pattern that finds them. Gives None where the two ways might differ:
    for what SHACL forbids or leaves open (GRAPH, VALUES, LIMIT …), `*`, a SELECT that does not
    give `$this`, other variables that are bound beforehand, and a SELECT within EXISTS.
    """
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(select)]
    if not _is_safe(tokens):
        return None
    top = _groups(tokens)
    if top is None:
        return None
    top.speaks_of_this = True
    marks = {group.start for group in _marked(top)}
    written = []
    for at, (kind, text) in enumerate(tokens):
        written.append(f"?{text[1:]}" if kind == "variable" else text)
        if at in marks:
            written.append(f" {targets} ")
    return "".join(written)


def beyond(query: str) -> str:
    r"""Give the word by which a query leaves the data: SERVICE, FROM or GRAPH; empty without one.

    The graph of the shapes is none that it leaves for (section 5.3.1). Letters may be written as
    `\u0053` (SPARQL 1.1, section 19.2).

    >>> beyond("ASK FROM <urn:g> { }"), beyond(r"ASK { \u0053ervice ?e { } }"), beyond("ASK { }")
    ('FROM', 'SERVICE', '')
    """
    tokens = [(found.lastgroup, found[0].lower()) for found in _TOKEN.finditer(with_letters(query))]
    words = {text.rpartition(".")[2] for kind, text in tokens if kind == "word" and ":" not in text}
    shapes = {("variable", "$shapesgraph"), ("variable", "?shapesgraph")} & set(tokens)
    leaving = ("service", "from") if shapes else ("service", "from", "graph")
    return next((word.upper() for word in leaving if word in words), "")


def _is_safe(tokens: list[tuple[str, str]]) -> bool:
    words = {text.lower() for kind, text in tokens if kind == "word"}
    variables = {text[1:] for kind, text in tokens if kind == "variable"}
    bare = _bare(tokens)
    stars = re.search(r"select\s+(?:distinct\s+)?\*", bare, re.IGNORECASE)
    return bool(
        _gives_this(tokens) and not stars and not words & _UNSAFE and not variables & _PREBOUND
    )


def _bare(tokens: list[tuple[str, str]]) -> str:
    return "".join(text for kind, text in tokens if kind not in {"comment", "string", "iri"})


def _groups(tokens: list[tuple[str, str]]) -> _Group | None:
    """Give the outermost group as a tree; None where it is not the only one, or one is unsafe."""
    root = _Group(-1, is_exists=False)
    stack, before = [root], ""
    for at, (kind, text) in enumerate(tokens):
        if text == "{" and kind == "brace":
            group = _Group(at, is_exists=before == "exists" or stack[-1].is_exists)
            stack[-1].inner.append(group)
            stack.append(group)
        elif kind == "brace":
            stack.pop()
            if not stack:
                return None
        elif kind == "word" and text.lower() == "select" and len(stack) > 1:
            if stack[-1].is_exists or not _gives_this(tokens[at:]):
                return None
            stack[-1].is_subselect = True
        elif kind == "variable" and text[1:] == "this":
            for group in stack:
                group.speaks_of_this = True
        if kind not in {"comment", "other"}:
            before = text.lower()
    return root.inner[0] if len(stack) == 1 and len(root.inner) == 1 else None


def _gives_this(tokens: list[tuple[str, str]]) -> bool:
    """Whether a SELECT gives `$this`, which SHACL asks of those within others (section 5.2.1)."""
    return bool(re.match(r"[^{]*[?$]this\b", _bare(tokens)))


def _marked(group: _Group) -> list[_Group]:
    """Give the groups that the targets go into: not the braces around a SELECT, nor EXISTS.

    In EXISTS the solution that is being filtered binds `?this` already.
    """
    if group.is_exists or not group.speaks_of_this:
        return []
    inner = [marked for each in group.inner for marked in _marked(each)]
    return inner if group.is_subselect else [group, *inner]
