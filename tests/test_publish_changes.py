"""A changed text in the shipped data changes of a site just what a whole build would change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from program import run
from published import HISTORY, contents

from benchmarks.publishing import write_data
from sfia_graph.namespaces import BASE, expand
from sfia_graph.publish.affected import untouched
from sfia_graph.publish.fingerprint import Fingerprint, MadeFrom, fingerprint
from sfia_graph.publish.inventory import DUMPED, tasks
from sfia_graph.publish.manifest import Manifest
from sfia_graph.publish.names import files
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.reads import DATE, EVERYTHING
from sfia_graph.web.site import open_site

KINDS = (
    *("sfia:Skill", "sfia:SkillIdentity", "sfia:Category", "sfia:Attribute", "sfia:Level"),
    *("sfia:Edition", "skos:Concept", "void:Dataset", "sfia:Change"),
)
NQUADS = ox.RdfFormat.N_QUADS
LATER = 2_000_000_000
"""When the changed data are from: dates stand in downloads."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("shipped") / "data")


def _change(data: Path, kind: str) -> None:
    """Change the first text of a thing of a kind, the one in the middle of those that there are."""
    quads = {path: list(ox.parse(path=path, format=NQUADS)) for path in sorted(data.iterdir())}
    every = [quad for each in quads.values() for quad in each]
    things = {
        quad.subject
        for quad in every
        if quad.predicate.value == expand("rdf:type") and quad.object == ox.NamedNode(expand(kind))
    }
    told = sorted(
        (quad for quad in every if quad.subject in things and _is_text(quad.object)), key=str
    )
    old = told[len(told) // 2]
    assert isinstance(old.object, ox.Literal)
    text = ox.Literal(f"{old.object.value} anew", language=old.object.language)
    new = ox.Quad(old.subject, old.predicate, text, old.graph_name)
    for path, each in quads.items():
        if old in each:
            ox.serialize([new if quad == old else quad for quad in each], str(path), format=NQUADS)


def _is_text(term: object) -> bool:
    return isinstance(term, ox.Literal) and bool(term.language)


def _publish(data: Path, site: Path) -> None:
    done = run("publish", "--store", data, "-o", site, "--no-validate")
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_text_changes_what_a_whole_build_would(
    data: Path, tmp_path: Path, kind: str
) -> None:
    changed = Path(shutil.copytree(data, tmp_path / "data"))
    _publish(changed, tmp_path / "site")
    _change(changed, kind)
    for path in changed.iterdir():
        os.utime(path, (LATER, LATER))
    _publish(changed, tmp_path / "site")
    _publish(changed, tmp_path / "whole")
    now, whole = contents(tmp_path / "site"), contents(tmp_path / "whole")
    assert now.keys() == whole.keys()
    assert {name for name in now if now[name] != whole[name]} <= HISTORY


def _site_of(*quads: ox.Quad) -> tuple[str, dict[str, str]]:
    base = [
        ox.Quad(
            ox.NamedNode(f"{BASE}9"),
            ox.NamedNode(expand("sfia:editionNumber")),
            ox.Literal(9),
            ox.NamedNode(f"{BASE}graph/a"),
        ),
        *quads,
    ]
    store = ox.Store()
    store.extend(base)
    site = replace(open_site(), store=EmbeddedStore(store, "a graph"))
    found = fingerprint(site)
    return found.structure, dict(found.texts)


def _said(text: str, language: str | None = "en", graph: str = "a") -> ox.Quad:
    value = ox.Literal(text, language=language) if language else ox.Literal(text)
    return ox.Quad(
        ox.NamedNode(f"{BASE}9/skill/KNEA"),
        ox.NamedNode(expand("skos:prefLabel")),
        value,
        ox.NamedNode(f"{BASE}graph/{graph}"),
    )


def test_another_text_is_no_other_structure() -> None:
    one, other = _site_of(_said("kneading")), _site_of(_said("folding"))
    assert one[0] == other[0]
    changed = {each for each in one[1] if one[1][each] != other[1][each]}
    assert changed == {f"{BASE}9/skill/KNEA"}


@pytest.mark.parametrize(
    "other",
    [
        [],
        [_said("kneading", "fr")],
        [_said("kneading", None)],
        [_said("kneading", "en", "b")],
        [_said("kneading"), _said("folding")],
    ],
    ids=["gone", "another language", "no language", "another graph", "one more"],
)
def test_whose_a_text_is_and_in_which_language_is_structure(other: list[ox.Quad]) -> None:
    assert _site_of(_said("kneading"))[0] != _site_of(*other)[0]


def _left(read: tuple[str, ...], *names: str, types: Iterable[str] = ()) -> set[str]:
    """Give which of some tasks are made again when a text of KNEA has changed."""
    every = [task for task in tasks(open_site()) if task.name in names]
    made = {task.name: tuple(files(path, ["en", "fr"]) for path in task.paths) for task in every}
    kept = {name: tuple(chain.from_iterable(each)) for name, each in made.items()}
    before = MadeFrom("code", Fingerprint("same", {}))
    known = dict.fromkeys(types, "text/plain")
    old = Manifest(before, {}, kept, dict.fromkeys(kept, read), types=known)
    now = MadeFrom("code", Fingerprint("same", {"KNEA": "1", DATE: "later"}))
    return {each.name for each in every} - untouched(every, old, now, ["en", "fr"])


def test_what_read_a_text_that_changed_is_made_again() -> None:
    assert _left(("KNEA", "TART"), "9/skill/SLMO", "9") == {"9/skill/SLMO", "9"}
    assert _left(("TART",), "9/skill/SLMO", "9") == set()


def test_what_read_nobody_knows_what_is_made_again() -> None:
    assert _left((EVERYTHING,), "9/skill/SLMO") == {"9/skill/SLMO"}


def test_what_is_about_no_thing_is_kept_where_its_media_type_is_known() -> None:
    names = {"downloads/sfia-8.case.json", "robots.txt"}
    assert _left(("TART",), *names) == names
    assert _left(("TART",), *names, types=names) == set()
    assert _left(("KNEA",), *names, types=names) == names


def test_what_tells_the_date_is_made_again_when_that_has_changed() -> None:
    assert _left((DATE,), "downloads/all.ttl", types=["downloads/all.ttl"]) == {"downloads/all.ttl"}


def test_the_date_of_a_folder_of_files_is_that_of_the_newest(data: Path) -> None:
    path = max(data.iterdir())
    os.utime(path, (LATER, LATER))
    assert open_site(data).modified.timestamp() == LATER


def test_what_waits_for_others_is_made_again() -> None:
    known = ["catalogue.ttl", "downloads.en.html", "downloads.fr.html"]
    assert _left((), "downloads", "catalogue.ttl", types=known) == {
        "downloads",
        "catalogue.ttl",
    }


def test_the_dumps_of_a_graph_do_not_hang_on_the_names_that_its_page_shows() -> None:
    site = open_site()
    made = {task.name: task for task in tasks(site)}
    graph = "graph/mapping-sfia-9-esco"
    assert all(path.startswith(graph) for path in made[graph].paths)
    dumps = made[f"{graph}{DUMPED}"]
    assert dumps.iri == made[graph].iri == f"{BASE}{graph}"
    assert {path.rpartition(".")[2] for path in dumps.paths} == {"jsonld", "nt", "trig", "ttl"}


def test_the_order_of_statements_is_nothing() -> None:
    one, other = _said("kneading"), _said("pétrissage", "fr")
    assert _site_of(one, other) == _site_of(other, one)
