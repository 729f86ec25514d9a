"""The SPARQL page: a plain form, in whose place a script puts an editor where it was built."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any
from urllib.parse import urlencode

from sfia_graph.namespaces import PREFIXES, SFIA
from sfia_graph.results import Rows
from sfia_graph.web import assets
from sfia_graph.web.once import once
from sfia_graph.web.pages.engine import is_there
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.queries import words_of
from sfia_graph.web.pages.texts import Text
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "sparql"
EDITOR, STYLE = "editor/editor.js", "editor/editor.css"
"""The editor among the static files, once it is built."""
_TERMS = {
    "classes": "SELECT DISTINCT ?term { ?thing a ?term } ORDER BY ?term",
    "properties": "SELECT DISTINCT ?term { ?thing ?term ?other } ORDER BY ?term",
}
FORMATS = (
    ("application/sparql-results+json", "JSON"),
    ("text/csv", "CSV"),
    ("text/tab-separated-values", "TSV"),
    ("application/sparql-results+xml", "XML"),
    ("text/turtle", "Turtle"),
    ("application/ld+json", "JSON-LD"),
)
_FIRST = """SELECT ?code ?name
WHERE {
  ?skill a sfia:Skill ;
    skos:inScheme/sfia:editionNumber %d ;
    dcterms:identifier ?code ;
    skos:prefLabel ?name .
}
ORDER BY ?code
LIMIT 20
"""
_KEPT = ("query", "example")


@dataclass(frozen=True)
class Example:
    """A stored question as an example: its name and its summary."""

    name: str
    summary: Text


@dataclass(frozen=True)
class View:
    """What the page shows; `data` is what the editor's script reads, None without one.

    `asked` is the query string that was understood, and `engine` says that a browser can answer.
    """

    endpoint: str
    asked: str
    engine: bool
    query: str
    formats: tuple[tuple[str, str], ...]
    prefixes: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    data: Mapping[str, Any] | None


def sparql_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page with the form.

    `query` among the parameters is filled in, or the text of the stored question that `example`
    names.
    """
    if stem != STEM:
        return None
    said, built = words(language)["sparql_page"], EDITOR in assets.names()
    view = View(
        endpoint=site.place(STEM),
        asked=urlencode(parameters, doseq=True),
        engine=is_there(site),
        query=_query(site, parameters),
        formats=FORMATS,
        prefixes=tuple(PREFIXES.items()),
        examples=tuple(
            Example(name, words_of(query, "summary", language))
            for name, query in site.queries.items()
        ),
        data=_data(site, language) if built else None,
    )
    return Page(
        stem=STEM,
        template="sparql.html",
        title=said["title"],
        view=view,
        formats=(),
        description=said["lead"],
        parameters={name: each for name, each in parameters.items() if name in _KEPT},
        scripts=(EDITOR,) if built else (),
        styles=(STYLE,) if built else (),
    )


def _query(site: Site, parameters: Parameters) -> str:
    given, named = ((*parameters.get(name, ()), "")[0] for name in _KEPT)
    if named in site.queries:
        return given or plain_text(site.queries[named].text)
    return given or _FIRST % site.latest


def _data(site: Site, language: str) -> Mapping[str, Any]:
    """Give all that the editor knows: it asks nobody else.

    `places` holds where IRIs begin, each with the path that takes its place on this site; the first
    that fits is meant. `classes` and `properties` are those that the graph uses.
    """
    return {
        "endpoint": site.place(STEM),
        "places": [
            *([begin, site.href(begin)] for begin in (f"{SFIA}{each}" for each in ascii_lowercase)),
            [SFIA, site.place("ontology/")],
            [site.base, site.root],
        ],
        "title": words(language)["sparql_page"]["query"],
        "prefixes": PREFIXES,
        **_terms(site),
        "examples": {name: plain_text(query.text) for name, query in site.queries.items()},
    }


@once
def _terms(site: Site) -> Mapping[str, list[str]]:
    return {
        name: [str(row["term"]) for row in rows]
        for name, query in _TERMS.items()
        if isinstance(rows := site.store.sparql(query), Rows)
    }


def plain_text(text: str) -> str:
    """Give the text of a stored question without its header."""
    return re.sub(r"^#\+.*\n", "", text, flags=re.MULTILINE)
