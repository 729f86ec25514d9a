"""What of a site a change touches."""

from __future__ import annotations

from collections.abc import Iterable

from sfia_graph.publish.fingerprint import MadeFrom, with_those_above
from sfia_graph.publish.inventory import Task
from sfia_graph.publish.manifest import Manifest


def untouched(tasks: Iterable[Task], old: Manifest | None, now: MadeFrom) -> frozenset[str]:
    """Give the names of the tasks whose files stay as they are, none where anything may change.

    Where only texts changed, these are the tasks about things that speak of no subject whose
    texts did; what speaks of no thing, such as lists and dumps, is always made anew.
    """
    if old is None or not _is_alike(old.made_from, now):
        return frozenset()
    had, have = old.made_from.graph.texts, now.graph.texts
    changed = {each for each in had.keys() | have.keys() if had.get(each) != have.get(each)}
    mentioned = set[str]().union(*old.mentions.values())
    touched = {each for each in mentioned if not changed.isdisjoint(with_those_above(each))}
    return frozenset(
        task.name
        for task in tasks
        if task.iri is not None
        and not task.late
        and not task.compares
        and task.name in old.tasks
        and touched.isdisjoint(old.mentions.get(task.name, ()))
    )


def _is_alike(one: MadeFrom, other: MadeFrom) -> bool:
    """Whether the two differ in texts at most."""
    return (one.code, one.graph.structure) == (other.code, other.graph.structure)
