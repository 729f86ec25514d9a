"""The menu of stored questions, by subject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sfia_graph.languages import primary
from sfia_graph.queries import StoredQuery
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.texts import Text
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "queries"


@dataclass(frozen=True)
class Question:
    """A stored question in a menu: its name, what it answers, what it is asked with."""

    name: str
    summary: Text
    stem: str
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A subject and its questions."""

    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class View:
    """What the menu shows."""

    subjects: tuple[Subject, ...]
    count: int


def words_of(query: StoredQuery, part: str, language: str) -> Text:
    """Give the `summary` or the `description` of a header, marked where it is not the page's.

    A header may carry it in a further language as `summary-fr`.
    """
    own = query.header.get(f"{part}-{primary(language)}")
    if own:
        return Text(str(own), primary(language))
    return Text(str(query.header[part]), "en", primary(language) != "en")


def question(query: StoredQuery, language: str) -> Question:
    """Give a stored question as it stands in a menu."""
    asked = tuple(each.name for each in query.parameters if each.name not in {"lang", "edition"})
    summary = words_of(query, "summary", language)
    return Question(query.name, summary, f"query/{query.name}", asked)


def queries_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the menu of the stored questions."""
    if stem != STEM:
        return None
    groups = groupby(site.queries.values(), key=lambda query: query.subject)
    subjects = tuple(
        Subject(name, tuple(question(query, language) for query in group)) for name, group in groups
    )
    said = words(language)["queries"]
    return Page(
        stem=STEM,
        template="queries.html",
        title=said["title"],
        view=View(subjects, len(site.queries)),
        formats=(),
        description=said["lead"],
    )
