"""Whether a graph changed, and how: its structure, or only texts in a language.

A change of texts touches only what shows them, so the rest of a site can stay as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.resources import ONTOLOGY, QUERIES
from sfia_graph.web.blank_labels import relabelled
from sfia_graph.web.reads import DATE
from sfia_graph.web.site import Site

PACKAGE = Path(__file__).resolve().parent.parent
_SIZE = 12
_BITS = (1 << (_SIZE * 8)) - 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of a graph that are the same in any order of its statements.

    `structure` is of all but the wording: of a text in a language it holds whose it is, and in
    which language. `texts` gives for each subject that of its texts in languages, and under `DATE`
    the date of the graph, which changes as they do.
    """

    structure: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """All that a site is made from: the digest of options and code, and its graph's fingerprint."""

    code: str
    graph: Fingerprint


def made_from(site: Site, *options: object) -> MadeFrom:
    """Give what a site is made from."""
    return MadeFrom(_code(site, *options), fingerprint(site))


def fingerprint(site: Site) -> Fingerprint:
    """Take the fingerprint of a site's graph."""
    structure, texts, unnamed = 0, dict[str, int](), list[ox.Triple]()
    for quad in site.store.engine.quads_for_pattern(None, None, None, None):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
            unnamed.append(quad.triple)
            continue
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and value.language:
            texts[subject.value] = texts.get(subject.value, 0) + _number(str(quad)) & _BITS
            said = f"{subject} {quad.predicate} @{value.language} {quad.graph_name}"
        else:
            said = str(quad)
        structure = structure + _number(said) & _BITS
    for triple in relabelled(unnamed):
        structure = structure + _number(str(triple)) & _BITS
    found = {key: f"{texts[key]:x}" for key in sorted(texts)}
    return Fingerprint(f"{structure:x}", {**found, DATE: site.modified.isoformat()})


def _code(site: Site, *options: object) -> str:
    """Give the digest of what a site is made from beside its graph: options, code, questions.

    So it is of whom the graph told, since the files that are kept were read for those only.
    """
    from importlib.metadata import version

    versions = [version(name) for name in ("Jinja2", "pyoxigraph")]
    where = (site.base, site.root, site.origin, site.languages)
    withheld = sorted(map(str, site.withheld.nodes)), site.withheld.bases
    found = hashlib.sha256(repr((where, withheld, options, versions)).encode())
    for path in _files():
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:32]


def _files() -> Iterator[Path]:
    for folder in (PACKAGE, ONTOLOGY, QUERIES):
        found = (path for path in folder.rglob("*") if path.is_file())
        yield from sorted(path for path in found if path.suffix not in {".pyc", ".map"})


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE)
    return int.from_bytes(digest.digest(), "big")
