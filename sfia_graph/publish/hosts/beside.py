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
    names with an underscore out, and `406.html`; `404.html` every site has.
    """
    found = layout(site, stems, sent)
    return {
        ".htaccess": htaccess(found).encode(),
        "nginx/http.conf": http(found).encode(),
        "nginx/server.conf": server(found).encode(),
        "_headers": headers(found).encode(),
        "_redirects": redirects(found).encode(),
        ".nojekyll": b"",
        **_not_acceptable(site),
    }


def _not_acceptable(site: Site) -> Mapping[str, bytes]:
    """Give the pages for what is not there in a form that the client accepts."""
    problem = Refused(406, "this is not there in a form that you accept")
    found = {
        f"406.{tag}.html": refusal(
            site, Asked(f"406.{tag}.html", headers={"accept": "text/html"}), problem
        ).body
        for tag in site.languages
    }
    return {**found, "406.html": found[f"406.{site.languages[0]}.html"]}
