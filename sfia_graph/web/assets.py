"""The site's own files: styles, scripts, pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sfia_graph.web.exchange import Asked, Finished, Refused, plain
from sfia_graph.web.site import Site

_FOLDER = Path(__file__).resolve().parent / "static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


@cache
def _files() -> dict[str, Path]:
    found = (path for path in _FOLDER.rglob("*") if path.suffix in MEDIA_TYPES)
    return {path.relative_to(_FOLDER).as_posix(): path for path in found}


def names() -> list[str]:
    """Give the names of all files, sorted."""
    return sorted(_files())


def asset(site: Site, asked: Asked) -> Finished:
    """Give one of the site's own files; only names that are there, so no path leads elsewhere."""
    path = _files().get(asked.path.removeprefix("static/"))
    if path is None:
        raise Refused(404, f"{asked.path}: the site has no such file")
    return Finished(
        path.read_bytes(), MEDIA_TYPES[path.suffix], headers=(("Cache-Control", "no-cache"),)
    )


def robots(site: Site, asked: Asked) -> Finished:
    """Ask crawlers to leave alone what has no end of addresses (RFC 9309)."""
    endless = ("sparql$", "sparql?", "search", "query/*?", "compare?", "reconcile")
    return plain("\n".join(["User-agent: *", *(f"Disallow: {site.place(it)}" for it in endless)]))


ROUTES = (("static/{name:path}", asset), ("favicon.ico", asset), ("robots.txt", robots))
