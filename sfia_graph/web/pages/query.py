"""A stored question: a form, and its answer as a table, with a picture where it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import quote, urlencode

from sfia_graph.errors import QueryError
from sfia_graph.queries import StoredQuery
from sfia_graph.results import Rows
from sfia_graph.web.api.values import values as read_values
from sfia_graph.web.exchange import Refused
from sfia_graph.web.lately import answered
from sfia_graph.web.pages.answers import MOST, Table, table
from sfia_graph.web.pages.charts import Bars, Heat, chart
from sfia_graph.web.pages.engine import is_there
from sfia_graph.web.pages.fields import Field, defaults, fields, given
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.queries import words_of
from sfia_graph.web.pages.sparql import plain_text
from sfia_graph.web.pages.texts import Text
from sfia_graph.web.site import Site

_FORMATS = {"SELECT": ("csv", "json"), "CONSTRUCT": ("ttl", "jsonld", "rdf"), "ASK": ("json",)}
_LONGEST_LINK = 6_000


@dataclass(frozen=True)
class View:
    """What the page of a stored question shows.

    `asked` is the query string that was understood, and `engine` says that a script can answer what
    was not. `problem` is what is wrong with the values, then there is no `table`. `unknown` are
    values that the graph does not know, each with the nearest that it does; they explain an empty
    table.
    `answers` are the addresses of the answer in other formats, by suffix; `text` is the SPARQL
    with the values bound, `editor` a link to it in the editor.
    """

    name: str
    subject: str
    summary: Text
    description: Text
    fields: tuple[Field, ...]
    asked: str
    engine: bool
    problem: str = ""
    table: Table | None = None
    bars: tuple[Bars, ...] = ()
    heat: Heat | None = None
    unknown: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    answers: Mapping[str, str] | None = None
    api: str = ""
    text: str = ""
    editor: str = ""
    most: int = MOST


def query_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a stored question, asked with its defaults and the parameters over them.

    A value that is wrong gives the form with the reason, and 400.
    """
    query = site.queries.get(stem.removeprefix("query/")) if stem.startswith("query/") else None
    if query is None:
        return None
    filled = given(query, parameters)
    values = {**defaults(site, query, language), **filled}
    known = {name: each for name, each in values.items() if name in _names(query)}
    view = View(
        name=query.name,
        subject=query.subject,
        summary=words_of(query, "summary", language),
        description=words_of(query, "description", language),
        fields=fields(site, query, known, language),
        asked=urlencode(parameters, doseq=True),
        engine=is_there(site),
    )
    try:
        view = _answered(site, query, view, {**known, **filled}, language)
    except (Refused, QueryError) as error:
        view = replace(view, problem=str(error))
    return Page(
        stem=stem,
        template="query.html",
        title=view.summary.value,
        view=view,
        about=site.iri(stem),
        formats=(),
        description=view.description.value,
        parameters=filled,
        status=400 if view.problem else 200,
    )


def _names(query: StoredQuery) -> set[str]:
    return {each.name for each in query.parameters}


def _answered(
    site: Site,
    query: StoredQuery,
    view: View,
    values: Mapping[str, tuple[str, ...]],
    language: str,
) -> View:
    text = query.bind(read_values(site, query, values))
    answer = answered(site, text)
    editions = values.get("edition", ())
    number = editions[0] if len(editions) == 1 and editions[0].isdecimal() else site.latest
    found = table(site, answer, language, int(number))
    picture = chart(answer) if isinstance(answer, Rows) else None
    own = {name: each for name, each in values.items() if name in _names(query)}
    asked = f"?{urlencode(own, doseq=True)}" if own else ""
    return replace(
        view,
        table=found,
        bars=picture if isinstance(picture, tuple) else (),
        heat=picture if isinstance(picture, Heat) else None,
        unknown=() if found.total else tuple(_unknown(view.fields)),
        answers={
            suffix: site.place(f"query/{query.name}.{suffix}") + asked
            for suffix in _FORMATS.get(query.form, ())
        },
        api=site.place(f"query/{query.name}") + asked,
        text=text,
        editor=_editor(site, text, language),
    )


def _unknown(shown: tuple[Field, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Give the values that are not among those that the graph knows, with what is near."""
    found = []
    for field in shown:
        known = {option.value for option in field.options}
        if field.kind == "text" and known:
            for value in field.values:
                if value not in known:
                    found.append((field.name, value, tuple(_near(value, known))))
    return found


def _near(value: str, known: set[str]) -> list[str]:
    found = get_close_matches(value.upper(), known, n=3, cutoff=0.5)
    return found or get_close_matches(value, known, n=3)


def _editor(site: Site, text: str, language: str) -> str:
    """Give a link to a text in the editor, nothing where the address would be too long."""
    link = f"{site.place(f'sparql.{language}.html')}?query={quote(plain_text(text))}"
    return link if len(link) <= _LONGEST_LINK else ""
