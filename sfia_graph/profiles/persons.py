"""Who the rows of sheets are about: a pseudonym for each person, chosen by the user or random."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sfia_graph.errors import Place, quoted
from sfia_graph.profiles.places import elsewhere
from sfia_graph.profiles.pseudonyms import (
    Key,
    bare,
    in_bare,
    is_address,
    is_pseudonym,
    mentions,
    same_name,
)
from sfia_graph.profiles.reading import ClaimRow

_UNNAMED = "take it out; or ask for names in the graph, with --names"


@dataclass(slots=True)
class Who:
    """Somebody while rows are read: what else is known of them, and where each thing stands."""

    id: str
    name: tuple[str, Place] | None = None
    email: tuple[str, Place] | None = None


@dataclass(slots=True)
class Persons:
    """Gives each row's person; `names` says that names may stand in the graph.

    `chosen` are the pseudonyms that stood in the sheets.
    """

    key: Key
    names: bool = False
    chosen: dict[str, None] = field(default_factory=dict)
    _known: dict[str, Who] = field(default_factory=dict)
    _cases: dict[str, str] = field(default_factory=dict)

    def of(self, row: ClaimRow) -> str:
        """Give the pseudonym of the person whom a row is about, `""` where there is none.

        A row that says another name or address of somebody than an earlier one is a fault.
        """
        if not row.person:
            return ""
        if is_pseudonym(row.person) and row.at.text("person"):
            found = self._spelt(row)
            if found not in self.key.names:
                self.chosen.setdefault(found)
            if name := row.name or row.email:
                self._note(found, name, row)
        else:
            found = self.key.give(row.person, self._known)
        who = self._known.setdefault(found, Who(found))
        name = row.name or ("" if is_pseudonym(row.person) else row.person)
        who.name = self._one(row, "name", who.name, "" if is_address(name) else name)
        who.email = self._one(row, "email", who.email, row.email)
        return found

    def name(self, pseudonym: str) -> str | None:
        """Give the name to stand in the graph, None where names were not asked for."""
        who = self._known.get(pseudonym)
        return who.name[0] if self.names and who and who.name else None

    def check_evidence(self, row: ClaimRow) -> None:
        """Note a fault where the evidence would tell who somebody is."""
        if not row.evidence or self.names:
            return
        if is_address(row.evidence):
            row.at.reject("evidence", "an electronic address, which names somebody", _UNNAMED)
            return
        names = filter(None, (row.name, row.email.partition("@")[0], self._called(row)))
        if any(mentions(row.evidence, name) for name in names):
            row.at.reject("evidence", "holds the person's name", _UNNAMED)

    def check_teams(self, titled: Mapping[str, ClaimRow]) -> None:
        """Note a fault where a team's title, with its first row, has the name of anybody known."""
        if self.names:
            return
        # One look over all titles for each name: there may be thousands of the one and the other.
        every = "\n".join(map(bare, titled))
        found = [name for name in self.key.names.values() if in_bare(every, name)]
        for title, row in titled.items():
            if is_address(title) or any(mentions(title, name) for name in found):
                row.at.reject("team", f"{quoted(title)} has somebody's name", _UNNAMED)

    def _called(self, row: ClaimRow) -> str:
        return "" if is_pseudonym(row.person) else row.person.partition("@")[0]

    def _spelt(self, row: ClaimRow) -> str:
        spelling = self._cases.setdefault(row.person.casefold(), row.person)
        if spelling != row.person:
            row.at.repair("person", "person-case", f"read as {spelling}")
        return spelling

    def _note(self, pseudonym: str, name: str, row: ClaimRow) -> None:
        """Keep in the key who a chosen pseudonym is, unless it says otherwise."""
        other = self.key.find(name)
        if other not in (None, pseudonym):
            problem = f"{quoted(name)} is known as {other}, not as {pseudonym}"
            row.at.reject("person", problem, "give each person one pseudonym")
            return
        known = self.key.names.get(pseudonym)
        if known is None or is_address(known):
            self.key.note(pseudonym, name)
        elif pseudonym not in self._known and not same_name(known, name):
            problem = f"{pseudonym} is {quoted(known)} in the key, not {quoted(name)}"
            row.at.reject("person", problem, "give each person a pseudonym of their own")

    def _one(
        self, row: ClaimRow, field: str, known: tuple[str, Place] | None, said: str
    ) -> tuple[str, Place] | None:
        if not said:
            return known
        column = field if field in row.at.sheet.columns.at else "person"
        here = row.at.place(column)
        if known is None:
            return said, here
        if not same_name(known[0], said):
            there = elsewhere(known[1], here)
            problem = f"{quoted(said)} here and {quoted(known[0])} in {there} for one person"
            row.at.reject(column, problem, "correct it, or tell the two apart by pseudonyms")
        return known
