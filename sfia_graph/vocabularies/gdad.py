"""The UK Government Digital and Data Profession Capability Framework, one row a skill of a role."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_UNUSED = "NOT IN USE"
_LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
_SKILL = "skill/{skill:slug}"
_ROLE = "role/{role:slug}"

_ROWS = Sheet(
    "skills of roles",
    columns=(
        Column("family", ("Role Family",), filled=True),
        Column("role", ("Role",), filled=True),
        Column("role_text", ("Role Description",)),
        Column("role_level", ("Role Level",), filled=True),
        Column("role_level_text", ("Role Level Description",), null=_UNUSED),
        Column("skill", ("Skill Name",), filled=True),
        Column("skill_text", ("Skill Description",), null="MISSING"),
        Column(
            "level",
            ("Skill Level",),
            null=_UNUSED,
            pattern=f"(?i:{'|'.join(_LEVELS)})",
            such="Working",
        ),
        Column("level_text", ("Skill Level Description",), null=_UNUSED),
        Column("type", ("Role Type",), required=False),
    ),
    kinds=(
        Kind("family/{family:slug}", label="{family}"),
        Kind(
            _ROLE,
            label="{role}",
            definition="{role_text}",
            broader="family/{family:slug}",
            alive="level",
        ),
        Kind(
            f"{_ROLE}/{{role_level:slug}}",
            label="{role_level}",
            definition="{role_level_text}",
            broader=_ROLE,
            related=f"{_SKILL}/{{level:slug}}",
            alive="level",
        ),
        Kind(_ROLE, related=_SKILL, where={"level": ""}),
        Kind(_SKILL, label="{skill}", definition="{skill_text}", alive="level"),
        Kind(
            f"{_SKILL}/{{level:slug}}",
            label="{skill}: {level}",
            definition="{level_text}",
            broader=_SKILL,
            level="level/{level:slug}",
        ),
    ),
)

GDAD = Framework(
    name="gdad",
    path="gdad",
    title="Government Digital and Data Profession Capability Framework",
    sheets=(_ROWS,),
    schemes={
        "": "Government Digital and Data Profession Capability Framework",
        "levels": "Government Digital and Data Profession Capability Framework: skill levels",
    },
    language="en-GB",
    licence="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    holder=Holder("uk-government", "Government of the United Kingdom", "https://www.gov.uk/"),
    fixed=tuple(
        Kind(f"level/{name.lower()}", label=name, number=str(number), schemes=("levels",))
        for number, name in enumerate(_LEVELS, 1)
    ),
)
