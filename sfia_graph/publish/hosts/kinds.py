"""What files are sent as, where a host goes by their names: media types, and other headers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sfia_graph.media import RDF_FORMATS
from sfia_graph.publish.hosts.offers import QUESTIONS_UNDER
from sfia_graph.web import assets
from sfia_graph.web.api.formats import GRAPHS, ROWS
from sfia_graph.web.api.questions import SPARQL
from sfia_graph.web.downloads import downloads
from sfia_graph.web.exchange import HTML as HTML_TYPE
from sfia_graph.web.exchange import Headers
from sfia_graph.web.representations import HTML, REPRESENTATIONS
from sfia_graph.web.security import POLICIES
from sfia_graph.web.site import Site

BY_SUFFIX: Mapping[str, str] = {
    **{
        ending.removeprefix("."): each.media_type for each in RDF_FORMATS for ending in each.endings
    },
    **{ending.removeprefix("."): kind for ending, kind in assets.MEDIA_TYPES.items()},
    **{form.suffix: form.content_type(form.media_type) for form in (*ROWS, *GRAPHS)},
    "atom": "application/atom+xml; charset=utf-8",
    "gz": "application/gzip",
    "map": "application/json",
    "rq": SPARQL,
    "srx": "application/sparql-results+xml",
    "webmanifest": "application/manifest+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
    HTML: HTML_TYPE,
    **{each.suffix: each.content_type for each in REPRESENTATIONS.values()},
}
"""What is sent as Content-Type for a suffix, wherever a file lies, sorted out below."""

COMPRESSIBLE = re.compile(
    r"text/.*|image/svg\+xml|application/([\w.-]+\+)?(json|xml)"
    r"|application/(n-triples|n-quads|trig|javascript|wasm|sparql-query)"
)
"""The media types that a host may compress."""

NOT_KEPT = r"(?:static/.+|offline/(?!asked\.json).+|favicon\.ico|search-index\.json)"
"""The paths of what belongs to the pages, and is asked for anew with each of them."""
DOWNLOADED = rf"{QUESTIONS_UNDER}([^/]+\.csv)"
"""The paths of what a browser saves, and under which name."""
OWN = ("Cache-Control", "Content-Disposition", "Content-Type")
"""The headers that files have of their own; the others are made of a file's name."""


@dataclass(frozen=True, slots=True)
class Special:
    """What is sent with the files whose path below the root matches `pattern`, and no others."""

    pattern: str
    header: str
    value: str


def specials(site: Site, sent: Mapping[str, Headers] = MappingProxyType({})) -> list[Special]:
    """Give what is sent with files of which the suffix alone does not tell.

    `sent` are the headers of files by their paths, `Content-Type` among them, where more is known
    of them than the tables of the rooms tell.
    """
    known = {
        **{each.path: _type(_content_type(each.media_type)) for each in downloads(site)},
        **sent,
    }
    return [
        *_questions(),
        Special(NOT_KEPT, "Cache-Control", "no-cache"),
        *_grouped(known),
        *(
            Special(re.escape(path), "Content-Security-Policy", policy)
            for path, policy in sorted(POLICIES.items())
        ),
    ]


def _type(kind: str) -> Headers:
    return (("Content-Type", kind),)


def _questions() -> Iterable[Special]:
    for form in (*ROWS, *GRAPHS):
        kind = form.content_type(form.media_type)
        if kind != BY_SUFFIX[form.suffix]:
            yield Special(rf"{QUESTIONS_UNDER}[^/]+\.{form.suffix}", "Content-Type", kind)


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _grouped(sent: Mapping[str, Headers]) -> Iterable[Special]:
    """Give rules for headers that are not those of a suffix, one for a whole folder."""
    groups: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for path, headers in sorted(sent.items()):
        folder, _, name = path.rpartition("/")
        for header, value in headers:
            if header in OWN:
                groups[folder, _suffix(name), header][path] = value
    for (folder, suffix, header), files in sorted(groups.items()):
        usual = BY_SUFFIX.get(suffix) if header == "Content-Type" else None
        values = set(files.values())
        if values == {usual}:
            continue
        if len(values) == 1 and suffix and len(files) > 1:
            within = f"{re.escape(folder)}/" if folder else ""
            yield Special(rf"{within}[^/]+\.{re.escape(suffix)}", header, values.pop())
            continue
        for path, value in files.items():
            if value != usual:
                yield Special(re.escape(path), header, value)


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return suffix if dot and stem else ""
