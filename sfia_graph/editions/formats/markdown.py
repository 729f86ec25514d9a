"""Changes as Markdown: tables, and texts word by word with what is gone struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.editions.groups import Group, compared, groups
from sfia_graph.editions.records import Change, Changes
from sfia_graph.editions.wording import runs
from sfia_graph.editions.words import title, title_of_all, words
from sfia_graph.provenance import LICENCE

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_MARKS = {"same": ("", ""), "gone": ("<del>", "</del>"), "come": ("<ins>", "</ins>")}


def to_markdown(changes: Changes) -> str:
    """Give changes as Markdown (GitHub's tables); nothing in a name or text acts as markup."""
    return "\n\n".join(_blocks(changes)) + "\n"


def _blocks(changes: Changes) -> Iterator[str]:
    said = words(changes.language)
    yield f"# {title_of_all(changes.before, changes.after, changes.language)}"
    yield compared(changes) + ("" if changes.found else f" {said['none']}")
    for group in groups(changes):
        yield f"## {group.heading}: {group.count}"
        yield _table(group, said)
    texts = [each for each in changes.of("textRevised") if each.before and each.after]
    if texts:
        yield f"## {said['revised']}"
    for change in texts:
        yield from _text(change, changes.language)
    yield f"{said['unofficial']} {said['rights'].format(licence=f'<{LICENCE}>')}"


def _table(group: Group, said: dict[str, str]) -> str:
    rows = [
        (said["code"], said["name"], said["detail"]),
        ("---", "---", "---"),
        *((_plain(each.code), _plain(each.name), _plain(each.detail)) for each in group.lines),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _text(change: Change, language: str) -> Iterator[str]:
    yield f"### {_plain(f'{title(change, language)} · {change.name}')}"
    yield "".join(_run(each.state, each.text) for each in runs(change.before, change.after))


def _run(state: str, text: str) -> str:
    begin, end = _MARKS[state]
    parts = re.split(r"(\s*\n\s*)", text)
    return "".join(
        "<br>" * part.count("\n")
        if "\n" in part and not part.strip()
        else _marked(part, begin, end)
        for part in parts
    )


def _marked(text: str, begin: str, end: str) -> str:
    return f"{begin}{_plain(text)}{end}" if text else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))
