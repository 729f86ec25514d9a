"""Some addresses of each kind, for what holds of every answer whatever it says."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.conform.survey import Survey

MOST = 12


def samples(survey: Survey) -> list[str]:
    """Give pages, things, documents, what pages load, and what the host says of itself."""
    return list(dict.fromkeys(_some(survey)))[:MOST]


def data(survey: Survey) -> list[str]:
    """Give documents in data, and the things that lead to them."""
    found = [form.address for each in survey.lookups for form in each.forms()]
    found += [each.thing.address for each in survey.negotiated]
    return list(dict.fromkeys([*found[: MOST // 2], *survey.declared.documents[:2], *found]))[:MOST]


def _some(survey: Survey) -> Iterator[str]:
    yield survey.start.place
    for each in survey.lookups[:2]:
        yield each.page.final.address
        yield each.thing.address
    for lookup in survey.lookups[:1]:
        yield from [form.address for form in lookup.forms()][:4]
    loaded = (each for each in survey.crawl.visits.values() if each.is_loaded and not each.problem)
    yield from [each.place for each in loaded][:2]
    yield from survey.declared.documents[:1]
    yield from survey.sitemap.files[:1]
