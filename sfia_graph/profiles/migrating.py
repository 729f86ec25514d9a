"""Rows of roles and people, carried over to another edition one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sfia_graph.errors import SourceError, UsageError, quoted
from sfia_graph.profiles.cells import SkillCells
from sfia_graph.profiles.levels import NoLevels, read_levels, write_levels
from sfia_graph.profiles.outcomes import Carried, Levels
from sfia_graph.profiles.plans import Plan
from sfia_graph.profiles.sheets import Row, Sheet
from sfia_graph.profiles.tallies import Tally
from sfia_graph.report import Report

OUTCOME, REASON = "outcome", "reason"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Carrier:
    """Carries the rows of one sheet over; `tally` counts what became of them."""

    sheet: Sheet
    plan: Plan
    tally: Tally

    def rows(self) -> Iterator[list[str]]:
        """Give all rows of the sheet in order, with `outcome` and `reason` in two columns more.

        Where the sheet has these columns already, as one that was carried over before has, they
        are written anew. Where nothing says which edition the sheet is of, it is taken for the one
        that the plan assumes, and `assumption` says so.
        """
        columns, report = self.sheet.columns, Report()
        self._check_edition()
        for number, cells in enumerate(self.sheet.cells(), 1):
            if number < columns.row or not any(map(str.strip, cells)):
                yield list(cells)
            elif number == columns.row:
                yield self._placed(self._headings, OUTCOME, REASON)
            else:
                yield self._carry(Row(self.sheet, number, cells, report))
                report.findings.clear()

    def _check_edition(self) -> None:
        columns, file = self.sheet.columns, self.sheet.file
        said, asked = columns.edition, self.plan.source
        if said is not None and asked is not None and said != asked:
            problem = f"the headings of {file} say SFIA {said}"
            raise UsageError(f"--from {asked}: {problem}; leave it out")
        if self._says_nothing and self.plan.assumed is None:
            raise UsageError(f"{file} says nowhere which edition it is of; name it with --from")

    @property
    def assumption(self) -> str:
        """What to tell of the edition that the sheet is taken for; nothing where it says it."""
        if not self._says_nothing:
            return ""
        what = f"{self.sheet.file} says nowhere which edition it is of"
        return f"{what}: taken for SFIA {self.plan.assumed}; --from names another"

    @property
    def _says_nothing(self) -> bool:
        columns = self.sheet.columns
        return columns.edition is None and self.plan.source is None and "edition" not in columns.at

    @cached_property
    def _width(self) -> int:
        return len(self.sheet.columns.headings)

    @cached_property
    def _headings(self) -> list[str]:
        """The headings, with the new edition where they name the old one."""
        columns = self.sheet.columns
        if columns.edition is None:
            return list(columns.headings)
        said = set(columns.at.values())
        old, new = rf"(?i)(sfia[\W_]?){columns.edition}", rf"\g<1>{self.plan.target}"
        return [
            re.sub(old, new, heading) if at in said else heading
            for at, heading in enumerate(columns.headings)
        ]

    @cached_property
    def _own(self) -> dict[str, int]:
        """Where the columns of an earlier run stand."""
        names = [each.strip().casefold() for each in self.sheet.columns.headings]
        return {name: names.index(name) for name in (OUTCOME, REASON) if name in names}

    @cached_property
    def _skills(self) -> SkillCells:
        return SkillCells(self.plan.facts)

    def _placed(self, cells: list[str], outcome: str, reason: str) -> list[str]:
        for name, text in ((OUTCOME, outcome), (REASON, reason)):
            if name in self._own:
                cells[self._own[name]] = text
            else:
                cells.append(text)
        return cells

    def _carry(self, row: Row) -> list[str]:
        cells = self._padded(row)
        written, at = row.text("code") or row.text("skill"), row.text("level")
        if not written and not at:
            return self._placed(cells, "", "")
        edition = self._edition(row)
        carried = self._carried(row, written, at, edition)
        self.tally.add(row.place(), f"{written} {at}".strip(), carried)
        reason = carried.reason
        if carried.outcome in {"unchanged", "changed"} and self._write(row, cells, carried):
            reason = reason or self._called(carried.code)
        return self._placed(cells, carried.outcome, reason)

    def _padded(self, row: Row) -> list[str]:
        """Give the row's cells, as many as there are headings."""
        if any(map(str.strip, row.cells[self._width :])):
            problem = f"{len(row.cells)} cells under {self._width} headings"
            remedy = "quote the text that holds a separator; nothing was carried over"
            raise SourceError(row.place(), problem, remedy)
        return [*row.cells[: self._width], *[""] * (self._width - len(row.cells))]

    def _edition(self, row: Row) -> int:
        """Give the edition that the row is of, 0 for none."""
        columns = self.sheet.columns
        text = row.text("edition") if "edition" in columns.at else ""
        if not text:
            assumed = self.plan.assumed if self._says_nothing else None
            return columns.edition or self.plan.source or assumed or 0
        found = _NUMBER.search(text)
        return int(found[0]) if found else 0

    def _carried(self, row: Row, written: str, at: str, edition: int) -> Carried:
        step = self.plan.step(edition)
        if step is None:
            said = row.text("edition")
            what = f"there is no edition {quoted(said)}" if said else "no edition"
            return _fault(written, f"{what}; write it, or name it as in --from 8")
        if not written:
            return _fault("", "no skill; write its code")
        code = self._skills.code(written, edition)
        if code is None:
            return _fault(written, self._skills.unknown(written))
        levels, problem = _levels(at, self.sheet.kind == "roles")
        return _fault(code, problem) if problem else step.carry(code, levels)

    def _write(self, row: Row, cells: list[str], carried: Carried) -> bool:
        """Write what is different now, and say whether that is how the skill is written.

        A cell that says the same stays as it is.
        """
        at, target, renamed = self.sheet.columns.at, self.plan.target, False
        for name in {"code", "skill"} & at.keys():
            text = row.text(name)
            if text and (new := self._skills.written(text, carried.code, target)) != text:
                cells[at[name]], renamed = new, True
        levels, _ = _levels(row.text("level"), True)
        if levels != carried.levels:
            cells[at["level"]] = write_levels(carried.levels)
        if "edition" in at:
            cells[at["edition"]] = _NUMBER.sub(str(target), cells[at["edition"]], count=1)
        return renamed

    def _called(self, code: str) -> str:
        name = self.plan.facts.editions[self.plan.target][code].name
        return f"called {name} in SFIA {self.plan.target}"


def _levels(text: str, open_too: bool) -> tuple[Levels, str]:
    """Give the levels that a cell says, and what is wrong with it."""
    if not text:
        return (), "" if open_too else "no level; write it"
    try:
        return read_levels(text)[0], ""
    except NoLevels as error:
        return (), f"{error}; {error.remedy}"


def _fault(code: str, reason: str) -> Carried:
    return Carried("fault", code, (), reason)
