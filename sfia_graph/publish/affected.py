"""What of a site a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sfia_graph.publish.fingerprint import MadeFrom
from sfia_graph.publish.inventory import Task
from sfia_graph.publish.manifest import Manifest
from sfia_graph.publish.names import files
from sfia_graph.web.reads import EVERYTHING


def untouched(
    tasks: Iterable[Task], old: Manifest | None, now: MadeFrom, languages: Sequence[str]
) -> frozenset[str]:
    """Give the names of the tasks whose files stay as they are, none where anything may change.

    Where only texts changed, these are the tasks that read no text of a subject whose texts did,
    and that have the files that they had. Of what is about no thing, such as lists and downloads,
    the media type must be known, since nothing else tells it.
    """
    if old is None or not _is_alike(old.made_from, now):
        return frozenset()
    had, have = old.made_from.graph.texts, now.graph.texts
    changed = {each for each in had.keys() | have.keys() if had.get(each) != have.get(each)}
    changed.add(EVERYTHING)
    return frozenset(
        task.name
        for task in tasks
        if not task.late
        and (task.iri is not None or old.types.keys() >= set(task.paths))
        and set(old.tasks.get(task.name, ())) == _files(task, languages)
        and changed.isdisjoint(old.read[task.name])
    )


def _files(task: Task, languages: Sequence[str]) -> set[str]:
    return {name for path in task.paths for name in files(path, languages)}


def _is_alike(one: MadeFrom, other: MadeFrom) -> bool:
    """Whether the two differ in texts at most."""
    return (one.code, one.graph.structure) == (other.code, other.graph.structure)
