"""The catalogue and the VoID description as documents, each in the formats of RDF 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sfia_graph.web.catalogue import names
from sfia_graph.web.catalogue.dcat import catalogue
from sfia_graph.web.catalogue.void import void
from sfia_graph.web.describe import Description
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.representations import RDF, REPRESENTATIONS
from sfia_graph.web.signposting import alternates, header
from sfia_graph.web.site import Site

Answer = Callable[[Site, Asked], Finished]

WELL_KNOWN = ".well-known/void"
_STEMS = {names.CATALOGUE: catalogue, names.VOID: void}


def _document(stem: str, suffix: str, describe: Callable[[Site], Description]) -> Answer:
    form = REPRESENTATIONS[suffix]

    def answer(site: Site, asked: Asked) -> Finished:
        links = header(alternates(site, stem, RDF, suffix))
        return Finished(form.write(describe(site)), form.content_type, headers=links)

    return answer


ROUTES: tuple[tuple[str, Answer], ...] = (
    *(
        (f"{stem}.{suffix}", _document(stem, suffix, describe))
        for stem, describe in _STEMS.items()
        for suffix in RDF
    ),
    (WELL_KNOWN, _document(names.VOID, "ttl", void)),
)


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all documents."""
    return (path for path, _ in ROUTES)
