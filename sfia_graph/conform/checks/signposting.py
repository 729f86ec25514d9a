"""Whether typed links tell a robot where to go (FAIR Signposting Profile, level 1)."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.conform.addresses import whole
from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.crawl import Visit, look
from sfia_graph.conform.link_header import Link, is_link_header
from sfia_graph.conform.media_types import compare
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.survey import Survey

SIGNPOSTS = frozenset(
    {"cite-as", "describedby", "describes", "type", "license", "author", "item", "collection"}
    | {"linkset"}
)
_IRIS = frozenset({"cite-as", "type", "license", "author"})
_PAGES = 20
_NONE = "no typed links; cite-as and describedby, in Link headers or pages, would lead robots"


def links(survey: Survey) -> Finding:
    """Read the Link headers and hold each signpost to its form."""
    faults, count = [], 0
    for visit, signs in _signposted(survey):
        count += 1
        header = visit.header("link")
        if not is_link_header(header):
            faults.append(f"{visit.place}: a Link header that is malformed")
        faults += [
            f"{visit.place}: rel={link.rel} names '{link.target}', no whole address"
            for link in signs
            if link.rel in _IRIS and whole(link.target) is None
        ]
        if sum(each.rel == "type" for each in signs) == 0 and _has(signs, "cite-as", "item"):
            faults.append(f"{visit.place}: no rel=type; the profile wants one of schema.org")
    remedy = 'write each as <address>; rel="…", with the whole IRI where it names a thing'
    return judged(count, "page", faults, remedy, _NONE)


def cited(survey: Survey) -> Finding:
    """Look whether what a page cites leads back to a document about the same."""
    faults, count = [], 0
    for visit, signs in _signposted(survey):
        targets = list(dict.fromkeys(each.target for each in signs if each.rel == "cite-as"))
        if len(targets) > 1:
            faults.append(f"{visit.place}: cites {len(targets)} things, {targets[0]} first")
        for target in targets[:1]:
            there = survey.place.address(target, visit.base)
            if there is None:
                continue
            count += 1
            faults += _unlike(survey, visit, target, there)
    remedy = "cite the one IRI of what the page is about, and let it lead to the page"
    return judged(count, "citation", faults, remedy, "no page has a rel=cite-as that leads here")


def _unlike(survey: Survey, visit: Visit, target: str, there: str) -> list[str]:
    trail = survey.follow(there, "text/html,*/*;q=0.5")
    if not trail.is_good:
        return [f"{visit.place}: cites {target}: {trail.outcome}"]
    arrived = survey.crawl.visits.get(trail.final.address)
    if arrived is None:
        arrived = look(survey.client, survey.place, trail.final.address)
    same = {link.target for link in arrived.typed if link.rel == "cite-as"}
    # A hash IRI leads to the page of the whole, which cites itself.
    if same and target not in same and target.partition("#")[0] not in same:
        return [f"{visit.place}: cites {target}, which leads to a page that cites {min(same)}"]
    return []


def signposts(survey: Survey) -> Finding:
    """Follow each signpost that stays on the site: it is there, as the type that was announced."""
    faults: list[str] = []
    asked: set[tuple[str, str]] = set()
    for visit, signs in _signposted(survey):
        for link in signs:
            there = survey.place.address(link.target, visit.base)
            if there is None or (there, link.media_type) in asked:
                continue
            asked.add((there, link.media_type))
            faults += _dead(survey, visit, link, there)
    remedy = "let each typed link lead to what it announces"
    return judged(len(asked), "signpost", faults, remedy, "no signpost leads to this site")


def _dead(survey: Survey, visit: Visit, link: Link, there: str) -> list[str]:
    what = f"{visit.place}: rel={link.rel} to {there}"
    try:
        trail = survey.follow(there, link.media_type or "*/*")
    except Unanswered as error:
        return [f"{what}: {error}"]
    if not trail.is_good:
        return [f"{what}: {trail.outcome}"]
    if link.media_type and not compare(trail.final, link.media_type).is_true:
        return [f"{what} announces {link.media_type}, but {trail.final.media_type} comes"]
    return []


def _signposted(survey: Survey) -> Iterator[tuple[Visit, list[Link]]]:
    """Give the pages that have signposts, as many as are looked at."""
    pages = ((each, [x for x in each.typed if x.rel in SIGNPOSTS]) for each in survey.crawl.pages)
    found = [(visit, signs) for visit, signs in pages if _has(signs, "cite-as", "describedby")]
    step = max(1, len(found) // _PAGES)
    yield from found[::step][:_PAGES]


def _has(signs: list[Link], *rels: str) -> bool:
    return any(each.rel in rels for each in signs)


_PROFILE = "FAIR Signposting, level 1"
CHECKS = (
    Check("link-form", "Typed links are well-formed", "RFC 8288, section 3", links),
    Check("cite-as", "What is cited leads back", "RFC 8574, section 4", cited),
    Check("signposts", "Typed links lead where they say", _PROFILE, signposts),
)
