"""Stored queries over HTTP: `query/NAME`, and one document for each form of its answer.

`query/NAME` is the query itself. Without a query string a client that asks for RDF is led to its
description, as with every thing; whoever asks for results gets the answer to the defaults.
`query/NAME.ttl` is the description of a SELECT, and what a CONSTRUCT gives; `queries.ttl` describes
all of them; `query/NAME.rq` is the SPARQL with the values in place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from sfia_graph.errors import quoted
from sfia_graph.queries import StoredQuery
from sfia_graph.results import Answer
from sfia_graph.web import documents
from sfia_graph.web.api.formats import DESCRIPTIONS, GRAPHS, Form, forms
from sfia_graph.web.api.single import query_string
from sfia_graph.web.api.values import values
from sfia_graph.web.exchange import Asked, Finished, Headers, Refused, plain
from sfia_graph.web.lately import answered
from sfia_graph.web.negotiation import choose
from sfia_graph.web.signposting import header, link
from sfia_graph.web.site import Site

MOST_ROWS = 10_000
MOST_STATEMENTS = 50_000
SPARQL = "application/sparql-query"

_HTML = "text/html"
_VARY = ("Vary", "Accept")

Values = Mapping[str, Sequence[str]]


def question(site: Site, asked: Asked) -> Finished:
    """Answer a stored query in the form that its suffix names, or that `Accept` prefers.

    Raises `Refused`: 404 for an unknown query or form, 400 for what its parameters do not take, 406
    for a form that there is not, 413 for an answer that is too large.
    """
    name, _, suffix = asked.path.removeprefix("query/").partition(".")
    query = _known(site, name)
    if suffix.split(".")[-1] == "html":
        return documents.answer(site, asked)
    described = {form.suffix for form in GRAPHS} - {form.suffix for form in forms(query.form)}
    if suffix in described:
        if asked.parameters:
            there = ", ".join(form.suffix for form in forms(query.form))
            raise Refused(400, f"{asked.path} describes the query; its answers are in {there}")
        return documents.answer(site, asked)
    given = values(site, query, asked.parameters)
    if suffix == "rq":
        links = _links(site, query, given, "rq")
        return Finished(query.bind(given).encode(), SPARQL, headers=links)
    if "." in asked.path.removeprefix("query/"):
        by_suffix = {form.suffix: form for form in forms(query.form)}
        if suffix not in by_suffix:
            there = ", ".join([*by_suffix, *sorted(described), "html", "rq"])
            raise Refused(404, f"{name} has no form {quoted(suffix)}; there are {there}")
        form = by_suffix[suffix]
        return _answered(site, query, given, form, form.media_type, ())
    return _negotiated(site, query, given, asked)


def _negotiated(site: Site, query: StoredQuery, given: Values, asked: Asked) -> Finished:
    by_type = {each: form for form in reversed(forms(query.form)) for each in form.asked[::-1]}
    offers = [each for form in forms(query.form) for each in form.asked]
    of_itself = () if asked.parameters else DESCRIPTIONS
    wanted = choose(asked.headers.get("accept"), list(dict.fromkeys([*offers, _HTML, *of_itself])))
    if wanted is None:
        there = ", ".join(dict.fromkeys([*offers, _HTML]))
        raise Refused(406, f"{query.name} comes as {there}", (_VARY,))
    if wanted == _HTML:
        return _elsewhere(site, f"query/{query.name}.html{query_string(given)}")
    if wanted in of_itself:
        suffix = next(form.suffix for form in GRAPHS if form.media_type == wanted)
        stem = "queries" if by_type.get(wanted) else f"query/{query.name}"
        return _elsewhere(site, f"{stem}.{suffix}")
    form = by_type[wanted]
    place = site.place(f"query/{query.name}.{form.suffix}{query_string(given)}")
    return _answered(site, query, given, form, wanted, (("Content-Location", place), _VARY))


def _answered(
    site: Site, query: StoredQuery, given: Values, form: Form, media_type: str, more: Headers
) -> Finished:
    answer = answered(site, query.bind(given))
    _refuse_large(query, answer)
    headers = (*_links(site, query, given, form.suffix), *more)
    if form.suffix == "csv":
        disposition = f'attachment; filename="{_filename(query, given)}.csv"'
        headers = (*headers, ("Content-Disposition", disposition))
    body = form.write(answer).encode("utf-8")
    return Finished(body, form.content_type(media_type), headers=headers)


def _known(site: Site, name: str) -> StoredQuery:
    if name in site.queries:
        return site.queries[name]
    near = get_close_matches(name[:100], list(site.queries), n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"{site.place('queries')} lists them"
    raise Refused(404, f"unknown query {quoted(name)}; {hint}")


def _refuse_large(query: StoredQuery, answer: Answer) -> None:
    if isinstance(answer, bool):
        return
    most, what = (
        (MOST_STATEMENTS, "statements") if query.form == "CONSTRUCT" else (MOST_ROWS, "rows")
    )
    if len(answer) > most:
        found = f"{len(answer):,} {what}, more than the {most:,} that are given at once"
        raise Refused(413, f"{query.name}: {found}; ask for less")


def _elsewhere(site: Site, path: str) -> Finished:
    place = site.place(path)
    return plain(f"see {place}", 303, (("Location", place), _VARY))


def _links(site: Site, query: StoredQuery, given: Values, own: str) -> Headers:
    """Give the `Link` header (RFC 8288): the API, the SPARQL, the page, the other forms.

    Long values leave no room for all of them.
    """
    place = site.place(f"query/{query.name}")
    asked = query_string(given)
    others = [("html", _HTML), *((form.suffix, form.media_type) for form in forms(query.form))]
    links = [link(site.place("openapi.json"), "service-desc", type="application/json")]
    if own != "rq":
        links.append(link(f"{place}.rq{asked}", "describedby", type=SPARQL))
    links += [
        link(f"{place}.{suffix}{asked}", "alternate", type=media_type)
        for suffix, media_type in others
        if suffix != own
    ]
    return header(links)


def _filename(query: StoredQuery, given: Values) -> str:
    """Give a name for a file, such as `skills-at-level_5_fr`."""
    words = [re.sub(r"[^A-Za-z0-9]+", "-", "-".join(each)).strip("-") for each in given.values()]
    return "_".join([query.name, *filter(None, words)])[:100]
