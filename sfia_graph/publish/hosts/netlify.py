"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read, and GitHub Pages does not.

Neither can go by Accept, so a bare IRI is its page there. A rule speaks of one path or of all below
it: what stands behind an asterisk is read differently by the two, so media types are left to them
but for files without a suffix. `! NAME` takes back on Cloudflare what a wider rule has said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.publish.hosts.kinds import Special
from sfia_graph.publish.hosts.layout import Layout
from sfia_graph.web.security import EVERYWHERE

MOST_HEADERS, MOST_REDIRECTS = 100, 2_000
"""How many rules Cloudflare Pages reads of each file."""

_POLICY = "Content-Security-Policy"


def headers(site: Layout) -> str:
    """Give `_headers`: what every answer carries, and what a few files have beside or in place."""
    blocks = [_block(f"{site.root}*", EVERYWHERE), _block(f"{site.root}static/*", _NOT_KEPT)]
    blocks += [_block(path, lines) for path, lines in _single(site)]
    return "\n".join(blocks[:MOST_HEADERS])


def redirects(site: Layout) -> str:
    """Give `_redirects`: the home page in the language of the browser, where the host knows it."""
    lines = (
        f"{site.root} {site.root}index.{tag}.html 302! Language={tag}" for tag in site.languages[1:]
    )
    return "".join(f"{line}\n" for line in lines)


_NOT_KEPT = (("cache-control", "no-cache"),)


def _block(path: str, lines: tuple[tuple[str, str], ...]) -> str:
    said = (f"{name}: {value}" if value else name for name, value in lines)
    return f"{path}\n" + "".join(f"  {each}\n" for each in said)


def _single(site: Layout) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for each in site.specials:
        path = _path(each)
        if path is None:
            continue
        place = site.root + path
        if each.header == _POLICY:
            yield place, ((f"! {_POLICY}", ""), (_POLICY, each.value))
        elif each.header == "Content-Type" and "." not in path.rpartition("/")[2]:
            yield place, ((each.header, each.value),)


def _path(special: Special) -> str | None:
    """Give the one path that a pattern matches, None where it matches several."""
    path = re.sub(r"\\(.)", r"\1", special.pattern)
    return path if re.escape(path) == special.pattern else None
