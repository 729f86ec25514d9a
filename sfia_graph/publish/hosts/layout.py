"""What the rules of every host go by: where a site stands, its languages, whose IRIs it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfia_graph.namespaces import BASE, SFIA
from sfia_graph.publish.hosts.kinds import Special, specials
from sfia_graph.web.documents import thing
from sfia_graph.web.exchange import Headers
from sfia_graph.web.representations import HTML, MEDIA_TYPES, RDF, SUFFIXES
from sfia_graph.web.signposting import PAGE
from sfia_graph.web.site import Site

HIDDEN = (".htaccess", "_headers", "_redirects", "nginx/", ".sfia-graph-site")
"""What lies in the site's folder for its host alone; those that end in a slash are folders."""

SAFE = r"[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}"
"""A character of a path as it is sent, but the slash (RFC 3986, section 3.3)."""

_PART = rf"(?!(?:\.|%2[Ee]){{1,2}}(?:[/? ]|$))(?:{SAFE})+"
PATH = rf"(?:{_PART}(?:/{_PART})*/?)?"
"""A path below the root as it is sent; one that is written in another way leads nowhere."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A site as its host sees it.

    `iris` are pairs: stems that a pattern matches, from their beginning, are the things of the IRI
    that stands beside it with the rest of the stem; the first that matches decides.
    """

    root: str
    languages: tuple[str, ...]
    iris: tuple[tuple[str, str], ...]
    specials: tuple[Special, ...]

    @property
    def first(self) -> str:
        """The first language."""
        return self.languages[0]

    @property
    def any_language(self) -> str:
        """An expression for the tags of the languages."""
        return "|".join(map(re.escape, self.languages))

    @property
    def any_suffix(self) -> str:
        """An expression for the suffixes of a thing's documents."""
        return "|".join(SUFFIXES)


def layout(site: Site, stems: Iterable[str], sent: Mapping[str, Headers]) -> Layout:
    """Give the layout of a site that has documents for some stems."""
    return Layout(
        root=site.root,
        languages=site.languages,
        iris=_iris(site, stems),
        specials=tuple(specials(site, sent)),
    )


def _iris(site: Site, stems: Iterable[str]) -> tuple[tuple[str, str], ...]:
    own = [("ontology/term/", SFIA), ("ontology/", SFIA)]
    if site.base != BASE:
        ours = {stem.partition("/")[0] for stem in stems if _is_the_projects(site, stem)}
        own += [(rf"(?={re.escape(each)}(?:/|$))", BASE) for each in sorted(ours)]
    return (*own, ("", site.base))


def _is_the_projects(site: Site, stem: str) -> bool:
    iri = thing(site, stem)
    return iri is not None and not iri.startswith(site.base) and iri.startswith(BASE)


def signposts(at: str, iri: str, own: str, languages: Iterable[str] = (), shown: str = "") -> str:
    """Give the `Link` header of a thing's document, as far as a file's name tells.

    `at` is the place of the thing and `iri` its IRI, which may be variables of the host; `own` is
    the document's suffix, `shown` the language of a page. `web.signposting` knows the graph and
    says more.
    """
    found = [_link(iri, "cite-as")]
    if own == HTML:
        found.append(_link(f"{at}.{shown}.html", "canonical"))
        found += [
            _link(f"{at}.{each}.html", "alternate", type="text/html", hreflang=each)
            for each in languages
            if each != shown
        ]
        found += [_link(f"{at}.{each}", "describedby", type=MEDIA_TYPES[each]) for each in RDF]
        found.append(_link(PAGE, "type"))
    else:
        found.append(_link(f"{at}.html", "describes", type="text/html"))
    found += [
        _link(f"{at}.{each}", "alternate", type=MEDIA_TYPES[each])
        for each in SUFFIXES
        if each != own
    ]
    return ", ".join(found)


def _link(target: str, rel: str, **attributes: str) -> str:
    more = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{target}>; rel="{rel}"{more}'


def variable(tag: str) -> str:
    """Give the name of a language's variable."""
    return f"sfia_language_{tag.replace('-', '_')}"
