"""The frameworks whose roles become profiles, one row each."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.provenance import Holder

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class RoleFramework:
    """A framework of roles: `name` begins the slugs of its profiles.

    `role` is a pattern of the IRIs of its roles, `mapping` the graph of the links to them. The
    licence is that of the links and of the titles together.
    """

    name: str
    title: str
    role: str
    mapping: str
    holder: Holder
    by_code: bool = False
    licence: str = CC_BY


NICE = RoleFramework(
    name="nice",
    title="Work roles of the NICE Framework 2",
    role=r"/nice/2/[A-Z]{2}-WRL-[0-9]{3}$",
    mapping="mapping-sfia-9-nice-2",
    holder=Holder(
        "nist", "National Institute of Standards and Technology", "https://www.nist.gov/nice"
    ),
    by_code=True,
)
ESCO = RoleFramework(
    name="esco",
    title="Occupations of ESCO",
    role=r"^http://data[.]europa[.]eu/esco/occupation/",
    mapping="mapping-sfia-9-esco",
    holder=Holder("european-commission", "European Commission", "https://esco.ec.europa.eu/"),
)
EU_ICT_HOLDER = Holder(
    "cen", "European Committee for Standardization", "https://www.cencenelec.eu/"
)
EU_ICT_LICENCE = "http://rightsstatements.org/vocab/InC/1.0/"
"""Titles of profiles are CEN's (CWA 16458); that they are carried here is no permission."""
