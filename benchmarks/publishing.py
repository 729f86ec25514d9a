"""Building a site: how long it takes, how much memory, and what a page weighs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli

from sfia_graph.namespaces import BASE
from sfia_graph.resources import SHIPPED_GRAPHS, shipped_data

PAGE = "9/skill/SLMO.en.html"
LABEL = ('"Service level management"@en', '"Service level managing"@en')
"""A name in the shipped data, and what it is changed to."""
_COMPRESSIBLE = frozenset({".css", ".html", ".js", ".json", ".svg"})
_EFFORT = 5


@dataclass(frozen=True, slots=True)
class Run:
    """A build: seconds, the largest process in MB, and what the program said."""

    seconds: float
    peak_mb: float
    said: str

    @property
    def files(self) -> int:
        """How many files the site has."""
        found = re.search(r"published ([\d,]+) files", self.said)
        assert found, self.said
        return int(found[1].replace(",", ""))


def build(store: Path, site: Path, *options: str) -> Run:
    """Build a site in a process of its own, as a person would."""
    words = [sys.executable, "-m", "sfia_graph", "publish", "--store", str(store), "-o", str(site)]
    begin = time.perf_counter()
    with subprocess.Popen(
        [*words, *options], stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL
    ) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise RuntimeError(said)
    # Of the process and of those that it waited for, the largest.
    return Run(seconds, usage.ru_maxrss / 1024, said)


def write_data(folder: Path, names: Iterable[str] = ()) -> Path:
    """Write the shipped data as files of one folder, each graph under its own name.

    `names` are those of the files to take, without their endings; all where there are none.
    """
    import pyoxigraph as ox

    folder.mkdir()
    wanted = set(names)
    for path in shipped_data():
        if wanted and path.stem not in wanted:
            continue
        graph = ox.NamedNode(f"{BASE}graph/{SHIPPED_GRAPHS[path.name]}")
        triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        quads = (ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)
        ox.serialize(quads, str(folder / f"{path.stem}.nq"), format=ox.RdfFormat.N_QUADS)
    return folder


def rename(folder: Path) -> None:
    """Change one label in the data."""
    for path in folder.glob("*.nq"):
        text = path.read_text(encoding="utf-8")
        if LABEL[0] in text and "/9/skill/SLMO> " in text:
            line = next(
                each
                for each in text.splitlines()
                if "/9/skill/SLMO> " in each and f"prefLabel> {LABEL[0]}" in each
            )
            path.write_text(text.replace(line, line.replace(*LABEL)), encoding="utf-8")
            return
    raise RuntimeError("the label is not in the data")


def rdflib_documents(folder: Path, most: int = 400) -> float:
    """Give how many documents a second a plain loop of rdflib writes: each concept as Turtle."""
    import rdflib
    from rdflib.namespace import RDF, SKOS

    graph = rdflib.Dataset(default_union=True)
    for path in sorted(folder.glob("*.nq")):
        graph.parse(path, format="nquads")
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str)
    begin = time.perf_counter()
    for concept in concepts[:most]:
        document = rdflib.Graph()
        for triple in graph.triples((concept, None, None)):
            document.add(triple)
        document.serialize(format="turtle")
    return min(most, len(concepts)) / (time.perf_counter() - begin)


def weight(site: Path, page: str = PAGE) -> dict[str, int]:
    """Give what must be loaded to read a page, each file in bytes as brotli sends it."""
    text = (site / page).read_text(encoding="utf-8")
    files = {page, *(each.lstrip("/") for each in _needed(text))}
    queue = list(files)
    while queue:
        name = queue.pop()
        if name.endswith(".js"):
            for other in re.findall(r'from "\./([\w-]+\.js)"', (site / name).read_text()):
                found = f"{Path(name).parent.as_posix()}/{other}"
                if found not in files:
                    files.add(found)
                    queue.append(found)
    return {name: _compressed(site / name) for name in sorted(files)}


def _needed(page: str) -> Iterator[str]:
    """Give what a browser loads with a page before anybody does anything."""
    yield from re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    yield from re.findall(r'<script[^>]* src="([^"]+)"', page)
    for image in re.findall(r"<img [^>]*>", page):
        if 'loading="lazy"' not in image:
            yield from re.findall(r' src="(/[^"]+)"', image)


def _compressed(path: Path) -> int:
    body = path.read_bytes()
    return (
        len(brotli.compress(body, quality=_EFFORT)) if path.suffix in _COMPRESSIBLE else len(body)
    )


def copied(site: Path, to: Path) -> Path:
    """Copy a site with the times of its files."""
    return Path(shutil.copytree(site, to, copy_function=shutil.copy2))
