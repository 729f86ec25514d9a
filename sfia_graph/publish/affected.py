"""What of a site a change touches."""

from __future__ import annotations

from collections.abc import Iterable

from sfia_graph.publish.fingerprint import Fingerprint
from sfia_graph.publish.inventory import Task
from sfia_graph.publish.manifest import Manifest


def untouched(
    tasks: Iterable[Task], old: Manifest | None, made_of: str, graph: Fingerprint
) -> frozenset[str]:
    """Give the names of the tasks whose files stay as they are, none where anything may change.

    Where only texts changed, these are the tasks about things that speak of no subject whose
    texts did; what speaks of no thing, such as lists and dumps, is always made anew.
    """
    if old is None or old.made_of != made_of or old.structure != graph.structure:
        return frozenset()
    changed = {
        subject
        for subject in old.texts.keys() | graph.texts.keys()
        if old.texts.get(subject) != graph.texts.get(subject)
    }
    return frozenset(
        task.name
        for task in tasks
        if task.iri is not None
        and not task.late
        and task.name in old.tasks
        and changed.isdisjoint(old.mentions.get(task.name, ()))
    )
