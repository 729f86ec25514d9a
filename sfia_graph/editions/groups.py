"""Changes as people read them: by kind, and one line a skill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.editions.records import KINDS, Change, Changes
from sfia_graph.editions.words import words


@dataclass(frozen=True, slots=True)
class Line:
    """What one kind of change did to one skill."""

    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one kind; `count` says how many there are, and of how many skills."""

    kind: str
    heading: str
    count: str
    lines: tuple[Line, ...]


def groups(changes: Changes) -> tuple[Group, ...]:
    """Give the kinds of changes that there are, in the order of `KINDS`."""
    return tuple(
        _group(kind, found, changes.language) for kind in KINDS if (found := changes.of(kind))
    )


def _group(kind: str, found: tuple[Change, ...], language: str) -> Group:
    said = words(language)
    by_code: dict[str, list[Change]] = {}
    for change in found:
        by_code.setdefault(change.code, []).append(change)
    skills = len(by_code)
    template = "count" if skills == len(found) else "of_skill" if skills == 1 else "of_skills"
    return Group(
        kind,
        said[kind],
        said[template].format(count=len(found), skills=skills),
        tuple(
            Line(code, each[0].name, _detail(each, said)) for code, each in sorted(by_code.items())
        ),
    )


def _detail(found: list[Change], said: dict[str, str]) -> str:
    if found[0].kind == "textRevised":
        return ", ".join(_texts(found, said))
    return ", ".join(each.detail for each in found)


def _texts(found: list[Change], said: dict[str, str]) -> Iterator[str]:
    yield from (said[each.part] for each in found if each.part != "level")
    levels = [str(each.level) for each in found if each.part == "level"]
    if levels:
        yield said["level" if len(levels) == 1 else "levels"].format(level=", ".join(levels))


def compared(changes: Changes) -> str:
    """Say in a sentence how many skills were compared."""
    said = words(changes.language)["compared" if changes.compared != 1 else "compared_one"]
    return said.format(count=changes.compared)
