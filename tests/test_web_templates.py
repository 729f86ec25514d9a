"""The templates: what is escaped and how often, what is kept, and whose a name is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from sfia_graph.web.indented import indented
from sfia_graph.web.pages.templates import Templates

PARTS = """
{% macro pair(one, other="none") %}<b>{{ one }}</b>{{ other }}{% endmacro %}
{% macro link(text) %}<a>{{ text }}</a>{% endmacro %}
"""


def written(text: str, **given: object) -> str:
    templates = Templates({"t": {"items": "word", "colon": " :"}})
    templates.loader = DictLoader({"parts.html": PARTS, "page.html": text})
    templates.bytecode_cache = None
    return templates.get_template("page.html").render(**given)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<&>", "&lt;&amp;&gt;"),
        (Markup("<i>"), "<i>"),
        (7, "7"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
    ids=["text", "markup", "number", "nothing", "list"],
)
def test_what_is_put_out_is_escaped_once(value: object, expected: str) -> None:
    assert written("{{ value }}", value=value) == expected
    assert written('{% import "parts.html" as p %}{{ p.link(value) }}', value=value) == (
        f"<a>{expected}</a>"
    )


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        written("{{ given.other }}", given={"one": 1})


def test_a_visitors_word_is_no_method_of_a_mapping() -> None:
    given = {"items": "1", "one": "2"}
    text = "{% for name, value in given.items() %}{{ name }}={{ value }};{% endfor %}"
    assert written(text, given=given) == "items=1;one=2;"


def test_what_was_written_of_the_very_same_is_kept_and_of_no_other() -> None:
    head = '{% from "parts.html" import link %}'
    one, other = ["x"], ["x"]
    text = head + "{{ alike(link, one) }}{{ alike(link, other) }}{{ alike(link, one) }}"
    assert written(text, one=one, other=other).count("<a>") == 3
    templates = Templates({})
    made: list[object] = []

    def macro(value: object) -> str:
        made.append(value)
        return str(value)

    assert [templates.alike(macro, each) for each in (one, one, other)] == ["['x']"] * 3
    assert len(made) == 2


@pytest.mark.parametrize(
    "value",
    [{}, [], {"a": []}, {"a": {"b": [1, 2.5, True, None, "é\n\u2028"]}, "c": ()}, [[], [{}]], "x"],
    ids=repr,
)
def test_indented_json_is_that_of_the_standard_library(value: Any) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
