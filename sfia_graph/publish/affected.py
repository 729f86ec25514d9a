"""What of a site a change touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.publish.fingerprint import Fingerprint
from sfia_graph.publish.inventory import Task
from sfia_graph.publish.manifest import Manifest


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """All that a site is made from: the digest of options and code, and its graph's fingerprint."""

    code: str
    graph: Fingerprint


def is_made_from(old: Manifest, now: MadeFrom) -> bool:
    """Whether a site is the one that would be made."""
    return _is_alike(old, now) and old.texts == now.graph.texts


def untouched(tasks: Iterable[Task], old: Manifest | None, now: MadeFrom) -> frozenset[str]:
    """Give the names of the tasks whose files stay as they are, none where anything may change.

    Where only texts changed, these are the tasks about things that speak of no subject whose
    texts did; what speaks of no thing, such as lists and dumps, is always made anew.
    """
    if old is None or not _is_alike(old, now):
        return frozenset()
    texts = now.graph.texts
    changed = {
        subject
        for subject in old.texts.keys() | texts.keys()
        if old.texts.get(subject) != texts.get(subject)
    }
    return frozenset(
        task.name
        for task in tasks
        if task.iri is not None
        and not task.late
        and task.name in old.tasks
        and changed.isdisjoint(old.mentions.get(task.name, ()))
    )


def _is_alike(old: Manifest, now: MadeFrom) -> bool:
    return old.made_of == now.code and old.structure == now.graph.structure
