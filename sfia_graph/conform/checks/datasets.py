"""Whether what a VoID says of a dataset is true (Describing Linked Datasets with VoID)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.conform.counting import COUNTS, Parts, Triples, linked
from sfia_graph.conform.declared import Row
from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.survey import Survey

NO_VOID = "no VoID found; /.well-known/void or void.ttl would describe the data"
_NO_DUMP = "no data dump that can be read here to count in"
_STATED = """SELECT ?dataset ?name ?number { ?dataset ?name ?number
  FILTER(STRSTARTS(STR(?name), STR(void:)) && isNumeric(?number))
  FILTER NOT EXISTS { ?whole void:classPartition|void:propertyPartition ?dataset }
  FILTER NOT EXISTS { ?dataset a void:Linkset } }"""
_PARTS = """SELECT ?dataset ?class ?property ?name ?number {
  { ?dataset void:classPartition ?part . ?part void:class ?class }
  UNION { ?dataset void:propertyPartition ?part . ?part void:property ?property }
  ?part ?name ?number FILTER(STRSTARTS(STR(?name), STR(void:)) && isNumeric(?number)) }"""
_LINKSETS = """SELECT ?links ?within ?property ?number ?start ?end {
  ?links void:linkPredicate ?property .
  OPTIONAL { ?within void:subset ?links }
  OPTIONAL { ?links void:triples ?number }
  OPTIONAL { ?links void:subjectsTarget/void:uriSpace ?start }
  OPTIONAL { ?links void:objectsTarget/void:uriSpace ?end } }"""
_SPACES = "SELECT ?dataset ?space { ?dataset void:uriSpace ?space }"
_EXAMPLES = "SELECT ?dataset ?thing { ?dataset void:exampleResource ?thing }"


def description(survey: Survey) -> Finding:
    """Look whether the VoID parses, and whether what it links to is there."""
    faults = list(survey.declared.broken)
    pages = survey.declared.values(
        "SELECT ?page { ?dataset void:dataDump|foaf:homepage|void:rootResource ?page }"
    )
    for page in pages:
        there = survey.place.address(page)
        if there and there not in {each.address for each in survey.dumps.read}:
            trail = survey.follow(there, most=survey.client.limits.dump)
            faults += [] if trail.is_good else [f"{page}: {trail.outcome}"]
    documents = survey.declared.documents
    remedy = "mend the document; nothing of it was read"
    return judged(len(documents), "document", faults, remedy, NO_VOID)


def dumps(survey: Survey) -> Finding:
    """Fetch and parse each data dump; all formats of one dataset hold the same number."""
    faults, unread = [], []
    sizes: dict[tuple[str, str], int] = {}
    for each in survey.dumps.read:
        if each.fault:
            faults.append(f"{each.address}: {each.fault}")
        elif each.unread:
            unread.append(f"{each.address}: {each.unread}")
        else:
            key = each.dataset, each.form
            sizes[key] = sizes.get(key, 0) + len(each.triples)
    for dataset in sorted({each for each, _ in sizes}):
        by_form = {form: size for (of, form), size in sizes.items() if of == dataset}
        if len(set(by_form.values())) > 1:
            said = ", ".join(f"{form} {size}" for form, size in sorted(by_form.items()))
            faults.append(f"{dataset}: its dumps hold different numbers of statements: {said}")
    note = f"{survey.dumps.left} more were left" if survey.dumps.left else ""
    remedy = "write the dumps anew from the data, and send them as what they are"
    if unread and len(unread) == len(survey.dumps.read):
        return absent(f"not read: {unread[0]}")
    return judged(len(sizes), "dump", faults, remedy, "no void:dataDump is named", note)


def counts(survey: Survey) -> Finding:
    """Hold the numbers of each dataset to what its dump holds."""
    spaces = {row["dataset"]: row["space"] for row in survey.declared.rows(_SPACES)}
    faults, count = [], 0
    for row in survey.declared.rows(_STATED):
        held = survey.dumps.whole(row["dataset"])
        name = row["name"].rpartition("#")[2]
        if held is None or name not in COUNTS:
            continue
        count += 1
        there = COUNTS[name](held, spaces.get(row["dataset"], ""))
        if there != int(float(row["number"])):
            said = f"void:{name} is {row['number']}, but the dump holds {there}"
            faults.append(f"{row['dataset']}: {said}")
    return _judged(count, faults)


def partitions(survey: Survey) -> Finding:
    """Hold the numbers of classes and properties to what the dump holds."""
    faults, count = [], 0
    rows = survey.declared.rows(_PARTS)
    held = {each: survey.dumps.whole(each) for each in {row["dataset"] for row in rows}}
    parts = {dataset: Parts(triples) for dataset, triples in held.items() if triples is not None}
    for row in rows:
        there = _counted(parts.get(row["dataset"]), row)
        if there is None:
            continue
        count += 1
        if there != int(float(row["number"])):
            what = row.get("class") or row.get("property")
            name = row["name"].rpartition("#")[2]
            said = f"void:{name} is {row['number']}, but the dump holds {there}"
            faults.append(f"{what}: {said}")
    return _judged(count, faults)


def _counted(parts: Parts | None, row: Row) -> int | None:
    name = row["name"].rpartition("#")[2]
    if parts is None:
        return None
    if "class" in row:
        return parts.of_class(name, row["class"])
    return parts.of_property(name, row["property"])


def linksets(survey: Survey) -> Finding:
    """Hold the numbers of links to what the dump of the linkset, or of what holds it, has."""
    faults, count = [], 0
    for row in survey.declared.rows(_LINKSETS):
        held = _first(survey.dumps.whole(each) for each in (row["links"], row.get("within", "")))
        if held is None or "number" not in row:
            continue
        count += 1
        there = linked(held, row["property"], row.get("start", ""), row.get("end", ""))
        if there < int(float(row["number"])):
            said = f"void:triples is {row['number']}, but the dump holds {there} of that property"
            faults.append(f"{row['links']}: {said}")
    return _judged(count, faults, "no linkset with a number, and a dump to count in")


def spaces(survey: Survey) -> Finding:
    """Look whether the things of a dataset have IRIs that begin as it says."""
    faults, count = [], 0
    examples = survey.declared.rows(_EXAMPLES)
    for row in survey.declared.rows(_SPACES):
        named = [each["thing"] for each in examples if each["dataset"] == row["dataset"]]
        count += 1
        for each in named:
            if not each.startswith(row["space"]):
                faults.append(f"{each}: an example that does not begin with {row['space']}")
        held = survey.dumps.whole(row["dataset"])
        if held is not None and not any(_begins(each.subject, row["space"]) for each in held):
            faults.append(f"{row['space']}: no thing in the dump has an IRI that begins so")
    remedy = "write void:uriSpace as the IRIs begin, up to the last slash or number sign"
    return judged(count, "void:uriSpace", faults, remedy, "no void:uriSpace is named")


def _judged(count: int, faults: list[str], none: str = "") -> Finding:
    remedy = "count anew when the data change, and write the VoID from the counts"
    return judged(count, "number", faults, remedy, none or f"no numbers, or {_NO_DUMP}")


def _first(found: Iterator[Triples | None]) -> Triples | None:
    return next((each for each in found if each is not None), None)


def _begins(term: object, space: str) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(space)


CHECKS = (
    Check("void", "The VoID is there and parses", "VoID, discovery; RFC 8615", description),
    Check("void-dumps", "Data dumps are there and parse", "VoID, section 3.2", dumps),
    Check("void-counts", "Numbers are true", "VoID, section 4.6", counts),
    Check("void-partitions", "Numbers of its parts are true", "VoID, section 4.5", partitions),
    Check("void-linksets", "Numbers of links are true", "VoID, section 5", linksets),
    Check("void-uri-space", "IRIs begin as it says", "VoID, section 4.2", spaces),
)
