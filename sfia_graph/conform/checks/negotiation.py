"""Whether a host gives the format that is asked for (RFC 9110, section 12)."""

from __future__ import annotations

from sfia_graph.conform.media_types import HTML, RDF_TYPES
from sfia_graph.conform.negotiating import Lookup
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.replies import Reply, Trail
from sfia_graph.conform.survey import Survey

ABSURD = "application/vnd.sfia-graph.nothing"
_NONE = "no thing gives another format when it is asked for one; typed links may lead to some"


def types(survey: Survey) -> Finding:
    """Look whether each format comes that is announced, and nothing ends in an error."""
    faults, count = [], 0
    for each in survey.negotiated:
        announced = {form.media_type for form in each.linked} | {"text/html"}
        for asked, trail in each.trails.items():
            sent = trail.final.media_type or "no media type"
            given = each.gives(asked)
            count += given
            if not given and asked in announced:
                what = f"comes as {sent}" if trail.is_good else trail.outcome
                faults.append(f"{each.thing.address}: asked for {asked}, {what}")
            elif not _is_in_order(trail):
                faults.append(f"{each.thing.address}: asked for {asked}, {trail.outcome}")
    remedy = "send the format that Accept names, or take the link to it away"
    return judged(count, "answer", faults, remedy, _NONE)


def weights(survey: Survey) -> Finding:
    """Look whether the weights of Accept count: what is wanted most comes."""
    faults, count = [], 0
    for each in survey.negotiated:
        data = [asked for asked in RDF_TYPES if each.gives(asked)]
        for first in data[:1] if each.gives("text/html") else ():
            for wanted, other in ((first, "text/html"), ("text/html", first)):
                accept = f"{other};q=0.2, {wanted};q=0.9"
                sent = survey.follow(each.thing.address, accept).final.media_type
                count += 1
                if sent != wanted and not {sent, wanted} <= HTML:
                    faults.append(f"{each.thing.address}: Accept: {accept} gives {sent}")
    remedy = "compare the q of each media type, not their order"
    return judged(count, "answer", faults, remedy, _NONE)


def vary(survey: Survey) -> Finding:
    """Look whether caches are told that the answer depends on Accept."""
    replies = {
        (reply.address, asked): reply
        for each in survey.negotiated
        for asked, reply in _deciding(each).items()
    }
    faults = [
        f"{reply.address}: {_said(reply)}"
        for reply in replies.values()
        if not reply.names("vary") & {"accept", "*"}
    ]
    remedy = "send Vary: Accept with each answer that depends on it, redirects and 406 too"
    return judged(len(replies), "answer", faults, remedy, _NONE)


def unacceptable(survey: Survey) -> Finding:
    """Ask for a format that nobody has: 406, or what the host gives by default."""
    faults = []
    for each in survey.negotiated:
        trail = survey.follow(each.thing.address, ABSURD)
        if not _is_in_order(trail):
            faults.append(f"{each.thing.address}: asked for {ABSURD}, {trail.outcome}")
    remedy = "answer 406 with the formats that there are, or the default"
    return judged(len(survey.negotiated), "answer", faults, remedy, _NONE)


def _is_in_order(trail: Trail) -> bool:
    """Whether a trail ends in a document, or in the refusal of a format.

    A redirect that leads nowhere is looked at by itself.
    """
    return trail.is_good or bool(trail.problem) or trail.final.status == 406


def _deciding(each: Lookup) -> dict[str, Reply]:
    """Give the answers, by media type, at which the ways part."""
    trails = each.trails
    for at in range(max(len(trail.replies) for trail in trails.values())):
        there = {asked: trail.replies[at] for asked, trail in trails.items() if _has(trail, at)}
        if len({_outcome(reply) for reply in there.values()}) > 1:
            return there
    return {asked: trail.replies[0] for asked, trail in trails.items()}


def _has(trail: Trail, at: int) -> bool:
    return at < len(trail.replies)


def _outcome(reply: Reply) -> tuple[int, str, str]:
    return reply.status, reply.headers.get("location", ""), reply.media_type


def _said(reply: Reply) -> str:
    said = reply.headers.get("vary")
    return f"answers {reply.status} with {f'Vary: {said}' if said else 'no Vary'}"


CHECKS = (
    Check("negotiation", "The format comes that is asked for", "RFC 9110, section 12.5.1", types),
    Check("weights", "What is wanted most comes", "RFC 9110, section 12.4.2", weights),
    Check("vary", "Caches hear that Accept counts", "RFC 9110, section 12.5.5", vary),
    Check("not-acceptable", "What nobody has is refused", "RFC 9110, section 15.5.7", unacceptable),
)
