"""What a check says: whether a host keeps what it claims, and what to do where it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sfia_graph.conform.survey import Survey

_LONGEST = 600

Result = Literal["pass", "fail", "not applicable"]
RESULTS: tuple[Result, ...] = ("pass", "fail", "not applicable")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: one line, how to mend it, and each case where there are several.

    Hosts have a say in the texts; what is no printable character becomes U+FFFD.
    """

    result: Result
    found: str
    remedy: str = ""
    cases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", _printable(self.found))
        object.__setattr__(self, "cases", tuple(map(_printable, self.cases)))

    @property
    def line(self) -> str:
        """What was found and what to do, in one line."""
        return f"{self.found}; {self.remedy}" if self.remedy else self.found


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: its name, what must hold, the section of the standard, and who looks."""

    name: str
    promise: str
    standard: str
    look: Callable[[Survey], Finding]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check and what it found."""

    check: Check
    finding: Finding


@dataclass(frozen=True, slots=True)
class Conformance:
    """All that was found of a deployment; `notes` say how it was looked at."""

    address: str
    notes: tuple[str, ...]
    checked: tuple[Checked, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing fails."""
        return not self.count("fail")

    def count(self, result: Result) -> int:
        """Give how many checks have a result."""
        return sum(each.finding.result == result for each in self.checked)

    @property
    def summary(self) -> str:
        """The counts in one line."""
        numbers = ((each, self.count(each)) for each in RESULTS)
        words = {"pass": "passed", "fail": "failed"}
        return ", ".join(f"{count} {words.get(each, each)}" for each, count in numbers)


def _printable(text: str) -> str:
    plain = "".join(each if each.isprintable() else "\ufffd" for each in text[:_LONGEST])
    return f"{plain}…" if len(text) > _LONGEST else plain


def absent(why: str, remedy: str = "") -> Finding:
    """Say that a host claims nothing of the kind."""
    return Finding("not applicable", why, remedy)


def judged(
    count: int,
    what: str,
    faults: Sequence[str],
    remedy: str,
    none: str,
    note: str = "",
) -> Finding:
    """Give a finding over so many cases: the faults, or that all hold, or that there are none.

    `none` says what a host would have to claim, where it claims nothing.
    """
    unlike = tuple(dict.fromkeys(faults))
    if unlike:
        more = f" (and {len(unlike) - 1} more)" if len(unlike) > 1 else ""
        return Finding("fail", f"{unlike[0]}{more}", remedy, unlike if len(unlike) > 1 else ())
    if not count:
        return absent(none)
    several = f"{what}es" if what.endswith("s") else f"{what}s"
    return Finding("pass", f"{count} {what if count == 1 else several}{note and f'; {note}'}")
