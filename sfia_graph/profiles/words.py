"""The words by which sheets call an importance or a basis, in English and French."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sfia_graph.profiles.records import Basis, Importance

IMPORTANCE: dict[Importance, tuple[str, ...]] = {
    "core": (
        *("core", "essential", "mandatory", "required", "must", "must have", "key", "primary"),
        *("essentielle", "essentiel", "obligatoire", "requise", "requis", "indispensable"),
        *("principale", "cle"),
    ),
    "optional": (
        *("optional", "desirable", "desired", "preferred", "nice to have", "secondary", "should"),
        *("facultative", "facultatif", "optionnelle", "optionnel", "souhaitee", "souhaite"),
        *("souhaitable", "secondaire"),
    ),
}
BASIS: dict[Basis, tuple[str, ...]] = {
    "self-assessed": (
        *("self assessed", "selfassessed", "self assessment", "self", "self declared"),
        *("autoevalue", "autoevaluee", "auto evalue", "auto evaluee", "autoevaluation"),
        "auto evaluation",
    ),
    "assessed": ("assessed", "assessment", "evalue", "evaluee", "evaluation"),
    "endorsed": (
        *("endorsed", "endorsement", "recommended", "recommande", "recommandee"),
        "recommandation",
    ),
    "certified": (
        *("certified", "certificate", "certification", "certifie", "certifiee", "certificat"),
    ),
}


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Give a text as words are compared: no case, no accents, blanks for what is no letter.

    >>> plain(" Auto-évalué ")
    'auto evalue'
    """
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in bare if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", kept).strip()


_IMPORTANCES = {word: each for each, words in IMPORTANCE.items() for word in words}
_BASES = {word: each for each, words in BASIS.items() for word in words}


def importance_of(text: str) -> Importance | None:
    """Give the importance that a word means, None where it means none.

    >>> importance_of("Mandatory"), importance_of("facultative")
    ('core', 'optional')
    """
    return _IMPORTANCES.get(plain(text))


def basis_of(text: str) -> Basis | None:
    """Give the basis that a word means, None where it means none.

    >>> basis_of("selfAssessed"), basis_of("certifiée")
    ('self-assessed', 'certified')
    """
    return _BASES.get(plain(text))
