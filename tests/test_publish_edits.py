"""Whatever is edited in a graph: a site built again is the site that a whole build makes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import write_graph
from long import some
from program import run
from published import HISTORY, contents

from sfia_graph.namespaces import BASE, expand

TURTLE = ox.RdfFormat.TURTLE
LABEL = ox.NamedNode(expand("skos:prefLabel"))
ROUNDS = 2
"""How often a graph is edited and its site built again before that is compared."""

Graph = list[ox.Triple]
Edit = Callable[[random.Random, Graph], Graph]


def _is_text(triple: ox.Triple) -> bool:
    return isinstance(triple.object, ox.Literal) and bool(triple.object.language)


def _is_link(triple: ox.Triple) -> bool:
    """Whether it leads from one thing of the framework to another."""
    return all(
        isinstance(each, ox.NamedNode) and each.value.startswith(f"{BASE}9/")
        for each in (triple.subject, triple.object)
    )


def _said(triple: ox.Triple, text: str) -> ox.Triple:
    assert isinstance(triple.object, ox.Literal)
    value = ox.Literal(text, language=triple.object.language)
    return ox.Triple(triple.subject, triple.predicate, value)


def _replaced(graph: Graph, old: ox.Triple, *new: ox.Triple) -> Graph:
    return [*(each for each in graph if each != old), *new]


def reword(chance: random.Random, graph: Graph) -> Graph:
    """Change any text."""
    old = chance.choice([each for each in graph if _is_text(each)])
    return _replaced(graph, old, _said(old, f"{old.object.value} & <{chance.random():.3}>"))  # type: ignore[union-attr]


def rename(chance: random.Random, graph: Graph) -> Graph:
    """Give a thing another name, one that stands elsewhere in every order."""
    old = chance.choice([each for each in graph if _is_text(each) and each.predicate == LABEL])
    return _replaced(graph, old, _said(old, f"{chance.choice('AMZ')}{chance.random():.3}"))


def borrow(chance: random.Random, graph: Graph) -> Graph:
    """Give a thing the name of another one."""
    named = [each for each in graph if _is_text(each) and each.predicate == LABEL]
    old, other = chance.sample(named, 2)
    return _replaced(graph, old, _said(old, other.object.value))  # type: ignore[union-attr]


def unsay(chance: random.Random, graph: Graph) -> Graph:
    """Remove any text."""
    return _replaced(graph, chance.choice([each for each in graph if _is_text(each)]))


def unlink(chance: random.Random, graph: Graph) -> Graph:
    """Remove a link between two things."""
    return _replaced(graph, chance.choice([each for each in graph if _is_link(each)]))


def relink(chance: random.Random, graph: Graph) -> Graph:
    """Let a link lead elsewhere."""
    old, other = chance.sample([each for each in graph if _is_link(each)], 2)
    return _replaced(graph, old, ox.Triple(old.subject, old.predicate, other.object))


def mapped(chance: random.Random, graph: Graph) -> Graph:
    """Map a thing to another one."""
    one, other = (
        each.subject for each in chance.sample([each for each in graph if _is_link(each)], 2)
    )
    return [*graph, ox.Triple(one, ox.NamedNode(expand("skos:closeMatch")), other)]


def skill(chance: random.Random, graph: Graph) -> Graph:
    """Add a skill like one that is there."""
    kind = ox.NamedNode(expand("sfia:Skill"))
    like = chance.choice([each.subject for each in graph if each.object == kind])
    new = ox.NamedNode(f"{BASE}9/skill/NEW{chance.randrange(10)}")
    alike = (each for each in graph if each.subject == like)
    return [*graph, *(ox.Triple(new, each.predicate, each.object) for each in alike)]


TEXTS: tuple[Edit, ...] = (rename, reword, borrow)
OTHERS: tuple[Edit, ...] = (unsay, unlink, relink, mapped, skill)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of the invented framework and its site."""
    folder = tmp_path_factory.mktemp("edits")
    write_graph(folder / "bakery.ttl")
    _publish(folder / "bakery.ttl", folder / "site")
    return folder


def _publish(store: Path, site: Path) -> None:
    done = run("publish", "--store", store, "-o", site, "--no-validate")
    assert done.returncode == 0, done.stderr


def _edited(chance: random.Random, path: Path) -> list[str]:
    """Edit a graph, most often its texts alone; give what was done."""
    edits = chance.choices(TEXTS, k=chance.randint(1, 3))
    if chance.random() < 0.3:
        edits.append(chance.choice(OTHERS))
    graph = [quad.triple for quad in ox.parse(path=path, format=TURTLE)]
    for edit in edits:
        graph = edit(chance, graph)
    ox.serialize(graph, str(path), format=TURTLE)
    return [edit.__name__ for edit in edits]


@pytest.mark.parametrize("seed", some(range(24), 24))
def test_an_edited_graph_has_the_site_of_a_whole_build(
    bakery: Path, tmp_path: Path, seed: int
) -> None:
    folder, chance = Path(shutil.copytree(bakery, tmp_path / "edits")), random.Random(seed)
    done = []
    for _ in range(ROUNDS):
        done += _edited(chance, folder / "bakery.ttl")
        _publish(folder / "bakery.ttl", folder / "site")
    _publish(folder / "bakery.ttl", folder / "whole")
    now, whole = contents(folder / "site"), contents(folder / "whole")
    assert now.keys() == whole.keys(), done
    assert {name for name in now if now[name] != whole[name]} <= HISTORY, done
