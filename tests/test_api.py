"""The few names that ten lines of a user's code need, and the examples in the docstrings."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import sfia_graph
from sfia_graph.asking import ask
from sfia_graph.errors import UsageError
from sfia_graph.queries import stored_queries
from sfia_graph.results import Rows, Triples
from sfia_graph.store import open_store

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(sfia_graph.__path__, "sfia_graph.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["sfia_graph", *MODULES])
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_some_docstrings_have_examples() -> None:
    paths = Path(sfia_graph.__path__[0]).rglob("*.py")
    assert sum(path.read_text(encoding="utf-8").count(">>> ") for path in paths) > 10


@pytest.mark.parametrize("name", sfia_graph.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(sfia_graph, name).__doc__


def test_the_public_names_are_sorted_and_found_in_the_list_of_homes() -> None:
    assert sorted(sfia_graph.__all__) == sfia_graph.__all__
    assert set(sfia_graph.__all__) == set(sfia_graph._HOMES)


def test_an_unknown_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError) as refused:
        sfia_graph.nonsense  # noqa: B018
    assert str(refused.value) == "module 'sfia_graph' has no attribute 'nonsense'"


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_for(name: str) -> None:
    assert (import_module(name).__doc__ or "").strip()


def test_a_question_in_three_lines() -> None:
    rows = sfia_graph.ask("skills-at-level", level=7, lang="fr")
    assert isinstance(rows, Rows)
    assert len(rows) == 35


def test_several_values_for_a_parameter() -> None:
    rows = sfia_graph.ask("skill-levels", code=["SLMO", "PROG"])
    assert isinstance(rows, Rows)
    assert len(rows) == 14


def test_a_parameter_may_be_called_like_an_argument_of_ask() -> None:
    with pytest.raises(UsageError, match="unknown parameter 'query'"):
        sfia_graph.ask("skill-levels", query="SLMO")


def test_a_store_can_be_asked_instead_of_the_shipped_data() -> None:
    store = sfia_graph.open_store()
    assert sfia_graph.ask("edition-counts", store) == sfia_graph.ask("edition-counts")


def test_a_graph_for_rdflib() -> None:
    answer = sfia_graph.ask("describe-iri")
    assert isinstance(answer, Triples)
    assert len(answer.to_rdflib()) == len(answer)


@pytest.mark.parametrize("name", [q.name for q in stored_queries().values() if not q.links])
def test_a_question_that_leaves_the_links_out_has_the_same_answer_with_them(name: str) -> None:
    answers = [ask(name, open_store(merged=False, links=links)) for links in (True, False)]
    rows = [each.values() for each in answers if isinstance(each, Rows)]
    assert len(rows) == 2
    assert rows[0] == rows[1]
