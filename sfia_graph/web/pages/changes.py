"""What is different from one edition to the next, as far as the graph has both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.namespaces import SFIA, local_name
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import Difference, differences


@dataclass(frozen=True)
class Changed:
    """A skill that both editions have, and what is different."""

    skill: Named
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Changes:
    """What is different between two editions.

    `gone` and `new` are empty where the graph does not hold all skills of both, which `whole` says.
    Beside a skill stand the mappings that say what became of it, or where it came from. `compared`
    is how many skills both have.
    """

    whole: bool
    compared: int
    new: tuple[tuple[Named, tuple[Link, ...]], ...]
    gone: tuple[tuple[Named, tuple[Link, ...]], ...]
    changed: tuple[Changed, ...]


def changes(texts: Texts, before: str, after: str) -> Changes:
    """Give what is different between two editions, by code."""
    old, new = _skills(texts, before), _skills(texts, after)
    whole = concepts.is_whole(texts, before) and concepts.is_whole(texts, after)
    both = sorted(old.keys() & new.keys())
    pairs = ((new[code], differences(texts, old[code], new[code])) for code in both)
    return Changes(
        whole,
        len(both),
        _linked(texts, new, new.keys() - old.keys(), before) if whole else (),
        _linked(texts, old, old.keys() - new.keys(), after) if whole else (),
        tuple(Changed(concepts.named(texts, skill), found) for skill, found in pairs if found),
    )


def _skills(texts: Texts, edition: str) -> dict[str, str]:
    found = texts.subjects("rdf:type", f"{SFIA}Skill")
    return {local_name(each): each for each in found if each.startswith(f"{edition}/")}


def _linked(
    texts: Texts, skills: dict[str, str], codes: Iterable[str], other: str
) -> tuple[tuple[Named, tuple[Link, ...]], ...]:
    return tuple(
        (concepts.named(texts, skills[code]), links(texts, [skills[code]], f"{other}/"))
        for code in sorted(codes)
    )
