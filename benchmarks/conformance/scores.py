"""Who passes how many tests of a suite, as a section of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar


class Named(Protocol):
    """A test of a suite."""

    @property
    def name(self) -> str:
        """What it is called."""


Test = TypeVar("Test", bound=Named)
Passes = Callable[[Test], bool]


@dataclass(frozen=True)
class Score:
    """One suite: how many tests there are, and which of them each contender does not pass.

    The first contender is this project.
    """

    suite: str
    total: int
    failed: Mapping[str, Sequence[str]]

    @property
    def ours(self) -> Sequence[str]:
        """The tests that this project does not pass."""
        return next(iter(self.failed.values()))


@dataclass(frozen=True)
class Section:
    """A heading, what is tested and how, the scores, and the reasons of our misses by test."""

    heading: str
    prose: str
    scores: Sequence[Score]
    reasons: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Give the section as Markdown."""
        contenders = list(dict.fromkeys(name for score in self.scores for name in score.failed))
        found = [f"## {self.heading}", "", self.prose, "", f"| suite | {' | '.join(contenders)} |"]
        found.append(f"|---|{'---:|' * len(contenders)}")
        for score in self.scores:
            cells = [self._cell(score, name) for name in contenders]
            found.append(f"| {score.suite} | {' | '.join(cells)} |")
        misses = [name for score in self.scores for name in score.ours]
        if misses:
            found += ["", "What we do not pass, and why:", "", "| test | reason |", "|---|---|"]
            found += [f"| `{name}` | {self.reasons.get(name, 'unknown')} |" for name in misses]
        return [*found, ""]

    @staticmethod
    def _cell(score: Score, name: str) -> str:
        failed = score.failed.get(name)
        return "" if failed is None else f"{score.total - len(failed):,} of {score.total:,}"


def score(suite: str, tests: Iterable[Test], contenders: Mapping[str, Passes[Any]]) -> Score:
    """Put contenders to the tests of a suite."""
    listed = list(tests)
    failed = {
        name: [each.name for each in listed if not _holds(passes, each)]
        for name, passes in contenders.items()
    }
    return Score(suite, len(listed), failed)


def _holds(passes: Passes[Any], test: Named) -> bool:
    try:
        return passes(test)
    except Exception:  # a peer may raise anything, and has then not passed
        return False
