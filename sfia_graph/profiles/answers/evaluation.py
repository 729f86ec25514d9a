"""An answer as RDF: each requirement is a test, and whether it is met is its outcome.

The words are those of EARL 1.0, the W3C's Evaluation and Report Language: an `earl:Assertion` says
that a subject (a person or a team) passes or fails a test (a requirement, or a role as a whole).
`rdf:value` of a result is how many levels are missing. What a requirement asks for, and the claims
that were counted for a result, stand beside it as the store has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD, Namespace

from sfia_graph.blank_nodes import labelled
from sfia_graph.graph import bind_prefixes
from sfia_graph.graph.writer import SFIA
from sfia_graph.minting import Minter
from sfia_graph.namespaces import local_name
from sfia_graph.profiles.answers.candidates import Candidate
from sfia_graph.profiles.answers.gaps import Gap, spelt
from sfia_graph.profiles.selects import Ask, iris, rows
from sfia_graph.results import Value

EARL = Namespace("http://www.w3.org/ns/earl#")

_REQUIREMENTS = """SELECT DISTINCT ?role ?requirement ?importance ?skill ?code ?at ?level WHERE {{
  VALUES ?role {{ {roles} }}
  ?role sfia:requirement ?requirement .
  ?requirement sfia:importance ?importance ; sfia:skillAtLevel ?at .
  ?at sfia:skill ?skill ; sfia:level/sfia:levelNumber ?level .
  ?skill dcterms:identifier ?code .
}} ORDER BY ?requirement ?level"""
_CLAIMS = """SELECT DISTINCT ?holding ?basis ?claimed ?at ?skill WHERE {{
  ?holding sfia:holder {person} ;
    sfia:basis ?basis ;
    sfia:skillAtLevel ?at ;
    prov:generatedAtTime ?claimed .
  ?at sfia:skill ?skill .
  FILTER NOT EXISTS {{ ?holding prov:invalidatedAtTime ?end . FILTER(?end <= NOW()) }}
}} ORDER BY ?holding"""

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Counted:
    """On which date (xsd:date), by which rules in words, and on which grounds it was counted."""

    date: str
    rules: str
    bases: tuple[str, ...] = ()


def of_person(ask: Ask, person: str, role: str, gaps: Sequence[Gap], counted: Counted) -> str:
    """Give a person against a role as Turtle; `person` and `role` are IRIs."""
    graph, tests = Graph(bind_namespaces="none"), _requirements(ask, [role])
    claims = list(rows(ask(_CLAIMS.format(person=f"<{person}>"))))
    for gap in gaps:
        asked = _rows_of(tests, role, gap)
        result = _assert(graph, person, _test(graph, asked, role, gap), gap.missing, counted)
        for claim in claims:
            counts = spelt(str(claim["basis"])) in counted.bases
            if counts and claim["skill"] in {row["skill"] for row in asked}:
                graph.add((result, PROV.wasDerivedFrom, _claim(graph, person, claim)))
    return _written(graph)


def of_team(
    ask: Ask, team: str, roles: Iterable[str], gaps: Sequence[Gap], counted: Counted
) -> str:
    """Give a team against roles as Turtle; `team` and `roles` are IRIs."""
    graph, tests = Graph(bind_namespaces="none"), _requirements(ask, roles)
    for gap in gaps:
        test = _test(graph, _rows_of(tests, gap.role, gap), gap.role, gap)
        _assert(graph, team, test, gap.missing, counted)
    return _written(graph)


def of_candidates(found: Iterable[Candidate], counted: Counted) -> str:
    """Give candidates as Turtle; the test is the role as a whole, what it asks for as core."""
    graph = Graph(bind_namespaces="none")
    for each in found:
        _assert(graph, each.person, URIRef(each.profile), each.missing, counted)
    return _written(graph)


def _assert(
    graph: Graph, subject: str, test: URIRef | BNode, missing: int, counted: Counted
) -> BNode:
    said, result = BNode(), BNode()
    graph.add((said, RDF.type, EARL.Assertion))
    graph.add((said, DCTERMS.date, Literal(counted.date, datatype=XSD.date)))
    graph.add((said, EARL.assertedBy, URIRef(Minter().agent("sfia-graph"))))
    graph.add((said, EARL.mode, EARL.automatic))
    graph.add((said, EARL.result, result))
    graph.add((said, EARL.subject, URIRef(subject)))
    graph.add((said, EARL.test, test))
    graph.add((result, RDF.type, EARL.TestResult))
    graph.add((result, RDF.value, Literal(missing)))
    graph.add((result, EARL.info, Literal(counted.rules, lang="en")))
    graph.add((result, EARL.outcome, EARL.failed if missing else EARL.passed))
    return result


Tests = dict[tuple[str, str, bool, int, int], list[Row]]


def _requirements(ask: Ask, roles: Iterable[str]) -> Tests:
    """Give the rows of each requirement by its role, code, importance and levels."""
    query = _REQUIREMENTS.format(roles=iris(roles))
    found: Tests = {}
    for _, several in groupby(rows(ask(query)), key=lambda row: row["requirement"]):
        same = list(several)
        levels = [int(str(row["level"])) for row in same]
        core = str(same[0]["importance"]) == str(SFIA.core)
        key = (str(same[0]["role"]), str(same[0]["code"]), core, min(levels), max(levels))
        found.setdefault(key, same)
    return found


def _rows_of(tests: Tests, role: str, gap: Gap) -> list[Row]:
    return tests.get((role, gap.code, gap.core, gap.lowest, gap.highest), [])


def _test(graph: Graph, asked: list[Row], role: str, gap: Gap) -> URIRef | BNode:
    test = URIRef(str(asked[0]["requirement"])) if asked else BNode()
    graph.add((test, RDF.type, SFIA.Requirement))
    graph.add((test, SFIA.importance, SFIA.core if gap.core else SFIA.optional))
    graph.add((URIRef(role), SFIA.requirement, test))
    for row in asked:
        graph.add((test, SFIA.skillAtLevel, URIRef(str(row["at"]))))
    return test


def _claim(graph: Graph, person: str, row: Row) -> URIRef:
    claim = URIRef(str(row["holding"]))
    graph.add((claim, RDF.type, SFIA.Holding))
    graph.add((claim, PROV.generatedAtTime, Literal(row["claimed"], datatype=XSD.dateTime)))
    graph.add((claim, SFIA.basis, SFIA[local_name(str(row["basis"]))]))
    graph.add((claim, SFIA.holder, URIRef(person)))
    graph.add((claim, SFIA.skillAtLevel, URIRef(str(row["at"]))))
    return claim


def _written(graph: Graph) -> str:
    fresh = Graph(bind_namespaces="none")
    bind_prefixes(fresh)
    fresh.bind("earl", EARL)
    fresh += labelled(graph)
    return fresh.serialize(format="longturtle")
