"""e-CF, the European e-Competence Framework (EN 16234-1): codes, titles and levels."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_AREAS = {"A": "PLAN", "B": "BUILD", "C": "RUN", "D": "ENABLE", "E": "MANAGE"}

_COMPETENCES = Sheet(
    "competences",
    columns=(
        Column("code", ("code",), filled=True, pattern=r"(?P<letter>[A-E])\.\d+", such="A.2"),
        Column("title", ("title",), filled=True),
        Column("area", ("area",), required=False),
        Column(
            "at", ("levels",), filled=True, pattern=r"[1-5]( [1-5])*", such="3 4", separator=" "
        ),
    ),
    kinds=(
        Kind("{code}", label="{title}", notation="{code}"),
        *(
            Kind("{code}", broader=area, where={"letter": letter})
            for letter, area in _AREAS.items()
        ),
        Kind(
            "{code}/{at}",
            label="{title}, level {at}",
            notation="{code}/{at}",
            broader="{code}",
            level="level/{at}",
            each=("at",),
        ),
    ),
)

_FIXED = (
    *(Kind(area, label=area, notation=letter) for letter, area in _AREAS.items()),
    *(
        Kind(
            f"level/{number}",
            label=f"e-CF level {number}",
            notation=f"e-{number}",
            number=str(number),
            schemes=("levels",),
        )
        for number in range(1, 6)
    ),
)


def _version(number: int, only: tuple[str, ...]) -> Framework:
    title = f"European e-Competence Framework {number}.0"
    return Framework(
        name=f"ecf-{number}",
        path=f"ecf/{number}",
        title=title,
        sheets=(_COMPETENCES,),
        schemes={"": title, "levels": f"{title}: proficiency levels"},
        language="en",
        licence="http://rightsstatements.org/vocab/InC/1.0/",
        holder=Holder(
            "cen", "European Committee for Standardization", "https://www.cencenelec.eu/"
        ),
        fixed=_FIXED,
        only=only,
    )


ECF = (_version(4, only=("A.10", "C.5")), _version(3, only=("D.12",)))
