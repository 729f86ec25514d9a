"""Terms of the graph as people read them: a text with its language, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from sfia_graph.formats import shown
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.results import Term, to_python
from sfia_graph.tags import canonical
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.readable import readable
from sfia_graph.web.reads import unnoted
from sfia_graph.web.site import Site

_BOOLEAN = f"{PREFIXES['xsd']}boolean"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of a table or beside a property.

    `href` is empty where it leads nowhere; `numeric` says that it is a number, `truth` is yes or
    no for the template to put into words; `iri` is the thing's that it names.
    """

    text: str
    language: str = ""
    href: str = ""
    numeric: bool = False
    truth: bool | None = None
    fallback: bool = False
    iri: str = ""

    @property
    def value(self) -> str:
        """The text, under the name that macros for texts expect."""
        return self.text


EMPTY = Cell("")


def is_number(term: Term | None) -> bool:
    """Whether a term is a number that can be compared with others."""
    return type(to_python(term)) in {int, float, Decimal}


def is_known(site: Site, iri: str) -> bool:
    """Whether a thing has statements of its own, and so a page."""
    node = ox.NamedNode(iri)
    return any(
        next(unnoted(engine).quads_for_pattern(node, None, None, None), None) is not None
        for engine in (site.store.engine, site.terms.engine)
    )


def address(site: Site, iri: str, language: str) -> str:
    """Give a link to a thing's page, or to the web; nothing for what has neither.

    A part of a page, whose IRI has a fragment, is reached through the page.
    """
    stem = site.stem(iri)
    if stem is None and not iri.startswith(BASE):
        return site.href(iri, language)
    whole, _, part = (stem or iri.removeprefix(BASE)).partition("#")
    if not whole or whole.startswith("/") or not is_known(site, iri):
        return ""
    return site.place(f"{whole}.{language}.html") + (f"#{part}" if part else "")


def cell(site: Site, term: Term | None, language: str) -> Cell:
    """Give a term as it stands in an answer: IRIs shortened and linked, numbers marked."""
    if term is None:
        return EMPTY
    if isinstance(term, ox.NamedNode):
        return Cell(
            shown(term, site.base), href=address(site, term.value, language), iri=term.value
        )
    if not isinstance(term, ox.Literal):
        return Cell(shown(term))
    if term.datatype.value == _BOOLEAN and isinstance(truth := to_python(term), bool):
        return Cell(shown(term), truth=truth)
    tag = canonical(term.language) if term.language else ""
    return Cell(readable(shown(term)), tag, numeric=is_number(term))


def named(texts: Texts, iri: str) -> Cell:
    """Give a thing by its name in the page's language, with a link."""
    name: Text = texts.label(iri)
    href = address(texts.site, iri, texts.language)
    return Cell(name.value, name.language, href, fallback=name.fallback, iri=iri)
