"""The report of a team against roles: a heat map of skills and levels, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sfia_graph.profiles.answers.gaps import Gap, tally
from sfia_graph.profiles.answers.summaries import of_team, status
from sfia_graph.profiles.answers.teams import Member, asked_for
from sfia_graph.profiles.answers.wording import joined, words
from sfia_graph.profiles.reports.heat import heat
from sfia_graph.profiles.reports.page import Counting, named, plain, render
from sfia_graph.profiles.reports.strips import pieces

_BROAD = 14
"""How many skills stand side by side, so that a sheet of paper has room for them."""


def page(
    who: str,
    roles: Mapping[str, str],
    gaps: Sequence[Gap],
    members: Sequence[Member],
    names: Mapping[str, str],
    counting: Counting,
    language: str = "en",
) -> str:
    """Give the page; `roles` are titles by IRI, `names` those of the members."""
    t, gaps = words(language), plain(gaps)
    who, roles = named(who), {iri: named(title) for iri, title in roles.items()}
    names = {iri: named(name) for iri, name in names.items()}
    w, core, asked = t["report"], tally(gaps, core=True), asked_for(gaps)
    single = len({each.code for each in gaps if each.core and each.people == 1})
    view = {
        "kicker": w["kicker"]["team"],
        "title": w["team"].format(who=who, roles=joined(t, roles.values())),
        "lead": of_team(who, gaps, t),
        "numbers": [
            (w["of"].format(met=core.met, of=core.of), w["core_met"], core.complete),
            (str(core.missing), w["levels_missing"], not core.missing),
            (str(single), w["single_count"], not single),
            (str(len(members)), w["members_count"], True),
        ],
        "drawings": heat(w["heat"], asked, members, t),
        "asked": asked,
        "pieces": [asked[part] for part in pieces(asked, _BROAD)],
        "members": members,
        "names": names,
        "by_role": [
            (title, [each for each in gaps if each.role in {iri, ""}])
            for iri, title in roles.items()
        ],
        "status": lambda gap: status(gap, t),
        "counting": counting,
    }
    return render("team.html", language, view)
