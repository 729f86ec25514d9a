"""The folder for https://w3id.org, which leads the IRIs of the default base to a site.

After https://docs.w3id.org: rules that redirect and nothing else, 303 and never 301, whom to ask by
GitHub user name. It goes into a pull request of https://github.com/perma-id/w3id.org, not onto the
site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sfia_graph.namespaces import BASE
from sfia_graph.web.representations import HTML, MEDIA_TYPES, SUFFIXES
from sfia_graph.web.site import Site

FOLDER = BASE.removeprefix("https://w3id.org/").rstrip("/")
"""The name of the folder below `ids/`."""

DATA = {suffix: MEDIA_TYPES[suffix] for suffix in SUFFIXES if suffix != HTML}
_CONTACT = "YOUR NAME, YOUR ADDRESS, GitHub user name: YOUR-NAME"
_README = """\
# {folder}

Permanent identifiers of SFIA as a knowledge graph: a vocabulary, and the skills, levels and
attributes of the SFIA framework as linked data. This is no official publication of the SFIA
Foundation.

- {base}ontology leads to the vocabulary, whose terms are {base}ontology#Skill and the like.
- {base}9/skill/SLMO is a skill; it leads (303) to its page or to its data, by `Accept`.
- {base}9/skill/SLMO.ttl and the like are documents, by suffix: {suffixes}.

The site is at {address}

## Contact

- {contact}
"""


def w3id(site: Site, negotiates: bool = True) -> Mapping[str, bytes]:
    """Give the folder's files by name; none for a site of another base, or without an origin.

    `negotiates` says that the site's host goes by Accept itself, and is led to as it was asked for;
    where it does not, these rules do, as well as a few lines can.
    """
    if site.base != BASE or not site.origin:
        return {}
    address = site.address()
    said = _README.format(
        folder=FOLDER,
        base=BASE,
        suffixes=", ".join(SUFFIXES),
        address=address,
        contact=_CONTACT,
    )
    rules = "\n".join(_rules(address, negotiates))
    return {".htaccess": f"{rules}\n".encode(), "README.md": said.encode()}


def _rules(address: str, negotiates: bool) -> Iterator[str]:
    there = address.replace("%", r"\%")
    yield f"# {BASE} leads to {address}"
    yield f"# Contact: {_CONTACT}"
    yield ""
    yield "RewriteEngine on"
    yield "# A version of the vocabulary."
    yield rf"RewriteRule ^ontology/[0-9]+(?:\.[0-9]+)*$ {there}ontology [R=303,L]"
    if negotiates:
        yield f"RewriteRule ^(.*)$ {there}$1 [R=303,L]"
        return
    yield "# The home page, and documents."
    yield rf"RewriteRule ^$ {there} [R=303,L]"
    yield rf"RewriteRule ^(.+\.(?:{'|'.join(SUFFIXES)}))$ {there}$1 [R=303,L]"
    yield "# Data for those who like them as well as can be, and pages less."
    for suffix, kind in DATA.items():
        yield rf"RewriteCond %{{HTTP:Accept}} !{_accepted('text/html')}(?:,|$) [NC]"
        yield rf"RewriteCond %{{HTTP:Accept}} {_accepted(kind)}(?:,|$) [NC]"
        yield f"RewriteRule ^(.+)$ {there}$1.{suffix} [R=303,L]"
    yield "# Data for those who like them less, but pages hardly."
    for suffix, kind in DATA.items():
        yield r"RewriteCond %{HTTP:Accept} !text/html\s*(?:,|$|;\s*q=(?:1|0\.[5-9])) [NC]"
        yield rf"RewriteCond %{{HTTP:Accept}} {_accepted(kind)};\s*q=(?:1|0\.0*[1-9]) [NC]"
        yield f"RewriteRule ^(.+)$ {there}$1.{suffix} [R=303,L]"
    yield f"RewriteRule ^(.+)$ {there}$1.{HTML} [R=303,L]"


def _accepted(media_type: str) -> str:
    """Match a media type up to its weight; only its plain parameters may stand between."""
    kind = re.escape(media_type)
    return rf"(?:^|,)\s*{kind}\s*(?:;\s*(?:charset|profile)=[^,;]+)*"
