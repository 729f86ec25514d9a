"""Two heavy questions about a workforce, on engines that hold it on disk.

The heat map counts the people who hold each skill at each level. The ranking lists the people who
hold at least half of what a role's core requirements ask for, counted in levels, the nearest first:
somebody's highest level of a skill counts, up to the level that is asked for.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from benchmarks.scale_data import Workforce
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.queries import stored_query
from sfia_graph.resources import DATA
from sfia_graph.results import to_python
from sfia_graph.store import open_store

ROLE = "01"
"""The role that people are ranked for."""

SHARE = 50
"""How much of what is asked for somebody must hold to be listed, in percent."""

Answer = list[tuple[Any, ...]]

_CORE = f"""{{
  SELECT ?skill (MIN(?level) AS ?needed) WHERE {{
    <{BASE}role/{ROLE}> sfia:requirement ?requirement .
    ?requirement sfia:importance sfia:core ; sfia:skillAtLevel ?asked .
    ?asked sfia:skill ?skill ; sfia:level/sfia:levelNumber ?level .
  }} GROUP BY ?skill
}}"""
_MET = f"""{{
  SELECT ?person (SUM(?most) AS ?met) WHERE {{
    {{ SELECT ?person ?skill (MAX(?counted) AS ?most) WHERE {{
      {{ SELECT ?holding ?skill ?counted WHERE {{
        {{ SELECT ?skill ?at (IF(?level < ?needed, ?level, ?needed) AS ?counted) WHERE {{
          {_CORE}
          ?at sfia:skill ?skill ; sfia:level/sfia:levelNumber ?level .
        }} }}
        ?holding sfia:skillAtLevel ?at .
      }} }}
      {{ SELECT ?holding ?person WHERE {{ ?holding sfia:holder ?person }} }}
    }} GROUP BY ?person ?skill }}
  }} GROUP BY ?person
}}"""
RANKING = f"""SELECT ?person ?gap ?asked WHERE {{
  {{ SELECT (SUM(?needed) AS ?asked) WHERE {{ {_CORE} }} }}
  {_MET}
  FILTER(100 * ?met >= {SHARE} * ?asked)
  BIND(?asked - ?met AS ?gap)
}} ORDER BY ?gap ?person"""
"""The fastest form found: holdings and holders are joined by hash."""

HEAT_MAP = """SELECT ?code ?level ?people WHERE {
  { SELECT ?at (COUNT(DISTINCT ?person) AS ?people) WHERE {
    { SELECT ?holding ?at WHERE { ?holding sfia:skillAtLevel ?at } }
    { SELECT ?holding ?person WHERE { ?holding sfia:holder ?person } }
  } GROUP BY ?at }
  ?at sfia:skill/dcterms:identifier ?code ; sfia:level/sfia:levelNumber ?level .
} ORDER BY ?code ?level"""
"""The fastest form found: two subselects, so that Oxigraph joins by hash and not row by row."""

SQL_HEAT_MAP = """SELECT skill, level, count(DISTINCT person) AS people
FROM claim GROUP BY skill, level ORDER BY skill, level"""
SQL_RANKING = f"""WITH best AS (
  SELECT person, skill, least(max(level), any_value(needed)) AS most
  FROM claim JOIN core USING (skill) GROUP BY person, skill
), ranked AS (
  SELECT person, sum(most) AS met, (SELECT sum(needed) FROM core) AS asked
  FROM best GROUP BY person
)
SELECT person, asked - met AS gap, asked
FROM ranked WHERE 100 * met >= {SHARE} * asked ORDER BY gap, person"""


class Engine(Protocol):
    """What can be asked both questions."""

    def heat_map(self) -> Answer:
        """Give code, level and number of people, by code and level."""

    def ranking(self) -> Answer:
        """Give pseudonym, gap in levels and levels asked for, by gap and pseudonym."""


class DuckDB:
    """A table of claims in a file of its own."""

    def __init__(self, folder: Path, data: Workforce) -> None:
        import duckdb

        self._asked = duckdb.connect(str(folder / "duckdb"))
        self._asked.execute(
            "CREATE TABLE claim (person VARCHAR, skill VARCHAR, level TINYINT);"
            f"COPY claim FROM '{data.table}' (HEADER); CHECKPOINT"
        )
        self._asked.execute("CREATE TABLE core (skill VARCHAR, needed TINYINT)")
        self._asked.executemany("INSERT INTO core VALUES (?, ?)", core())

    def heat_map(self) -> Answer:
        """Ask in SQL."""
        return list(self._asked.execute(SQL_HEAT_MAP).fetchall())

    def ranking(self) -> Answer:
        """Ask in SQL."""
        return list(self._asked.execute(SQL_RANKING).fetchall())


def core() -> list[tuple[str, int]]:
    """Give the codes that the role asks for as core, each with the lowest level that will do."""
    from benchmarks.roles import roles

    store = ox.Store()
    store.bulk_load("".join(roles(int(ROLE))).encode(), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(path=DATA / "sfia-9.ttl", format=ox.RdfFormat.TURTLE)
    query = f"SELECT ?code ?needed WHERE {{ {_CORE} ?skill dcterms:identifier ?code }}"
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    return [(row[0].value, int(row[1].value)) for row in rows]  # type: ignore[union-attr]


class Pyoxigraph:
    """Oxigraph’s own Python package on a folder, everything in the default graph."""

    def __init__(self, folder: Path, data: Workforce) -> None:
        where = str(folder / "pyoxigraph")
        store = ox.Store(where)
        store.bulk_load(path=data.triples, format=ox.RdfFormat.N_TRIPLES)
        store.bulk_load(path=DATA / "sfia-9.ttl", format=ox.RdfFormat.TURTLE)
        store.optimize()
        store.flush()
        del store
        self._store = ox.Store.read_only(where)

    def heat_map(self) -> Answer:
        """Ask in SPARQL."""
        return self._ask(HEAT_MAP)

    def ranking(self) -> Answer:
        """Ask in SPARQL."""
        return _pseudonyms(self._ask(RANKING))

    def _ask(self, query: str) -> Answer:
        rows: Any = self._store.query(query, prefixes=PREFIXES)
        return [tuple(map(to_python, row)) for row in rows]


class Ours:
    """A folder made by `sfia-graph load`, asked our stored questions."""

    options: tuple[str, ...] = ()

    def __init__(self, folder: Path, data: Workforce) -> None:
        where = folder / type(self).__name__
        program = Path(sys.executable).with_name("sfia-graph")
        words = ["load", "--shipped", str(data.quads), "--into", str(where), "--no-validate"]
        subprocess.run([program, *words, *self.options], check=True, capture_output=True)
        self._store = open_store(where)

    def heat_map(self) -> Answer:
        """Ask by name."""
        return self._ask("people-by-skill-and-level", {})

    def ranking(self) -> Answer:
        """Ask by name."""
        rows = self._ask("rank-candidates", {"role": f"Role {ROLE}", "share": str(SHARE)})
        return _pseudonyms(row[:-1] for row in rows)

    def _ask(self, name: str, values: dict[str, str]) -> Answer:
        answer: Any = self._store.sparql(stored_query(name).bind(values))
        return list(answer.values())


class Summarised(Ours):
    """The same with the summary graph that a load can add."""

    options = ("--summarise",)


ENGINES: dict[str, type[Engine]] = {
    "DuckDB": DuckDB,
    "pyoxigraph": Pyoxigraph,
    "ours": Ours,
    "ours, summarised": Summarised,
}


def _pseudonyms(rows: Iterable[tuple[Any, ...]]) -> Answer:
    return [(person.rsplit("/", 1)[-1], *rest) for person, *rest in rows]
