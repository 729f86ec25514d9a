"""Rows of sheets as role profiles, checked against the edition: all faults in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sfia_graph.errors import Place, quoted
from sfia_graph.languages import is_tag
from sfia_graph.profiles.catalogue import Catalogue
from sfia_graph.profiles.checks import Checks
from sfia_graph.profiles.naming import same_title, slug_of
from sfia_graph.profiles.places import elsewhere
from sfia_graph.profiles.reading import RoleRow
from sfia_graph.profiles.records import Requirement, RoleProfile
from sfia_graph.tags import canonical


@dataclass(slots=True)
class _Draft:
    """A role while its rows are read; each title and skill with the place where it stands."""

    name: str
    first: RoleRow
    titles: dict[str, tuple[str, Place]] = field(default_factory=dict)
    asked: dict[str, Place] = field(default_factory=dict)
    requirements: list[Requirement] = field(default_factory=list)
    asks: bool = False


def settle_roles(
    rows: Iterable[RoleRow], catalogue: Catalogue, *, edition: int, language: str
) -> tuple[RoleProfile, ...]:
    """Give the profiles that rows describe, in the order in which they begin.

    `edition` and `language` are for rows that say neither. The report of the rows gets each fault;
    what is given is of use only where it has none.
    """
    drafts: dict[str, _Draft] = {}
    checks = Checks(catalogue, edition)
    for row in rows:
        if not row.role:
            continue
        draft = drafts.setdefault(slug_of(row.role), _Draft(row.role, row))
        if not _same_role(draft, row):
            continue
        draft.asks |= bool(row.skill) or not row.at.sound
        _title(draft, row, language)
        if row.skill:
            _ask(draft, row, checks)
    for draft in drafts.values():
        if not draft.asks:
            problem = f"the role {quoted(draft.name)} asks for nothing"
            remedy = "give it a row with a skill, or delete this one"
            draft.first.at.reject("role", problem, remedy)
    return tuple(_profile(slug, draft, language) for slug, draft in drafts.items())


def _profile(slug: str, draft: _Draft, language: str) -> RoleProfile:
    tag = draft.first.language if is_tag(draft.first.language) else language
    titles = {tag: text for tag, (text, _) in sorted(draft.titles.items())}
    named = titles or {canonical(tag): draft.name}
    return RoleProfile(slug, tuple(named.items()), tuple(draft.requirements))


def _same_role(draft: _Draft, row: RoleRow) -> bool:
    if same_title(draft.name, row.role):
        return True
    first = draft.first.at.place("role")
    here = row.at.place("role")
    problem = f"{quoted(row.role)} and {quoted(draft.name)} in {elsewhere(first, here)}"
    remedy = "rename one of them; they may share a title where the column 'title' has it"
    row.at.reject("role", f"{problem} would have one address, role/{slug_of(row.role)}", remedy)
    return False


def _title(draft: _Draft, row: RoleRow, usual: str) -> None:
    if row.language and not is_tag(row.language):
        problem = f"{quoted(row.language)} is no language tag"
        row.at.reject("language", problem, "write one such as fr or en-GB")
        return
    if not row.title:
        return
    tag, here = canonical(row.language or usual), row.at.place("title")
    known, there = draft.titles.setdefault(tag, (row.title, here))
    if known == row.title:
        return
    if same_title(known, row.title):
        row.at.repair("title", "title", f"read as {quoted(known)}, as in {elsewhere(there, here)}")
        return
    problem = f"{quoted(row.title)} here and {quoted(known)} in {elsewhere(there, here)}"
    row.at.reject("title", f"{problem}, both in '{tag}'", "a role has one title in a language")


def _ask(draft: _Draft, row: RoleRow, checks: Checks) -> None:
    edition = checks.edition(row.edition)
    code = checks.skill(row.at, row.skill, edition)
    if code is None:
        return
    here = row.at.place()
    there = draft.asked.setdefault(code, here)
    if there is not here:
        problem = f"{draft.name} asks for {code} in {elsewhere(there, here)} already"
        row.at.reject(None, problem, "keep one row; several levels are a range, such as 4-5")
        return
    levels = row.levels or checks.catalogue.levels(code, edition)
    if checks.levels(row.at, code, edition, levels) and row.at.sound:
        draft.requirements.append(Requirement(code, levels, row.importance, edition))
