"""Whether a site's own links lead somewhere."""

from __future__ import annotations

from urllib.parse import unquote

from sfia_graph.conform.crawl import Visit
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.survey import Survey

_NONE = "no pages of HTML found"


def links(survey: Survey) -> Finding:
    """List the links of pages that lead nowhere, each with the page where it stands."""
    return _judged(survey, is_loaded=False, what="link", none=_NONE)


def assets(survey: Survey) -> Finding:
    """List the styles, scripts and pictures that pages load and do not get."""
    return _judged(survey, is_loaded=True, what="file", none="pages load no files of this site")


def fragments(survey: Survey) -> Finding:
    """List the links to places within pages that these do not have."""
    faults, count = [], 0
    by_place = {each.place: each for each in survey.crawl.pages}
    for (target, point), found_on in survey.crawl.fragments.items():
        visit = survey.crawl.visits.get(target)
        there = by_place.get(visit.place) if visit else None
        if there is None or there.page is None or _is_no_id(point):
            continue
        count += 1
        if not {point, unquote(point)} & there.page.ids:
            faults.append(f"{found_on}: leads to {target}#{point}, but nothing there has that id")
    remedy = "give the place that id, or mend the link"
    none = "no links lead to places within pages"
    return judged(count, "fragment", faults, remedy, none)


def _judged(survey: Survey, is_loaded: bool, what: str, none: str) -> Finding:
    visits = [
        each
        for each in survey.crawl.visits.values()
        if each.found_on and each.is_loaded == is_loaded
    ]
    faults = [_said(each) for each in visits if each.problem and not _is_redirect(each)]
    return judged(len(visits), what, faults, "mend the link, or put there what it leads to", none)


def _is_redirect(visit: Visit) -> bool:
    """Whether it is a redirect that leads nowhere, which is looked at by itself."""
    return visit.trail is not None and bool(visit.trail.problem)


def _said(visit: Visit) -> str:
    return f"{visit.found_on}: leads to {visit.address}: {visit.problem}"


def _is_no_id(point: str) -> bool:
    return point.lower() == "top" or point.startswith((":~:", "!", "/"))


CHECKS = (
    Check("links", "Links lead somewhere", "RFC 9110, section 15.5", links),
    Check("assets", "Pages get what they load", "RFC 9110, section 15.5", assets),
    Check("fragments", "Places within pages are there", "RFC 3986, section 3.5", fragments),
)
