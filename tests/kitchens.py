"""Two invented frameworks of kitchen skills, to be matched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

PREFIXES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX k: <https://example.org/kitchen/>
PREFIX b: <https://example.org/bakery/>
"""

KITCHEN = """
k: a skos:ConceptScheme .
k:level1 sfia:levelNumber 1 . k:level2 sfia:levelNumber 2 . k:level3 sfia:levelNumber 3 .
k:bread a skos:Concept ; skos:inScheme k: ; skos:notation "BRED" ;
    skos:prefLabel "Bread making"@en, "Boulangerie"@fr ; skos:broader k:oven ;
    skos:definition "Kneads dough and bakes loaves of bread in a hot oven."@en-GB ,
        "Kneads dough and bakes loafs of bread in a hot oven."@en-US ,
        "Pétrit la pâte et cuit des pains dans un four chaud."@fr .
k:bread-1 skos:broader k:bread ; sfia:level k:level1 ; skos:inScheme k: ;
    skos:definition "Weighs flour under supervision."@en .
k:bread-3 skos:broader k:bread ; sfia:level k:level3 ; skos:inScheme k: ;
    skos:definition "Writes recipes and trains bakers."@en .
k:soup a skos:Concept ; skos:inScheme k: ; skos:notation "SOUP" ;
    skos:prefLabel "Soup cooking"@en ; skos:altLabel "Broths"@en ; skos:broader k:stove ;
    skos:definition "Simmers vegetables and bones into broth."@en .
k:cake a skos:Concept ; skos:inScheme k: ; skos:notation "CAKE" ;
    skos:prefLabel "Cake making"@en ; skos:broader k:oven ;
    skos:definition "Whips cream and bakes sponge in an oven."@en .
k:old a skos:Concept ; skos:inScheme k: ; skos:prefLabel "Bread baking"@en ; owl:deprecated true .
k:oven skos:prefLabel "The oven"@en . k:stove skos:prefLabel "The stove"@en .
"""

BAKERY = """
b: a skos:ConceptScheme .
b:loaves a skos:Concept ; skos:inScheme b: ; skos:notation "L1" ; skos:prefLabel "Loaves"@en ;
    skos:definition "Shapes dough, bakes bread."@en ; skos:broader b:morning .
b:gateau a skos:Concept ; skos:inScheme b: ; skos:prefLabel "Gâteaux"@fr, "Gateaux"@en ;
    skos:definition "Fills sponge with whipped cream."@en ; skos:broader b:morning .
b:stock a skos:Concept ; skos:inScheme b: ; skos:prefLabel "Stock pots"@en ;
    skos:definition "Keeps broth simmering."@en .
b:morning skos:prefLabel "Morning shift"@en .
"""

TO_KITCHEN, TO_BAKERY = "https://example.org/kitchen/", "https://example.org/bakery/"


def written(folder: Path, *parts: str, name: str = "kitchens.ttl") -> Path:
    """Write both frameworks, and what else is said of them, into a file."""
    path = folder / name
    path.write_text("\n".join([PREFIXES, KITCHEN, BAKERY, *parts]), encoding="utf-8")
    return path


def names(rows: Iterable[str]) -> list[str]:
    """Shorten addresses to their last part."""
    return [each.rsplit("/", 1)[-1] for each in rows]
