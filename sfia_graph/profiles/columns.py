"""Columns of sheets about roles and people, found by heading in any order, case and spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.profiles.records import KINDS, Kind
from sfia_graph.profiles.words import plain
from sfia_graph.report import Report

_SKILL = {
    "skill": ("skill", "sfia skill", "skill name", "competence", "nom de la competence"),
    "code": (
        *("code", "skill code", "sfia code", "code sfia", "competence code"),
        "code de la competence",
    ),
    "level": (
        *("level", "levels", "sfia level", "skill level", "level of responsibility"),
        *("niveau", "niveaux", "niveau sfia"),
    ),
    "edition": ("edition", "sfia edition", "edition sfia", "version", "sfia version"),
}
HEADINGS: dict[Kind, Mapping[str, tuple[str, ...]]] = {
    "roles": {
        "role": (
            *("role", "role title", "role name", "role profile", "profile", "profile title"),
            *("profil", "profil de role", "intitule du role", "job", "job title", "poste"),
        ),
        "title": ("title", "titre", "intitule"),
        "language": ("language", "lang", "langue"),
        **_SKILL,
        "importance": ("importance", "type", "requirement type", "priority", "priorite"),
    },
    "people": {
        "person": (
            *("person", "person id", "id", "pseudonym", "employee", "employee id", "staff id"),
            *("personne", "pseudonyme", "identifiant", "employe", "matricule", "collaborateur"),
        ),
        "name": ("name", "full name", "employee name", "nom", "nom complet"),
        "email": (
            *("email", "e mail", "mail", "email address", "e mail address", "courriel"),
            *("adresse e mail", "adresse email", "adresse electronique"),
        ),
        **_SKILL,
        "basis": ("basis", "basis of claim", "assessment type", "fondement", "base"),
        "date": (
            *("date", "assessed on", "date assessed", "assessment date", "date of assessment"),
            *("claimed on", "date d evaluation", "evalue le"),
        ),
        "expires": (
            *("expires", "expires on", "expiry", "expiry date", "expiration", "expiration date"),
            *("valid until", "valid to", "date d expiration", "expire le", "valable jusqu au"),
        ),
        "evidence": (
            *("evidence", "certificate", "proof", "preuve", "certificat", "justificatif"),
        ),
        "team": ("team", "team name", "equipe", "nom de l equipe", "group", "groupe"),
    },
}
"""The headings of each column, without case, accents and signs; the first is the usual one."""

_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "roles": (("role",), ("skill", "code"), ("level",), ("importance",)),
    "people": (("person", "name", "email"), ("skill", "code"), ("level",), ("basis",), ("date",)),
}
"""The columns that a sheet has, each or one of several."""

_CARRIED = frozenset({"outcome", "reason"})
"""What `migrate` writes beside the rows, for people."""

_EDITION = re.compile(r"\b(sfia) ?(\d)(?= |$)")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet: `at` gives each field's index; `edition` is what a heading says.

    `row` is the number of the heading's row, `headings` are its cells.
    """

    kind: Kind
    row: int
    headings: tuple[str, ...]
    at: Mapping[str, int]
    edition: int | None = None

    def heading(self, field: str) -> str | None:
        """Give what the sheet calls a field, None where it has no such column."""
        return self.headings[self.at[field]].strip() if field in self.at else None


def _normal(heading: str) -> str:
    return _EDITION.sub(r"\1", plain(heading))


def _index(kind: Kind) -> dict[str, str]:
    return {name: field for field, names in HEADINGS[kind].items() for name in names}


_FIELDS = {kind: _index(kind) for kind in KINDS}


def kind_of(headings: tuple[str, ...]) -> Kind | None:
    """Say what a sheet with these headings is about; None for neither.

    A role in a sheet of people is somebody's post and no profile.
    """
    names = [_normal(each) for each in headings]
    roles = {_FIELDS["roles"].get(each) for each in names}
    # A column 'type' is as good for the one as for the other, so it tells nothing.
    telling = (
        each for each in names if _FIELDS["roles"].get(each) in (None, _FIELDS["people"].get(each))
    )
    people = {_FIELDS["people"].get(each) for each in telling}
    skilled = roles & {"skill", "code", "level"}
    if "role" in roles and skilled and not people & {"basis", "date"}:
        return "roles"
    if people & {"person", "name", "email"} and skilled | (people & {"basis", "date"}):
        return "people"
    return None


def find_columns(
    kind: Kind, row: int, headings: tuple[str, ...], place: Place, report: Report
) -> Columns:
    """Find the columns of a sheet in its row of headings; one of no known use is a warning.

    Raises `SourceError` for a column that is not there, naming those that are, and for two columns
    that say the same.
    """
    known = _FIELDS[kind]
    at: dict[str, int] = {}
    unknown: list[str] = []
    for index, heading in enumerate(headings):
        field = known.get(_normal(heading))
        if field is None:
            if heading.strip() and _normal(heading) not in _CARRIED:
                unknown.append(heading.strip())
            continue
        if field in at:
            one, other = headings[at[field]].strip(), heading.strip()
            problem = f"two columns for the {field}: {quoted(one)} and {quoted(other)}"
            raise SourceError(place, problem, "keep one of them")
        at[field] = index
    _refuse_missing(kind, at, headings, unknown, place)
    if unknown:
        names = ", ".join(map(quoted, unknown))
        what = "a column" if len(unknown) == 1 else "columns"
        report.warn("unknown-column", place, "", f"{what} of no known use, left out: {names}")
    editions = {
        found[2] for each in at.values() for found in _EDITION.finditer(plain(headings[each]))
    }
    edition = int(editions.pop()) if len(editions) == 1 else None
    return Columns(kind, row, headings, at, edition)


def _refuse_missing(
    kind: Kind, at: Mapping[str, int], headings: tuple[str, ...], unknown: list[str], place: Place
) -> None:
    missing = [each for each in _NEEDED[kind] if not any(field in at for field in each)]
    if not missing:
        return
    found = ", ".join(quoted(each.strip()) for each in headings if each.strip())
    wanted = " and no column ".join(f"'{each[0]}'" for each in missing)
    remedies = [_remedy(kind, each[0], unknown) for each in missing]
    raise SourceError(place, f"no column {wanted} among {found}", ", ".join(remedies))


def _remedy(kind: Kind, field: str, unknown: list[str]) -> str:
    near = {_normal(each): each for each in unknown}
    match = get_close_matches(field, near, n=1)
    return f"rename {quoted(near[match[0]])} to '{field}'" if match else f"add '{field}'"
