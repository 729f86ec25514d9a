"""The documents of things: which there is at a path, where a thing's IRI leads, what is not there.

A thing answers 303 with its document in the form that the client likes best (httpRange-14); a
document has a suffix, and a page may have its language before it. `Accept-Language` chooses the
language of a page whose path names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote, urlencode

from sfia_graph.errors import quoted
from sfia_graph.namespaces import BASE
from sfia_graph.web import pages
from sfia_graph.web.describe import describe, find
from sfia_graph.web.exchange import HTML as HTML_TYPE
from sfia_graph.web.exchange import Asked, Finished, Headers, Refused, plain
from sfia_graph.web.lately import lately
from sfia_graph.web.negotiation import choose, choose_language
from sfia_graph.web.pages import frame
from sfia_graph.web.pages.others import others
from sfia_graph.web.representations import HTML, MEDIA_TYPES, REPRESENTATIONS, SUFFIXES
from sfia_graph.web.signposting import (
    alternates,
    escaped,
    header,
    header_and_page,
    languages,
    signposts,
    versions,
)
from sfia_graph.web.site import Site

LONGEST = 1_000
"""How many characters a path has at most that can be that of a thing."""
HOME = "index"

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|(^|/)\.{0,2}(/|$)")
_IN_IRI = "/:@!$&'()*+,;=~"
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """What a path names: a stem, and the language and suffix behind it, None where there is none.

    `9/skill/SLMO.fr.html` is the page of `9/skill/SLMO` in French.
    """

    stem: str
    language: str | None = None
    suffix: str | None = None


def read(path: str, site: Site) -> Document:
    """Read a path below the site's root; a thing whose own name ends in a suffix is that thing.

    >>> read("ecf/4/A.2.ttl", site)  # doctest: +SKIP
    Document(stem='ecf/4/A.2', language=None, suffix='ttl')
    """
    if not path:
        return Document(HOME, None, HTML)
    stem, _, suffix = path.rpartition(".")
    if not stem or suffix not in SUFFIXES or thing(site, path):
        return Document(path)
    name, _, language = stem.rpartition(".")
    if suffix == HTML and name and language in site.languages and not thing(site, stem):
        return Document(name, language, HTML)
    return Document(stem, None, suffix)


@lately
def thing(site: Site, stem: str) -> str | None:
    """Give the IRI of the thing at a stem, None where nothing is said of one.

    An IRI may be written with percent-encoding where the stem is decoded. The vocabulary's own
    things keep their IRIs whatever the base of the graph.
    """
    if len(stem) > LONGEST or _UNSAFE.search(stem):
        return None
    try:
        stems = dict.fromkeys((stem, quote(stem, safe=_IN_IRI)))
    except UnicodeEncodeError:
        return None
    iris = dict.fromkeys(iri for each in stems for iri in (site.iri(each), BASE + each))
    return next((iri for iri in iris if find(site, iri)), None)


def answer(site: Site, asked: Asked) -> Finished:
    """Answer for a thing, a document of one, or a page.

    Raises `Refused`: 404 for what is not there, with what is near, 406 for a thing that has no
    document in a form that the client accepts, with the forms that it has.
    """
    document = read(asked.path, site)
    if len(document.stem) > LONGEST or _UNSAFE.search(document.stem):
        raise _absent(site, document.stem)
    if document.suffix is None:
        return _elsewhere(site, asked, document)
    if document.suffix == HTML:
        return _page(site, asked, document)
    return _data(site, document)


def suffixes(site: Site, stem: str) -> tuple[str, ...]:
    """Give the suffixes of a stem's documents, none where nothing is there."""
    iri = thing(site, stem)
    if iri is None:
        page = pages.page(site, stem, site.languages[0], {})
        return (HTML,) if page else ()
    # A table of one thing's statements cannot hold those of a whole vocabulary.
    return tuple(each for each in SUFFIXES if each != "csv" or stem != "ontology")


def _elsewhere(site: Site, asked: Asked, document: Document) -> Finished:
    there = suffixes(site, document.stem)
    if not there:
        raise _absent(site, document.stem)
    types = {MEDIA_TYPES[each]: each for each in there}
    wanted = choose(asked.headers.get("accept"), list(types))
    if wanted is None:
        listed = ", ".join(f".{each} ({MEDIA_TYPES[each]})" for each in there)
        problem = f"{document.stem} is not there in a form that you accept; there are {listed}"
        raise Refused(406, problem, header(alternates(site, document.stem, there)))
    place = _place(site, f"{document.stem}.{types[wanted]}", asked)
    return plain(f"see {place}", 303, (("Location", place), ("Vary", "Accept")))


def _page(site: Site, asked: Asked, document: Document) -> Finished:
    stem = document.stem
    language = document.language or choose_language(
        asked.headers.get("accept-language"), site.languages
    )
    page = pages.page(site, stem, language, asked.parameters)
    if page is None:
        raise _absent(site, stem)
    description = describe(site, page.about) if page.about else None
    formats = page.formats if description else ()
    there = (HTML, *(each for each in REPRESENTATIONS if each in formats))
    links = languages(site, stem, language)
    if page.others:
        links += versions(site, page.others.relations, f"{language}.{HTML}")
    if description:
        links += signposts(site, stem, description, there, HTML)
    as_header, in_page = header_and_page(links)
    headers: Headers = (
        ("Content-Language", language),
        ("Content-Location", _place(site, f"{stem}.{language}.html", asked)),
        *as_header,
    )
    if document.language is None:
        headers = (*headers, ("Vary", "Accept-Language"))
    body = frame.render(site, page, language, in_page)
    return Finished(body, HTML_TYPE, page.status, headers)


def _data(site: Site, document: Document) -> Finished:
    stem, suffix = document.stem, document.suffix or ""
    iri, there = thing(site, stem), suffixes(site, stem)
    description = describe(site, iri) if iri else None
    if description is None or suffix not in there:
        raise _absent(site, stem, there)
    form = REPRESENTATIONS[suffix]
    links = versions(site, _relations(site, stem), suffix)
    headers: Headers = (
        ("Content-Location", escaped(site.place(f"{stem}.{suffix}"))),
        *header([*links, *signposts(site, stem, description, there, suffix)]),
    )
    return Finished(form.write(description), form.content_type, headers=headers)


@lately
def _relations(site: Site, stem: str) -> tuple[tuple[str, str], ...]:
    """Give the other versions of a thing, which are the same for all of its data."""
    beside = others(site, stem, site.languages[0])
    return beside.relations if beside else ()


def _place(site: Site, name: str, asked: Asked) -> str:
    """Give the path of a document with the parameters of what was asked."""
    query = urlencode(asked.parameters, doseq=True)
    return escaped(site.place(name)) + (f"?{query}" if query else "")


def _absent(site: Site, stem: str, there: tuple[str, ...] = ()) -> Refused:
    """Give a 404 that says what is near."""
    if there:
        forms = ", ".join(f".{each}" for each in there)
        return Refused(404, f"{quoted(stem)} has no such document; there are {forms}")
    near = next((each for each in _respelled(stem) if each != stem and thing(site, each)), None)
    hint = f"; did you mean {site.place(near)}?" if near else ""
    return Refused(404, f"nothing is at {quoted(site.place(stem))}{hint}")


def _respelled(stem: str) -> list[str]:
    """Give a stem with each of its parts in capitals, in small letters, or as it is."""
    parts = stem.strip("/").split("/")
    if len(parts) > _MOST_PARTS or len(stem) > LONGEST:
        return []
    spellings = [
        dict.fromkeys((part, part.lower(), part.upper(), part[:1].upper() + part[1:]))
        for part in parts
    ]
    return ["/".join(each) for each in product(*spellings)]
