"""What is asked for against what is held, one requirement at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal

from sfia_graph.namespaces import local_name
from sfia_graph.results import Rows, Term, to_python

STEPS = 7
"""How many levels of responsibility there are."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement against what is held of its skill.

    `lowest` and `highest` bound the levels asked for; `held` is 0 and `basis` empty where nothing
    is held; `missing` counts levels and is 0 where the requirement is met. `people` says how many
    of a team meet it, None where one person is asked about. `role` is the role's IRI, if given.
    """

    code: str
    name: str
    language: str
    core: bool
    lowest: int
    highest: int
    held: int
    basis: str
    missing: int
    role: str = ""
    people: int | None = None

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def asked(self) -> str:
        """The levels asked for, as in 4 or 4–5."""
        return f"{self.lowest}–{self.highest}" if self.lowest < self.highest else str(self.lowest)

    @property
    def target(self) -> int:
        """The level asked for that is nearest to what is held."""
        return self.highest if self.held > self.highest else self.lowest

    @property
    def above(self) -> bool:
        """Whether more is held than the very level that is asked for."""
        return self.missing > 0 and self.held > self.highest


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requirements are met, of how many, and how many levels are missing in all."""

    met: int
    of: int
    missing: int

    @property
    def complete(self) -> bool:
        """Whether all are met."""
        return self.met == self.of


def tally(gaps: Iterable[Gap], *, core: bool) -> Tally:
    """Count the core requirements, or the optional ones."""
    counted = [each for each in gaps if each.core is core]
    return Tally(
        sum(each.met for each in counted), len(counted), sum(each.missing for each in counted)
    )


def read_gaps(rows: Rows) -> tuple[Gap, ...]:
    """Read the rows of person-against-role or team-coverage, core before optional."""
    read = [_gap(dict(zip(rows.columns, row, strict=True))) for row in rows.terms]
    return tuple(sorted(read, key=lambda each: not each.core))


def _gap(row: dict[str, Term | None]) -> Gap:
    name = row.get("name")
    return Gap(
        code=_text(row["code"]),
        name=_text(name),
        language=(name.language or "") if isinstance(name, Literal) else "",
        core=spelt(_text(row["importance"])) == "core",
        lowest=_number(row["lowest"]),
        highest=_number(row["highest"]),
        held=_number(row.get("held")),
        basis=spelt(_text(row.get("basis"))),
        missing=_number(row["gap"]),
        role=_text(row.get("role")),
        people=_number(row["people"]) if "people" in row else None,
    )


def _text(term: Term | None) -> str:
    value = to_python(term)
    return "" if value is None else str(value)


def spelt(iri: str) -> str:
    """Give the name of a term of the ontology as a parameter spells it.

    >>> spelt("https://w3id.org/sfia-graph/ontology#selfAssessed"), spelt("core")
    ('self-assessed', 'core')
    """
    found = local_name(iri)
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in found)


def _number(term: Term | None) -> int:
    value = to_python(term)
    return value if isinstance(value, int) else int(_text(term) or 0)
