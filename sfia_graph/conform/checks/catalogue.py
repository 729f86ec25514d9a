"""Whether what a catalogue says of its files is true (DCAT 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.declared import Row
from sfia_graph.conform.media_types import compare
from sfia_graph.conform.outcome import Check, Finding, judged
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.survey import Survey

_FILES = """SELECT ?file ?type ?size ?algorithm ?digest ?packed {
  ?distribution dcat:downloadURL ?file .
  OPTIONAL { ?distribution dcat:mediaType ?type }
  OPTIONAL { ?distribution dcat:byteSize ?size }
  OPTIONAL { ?distribution dcat:compressFormat ?packed }
  OPTIONAL { ?distribution spdx:checksum ?sum .
    ?sum spdx:algorithm ?algorithm ; spdx:checksumValue ?digest } }"""
_PAGES = "SELECT ?page { ?distribution dcat:accessURL ?page FILTER NOT EXISTS " + (
    "{ ?distribution dcat:downloadURL ?page } }"
)
_MOST = 60
_NONE = "no catalogue of files found (dcat:downloadURL)"


@dataclass(frozen=True)
class Fetched:
    """A file of the catalogue: what is said of it, and the answer or why there is none."""

    said: Row
    address: str
    reply: Reply | None
    fault: str = ""


def there(survey: Survey) -> Finding:
    """Fetch each file that the catalogue names."""
    faults, count = [], 0
    for each in _fetched(survey):
        count += 1
        faults += [f"{each.address}: {each.fault}"] if each.fault else []
    for page in survey.declared.values(_PAGES)[:_MOST]:
        address = survey.place.address(page)
        if address:
            count += 1
            trail = survey.follow(address)
            faults += [] if trail.is_good else [f"{address}: {trail.outcome}"]
    remedy = "put the file there, or take it out of the catalogue"
    return judged(count, "file", faults, remedy, _NONE)


def sizes(survey: Survey) -> Finding:
    """Hold dcat:byteSize to the bytes that come."""
    faults, count = [], 0
    for each in _fetched(survey):
        if each.reply is None or "size" not in each.said or each.reply.cut:
            continue
        count += 1
        size = len(each.reply.body)
        if float(each.said["size"]) != size:
            faults.append(f"{each.address}: {each.said['size']} bytes announced, {size} come")
    remedy = "write the size of the file as it is sent without a content coding"
    return judged(count, "size", faults, remedy, "no dcat:byteSize is named")


def checksums(survey: Survey) -> Finding:
    """Hold spdx:checksum to the bytes that come."""
    faults, count = [], 0
    for each in _fetched(survey):
        name = each.said.get("algorithm", "").rpartition("_")[2].lower().replace("-", "")
        if each.reply is None or each.reply.cut or name not in hashlib.algorithms_guaranteed:
            continue
        count += 1
        found = hashlib.new(name, each.reply.body, usedforsecurity=False).hexdigest()
        if found != each.said["digest"].strip().lower():
            faults.append(f"{each.address}: its {name} is {found}, not {each.said['digest']}")
    remedy = "write the checksum of the file as it is sent without a content coding"
    return judged(count, "checksum", faults, remedy, "no spdx:checksum is named")


def types(survey: Survey) -> Finding:
    """Hold dcat:mediaType to the media type that is sent."""
    faults, count = [], 0
    for each in _fetched(survey):
        named = each.said.get("type", "").rpartition("media-types/")[2].lower()
        if each.reply is None or "/" not in named:
            continue
        count += 1
        said = compare(each.reply, named)
        if not said.is_true and each.said.get("packed") is None:
            faults.append(f"{each.address}: {named} announced, {each.reply.media_type} comes")
    remedy = "have the host send the file as what the catalogue says"
    return judged(count, "media type", faults, remedy, "no dcat:mediaType is named")


def _fetched(survey: Survey) -> Iterator[Fetched]:
    rows = {row["file"]: row for row in survey.declared.rows(_FILES)}
    here = [(row, a) for row in rows.values() if (a := survey.place.address(row["file"]))]
    step = max(1, -(-len(here) // _MOST))
    for row, address in here[::step]:
        try:
            trail = survey.follow(address, most=survey.client.limits.dump)
        except Unanswered as error:
            yield Fetched(row, address, None, str(error).removeprefix(f"{address}: "))
            continue
        fault = "" if trail.is_good else trail.outcome
        yield Fetched(row, address, None if fault else trail.final, fault)


CHECKS = (
    Check("files", "The catalogue's files are there", "DCAT 3, section 6.8", there),
    Check("file-sizes", "Their sizes are true", "DCAT 3, section 6.8", sizes),
    Check("file-checksums", "Their checksums are true", "DCAT 3, section 6.8", checksums),
    Check("file-types", "They are sent as what they are", "DCAT 3, section 6.8", types),
)
