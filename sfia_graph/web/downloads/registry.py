"""All files to take away: which there are, and how a client gets one."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.web import exports
from sfia_graph.web.downloads.download import Download
from sfia_graph.web.downloads.dumps import dumps
from sfia_graph.web.downloads.measured import note
from sfia_graph.web.downloads.signs import signs
from sfia_graph.web.downloads.spreadsheets import spreadsheets
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.once import once
from sfia_graph.web.site import Site


@once
def downloads(site: Site) -> tuple[Download, ...]:
    """Give all files of a site, made once: of the whole graph, of each part, of each edition."""
    return (*dumps(site), *spreadsheets(site), *exports.exports(site))


@once
def _by_path(site: Site) -> dict[str, Download]:
    return {each.path: each for each in downloads(site)}


@once
def _dumps_by_path(site: Site) -> dict[str, Download]:
    """Give the dumps apart, for which no edition must be read."""
    return {each.path: each for each in dumps(site)}


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all files below the site's root."""
    return iter(_by_path(site))


def answer(site: Site, asked: Asked) -> Finished:
    """Give a file; raises `Refused` (404) where there is none."""
    found = _dumps_by_path(site).get(asked.path) or _by_path(site).get(asked.path)
    if found is None:
        raise Refused(404, f"{asked.path}: no such file; {site.place('downloads')} lists them")
    body = found.write(site)
    note(site, found, body)
    return Finished(body, _content_type(found.media_type), headers=signs(site, found))


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


ROUTES = (("downloads/{name:path}", answer),)
