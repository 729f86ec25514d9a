"""The shape of the RDF that the Foundation's download page offers, as questions to it."""

from __future__ import annotations

from sfia_graph import namespaces
from sfia_graph.official_iris import OFFICIAL

PREFIXES = {**namespaces.PREFIXES, "o": f"{OFFICIAL}ontology/"}

SKILLS = """
SELECT ?code ?name ?definition ?guidance ?page ?category ?skill
WHERE {
  ?skill a o:Skill ; skos:notation ?code ; rdfs:label ?name ; o:skillCategory ?category .
  OPTIONAL { ?skill o:skillDescription ?definition }
  OPTIONAL { ?skill o:skillNotes ?guidance }
  OPTIONAL { ?skill o:url ?page }
}
ORDER BY ?code
"""
LEVELS_OF_SKILLS = """
SELECT ?skill ?level ?text
WHERE {
  ?skill a o:Skill ; o:definedAtLevel ?at .
  ?at o:level/skos:notation ?level .
  OPTIONAL { ?at o:skillLevelDescription ?text }
}
ORDER BY ?skill ?level
"""
CATEGORIES = """
SELECT ?category ?name ?parent
WHERE {
  ?category a o:Category ; skos:prefLabel ?name .
  OPTIONAL { ?category skos:broader ?parent }
}
ORDER BY BOUND(?parent) ?name
"""
ATTRIBUTES = """
SELECT ?attribute ?code ?name ?type ?definition ?guidance ?page
WHERE {
  ?attribute a owl:AnnotationProperty ; skos:notation ?code ; rdfs:label ?name .
  OPTIONAL { ?attribute o:attributeType ?type }
  OPTIONAL { ?attribute rdfs:comment ?definition }
  OPTIONAL { ?attribute o:attributeGuidanceNotes ?guidance }
  OPTIONAL { ?attribute o:url ?page }
}
ORDER BY ?code
"""
ATTRIBUTE_TEXTS = """
SELECT ?attribute ?level ?text
WHERE {
  ?attribute a owl:AnnotationProperty ; skos:notation ?code .
  ?at ?attribute ?text ; skos:notation ?level .
}
ORDER BY ?attribute ?level
"""
LEVELS = """
SELECT ?level ?phrase ?essence ?page
WHERE {
  ?at a o:Level ; skos:notation ?level .
  OPTIONAL { ?at o:levelGuidingPhrase ?phrase }
  OPTIONAL { ?at o:levelEssence ?essence }
  OPTIONAL { ?at o:url ?page }
}
ORDER BY ?level
"""
