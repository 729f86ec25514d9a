"""Rows of sheets as what they say of roles and people, before any edition is asked.

All rows with the same role are one profile, whatever else stands beside it: the 30 EU ICT profiles
(CWA 16458) have one level a role and no skill of a role twice, so each is one profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sfia_graph.errors import quoted
from sfia_graph.profiles.dates import NoDate, read_date
from sfia_graph.profiles.levels import NoLevels, read_levels
from sfia_graph.profiles.records import BASES, Basis, Importance
from sfia_graph.profiles.sheets import Row, Sheet, rows
from sfia_graph.profiles.words import basis_of, importance_of
from sfia_graph.report import Report

_EDITION = re.compile(r"(?:sfia)?\s*(?:v(?:ersion)?)?\s*(\d{1,2})(?:\.\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a row says of a role; `at.sound` is False where the report has a fault of it.

    `title` is `""` where the role is called so. `skill` is as written, a code or a name, `""` for a
    row that only gives a title. `levels` are ascending, () where they are left open.
    `edition` is None where the file does not say it.
    """

    at: Row
    role: str
    title: str
    language: str
    skill: str
    levels: tuple[int, ...]
    importance: Importance
    edition: int | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a row says of a person; `at.sound` is False where the report has a fault of it.

    `person`, `name`, `email` and `skill` are as written. A row that only names a team has no
    skill, then level 0 and no date. `edition` is None where the file does not say it.
    """

    at: Row
    person: str
    name: str
    email: str
    team: str
    skill: str
    level: int
    basis: Basis
    date: datetime | None
    expires: datetime | None
    evidence: str | None
    edition: int | None


def role_rows(sheet: Sheet, report: Report) -> Iterator[RoleRow]:
    """Give what each row of a sheet of roles says; faults go to the report."""
    for row in rows(sheet, report):
        role, skill = row.text("role"), skill_of(row)
        if not role:
            row.reject("role", "no role", "write the role, or delete the row")
        if not skill and row.text("level"):
            row.reject(skill_field(row), "no skill", "write its code, or delete the row")
        yield RoleRow(
            at=row,
            role=role,
            title=row.text("title"),
            language=row.text("language"),
            skill=skill,
            levels=_levels(row, "level") if row.text("level") else (),
            importance=_importance(row) if skill else "core",
            edition=_edition(row),
        )


def claim_rows(sheet: Sheet, report: Report, latest: date) -> Iterator[ClaimRow]:
    """Give what each row of a sheet of people says; faults go to the report.

    `latest` is the last day that is not in the future. A certificate that has expired is a warning.
    """
    for row in rows(sheet, report):
        person = row.text("person") or row.text("name") or row.text("email")
        if not person:
            row.reject("person", "no person", "write who it is about, or delete the row")
        skill = skill_of(row)
        claims = bool(skill) or any(map(row.text, ("level", "basis", "date")))
        if not skill and (claims or not row.text("team")):
            row.reject(skill_field(row), "no skill", "write its code, or delete the row")
        expires = _date(row, "expires") if claims else None
        yield ClaimRow(
            at=row,
            person=person,
            name=row.text("name"),
            email=row.text("email"),
            team=row.text("team"),
            skill=skill,
            level=_level(row) if claims else 0,
            basis=_basis(row) if claims else BASES[0],
            date=_claimed(row, expires, latest) if claims else None,
            expires=expires,
            evidence=row.text("evidence") or None,
            edition=_edition(row),
        )


def skill_of(row: Row) -> str:
    """Give the skill as written: its code, else its name."""
    return row.text("code") or row.text("skill")


def skill_field(row: Row) -> str:
    """Give the field in which the skill stands or should stand."""
    columns = row.sheet.columns.at
    return "code" if "code" in columns and (row.text("code") or "skill" not in columns) else "skill"


def _levels(row: Row, field: str) -> tuple[int, ...]:
    text = row.text(field)
    try:
        levels, mended = read_levels(text)
    except NoLevels as fault:
        row.reject(field, f"{quoted(text)}: {fault}", fault.remedy)
        return ()
    if "spreadsheet" in mended:
        row.warn(field, "level-day", f"{quoted(text)}, {mended}")
    elif mended:
        row.repair(field, "level", mended)
    return levels


def _level(row: Row) -> int:
    if not row.text("level"):
        row.reject("level", "no level", "write the level that is held, such as 4")
        return 0
    levels = _levels(row, "level")
    if len(levels) > 1:
        problem = f"{quoted(row.text('level'))}: a person holds one level"
        row.reject("level", problem, "write the highest that is held")
    return levels[0] if levels else 0


def _importance(row: Row) -> Importance:
    text = row.text("importance")
    if not text:
        row.repair("importance", "importance", "blank, read as core")
        return "core"
    found = importance_of(text)
    if found is None:
        row.reject("importance", f"{quoted(text)} is no importance", "write core or optional")
    elif found != text:
        row.repair("importance", "importance", f"read as {found}")
    return found or "core"


def _basis(row: Row) -> Basis:
    text = row.text("basis")
    found = basis_of(text)
    if found is None:
        problem = f"{quoted(text)} is no basis" if text else "no basis"
        row.reject("basis", problem, f"write {', '.join(BASES[:-1])} or {BASES[-1]}")
    elif found != text:
        row.repair("basis", "basis", f"read as {found}")
    return found or BASES[0]


def _date(row: Row, field: str) -> datetime | None:
    text = row.text(field)
    if not text:
        return None
    try:
        return read_date(text)
    except NoDate as fault:
        row.reject(field, f"{quoted(text)}: {fault}", fault.remedy)
        return None


def _claimed(row: Row, expires: datetime | None, latest: date) -> datetime | None:
    claimed = _date(row, "date")
    if not row.text("date"):
        row.reject("date", "no date", "write when it was claimed or assessed, as 2026-03-31")
    if claimed is None:
        return None
    if claimed.date() > latest:
        problem = f"{quoted(row.text('date'))} is in the future"
        row.reject("date", problem, "write the day of the claim; an expiry has its own column")
    elif expires and expires <= claimed:
        problem = f"{quoted(row.text('expires'))} is not after {quoted(row.text('date'))}"
        row.reject("expires", problem, "a claim expires after it was made: correct one of the two")
    elif expires and expires.date() < latest:
        message = f"expired on {expires.date().isoformat()}: kept, and counted by no question"
        row.warn("expires", "expired", message)
    return claimed


def _edition(row: Row) -> int | None:
    text = row.text("edition")
    if not text:
        return row.sheet.columns.edition
    found = _EDITION.fullmatch(text)
    if found is None:
        row.reject("edition", f"{quoted(text)} is no edition", "write its number, such as 9")
        return None
    return int(found[1])
