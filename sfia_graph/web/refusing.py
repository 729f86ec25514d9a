"""What a client hears that gets no answer: one plain line, as a page, as a problem, as text."""

from __future__ import annotations

from http import HTTPStatus

from sfia_graph.web.caching import varied
from sfia_graph.web.exchange import HTML, Asked, Finished, Refused, json, plain
from sfia_graph.web.negotiation import choose, choose_language
from sfia_graph.web.pages.errors import error_page
from sfia_graph.web.pages.frame import render
from sfia_graph.web.site import Site

_PROBLEM = "application/problem+json"


def refusal(site: Site, asked: Asked, refused: Refused) -> Finished:
    """Give a refusal in the form that the client likes best, plain text where it likes none.

    A problem is that of RFC 9457: `status`, `title`, `detail`.
    """
    return varied(_refusal(site, asked, refused), "Accept")


def _refusal(site: Site, asked: Asked, refused: Refused) -> Finished:
    status, problem = refused.status, refused.problem
    headers = refused.headers
    offers = ["text/plain", "text/html", _PROBLEM, "application/json"]
    wanted = choose(asked.headers.get("accept"), offers)
    if wanted == "text/html":
        language = _language(site, asked)
        page = error_page(site, status, problem, language)
        said = (*headers, ("Content-Language", language))
        found = Finished(render(site, page, language), HTML, status, said)
        return varied(found, "Accept-Language")
    if wanted in {_PROBLEM, "application/json"}:
        title = HTTPStatus(status).phrase
        found = json({"status": status, "title": title, "detail": problem}, status, headers)
        return Finished(found.body, _PROBLEM, status, headers)
    return plain(problem, status, headers)


def _language(site: Site, asked: Asked) -> str:
    """Give the language that the path names, as those of pages do, or that the client likes."""
    name = asked.path.removesuffix(".html").rpartition(".")[2]
    if asked.path.endswith(f".{name}.html") and name in site.languages:
        return name
    return choose_language(asked.headers.get("accept-language"), site.languages)
