"""All names of things in one file, so that a browser searches as `web/finding` does.

`{"types": […], "things": [[place, type, code, labels, names], …]}` in the order in which they come
where words fit several alike. `place` is the stem of a page, or a list with an IRI of others;
`type` a place in `types`; a label is a text and its tag; a name a text, its tag and a place in
`whys`. What has no language has an empty tag.
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import local_name
from sfia_graph.tags import canonical
from sfia_graph.web.exchange import Asked, Finished, json
from sfia_graph.web.finding import TYPES
from sfia_graph.web.finding.things import Thing, things
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

WHYS = ("name", "former name", "synonym", "code")


def index(site: Site, asked: Asked) -> Finished:
    """Give the index of a site's things."""
    return _written(site)


@once
def _written(site: Site) -> Finished:
    rows = [_row(site, each) for each in things(site)]
    return json(
        {"types": TYPES, "whys": WHYS, "things": rows}, headers=(("Cache-Control", "no-cache"),)
    )


def _row(site: Site, thing: Thing) -> list[Any]:
    stem = site.stem(thing.iri)
    labels = [[each.value, _tag(each)] for each in thing.labels]
    return [
        [thing.iri] if stem is None else stem,
        TYPES.index(thing.type),
        thing.code,
        labels or [[thing.code or local_name(thing.iri), ""]],
        [[each.text, each.language, WHYS.index(each.why)] for each in thing.names],
    ]


def _tag(label: ox.Literal) -> str:
    return canonical(label.language) if label.language else ""
