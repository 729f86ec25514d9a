"""What an import of roles and people says when it is done, or could not be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sfia_graph.cli.screen import say
from sfia_graph.errors import counted
from sfia_graph.profiles.intake import Taken
from sfia_graph.profiles.persons import Persons
from sfia_graph.profiles.records import Holding, Requirement
from sfia_graph.report import Finding, Report

_TOLD = 12
"""How many warnings are said before the rest is only counted."""


def faults(report: Report) -> list[Finding]:
    """Give the faults sheet by sheet, from the top to the bottom of each."""
    found = [each for each in report.findings if each.severity == "reject"]
    sheets = {(each.place.file, each.place.sheet): None for each in found}
    order = {sheet: number for number, sheet in enumerate(sheets)}
    return sorted(
        found,
        key=lambda each: (order[each.place.file, each.place.sheet], each.place.row or 0),
    )


def tell(taken: Taken, report: Report, *, listed: bool) -> None:
    """Say what was read, doubted and mended; `listed` says that a file lists each repair."""
    if taken.roles is not None:
        asked = [each for role in taken.roles for each in role.requirements]
        roles = counted(len(taken.roles), "role")
        say(f"{roles}, {counted(len(asked), 'requirement')}{_of(asked)}")
    if taken.people is not None:
        persons, teams = taken.people.persons, counted(len(taken.people.teams), "team")
        held = [each for person in persons for each in person.holdings]
        people = "1 person" if len(persons) == 1 else f"{len(persons)} people"
        say(f"{people}, {counted(len(held), 'holding')}{_of(held)}, {teams}")
    warnings = report.warnings()
    for finding in warnings[:_TOLD]:
        say(f"{finding.place}: {finding.message}")
    if len(warnings) > _TOLD:
        more = "" if listed else "; --report FILE lists them"
        say(f"and {len(warnings) - _TOLD} more warnings{more}")
    repairs = ", ".join(f"{count} {kind}" for kind, count in report.repairs().items())
    if repairs:
        more = "" if listed else "; --report FILE lists each with its original text"
        say(f"mended: {repairs}{more}")


def tell_key(key: Path | None, persons: Persons) -> None:
    """Say which pseudonyms stand as they were, and where the key of the others is."""
    if persons.chosen:
        some = ", ".join(list(persons.chosen)[:3])
        more = ", …" if len(persons.chosen) > 3 else ""
        say(f"taken for pseudonyms as they stand: {some}{more}")
    if not persons.key.names:
        return
    if key is None:
        say("no --key FILE: who is who is not kept, and the next import gives other pseudonyms")
    else:
        say(f"who is who is in {key}; keep it apart from the graph, and safe")


def _of(said: Sequence[Requirement | Holding]) -> str:
    editions = sorted({each.edition for each in said})
    return f" of SFIA {' and '.join(map(str, editions))}" if editions else ""
