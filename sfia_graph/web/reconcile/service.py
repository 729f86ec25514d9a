"""The reconciliation service: one path, `reconcile`, and `reconcile/fr` for a language of its own.

The parameter `lang` names a language too; without either it is that of `Accept-Language`.
W3C Entity Reconciliation Community Group, Reconciliation Service API 0.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from sfia_graph.errors import quoted
from sfia_graph.web.exchange import Asked, Finished, Headers, Refused, json
from sfia_graph.web.negotiation import choose_language
from sfia_graph.web.reading import parameters
from sfia_graph.web.reconcile import suggest
from sfia_graph.web.reconcile.candidates import candidates
from sfia_graph.web.reconcile.describing import description, remarks
from sfia_graph.web.reconcile.extend import extended
from sfia_graph.web.reconcile.judging import Candidate
from sfia_graph.web.reconcile.manifest import manifest
from sfia_graph.web.reconcile.matchers import Matchers, matchers
from sfia_graph.web.reconcile.preview import preview
from sfia_graph.web.reconcile.properties import Asking, proposed
from sfia_graph.web.reconcile.queries import batch, extension
from sfia_graph.web.reconcile.types import normal, reference
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

PLACE = "reconcile"
_FORM = "application/x-www-form-urlencoded"
_PROBLEM = "application/problem+json"
_VARY: Headers = (("Vary", "Accept-Language"),)
_MOST_SKIPPED = 1_000_000


@dataclass(frozen=True)
class _Call:
    """A call: what is asked for below `place`, in which language, with which parameters."""

    site: Site
    place: str
    part: str
    language: str
    given: dict[str, str]
    posted: bool

    @property
    def matchers(self) -> Matchers:
        return matchers(self.site)

    @property
    def asking(self) -> Asking:
        found = self.matchers
        return Asking(found.catalogue, found.said, self.language, compared=found.compared)

    @property
    def words(self) -> dict[str, Any]:
        found: dict[str, Any] = words(self.language)["reconcile"]
        return found

    def type(self) -> str:
        return normal(self.site, self.given.get("type", ""))


def answer(site: Site, asked: Asked) -> Finished:
    """Answer a call to the service; what it refuses is one line of JSON too (RFC 9457)."""
    try:
        call = _read(site, asked)
        if "callback" in call.given:
            raise Refused(
                400, "callback: JSONP is not offered; scripts of other sites may use CORS"
            )
        if call.part not in _PARTS:
            there = ", ".join(each for each in _PARTS if each)
            raise Refused(404, f"{call.place} has no part {quoted(call.part)}; it has {there}")
        if call.posted and call.part:
            raise Refused(405, f"{asked.path} takes GET", (("Allow", "GET, HEAD, OPTIONS"),))
        return _PARTS[call.part](call)
    except Refused as refused:
        title = HTTPStatus(refused.status).phrase
        problem = {"status": refused.status, "title": title, "detail": refused.problem}
        found = json(problem, refused.status, refused.headers)
        return Finished(found.body, _PROBLEM, refused.status, refused.headers)


def _read(site: Site, asked: Asked) -> _Call:
    segments = asked.path.split("/")[1:]
    given = {name: values[0] for name, values in asked.parameters.items()}
    posted = asked.method == "POST"
    if posted:
        given |= _form(asked)
    said = given.get("lang", "")
    if said not in ("", *site.languages):
        there = ", ".join(site.languages)
        raise Refused(400, f"lang: found {quoted(said, 20)}, expected one of {there}")
    if segments and segments[0] in site.languages:
        said = said or segments[0]
        del segments[0]
    language = said or choose_language(asked.headers.get("accept-language"), site.languages)
    place = f"{PLACE}/{said}" if said else PLACE
    return _Call(site, place, "/".join(segments), language, given, posted)


def _form(asked: Asked) -> dict[str, str]:
    media_type = asked.headers.get("content-type", _FORM).split(";")[0].strip().lower()
    if media_type != _FORM:
        raise Refused(415, f"found {quoted(media_type)}, expected a form: {_FORM}")
    return {name: values[0] for name, values in parameters(asked.body).items()}


def _root(call: _Call) -> Finished:
    if "query" in call.given:
        raise Refused(400, 'query: one query is a batch too: queries={"q0":{"query":"…"}}')
    if "queries" in call.given and "extend" in call.given:
        raise Refused(400, "queries and extend together; send one of them")
    if "queries" in call.given:
        return json(_reconciled(call), headers=_VARY)
    if "extend" in call.given:
        asked = extension(call.given["extend"])
        return json(extended(call.site, call.asking, asked, call.words), headers=_VARY)
    if call.posted:
        raise Refused(400, "expected queries or extend in the form")
    return json(manifest(call.site, call.place, call.language, call.words), headers=_VARY)


def _reconciled(call: _Call) -> dict[str, Any]:
    found = {}
    for name, query in batch(call.given["queries"]).items():
        types = tuple(normal(call.site, each) for each in query.types)
        ranked = candidates(call.matchers, call.asking, replace(query, types=types))
        found[name] = {"result": [_candidate(call, each) for each in ranked]}
    return found


def _candidate(call: _Call, each: Candidate) -> dict[str, Any]:
    catalogue, entity = call.matchers.catalogue, each.entity
    own = description(catalogue, entity, call.language, call.words)
    parts = [*remarks(each, call.words), own]
    return {
        "id": entity.id,
        "name": entity.label(call.language),
        "description": " · ".join(filter(None, parts)),
        "type": [reference(call.site, catalogue, type, call.language) for type in entity.types],
        "score": round(each.score, 1),
        "match": each.match,
        "features": [{"id": id, "value": value} for id, value in each.features],
    }


def _entities(call: _Call) -> Finished:
    types = (call.type(),) if call.type() else ()
    found = suggest.entities(call.matchers, call.asking, call.given.get("prefix", ""), types)
    shown = suggest.suggested(found, _cursor(call))
    shown["result"] = suggest.entity_items(
        call.site, call.matchers, shown["result"], call.language, call.words
    )
    return json(shown, headers=_VARY)


def _types(call: _Call) -> Finished:
    prefix = call.given.get("prefix", "")
    found = suggest.type_items(call.site, call.matchers, prefix, call.language)
    return json(suggest.suggested(found, _cursor(call)), headers=_VARY)


def _suggested_properties(call: _Call) -> Finished:
    found = suggest.property_items(call.given.get("prefix", ""), call.type(), call.words)
    return json(suggest.suggested(found, _cursor(call)), headers=_VARY)


def _properties(call: _Call) -> Finished:
    found = [suggest.property_item(each.id, call.words) for each in proposed(call.type())]
    answer: dict[str, Any] = {"properties": found, "type": call.given.get("type", "")}
    if "limit" in call.given:
        limit = _number(call, "limit", least=1)
        answer |= {"properties": found[:limit], "limit": limit}
    return json(answer, headers=_VARY)


def _preview(call: _Call) -> Finished:
    id = call.given.get("id", "")
    entity = call.matchers.catalogue.resolve(id)
    type = entity.types[0] if entity else ""
    named = reference(call.site, call.matchers.catalogue, type, call.language)["name"]
    found = preview(call.site, call.matchers, id, call.language, named)
    return Finished(found.body, found.media_type, headers=(*found.headers, *_VARY))


def _cursor(call: _Call) -> int:
    return _number(call, "cursor", least=0) if call.given.get("cursor") else 0


def _number(call: _Call, name: str, least: int) -> int:
    text = call.given[name]
    if not (text.isascii() and text.isdecimal() and int(text[:8]) >= least):
        raise Refused(400, f"{name}: found {quoted(text, 20)}, expected a number from {least} on")
    return min(int(text[:8]), _MOST_SKIPPED)


_PARTS: dict[str, Callable[[_Call], Finished]] = {
    "": _root,
    "suggest/entity": _entities,
    "suggest/type": _types,
    "suggest/property": _suggested_properties,
    "properties": _properties,
    "preview": _preview,
}
