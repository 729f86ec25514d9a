"""Whether robots.txt and sitemap tell crawlers what is there."""

from __future__ import annotations

from sfia_graph.conform.addresses import authority
from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.survey import Survey

_LOOKED_AT = 40
_NO_SITEMAP = "no sitemap; sitemap.xml, named in robots.txt, would show crawlers all pages"


def robots(survey: Survey) -> Finding:
    """Read robots.txt: no line is garbled, the sitemap is named, the start page is not shut out."""
    if survey.robots is None:
        return absent("no robots.txt, so crawlers may go everywhere")
    faults = [f"a line that is none of the standard's: {each}" for each in survey.robots.unread]
    named = survey.robots.sitemaps
    faults += [f"Sitemap: {each} is no whole address" for each in named if "://" not in each]
    if survey.sitemap.files and not named:
        faults.append(f"{survey.sitemap.files[0]} is there, but robots.txt does not name it")
    if named and not survey.sitemap.files:
        faults.append(f"names {named[0]}, which is not there")
    if not survey.robots.allows(survey.start.address):
        faults.append(f"shuts crawlers out of {survey.start.address}")
    remedy = "write lines of User-agent, Allow, Disallow and Sitemap, with whole addresses"
    return judged(len(survey.robots.rules) + len(named), "line", faults, remedy, "it is empty")


def sitemap(survey: Survey) -> Finding:
    """Read the sitemap: well-formed, of the protocol, with dates that are dates."""
    found = survey.sitemap
    foreign = {authority(each) for each in found.addresses if not survey.place.address(each)}
    faults = [*found.faults, *(f"lists pages of another host, {each}" for each in sorted(foreign))]
    remedy = "write it as the protocol has it (https://www.sitemaps.org/protocol.html)"
    note = f"{len(found.addresses)} addresses"
    return judged(len(found.files), "file", faults, remedy, _NO_SITEMAP, note)


def listed(survey: Survey) -> Finding:
    """Ask for some of the addresses in the sitemap: each answers 200 by itself."""
    here = [there for each in survey.sitemap.addresses if (there := survey.place.address(each))]
    step = max(1, len(here) // _LOOKED_AT)
    faults, asked = [], here[::step][:_LOOKED_AT]
    for address in asked:
        try:
            reply = survey.client.ask(address)
        except Unanswered as error:
            faults.append(str(error))
            continue
        if reply.status != 200:
            faults.append(f"{address}: in the sitemap, but answers {reply.status}")
    remedy = "list only addresses that answer 200, and no redirects"
    note = f"of {len(here)}" if len(here) > len(asked) else ""
    return judged(len(asked), "address", faults, remedy, _NO_SITEMAP, note)


def complete(survey: Survey) -> Finding:
    """Look whether each page that was found, and is canonical, stands in the sitemap."""
    if not survey.sitemap.addresses:
        return absent(_NO_SITEMAP)
    here = {survey.place.address(each) for each in survey.sitemap.addresses}
    faults, count = [], 0
    for visit in survey.crawl.pages:
        named = {
            survey.place.address(each.target, visit.base)
            for each in visit.typed
            if each.rel == "canonical"
        }
        if "?" in visit.place or not named <= {visit.place} or not _is_open(survey, visit.place):
            continue
        count += 1
        if visit.place not in here:
            faults.append(f"{visit.place}: found by links, but not in the sitemap")
    remedy = "list every page, or name another as its rel=canonical"
    return judged(count, "page", faults, remedy, "no pages of HTML found")


def _is_open(survey: Survey, address: str) -> bool:
    return survey.robots is None or survey.robots.allows(address)


_PROTOCOL = "sitemaps.org, protocol 0.9"
CHECKS = (
    Check("robots", "robots.txt says what crawlers may see", "RFC 9309, section 2.2", robots),
    Check("sitemap", "The sitemap is well-formed", _PROTOCOL, sitemap),
    Check("sitemap-addresses", "What it lists is there", _PROTOCOL, listed),
    Check("sitemap-whole", "What is there is listed", _PROTOCOL, complete),
)
