"""A row held against an edition: its skill and its levels."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfia_graph.profiles.catalogue import Catalogue, NoSkill
from sfia_graph.profiles.reading import skill_field
from sfia_graph.profiles.sheets import Row


@dataclass(slots=True)
class Checks:
    """Checks rows by a catalogue; `usual` is the edition of rows that name none."""

    catalogue: Catalogue
    usual: int
    _told: set[tuple[str, str | None, int]] = field(default_factory=set)

    def edition(self, said: int | None) -> int:
        """Give the edition of a row."""
        return self.usual if said is None else said

    def skill(self, row: Row, text: str, edition: int) -> str | None:
        """Give the code of the skill that a text names; None where the report has the fault.

        That an edition is not there is said once a sheet.
        """
        try:
            code, mended = self.catalogue.find(text, edition)
        except NoSkill as fault:
            sheet = (row.sheet.file, row.sheet.sheet, edition)
            if not fault.edition or sheet not in self._told:
                remedy = fault.remedy.replace("FILE", row.sheet.file)
                row.reject(skill_field(row), str(fault), remedy)
            if fault.edition:
                self._told.add(sheet)
            row.sound = False
            return None
        if mended:
            kind = "code-case" if code == text.upper() else "skill-name"
            row.repair(skill_field(row), kind, mended)
        self._compare_name(row, code, text, edition)
        return code

    def levels(self, row: Row, code: str, edition: int, levels: tuple[int, ...]) -> bool:
        """Whether the edition defines a skill at levels; the report has the fault where not."""
        try:
            self.catalogue.check_levels(code, edition, levels)
        except NoSkill as fault:
            row.reject("level", str(fault), fault.remedy)
            return False
        return True

    def _compare_name(self, row: Row, code: str, text: str, edition: int) -> None:
        """Warn of a name beside the code that is another skill's."""
        name = row.text("skill")
        if not name or name == text:
            return
        try:
            other, _ = self.catalogue.find(name, edition)
        except NoSkill:
            return
        if other != code:
            row.warn("skill", "skill-name", f"the name of {other}, beside {code}, which counts")
