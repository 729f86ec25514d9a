"""The stored questions in one file: what a browser needs to ask them as the server does."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES, SFIA
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.results import Rows
from sfia_graph.web.api.values import LONGEST_VALUE, most_values
from sfia_graph.web.exchange import Asked, Finished, json
from sfia_graph.web.site import Site
from sfia_graph.web.sparql.description import STEM

_SUBJECTS = "SELECT DISTINCT ?thing { ?thing ?said ?of FILTER(ISIRI(?thing)) } ORDER BY ?thing"


def questions(site: Site, asked: Asked) -> Finished:
    """Give the questions by name, and what must be known of the site to show their answers.

    `terms` are the IRIs of things that have a page and are not in the graph; `longest` is how many
    characters a value may have.
    """
    found: dict[str, Any] = {
        "base": site.base,
        "own": BASE,
        "ontology": SFIA,
        "endpoint": site.iri(STEM),
        "editions": site.editions,
        "prefixes": PREFIXES,
        "longest": LONGEST_VALUE,
        "terms": _pages_of_terms(site),
        "questions": {name: _question(each) for name, each in site.queries.items()},
    }
    return json(found, headers=(("Cache-Control", "no-cache"),))


def _pages_of_terms(site: Site) -> list[str]:
    rows = site.terms.sparql(_SUBJECTS)
    return [str(row["thing"]) for row in rows] if isinstance(rows, Rows) else []


def _question(query: StoredQuery) -> dict[str, Any]:
    return {
        "subject": query.subject,
        "form": query.form,
        "text": query.text,
        "parameters": {each.name: _parameter(query, each) for each in query.parameters},
    }


def _parameter(query: StoredQuery, parameter: Parameter) -> dict[str, Any]:
    """Say of a parameter what a value must be; an IRI has no `datatype`."""
    first = parameter.defaults[0]
    return {
        "kind": parameter.kind,
        "example": parameter.example,
        "defaults": [str(each) for each in parameter.defaults],
        "most": most_values(query, parameter.name),
        **({"choices": parameter.choices} if parameter.choices else {}),
        **({"datatype": first.datatype.value} if isinstance(first, ox.Literal) else {}),
    }
