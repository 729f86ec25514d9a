"""The SPARQL page: a plain form, in whose place a script puts an editor where it was built."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Rows
from sfia_graph.web import assets
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
_LONGEST = 5_000


@dataclass(frozen=True)
class Example:
    """A stored question as an example: its summary, and a link that fills it in.

    The link of one that is too long for an address leads to the question's own page.
    """

    name: str
    summary: Text
    href: str


@dataclass(frozen=True)
class View:
    """What the page shows; `data` is what the editor's script reads, None without one."""

    endpoint: str
    query: str
    formats: tuple[tuple[str, str], ...]
    prefixes: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    data: Mapping[str, Any] | None


def sparql_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page with the form; `query` among the parameters is filled in."""
    if stem != STEM:
        return None
    said, built = words(language)["sparql_page"], EDITOR in assets.names()
    view = View(
        endpoint=site.place(STEM),
        query=next(iter(parameters.get("query", ())), _FIRST % site.latest),
        formats=FORMATS,
        prefixes=tuple(PREFIXES.items()),
        examples=_examples(site, language),
        data=_data(site, language) if built else None,
    )
    return Page(
        stem=STEM,
        template="sparql.html",
        title=said["title"],
        view=view,
        formats=(),
        description=said["lead"],
        parameters={name: each for name, each in parameters.items() if name == "query"},
        scripts=(EDITOR,) if built else (),
        styles=(STYLE,) if built else (),
    )


def _examples(site: Site, language: str) -> tuple[Example, ...]:
    found = []
    for name, query in site.queries.items():
        text = plain_text(query.text)
        stem = STEM if len(text) < _LONGEST else f"query/{name}"
        place = site.place(f"{stem}.{language}.html")
        href = f"{place}?query={quote(text)}" if stem == STEM else place
        found.append(Example(name, words_of(query, "summary", language), href))
    return tuple(found)


def _data(site: Site, language: str) -> Mapping[str, Any]:
    """Give what the editor needs, so that it asks nobody: also the graph's classes, properties."""
    return {
        "endpoint": site.place(STEM),
        "base": site.base,
        "root": site.root,
        "title": words(language)["sparql_page"]["query"],
        "prefixes": PREFIXES,
        **_terms(site),
        "examples": [
            {
                "name": name,
                "title": str(words_of(query, "summary", language)),
                "query": plain_text(query.text),
            }
            for name, query in site.queries.items()
        ],
    }


@lru_cache(maxsize=1)
def _terms(site: Site) -> Mapping[str, list[str]]:
    return {
        name: [str(row["term"]) for row in rows]
        for name, query in _TERMS.items()
        if isinstance(rows := site.store.sparql(query), Rows)
    }


def plain_text(text: str) -> str:
    """Give the text of a stored question without its header."""
    return re.sub(r"^#\+.*\n", "", text, flags=re.MULTILINE)
