"""Whether each format is what it says, and says the same as the others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.media_types import (
    RDF_TYPES,
    charset_fault,
    compare,
    lacks_charset,
)
from sfia_graph.conform.negotiating import Form, Lookup
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.statements import Malformed, Statements, Unread, comparable, parse
from sfia_graph.conform.survey import Survey
from sfia_graph.wide_cells import wide_cells

_NONE = "no data found about any thing; link to them (rel=alternate, with a type) or negotiate"
_WIDEST = 1 << 20


@dataclass(frozen=True)
class Document:
    """A form of a thing's data as it came; `fault` says why it did not."""

    form: Form
    reply: Reply | None
    fault: str = ""


def documents(survey: Survey, lookup: Lookup) -> Iterator[Document]:
    """Fetch the documents in data about a thing, one at a time."""
    for form in lookup.forms():
        try:
            trail = survey.follow(form.address, form.media_type)
        except Unanswered as error:
            yield Document(form, None, str(error))
            continue
        fault = "" if trail.is_good else f"{form.address}: {trail.outcome}, but a link leads there"
        yield Document(form, trail.final if trail.is_good else None, fault)


def media_types(survey: Survey) -> Finding:
    """Hold what is sent to what was announced, and to the registrations of the media types."""
    faults, count, unknown, bare = [], 0, 0, 0
    for each in _all(survey):
        if each.fault or each.reply is None:
            faults.append(each.fault)
            continue
        said = compare(each.reply, each.form.media_type)
        count += 1
        unknown += not said.is_claim
        bare += lacks_charset(each.reply)
        if not said.is_true:
            announced = f"announced as {each.form.media_type}"
            faults.append(f"{each.reply.address}: {announced}, sent as {each.reply.media_type}")
        faults += filter(None, [charset_fault(each.reply)])
    if count and unknown == count and not faults:
        return absent(
            f"{count} documents, all sent as a guess such as application/octet-stream",
            "teach the host the types: .ttl is text/turtle, .jsonld application/ld+json",
        )
    notes = (
        (unknown, "sent as a guess, which claims nothing"),
        (bare, "with letters beyond ASCII and no charset=utf-8"),
    )
    note = ", ".join(f"{number} {what}" for number, what in notes if number)
    remedy = "have the host send each ending with its registered media type, as UTF-8"
    return judged(count, "document", faults, remedy, _NONE, note)


def syntax(survey: Survey) -> Finding:
    """Parse each document strictly, by the media type that it was announced with."""
    faults, count, unread = [], 0, []
    for each in _all(survey):
        if each.reply is None:
            continue
        try:
            _parsed(survey, each)
            count += 1
        except Malformed as error:
            faults.append(f"{each.reply.address}: no valid {each.form.media_type}: {error}")
        except (Unread, Unanswered) as error:
            unread.append(f"{each.reply.address}: {error}")
    remedy = "mend the document; a program that reads it gets nothing"
    if unread and not count and not faults:
        return absent(f"not read: {unread[0]}")
    note = f"{len(unread)} not read, such as {unread[0]}" if unread else ""
    return judged(count, "document", faults, remedy, _NONE, note)


def same(survey: Survey) -> Finding:
    """Compare the statements of all formats of a thing, whatever their blank nodes are called."""
    faults, count = [], 0
    for lookup in survey.lookups:
        first: tuple[str, Statements] | None = None
        own = _own_names(survey, lookup)
        for each in documents(survey, lookup):
            try:
                triples = _parsed(survey, each) if each.reply else None
                if triples is None or each.reply is None:
                    continue
                kept = (it for it in triples if str(it.subject) not in own)
                found = comparable(kept, survey.client.limits.seconds)
            except (Malformed, Unread, Unanswered):
                continue
            if first is None:
                first = each.reply.address, found
                continue
            count += 1
            if found != first[1]:
                faults.append(_unlike(*first, each.reply.address, found))
    none = "no thing has two formats of RDF to compare"
    remedy = "write all formats from the same statements"
    return judged(count, "comparison", faults, remedy, none)


def _all(survey: Survey) -> Iterator[Document]:
    return (each for lookup in survey.lookups for each in documents(survey, lookup))


def _parsed(survey: Survey, document: Document) -> list[ox.Triple] | None:
    """Parse a document; gives its statements, None where it is no RDF."""
    reply, kind = document.reply, document.form.media_type
    assert reply is not None
    data = survey.content(reply)
    if kind in RDF_TYPES:
        return parse(data, RDF_TYPES[kind], reply.address, survey.client.limits.seconds)
    try:
        text = data.decode("utf-8-sig")
        _READERS[kind](text)
    except (ValueError, RecursionError, csv.Error) as error:
        raise Malformed(str(error).splitlines()[0]) from None
    return None


def _read_table(text: str) -> None:
    """Read CSV strictly: all rows are as wide as the first (RFC 4180, section 2)."""
    with wide_cells(_WIDEST):
        widths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    if not widths:
        raise ValueError("an empty table")
    odd = next((at for at, width in enumerate(widths) if width != widths[0]), None)
    if odd is not None:
        raise ValueError(f"row {odd + 1} has {widths[odd]} fields, the first has {widths[0]}")


_READERS: dict[str, Callable[[str], object]] = {
    "application/json": json.loads,
    "text/csv": _read_table,
}


def _own_names(survey: Survey, lookup: Lookup) -> set[str]:
    """Give the names of the documents, of which each format may speak in its own way.

    The thing itself may be called as a document is, where it is one.
    """
    documents = {form.address for form in lookup.forms()} | {lookup.page.final.address}
    names = {f"<{name}>" for each in documents for name in survey.place.names(each)}
    return names - {f"<{lookup.thing.iri}>"}


def _unlike(one: str, first: Statements, other: str, second: Statements) -> str:
    only = sorted(map(str, first - second)) + sorted(map(str, second - first))
    sizes = f"{len(first)} statements and {len(second)}"
    return f"{one} and {other} say {sizes}; only one says {only[0][:200]}"


CHECKS = (
    Check(
        *("media-types", "Documents are sent as what they are", "RFC 9110, section 8.3"),
        media_types,
    ),
    Check("syntax", "Documents parse", "RDF 1.1, RFC 8259, RFC 4180", syntax),
    Check("same-triples", "All formats say the same", "RDF 1.1 Concepts, section 3.6", same),
)
