"""Write the list of stored questions into docs/queries.md, between its two markers."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from scripts.sections import with_section
from sfia_graph.cli.menu import call
from sfia_graph.queries import StoredQuery, stored_queries

PAGE = Path(__file__).resolve().parent.parent / "docs" / "queries.md"


def listing() -> str:
    """Give the questions by subject: what each answers, its parameters, and how it is asked."""
    parts = []
    for subject, queries in groupby(stored_queries().values(), key=lambda each: each.subject):
        parts.append(f"\n### {subject.replace('-', ' ').capitalize()}\n")
        parts.extend(map(_entry, queries))
    return "\n".join(parts) + "\n"


def _entry(query: StoredQuery) -> str:
    lines = [
        f"**{query.name}**: {query.header['description']}\n",
        f"```sh\nsfia-graph query {call(query)}\n```\n",
    ]
    if query.parameters:
        lines += ["| parameter | what | default |", "|---|---|---|"]
        lines += [
            f"| `{each.name}` | {query.describe(each.name)} | `{each.example}` |"
            for each in query.parameters
        ]
        lines.append("")
    return "\n".join(lines)


def with_listing(page: str) -> str:
    """Give the page with the list between its markers made anew."""
    return with_section(page, "questions", listing())


if __name__ == "__main__":
    PAGE.write_text(with_listing(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
