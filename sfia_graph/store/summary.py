"""What a store says of many people, counted once: who holds what, and how many do."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.errors import StoreError
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES

_SFIA = PREFIXES["sfia"]
_COUNT = ox.NamedNode(f"{_SFIA}holderCount")
_HIGHEST = ox.NamedNode(f"{_SFIA}highestHeld")
_SKILLS = "SELECT DISTINCT ?skill WHERE { ?at sfia:skill ?skill } ORDER BY ?skill"
_HELD = """
SELECT DISTINCT ?skill ?at ?number ?person
WHERE {
  ?at sfia:skill ?skill ;
    sfia:level/sfia:levelNumber ?number .
  ?holding sfia:skillAtLevel ?at ;
    sfia:holder ?person .
  FILTER(!ISLITERAL(?person) && ISNUMERIC(?number))
  FILTER NOT EXISTS { ?holding prov:invalidatedAtTime ?end . FILTER(?end <= NOW()) }
}"""

Person = ox.NamedNode | ox.BlankNode


def summarise(store: ox.Store) -> None:
    """Put the files of a store in the order of its indexes, and add the graph `graph/summary`.

    It holds the number of holders of each skill at level (`sfia:holderCount`) and each person's
    highest level of each skill (`sfia:highestHeld`), from every holding, whatever its basis, that
    has not expired by now.
    Memory is that for the holders of one skill. Raises `StoreError` where there is a summary
    already.
    """
    if any(True for term in (_COUNT, _HIGHEST) for _ in _quads(store, term)):
        problem = "a summary is among what is loaded, which may be out of date"
        raise StoreError(f"{problem}; leave graph/summary out of the files")
    store.optimize()
    graph = ox.NamedNode(Minter().graph("summary"))
    store.bulk_extend(
        ox.Quad(*triple, graph) for skill in _skills(store) for triple in _summary(store, skill)
    )


def _quads(store: ox.Store, predicate: ox.NamedNode) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, predicate, None, None)


def _skills(store: ox.Store) -> list[ox.NamedNode]:
    found = store.query(_SKILLS, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [each["skill"] for each in found if isinstance(each["skill"], ox.NamedNode)]


def _summary(
    store: ox.Store, skill: ox.NamedNode
) -> Iterator[tuple[Person, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    found = store.query(
        _HELD,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={ox.Variable("skill"): skill},
    )
    assert isinstance(found, ox.QuerySolutions)
    counts: dict[ox.NamedNode, int] = {}
    highest: dict[Person, tuple[int, ox.NamedNode]] = {}
    for _, at, number, person in found:
        counts[at] = counts.get(at, 0) + 1
        held = int(number.value), at
        if person not in highest or highest[person][0] < held[0]:
            highest[person] = held
    yield from ((at, _COUNT, ox.Literal(count)) for at, count in counts.items())
    yield from ((person, _HIGHEST, at) for person, (_, at) in highest.items())
