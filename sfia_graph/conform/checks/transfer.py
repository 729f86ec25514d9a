"""Whether answers keep to HTTP: HEAD, lengths, validators, content codings (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.samples import samples
from sfia_graph.conform.survey import Survey

_AS_IN_GET = (
    *("content-type", "content-length", "content-language", "content-location", "etag"),
    *("last-modified", "link", "location", "vary", "access-control-allow-origin"),
)
_MAY_LACK = frozenset({"content-length", "vary"})
_ENTITY_TAG = re.compile(r'(W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_INVENTED = '"sfia-graph-conform-nobody-gave-this-tag"'
_NONE = "nothing to ask for"


def head(survey: Survey) -> Finding:
    """Ask with HEAD for what GET gives: the same status and headers, and no body."""
    faults, count = [], 0
    for address in samples(survey):
        got = survey.client.ask(address)
        reply = survey.client.ask(address, method="HEAD", to_the_end=True)
        count += 1
        if reply.surplus:
            faults.append(f"{address}: HEAD is answered with a body")
        if reply.status != got.status:
            faults.append(f"{address}: GET answers {got.status}, HEAD {reply.status}")
            continue
        faults += [f"{address}: {each}" for each in _unlike(got, reply)]
    remedy = "answer HEAD as GET, and end after the headers"
    return judged(count, "answer", faults, remedy, _NONE)


def _unlike(got: Reply, reply: Reply) -> Iterator[str]:
    for name in _AS_IN_GET:
        with_get, with_head = got.headers.get(name), reply.headers.get(name)
        if with_get == with_head or (with_head is None and name in _MAY_LACK):
            continue
        yield f"GET says {name}: {with_get or 'nothing'}, HEAD says {with_head or 'nothing'}"


def lengths(survey: Survey) -> Finding:
    """Hold Content-Length to the bytes that come."""
    faults, count = [], 0
    for address in samples(survey):
        try:
            reply = survey.client.ask(address, to_the_end=True)
        except Unanswered as error:
            faults.append(str(error))
            continue
        if "content-length" in reply.headers:
            count += 1
            if reply.surplus:
                said = reply.headers["content-length"]
                faults.append(f"{address}: more bytes than its Content-Length of {said}")
    remedy = "send the length of the body as it is sent, after it was packed"
    none = "no answer has a Content-Length; they are sent in chunks, or until the connection ends"
    return judged(count, "answer", faults, remedy, none)


def entity_tags(survey: Survey) -> Finding:
    """Ask again with the entity tag: 304 without a body; with another tag the whole answer."""
    faults, count, strong = [], 0, 0
    for reply in _validated(survey, "etag"):
        tag = reply.headers["etag"]
        count += 1
        strong += not tag.startswith("W/")
        if not _ENTITY_TAG.fullmatch(tag):
            faults.append(f"{reply.address}: the ETag {tag[:60]} is no entity tag in quotes")
            continue
        again = survey.client.ask(reply.address, headers={"If-None-Match": tag}, to_the_end=True)
        faults += _unlike_304(again, f"If-None-Match: {tag}")
        other = survey.client.ask(reply.address, headers={"If-None-Match": _INVENTED})
        if other.status != reply.status:
            faults.append(f"{reply.address}: a tag that nobody gave is answered {other.status}")
    remedy = "compare If-None-Match with the ETag that is sent, and answer 304 where they match"
    none = "no answer has an ETag; with one, clients need not fetch again what they have"
    note = f"{strong} strong, {count - strong} weak"
    return judged(count, "answer", faults, remedy, none, note)


def modified(survey: Survey) -> Finding:
    """Ask again with the date of the last change: 304 without a body."""
    faults, count = [], 0
    for reply in _validated(survey, "last-modified"):
        date = reply.headers["last-modified"]
        count += 1
        try:
            parsedate_to_datetime(date)
        except (ValueError, TypeError, IndexError, OverflowError):
            faults.append(f"{reply.address}: Last-Modified is {date[:60]}, no HTTP date")
            continue
        condition = {"If-Modified-Since": date}
        again = survey.client.ask(reply.address, headers=condition, to_the_end=True)
        faults += _unlike_304(again, f"If-Modified-Since: {date}")
    remedy = "answer 304 where nothing was changed since the date that was sent"
    none = "no answer has a Last-Modified"
    return judged(count, "answer", faults, remedy, none)


def codings(survey: Survey) -> Finding:
    """Ask for gzip: what comes packed is the same as what does not, and caches hear of it."""
    faults, count = [], 0
    for address in samples(survey):
        plain = survey.client.ask(address)
        packed = survey.client.ask(address, headers={"Accept-Encoding": "gzip"})
        if packed.status != 200 or packed.headers.get("content-encoding") is None:
            continue
        count += 1
        try:
            if survey.content(packed) != survey.content(plain):
                faults.append(f"{address}: unpacked it is not what comes without gzip")
        except Unanswered as error:
            faults.append(str(error))
        if not packed.names("vary") & {"accept-encoding", "*"}:
            faults.append(f"{address}: packed, but Vary does not name Accept-Encoding")
        tag = packed.headers.get("etag", "")
        if tag.startswith('"') and tag == plain.headers.get("etag"):
            faults.append(f"{address}: packed and unpacked have the same strong ETag {tag}")
    remedy = "pack the whole body, say Vary: Accept-Encoding, and give it an ETag of its own"
    none = "nothing comes packed when gzip is asked for; pages would be a fifth as large"
    return judged(count, "answer", faults, remedy, none)


def _validated(survey: Survey, name: str) -> Iterator[Reply]:
    for address in samples(survey):
        reply = survey.client.ask(address)
        if reply.status == 200 and name in reply.headers:
            yield reply


def _unlike_304(reply: Reply, asked: str) -> list[str]:
    if reply.status != 304:
        return [f"{reply.address}: asked with {asked}, answers {reply.status}"]
    return [f"{reply.address}: 304 with a body"] if reply.surplus else []


CHECKS = (
    Check("head", "HEAD says what GET says", "RFC 9110, section 9.3.2", head),
    Check("content-length", "Lengths are true", "RFC 9110, section 8.6", lengths),
    Check("entity-tags", "ETags save fetching again", "RFC 9110, section 13.1.2", entity_tags),
    Check("last-modified", "Dates save fetching again", "RFC 9110, section 13.1.3", modified),
    Check("content-coding", "What comes packed is the same", "RFC 9110, section 8.4", codings),
)
