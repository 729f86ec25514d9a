"""Where a robot goes from a document: typed links in the `Link` header (RFC 8288).

After the FAIR Signposting Profile (https://signposting.org/FAIR/): `cite-as`, `describedby`,
`describes`, `type`, `license`, `author`, `collection`, `item`; `alternate` and `canonical`; and of
other editions `latest-version`, `successor-version`, `predecessor-version`, `version-history` (RFC
5829). The profile has one licence a page; here stands that of each graph that says something in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from sfia_graph.namespaces import PREFIXES, expand
from sfia_graph.web.describe import Description, find
from sfia_graph.web.exchange import Headers
from sfia_graph.web.lately import lately
from sfia_graph.web.representations import HTML, MEDIA_TYPES, RDF
from sfia_graph.web.site import Site

LONGEST = 3_900
"""How many bytes the header has at most; proxies of some hosts take no more than 4 KB."""

PAGE = "https://schema.org/AboutPage"
"""What each page is, whatever it is about."""
_KINDS = (
    ("skos:Concept", "https://schema.org/DefinedTerm"),
    ("skos:ConceptScheme", "https://schema.org/DefinedTermSet"),
    ("owl:Ontology", "https://schema.org/DefinedTermSet"),
    ("owl:Class", "https://schema.org/DefinedTerm"),
    ("void:Dataset", "https://schema.org/Dataset"),
)
_AUTHORS = ("dcterms:creator", "pav:authoredBy")
_HELD_BY = ("skos:inScheme", "rdfs:isDefinedBy")
_HOLDS = ("skos:hasTopConcept", "skos:member")
_IN_PAGE = {"author", "cite-as", "collection", "describedby", "item", "license", "type"}
_WEB = ("http://", "https://")
_SAFE = "/:?#[]@!$&'()*+,;=~%"


@lru_cache(20_000)
def escaped(iri: str) -> str:
    """Give an IRI as a URI (RFC 3987, section 3.1), which cannot end a header or a link."""
    return quote(iri, safe=_SAFE)


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link; `target` is a URI, `attributes` are `type` and `hreflang`, where known."""

    target: str
    rel: str
    attributes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Write it as the header does."""
        more = "".join(f'; {name}="{value}"' for name, value in self.attributes)
        return f'<{self.target}>; rel="{self.rel}"{more}'


def link(target: str, rel: str, **attributes: str) -> Link:
    """Give a link to an IRI."""
    return Link(escaped(target), rel, tuple(attributes.items()))


def alternates(site: Site, stem: str, suffixes: Iterable[str], own: str = "") -> list[Link]:
    """Give links to the other documents of a stem, each with its media type."""
    return [
        link(site.place(f"{stem}.{suffix}"), "alternate", type=MEDIA_TYPES[suffix])
        for suffix in suffixes
        if suffix != own
    ]


def languages(site: Site, stem: str, language: str) -> list[Link]:
    """Give links to a page in the other languages, and to itself in its own."""
    others = [
        link(site.place(f"{stem}.{tag}.html"), "alternate", type="text/html", hreflang=tag)
        for tag in site.languages
        if tag != language
    ]
    return [link(site.place(f"{stem}.{language}.html"), "canonical"), *others]


def versions(site: Site, relations: Iterable[tuple[str, str]], suffix: str) -> list[Link]:
    """Give links to other versions (RFC 5829), in the form that the document itself is in.

    `relations` are names of relations, each with the stem of the version that it leads to.
    """
    return [link(site.place(f"{stem}.{suffix}"), rel) for rel, stem in relations]


def signposts(
    site: Site, stem: str, description: Description, suffixes: Iterable[str], own: str
) -> list[Link]:
    """Give the signposts of a document of a thing; `own` is the document's suffix."""
    there = list(suffixes)
    found, said = [link(description.iri, "cite-as")], _said(site, description)
    if own == HTML:
        found += [
            link(site.place(f"{stem}.{suffix}"), "describedby", type=MEDIA_TYPES[suffix])
            for suffix in RDF
            if suffix in there
        ]
        found += [link(PAGE, "type"), *said.kinds]
    else:
        found.append(link(site.place(f"{stem}.html"), "describes", type="text/html"))
    return [*found, *said.rights, *alternates(site, stem, there, own), *said.places]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a thing that is in the links of all of its documents."""

    kinds: tuple[Link, ...]
    rights: tuple[Link, ...]
    places: tuple[Link, ...]


@lately
def _said(site: Site, description: Description) -> _Said:
    held, holds = _values(description, _HELD_BY), _values(description, _HOLDS)
    return _Said(
        kinds=tuple(link(each, "type") for each in _kinds(description)),
        rights=(
            *(link(each, "license") for each in _licences(description)),
            *(link(each, "author") for each in _authors(site, description)),
        ),
        places=(
            *(link(each, "collection", type="text/html") for each in held),
            *(link(each, "item", type="text/html") for each in holds),
        ),
    )


def _authors(site: Site, description: Description) -> Iterator[str]:
    """Give the authors; one who should stand on this site and does not leads nowhere."""
    for each in _values(description, _AUTHORS):
        if site.stem(each) is None or find(site, each):
            yield each


def header(links: Iterable[Link]) -> Headers:
    """Give links as a header, as many of them as it can hold."""
    found, _ = header_and_page(links)
    return found


def header_and_page(links: Iterable[Link]) -> tuple[Headers, list[Link]]:
    """Give links as a header, as many of them as it can hold, and those that the page itself holds.

    The latter are for hosts that send no such header; those to a page's other forms, languages and
    versions it has anyway.
    """
    size, written, kept = 0, list[str](), list[Link]()
    for each in links:
        text = str(each)
        size += len(text) + 2
        if size > LONGEST:
            break
        written.append(text)
        if each.rel in _IN_PAGE:
            kept.append(each)
    return ((("Link", ", ".join(written)),) if written else (), kept)


def _kinds(description: Description) -> list[str]:
    held = set(description.values(description.iri, f"{PREFIXES['rdf']}type"))
    kinds = (kind for name, kind in _KINDS if expand(name) in held)
    return list(dict.fromkeys(kinds))


def _licences(description: Description) -> list[str]:
    name = f"{PREFIXES['dcterms']}license"
    found = {
        value
        for thing in (*description.graphs, description.iri)
        for value in description.values(thing, name)
    }
    return sorted(each for each in found if each.startswith(_WEB))


def _values(description: Description, names: Iterable[str]) -> Iterator[str]:
    found = {
        value: None for name in names for value in description.values(description.iri, expand(name))
    }
    return (each for each in found if each.startswith(_WEB) and each != description.iri)
