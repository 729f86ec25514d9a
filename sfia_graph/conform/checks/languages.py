"""Whether pages are in the language that they say, and translations know each other."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.conform.crawl import Visit, look
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.survey import Survey

_PAGES = 40


def languages(survey: Survey) -> Finding:
    """Hold the language that a page is marked with to the one that the header names."""
    faults, count = [], 0
    for visit in survey.crawl.pages:
        sent, marked = visit.header("content-language"), _marked(visit)
        if not sent:
            continue
        count += 1
        if not marked:
            faults.append(f"{visit.place}: sent as {sent}, but <html> has no lang")
        elif marked.lower() not in {each.strip().lower() for each in sent.split(",")}:
            faults.append(f"{visit.place}: sent as {sent}, but <html lang={marked}>")
    remedy = "send the language of the page as Content-Language and mark <html> with it"
    none = "no page is sent with a Content-Language"
    return judged(count, "page", faults, remedy, none)


def translations(survey: Survey) -> Finding:
    """Follow hreflang: the page is there, in that language, and leads back."""
    faults, seen = [], set()
    for visit, there, language in _translated(survey):
        if (there, language) in seen or language.lower() == "x-default":
            continue
        seen.add((there, language))
        other = _visited(survey, there)
        if other.problem:
            faults.append(f"{visit.place}: hreflang={language} to {there}: {other.problem}")
        elif not other.page or not _is_in(other, language):
            said = _marked(other) or "nothing"
            faults.append(f"{there}: announced as {language}, but its lang says {said}")
        elif _marked(visit) and not _leads_back(survey, visit, other):
            faults.append(f"{there}: does not lead back to {visit.place}, which is its translation")
    remedy = "list all languages in each of them, each with its own address"
    none = "no page has translations (rel=alternate with hreflang)"
    return judged(len(seen), "translation", faults, remedy, none)


def canonical(survey: Survey) -> Finding:
    """Follow rel=canonical: it leads to a page that is there and holds itself for canonical."""
    faults, seen = [], set()
    for visit in survey.crawl.pages:
        targets = [each.target for each in visit.typed if each.rel == "canonical"]
        named = dict.fromkeys(survey.place.address(each, visit.base) for each in targets)
        if len(named) > 1:
            faults.append(f"{visit.place}: names {len(named)} canonical addresses")
        for there in (each for each in named if each and each not in seen):
            seen.add(there)
            faults += _no_canon(survey, visit, there)
    remedy = "name one address that answers 200, and the same on the page that is there"
    return judged(len(seen), "canonical link", faults, remedy, "no page has a rel=canonical")


def _no_canon(survey: Survey, visit: Visit, there: str) -> list[str]:
    other = _visited(survey, there)
    if other.problem:
        return [f"{visit.place}: canonical is {there}: {other.problem}"]
    own = {
        survey.place.address(each.target, other.base)
        for each in other.typed
        if each.rel == "canonical"
    }
    if own and there not in own:
        return [f"{there}: canonical for {visit.place}, but it names {', '.join(map(str, own))}"]
    return []


def _translated(survey: Survey) -> Iterator[tuple[Visit, str, str]]:
    """Give the pages with their translations on this site, as many as are looked at."""
    pages = [each for each in survey.crawl.pages if any(x.language for x in each.typed)]
    step = max(1, len(pages) // _PAGES)
    for visit in pages[::step][:_PAGES]:
        for link in visit.typed:
            there = survey.place.address(link.target, visit.base)
            if link.rel == "alternate" and link.language and there:
                yield visit, there, link.language


def _visited(survey: Survey, address: str) -> Visit:
    found = survey.crawl.visits.get(address)
    return found or look(survey.client, survey.place, address)


def _leads_back(survey: Survey, visit: Visit, other: Visit) -> bool:
    """Whether a page names another as its translation, by any of its addresses."""
    back = {
        survey.place.address(each.target, other.base)
        for each in other.typed
        if each.rel == "alternate" and each.language and _is_in(visit, each.language)
    }
    own = {
        survey.place.address(each.target, visit.base)
        for each in visit.typed
        if each.rel == "canonical" or (each.language and _is_in(visit, each.language))
    }
    return bool(back & (own | {visit.place, visit.address}))


def _marked(visit: Visit) -> str:
    return visit.page.language if visit.page else ""


def _is_in(visit: Visit, language: str) -> bool:
    """Whether a page is in a language: by its tag, or by a longer one (RFC 4647, section 3.3.1)."""
    marked, wanted = _marked(visit).lower(), language.lower()
    return marked == wanted or marked.startswith(f"{wanted}-")


CHECKS = (
    Check("language", "Pages are in their language", "RFC 9110, section 8.5", languages),
    Check(
        "translations", "Translations know each other", "HTML, link type alternate", translations
    ),
    Check("canonical", "Canonical addresses are there", "RFC 6596, section 3", canonical),
)
