"""The report of a person against a role: ladders, a radar, and a table."""

from __future__ import annotations

from collections.abc import Sequence

from sfia_graph.profiles.answers.gaps import Gap, tally
from sfia_graph.profiles.answers.summaries import of_person, status
from sfia_graph.profiles.answers.wording import words
from sfia_graph.profiles.reports.ladders import ladders
from sfia_graph.profiles.reports.page import Counting, named, plain, render
from sfia_graph.profiles.reports.radar import radar


def page(who: str, role: str, gaps: Sequence[Gap], counting: Counting, language: str = "en") -> str:
    """Give the page; `who` and `role` are what the person and the role are called."""
    t, gaps = words(language), plain(gaps)
    who, role = named(who), named(role)
    w, core, optional = t["report"], tally(gaps, core=True), tally(gaps, core=False)
    numbers = [(w["of"].format(met=core.met, of=core.of), w["core_met"], core.complete)]
    numbers.append((str(core.missing), w["levels_missing"], not core.missing))
    if optional.of:
        text = w["of"].format(met=optional.met, of=optional.of)
        numbers.append((text, w["optional_met"], optional.complete))
    parts = [
        (t["core_title" if is_core else "optional_title"], several)
        for is_core in (True, False)
        if (several := [each for each in gaps if each.core is is_core])
    ]
    view = {
        "kicker": w["kicker"]["gap"],
        "title": w["against"].format(who=who, role=role),
        "lead": of_person(who, gaps, t),
        "numbers": numbers,
        "parts": [(title, several, ladders(title, several, t)) for title, several in parts],
        "radar": radar(w["radar"], who, gaps, t),
        "status": lambda gap: status(gap, t),
        "counting": counting,
    }
    return render("gap.html", language, view)
