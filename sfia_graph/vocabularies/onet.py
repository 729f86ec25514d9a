"""O*NET's database as text files: occupations, and the technologies that they use."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_CODE = Column(
    "code", ("O*NET-SOC Code",), filled=True, pattern=r"\d{2}-\d{4}\.\d{2}", such="15-1252.00"
)
_TECHNOLOGY = "technology/{commodity}"

_OCCUPATIONS = Sheet(
    "occupations",
    columns=(
        _CODE,
        Column("title", ("Title",), filled=True),
        Column("text", ("Description",)),
    ),
    kinds=(Kind("occupation/{code}", label="{title}", definition="{text}", notation="{code}"),),
)

_TECHNOLOGIES = Sheet(
    "technologies",
    columns=(
        _CODE,
        Column("example", ("Example",), filled=True),
        Column("commodity", ("Commodity Code",), filled=True, pattern=r"\d{8}", such="43232202"),
        Column("commodity_title", ("Commodity Title",), filled=True),
    ),
    kinds=(
        Kind(_TECHNOLOGY, label="{commodity_title}", example="{example}", notation="{commodity}"),
        Kind("occupation/{code}", related=_TECHNOLOGY),
    ),
    ignored=("Hot Technology", "In Demand"),
)

ONET = Framework(
    name="onet",
    path="onet",
    title="O*NET",
    sheets=(_OCCUPATIONS, _TECHNOLOGIES),
    schemes={"": "O*NET"},
    language="en-US",
    licence="https://creativecommons.org/licenses/by/4.0/",
    holder=Holder(
        "us-department-of-labor",
        "U.S. Department of Labor, Employment and Training Administration",
        "https://www.onetcenter.org/",
    ),
    open=True,
)
