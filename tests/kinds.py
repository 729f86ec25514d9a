"""Each kind of page of a site over the shipped data, and where there is one."""

from __future__ import annotations

KINDS = {
    "home": "index",
    "matrix": "9/matrix?category=people-and-skills",
    "letters": "9/a-z",
    "about": "about",
    "downloads": "downloads",
    "category": "9/category/service-management",
    "skill": "9/skill/SLMO",
    "skill at a level": "9/skill/SLMO/4",
    "skill across editions": "skill/SLMO",
    "retired code": "skill/BUAN",
    "level": "level/4",
    "level in an edition": "9/level/4",
    "attribute": "9/attribute/AUTO",
    "attribute at a level": "9/attribute/AUTO/4",
    "comparison to be chosen": "compare",
    "comparison": "compare?one=9/skill/SLMO&other=9/skill/ITOP",
    "comparison of levels": "compare?a=4&b=level/7&edition=8",
    "edition": "9",
    "framework": "framework",
    "changes": "change/8-9",
    "named graph": "graph/sfia-9-en-GB-names",
    "agent": "agent/sfia-graph",
    "mappings": "mappings",
    "mapping set": "graph/mapping-sfia-9-digcomp-3",
    "concept elsewhere": "ecf/4/A.2",
    "concept without links": "digcomp/3/2.1",
    "questions": "queries",
    "question": "query/skills-at-level",
    "question with a chart": "query/level-histogram",
    "ontology": "ontology",
    "term": "ontology/Skill",
    "rules": "shapes/text",
    "rule": "shape/level-number",
    "editor": "sparql",
    "search": "search?q=data",
    "search for nothing": "search?q=xyzzy",
    "nothing": "9/skill/NOTHING",
}
"""What stands before and behind the language of each."""


def place(kind: str, language: str = "en") -> str:
    """Give the address of a kind of page, relative to the site's root."""
    stem, mark, query = KINDS[kind].partition("?")
    return f"{stem}.{language}.html{mark}{query}"
