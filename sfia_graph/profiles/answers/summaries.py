"""What an answer comes to, in a sentence or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sfia_graph.profiles.answers.candidates import Candidate
from sfia_graph.profiles.answers.gaps import Gap, tally
from sfia_graph.profiles.answers.wording import counted

Words = dict[str, Any]


def of_person(who: str, gaps: Sequence[Gap], t: Words) -> str:
    """Say what somebody meets of a role, and which levels are missing."""
    return " ".join(f"{each}." for each in _met("person", who, gaps, t))


def of_team(who: str, gaps: Sequence[Gap], t: Words) -> str:
    """Say what a team covers of its roles, what is missing, and what hangs on one person."""
    sentences = _met("team", who, gaps, t)
    single = list(dict.fromkeys(each.code for each in gaps if each.core and each.people == 1))
    if single:
        sentences.append(t["summary"]["single"].format(codes=_listed(single, t)))
    return " ".join(f"{each}." for each in sentences)


def of_candidates(
    role: str, found: Sequence[Candidate], t: Words, *, share: int, shown: int
) -> str:
    """Say how many hold enough for a role, how many hold all, and how many are shown."""
    w, form = t["summary"], "ranked" if share else "any"
    if not found:
        return f"{w[f'{form}_none'].format(share=share, role=role)}."
    parts = [
        w[form if len(found) > 1 else f"{form}_one"].format(
            count=f"{len(found):,}", share=share, role=role
        )
    ]
    complete = sum(not each.missing for each in found)
    if complete and len(found) == 1:
        parts[0] += f" {w['complete_only']}"
    elif complete:
        parts.append(w["complete_one" if complete == 1 else "complete"].format(count=complete))
    if shown < len(found):
        parts.append(w["first" if shown > 1 else "first_one"].format(count=shown))
    return f"{w['between'].join(parts)}."


def status(gap: Gap, t: Words) -> str:
    """Say of one requirement whether it is met, or how many levels lie between."""
    if gap.met:
        return str(t["met"])
    return counted(t, "above" if gap.above else "short", gap.missing)


def _met(kind: str, who: str, gaps: Sequence[Gap], t: Words) -> list[str]:
    w, core, optional = t["summary"], tally(gaps, core=True), tally(gaps, core=False)
    if core.of:
        form = "some" if not core.complete else "all" if core.of == 1 else "alls"
        head = w[f"{kind}_{form}"].format(who=who, met=core.met, of=core.of)
    else:
        head = w["no_core"].format(who=who)
    sentences = [_with_steps(head, [each for each in gaps if each.core], t)]
    if optional.of:
        head = w["optional"].format(met=optional.met, of=optional.of)
        sentences.append(_with_steps(head, [each for each in gaps if not each.core], t))
    return sentences


def _with_steps(head: str, gaps: Sequence[Gap], t: Words) -> str:
    w, parts = t["summary"], [head]
    below = [each for each in gaps if each.missing and not each.above]
    above = [each for each in gaps if each.above]
    if below:
        missing = counted(t, "missing", sum(each.missing for each in below))
        parts.append(w["missing"].format(missing=missing, steps=_listed(below, t, _step)))
    if above:
        parts.append(w["apart"].format(steps=_listed(above, t, _step)))
    joined: str = w["between"].join(parts)
    return joined


def _step(gap: Gap, t: Words) -> str:
    held = gap.held or t["nothing"]
    step: str = t["summary"]["step"].format(code=gap.code, held=held, target=gap.target)
    return step


def _listed(
    things: Sequence[Any], t: Words, said: Callable[[Any, Words], str] = lambda each, t: str(each)
) -> str:
    joined: str = t["summary"]["lists"].join(dict.fromkeys(said(each, t) for each in things))
    return joined
