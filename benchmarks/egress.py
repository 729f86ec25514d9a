"""Who asks another host because of what it reads, measured by a listener on loopback.

`python -m benchmarks.egress` writes EGRESS.md.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.listening import Listener

RUNS = 40
_SLOWEST = 20
_OURS = "-m sfia_graph"
_RDFLIB = "import rdflib, sys; folder = sys.argv[1]; "
_OXIGRAPH = "import pyoxigraph as ox, sys; folder = sys.argv[1]; "
_SHACL = f"{_RDFLIB}from pyshacl import validate; "
_BOTH = "validate(folder + '/data.ttl', shacl_graph=folder + '/{}.ttl', advanced={})"

FILES = {
    "data.ttl": "<urn:s> <urn:p> 1 ; a <urn:C> .",
    "service.rq": "SELECT * { SERVICE <HERE> { ?a ?b ?c } }",
    "from.rq": "SELECT * FROM <HERE> { ?a ?b ?c }",
    "context.jsonld": '{"@context": "HERE", "@id": "urn:s", "x": "y"}',
    "entity.rdf": '<!DOCTYPE x [<!ENTITY e SYSTEM "HERE">]><rdf:RDF xmlns:rdf="http://www.w3.org/'
    '1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:s"><a xmlns="urn:">&e;</a>'
    "</rdf:Description></rdf:RDF>",
    "select.ttl": """PREFIX sh: <http://www.w3.org/ns/shacl#> <urn:shape> a sh:NodeShape ;
        sh:targetClass <urn:C> ; sh:sparql [ sh:message "m" ;
        sh:select "SELECT $this { $this ?p ?o . #\\n SERVICE#\\n<HERE> { ?a ?b ?c } }" ] .""",
    "target.ttl": """PREFIX sh: <http://www.w3.org/ns/shacl#> <urn:shape> a sh:NodeShape ;
        sh:nodeKind sh:IRI ; sh:target [ a sh:SPARQLTarget ;
        sh:select "SELECT ?this { SERVICE <HERE> { ?this ?b ?c } }" ] .""",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file that asks for it, and the call of a program that reads it; `{}` is the folder."""

    what: str
    who: str
    call: tuple[str, ...]


def _code(what: str, who: str, code: str) -> Attempt:
    return Attempt(what, who, ("-c", code, "{}"))


def _ours(what: str, words: str) -> Attempt:
    return Attempt(what, "sfia-graph", tuple(f"{_OURS} {words}".split()))


SERVICE, FROM, CONTEXT = "query: SERVICE", "query: FROM", "JSON-LD: a remote context"
ENTITY, SELECT = "RDF/XML: an external entity", "SHACL: SERVICE in sh:sparql"
TARGET = "SHACL: SERVICE in sh:target"
_QUERY = "open(folder + '/{}.rq').read()"
_ASKED = "list(rdflib.Dataset().query({}))"
ATTEMPTS = (
    _ours(SERVICE, "sparql {}/service.rq --store {}/data.ttl"),
    _code(SERVICE, "rdflib", _RDFLIB + _ASKED.format(_QUERY.format("service"))),
    _code(SERVICE, "pyoxigraph", f"{_OXIGRAPH}list(ox.Store().query({_QUERY.format('service')}))"),
    _ours(FROM, "sparql {}/from.rq --store {}/data.ttl"),
    _code(FROM, "rdflib", _RDFLIB + _ASKED.format(_QUERY.format("from"))),
    _code(FROM, "pyoxigraph", f"{_OXIGRAPH}list(ox.Store().query({_QUERY.format('from')}))"),
    _ours(CONTEXT, "import {}/context.jsonld -o {}/out.ttl"),
    _code(CONTEXT, "rdflib", f"{_RDFLIB}rdflib.Graph().parse(folder + '/context.jsonld')"),
    _code(CONTEXT, "pyoxigraph", f"{_OXIGRAPH}list(ox.parse(path=folder + '/context.jsonld'))"),
    _ours(ENTITY, "import {}/entity.rdf -o {}/out.ttl"),
    _code(ENTITY, "rdflib", f"{_RDFLIB}rdflib.Graph().parse(folder + '/entity.rdf')"),
    _code(ENTITY, "pyoxigraph", f"{_OXIGRAPH}list(ox.parse(path=folder + '/entity.rdf'))"),
    _ours(SELECT, "validate {}/data.ttl --only {}/select.ttl --engine pyshacl"),
    _code(SELECT, "pySHACL", _SHACL + _BOTH.format("select", False)),
    _ours(TARGET, "validate {}/data.ttl --only {}/target.ttl --engine pyshacl"),
    _code(TARGET, "pySHACL", _SHACL + _BOTH.format("target", False)),
    _code(TARGET, "pySHACL, advanced", _SHACL + _BOTH.format("target", True)),
)


def heard(attempt: Attempt) -> tuple[int, str]:
    """Give how often the listener was asked, and the last line that the program said."""
    with tempfile.TemporaryDirectory() as folder, Listener() as listener:
        for name, content in FILES.items():
            Path(folder, name).write_text(content.replace("HERE", listener.url), encoding="utf-8")
        words = [each.replace("{}", folder) for each in attempt.call]
        done = subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, timeout=_SLOWEST
        )
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        return listener.heard, said.replace(listener.url, "…/").replace(folder, "…")


def cost() -> float:
    """Give the milliseconds of a processor that giving up the network takes, in the median."""
    code = (
        "import sfia_graph.cli, time; from sfia_graph.offline import go_offline; "
        "begun = time.process_time(); assert go_offline(); print(time.process_time() - begun)"
    )
    call = [sys.executable, "-c", code]
    times = [
        float(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    return median(times) * 1000


def report() -> Iterator[str]:
    """Give the lines of EGRESS.md."""
    yield "# Who asks another host\n"
    yield "Written by `python -m benchmarks.egress`. A program reads a file that names a listener"
    yield "on loopback; how often it was asked is counted. No file of these should have it asked.\n"
    names = ("rdflib", "pyoxigraph", "pyshacl", "sfia-graph")
    yield f"With {', '.join(f'{name} {version(name)}' for name in names)}.\n"
    yield "| what is read | by | the listener was asked | last line |"
    yield "|---|---|---:|---|"
    for attempt in ATTEMPTS:
        count, said = heard(attempt)
        line = said[:90].replace("|", "\\|")
        yield f"| {attempt.what} | {attempt.who} | {count} | {line} |"
    spent = f"{cost():.2f} ms of a processor at its start (median of {RUNS})"
    yield f"\nThe kernel's wall costs a command {spent}."


if __name__ == "__main__":
    written = "\n".join(report()) + "\n"
    Path(__file__).with_name("EGRESS.md").write_text(written, encoding="utf-8")
