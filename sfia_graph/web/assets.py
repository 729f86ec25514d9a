"""The site's own files: styles, scripts, pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sfia_graph.web.exchange import Asked, Finished, Refused, plain
from sfia_graph.web.security import POLICIES
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
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


@cache
def _files() -> dict[str, Path]:
    found = (path for path in _FOLDER.rglob("*") if path.suffix in MEDIA_TYPES)
    return {path.relative_to(_FOLDER).as_posix(): path for path in found}


def names() -> list[str]:
    """Give the names of all files, sorted."""
    return sorted(_files())


def paths(site: Site) -> list[str]:
    """Give the paths of all files, and of what stands beside them at the root."""
    return [*(f"static/{name}" for name in names()), "favicon.ico", "robots.txt"]


def asset(site: Site, asked: Asked) -> Finished:
    """Give one of the site's own files; only names that are there, so no path leads elsewhere."""
    path = _files().get(asked.path.removeprefix("static/"))
    if path is None:
        raise Refused(404, f"{asked.path}: the site has no such file")
    policy = POLICIES.get(asked.path)
    headers = (
        ("Cache-Control", "no-cache"),
        *([("Content-Security-Policy", policy)] if policy else []),
    )
    return Finished(path.read_bytes(), MEDIA_TYPES[path.suffix], headers=headers)


def robots(site: Site, asked: Asked) -> Finished:
    """Ask crawlers to leave alone what has no end of addresses, and show the sitemap (RFC 9309)."""
    endless = ("sparql$", "sparql?", "search", "query/*?", "compare?", "reconcile")
    asked_not = [f"Disallow: {site.place(it)}" for it in endless]
    sitemap = f"Sitemap: {site.address('sitemap.xml')}"
    return plain("\n".join(["User-agent: *", *asked_not, "", sitemap]))


ROUTES = (("static/{name:path}", asset), ("favicon.ico", asset), ("robots.txt", robots))
