"""The SPARQL page: a plain form, which a script makes into an editor where it was built."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.queries import words_of
from sfia_graph.web.pages.texts import Text
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "sparql"
_STATIC = Path(__file__).resolve().parent.parent / "static"
EDITOR = "editor/editor.js"
"""The editor's script below the static files, once it is built."""
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


@dataclass(frozen=True)
class Example:
    """A stored question as an example: its summary, its text, a link that fills it in."""

    name: str
    summary: Text
    href: str


@dataclass(frozen=True)
class View:
    """What the page shows; `data` is what the editor's script reads."""

    endpoint: str
    query: str
    formats: tuple[tuple[str, str], ...]
    prefixes: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    data: Mapping[str, Any]


def sparql_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page with the form; `query` among the parameters is filled in."""
    if stem != STEM:
        return None
    said, endpoint = words(language)["sparql_page"], site.place(STEM)
    page = site.place(f"{STEM}.{language}.html")
    texts = {name: plain_text(query.text) for name, query in site.queries.items()}
    examples = tuple(
        Example(
            name,
            words_of(query, "summary", language),
            f"{page}?query={quote(texts[name])}" if len(texts[name]) < 5_000 else "",
        )
        for name, query in site.queries.items()
    )
    view = View(
        endpoint=endpoint,
        query=next(iter(parameters.get("query", ())), _FIRST % site.latest),
        formats=FORMATS,
        prefixes=tuple(PREFIXES.items()),
        examples=examples,
        data={
            "endpoint": endpoint,
            "prefixes": dict(PREFIXES),
            "examples": [
                {"name": each.name, "title": str(each.summary), "query": texts[each.name]}
                for each in examples
            ],
        },
    )
    return Page(
        stem=STEM,
        template="sparql.html",
        title=said["title"],
        view=view,
        formats=(),
        description=said["lead"],
        parameters={name: each for name, each in parameters.items() if name == "query"},
        scripts=(EDITOR,) if (_STATIC / EDITOR).exists() else (),
    )


def plain_text(text: str) -> str:
    """Give the text of a stored question without its header."""
    return re.sub(r"^#\+.*\n", "", text, flags=re.MULTILINE)
