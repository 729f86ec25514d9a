"""What is known of a team in a sentence or two: how much it covers, and how sure that is."""

from __future__ import annotations

from typing import Any

from sfia_graph.profiles.answers.wording import counted
from sfia_graph.profiles.covering.needs import Cover


def verdict(cover: Cover, t: dict[str, Any], *, core: bool) -> str:
    """Say how much a team covers, whether fewer could, and what nobody has."""
    w, size, of = t["cover"], len(cover.team), len(cover.needs)
    what = w["core" if core else "any"]
    sentences = []
    if cover.unmet:
        sentences.append(w["beyond"].format(count=len(cover.unmet), of=of, what=what))
    if cover.team:
        said = w["one" if size == 1 else "several"].format(
            people=counted(t, "people", size), met=cover.met, of=of, what=what
        )
        sentences.append(f"{said}, {_proof(cover, w)}")
    if cover.left:
        sentences.append(w["needed"].format(count=len(cover.left), bound=cover.bound))
    return " ".join(f"{each}." for each in sentences)


def _proof(cover: Cover, w: dict[str, Any]) -> str:
    size = len(cover.team)
    if cover.left:
        return str(w["most"] if cover.proved else w["at_best"].format(most=cover.most))
    if cover.proved:
        return str(w["fewest"])
    percent = -(-100 * (size - cover.bound) // cover.bound)
    return str(w["between"].format(percent=percent, bound=cover.bound, size=size))
