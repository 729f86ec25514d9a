"""Whether the feed of news is one (Atom, RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.survey import Survey
from sfia_graph.errors import SourceError
from sfia_graph.whole_xml import check_whole_xml

_ATOM = "{http://www.w3.org/2005/Atom}"
_TYPE = "application/atom+xml"
_MOST = 20


def feed(survey: Survey) -> Finding:
    """Read each feed that pages name: its elements, its dates, and where its links lead."""
    feeds = dict.fromkeys(
        there
        for visit in survey.crawl.pages
        for link in visit.typed
        if link.media_type == _TYPE and (there := survey.place.address(link.target, visit.base))
    )
    faults = [f"{each}: {fault}" for each in feeds for fault in _faults(survey, each)]
    remedy = "give feed and entries an id, a title and an updated with a time zone"
    return judged(len(feeds), "feed", faults, remedy, "no page names a feed")


def _faults(survey: Survey, address: str) -> list[str]:
    trail = survey.follow(address, _TYPE)
    if not trail.is_good:
        return [f"a page names it, but it {trail.outcome}"]
    data = survey.content(trail.final)
    try:
        check_whole_xml(data, address)
        root = ElementTree.fromstring(data)
    except SyntaxError as error:
        return [f"no well-formed XML ({error.msg})"]
    except SourceError as error:
        return [error.problem]
    if root.tag != f"{_ATOM}feed":
        return [f"begins with {root.tag}, expected {_ATOM}feed"]
    entries = root.findall(f"{_ATOM}entry")
    found = [fault for each in (root, *entries) for fault in _lacking(each)]
    links = [
        each.get("href", "")
        for entry in entries
        for each in entry.findall(f"{_ATOM}link")
        if each.get("rel", "alternate") == "alternate"
    ]
    here = [there for each in links if (there := survey.place.address(each, address))]
    for there in list(dict.fromkeys(here))[:_MOST]:
        led = survey.follow(there)
        found += [] if led.is_good else [f"an entry leads to {there}: {led.outcome}"]
    return found


def _lacking(element: ElementTree.Element) -> list[str]:
    """Give what an element lacks that it must have (sections 4.1.1 and 4.1.2)."""
    name = element.tag.removeprefix(_ATOM)
    found = [
        f"an element {name} without {each}"
        for each in ("id", "title", "updated")
        if element.find(f"{_ATOM}{each}") is None
    ]
    updated = element.findtext(f"{_ATOM}updated")
    if updated is not None and not _is_moment(updated.strip()):
        found.append(f"an updated that is no moment with a time zone: {updated[:40]}")
    return found


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


CHECKS = (Check("feed", "The feed is whole", "RFC 4287, section 4.1", feed),)
