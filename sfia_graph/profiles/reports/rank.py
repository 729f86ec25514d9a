"""The report of the candidates for a role: bars and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sfia_graph.profiles.answers.candidates import Candidate
from sfia_graph.profiles.answers.summaries import of_candidates
from sfia_graph.profiles.answers.wording import words
from sfia_graph.profiles.reports.page import Counting, named, render
from sfia_graph.profiles.reports.shares import shares


def page(
    role: str,
    found: Sequence[Candidate],
    shown: Sequence[Candidate],
    names: Mapping[str, str],
    share: int,
    counting: Counting,
    language: str = "en",
) -> str:
    """Give the page of the candidates that are `shown` of those `found`; `names` are by IRI."""
    t = words(language)
    role, names = named(role), {iri: named(name) for iri, name in names.items()}
    w = t["report"]
    complete = sum(not each.missing for each in found)
    numbers = [
        (str(len(shown)), w["candidates_count"], True),
        (str(complete), w["complete_count"], complete > 0),
        *((str(each.asked), w["asked_count"], True) for each in found[:1]),
    ]
    view = {
        "kicker": w["kicker"]["rank"],
        "title": w["candidates"].format(role=role),
        "lead": of_candidates(role, found, t, share=share, shown=len(shown)),
        "numbers": numbers,
        "shown": shown,
        "names": names,
        "drawings": shares(w["shares"], shown, names, t),
        "share": w["share_value"].format(share=share),
        "counting": counting,
    }
    return render("rank.html", language, view)
