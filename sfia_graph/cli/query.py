"""`sfia-graph query`: a stored question by its name, or the menu of them."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command, add_format, add_store
from sfia_graph.cli.screen import say, show
from sfia_graph.errors import UsageError
from sfia_graph.results import Rows, Triples

if TYPE_CHECKING:
    from sfia_graph.queries import StoredQuery
    from sfia_graph.store import Store


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "query",
        run,
        "ask a stored question by its name; without a name, list them",
        "sfia-graph query skills-at-level level=5 lang=fr --format csv",
    )
    name = parser.add_argument("name", nargs="?", help="name of the question")
    values = parser.add_argument(
        "values",
        nargs="*",
        metavar="parameter=value",
        help="a value for a parameter; several as code=SLMO,PROG",
    )
    name.completer = _complete_name  # type: ignore[attr-defined]
    values.completer = _complete_value  # type: ignore[attr-defined]
    add_store(parser)
    add_format(parser)
    parser.add_argument("--show", action="store_true", help="show the SPARQL instead of asking it")


def run(given: argparse.Namespace) -> int:
    """Ask the question, or show the menu."""
    if given.name is None:
        from sfia_graph.cli.menu import show_menu

        show_menu(given.format)
        return 0
    from sfia_graph.cli.evaluating import evaluate
    from sfia_graph.queries import stored_query

    query = stored_query(given.name)
    values = _values(given.values)
    text = query.bind(values)
    if given.show:
        sys.stdout.write(text)
        return 0
    answer = evaluate(_open(query, given.store), text)
    if isinstance(answer, Rows | Triples) and not answer:
        asked = {each.name: each.example for each in query.parameters}
        asked.update((name, ",".join(many)) for name, many in values.items())
        words = [f"{name}={value[:80]}" for name, value in asked.items()]
        say(" ".join(["no answer", *(["for", *words] if words else [])]))
        if any(each != each.upper() for each in values.get("code", [])):
            say("codes are written in capitals, as in code=SLMO")
    show(answer, given.format)
    return 0


def _open(query: StoredQuery, where: list[str] | None) -> Store:
    if query.samples:
        from sfia_graph.cli.sampled import open_sampled

        return open_sampled(where, links=query.links)
    from sfia_graph.store import open_store

    return open_store(where, merged=False, links=query.links)


def _values(words: list[str]) -> dict[str, list[str]]:
    """Collect `name=value` words; a comma separates values unless a blank follows it."""
    values: dict[str, list[str]] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"found '{word}', expected parameter=value, as in level=5")
        several = [value] if "://" in value else re.split(r",(?! )", value)
        values.setdefault(name, []).extend(several)
    return values


def _complete_name(**_: object) -> list[str]:
    from sfia_graph.queries import stored_queries

    return list(stored_queries())


def _complete_value(parsed_args: argparse.Namespace, **_: object) -> list[str]:
    from sfia_graph.queries import stored_queries

    query = stored_queries().get(parsed_args.name)
    return [f"{each.name}={each.example}" for each in query.parameters] if query else []
