"""Roles of a table of an earlier edition as role profiles of a later one, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfia_graph.errors import UsageError
from sfia_graph.minting import Minter
from sfia_graph.profiles.cells import SkillCells
from sfia_graph.profiles.deriving import Derived
from sfia_graph.profiles.naming import slug_of
from sfia_graph.profiles.outcomes import Carried
from sfia_graph.profiles.plans import Plan
from sfia_graph.profiles.reading import RoleRow, role_rows
from sfia_graph.profiles.records import Requirement, RoleProfile
from sfia_graph.profiles.sheets import Sheet
from sfia_graph.profiles.tallies import Tally
from sfia_graph.report import Report
from sfia_graph.tags import canonical


@dataclass(slots=True)
class _Draft:
    """A role while its rows are read; `origins` are by the number of the requirement."""

    titles: dict[str, str] = field(default_factory=dict)
    requirements: list[Requirement] = field(default_factory=list)
    origins: dict[int, tuple[str, ...]] = field(default_factory=dict)


def carry_roles(
    sheet: Sheet, plan: Plan, tally: Tally, report: Report, *, name: str, source: str, language: str
) -> list[Derived]:
    """Give the profiles in the target's edition; `name` begins their slugs.

    `source` is the IRI that they were derived from, `language` that of their titles where the table
    does not say it. What needs a decision is in the tally and in no profile. Faults of rows go to
    the report.
    """
    drafts: dict[str, _Draft] = {}
    cells = SkillCells(plan.facts)
    for row in role_rows(sheet, report):
        if not row.at.sound:
            continue
        draft = drafts.setdefault(slug_of(f"{name} {row.role}"), _Draft())
        draft.titles.setdefault(canonical(row.language or language), row.title or row.role)
        if not row.skill:
            continue
        edition = row.edition or plan.source
        if edition is None:
            raise UsageError(f"{sheet.file} says nowhere which edition it is of; give --from")
        carried = _carried(row, edition, plan, cells)
        tally.add(row.at.place(), f"{row.role}, {_said(row)}", carried)
        if carried.outcome in {"unchanged", "changed"}:
            _ask(draft, row, carried, edition, plan)
    return [
        Derived(
            RoleProfile(slug, tuple(draft.titles.items()), tuple(draft.requirements)),
            source,
            draft.origins,
        )
        for slug, draft in drafts.items()
    ]


def _said(row: RoleRow) -> str:
    return f"{row.skill} {row.at.text('level')}".strip()


def _carried(row: RoleRow, edition: int, plan: Plan, cells: SkillCells) -> Carried:
    code, step = cells.code(row.skill, edition), plan.step(edition)
    if code is None or step is None:
        reason = f"there is no SFIA {edition}" if step is None else cells.unknown(row.skill)
        return Carried("fault", row.skill, row.levels, reason)
    return step.carry(code, row.levels)


def _ask(draft: _Draft, row: RoleRow, carried: Carried, edition: int, plan: Plan) -> None:
    """Add a requirement; where the role asks for the very same already, the two become one."""
    levels = carried.levels or plan.facts.editions[plan.target][carried.code].levels
    wanted = Requirement(carried.code, levels, row.importance, plan.target)
    for at, each in enumerate(draft.requirements):
        if (each.skill, each.levels) == (wanted.skill, wanted.levels):
            draft.requirements[at] = min(each, wanted, key=lambda one: one.importance)
            break
    else:
        draft.requirements.append(wanted)
        at = len(draft.requirements) - 1
    if carried.outcome == "changed":
        mint, code = Minter(), row.skill.upper()
        origins = [mint.skill_at_level(edition, code, level) for level in row.levels]
        draft.origins[at + 1] = (*draft.origins.get(at + 1, ()), *origins)
