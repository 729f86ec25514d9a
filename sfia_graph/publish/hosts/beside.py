"""The files that lie in a site for its host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sfia_graph.publish.hosts.apache import htaccess
from sfia_graph.publish.hosts.layout import layout
from sfia_graph.publish.hosts.netlify import headers, redirects
from sfia_graph.publish.hosts.nginx import http, server
from sfia_graph.web.exchange import Asked, Headers, Refused
from sfia_graph.web.refusing import refusal
from sfia_graph.web.site import Site


def hosts(
    site: Site, stems: Iterable[str], sent: Mapping[str, Headers] = MappingProxyType({})
) -> Mapping[str, bytes]:
    """Give the files by their paths below the root: rules for Apache, nginx, Netlify, Cloudflare.

    `stems` are those of all documents; `sent` the headers of other files by their paths,
    `Content-Type` among them. Beside them stand `.nojekyll`, without which GitHub Pages leaves
    names with an underscore out, and the pages `404.html` and `406.html`.
    """
    found = layout(site, stems, sent)
    return {
        ".htaccess": htaccess(found).encode(),
        "nginx/http.conf": http(found).encode(),
        "nginx/server.conf": server(found).encode(),
        "_headers": headers(found).encode(),
        "_redirects": redirects(found).encode(),
        ".nojekyll": b"",
        **_instead(site, Refused(404, "nothing is at this address")),
        **_instead(site, Refused(406, "this is not there in a form that you accept")),
    }


def _instead(site: Site, problem: Refused) -> Mapping[str, bytes]:
    """Give the pages that hosts show instead of an answer, `404.html` in the first language."""
    pages = {}
    for language in site.languages:
        name = f"{problem.status}.{language}.html"
        pages[name] = refusal(site, Asked(name, headers={"accept": "text/html"}), problem).body
    return {**pages, f"{problem.status}.html": next(iter(pages.values()))}
