"""The NICE Framework Components 2.x (NIST SP 800-181): a workbook of roles and statements."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_ROLE = r"(?P<group>[A-Z]{2})-WRL-\d{3}"
_AREA = r"NF-COM-\d{3}"
_STATEMENT = r"[TKS]\d{4}"
_WITHDRAWN = r"\W*(?P<withdrawn>(?i:withdrawn|deprecated))\b.*"
_STATUS = Column("status", ("Status", "Withdrawn"), required=False, pattern=rf"{_WITHDRAWN}|.*")

_ROLES = Sheet(
    "work roles",
    columns=(
        Column(
            "role",
            ("Work Role",),
            filled=True,
            pattern=r"(?s)(?P<heading>[A-Z][^()]*) \((?P<code>[A-Z]{2})\) [–-] (?P<text>.+)|.+",
        ),
        Column("role_text", ("Work Role Description",)),
        Column("id", ("Work Role ID",), pattern=_ROLE, such="OG-WRL-001"),
        _STATUS,
    ),
    kinds=(
        Kind("{code}", label="{heading}", definition="{text}", notation="{code}", where={"id": ""}),
        Kind("{id}", label="{role}", definition="{role_text}", notation="{id}", broader="{group}"),
        Kind("{id}", deprecated=True, where={"withdrawn": "*"}),
    ),
    ignored=("OPM Code (Fed Use)", "Link to TKS List", "Click to view TKS Catalog"),
)

_STATEMENTS = Sheet(
    "task, knowledge and skill statements",
    name=r".*TKS Statements",
    columns=(
        Column("id", ("TKS ID",), filled=True, pattern=_STATEMENT, such="K0018"),
        Column("wording", ("TKS Description",), filled=True, pattern=rf"(?s){_WITHDRAWN}|.+"),
        _STATUS,
    ),
    kinds=(
        Kind("{id}", label="{wording}", notation="{id}", tier="texts"),
        Kind("{id}", deprecated=True, where={"withdrawn": "*"}, tier="texts"),
    ),
    ignored=("New for v2.1.0",),
)

_AREAS = Sheet(
    "competency areas",
    columns=(
        Column("area", ("Competency Area Name",), filled=True),
        Column("area_text", ("Competency Area Description",)),
        Column("id", ("Competency Area ID",), filled=True, pattern=_AREA, such="NF-COM-002"),
    ),
    kinds=(Kind("{id}", label="{area}", definition="{area_text}", notation="{id}"),),
)

_OF_ONE = Sheet(
    "statements of a work role or competency area",
    name=rf"{_ROLE}|{_AREA}",
    columns=(
        Column("id", ("TKS ID",), filled=True, pattern=_STATEMENT, such="K0018"),
        Column("wording", ("TKS Description",)),
    ),
    kinds=(Kind("{sheet}", related="{id}", tier="texts"),),
    ignored=(
        "Click to view TKS Catalog",
        "Task to Knowledge & Skill Alignments",
    ),
)

NICE = Framework(
    name="nice-2",
    path="nice/2",
    title="NICE Framework Components 2",
    sheets=(_ROLES, _STATEMENTS, _AREAS, _OF_ONE),
    schemes={"": "NICE Framework Components 2"},
    language="en-US",
    licence="https://creativecommons.org/publicdomain/mark/1.0/",
    holder=Holder(
        "nist", "National Institute of Standards and Technology", "https://www.nist.gov/nice"
    ),
)
