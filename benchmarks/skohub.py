"""SkoHub Vocabs, which makes a site of SKOS with Gatsby: how many documents a second.

No registry has it: clone github.com/skohub-io/skohub-vocabs, run `npm pkg set
overrides.sharp=0.33.5 && npm install --ignore-scripts` there, and name the folder in `SKOHUB`.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES

FOLDER = "SKOHUB"
"""The variable of the environment that names the folder of an installed SkoHub Vocabs."""
_DOCUMENTS = frozenset({".html", ".json", ".jsonld"})
_LEFT_OUT = (".cache", ".env", ".git", "config.yaml", "data", "node_modules", "public")
_DESCRIPTION = ox.NamedNode(f"{PREFIXES['dcterms']}description")
_IN_SCHEME = ox.NamedNode(f"{PREFIXES['skos']}inScheme")
_SCHEMES = {edition: ox.NamedNode(f"{BASE}{edition}") for edition in ("9", "8")}
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


@dataclass(frozen=True, slots=True)
class Run:
    """A build: seconds, seconds of the processors, and how many documents there are then."""

    seconds: float
    cpu: float
    documents: int


def pages_per_second(data: Path, to: Path) -> tuple[float, int, str] | None:
    """Give documents a second, their number and the version; None where it is not installed.

    `data` is a folder of N-Quads files. The site is built in the folder `to`, which stays. Raises
    `RuntimeError` where the build fails.
    """
    folder = installed()
    if folder is None:
        return None
    called = version(folder)
    run = build(prepared(folder, data, to))
    return run.documents / run.seconds, run.documents, called


def installed() -> Path | None:
    """Give the folder of SkoHub Vocabs, or None where it or node is missing."""
    folder = Path(os.environ.get(FOLDER) or os.devnull).resolve()
    ready = shutil.which("node") and (folder / "node_modules" / ".bin" / "gatsby").exists()
    return folder if ready else None


def version(folder: Path) -> str:
    """Give the commit of SkoHub Vocabs, whose own version stands still, and what it runs on."""
    package = (folder / "node_modules/gatsby/package.json").read_text(encoding="utf-8")
    gatsby = json.loads(package)["version"]
    commit = _said(folder, "git", "rev-parse", "--short", "HEAD")
    node = _said(folder, "node", "--version").removeprefix("v")
    return f"{commit} with Gatsby {gatsby} on node {node}"


def _said(folder: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def prepared(folder: Path, data: Path, to: Path) -> Path:
    """Give a copy of SkoHub Vocabs, its packages linked, as it comes but with our schemes."""
    shutil.copytree(folder, to, ignore=lambda at, _: _LEFT_OUT if Path(at) == folder else ())
    (to / "node_modules").symlink_to(folder / "node_modules")
    (to / "data").mkdir()
    for edition, triples in _schemes(data).items():
        ox.serialize(triples, str(to / "data" / f"{edition}.ttl"), format=ox.RdfFormat.TURTLE)
    return to


def build(copy: Path) -> Run:
    """Build the site; a second time, Gatsby makes again only the pages that have changed."""
    words = ["node", "node_modules/gatsby/cli.js", "build", "--prefix-paths"]
    environment = {**os.environ, "CI": "1", "GATSBY_TELEMETRY_DISABLED": "1"}
    begin, used = time.perf_counter(), _cpu()
    done = subprocess.run(
        words, cwd=copy, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    seconds, cpu = time.perf_counter() - begin, _cpu() - used
    if done.returncode:
        raise RuntimeError(f"{done.stdout}{done.stderr}"[-2000:])
    return Run(seconds, cpu, sum(1 for _ in _documents(copy)))


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _documents(copy: Path) -> Iterator[Path]:
    """Give the documents of the schemes and their concepts, without the indexes for search."""
    site = copy / "public" / BASE.removeprefix("https://")
    files = (path for path in site.rglob("*") if path.suffix in _DOCUMENTS)
    return (path for path in files if "search" not in path.parts)


def _schemes(data: Path) -> dict[str, list[ox.Triple]]:
    """Give what SKOS says of each edition's scheme and concepts, in the form that SkoHub wants.

    Its shapes want plain notations and a described scheme, and its queries lose the labels of a
    language with a hyphen.
    """
    store = ox.Store()
    for path in sorted(data.glob("*.nq")):
        store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    return {edition: _about(store, scheme) for edition, scheme in _SCHEMES.items()}


def _about(store: ox.Store, scheme: ox.NamedNode) -> list[ox.Triple]:
    members = {quad.subject for quad in store.quads_for_pattern(None, _IN_SCHEME, scheme)}
    found = {
        _stated(quad)
        for subject in (scheme, *members)
        for quad in store.quads_for_pattern(subject, None, None)
        if _is_skos(quad)
    }
    described = ox.Triple(scheme, _DESCRIPTION, ox.Literal(scheme.value, language="en"))
    return sorted({described, *found}, key=str)


def _is_skos(quad: ox.Quad) -> bool:
    term = quad.object if quad.predicate == _TYPE else quad.predicate
    return isinstance(term, ox.NamedNode) and term.value.startswith(PREFIXES["skos"])


def _stated(quad: ox.Quad) -> ox.Triple:
    if not isinstance(said := quad.object, ox.Literal):
        return quad.triple
    language = said.language and said.language.partition("-")[0]
    return ox.Triple(quad.subject, quad.predicate, ox.Literal(said.value, language=language))
