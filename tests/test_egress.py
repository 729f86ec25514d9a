"""Nothing that is read makes the program ask somebody: a listener on loopback hears nothing."""

from __future__ import annotations

import contextlib
import errno
import json
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from invented import EDITION, one_skill, page_text
from program import PROGRAM, run
from served import Served, served
from visitors import children, workers
from workbooks import MAIN, SHEET, sheet_xml, write_parts

from benchmarks.listening import Listener
from sfia_graph.cli import main
from sfia_graph.errors import SfiaError
from sfia_graph.offline import MACHINES, Machine, program
from sfia_graph.store import open_store
from sfia_graph.store.prologue import names_service


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as found:
        yield found


# The wall itself.

ATTEMPTS = """
import ctypes, errno, os, socket, sys
from sfia_graph.offline import go_offline

left = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
assert go_offline() and go_offline()

def refused(attempt):
    try:
        attempt()
    except OSError as error:
        return error.errno
    return 0

families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET)
for family in families:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        assert refused(lambda: socket.socket(family, kind)) == errno.EPERM, family
assert refused(lambda: left.connect(("127.0.0.1", 9))) == errno.EPERM
assert refused(lambda: socket.getaddrinfo("example.org", 80)) < 0
call = ctypes.CDLL(None, use_errno=True).syscall
for number in (425, 41 + 0x4000_0000):
    assert (call(number, 1, 0, 0), ctypes.get_errno()) == (-1, errno.EPERM), number
one, other = socket.socketpair()
one.sendall(b"still")
assert other.recv(5) == b"still"
code = "import socket; socket.socket()"
os._exit(os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]))
"""


def test_a_process_behind_the_wall_gets_no_socket_and_its_children_neither() -> None:
    done = subprocess.run([sys.executable, "-c", ATTEMPTS], capture_output=True, text=True)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "PermissionError: [Errno 1] Operation not permitted",
    )


def _verdict(filter_: bytes, number: int, audit: int) -> int:
    """Give what a filter says of a system call, as the kernel reads it."""
    steps = [struct.unpack("=HBBI", filter_[at : at + 8]) for at in range(0, len(filter_), 8)]
    call, held, at = {0: number, 4: audit}, 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x06:
            return int(value)
        if code == 0x20:
            held = call[value]
        else:
            at += yes if {0x15: held == value, 0x35: held >= value}[code] else no


@pytest.mark.parametrize(("name", "machine"), MACHINES.items(), ids=MACHINES)
def test_the_filter_refuses_three_calls_of_each_machine_and_all_of_others(
    name: str, machine: Machine
) -> None:
    seccomp = pytest.importorskip("pyseccomp", reason="needs pyseccomp, which knows the numbers")
    arch = getattr(seccomp.Arch, name.upper())
    numbers = [seccomp.resolve_syscall(arch, each) for each in ("socket", "connect")]
    assert machine.refused == (*numbers, 425)
    assert machine.seccomp == seccomp.resolve_syscall(arch, "seccomp")
    told = {number: _verdict(program(machine), number, machine.audit) for number in range(500)}
    refused = 0x50000 | errno.EPERM
    assert {number for number, said in told.items() if said == refused} == set(machine.refused)
    assert set(told.values()) == {0x7FFF0000, refused}
    assert _verdict(program(machine), 0, 0x4000_0003) == refused


def _status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


@pytest.mark.parametrize(
    ("words", "filtered"),
    [
        (["sparql", "-"], True),
        (["sparql", "-", "--store", "http://127.0.0.1:9/"], False),
    ],
    ids=["local", "endpoint"],
)
def test_a_command_keeps_the_network_only_for_an_address(words: list[str], filtered: bool) -> None:
    with subprocess.Popen(
        [*PROGRAM, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        # Whoever reads its input has begun: it is read to the end only once all is written.
        process.stdin.write("ASK {}" + " " * 200_000)
        found = _status(process.pid)
        process.kill()
    assert (found["Seccomp"] == "2", found["NoNewPrivs"] == "1") == (filtered, filtered)


# What is asked.

SERVICE = {
    "plain": "SELECT * { SERVICE <HERE> { ?a ?b ?c } }",
    "small": "SELECT * { service <HERE> { ?a ?b ?c } }",
    "silent": "SELECT * { SERVICE SILENT <HERE> { ?a ?b ?c } }",
    "an escaped letter": "SELECT * { \\u0053ERVICE <HERE> { ?a ?b ?c } }",
    "a long escape": "SELECT * { SERV\\U00000049CE <HERE> { ?a ?b ?c } }",
    "a comment behind it": "SELECT * { SERVICE# a comment\n<HERE> { ?a ?b ?c } }",
    "between quotes of comments": "SELECT * { # '\n SERVICE <HERE> { ?a ?b ?c } # '\n }",
    "behind an escaped quote": 'SELECT * { ?s ?p "\\u0022 SERVICE <HERE> { ?a ?b ?c } } # "',
    "behind a tag": "SELECT * { ?s ?p 'x'@en.SERVICE <HERE> { ?a ?b ?c } }",
    "behind a truth": "SELECT * { ?s ?p true.SERVICE <HERE> { ?a ?b ?c } }",
    "behind a number": "SELECT * { ?s ?p 1.0SERVICE <HERE> { ?a ?b ?c } }",
    "bound": "SELECT * { VALUES ?e { <HERE> } SERVICE ?e { ?a ?b ?c } }",
    "worked out": 'SELECT * { BIND(IRI(CONCAT("HERE", "x")) AS ?e) SERVICE ?e { ?a ?b ?c } }',
    "in a subquery": "SELECT * { { SELECT ?a { SERVICE <HERE> { ?a ?b ?c } } } }",
    "in EXISTS": "ASK { ?s a sfia:Edition FILTER EXISTS { SERVICE <HERE> { ?a ?b ?c } } }",
    "in NOT EXISTS": "ASK { ?s a sfia:Edition FILTER NOT EXISTS { SERVICE <HERE> { } } }",
    "in UNION": "ASK { { ?s ?p ?o } UNION { SERVICE <HERE> { ?a ?b ?c } } }",
    "in OPTIONAL": "ASK { ?s ?p ?o OPTIONAL { SERVICE <HERE> { ?a ?b ?c } } }",
    "in MINUS": "ASK { ?s ?p ?o MINUS { SERVICE <HERE> { ?a ?b ?c } } }",
    "in GRAPH": "ASK { GRAPH ?g { SERVICE <HERE> { ?a ?b ?c } } }",
    "in SERVICE": "ASK { SERVICE <urn:x> { SERVICE <HERE> { ?a ?b ?c } } }",
    "in CONSTRUCT": "CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <HERE> { ?a ?b ?c } }",
    "in DESCRIBE": "DESCRIBE ?a { SERVICE <HERE> { ?a ?b ?c } }",
    "a prefixed name": "PREFIX x: <HERE> SELECT * { SERVICE x: { ?a ?b ?c } }",
    "against a base": "BASE <HERE> SELECT * { SERVICE <sparql> { ?a ?b ?c } }",
}
NO_SERVICE = (
    "sfia-graph: SERVICE asks another endpoint, and this reaches none; ask it itself with "
    "--store URL\n"
)


@pytest.mark.parametrize("query", SERVICE.values(), ids=SERVICE)
def test_a_query_of_local_data_says_that_it_asks_nobody(
    listener: Listener, tmp_path: Path, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    asked = tmp_path / "asked.rq"
    asked.write_text(query.replace("HERE", listener.url), encoding="utf-8")
    data = tmp_path / "data.ttl"
    data.write_text("<urn:s> <urn:p> true , 1.0 , 'x'@en .", encoding="utf-8")
    assert main(["sparql", str(asked), "--store", str(data)]) == 1
    assert capsys.readouterr() == ("", NO_SERVICE)
    assert listener.heard == 0


def test_the_engine_by_itself_would_ask(listener: Listener) -> None:
    """So that this module can fail: neither the wall nor a look at the words is in the way."""
    store, reached = open_store(), 0
    for query in SERVICE.values():
        before = listener.heard
        with contextlib.suppress(SfiaError):
            store.sparql(query.replace("HERE", listener.url))
        reached += listener.heard > before
    assert reached >= 15


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a 'SERVICE' }",
        "ASK { ?s a <urn:SERVICE> } # SERVICE <urn:x> {}",
        "PREFIX service: <urn:x> ASK { ?s a service:service }",
        'ASK { ?s ?p """SERVICE <urn:x>""" }',
    ],
)
def test_a_query_that_only_has_the_word_is_answered(query: str) -> None:
    assert not names_service(query)


# What is read.

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"
PREFIXES = f"""
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX sh: <{SH}>
PREFIX skos: <{SKOS}>
"""
VOCABULARY = f"""{PREFIXES}
<urn:s> a skos:ConceptScheme, owl:Ontology ; owl:imports <HERE1> ; dcterms:license <HERE2> ;
  dcterms:title "Outward" ; rdfs:isDefinedBy <HERE3> ; rdfs:seeAlso <HERE4> ;
  skos:hasTopConcept <HERE5> ; dcat:distribution <HERE6> .
<urn:c> a skos:Concept ; skos:inScheme <urn:s>, <HERE7> ; skos:prefLabel "one" ;
  skos:exactMatch <HERE8> ; skos:broadMatch <HERE9> ; foaf:page <HERE10> ; foaf:depiction <HERE11> .
"""
FRAMEWORKS = f"""{VOCABULARY}
<HERE8> a sfia:Edition, skos:ConceptScheme ; sfia:editionNumber 8 ; dcterms:title "eight" .
<HERE9> a sfia:Edition, skos:ConceptScheme ; sfia:editionNumber 9 ; dcterms:title "nine" ;
  dcterms:license <HERElicence> ; foaf:logo <HERElogo> ; owl:imports <HEREimports> .
<HERElevel/5> a sfia:Level ; sfia:levelNumber 5 ; skos:prefLabel "Level 5"@en .
<HERE9/category/x> a sfia:Category, skos:Concept ; skos:inScheme <HERE9> ;
  skos:prefLabel "x"@en .
<HERE8/category/x> a sfia:Category, skos:Concept ; skos:inScheme <HERE8> ;
  skos:prefLabel "x"@en .
<HERE8/skill/BAKE> a sfia:Skill, skos:Concept ; skos:inScheme <HERE8> ;
  skos:broader <HERE8/category/x> ; sfia:definedAtLevel <HERElevel/5> ;
  dcterms:identifier "BAKE" ; skos:notation "BAKE" ; skos:prefLabel "Baking"@en .
<HERE9/skill/BAKE> a sfia:Skill, skos:Concept ; skos:inScheme <HERE9> ;
  skos:broader <HERE9/category/x> ; sfia:definedAtLevel <HERElevel/5> ;
  dcterms:identifier "BAKE" ; skos:notation "BAKE" ; skos:prefLabel "Baking <HEREa>"@en ;
  skos:definition "![x](HEREimage) <img src='HEREimg'> HEREtext"@en ;
  foaf:page <HEREpage> ; foaf:depiction <HEREdepiction> ; skos:exactMatch <HEREmatch> .
"""
SHAPES = f"""{PREFIXES}
<urn:shapes> a owl:Ontology ; owl:imports <HEREimports> ; sh:shapesGraph <HEREgraph> ;
  sh:entailment <HEREentailment> ; sh:suggestedShapesGraph <HEREsuggested> ;
  sh:declare [ sh:prefix "x" ; sh:namespace "HEREnamespace" ] .
<urn:shape> a sh:NodeShape ; sh:targetClass skos:Concept ; sh:nodeKind sh:IRI ;
  rdfs:isDefinedBy <HEREdefined> ; CONSTRAINT .
"""
SELECT = 'sh:sparql [ sh:message "m" ; sh:select """SELECT $this {} """ ]'
CONSTRAINTS = {
    "imports": ("sh:closed false", 0),
    "FROM": (SELECT.format("FROM <HEREfrom> { $this ?p ?o }"), 1),
    "FROM NAMED": (SELECT.format("FROM NAMED <HEREnamed> { GRAPH ?g { $this ?p ?o } }"), 1),
    **{
        name: (SELECT.format("{ $this ?p ?o . " + service + " { ?a ?b ?c } }"), 1)
        for name, service in {
            "SERVICE": "SERVICE <HERE>",
            "service silent": "service silent <HERE>",
            "SERVICE, escaped": "\\\\u0053ERVICE <HERE>",
            "SERVICE, escaped at length": "SERV\\\\U00000049CE <HERE>",
            "SERVICE behind a comment": "#\n SERVICE#\n<HERE>",
            "SERVICE behind a number": "?a ?b 1.SERVICE <HERE>",
            "SERVICE behind a tag": "OPTIONAL { ?a ?b 'x'@en }SERVICE <HERE>",
            "SERVICE behind a stop": "?a ?b <urn:x>.SERVICE<HERE>",
        }.items()
    },
    "js": (
        'sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ; sh:jsLibrary [ a sh:JSLibrary ; '
        'sh:jsLibraryURL "HERElibrary.js"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] ]',
        0,
    ),
    "a rule": (
        'sh:rule [ a sh:SPARQLRule ; sh:construct """CONSTRUCT { $this a <urn:x> } '
        'WHERE { SERVICE <HERErule> { ?a ?b ?c } }""" ]',
        0,
    ),
    "a target": (
        'sh:target [ a sh:SPARQLTarget ; sh:select """SELECT ?this '
        '{ SERVICE <HEREtarget> { ?this ?b ?c } }""" ]',
        1,
    ),
    "a component": (
        """sh:targetSubjectsOf skos:inScheme ; <urn:p> 1 .
<urn:component> a sh:ConstraintComponent ; sh:parameter [ sh:path <urn:p> ] ;
  sh:validator [ a sh:SPARQLAskValidator ; sh:message "m" ;
    sh:ask \"\"\"ASK { $this ?p ?o . \\\\u0053ERVICE <HEREask> { ?a ?b ?c } }\"\"\" ]""",
        1,
    ),
}
XML = f"""<?xml version="1.0"?>DOCTYPE
<rdf:RDF xmlns:rdf="{RDF}" xmlns:skos="{SKOS}" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x HEREschema">
<skos:ConceptScheme rdf:about="urn:s"/>
<skos:Concept rdf:about="urn:c"><skos:inScheme rdf:resource="urn:s"/>
<skos:prefLabel>&e;</skos:prefLabel></skos:Concept></rdf:RDF>"""
DOCTYPES = {
    "an entity": '<!DOCTYPE x [ <!ENTITY e SYSTEM "HEREentity"> ]>',
    "a public entity": '<!DOCTYPE x [ <!ENTITY e PUBLIC "x" "HEREentity"> ]>',
    "a definition": '<!DOCTYPE x SYSTEM "HEREdtd" [ <!ENTITY e "x"> ]>',
    "a parameter": '<!DOCTYPE x [ <!ENTITY % p SYSTEM "HEREp"> %p; <!ENTITY e "x"> ]>',
    "a style sheet": '<?xml-stylesheet href="HEREstyle.xsl" type="text/xsl"?>',
}
CONTEXTS: dict[str, object] = {
    "a context": {"@context": "HEREc", "@id": "urn:c", "x": "y"},
    "one of several": {"@context": [{"x": "urn:x"}, "HEREc"], "@id": "urn:c", "x": "y"},
    "an import": {"@context": {"@version": 1.1, "@import": "HEREc"}, "@id": "urn:c", "x": "y"},
    "in a term": {
        "@context": {"x": {"@id": "urn:x", "@context": "HEREc"}},
        "@id": "urn:c",
        "x": {"y": "z"},
    },
    "in a node": {"@id": "urn:c", "urn:x": {"@context": "HEREc", "y": "z"}},
    "in a type": {
        "@context": {"T": {"@id": "urn:T", "@context": "HEREc"}},
        "@id": "urn:c",
        "@type": "T",
        "x": "y",
    },
    "a base that is remote": {
        "@context": {"@base": "HERE", "x": {"@id": "urn:x", "@context": "c"}},
        "@id": "urn:c",
        "x": {"y": "z"},
    },
}
HTML = """<!doctype html><html><head><base href="HERE"><title>x</title>
<meta http-equiv="refresh" content="0;url=HERErefresh"><link rel="stylesheet" href="HEREs.css">
<link rel="http://www.w3.org/ns/json-ld#context" href="HEREcontext"><script src="HEREx.js"></script>
<script type="application/ld+json">{"@context": "HEREcontext"}</script>
</head><body><img src="HERE1.png" srcset="HERE2.png 2x"><iframe src="HEREframe"></iframe>
<object data="HEREobject"></object><video poster="HEREposter"></video></body></html>"""
FRAMEWORK = page_text(one_skill(EDITION, "BREW"))
SSSOM = """#mapping_set_id: HEREset
#mapping_set_source: [HEREsource]
#license: HERElicence
#extension_definitions: [{slot_name: x, property: HEREslot}]
#see_also: [HEREmore]
#curie_map:
#  M: HEREm/
#  S: https://w3id.org/sfia-graph/9/skill/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tsubject_source
S:SLMO\tskos:closeMatch\tM:x\tsemapv:ManualMappingCuration\tHEREsubjects
"""
PEOPLE = """person,skill,level,basis,date,evidence
HEREperson,SLMO,4,assessed,2026-01-01,HEREevidence
"""
ROLES = "role,skill,level,importance\nTester,TEST,3-4,core\n"


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


FORMULAS = _row(
    1, *map(_text, ("A1", "B1", "C1", "D1"), ("role", "skill", "level", "importance"))
) + _row(
    2,
    '<c r="A2" t="str"><f>WEBSERVICE("HEREformula")</f><v>Tester</v></c>',
    '<c r="B2" t="str"><f>[1]Sheet1!A1</f><v>TEST</v></c><c r="C2"><v>3</v></c>',
    _text("D2", "core"),
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTWARD_PARTS = {
    SHEET: sheet_xml(
        FORMULAS,
        after=f'<hyperlinks><hyperlink ref="A1" r:id="rId1" xmlns:r="{_OFFICE}"/></hyperlinks>',
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/hyperlink" Target="HERElink" TargetMode="External"/>'
    "</Relationships>",
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
    '<externalBook r:id="rId1"/></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/externalLinkPath" Target="HEREbook.xlsx" '
    'TargetMode="External"/></Relationships>',
    "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1" type="4">'
    '<webPr url="HEREconnection" refreshOnLoad="1"/></connection></connections>',
}


@dataclass(frozen=True)
class Case:
    """A call, its files by name, and the code that it ends with."""

    words: str
    files: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    code: int = 0

    def written(self, folder: Path, url: str) -> list[str]:
        """Write the files; gives the words of the call."""
        for name, content in self.files.items():
            path = folder / name
            if isinstance(content, str):
                path.write_text(content.replace("HERE", url), encoding="utf-8")
            else:
                write_parts(path, {part: xml.replace("HERE", url) for part, xml in content.items()})
        words = self.words.replace("HERE", url).split()
        return [str(folder / each[2:]) if each.startswith("./") else each for each in words]


CASES = {
    "query": Case("query describe-iri iri=HERE9/skill/SLMO", code=0),
    "query of a file": Case("query edition-counts --store ./v.ttl", {"v.ttl": VOCABULARY}),
    **{
        name: Case("sparql ./q.rq --store ./v.ttl", {"q.rq": text, "v.ttl": VOCABULARY}, code)
        for name, text, code in (
            ("FROM", "SELECT * FROM <HERE> { ?a ?b ?c }", 0),
            ("FROM NAMED", "SELECT * FROM NAMED <HERE> { GRAPH <HERE> { ?a ?b ?c } }", 0),
            ("GRAPH", "SELECT * { GRAPH <HERE> { ?a ?b ?c } }", 0),
            ("DESCRIBE", "DESCRIBE <HERE>", 0),
            ("LOAD", "LOAD <HERE>", 1),
            ("LOAD SILENT", "LOAD SILENT <HERE> INTO GRAPH <urn:g>", 1),
            ("an update with SERVICE", "INSERT {} WHERE { SERVICE <HERE> { ?a ?b ?c } }", 1),
            ("LOAD behind a query", "ASK {} ; LOAD <HERE>", 1),
        )
    },
    "owl:imports": Case("import ./v.ttl -o ./o.ttl", {"v.ttl": VOCABULARY}),
    **{
        f"RDF/XML with {name}": Case(
            "import ./v.rdf -o ./o.ttl", {"v.rdf": XML.replace("DOCTYPE", doctype)}, 1
        )
        for name, doctype in DOCTYPES.items()
    },
    **{
        f"JSON-LD, {name}": Case(
            "import ./v.jsonld -o ./o.ttl", {"v.jsonld": json.dumps(document)}, 1
        )
        for name, document in CONTEXTS.items()
    },
    **{
        f"a page called {name}": Case(f"import ./{name} -o ./o.ttl", {name: HTML}, 1)
        for name in ("page.html", "page.txt", "page.csv", "page.ttl", "page.xlsx")
    },
    "a page's text": Case(
        "import ./page.txt --edition 9 -o ./o.ttl",
        {"page.txt": FRAMEWORK + "\n<img src='HERE'> ![x](HERE) HERE"},
    ),
    "import of a workbook": Case("import ./w.xlsx -o ./o.ttl", {"w.xlsx": OUTWARD_PARTS}, 1),
    "a workbook of roles": Case("profile import ./w.xlsx -o ./o.ttl", {"w.xlsx": OUTWARD_PARTS}),
    "people": Case("profile import ./p.csv -o ./o.ttl", {"p.csv": PEOPLE}),
    "a role of a file": Case("profile gap ada Tester --store ./v.ttl", {"v.ttl": VOCABULARY}, 2),
    "derive": Case("profile derive ecf x --store ./v.ttl -o ./o.ttl", {"v.ttl": VOCABULARY}, 2),
    "migrate": Case("migrate ./r.csv --from 8 --to 9 -o ./o.csv", {"r.csv": ROLES}),
    "migrate RDF": Case("migrate ./v.ttl --to 9 -o ./o.ttl", {"v.ttl": VOCABULARY}),
    "link check": Case("link check ./m.sssom.tsv", {"m.sssom.tsv": SSSOM}, 1),
    "link convert": Case("link convert ./m.sssom.tsv -o ./o.ttl", {"m.sssom.tsv": SSSOM}),
    "link suggest": Case(
        "link suggest --from x --to sfia-9 --store ./v.ttl -o ./o.sssom.tsv",
        {"v.ttl": VOCABULARY},
        2,
    ),
    "load": Case("load ./v.ttl --into ./store --no-validate", {"v.ttl": VOCABULARY}),
    "load, validated": Case("load ./v.ttl --into ./store", {"v.ttl": VOCABULARY}, 1),
    "diff": Case("diff 8 9 --store ./e.ttl --format html", {"e.ttl": FRAMEWORKS}),
    "publish": Case(
        "publish -o ./site --store ./e.ttl --no-validate --processes 2", {"e.ttl": FRAMEWORKS}
    ),
    **{
        f"validate, {name}, {engine}": Case(
            f"validate ./v.ttl --only ./s.ttl --engine {engine}",
            {"v.ttl": VOCABULARY, "s.ttl": SHAPES.replace("CONSTRAINT", constraint)},
            code,
        )
        for name, (constraint, code) in CONSTRAINTS.items()
        for engine in ("auto", "pyshacl")
    },
    **{
        f"validate data that import, {engine}": Case(
            f"validate ./v.ttl --engine {engine}",
            {"v.ttl": VOCABULARY + SHAPES.replace("; CONSTRAINT", "")},
            1,
        )
        for engine in ("auto", "pyshacl")
    },
}


@pytest.fixture
def call(
    request: pytest.FixtureRequest, listener: Listener, tmp_path: Path
) -> tuple[Case, list[str]]:
    case: Case = request.param
    return case, case.written(tmp_path, listener.url)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(case, id=name, marks=pytest.mark.long if name == "publish" else ())
        for name, case in CASES.items()
    ],
    indirect=True,
)
def test_nothing_that_is_read_is_followed_even_without_a_wall(
    listener: Listener, call: tuple[Case, list[str]]
) -> None:
    """In this process, where no kernel refuses anything."""
    case, words = call
    try:
        code: object = main(words)
    except SystemExit as end:
        code = end.code
    assert (code, listener.heard) == (case.code, 0)


ALWAYS = {
    *("FROM NAMED", "JSON-LD, a context", "load", "a workbook of roles", "link convert"),
    "validate, imports, pyshacl",
}
RUN = [
    pytest.param(case, id=name, marks=() if name in ALWAYS else pytest.mark.long)
    for name, case in CASES.items()
]


@pytest.mark.parametrize("call", RUN, indirect=True)
def test_every_command_does_its_work_behind_the_wall(
    listener: Listener, call: tuple[Case, list[str]]
) -> None:
    case, words = call
    done = run(*words)
    assert (done.returncode, listener.heard) == (case.code, 0), done.stderr
    assert "not permitted" not in done.stderr


def test_an_assistant_is_answered_behind_the_wall(listener: Listener, tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="needs the extra 'assistants'")
    words = Case("mcp --store ./e.ttl", {"e.ttl": FRAMEWORKS}).written(tmp_path, listener.url)
    said = '{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'
    done = run(*words, stdin=said)
    assert (done.returncode, json.loads(done.stdout)["id"], listener.heard) == (0, 1, 0)


@pytest.fixture
def site(listener: Listener, tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "e.ttl"
    path.write_text(FRAMEWORKS.replace("HERE", listener.url), encoding="utf-8")
    with served("--store", str(path)) as found:
        yield found


def test_a_server_asks_nobody_and_could_not(site: Served, listener: Listener) -> None:
    there = listener.url
    for path in (
        *("/", "/9/skill/BAKE.en.html", "/9/skill/BAKE.jsonld", "/9.ttl", "/catalog.ttl"),
        *("/search?q=baking", f"/query/describe-iri.json?iri={there}9", "/openapi.json"),
        f"/sparql?query=ASK%7B%7D&default-graph-uri={there}&named-graph-uri={there}",
        f"/sparql?query=SELECT*%7BSERVICE%20SILENT%20%3C{there}%3E%7B%7D%7D",
        f"/9/compare.en.html?a={there}&b={there}",
    ):
        headers = {"host": there[7:-1], "x-forwarded-host": there[7:-1], "referer": there}
        assert site.ask(path, headers).status < 500, path
    site.process.send_signal(signal.SIGHUP)
    assert site.process.stderr
    assert site.process.stderr.readline().startswith("reloaded ")
    assert site.ask("/9/skill/BAKE.en.html").status == 200
    family = [site.process.pid, *children(site.process.pid), *workers(site)]
    assert len(family) > 3
    assert [_status(pid)["Seccomp"] for pid in family] == ["2"] * len(family)
    assert listener.heard == 0
