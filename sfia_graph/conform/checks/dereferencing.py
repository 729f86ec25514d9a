"""Whether the IRIs of things lead to documents about them (Cool URIs for the Semantic Web)."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urljoin

from sfia_graph.conform.addresses import fragment, whole
from sfia_graph.conform.declared import AS_DATA
from sfia_graph.conform.media_types import format_of_reply
from sfia_graph.conform.negotiating import Lookup
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.replies import REDIRECTS, Trail
from sfia_graph.conform.statements import Malformed, Unread, named, parse
from sfia_graph.conform.survey import Survey
from sfia_graph.media import Format

NO_THINGS = "no things found; name examples in a VoID (void:exampleResource) or cite them on pages"
NOTHING = "sfia-graph-conform-nothing-is-here"


def things(survey: Survey) -> Finding:
    """Look up each thing: 303 to a document, a hash IRI, or 200 (httpRange-14)."""
    faults, ways = [], Counter[str]()
    for each in survey.lookups:
        if not each.is_there:
            where = f"named in {each.thing.named_in}"
            faults.append(f"{each.thing.iri} ({where}): {each.page.outcome}")
        ways[_way(each.thing.iri, each.page.statuses)] += 1
    said = ", ".join(f"{count} {way}" for way, count in sorted(ways.items()))
    remedy = "answer 303 with the address of a document about the thing, or 200 with the document"
    return judged(len(survey.lookups), "thing", faults, remedy, NO_THINGS, said)


def _way(iri: str, statuses: tuple[int, ...]) -> str:
    if fragment(iri):
        return "by hash IRI"
    if 303 in statuses:
        return "by 303"
    return "by 200" + (" behind a redirect" if len(statuses) > 1 else "")


def described(survey: Survey) -> Finding:
    """Look whether the data that a thing leads to speak of it, by the same IRI."""
    faults, count, seconds = [], 0, survey.client.limits.seconds
    for each in survey.lookups:
        trail, known = _data(survey, each)
        if trail is None or known is None:
            continue
        try:
            triples = parse(survey.content(trail.final), known, trail.final.address, seconds)
        except (Malformed, Unread):
            continue
        count += 1
        if each.thing.iri not in named(triples):
            faults.append(f"{trail.final.address}: says nothing of <{each.thing.iri}>")
    none = "no thing leads to data, by itself or by links of its page"
    remedy = "write the IRIs in the data as they are looked up, scheme and host included"
    return judged(count, "document", faults, remedy, none)


def _data(survey: Survey, lookup: Lookup) -> tuple[Trail | None, Format | None]:
    """Give the data that a thing leads to, by itself or else by a link of its page."""
    addresses = [lookup.thing.address, *(form.address for form in lookup.forms())]
    for address in addresses:
        trail = survey.follow(address, AS_DATA)
        known = format_of_reply(trail.final)
        if trail.is_good and known:
            return trail, known
    return None, None


def redirects(survey: Survey) -> Finding:
    """Look at each redirect that was met: it has a Location, and ends somewhere."""
    trails = [(each.found_on, each.trail) for each in survey.crawl.visits.values() if each.trail]
    trails += [(it.thing.iri, trail) for it in survey.lookups for trail in it.trails.values()]
    met = [each for each in trails if any(status in REDIRECTS for status in each[1].statuses)]
    faults = [
        f"{found_on}: leads to {trail.replies[0].address}, which {trail.problem}"
        for found_on, trail in met
        if trail.problem and not trail.leads_away
    ]
    away = sum(trail.leads_away for _, trail in met)
    note = f"{away} to hosts of others, not followed" if away else ""
    remedy = "send each redirect to an address that answers 200"
    return judged(len(met), "redirect", faults, remedy, "no redirects were met", note)


def nothing(survey: Survey) -> Finding:
    """Ask for what cannot be there: 404 or 410, or a crawler finds pages without end."""
    address = whole(urljoin(survey.place.root, NOTHING)) or survey.place.root
    trail = survey.follow(address)
    if trail.problem:
        return absent(f"{address}: {trail.problem}")
    status = trail.final.status
    if status in (404, 410):
        return Finding("pass", f"an invented address answers {status}")
    remedy = "answer 404 for what is not there"
    return Finding("fail", f"{address}, which is invented, answers {status}", remedy)


CHECKS = (
    Check("things", "IRIs of things lead to documents", "Cool URIs, section 4", things),
    Check("described", "The documents speak of the thing", "Cool URIs, section 3", described),
    Check("redirects", "Redirects lead somewhere", "RFC 9110, section 15.4", redirects),
    Check("not-found", "What is not there says so", "RFC 9110, section 15.5.5", nothing),
)
